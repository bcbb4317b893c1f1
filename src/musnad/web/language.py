"""The desk's own words in two languages, and numbers and days as the reader likes them."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import yaml

Language = Literal["ar", "en"]
LANGUAGES: tuple[Language, ...] = ("ar", "en")
DIGITS = ("latn", "arab")
THEMES = ("auto", "light", "dark")

_ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_SEPARATORS = str.maketrans(",", "٬")


@cache
def words() -> dict[str, dict[str, str]]:
    """The words by key and language. Read once; do not change."""
    text = (files(__package__) / "words.yaml").read_text("utf-8")
    loaded: dict[str, dict[str, str]] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return loaded


@dataclass(frozen=True, slots=True)
class Reading:
    """How a reader likes pages: language, digits («latn», «arab») and theme («auto», «light», «dark»)."""

    language: Language = "ar"
    digits: str = "latn"
    theme: str = "auto"

    @classmethod
    def of(cls, cookie: str) -> "Reading":
        """What a cookie «language.digits.theme» says; the default for whatever it says amiss."""
        language, digits, theme = (*cookie.split("."), "", "", "")[:3]
        return cls(
            "en" if language == "en" else "ar",
            digits if digits in DIGITS else DIGITS[0],
            theme if theme in THEMES else THEMES[0],
        )

    @property
    def cookie(self) -> str:
        """What :meth:`of` reads."""
        return f"{self.language}.{self.digits}.{self.theme}"

    @property
    def direction(self) -> str:
        """Of the page."""
        return "rtl" if self.language == "ar" else "ltr"

    def say(self, key: str, **values: Any) -> str:
        """The words of *key*, with *values* filled in; numbers in the reader's digits."""
        text = words()[key][self.language]
        if not values:
            return text
        return text.format_map({k: self.number(v) if isinstance(v, int) else v for k, v in values.items()})

    def number(self, value: int | float) -> str:
        """«12,345» or «١٢٬٣٤٥»."""
        return self._digits(f"{value:,}" if isinstance(value, int) else f"{value:,.1f}", grouped=True)

    def percent(self, part: int, whole: int) -> str:
        """The share in hundredths, rounded."""
        share = f"{100 * part / whole:.0f}" if whole else "0"
        sign = "٪" if self.digits == "arab" else "%"
        return self._digits(share) + sign

    def day(self, value: date | str | None) -> str:
        """A day, or an ISO day, month or year, in words."""
        if value is None:
            return self.say("undated")
        text = value.isoformat() if isinstance(value, date) else value
        year, month, day = (*text[:10].split("-"), "", "")[:3]
        name = self.say("months").split()[int(month) - 1] if month else ""
        return self._digits(" ".join(part for part in (day.lstrip("0"), name, year) if part))

    def moment(self, value: str) -> str:
        """An ISO moment: its day and the time in UTC."""
        return f"{self.day(value[:10])} {self._digits(value[11:16])}" if len(value) > 15 else self.day(value)

    def _digits(self, text: str, *, grouped: bool = False) -> str:
        if self.digits != "arab":
            return text
        text = text.translate(_ARABIC_DIGITS)
        return text.translate(_SEPARATORS) if grouped else text
