"""The finder of numbers on the cases of other people's recognisers, where they are there."""

import pytest

from quality import gate, numbers

PATH = numbers.folder()
needs_cases = pytest.mark.skipif(PATH is None, reason="the cases lie in ../shared, which is not here")


@needs_cases
def test_no_figure_falls_below_its_floor() -> None:
    assert gate.drops({"numbers": numbers.figures()}, gate.read_floors()) == []


@needs_cases
def test_excluded_cases_exist_and_are_not_kept_aside() -> None:
    assert PATH is not None
    known = {(case.model, case.number): case for case in numbers.cases(PATH)}
    for model, cases in numbers.exclusions().items():
        assert all(not known[model, number].aside for number in cases)


def test_every_exclusion_has_a_reason() -> None:
    assert all(len(reason) > 20 for cases in numbers.exclusions().values() for reason in cases.values())


def test_every_figure_has_a_floor() -> None:
    names = {name for model in numbers.KINDS for name in (model, f"{model} aside")}
    assert set(gate.read_floors()["numbers"]) == names


def test_a_case_is_right_only_with_every_number_span_and_value() -> None:
    text = "عاد 3 من 5 عمال"
    right = numbers.Case("NumberModel", 0, text, ((4, 5, "3"), (9, 10, "5")))
    assert numbers.right(right)
    for gold in (((4, 5, "3"),), ((4, 5, "3"), (9, 10, "6")), ((3, 5, "3"), (9, 10, "5"))):
        assert not numbers.right(numbers.Case("NumberModel", 0, text, gold))


def test_ends_of_ranges_count_with_their_brackets() -> None:
    text = "أكثر من 20"
    for value, is_right in (("(20,)", True), ("[20,)", False), ("(21,)", False), ("(20,30)", False)):
        assert numbers.right(numbers.Case("NumberRangeModel", 0, text, ((0, 10, value),))) is is_right


def test_without_the_cases_there_are_no_figures(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(numbers, "folder", lambda: None)
    assert numbers.figures() == {}
    assert numbers.main([]) == 2
    assert "not here" in capsys.readouterr().err
