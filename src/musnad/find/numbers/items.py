"""From the words and marks of a text to the words of number and the digits in it."""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from musnad.find.numbers.digits import read_digits
from musnad.find.numbers.words import Atom, Value, atoms
from musnad.lexicons import read_yaml
from musnad.normalise import fold, fold_key
from musnad.segment import Token, TokenKind

_WEB = frozenset(("http", "https", "www"))
# «وأحد» folds to «واحد»: only the hamza tells one of them from one.
_AND_ONE_OF = frozenset(("واحد", "واحدا"))
# Marks that may belong to a number written in digits, when nothing lies between.
_NUMERIC_MARKS = frozenset("+-.,،^") | {"--"}


class Item(NamedTuple):
    """A word of number or a number in digits, with its place.

    Attributes:
        atom: what it is; ``digits`` for a number in digits.
        start: where the number starts in the raw text, after conjunction and preposition.
        end: where it ends.
        i: index of its first token.
        j: index after its last token.
        plain: the digits of a whole number without separators, else empty.
        composite: whether it is a piece of a date, a time of day or an address.
        tail: letters written onto the digits.
    """

    atom: Atom
    start: int
    end: int
    i: int
    j: int
    plain: str = ""
    composite: bool = False
    tail: str = ""


def items(tokens: Sequence[Token], raw: str) -> list[Item]:
    """All words of number and numbers in digits, in order."""
    known = atoms()
    skipped = _percent_words()
    out: list[Item] = []
    at, length = 0, len(tokens)
    while at < length:
        token = tokens[at]
        form = token.form
        atom = known.get(form)
        if atom is not None:
            if form in _AND_ONE_OF and _letter(token, raw, 1) in ("أ", "إ"):
                atom = known[form[1:]]._replace(conj=True, cut=1)
            if not (form in skipped or (at and (tokens[at - 1].form, form) in skipped)):
                start = token.start + atom.cut if token.end - token.start == len(form) else _inner(token, raw, atom.cut)
                out.append(Item(atom, start, token.end, at, at + 1))
            at += 1
        elif token.kind <= TokenKind.NUMBER and (form[0].isdigit() or form[-1].isdigit()):
            at = _read_run(tokens, raw, at, out)
        elif form in _WEB:
            at += 1
            while at < length and tokens[at].kind != TokenKind.BREAK and tokens[at].start == tokens[at - 1].end:
                at += 1
        else:
            at += 1
    return _joined_groups(out)


@cache
def _percent_words() -> frozenset[str | tuple[str, ...]]:
    """«بالمئة», and «في المئة» as a pair of words: signs of a percentage, no hundreds."""
    phrases = [tuple(phrase.split()) for phrase in read_yaml("numbers")["percent"]["after"]]
    return frozenset(words[0] if len(words) == 1 else words for words in phrases)


def adjacent(tokens: Sequence[Token], raw: str, a: int, b: int) -> bool:
    """Whether nothing that shows lies between two tokens (an invisible mark may)."""
    end, start = tokens[a].end, tokens[b].start
    return end == start or (start - end <= 4 and not fold_key(raw[end:start]))


def _inner(token: Token, raw: str, cut: int) -> int:
    """Where in the raw text the folded letter *cut* of a token stands."""
    return token.start + fold(raw[token.start : token.end]).span(cut, cut + 1).start


