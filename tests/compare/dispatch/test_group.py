"""Which reports are found to carry one dispatch, and as what."""

from datetime import date

import pytest

from musnad.compare.dispatch import Grouper, group
from musnad.compare.dispatch import match as matching

from .texts import BREAD, EDITED, EXTENDED, FLOOD, OTHER_DISPATCH, SHORTENED, congratulation, report


@pytest.mark.parametrize(
    ("text", "version"),
    [
        (FLOOD, "copy"),
        (FLOOD.replace("أ", "ا").replace("ة", "ه"), "copy"),
        (f"خاص - الميناء\n{FLOOD}", "copy"),
        (SHORTENED, "shortened"),
        (EXTENDED, "extended"),
        (EDITED, "edited"),
    ],
    ids=["same", "spelling", "byline", "shortened", "extended", "edited"],
)
def test_versions_of_a_dispatch(text: str, version: str) -> None:
    grouper = Grouper()
    first = grouper.add(report(FLOOD))
    second = grouper.add(report(text, "وكالة الميناء"))
    assert second is first
    assert [m.version for m in first.members] == ["first", version]
    assert 0 < first.members[1].shared <= 1
    assert first.outlets == 2


@pytest.mark.parametrize("text", [OTHER_DISPATCH, BREAD, "", "غمرت مياه نهر الصفصاف"])
def test_other_texts_are_other_dispatches(text: str) -> None:
    grouper = Grouper()
    assert grouper.add(report(FLOOD)) is not grouper.add(report(text, "وكالة الميناء"))


def test_empty_texts_are_no_dispatch() -> None:
    assert not list(group([report(""), report("", "وكالة الميناء"), report("!؟", "وكالة الواحة")]))


def test_short_texts_only_if_they_are_the_same() -> None:
    cut = "انهار الجسر القديم في عين الدلب"
    (found,) = group([report(cut), report(f"{cut}!", "وكالة الميناء"), report(f"{cut} أمس", "وكالة الواحة")])
    assert [m.version for m in found.members] == ["first", "copy"]


def test_a_dispatch_does_not_come_back_after_weeks() -> None:
    later = date.fromordinal(date(2031, 3, 5).toordinal() + matching.DAYS + 1)
    assert not list(group([report(FLOOD), report(FLOOD, "وكالة الميناء", later.isoformat())]))
    assert list(group([report(FLOOD), report(FLOOD, "وكالة الميناء", None)]))


def test_formulas_make_no_dispatch() -> None:
    lands = ["برهان", "سندس", "مرجان", "ريحان", "زمرد", "ياقوت", "كهرمان", "فيروز", "عقيق", "لؤلؤ"]
    telegrams = [congratulation(f"مملكة {land}", f"الملك {land} الثالث", 3 * n + 1) for n, land in enumerate(lands)]
    learning = Grouper()
    found = [learning.add(telegram) for telegram in telegrams]
    # What is sent on five days is known to be a formula from then on.
    assert len({d.number for d in found[5:]}) == len(found[5:])
    copied = congratulation("مملكة لؤلؤ", "الملك لؤلؤ الثالث", 28, "صحيفة المرفأ")
    assert [m.version for m in learning.add(copied).members] == ["first", "copy"]


def test_two_dispatches_become_one_when_a_text_shows_it(monkeypatch: pytest.MonkeyPatch) -> None:
    words = FLOOD.split()
    grouper = Grouper()
    first = grouper.add(report(" ".join(words[:55]), "أ"))
    with monkeypatch.context() as strict:
        strict.setattr(matching, "LIKELY", 1.1)
        second = grouper.add(report(" ".join(words[10:]), "ب"))
    assert first is not second
    whole = grouper.add(report(FLOOD, "ج"))
    assert whole is first
    assert {m.outlet for m in whole.members} == {"أ", "ب", "ج"}
    assert grouper.dispatches == [first]
    assert grouper.add(report(" ".join(words[10:]), "د")) is first


def test_two_texts_that_share_nothing_stay_two_though_a_third_holds_both() -> None:
    words = FLOOD.split()
    grouper = Grouper()
    first = grouper.add(report(" ".join(words[:40]), "أ"))
    second = grouper.add(report(" ".join(words[40:]), "ب"))
    grouper.add(report(FLOOD, "ج"))
    assert {id(d) for d in grouper.dispatches} >= {id(first), id(second)}


def test_a_round_up_joins_nothing() -> None:
    grouper = Grouper()
    grouper.add(report(FLOOD, "أ"))
    grouper.add(report(BREAD, "ب"))
    grouper.add(report(f"{OTHER_DISPATCH}\n{FLOOD}\n{BREAD}\n{OTHER_DISPATCH[::-1]}", "ج"))
    assert len(grouper.dispatches) == 2


def test_first_appearance_and_agency() -> None:
    late = report(f"دمشق - رويترز: {FLOOD}", "أ", "2031-03-07")
    early = report(f"{FLOOD} (رويترز)", "ب", "2031-03-06")
    undated = report(FLOOD, "ج", None)
    (found,) = group([undated, late, early])
    assert found.first.outlet == "ب"
    assert found.agency == "b.reuters"
    assert not list(group([]))


def test_many_alike_lead_to_short_lists() -> None:
    """No timing: the places that runs lead to are counted."""
    grouper = Grouper()
    words = FLOOD.split()
    for n in range(300):
        text = [*words[: n % len(words)], f"رقم{n}", *words[n % len(words) :]]
        grouper.add(report(" ".join(text), f"صحيفة {n}", f"2031-03-{n % 9 + 1:02}"))
    places = grouper._shelf._places.values()
    assert max(map(len, places)) <= 20


@pytest.mark.parametrize(
    "text", ["كلمة " * 50_000, "ا" * 200_000, "(" * 100_000, "أ ف ب - " * 20_000, "\ud800 " * 50_000, "\n" * 100_000]
)
def test_hostile_texts_are_taken(text: str) -> None:
    grouper = Grouper()
    grouper.add(report(text))
    grouper.add(report(text, "وكالة الميناء"))
