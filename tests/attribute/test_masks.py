"""The grammar does not see the letters of a name that nobody knows."""

import pytest

from musnad import Report, analyse
from musnad.attribute.masks import MASK, masked
from musnad.attribute.words import load_words
from musnad.encode import Encoded
from musnad.find.names import tag_names
from musnad.normalise import fold
from musnad.segment import tokenise


def forms(text: str) -> list[str]:
    tokens = tokenise(fold(text))
    encoded = Encoded(tokens)
    return [t.form for t in masked(tokens, tag_names(tokens, encoded), encoded.unknown, load_words())]


def test_a_name_and_its_adjective_are_masked() -> None:
    found = forms("اتهم الجيش السنداري سندارا، وعاد إلى يلماريا.")
    assert found[2:4] == [f"ال{MASK}ندا{MASK}ي", f"{MASK}ندار{MASK}"]
    assert found[-2] == f"{MASK}لماري{MASK}"


def test_names_of_one_mask_are_left_apart() -> None:
    assert forms("وصل إلى كيروس، وعاد إلى ليروس.")[2::4] == ["كيروس", "ليروس"]


def test_a_cue_is_never_masked() -> None:
    assert MASK not in "".join(forms("واضفن أن الباب مغلق، مستدركة أن النافذة مفتوحة."))


@pytest.mark.parametrize("capital", ["ميرفا", "لبينة", "كيروس", "يامورة", "رام الله", "تل أبيب", "دمشق"])
def test_capitals_speak_alike(capital: str) -> None:
    (found,) = analyse(
        Report(text=f"وصل الوفد إلى {capital}. وقالت {capital} إن المعبر مفتوح أمام القوافل.")
    ).attributions
    assert (found.speaker, found.kind, found.force) == (capital, "state", "assert")
