"""What holds for the reading of any text whatever."""

import pickle
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from musnad import Analysis, Report, Settings, analyse
from musnad.model import FORCES, KINDS, QUOTES
from musnad.normalise import fold_key

EXAMPLES = Path(__file__).parent.parent / "examples/reports"
PIECES = [
    "قال وزير الري باسل الكوثراني إن السد آمن",
    "وأضاف أن",
    "، مضيفا أن المياه كافية",
    "أكد",
    "نفى ذلك",
    "بحسب",
    "وفقا لصحيفة المرفأ",
    "نقلا عن مصادر",
    "«الماء أولا. ثم السياسة»",
    '"',
    "«",
    "»",
    "''",
    ":",
    "؟",
    ".",
    "،",
    "\n",
    "\n\n",
    "\r\n",
    " ",
    "\u200f",
    "ـ",
    "\u064e",
    "ﻻ",
    "١٢",
    "لم ينف",
    "قائلا:",
    "الذي قال إنه",
    "اتهم نوسارا بـ",
    "بيان جاء فيه",
    "على حد قوله",
    "اقرأ أيضا",
    "said that",
    "آخر تحديث:",
    "(أ ف ب) -",
    "😀",
    "\x00",
]
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)
TEXTS = st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join) | TEXT
# The first reading loads the models; a deadline would take that for a slow text.
SOME = settings(deadline=None)
MANY = settings(deadline=None, max_examples=300)
# Inputs that tempt a reader into quadratic time, to be repeated.
HOSTILE = {
    "opening marks": "«",
    "straight marks": '"',
    "opening marks with words": "قال «كلمة ",
    "cues": "قال ",
    "cues and complementisers": "قال إن ",
    "cues and names": "قال باسل الكوثراني إن ",
    "prepositional cues": "بحسب ",
    "participles": "مضيفا أن ",
    "commas": "كلمة، ",
    "colons": "باسل: ",
    "conjunctions": "و" * 10 + " ",
    "brackets": "(",
    "relatives": "الذي قال إن ",
    "titles": "وزير ",
    "breaks": "\n",
    "short lines": "خبر عاجل\n",
    "full stops": ". ",
    "one word": "قال",
    "vowel marks": "\u064e",
    "numbers": "1",
    "datelines": "مرسانة - ",
    "sentences": "قال باسل الكوثراني إن السد آمن. وأضاف أن الماء يكفي.\n",
}


def read(text: str) -> Analysis:
    return analyse(Report(text=text, outlet="نبض"))


@given(TEXTS)
@MANY
def test_spans_lie_inside_the_text_and_hold_something(text: str) -> None:
    for a in read(text).attributions:
        for span in (a.cue, a.content, a.source):
            if span is not None:
                assert 0 <= span.start < span.end <= len(text)
                assert span.of(text) == span.of(text).strip()
        assert any(c.isalnum() for c in a.content.of(text))


@given(TEXTS)
@SOME
def test_labels_are_those_of_the_scheme(text: str) -> None:
    for a in read(text).attributions:
        assert a.kind in KINDS
        assert a.force in FORCES
        assert a.quote in QUOTES
        assert a.lemma
        assert a.speaker != ""


@given(TEXTS)
@MANY
def test_parents_come_from_the_same_story_and_end_at_the_top(text: str) -> None:
    analysis = read(text)
    by_id = {a.id: a for a in analysis.attributions}
    assert list(by_id) == list(range(1, len(by_id) + 1))
    for a in analysis.attributions:
        seen = {a.id}
        up = a.parent
        while up is not None:
            assert up not in seen, "a chain that bites its tail"
            seen.add(up)
            assert by_id[up].story == a.story
            up = by_id[up].parent


def outside_its_parent(analysis: Analysis) -> list[str]:
    """The contents that do not lie in the content of the attribution they are said to lie in."""
    by_id = {a.id: a for a in analysis.attributions}
    nested = [(a, by_id[a.parent]) for a in analysis.attributions if a.parent is not None]
    return [a.content.of(analysis.report.text) for a, up in nested if not up.content.covers(a.content)]


@given(TEXTS)
@MANY
def test_parents_hold_their_children(text: str) -> None:
    assert outside_its_parent(read(text)) == []


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.txt")), ids=lambda path: path.stem)
def test_parents_hold_their_children_in_the_examples(path: Path) -> None:
    assert outside_its_parent(read(path.read_text("utf-8"))) == []


@given(TEXTS)
@SOME
def test_blocks_attributions_and_narration_leave_no_word_out(text: str) -> None:
    analysis = read(text)
    read_kinds = ("headline", "body")
    for span in (n.span for n in analysis.narration):
        assert any(b.kind in read_kinds and b.span.covers(span) for b in analysis.blocks)
    narrated = {i for n in analysis.narration for i in range(*n.span)}
    for a in analysis.attributions:
        assert not narrated & set(range(*a.cue)), "a sentence is narration or holds a cue, not both"
    blocks = {i for b in analysis.blocks for i in range(*b.span)}
    arabic = {i for i, c in enumerate(text) if "ء" <= c <= "ي" and c != "ـ"}
    assert arabic <= blocks


