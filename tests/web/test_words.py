"""The desk's own words: all there in both languages, and none too many."""

import re
import string
from pathlib import Path
from typing import get_args

import pytest

import musnad.web
from musnad.model import FORCES, KINDS, QUOTES, BlockKind
from musnad.web.language import Reading, words

FOLDER = Path(musnad.web.__file__).parent
SOURCES = [*sorted((FOLDER / "templates").glob("*.html")), *sorted(FOLDER.glob("*.py"))]
# Words whose key is put together.
BEGINNINGS = (
    "force_",
    "kind_",
    "quote_",
    "denial_",
    "nested_",
    "judged_",
    "verdict_",
    "block_",
    "theme_",
    "digits_",
    "judgement_",
    "entity_",
)


def used() -> set[str]:
    text = "".join(source.read_text("utf-8") for source in SOURCES)
    return set(re.findall(r'(?:\bt|\bsay)\("(\w+)"', text))


def test_every_word_that_is_used_is_there() -> None:
    missing = {key for key in used() if not key.endswith("_")} - set(words())
    assert not missing


def test_every_word_that_is_there_is_used() -> None:
    text = "".join(source.read_text("utf-8") for source in SOURCES)
    for key in words():
        assert key in used() or key.startswith(BEGINNINGS) or f'"{key}"' in text, key


def test_both_languages_say_the_same() -> None:
    for key, said in words().items():
        assert set(said) == {"ar", "en"}, key
        fields = [{name for _, name, _, _ in string.Formatter().parse(text) if name} for text in said.values()]
        assert fields[0] == fields[1], key


@pytest.mark.parametrize(
    ("name", "labels"), [("force", FORCES), ("kind", KINDS), ("quote", QUOTES), ("block", get_args(BlockKind))]
)
def test_every_label_has_a_word(name: str, labels: tuple[str, ...]) -> None:
    assert {f"{name}_{label}" for label in labels} - {"block_body"} <= set(words())


def test_days_in_words() -> None:
    assert Reading("ar").day("2031-03-05") == "5 مارس 2031"
    assert Reading("en").day("2031-03") == "Mar 2031"
    assert Reading("ar", "arab").day("2031") == "٢٠٣١"
    assert Reading("en").day(None) == "undated"


@pytest.mark.parametrize("cookie", ["", "xx.yy.zz", "en", "ar.arab.dark.more", "....", "EN.latn.auto"])
def test_any_cookie_is_understood(cookie: str) -> None:
    reading = Reading.of(cookie)
    assert Reading.of(reading.cookie) == reading


def test_no_style_tells_left_from_right() -> None:
    sheet = (FOLDER / "static" / "desk.css").read_text("utf-8")
    assert not re.search(r"(margin|padding|border)-(left|right)|text-align: (left|right)|[^-](left|right):", sheet)
