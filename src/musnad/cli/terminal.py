"""Putting texts from anywhere on a terminal: harmless, in the right direction, with words marked."""

import os
import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

import click

from musnad.model import Span

_FSI, _PDI = "\u2068", "\u2069"
# Embeddings, overrides and isolates would reorder what stands around them; a text has no business there.
# The marks that belong to a single place (LRM, RLM, ALM) cannot reach out of an isolate and stay.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
# Escape sequences move the cursor, rename the window, paste. C0 without tab and line end, DEL, C1, and
# lone surrogates, which no terminal takes.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_BLANK = re.compile(r"\s+")
_CONTROL_PICTURES = 0x2400
_DELETE_PICTURE = "\u2421"


def clean(text: str) -> str:
    """*text* without power over the terminal: control characters are shown («␛»), turning marks left out."""
    return _CONTROL.sub(_picture, _TURNING.sub("", text.replace("\r\n", "\n")))


def flat(text: str) -> str:
    """*text*, cleaned, on one line."""
    return clean(_BLANK.sub(" ", text)).strip()


def escaped(json_line: str) -> str:
    """A line of JSON in which every character with power over a terminal stands as ``\\uXXXX``."""
    for pattern in (_CONTROL, _TURNING):
        json_line = pattern.sub(lambda found: f"\\u{ord(found[0]):04x}", json_line)
    return json_line


@dataclass(frozen=True, slots=True)
class Terminal:
    """How to show things on the standard output.

    Attributes:
        styled: bold, dim and colours.
        isolated: wrap embedded texts in bidirectional isolates (UAX 9), so that Arabic and Latin runs on
            one line do not pull each other out of order.
    """

    styled: bool
    isolated: bool

    @classmethod
    def of_output(cls, plain: bool | None = None) -> Self:
        """What suits the standard output: a bare pipe gets neither styles nor isolates.

        *plain* True: none of either; False: isolates in any case (for a pager); None: see above.
        """
        tty = sys.stdout.isatty()
        styled = tty and not plain and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        return cls(styled=styled, isolated=tty if plain is None else not plain)

    def value(self, text: str) -> str:
        """*text* on one line, harmless, as an island of its own direction."""
        return self._island(flat(text))

    def marked(self, text: str, marks: Iterable[Span]) -> str:
        """As :meth:`value`, with the stretches *marks* of it (in order, apart) in bold or in brackets."""
        parts = []
        at = 0
        for start, end in marks:
            word = clean(text[start:end])
            parts += [text[at:start], click.style(word, bold=True) if self.styled else f"[{word}]"]
            at = end
        parts.append(text[at:])
        # Every second part is a marked word, already clean and perhaps styled.
        shown = "".join(part if n % 2 else clean(_BLANK.sub(" ", part)) for n, part in enumerate(parts))
        return self._island(shown.strip())

    def line(self, parts: Iterable[str]) -> str:
        """*parts*, already harmless, on one line as one island."""
        return self._island(" ".join(parts))

    def dim(self, text: str) -> str:
        """*text*, already harmless, in the background."""
        return click.style(text, dim=True) if self.styled else text

    def bold(self, text: str) -> str:
        """*text*, already harmless, in bold."""
        return click.style(text, bold=True) if self.styled else text

    def coloured(self, text: str, colour: str) -> str:
        """*text*, already harmless, in a colour of click's."""
        return click.style(text, fg=colour) if self.styled else text

    def _island(self, text: str) -> str:
        return f"{_FSI}{text}{_PDI}" if self.isolated and text else text


def _picture(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < 0x20:
        return chr(_CONTROL_PICTURES + code)
    return _DELETE_PICTURE if code == 0x7F else "\ufffd"
