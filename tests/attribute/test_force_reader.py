"""Force: told from what is said, not from whose name stands in it."""

import numpy as np
import pytest

from musnad import Report, analyse
from musnad.attribute.force_reader import LABELS, ForceReader, Stated
from musnad.attribute.models import load_models


@pytest.fixture
def reader() -> ForceReader:
    return load_models().force


def stated(*words: str) -> Stated:
    rng = np.random.default_rng(len(words))
    vectors = rng.normal(size=(len(words), 164)).astype(np.float32)
    return Stated(["b", "l=قال"], [["w=" + word] for word in words], vectors, vectors[0])


def test_no_acts_have_no_forces(reader: ForceReader) -> None:
    assert reader.forces([]) == []


def test_acts_that_are_read_together_do_not_touch_each_other(reader: ForceReader) -> None:
    acts = [stated("سوف", "نعود"), stated("يجب"), stated("قصف", "الجيش", "الحي", "السكني")]
    assert reader.forces(acts) == [reader.forces([act])[0] for act in acts]


def test_every_label_is_a_force(reader: ForceReader) -> None:
    assert len(set(LABELS)) == len(LABELS) == 11
    assert set(reader.forces([stated("نعم")])) <= set(LABELS)


@pytest.mark.parametrize(
    ("content", "force"),
    [
        ("إن الجسر أغلق مساء أمس", "assert"),
        ("إن على الطرفين وقف إطلاق النار فورا", "demand"),
        ("إن بلاده ستواصل دعم اللاجئين حتى عودتهم", "promise"),
        ("إن القوات المهاجمة ارتكبت مجزرة بحق المدنيين", "accuse"),
        ("إنه لا صحة لما نشر عن انسحاب الوفد", "deny"),
    ],
)
@pytest.mark.parametrize("whose", ["الأرزاني", "السنداري", "الفرنسي", "الصيني"])
def test_the_same_words_do_the_same_whoever_speaks(whose: str, content: str, force: str) -> None:
    (found,) = analyse(Report(text=f"قال وزير الري {whose} {content}.")).attributions
    assert found.force == force


@pytest.mark.parametrize(("one", "other"), [("روسيا", "أوكرانيا"), ("إيران", "السعودية"), ("الهند", "الصين")])
def test_the_same_is_said_of_any_state(one: str, other: str) -> None:
    def forces(text: str) -> list[str]:
        return [a.force for a in analyse(Report(text=text)).attributions]

    text = "أعلنت {} أن قوات {} قصفت حيا سكنيا في المدينة. وقال متحدث باسم {} إن الرد سيكون قاسيا."
    assert forces(text.format(one, other, one)) == forces(text.format(other, one, other))