@given(TEXTS)
@SOME
def test_reading_twice_gives_the_same(text: str) -> None:
    assert read(text) == read(text)


@given(TEXTS)
@SOME
def test_an_analysis_travels_between_processes(text: str) -> None:
    analysis = read(text)
    assert pickle.loads(pickle.dumps(analysis)) == analysis


@pytest.mark.parametrize("text", ["\ud800", "قال الوزير \udcff إن السد آمن."])
def test_a_lone_surrogate_is_read_over(text: str) -> None:
    """Undecodable bytes reach a text as lone surrogates when a program decodes with «surrogateescape»."""
    assert read(text).report.text == text


@pytest.mark.parametrize("text", ["", " ", "\n", "\ufeff", "...", "«»", "😀", "\x00\x01"])
def test_nothing_is_read_from_nothing(text: str) -> None:
    assert read(text).attributions == ()


@pytest.mark.parametrize(
    "text",
    [
        "The minister said that the dam was safe, according to officials.",
        "Le ministre a déclaré : « Le barrage est sûr ».",
        "Министр заявил, что плотина безопасна.",
        "大臣はダムは安全だと述べた。",
    ],
)
def test_another_language_is_not_attributed(text: str) -> None:
    assert read(text).attributions == ()


def test_a_new_story_does_not_inherit_a_speaker() -> None:
    first = "قال وزير الري باسل الكوثراني إن منسوب البحيرة هبط إلى أدنى مستوى منذ عقدين وإن المزارعين في الجنوب تضرروا."
    more = "وأضاف الكوثراني أن الوزارة توزع الصهاريج على القرى البعيدة كل صباح حتى تنتهي أزمة الجفاف الحالية."
    second = "أكد مدرب نجوم الساحل رامي العنزوق أن فريقه جاهز لنهائي البطولة المقرر يوم الجمعة أمام منافسه التقليدي."
    last = "وأضاف أن اللاعبين احتفلوا مع أسرهم في شوارع المرفأ حتى ساعات متأخرة من ليل السبت."
    text = "\n".join([first, more, second, last])
    analysis = read(text)
    stray = [a for a in analysis.attributions if a.cue.start >= text.index(last)]
    assert "باسل الكوثراني" in {a.speaker for a in analysis.attributions}
    assert all(a.speaker != "باسل الكوثراني" for a in stray)


def test_sentences_have_a_limit_that_can_be_set() -> None:
    text = "قال باسل الكوثراني إن السد آمن " * 200
    short = analyse(Report(text=text), Settings(max_sentence=300))
    assert max(a.content.end - a.content.start for a in short.attributions) <= 700


# Inputs in which every word may be a cue cost the most for each character; they are tried at a smaller size.
DENSE = frozenset(
    {
        "opening marks with words",
        "cues",
        "cues and complementisers",
        "cues and names",
        "prepositional cues",
        "participles",
        "relatives",
    }
)


@pytest.mark.parametrize("name", HOSTILE)
def test_time_is_linear_on_hostile_input(name: str) -> None:
    """Four times the text takes about four times as long: eight times is allowed, sixteen is a square."""
    unit = HOSTILE[name]
    size = (3_000 if name in DENSE else 12_000) // len(unit)

    def seconds(times: int) -> float:
        report = Report(text=unit * times)
        start = time.process_time()  # of this process alone: other work on the machine does not count
        analyse(report)
        return time.process_time() - start

    seconds(size // 10)
    small = min(seconds(size) for _ in range(2))
    large = min(seconds(4 * size) for _ in range(2))
    assert large < 8 * small + 0.2, f"{small:.3f} s for {size}, {large:.3f} s for four times as many"


@pytest.mark.parametrize("longest", [40, 120, 400])
def test_a_quotation_longer_than_any_sentence_is_read_as_far_as_the_sentence(longest: int) -> None:
    words = "السد آمن، والبوابات مفتوحة، والمزارعون في الحقول، والجسر أمام الشاحنات، " * 40
    text = f"قال وزير الري باسل الكوثراني: «{words}نعم». ونفت البلدية أن يكون السوق مغلقا."
    found = analyse(Report(text=text), Settings(max_sentence=longest)).attributions
    assert found[0].speaker == "باسل الكوثراني"
    assert all(0 <= a.content.start < a.content.end <= len(text) for a in found)


def test_folding_keys_speakers_stably() -> None:
    plain = read("قال وزير الري باسل الكوثراني إن السد آمن.").attributions
    marked = read("قَالَ وزير الرى بـاسل الكوثراني إنّ السد آمن.").attributions
    assert [fold_key(a.speaker or "") for a in plain] == [fold_key(a.speaker or "") for a in marked]
