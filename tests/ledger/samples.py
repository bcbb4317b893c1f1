"""Invented reports: towns, bodies and agencies that do not exist, and their claims with exact spans."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import apsw

from musnad.ledger import schema
from musnad.model import Analysis, Attribution, Block, Force, Kind, Narration, Quote, Report, Span


@dataclass(frozen=True)
class Said:
    """«cue source إن content»; the content may itself be a report of speech."""

    source: str | None
    content: str | Said
    cue: str = "قالت"
    speaker: str | None = None
    kind: Kind = "organisation"
    force: Force = "assert"
    quote: Quote = "indirect"
    lemma: str = "قال"


class _Writing:
    def __init__(self) -> None:
        self.text = ""
        self.attributions: list[Attribution] = []
        self.narration: list[Narration] = []

    def put(self, words: str) -> Span:
        start = len(self.text)
        self.text += words
        return Span(start, len(self.text))

    def say(self, said: Said, parent: int | None) -> None:
        number = len(self.attributions) + 1
        cue = self.put(said.cue)
        self.put(" ")
        source = None
        if said.source is not None:
            source = self.put(said.source)
            self.put(" ")
        self.put("إن ")
        start = len(self.text)
        # Its number is settled before the inner ones, its content only after them.
        place = len(self.attributions)
        self.attributions.append(Attribution(number, cue, source, cue, parent, None, "state", "ask", "direct", ""))
        if isinstance(said.content, Said):
            self.say(said.content, number)
        else:
            self.put(said.content)
        self.attributions[place] = Attribution(
            number,
            cue,
            source,
            Span(start, len(self.text)),
            parent,
            said.speaker or said.source,
            said.kind,
            said.force,
            said.quote,
            said.lemma,
        )


def analysis(
    *parts: Said | str,
    outlet: str | None = "وكالة الواحة",
    published: date | None = date(2016, 10, 7),
    name: str | None = "water.txt",
    url: str | None = None,
) -> Analysis:
    """A report made of *parts*: what somebody said, and sentences in the outlet's own voice."""
    writing = _Writing()
    for part in parts:
        if isinstance(part, str):
            writing.narration.append(Narration(writing.put(part), 0))
        else:
            writing.say(part, None)
        writing.put(".\n")
    return Analysis(
        Report(writing.text, outlet, published, url, "عنوان", "كاتب", name),
        (Block(Span(0, len(writing.text)), "body", 0),),
        tuple(writing.attributions),
        tuple(writing.narration),
    )


WATER = analysis(
    "وصلت الشاحنات إلى بلدة عين الزهر صباح الجمعة",
    Said("وزارة المياه", "الخزان الكيماوي في البلدة آمن"),
    Said("مصادر محلية", Said("لجنة السكان", "الماء مقطوع منذ ١٢ يوماً", "أكدت", lemma="أكّد"), kind="anonymous"),
)
BREAD = analysis(
    Said(
        "اتحاد الخبازين",
        "سعر الرغيف لن يرتفع قبل الشتاء",
        "نفى",
        force="deny",
        lemma="نفى",
    ),
    Said(None, "القمح وصل من ألمانيا، والدقيق لألمانيا أيضاً", "وأضاف", speaker="اتحاد الخبّازين", lemma="أضاف"),
    "تقع المطاحن على أطراف المدينة",
    outlet="صحيفة الميناء",
    published=date(2017, 1, 2),
    name="bread.txt",
)
UNDATED = analysis(
    Said("المرصد الزراعي", "الموسم جيد في وادي النخيل", kind="organisation", force="predict", lemma="توقّع"),
    outlet=None,
    published=None,
    name=None,
)


def many(number: int) -> Iterator[Analysis]:
    """*number* different small reports."""
    for n in range(number):
        yield analysis(
            Said("وزارة المياه", f"الخزان رقم {n} آمن"),
            f"فُتح الخزان رقم {n} صباحاً",
            name=f"report-{n}.txt",
        )


def make_older(path: Path, version: int) -> None:
    """Take from the ledger at *path* all that later migrations brought, as if it were of *version*."""
    later = "".join(schema.MIGRATIONS[version:])
    connection = apsw.Connection(str(path))
    for index in re.findall(r"CREATE INDEX (\w+)", later):
        connection.execute(f"DROP INDEX {index}")
    for table in reversed(re.findall(r"CREATE TABLE (\w+)", later)):
        connection.execute(f"DROP TABLE {table}")
    for table, column in re.findall(r"ALTER TABLE (\w+) ADD COLUMN (\w+)", later):
        connection.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
    connection.execute(f"PRAGMA user_version={version}")
    connection.close()
