"""Inflection by rule, in folded spelling."""

import pytest

from musnad.lexicons import load_cues
from musnad.morphology import Form, masdar_forms, verb_forms

# past, present, derived form; perfect: he she they-two they; imperfect: he she they; participle
VERBS = {
    "sound": ("كتب", "يكتب", 1, "كتب كتبت كتبا كتبوا", "يكتب تكتب يكتبون", "كاتب"),
    "hollow w": ("قال", "يقول", 1, "قال قالت قالا قالوا", "يقول تقول يقولون", "قايل"),
    "hollow y": ("باع", "يبيع", 1, "باع باعت باعا باعوا", "يبيع تبيع يبيعون", "بايع"),
    "hollow IV": ("افاد", "يفيد", 4, "افاد افادت افادا افادوا", "يفيد تفيد يفيدون", "مفيد"),
    "defective ى": ("نفي", "ينفي", 1, "نفي نفت نفيا نفوا", "ينفي تنفي ينفون", "نافي"),
    "defective ا": ("دعا", "يدعو", 1, "دعا دعت دعوا دعوا", "يدعو تدعو يدعون", "داعي"),
    "defective IV": ("اعطي", "يعطي", 4, "اعطي اعطت اعطيا اعطوا", "يعطي تعطي يعطون", "معطي"),
    "defective V": ("تحدي", "يتحدي", 5, "تحدي تحدت تحديا تحدوا", "يتحدي تتحدي يتحدون", "متحدي"),
    "assimilated": ("وصف", "يصف", 1, "وصف وصفت وصفا وصفوا", "يصف تصف يصفون", "واصف"),
    "assimilated VIII": ("اتهم", "يتهم", 8, "اتهم اتهمت اتهما اتهموا", "يتهم تتهم يتهمون", "متهم"),
    "doubled": ("حث", "يحث", 1, "حث حثت حثا حثوا", "يحث تحث يحثون", "حاث"),
    "hamza": ("اكد", "يوكد", 2, "اكد اكدت اكدا اكدوا", "يوكد توكد يوكدون", "موكد"),
    "form II": ("حذر", "يحذر", 2, "حذر حذرت حذرا حذروا", "يحذر تحذر يحذرون", "محذر"),
    "form III": ("طالب", "يطالب", 3, "طالب طالبت طالبا طالبوا", "يطالب تطالب يطالبون", "مطالب"),
    "form VI": ("تساءل", "يتساءل", 6, "تساءل تساءلت تساءلا تساءلوا", "يتساءل تتساءل يتساءلون", "متساءل"),
    "form X": ("استنكر", "يستنكر", 10, "استنكر استنكرت استنكرا استنكروا", "يستنكر تستنكر يستنكرون", "مستنكر"),
}
SUBJECTS = [("m", "s"), ("f", "s"), ("m", "d"), ("m", "p")]


def pick(forms: list[Form], part: str, gender: str, number: str, **more: object) -> set[str]:
    wanted = {"suffix": "", "future": False, "jussive": False, "definite": False, **more}
    return {
        f.spelling
        for f in forms
        if (f.part, f.gender, f.number) == (part, gender, number)
        and all(getattr(f, name) == value for name, value in wanted.items())
    }


@pytest.mark.parametrize("name", VERBS)
def test_perfect(name: str) -> None:
    past, present, form, perfect, *_ = VERBS[name]
    forms = list(verb_forms(past, present, form))
    for spelling, (gender, number) in zip(perfect.split(), SUBJECTS, strict=True):
        assert spelling in pick(forms, "perfect", gender, number), spelling


@pytest.mark.parametrize("name", VERBS)
def test_imperfect(name: str) -> None:
    past, present, form, _, imperfect, _ = VERBS[name]
    forms = list(verb_forms(past, present, form))
    for spelling, (gender, number) in zip(imperfect.split(), [("m", "s"), ("f", "s"), ("m", "p")], strict=True):
        assert spelling in pick(forms, "imperfect", gender, number), spelling


@pytest.mark.parametrize("name", VERBS)
def test_future(name: str) -> None:
    past, present, form, _, imperfect, _ = VERBS[name]
    he, she, they = imperfect.split()
    forms = list(verb_forms(past, present, form))
    assert "س" + he in pick(forms, "imperfect", "m", "s", future=True)
    assert "س" + she in pick(forms, "imperfect", "f", "s", future=True)
    assert "س" + they in pick(forms, "imperfect", "m", "p", future=True)


