"""From words of number to number phrases: whole numbers, fractions, decimals, vague counts, places in a row."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from musnad.find.numbers.grammar import Whole, link, read_whole
from musnad.find.numbers.items import Item
from musnad.find.numbers.words import Value
from musnad.lexicons import read_words, read_yaml
from musnad.model.quantity import NumberKind
from musnad.segment import Token, TokenKind


@dataclass(slots=True)
class Phrase:
    """A number as it stands, before percent signs, currencies and bounds are seen.

    Attributes:
        start: raw offset of its first character, without conjunction and preposition.
        end: raw offset after its last.
        i: index of its first token.
        j: index after its last token.
        kind: cardinal, fraction, ordinal, relative, vague.
        value: its value; None where vague.
        low: for a vague one the least that is meant.
        high: for a vague one the most, None where open.
        unit: for a relative one what it counts from.
        scale: the scale word it ends in as a number, else 1.
        plain: the digits, where it is a whole number in digits alone.
        composite: whether it is a piece of a date, a time of day or a fraction with a slash.
        tail: letters written onto the digits.
        prefixed: whether a conjunction or preposition is written onto it.
        conj: whether a conjunction is.
        definite: whether it has the article.
        worded: whether any word stands in it.
    """

    start: int
    end: int
    i: int
    j: int
    kind: NumberKind
    value: Value | None
    low: Value | None = None
    high: Value | None = None
    unit: str | None = None
    scale: int = 1
    plain: str = ""
    composite: bool = False
    tail: str = ""
    prefixed: bool = False
    conj: bool = False
    definite: bool = False
    worded: bool = False


class PhraseReader:
    """Reads the phrases of one text. Each item is looked at a bounded number of times."""

    def __init__(self, found: Sequence[Item], tokens: Sequence[Token]) -> None:
        self.found = found
        self.tokens = tokens

    def read(self) -> list[Phrase]:
        """All phrases in order; none overlap."""
        out: list[Phrase] = []
        k = 0
        while k < len(self.found):
            phrase, after = self._at(k)
            if phrase is None:
                k += 1
                continue
            k = after
            while out and out[-1].end > phrase.start:
                # «الثانية إلى الأخير» holds the ordinal before it.
                out.pop()
            if phrase.kind == "cardinal":
                phrase = self._part_of_whole(phrase, out)
            out.append(phrase)
        if len(out) == 1:
            self._take_lone_sign(out[0])
        return out

    def _take_lone_sign(self, phrase: Phrase) -> None:
        """«- 1,200»: a dash apart from the digits is a sign only where the text is nothing but that number."""
        alone = phrase.i == 1 and phrase.j == len(self.tokens) and not phrase.worded and self._form(0) == "-"
        if alone and phrase.value is not None and phrase.value > 0:
            phrase.start, phrase.i, phrase.value, phrase.plain = self.tokens[0].start, 0, -phrase.value, ""

    def _at(self, k: int) -> tuple[Phrase | None, int]:
        """The phrase that starts with item *k* and the index of the item after it."""
        kind = self.found[k].atom.kind
        if kind in ("relative", "last"):
            return self._relative(k), k + 1
        if kind == "vague" or (kind == "scale" and self.found[k].atom.many == 3):
            return self._vague(k)
        if kind in ("fraction", "price"):
            return self._fraction(k)
        if kind == "zero":
            phrase = self._phrase(k, k + 1, "cardinal", 0)
            return self._decimal(phrase, k + 1)
        whole = read_whole(self.found, k, self.tokens)
        if whole is None:
            return None, k + 1
        if whole.ordinal or self._ordinal_by_place(k, whole):
            return self._ordinal(k, whole), whole.end
        if self._is_monday(k, whole):
            return None, whole.end
        if k + 1 == whole.end and self._is_bare_fraction(k):
            return self._fraction_of_scale(k, k + 1, self.found[k].atom.part or Fraction(1))
        phrase, after = self._with_fraction(k, whole)
        phrase, after = self._mixed(phrase, after)
        self._take_thousands(phrase)
        phrase, after = self._decimal(phrase, after)
        return self._quotient(phrase, after)

    def _phrase(self, k: int, after: int, kind: NumberKind, value: Value | None) -> Phrase:
        first, last = self.found[k], self.found[after - 1]
        single = after == k + 1
        phrase = Phrase(first.start, last.end, first.i, last.j, kind, value)
        phrase.plain = first.plain if single else ""
        phrase.composite = first.composite and single
        if phrase.composite and value is not None and value.denominator != 1:
            phrase.kind = "fraction"
        phrase.tail = last.tail
        phrase.prefixed, phrase.conj = first.atom.conj or first.atom.prep, first.atom.conj
        phrase.definite = first.atom.definite
        phrase.worded = not single or first.atom.kind != "digits"
        if first.atom.kind != "digits" and first.atom.definite and first.atom.prep and not first.atom.conj:
            phrase.definite = True
        before = first.i - 1
        if before >= 0 and not phrase.prefixed and self.tokens[before].form in read_words("numbers", "minus"):
            phrase.start, phrase.i = self.tokens[before].start, before
            phrase.value = -value if value is not None else None
        return phrase

    def _link(self, k: int) -> str:
        """How item *k* follows the one before it."""
        return link(self.tokens, self.found[k - 1], self.found[k]) if 0 < k < len(self.found) else ""

    def _form(self, at: int) -> str:
        return self.tokens[at].form if 0 <= at < len(self.tokens) else ""

    def _relative(self, k: int) -> Phrase | None:
        item = self.found[k]
        if item.atom.kind == "last":
            words = read_yaml("numbers")["last"]
            after = self.tokens[item.j] if item.j < len(self.tokens) else None
            if after is None or after.kind != TokenKind.WORD or after.form.startswith("ال"):
                return None
            if after.form in words["not_before"] or self._form(item.i - 1) in words["not_after"]:
                return None
        phrase = self._phrase(k, k + 1, "relative", item.atom.value)
        phrase.unit = item.atom.note
        before = item.i - 1
        if item.atom.note == "end" and item.atom.kind == "relative" and self._form(before) in ("قبل", "الي", "من"):
            counted = before - 1
            one = self.found[k - 1] if k else None
            if one is not None and one.j == before and one.atom.kind in ("unit", "ordinal"):
                back = 1 if one.atom.kind == "unit" else int(one.atom.value) - 1
                phrase.start, phrase.i, phrase.value = one.start, counted, -back
            elif self._form(before) == "قبل":
                phrase.start, phrase.i, phrase.value = self.tokens[before].start, before, -1
        return phrase

    def _vague(self, k: int) -> tuple[Phrase, int]:
        """«عشرات», «مئات الآلاف», «بضعة ملايين», «آلاف»."""
        known = read_yaml("numbers")["vague"]["words"]
        first = self.found[k].atom
        entry = known.get(first.form)
        low: Value = entry["low"] if entry else 2 * first.value
        high: Value | None = entry.get("high") if entry else None
        after = k + 1
        while after < len(self.found) and self._link(after) == "bare":
            atom = self.found[after].atom
            if atom.many == 2 or not (atom.kind == "scale" or (atom.kind == "vague" and atom.value in (10, 100))):
                break
            low, high = low * atom.value, high * atom.value if high else None
            after += 1
        phrase = self._phrase(k, after, "vague", None)
        phrase.low, phrase.high = low, high
        return phrase, after

    def _fraction(self, k: int) -> tuple[Phrase | None, int]:
        item = self.found[k]
        if item.atom.many == 3:
            return None, k + 1
        if item.atom.kind == "price" and self._form(item.j) not in read_words("numbers", "wholes"):
            return None, k + 1
        return self._fraction_of_scale(k, k + 1, item.atom.value)

    def _fraction_of_scale(self, k: int, after: int, value: Value) -> tuple[Phrase, int]:
        """A fraction, and the scale word it is of: «نصف مليون»."""
        scale = 1
        if after < len(self.found) and self._link(after) == "bare":
            atom = self.found[after].atom
            if atom.kind in ("scale", "dozen") and atom.many != 2:
                scale = int(atom.value)
                after += 1
        value = value * scale
        phrase = self._phrase(k, after, "fraction" if value.denominator != 1 else "cardinal", _plain(value))
        phrase.scale = scale
        return phrase, after

    def _with_fraction(self, k: int, whole: Whole) -> tuple[Phrase, int]:
        """A whole number and the fraction that follows it: «ثلاثة أخماس», «مليون ونصف», «عشرون وثلاثة أرباع»."""
        after, value = whole.end, whole.value
        how = self._link(after)
        if how and after < len(self.found):
            atom = self.found[after].atom
            part = atom.part if atom.part is not None else None
            if how == "bare" and atom.kind == "fraction" and atom.many == 3:
                rest = value - whole.unit if whole.unit else 0
                value = rest + (value - rest) * atom.value
                phrase, after = self._fraction_of_scale(k, after + 1, value)
                return phrase, after
            if how == "bare" and part is not None and atom.many == 1 and value > 10:
                return self._phrase(k, after + 1, "fraction", _plain(value * part)), after + 1
            if how == "and":
                added = self._added_fraction(after, whole)
                if added is not None:
                    extra, after = added
                    if whole.ends_in_scale and after < len(self.found) and self._link(after) == "bare":
                        # «مليون ونصف المليون» names the scale once more.
                        after += self.found[after].atom.value == whole.scale and self.found[after].atom.definite
                    value = value + extra * (whole.scale if whole.ends_in_scale else 1)
                    kind: NumberKind = "fraction" if value.denominator != 1 else "cardinal"
                    phrase = self._phrase(k, after, kind, _plain(value))
                    return phrase, after
        phrase = self._phrase(k, after, "cardinal", _plain(value))
        phrase.scale = whole.scale if whole.ends_in_scale else 1
        return phrase, after

    def _added_fraction(self, at: int, whole: Whole) -> tuple[Fraction, int] | None:
        """The fraction that item *at* adds and the index after it."""
        atom = self.found[at].atom
        if atom.kind == "fraction" and atom.many < 3 and atom.part is not None:
            return Fraction(atom.value), at + 1
        counted = atom.kind == "unit" or (self.found[at].plain and atom.value < 20)
        if counted and at + 1 < len(self.found) and self._link(at + 1) == "bare":
            after = self.found[at + 1].atom
            if after.kind == "fraction" and after.many == 3:
                return Fraction(atom.value) * after.value, at + 2
        if whole.filled == {"u"} and not whole.closed and atom.form in read_words("numbers", "bare_fraction"):
            # Two units never add up: after «ثلاثة» «وخمس» is a fifth.
            return Fraction(atom.part or 0), at + 1
        return None

    def _is_bare_fraction(self, k: int) -> bool:
        """Whether «خمس» is a fifth: nothing counted follows, or a definite whole does."""
        item = self.found[k]
        if item.atom.form not in read_words("numbers", "bare_fraction"):
            return False
        after = self.tokens[item.j] if item.j < len(self.tokens) else None
        return after is None or after.form.startswith("ال") or after.form in (".", "،", "\n")

    def _mixed(self, phrase: Phrase, after: int) -> tuple[Phrase, int]:
        """«٥ ٣/٤»: a whole number in digits and a fraction with a slash."""
        if not phrase.plain or self._link(after) not in ("bare", "and") or phrase.value is None:
            return phrase, after
        item = self.found[after]
        if item.atom.kind != "digits" or not item.composite or not 0 < item.atom.value < 1 or item.atom.prep:
            return phrase, after
        phrase.value, phrase.kind = phrase.value + item.atom.value, "fraction"
        phrase.end, phrase.j, phrase.plain = item.end, item.j, ""
        return phrase, after + 1

    def _take_thousands(self, phrase: Phrase) -> None:
        """«2.5 k»."""
        if not phrase.worded and phrase.value is not None and self._form(phrase.j) in ("k", "K"):
            phrase.value = _plain(phrase.value * 1000)
            phrase.end, phrase.j, phrase.plain = self.tokens[phrase.j].end, phrase.j + 1, ""

    def _decimal(self, phrase: Phrase, after: int) -> tuple[Phrase, int]:
        """«خمسة فاصلة سبعة»."""
        if phrase.kind != "cardinal" or after >= len(self.found) or phrase.value is None:
            return phrase, after
        if self._form(phrase.j) not in read_words("numbers", "point") or self.found[after].i != phrase.j + 1:
            return phrase, after
        zeros = ""
        while after < len(self.found) and self.found[after].atom.kind == "zero" and len(zeros) < 9:
            zeros, after = zeros + "0", after + 1
        whole = read_whole(self.found, after, self.tokens) if after < len(self.found) else None
        if whole is None or whole.ordinal or whole.value.denominator != 1 or whole.value > 10**9:
            return phrase, after
        part = Fraction(f"0.{zeros}{int(whole.value)}")
        phrase.value = phrase.value - part if phrase.value < 0 else phrase.value + part
        last = self.found[whole.end - 1]
        phrase.end, phrase.j, phrase.plain, phrase.worded = last.end, last.j, "", True
        return phrase, whole.end

    def _quotient(self, phrase: Phrase, after: int) -> tuple[Phrase, int]:
        """«واحد من ثلاثة», «٢٠٠٠ على ٣»."""
        if phrase.kind != "cardinal" or after >= len(self.found) or self.found[after].i != phrase.j + 1:
            return phrase, after
        word, below = self._form(phrase.j), self.found[after].atom
        over = word in read_words("numbers", "over") or (word == "/" and bool(phrase.plain))
        worded = phrase.worded and below.kind not in ("digits", "zero")
        out_of = word in read_words("numbers", "out_of") and (phrase.value == 1 or worded)
        if not (over or out_of) or below.cut or below.definite or phrase.definite or phrase.composite:
            return phrase, after
        whole = read_whole(self.found, after, self.tokens)
        if whole is None or whole.ordinal or not whole.value or phrase.value is None:
            return phrase, after
        last = self.found[whole.end - 1]
        phrase.value, phrase.kind = _plain(Fraction(phrase.value) / whole.value), "fraction"
        phrase.end, phrase.j, phrase.plain, phrase.worded, phrase.scale = last.end, last.j, "", True, 1
        return phrase, whole.end

    def _part_of_whole(self, phrase: Phrase, before: list[Phrase]) -> Phrase:
        """«جزء من مئة», «مئة أجزاء من خمسة وثلاثين»; takes the numerator off *before*."""
        at = phrase.i - 2
        if at < 0 or phrase.prefixed or not phrase.value or phrase.value < 2:
            return phrase
        if self._form(at + 1) not in read_words("numbers", "out_of"):
            return phrase
        if self._form(at) not in read_words("numbers", "parts"):
            return phrase
        above: Value = 1
        start, first = self.tokens[at].start, at
        if before and before[-1].j == at and before[-1].kind == "cardinal" and before[-1].value is not None:
            numerator = before.pop()
            above, start, first = numerator.value or 0, numerator.start, numerator.i
        phrase.start, phrase.i, phrase.kind = start, first, "fraction"
        phrase.value = _plain(Fraction(above) / phrase.value)
        return phrase

    def _ordinal(self, k: int, whole: Whole) -> Phrase | None:
        item = self.found[k]
        if self._form(item.i - 1) in read_words("numbers", "ordinal_heads"):
            return None
        if whole.end == k + 1 and item.atom.form == "اول":
            after = self._form(item.j)
            if "امس" in (after, self._form(item.j + 1) if after == "من" else ""):
                return None
        return self._phrase(k, whole.end, "ordinal", _plain(whole.value))

    def _ordinal_by_place(self, k: int, whole: Whole) -> bool:
        """Whether a definite «العشرون» ranks: it stands alone or after one definite thing, not after several."""
        item = self.found[k]
        atom = item.atom
        if not atom.definite or atom.kind == "digits" or atom.prep:
            return False
        if atom.kind in ("unit", "one_of") and whole.end == k + 1:
            return False
        if atom.kind == "ten":
            return False
        before = item.i - 1
        if before < 0 or self.tokens[before].kind in (TokenKind.BREAK, TokenKind.MARK):
            return not atom.conj and not (atom.kind == "unit" and atom.value > 2)
        form = self.tokens[before].form
        if not form.startswith(("ال", "وال", "بال", "لل", "فال")) or form in read_words("numbers", "plural_heads"):
            return False
        return not form.endswith(("ون", "ين", "ات"))

    def _is_monday(self, k: int, whole: Whole) -> bool:
        atom = self.found[k].atom
        return atom.definite and whole.end == k + 1 and atom.form in read_words("numbers", "monday")


def _plain(value: Value) -> Value:
    """The value as an int where it is whole."""
    return int(value) if value.denominator == 1 else value
