"""Pages made on the fly: a report, put into the markup of a site.

A layout is a file of HTML with ``{{names}}`` for what is filled in: see :class:`_Filler`, whose methods they are. Its
first line may name the encoding in which it is served. Markup imitates that of real sites; class names and texts are
our own.
"""

import html
import json
import random
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from quality.pages.day_styles import DayStyles

HERE = Path(__file__).parent
TUNED, ASIDE = HERE / "layouts", HERE / "aside"

_NAME = re.compile(r"\{\{(\w+)\}\}")
_ENCODING = re.compile(r"<!-- encoding: (\S+) -->\n")


@dataclass(frozen=True)
class Article:
    """What a page is made of, and what should be read from it again."""

    id: str
    title: str
    author: str | None
    section: str
    published: datetime
    changed: datetime
    lead: str
    text: tuple[str, ...]


@dataclass(frozen=True)
class MadePage:
    """A page with its gold: *text* by paragraphs, the lead included where the layout shows it.

    *has_markup* is False where only scripts would show the text.
    """

    name: str
    data: bytes
    article: Article
    text: tuple[str, ...]
    url: str
    has_markup: bool = True


def articles() -> list[Article]:
    """The invented reports."""
    records = yaml.safe_load((HERE / "articles.yaml").read_text("utf-8"))
    return [Article(**(record | {"text": tuple(record["text"])})) for record in records]


def pages(layouts: Path, reports: Sequence[Article], each: int = 3) -> Iterator[MadePage]:
    """Pages in the layouts of a folder, *each* reports in each, the reports taking turns."""
    turn = 0
    for path in sorted(layouts.glob("*.html")):
        for _ in range(each):
            yield made(path, reports[turn % len(reports)])
            turn += 1


def made(layout: Path, article: Article) -> MadePage:
    """*article* in *layout*."""
    source = layout.read_text("utf-8")
    encoding = "utf-8"
    if found := _ENCODING.match(source):
        encoding = found[1]
        source = source[found.end() :]
    filler = _Filler(article, f"{layout.stem}/{article.id}")
    page = _NAME.sub(lambda name: str(getattr(filler, name[1])), source)
    shown = _NAME.findall(source[source.lower().find("<body") :])
    text = ((article.lead,) if "lead" in shown else ()) + article.text
    data = page.encode(encoding, "xmlcharrefreplace")
    return MadePage(f"{layout.stem}-{article.id}", data, article, text, filler.url, "body_json" not in source)


@cache
def _furniture() -> dict[str, list[str]]:
    pool: dict[str, list[str]] = yaml.safe_load((HERE / "furniture.yaml").read_text("utf-8"))
    return pool