@pytest.mark.parametrize("name", VERBS)
def test_active_participle(name: str) -> None:
    past, present, form, *_, participle = VERBS[name]
    forms = list(verb_forms(past, present, form))
    singular = pick(forms, "participle", "m", "s")
    assert participle in singular
    assert participle + "ا" in singular
    assert participle + "ه" in pick(forms, "participle", "f", "s")
    stem = participle.removesuffix("ي") if name.startswith("defective") else participle
    assert {stem + "ون", stem + "ين"} <= pick(forms, "participle", "m", "p")
    assert "ال" + participle in pick(forms, "participle", "m", "s", definite=True)


@pytest.mark.parametrize(
    ("past", "present", "form", "jussive"),
    [
        ("نفي", "ينفي", 1, "ينف"),
        ("دعا", "يدعو", 1, "يدع"),
        ("قال", "يقول", 1, "يقل"),
        ("افاد", "يفيد", 4, "يفد"),
    ],
)
def test_after_lam_a_weak_letter_falls(past: str, present: str, form: int, jussive: str) -> None:
    assert jussive in pick(list(verb_forms(past, present, form)), "imperfect", "m", "s", jussive=True)


@pytest.mark.parametrize(
    ("past", "present", "form", "spelling", "suffix"),
    [
        ("وصف", "يصف", 1, "وصفه", "ه"),
        ("وصف", "يصف", 1, "وصفها", "ها"),
        ("نفي", "ينفي", 1, "نفاه", "ه"),
        ("قال", "يقول", 1, "قالها", "ها"),
        ("اعلن", "يعلن", 4, "اعلنوه", "ه"),
    ],
)
def test_object_pronouns(past: str, present: str, form: int, spelling: str, suffix: str) -> None:
    found = [f for f in verb_forms(past, present, form) if f.spelling == spelling]
    assert suffix in {f.suffix for f in found}


@pytest.mark.parametrize(
    ("masdar", "spelling", "gender", "number"),
    [
        ("تاكيد", "تاكيده", "m", "s"),
        ("تاكيد", "تاكيدها", "f", "s"),
        ("تاكيد", "تاكيدهم", "m", "p"),
        ("دعوه", "دعوته", "m", "s"),
        ("دعوه", "دعوتها", "f", "s"),
        ("ادعاء", "ادعايه", "m", "s"),
        ("ادعاء", "ادعاوه", "m", "s"),
        ("قول", "بقوله", "m", "s"),
        ("قول", "بقولهم", "m", "p"),
    ],
)
def test_a_masdar_with_a_pronoun_names_its_speaker(masdar: str, spelling: str, gender: str, number: str) -> None:
    assert (gender, number) in {(f.gender, f.number) for f in masdar_forms(masdar) if f.spelling == spelling}


@pytest.mark.parametrize("spelling", ["تحذير", "التحذير", "بتحذير", "بالتحذير", "تحذيرا"])
def test_a_masdar_without_a_pronoun_tells_no_speaker(spelling: str) -> None:
    (form,) = {f for f in masdar_forms("تحذير") if f.spelling == spelling}
    assert (form.gender, form.number, form.suffix) == ("", "", "")
    assert form.definite is ("ال" in spelling)


def test_no_form_of_any_cue_is_empty_or_unfolded() -> None:
    entries, _ = load_cues()
    for entry in entries:
        if entry.pos != "verb":
            continue
        for form in verb_forms(entry.past, entry.present, entry.form):
            assert len(form.spelling) > 1, entry.lemma
            assert not set(form.spelling) & set("أإآىةؤئـ "), (entry.lemma, form.spelling)


def test_a_final_hamza_is_no_weak_letter() -> None:
    spellings = {f.spelling for f in verb_forms("هنا", "يهني", 2, hamza=True)}
    assert {"هنات", "هناته", "يهنيون", "مهنيا"} <= spellings
    assert not {"هنت", "يهنون"} & spellings


def test_a_present_in_alif_keeps_it_before_a_pronoun() -> None:
    assert {f.spelling for f in verb_forms("راي", "يري", 1)} >= {"تراها", "رات", "راها"}
