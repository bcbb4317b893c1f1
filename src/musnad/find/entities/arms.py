"""Weapons by class and by name: «براميل متفجرة», «صواريخ سكود», «طائرة من طراز ميغ 29»."""

from collections.abc import Iterator, Sequence

from musnad.find.entities.found import Found
from musnad.find.entities.words_of_war import Arms, WeaponClass, WeaponName, alike_word, load_arms, plain, stems
from musnad.normalise import fold_key
from musnad.segment import Token, TokenKind

# Words that describe a weapon behind its class, and words of a name in quotation marks.
_MOST_MODIFIERS = 5
_MOST_QUOTED = 4
_DASHES = ("-", "–", "/")


def find_arms(text: str, tokens: Sequence[Token], first: int, last: int) -> Iterator[tuple[Found, str]]:
    """The weapons among tokens *first* to *last*, in order and apart, each with its neutral name. Linear."""
    reader = _Reader(text, tokens, last, load_arms())
    i = first
    while i < last:
        found = reader.at(i) if tokens[i].kind == TokenKind.WORD else None
        if found is not None:
            yield found
            i = max(found[0].end, i + 1)
        else:
            i += 1


class _Reader:
    """Reads one weapon at a token; looks at a bounded number of tokens after it."""

    def __init__(self, text: str, tokens: Sequence[Token], last: int, arms: Arms) -> None:
        self._text, self._tokens, self._last, self._arms = text, tokens, last, arms

    def at(self, i: int) -> tuple[Found, str] | None:
        form = self._tokens[i].form
        for stem, skip in stems(form):
            if (known := self._class(stem, i)) is not None:
                meant, end = known
                end, name = self._described(end)
                # A class that needs something behind it («طائرة») is one with the name of a weapon only.
                if not (meant.needs and name is None):
                    return Found(i, end, "weapon", "weapon", [], skip), name or meant.name
        for stem, skip in stems(form):
            if (named := self._name(stem, i, alone=True)) is not None:
                end, name = named
                return Found(i, end, "weapon", "weapon", [], skip), name
        return None

    def _form(self, i: int) -> str:
        return self._tokens[i].form if i < self._last else ""

    def _class(self, stem: str, i: int) -> tuple[WeaponClass, int] | None:
        for rest, meant in self._arms.classes.get(stem, ()):
            end = i + 1 + len(rest)
            if all(alike_word(self._form(i + 1 + k), word) for k, word in enumerate(rest)):
                after = self._form(end)
                if rest or after not in meant.barred:
                    return meant, end
        return None

    def _described(self, end: int) -> tuple[int, str | None]:
        """Index after what describes the class that ends at *end*, and the name among it."""
        name: str | None = None
        for _ in range(_MOST_MODIFIERS):
            if plain(self._form(end)) in self._modifiers or self._form(end) in self._arms.words["tails"]:
                end += 1
            elif (after := self._range(end)) > end:
                end = after
            elif name is None and (named := self._called(end)) is not None:
                end, name = named
            else:
                break
        return end, name

    @property
    def _modifiers(self) -> frozenset[str]:
        return self._arms.words["modifiers"]

    def _range(self, i: int) -> int:
        """Index after «أرض جو» at *i*, with or without a mark between; *i* if it is not there."""
        ranges = self._arms.words["ranges"]
        if plain(self._form(i)) not in ranges:
            return i
        k = i + 2 if self._form(i + 1) in _DASHES else i + 1
        return k + 1 if plain(self._form(k)) in ranges else i

    def _called(self, i: int) -> tuple[int, str] | None:
        """A weapon's name behind a class: at once, in quotation marks, after «من طراز»."""
        made = self._form(i) == "من" and self._form(i + 1) in self._arms.words["makes"]
        make = self._form(i + 1) if made else ""
        i = i + 2 if made else i
        quoted = i < self._last and self._tokens[i].kind == TokenKind.QUOTE
        at = i + 1 if quoted else i
        for option in dict.fromkeys((self._form(at), *(stem for stem, skip in stems(self._form(at)) if not skip))):
            if (named := self._name(option, at, alone=False)) is not None:
                end, name = named
                if not quoted:
                    return end, name
                if end < self._last and self._tokens[end].kind == TokenKind.QUOTE:
                    return end + 1, name
        if quoted:
            return self._quoted(at) if made else None
        return self._unknown(at) if make == fold_key("طراز") else None

    def _quoted(self, at: int) -> tuple[int, str] | None:
        for end in range(at + 1, min(at + 1 + _MOST_QUOTED, self._last)):
            if self._tokens[end].kind == TokenKind.QUOTE:
                return end + 1, self._words(at, end)
        return None

    def _unknown(self, at: int) -> tuple[int, str] | None:
        """The word that follows «من طراز», with a number behind it."""
        if at >= self._last or self._tokens[at].kind != TokenKind.WORD:
            return None
        if plain(self._form(at)) in self._arms.words["no_make"] or self._form(at) in self._arms.words["no_make"]:
            return None
        end, _ = self._number(at + 1)
        return end, self._words(at, end)

    def _name(self, stem: str, i: int, *, alone: bool) -> tuple[int, str] | None:
        """Index after a name that begins with *stem* at token *i*, and the neutral name with its number."""
        word, glued = _glued(stem)
        for rest, meant in self._arms.names.get(word, ()):
            end = i + 1 + len(rest)
            if (glued and rest) or any(self._form(i + 1 + k) != known for k, known in enumerate(rest)):
                continue
            after, number = (end, glued) if glued else self._number(end)
            if (found := _fits(meant, number, alone=alone)) is None:
                continue
            return (after, f"{meant.name} {number}") if found else (end, meant.name)
        return None

    def _number(self, i: int) -> tuple[int, str]:
        """Index after a number at *i*, with or without a dash before it, and the number; *i* and nothing if none."""
        k = i + 1 if self._form(i) in _DASHES else i
        if k < self._last and self._tokens[k].kind == TokenKind.NUMBER and len(self._form(k)) <= 4:
            return k + 1, self._form(k)
        return i, ""

    def _words(self, start: int, end: int) -> str:
        return self._text[self._tokens[start].start : self._tokens[end - 1].end]


def _fits(meant: WeaponName, number: str, *, alone: bool) -> bool | None:
    """Whether the number belongs to the name; None where the name is not one here."""
    if number and number in meant.numbers:
        return None if alone and meant.after else True
    if meant.numbers and not (not alone and meant.after):
        return None
    if alone and meant.after:
        return None
    return False


def _glued(stem: str) -> tuple[str, str]:
    """«ميغ29» as its name and its number."""
    word = stem.rstrip("0123456789")
    return (word, stem[len(word) :]) if word and word != stem else (stem, "")