class _Filler(DayStyles):
    """The values of the names in a layout: text, already fit for HTML."""

    def __init__(self, article: Article, seed: str) -> None:
        super().__init__(article.published, article.changed)
        self._article = article
        self._pool = _furniture()
        self._random = random.Random(zlib.crc32(seed.encode()))
        self._paragraphs = [html.escape(each, quote=False) for each in article.text]
        self.site = self._random.choice(self._pool["sites"])
        self.title = html.escape(article.title)
        self.title_json = json.dumps(article.title, ensure_ascii=False)[1:-1]
        self.lead = article.lead
        self.author = article.author or self.site
        self.section = article.section
        number = self._random.randrange(10_000, 99_999)
        self.url = f"https://www.{article.id}-news.example/{article.section.replace(' ', '-')}/{number}"

    # The report's paragraphs, in the shapes that sites give them.

    @property
    def p(self) -> str:
        return self._all("<p>{}</p>")

    @property
    def p1(self) -> str:
        return f"<p>{self._paragraphs[0]}</p>"

    @property
    def p_rest(self) -> str:
        return "\n".join(f"<p>{each}</p>" for each in self._paragraphs[1:])

    @property
    def p_head(self) -> str:
        return "\n".join(f"<p>{each}</p>" for each in self._paragraphs[:2])

    @property
    def p_tail(self) -> str:
        return "\n".join(f"<p>{each}</p>" for each in self._paragraphs[2:])

    @property
    def p_justify(self) -> str:
        return self._all('<p class="rtejustify" dir="RTL">{}</p>')

    @property
    def p_css(self) -> str:
        return self._all('<div class="css-blk"><p class="css-p">{}</p></div><div class="css-ad">إعلان</div>')

    @property
    def p_span(self) -> str:
        return self._all('<p style="text-align:justify"><span style="font-size:14pt">{}</span></p>')

    @property
    def p_nbsp(self) -> str:
        return self._all('<p style="text-align: justify;">{}</p>\n<p>&nbsp;</p>')

    @property
    def p_list(self) -> str:
        return self._all('<div class="paragraph"><p>{}</p></div>')

    @property
    def p_links(self) -> str:
        """Paragraphs in which words are links or strong."""
        return self._all("<p>{}</p>", self._with_links)

    @property
    def p_strong_first(self) -> str:
        first, *rest = self._paragraphs
        return f"<p><strong>{first}</strong></p>\n" + "\n".join(f"<p>{each}</p>" for each in rest)

    @property
    def font_p(self) -> str:
        return self._all('<p dir="rtl" align="justify"><font face="Arabic Transparent">{}</font></p>')

    @property
    def div(self) -> str:
        return self._all("<div>{}</div>")

    @property
    def div_p(self) -> str:
        return self._all('<div style="direction: rtl;">{}</div><div>&nbsp;</div>')

    @property
    def div_dir_p(self) -> str:
        return self._all('<div dir="rtl" class="css-t"><p dir="rtl">{}</p></div>')

    @property
    def br(self) -> str:
        return "<br>\n<br>\n".join(self._paragraphs)

    @property
    def br_inline(self) -> str:
        return "<br/><br/>".join(self._paragraphs)

    @property
    def br_nbsp(self) -> str:
        return "<br />&nbsp;<br />".join(each.replace(" ", "&nbsp;", 1) for each in self._paragraphs)

    @property
    def br_p(self) -> str:
        return f"<p>{'<br/>'.join(self._paragraphs)}</p>"

    @property
    def live(self) -> str:
        """Newest first, as live pages have it; the report's paragraphs in their order."""
        entry = (
            '<li class="live__entry"><div class="live__time"><time>{}</time></div>'
            '<div class="live__body"><p>{}</p></div></li>'
        )
        return "\n".join(entry.format(f"{14 - n}:3{n}", each) for n, each in enumerate(self._paragraphs))

    @property
    def body_json(self) -> str:
        return json.dumps("\n".join(self._article.text), ensure_ascii=False)[1:-1].replace("<", "\\u003c")

    @property
    def first(self) -> str:
        return html.escape(self._article.text[0])

    @property
    def first_text(self) -> str:
        return self._paragraphs[0]

    # What stands around it.

    @property
    def menu(self) -> str:
        parts = (f'<li class="menu-item"><a href="/s/{n}">{each}</a></li>' for n, each in enumerate(self._sections(28)))
        return f'<ul class="menu">{"".join(parts)}</ul>'

    @property
    def menu_div(self) -> str:
        return "".join(
            f'<div class="mi"><a href="/s/{n}">{each}</a></div>' for n, each in enumerate(self._sections(20))
        )

    @property
    def menu_table(self) -> str:
        rows = "".join(f'<TR><TD>• <A href="s{n}.asp">{s}</A></TD></TR>' for n, s in enumerate(self._sections(16)))
        return f"<TABLE width=150>{rows}</TABLE>"

    @property
    def ticker(self) -> str:
        return "".join(f'<li><a href="/b/{n}">{each}</a></li>' for n, each in enumerate(self._headlines(5)))

    @property
    def most_read(self) -> str:
        return "".join(f'<li><a href="/m/{n}">{each}</a></li>' for n, each in enumerate(self._headlines(8)))

    @property
    def most_read_div(self) -> str:
        return "".join(
            f'<div><b>{n}</b> <a href="/m/{n}">{each}</a></div>' for n, each in enumerate(self._headlines(8))
        )

    most_div = most_read_div

    @property
    def related(self) -> str:
        return "".join(f'<li><a href="/r/{n}">{each}</a></li>' for n, each in enumerate(self._headlines(3)))

    @property
    def related_div(self) -> str:
        return "".join(
            f'<div class="ri"><a href="/r/{n}">{each}</a></div>' for n, each in enumerate(self._headlines(4))
        )

    @property
    def related_h3(self) -> str:
        return "".join(f'<h3><a href="/r/{n}">{each}</a></h3>' for n, each in enumerate(self._headlines(3)))

    @property
    def related_rows(self) -> str:
        return "".join(f'<TR><TD><A href="n{n}.asp">{each}</A></TD></TR>' for n, each in enumerate(self._headlines(6)))

    @property
    def timed(self) -> str:
        items = enumerate(self._headlines(10))
        return "".join(f'<li><span>1{n}:20</span> <a href="/t/{n}">{each}</a></li>' for n, each in items)

    @property
    def cards(self) -> str:
        card = (
            '<div class="card"><a href="/k/{n}"><img src="/t/{n}.jpg"></a><h4><a href="/k/{n}">{title}</a></h4>'
            '<span class="date">1{n} يناير 2025</span></div>'
        )
        return "".join(card.format(n=n, title=each) for n, each in enumerate(self._headlines(4)))

    @property
    def teasers(self) -> str:
        card = '<div class="tz"><h4><a href="/z/{n}">{title}</a></h4><p>{text}</p></div>'
        pairs = zip(self._headlines(4), self._random.sample(self._pool["teasers"], 4), strict=True)
        return "".join(card.format(n=n, title=title, text=text) for n, (title, text) in enumerate(pairs))

    @property
    def teaser_items(self) -> str:
        pairs = zip(self._headlines(4), self._random.sample(self._pool["teasers"], 4), strict=True)
        return "".join(f'<li><h3><a href="/i">{title}</a></h3><p>{text}</p></li>' for title, text in pairs)

    @property
    def teaser_text(self) -> str:
        return self._random.choice(self._pool["teasers"])

    @property
    def headline(self) -> str:
        return self._random.choice(self._pool["headlines"])

    @property
    def caption(self) -> str:
        return self._random.choice(self._pool["captions"])

    @property
    def gallery(self) -> str:
        items = enumerate(self._random.sample(self._pool["captions"], 4))
        return "".join(f'<div class="item"><img src="/g/{n}.jpg"><p>{each}</p></div>' for n, each in items)

    @property
    def comments(self) -> str:
        comment = '<li class="comment"><b>{}</b> <span>{}</span><p>{}</p><a>رد</a></li>'
        whose = ("قارئ", "أبو خالد")
        return "".join(
            comment.format(name, "3 يناير 2025", text) for name, text in zip(whose, self._pool["comments"], strict=True)
        )

    @property
    def footer(self) -> str:
        return "".join(f"<span><a href='/f'>{each}</a></span> " for each in self._pool["footer"]) + "© 2025"

    @property
    def scripts(self) -> str:
        """As much script and style as pages of news sites have."""
        lines = (
            f'window.q=window.q||[];q.push(["s{n}",{{"k":"{n * 7919:x}","d":"2020-01-0{n % 9 + 1}"}}]);'
            for n in range(420)
        )
        return f"<script>{''.join(lines)}</script><style>{self.css}</style>"

    @property
    def css(self) -> str:
        return "".join(f".c{n}{{margin:{n}px;color:#{n * 37:03x}}}" for n in range(500))

    def _all(self, shape: str, change: Any = None) -> str:
        return "\n".join(shape.format(change(each) if change else each) for each in self._paragraphs)

    def _with_links(self, paragraph: str) -> str:
        words = paragraph.split(" ")
        at = self._random.randrange(2, 6)
        words[at] = f'<a href="/tag/{at}">{words[at]}</a>'
        words[at + 3] = f"<strong>{words[at + 3]}</strong>"
        return " ".join(words)

    def _sections(self, count: int) -> list[str]:
        return self._random.sample(self._pool["sections"], count)

    def _headlines(self, count: int) -> list[str]:
        return self._random.sample(self._pool["headlines"], count)
