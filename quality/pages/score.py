"""How well pages are read: text, title and day, on pages made of invented reports, and of others where they lie.

    python -m quality.pages.score [--misses]

Sets: ``pages`` are made in the layouts that reading was tuned on, ``pages aside`` in others; ``pages blind`` are both
without the classes, ids and data by which machines know what is what; ``pages corpora`` have first paragraphs of news
corpora in all layouts, where the shared folder has these.
"""

import argparse
import json
import lzma
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice

from musnad.gather.pages import Page, read_page
from quality.pages.making import ASIDE, TUNED, Article, MadePage, articles, made, pages
from quality.sets import shared_folder

OUTLETS = ("alriyadh", "okaz", "jawharafm")
_EACH = 40
_CHARACTERS = 1500
_LEAST = 200
_WORD = re.compile(r"\w+")
_NAMES = re.compile(rb"""\s(?:class|id|itemprop|role)=(?:"[^"]*"|'[^']*')""")
_DATA = re.compile(rb"<script type=.application/ld\+json.*?</script>|<meta (?:property|name)[^>]*>|<link[^>]*>", re.S)


@dataclass(frozen=True)
class Reading:
    """What came of a page: word F1 of its text, and whether title and day are right."""

    made: MadePage
    page: Page
    text: float
    title: bool
    date: bool


def sets() -> dict[str, list[MadePage]]:
    """The sets that can be made here, by name."""
    reports = articles()
    found = {"pages": list(pages(TUNED, reports)), "pages aside": list(pages(ASIDE, reports))}
    found["pages blind"] = [
        replace(each, data=blinded(each.data)) for name in list(found) for each in found[name] if each.has_markup
    ]
    others = list(corpus_articles())
    if others:
        layouts = sorted((*TUNED.glob("*.html"), *ASIDE.glob("*.html")))
        found["pages corpora"] = [made(layouts[n % len(layouts)], each) for n, each in enumerate(others)]
    return found


def blinded(data: bytes) -> bytes:
    """A page without what its makers wrote for machines."""
    return _NAMES.sub(b"", _DATA.sub(b"", data))


def corpus_articles() -> Iterator[Article]:
    """First paragraphs of news corpora, *_EACH* of each outlet; none where the corpora are not there."""
    folder = shared_folder()
    path = folder / "corpora" / "news-0.jsonl.xz" if folder else None
    if path is None or not path.exists():
        return
    wanted = Counter(dict.fromkeys(OUTLETS, _EACH))
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            if wanted[record["outlet"]] and (article := _article(record)):
                wanted[record["outlet"]] -= 1
                yield article
            if not wanted.total():
                return


def _article(record: dict[str, str]) -> Article | None:
    paragraphs = [each.strip() for each in record["text"].split("\n") if each.strip()]
    kept = list(islice(_until(paragraphs, _CHARACTERS), 8))
    if sum(map(len, kept)) < _LEAST or not record["title"] or not record["date"]:
        return None
    at = datetime.fromisoformat(f"{record['date'][:10]}T11:30:00+03:00")
    title = " ".join(record["title"].split())
    return Article(
        id=record["id"],
        title=title,
        author=None,
        section="أخبار",
        published=at,
        changed=at + timedelta(hours=2),
        lead=kept[0][:80].rsplit(" ", 1)[0],
        text=tuple(" ".join(each.split()) for each in kept),
    )


def _until(paragraphs: Iterable[str], characters: int) -> Iterator[str]:
    total = 0
    for each in paragraphs:
        total += len(each)
        yield each
        if total >= characters:
            return


def read(page: MadePage) -> Reading:
    """*page* read and compared with its gold."""
    found = read_page(page.data)
    return Reading(
        page,
        found,
        word_f1(found.text, "\n".join(page.text)),
        found.title is not None and _plain(found.title) == _plain(page.article.title),
        found.published == page.article.published.date(),
    )


def word_f1(have: str, want: str) -> float:
    """F1 over words, however they are ordered."""
    one, other = Counter(_WORD.findall(have)), Counter(_WORD.findall(want))
    return 2 * (one & other).total() / ((one.total() + other.total()) or 1)


def _plain(title: str) -> list[str]:
    return _WORD.findall(title)


def figures() -> dict[str, dict[str, float]]:
    """Mean text F1 and shares of right titles and days, by set."""
    return {name: summed([read(page) for page in found]) for name, found in sets().items()}


def summed(readings: Sequence[Reading]) -> dict[str, float]:
    """The figures of *readings*."""
    count = len(readings) or 1
    return {
        "text": round(sum(each.text for each in readings) / count, 4),
        "title": round(sum(each.title for each in readings) / count, 4),
        "date": round(sum(each.date for each in readings) / count, 4),
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures; with ``--misses`` the pages that are read wrongly too."""
    parser = argparse.ArgumentParser(prog="python -m quality.pages.score", description=__doc__.splitlines()[0])
    parser.add_argument(
        "--misses", action="store_true", help="list pages with a wrong title or day or a text below 0.95"
    )
    options = parser.parse_args(arguments)
    for name, found in sets().items():
        readings = [read(page) for page in found]
        shown = "  ".join(f"{figure} {value:.3f}" for figure, value in summed(readings).items())
        print(f"{name:15} {len(found):4} pages  {shown}")
        if options.misses and name != "pages aside":
            _show_misses(readings)
    return 0


def _show_misses(readings: Iterable[Reading]) -> None:
    for each in readings:
        page, article = each.page, each.made.article
        if each.text < 0.95:
            print(f"    {each.made.name}: text {each.text:.2f}")
        if not each.title:
            print(f"    {each.made.name}: title «{page.title}» instead of «{article.title}»")
        if not each.date:
            print(f"    {each.made.name}: {page.published} instead of {article.published.date()}")


if __name__ == "__main__":
    sys.exit(main())