def _read_run(tokens: Sequence[Token], raw: str, at: int, out: list[Item]) -> int:
    """Append the numbers of the run of digits, marks and letters around token *at*; the index after the run."""
    floor = out[-1].j if out else 0
    first, last = at, at + 1
    while (
        first > max(floor, at - 3)
        and tokens[first - 1].form in _NUMERIC_MARKS
        and adjacent(tokens, raw, first - 1, first)
    ):
        first -= 1
    while last < len(tokens) and adjacent(tokens, raw, last - 1, last) and _continues(tokens, raw, last):
        last += 1
    # A word or number right before the run («F-16») keeps its first mark from being a sign.
    before = first > 0 and tokens[first - 1].kind <= TokenKind.NUMBER and adjacent(tokens, raw, first - 1, first)
    run = ("x" if before else "") + "".join(token.form for token in tokens[first:last])
    owner: list[tuple[int, int]] = [(first, -1)] * before
    for index in range(first, last):
        owner += [(index, offset) for offset in range(len(tokens[index].form))]
    eastern = any("\u0660" <= char <= "\u0669" for char in raw[tokens[first].start : tokens[last - 1].end])
    for found in read_digits(run, eastern):
        (i, offset), (k, final) = owner[found.start], owner[found.end - 1]
        conj, prep, definite = _written_on(tokens[i].form[:offset])
        atom = Atom("digits", found.value, "", offset, conj, prep, definite)
        start, end = place_of(tokens[i], raw, offset)[0], place_of(tokens[k], raw, final)[1]
        item = Item(atom, start, end, i, k + 1, found.plain, found.composite or found.slash, found.tail)
        out.append(_with_scale(item, tokens[k].end) if found.tail else item)
    return last


def _with_scale(item: Item, end: int) -> Item:
    """«15ألف»: a scale word or a percent sign written onto the digits is no stray letter."""
    word = atoms().get(item.tail)
    if word is not None and word.kind == "scale" and not word.cut and word.many != 2:
        return item._replace(atom=item.atom._replace(value=item.atom.value * word.value), end=end, plain="", tail="")
    return item


def _continues(tokens: Sequence[Token], raw: str, at: int) -> bool:
    """Whether the token at *at*, right after digits, belongs to their run."""
    token = tokens[at]
    if token.kind == TokenKind.NUMBER or (token.kind == TokenKind.WORD and token.form[0].isdigit()):
        return True
    if token.form not in _NUMERIC_MARKS:
        # «2e+14»: the letter ends the token before the sign.
        return False
    after = at + 1
    while after < len(tokens) and after < at + 3 and tokens[after].form in _NUMERIC_MARKS:
        after += 1
    return (
        after < len(tokens)
        and tokens[after].form[0].isdigit()
        and all(adjacent(tokens, raw, k, k + 1) for k in range(at, after))
    )


def _letter(token: Token, raw: str, offset: int) -> str:
    """The raw letter behind a folded one."""
    start, _ = place_of(token, raw, offset)
    return raw[start : start + 1]


def place_of(token: Token, raw: str, offset: int) -> tuple[int, int]:
    """The raw place of one folded character of a token."""
    if token.end - token.start == len(token.form):
        return token.start + offset, token.start + offset + 1
    span = fold(raw[token.start : token.end]).span(offset, offset + 1)
    return token.start + span.start, token.start + span.end


def _written_on(letters: str) -> tuple[bool, bool, bool]:
    """Conjunction, preposition and article among the letters before digits («وبال15»)."""
    definite = letters.endswith(("ال", "لل"))
    rest = letters[:-2] if definite else letters
    return rest[:1] in ("و", "ف") and bool(rest), rest[-1:] in ("ب", "ل", "ك") and bool(rest), definite


def _joined_groups(found: list[Item]) -> list[Item]:
    """«1 234 567» as one number: one to three digits, then groups of three set apart by spaces alone."""
    out: list[Item] = []
    groups = 0
    for item in found:
        last = out[-1] if out else None
        if last is not None and _is_group_after(last, item, groups):
            value: Value = last.atom.value * 1000 + item.atom.value
            out[-1] = last._replace(atom=last.atom._replace(value=value), end=item.end, j=item.j, plain=last.plain)
            groups += 1
        else:
            out.append(item)
            groups = 0
    return out


def _is_group_after(last: Item, item: Item, groups: int) -> bool:
    return (
        item.i == last.j
        and groups < 4
        and len(item.plain) == 3
        and 0 < len(last.plain) <= 3
        and last.plain[0] != "0"
        and not (item.atom.cut or item.composite or last.composite or last.tail)
    )
