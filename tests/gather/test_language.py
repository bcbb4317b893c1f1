"""Which texts are Arabic."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given

from musnad.gather.language import judge, language

from .texts import BREAD, BRIDGE, DAM, REPORT, arabic


@pytest.mark.parametrize(
    "text",
    [
        DAM,
        "السد آمن",
        "بيان",
        # Persian keyboards
        DAM.replace("ي", "ی").replace("ك", "ک"),
        # Loanwords with letters of their own
        f"{DAM} وزار الوفد مصنع چيكو ومعهد پارون للعلوم.",
        # Mixed scripts
        f"The dam is safe, he said on Monday.\n{DAM}\n{BREAD}",
        f"ⴰⴷⵔⴰⵔ ⵏ ⵓⵙⴰⵎⵎⵔ\n{BRIDGE}",
        # Every letter with a vowel mark
        "".join(f"{letter}\u064e" if letter.isalpha() else letter for letter in DAM),
        # Presentation forms
        "ﻗﺎﻝ ﺍﻟﻮﺯﻳﺮ ﺇﻥ ﺍﻟﺴﺪ ﺁﻣﻦ",
        "«" * 100_000 + DAM,
    ],
)
def test_arabic(text: str) -> None:
    assert judge(text) == "arabic"


@pytest.mark.parametrize(
    "text",
    [
        "وزیر نیرو گفت که سد امن است و آب شرب مردم از فردا وصل می‌شود.",
        "وزير نيرو گفت كه سد امن است و آب مردم از فردا وصل مي شود",
        "وزیر نے کہا کہ ڈیم محفوظ ہے اور پانی کل سے ملے گا",
        "وەزیر گوتی بەنداوەکە سەلامەتە و ئاو لە بەیانی دەگات",
        "د اوبو وزير وويل چې بند خوندي دی او اوبه به سبا ورسيږي",
    ],
)
def test_other_languages_in_arabic_letters(text: str) -> None:
    assert judge(text) == "other language"


@pytest.mark.parametrize(
    "text",
    [
        "The minister said that the dam was safe.",
        "Le ministre a déclaré que le barrage était sûr.",
        "Министр сказал, что плотина безопасна.",
        "The old name of the gate, «باب السد», means just that, said the keeper of the museum on Sunday; he has"
        " kept its keys for forty years and would not say to whom he will leave them when he retires in spring.",
    ],
)
def test_other_scripts(text: str) -> None:
    assert judge(text) == "other script"


@pytest.mark.parametrize("text", ["", " \n", "123 456", "١٢٣", "«" * 100_000, "…!?"])
def test_no_words(text: str) -> None:
    assert judge(text) == "no words"


@given(arabic)
def test_sentences_in_any_order_are_arabic(text: str) -> None:
    assert judge(text) == "arabic"


def test_a_long_text_is_judged_by_all_of_its_parts() -> None:
    foreign = "The minister said that the dam was safe. " * 1000
    assert judge(foreign + REPORT + foreign) == "other script"
    assert judge("1234 " * 10_000 + REPORT) == "arabic"


SAMPLES = yaml.safe_load((Path(__file__).parent / "languages" / "samples.yaml").read_text("utf-8"))


def test_sentences_and_headlines_in_seven_languages() -> None:
    wrong = [
        text for name, texts in SAMPLES.items() for text in texts if (judge(text) == "arabic") != (name == "Arabic")
    ]
    # One of Pashto without a letter of its own.
    assert len(wrong) <= 1


@pytest.mark.parametrize("name", SAMPLES)
def test_three_sentences_are_enough(name: str) -> None:
    texts = SAMPLES[name]
    for at in range(len(texts) - 2):
        three = ". ".join(texts[at : at + 3])
        assert (judge(three) == "arabic") == (name == "Arabic"), three
        if name != "Arabic":
            assert language(three) == name or name == "Uyghur", three
