"""Which agency a report names as the origin of its text."""

from pathlib import Path

import pytest

from musnad.compare.dispatch import agency_id, agency_name, agency_of
from musnad.lexicons import read_yaml

_BODY = "وقال رئيس البلدية إن العمل في الجسر سيبدأ مطلع الشهر المقبل، وإن المال متوفر. " * 8
_CASES = [
    line.split("\t")
    for line in (Path(__file__).parent / "agencies.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("expected", "text"), _CASES, ids=[text[:30] or "empty" for _, text in _CASES])
def test_agencies(expected: str, text: str) -> None:
    written = text.replace("\\n", "\n").replace("…", _BODY)
    assert agency_of(written) == (None if expected == "-" else expected)


def test_a_name_that_is_cut_out_of_a_longer_word_is_none() -> None:
    """Only the beginning of a text is looked at; its last line may end in the middle of a word there."""
    for length in range(395, 425):
        assert agency_of("س" * length + "\nواعتبر الوزير أن الأمر انتهى. " + _BODY) is None


@pytest.mark.parametrize("name", ["رويترز", "وكالة رويترز", "b.reuters"])
def test_an_agency_by_its_name(name: str) -> None:
    assert agency_id(name) == "b.reuters"


def test_an_unknown_agency() -> None:
    assert agency_id("وكالة عين الدلب") is None
    assert agency_name("b.unknown") == "b.unknown"
    assert agency_name("b.afp") == "أ ف ب"


def test_no_form_means_two_agencies() -> None:
    forms = [agency for entry in read_yaml("agencies") for agency in {(entry["id"], form) for form in entry["forms"]}]
    by_form: dict[str | None, set[str]] = {}
    for id_, form in forms:
        assert agency_id(form) == id_, form
        by_form.setdefault(form, set()).add(id_)
    assert all(len(ids) == 1 for ids in by_form.values())
