"""Blocks and stories: the furniture of a page is set aside, pasted stories are told apart."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from musnad.normalise import fold
from musnad.segment import tokenise
from musnad.segment.blocks import divide

HEADLINE = "إغلاق الجسر القديم أمام الشاحنات"
LEAD = (
    "أعلن مجلس مدينة مرسانة، اليوم الأحد، إغلاق الجسر القديم أمام الشاحنات ابتداء من مطلع الأسبوع المقبل حتى "
    "انتهاء أعمال الترميم في الخريف."
)
BODY = (
    "وقال مهندس المجلس إن الأعمدة الشرقية تحتاج إلى تدعيم عاجل قبل موسم الأمطار، وإن السيارات الصغيرة لن تتأثر بالقرار."
)
SECOND = (
    "فاز فريق نجوم الساحل ببطولة الكأس للمرة الثالثة بعد مباراة طويلة انتهت بركلات الترجيح أمام جمهور ملأ الملعب كله."
)
SECOND_BODY = (
    "وحمل اللاعبون المدرب على الأكتاف، وامتدت الاحتفالات في شوارع المرفأ حتى ساعات الصباح الأولى من يوم السبت."
)
THIRD = "ارتفعت أسعار القمح في أسواق سلوانة إلى أعلى مستوى منذ عامين بسبب الجفاف الذي ضرب السهول الجنوبية طوال الربيع."


def kinds(text: str) -> list[tuple[str, str]]:
    return [(block.kind, block.span.of(text)) for block, _, _ in divide(text, tokenise(fold(text)))]


def kind_of(text: str, line: str) -> str:
    """The kind of the block that begins with *line*."""
    return next(kind for kind, words in kinds(text) if words.startswith(line))


def stories(text: str) -> list[int]:
    return [block.story for block, _, _ in divide(text, tokenise(fold(text))) if block.kind == "body"]


def test_a_short_first_line_over_text_is_a_headline() -> None:
    assert kinds(f"{HEADLINE}\n{LEAD}\n{BODY}") == [("headline", HEADLINE), ("body", f"{LEAD}\n{BODY}")]


def test_a_lone_paragraph_is_body() -> None:
    assert kinds(LEAD) == [("body", LEAD)]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("آخر تحديث: 5 مارس 2031 - 11:40", "updated"),
        ("آخـر تحديث : ٠٥ مارس ٢٠٣١", "updated"),
        ("صورة أرشيفية: الجسر القديم كما بدا في الخريف الماضي", "caption"),
        ("عمال يفحصون الأعمدة (أرشيف)", "caption"),
        ("مرسانة – هدى المرشاني (خاص)", "byline"),
        ("كتب هدى المرشاني", "byline"),
        ("كتب: قسم الشؤون المحلية", "byline"),
        ("www.example.org", "header"),
        ("الرئيسية / محليات / مرسانة", "header"),
    ],
)
def test_furniture_between_headline_and_text(line: str, kind: str) -> None:
    assert kind_of(f"{HEADLINE}\n{line}\n{LEAD}\n{BODY}", line) == kind
    assert kind_of(f"{HEADLINE}\n{line}\n{LEAD}\n{BODY}", LEAD) == "body"


@pytest.mark.parametrize("head", ["اقرأ أيضا", "روابط ذات صلة:", "مواضيع ذات صلة"])
def test_a_list_of_related_links_goes_along_with_its_head(head: str) -> None:
    links = ["- الجسر في أرقام", "- بالصور: ضفتا النهر", "- مرسانة تنتظر القطار"]
    text = "\n".join([HEADLINE, LEAD, head, *links, BODY])
    found = [kind for kind, words in kinds(text) if words.strip("- ") in {head, *(x.strip("- ") for x in links)}]
    assert found == ["related"] * 4
    assert any(kind == "body" and words.endswith(BODY) for kind, words in kinds(text))


def test_a_lead_repeated_or_cut_short_is_set_aside() -> None:
    cut = LEAD[:60] + "..."
    assert kind_of(f"{HEADLINE}\n{cut}\n{LEAD}\n{BODY}", cut) == "repeat"
    assert next(kind for kind, _ in kinds(f"{LEAD}\n{LEAD}\n{BODY}")) == "repeat"


@pytest.mark.parametrize("dateline", ["سلوانة - وكالة الساحل: ", "مرسانة (وكالة الساحل) - ", "مرسانة – وكالة الساحل: "])
def test_a_dateline_is_no_part_of_its_sentence(dateline: str) -> None:
    text = f"{HEADLINE}\n{dateline}{LEAD}\n{BODY}"
    assert ("byline", dateline.strip()) in kinds(text)
    assert kind_of(text, LEAD) == "body"


def test_one_story_is_one() -> None:
    assert set(stories(f"{HEADLINE}\n{LEAD}\n{BODY}\n{BODY}")) == {0}


def test_pasted_stories_are_told_apart() -> None:
    second = (
        "أكد مدرب نجوم الساحل أن فريقه جاهز لنهائي البطولة المقرر يوم الجمعة أمام منافسه التقليدي في الملعب الكبير."
    )
    third = "حذرت هيئة الأرصاد من عواصف رملية على السهول الجنوبية خلال الساعات المقبلة ودعت السائقين إلى الحيطة."
    text = "\n".join([LEAD, BODY, second, SECOND_BODY, third])
    assert stories(text) == [0, 1, 2]


def test_pasted_stories_that_open_with_an_event() -> None:
    text = "\n".join([LEAD, BODY, SECOND, SECOND_BODY, THIRD])
    assert stories(text) == [0, 1, 2]


def test_pasted_stories_with_headlines() -> None:
    text = "\n".join([HEADLINE, LEAD, BODY, "نجوم الساحل يحرز الكأس", SECOND, SECOND_BODY])
    found = divide(text, tokenise(fold(text)))
    assert [(block.kind, block.story) for block, _, _ in found] == [
        ("headline", 0),
        ("body", 0),
        ("headline", 1),
        ("body", 1),
    ]


def test_a_sequel_with_a_verb_first_stays_in_its_story() -> None:
    sequel = (
        "أعلن مجلس المدينة أيضا أن ترميم الجسر القديم سيكلف مليوني دينار وأن الشاحنات ستسلك الطريق الشمالي حتى الخريف."
    )
    assert set(stories(f"{LEAD}\n{BODY}\n{sequel}")) == {0}


LINES = st.lists(
    st.sampled_from(
        [HEADLINE, LEAD, BODY, SECOND, THIRD, "", "آخر تحديث: 5", "اقرأ أيضا", "a - b: c", "...", "«", "12"]
    ),
    max_size=14,
)


@given(LINES.map("\n".join) | st.text(st.sampled_from("قلو :-–().\n«»1a"), max_size=120))
@settings(deadline=None)  # the first call reads the lexicons
def test_blocks_hold_every_word_once_in_order(text: str) -> None:
    tokens = tokenise(fold(text))
    found = divide(text, tokens)
    held = [i for _, first, last in found for i in range(first, last)]
    assert held == sorted(set(held))
    words = {i for i, t in enumerate(tokens) if any(c.isalnum() for c in t.form)}
    assert words <= set(held)
    for block, first, last in found:
        assert first < last
        assert block.span == (tokens[first].start, tokens[last - 1].end)
    numbers = [block.story for block, _, _ in found]
    assert numbers == sorted(numbers)
