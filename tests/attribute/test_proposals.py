"""Possible cues: what is laid before the judge, with or without an act that the grammar reads."""

import pytest

from musnad import Report, analyse
from musnad.attribute.cue_index import load_index
from musnad.attribute.passages import Layers, passages
from musnad.attribute.proposals import Proposal, propose
from musnad.find.names import tag_names
from musnad.model import Settings
from musnad.normalise import fold
from musnad.segment import pair_quotes, tokenise
from musnad.segment.blocks import divide


def proposals(text: str) -> dict[str, Proposal]:
    """The possible cues of a text of one sentence, by their words."""
    tokens = tokenise(fold(text))
    walk = passages(text, tokens, pair_quotes(tokens), divide(text, tokens), Settings(), Layers(tag_names(tokens)))
    _, found = propose(next(iter(walk)).sentence, load_index(), False)
    return {text[tokens[p.start].start : tokens[p.end - 1].end]: p for p in found}


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("عاد الناطق إلى القاعة ليقول إن الجلسة انتهت.", "ليقول"),
        ("ذكر الناطق أن الوفد سيؤكد غدا رفع الحصار.", "سيؤكد"),
        ("أشاد الحاكم بالموقف اللبيني الرافض لأي هدنة.", "الرافض"),
        ("استقال القاضي لرفضه توقيع الحكم.", "لرفضه"),
        ("خرج الأهالي للمطالبة بفتح المعبر.", "للمطالبة"),
        ("وزعت الهيئة بيانا جاء فيه أن المياه صالحة للشرب.", "جاء فيه"),
        ("روابط أخرى مجلس الوادي: لن نوقع قبل الانتخابات.", ":"),
        ("هناك من يرى أن الاتفاق مات.", "يرى"),
    ],
)
def test_words_that_the_grammar_takes_for_no_cue_are_laid_before_the_judge_too(text: str, cue: str) -> None:
    found = proposals(text)
    assert cue in found
    assert found[cue].act is None or not found[cue].weak


def test_a_noun_spelled_as_a_verb_is_read_after_a_preposition() -> None:
    found = proposals("أعرب الناطق عن رفضه الهدنة.")
    assert found["رفضه"].kind == "noun"
    assert not found["رفضه"].weak


def test_a_time_is_no_speech() -> None:
    assert ":" not in proposals("وصل الوفد عند الساعة 10:30 صباحا.")


def test_the_colon_of_a_cue_is_not_one_by_itself() -> None:
    assert ":" not in proposals("وقال: الطريق مفتوح أمام الجميع.")


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("أكد التقرير أن الهدنة التي تطالب بها النقابة بعيدة.", "النقابة"),
        ("قال شهود إن الوزير الذي انتقد الرئيس غادر القاعة.", "الوزير"),
    ],
)
def test_who_speaks_in_a_relative_clause(text: str, speaker: str) -> None:
    assert [a.speaker for a in analyse(Report(text=text)).attributions if a.parent] == [speaker]


def test_what_a_speaker_says_of_himself_is_not_his_name() -> None:
    text = "قال الناطق هاني الدمرداش: أؤكد وبشكل حازم أن لا علاقة لنا بالحادث. وأضاف أن التحقيق مستمر."
    assert {a.speaker for a in analyse(Report(text=text)).attributions} == {"هاني الدمرداش"}


def test_also_at_the_head_of_a_sentence_is_no_comparison() -> None:
    text = "كما نقلت الإذاعة عن شاهد قوله إن الجسر انهار."
    assert [a.cue.of(text) for a in analyse(Report(text=text)).attributions] == ["نقلت", "قوله"]


def test_the_colon_of_a_speech_is_told_once() -> None:
    text = "غادر الملعب .وقال كالوس : أعتقد أن الطريقة في اللعب كانت جيدة."
    assert [a.cue.of(text) for a in analyse(Report(text=text)).attributions] == ["وقال"]


def test_the_clause_of_a_noun_is_not_what_the_verb_says() -> None:
    text = "وأضافت النائبة هدى السنوي أمام المجلس بعد يومين من تصريح الهيئة بأنها تدرس الطلب «لن ننتظر أحدا بعد اليوم»."
    (said,) = (a for a in analyse(Report(text=text)).attributions if a.cue.of(text) == "وأضافت")
    assert said.content.of(text) == "لن ننتظر أحدا بعد اليوم"


def test_what_came_in_a_text_follows() -> None:
    text = "وزعت الهيئة بيانا جاء فيه أن المياه صالحة للشرب."
    (came,) = analyse(Report(text=text)).attributions
    assert (came.speaker, came.content.of(text)) == ("الهيئة", "المياه صالحة للشرب")
