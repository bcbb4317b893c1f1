"""How likely two texts are one dispatch, and by which figures."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.compare.dispatch.resemblance import WEIGHTS, Circumstances, figures, likelihood, reading

from .texts import BREAD, EDITED, EXTENDED, FLOOD, OTHER_DISPATCH, SHORTENED

PLAIN = Circumstances(0.5, 0.4, 0, False)
# After one pattern, with other names and numbers.
PATTERN = (
    "أعلنت بلدية {0} أمس أنها أنجزت رصف {1} شارعا في حي {2} بكلفة {3} ألف ليرة، وشكر رئيسها {4} أهالي الحي على صبرهم."
)


def test_figures_are_named_and_bounded() -> None:
    found = figures(reading(FLOOD), reading(EDITED), PLAIN)
    assert set(found) == set(WEIGHTS)
    assert all(0 <= value <= 1 for value in found.values())


@pytest.mark.parametrize("text", [SHORTENED, EXTENDED, EDITED])
def test_an_edited_text_keeps_the_order_of_its_words(text: str) -> None:
    theirs = figures(reading(FLOOD), reading(text), PLAIN)["in order"]
    assert theirs > 0.6 > 2 * figures(reading(FLOOD), reading(OTHER_DISPATCH), PLAIN)["in order"]


def test_a_pattern_keeps_its_words_and_changes_its_numbers() -> None:
    one = PATTERN.format("الدلبة", 12, "الصنوبر", 900, "كنعان السروي")
    other = PATTERN.format("المرج", 31, "الزيتون", 450, "رامز الطحان")
    assert figures(reading(one), reading(other), PLAIN)["numbers"] == 0
    assert figures(reading(one), reading(one + " وبدأ العمل في 7 أحياء."), PLAIN)["numbers"] == 1


def test_a_pattern_keeps_its_words_and_changes_its_names() -> None:
    one = PATTERN.format("الدلبة", 12, "الصنوبر", 900, "كنعان السروي")
    other = PATTERN.format("المرج", 12, "الزيتون", 900, "رامز الطحان")
    found = figures(reading(one), reading(other), PLAIN)
    assert found["names"] < found["in order"]
    assert figures(reading(one), reading(one.replace("أمس ", "")), PLAIN)["names"] == 1


def test_what_holds_a_text_begins_with_something_else() -> None:
    copied = figures(reading(FLOOD), reading(FLOOD), PLAIN)
    held = figures(reading(FLOOD), reading(f"{BREAD}\n{FLOOD}"), PLAIN)
    assert held["beginning"] == copied["beginning"] == copied["both beginnings"] == 1
    assert held["both beginnings"] < 0.5


def test_a_text_that_quotes_begins_with_something_else() -> None:
    quoting = f"{BREAD}\n{BREAD}\n{SHORTENED}"
    found = figures(reading(FLOOD), reading(quoting), PLAIN)
    assert found["beginning"] > 0.9
    rest = "\n".join(FLOOD.split("\n")[1:])
    assert figures(reading(rest), reading(f"{BREAD}\n{OTHER_DISPATCH}"), PLAIN)["beginning"] < 0.5


@pytest.mark.parametrize(
    ("less", "more"),
    [
        (Circumstances(0.5, 0.4, 1, False), PLAIN),
        (Circumstances(0.5, 0.4, 3, False), Circumstances(0.5, 0.4, 1, False)),
        (Circumstances(0.5, 0.4, 0, True), PLAIN),
        (Circumstances(0.4, 0.4, 0, False), PLAIN),
    ],
    ids=["another day", "days later", "one outlet", "fewer runs"],
)
def test_circumstances(less: Circumstances, more: Circumstances) -> None:
    one, other = reading(FLOOD), reading(EDITED)
    assert 0 < likelihood(one, other, less) < likelihood(one, other, more) < 1


def test_formulas_weigh_less() -> None:
    one, other = reading(FLOOD), reading(EDITED)
    assert len(one.weights) == len(one.rarity)
    assert all(a <= b for a, b in zip(one.weighed(set(one.runs)), one.rarity, strict=True))
    assert sum(one.weighed(set(one.runs))) == pytest.approx(0.2 * sum(one.rarity))
    assert likelihood(one, other, PLAIN, frozenset(one.runs[:30])) != likelihood(one, other, PLAIN)


@given(st.text("قال وزير الري 12أمس. \n", max_size=80), st.text("قال وزير الري 12أمس. \n", max_size=80))
def test_any_two_texts(one: str, other: str) -> None:
    found = figures(reading(one), reading(other), PLAIN)
    assert found == figures(reading(other), reading(one), PLAIN) or len(reading(one).stems) == len(reading(other).stems)
    assert all(0 <= value <= 1 + 1e-9 for value in found.values())
    assert 0 < likelihood(reading(one), reading(other), PLAIN) < 1
