"""Offices told in short: «الوزير الأمريكي», «المبعوث» for somebody whom the story introduces in full elsewhere."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice

from musnad.find.entities.found import Found
from musnad.lexicons import read_words
from musnad.lexicons.knowledge import Knowledge
from musnad.model.mention import Candidate
from musnad.segment import Token, TokenKind

# Words of an office before a name, and after it («فلان، وزير الدفاع الأمريكي»).
_REACH = 7
_CLITICS = ("", "و", "ف", "ب", "ك", "وب")
# Belief in the one person of the story whom a short title fits.
_FITS = 0.9
# Candidates that are kept where several fit.
_MOST = 10
_ANY = "any state"


def read_short_titles(
    found: Sequence[Found], persons: Sequence[Found], tokens: Sequence[Token], last: int, knowledge: Knowledge
) -> list[Found]:
    """Titles that the gazetteer cannot know, each meaning the one person of the story whom it fits.

    The story ends before token *last*. Where several fit, they are its candidates and nobody is meant; where none
    does, there is no title.
    """
    demonyms = {f.start: f for f in found if f.kind == "nationality" and f.entity is not None}
    # Under each head word, and under each with its state: one of each person.
    introduced: dict[tuple[str, str | None], dict[object, Found]] = {}
    for head, state, who in _introduced(found, persons, tokens, demonyms, knowledge):
        for key in {(head, state), (head, _ANY)}:
            introduced.setdefault(key, {}).setdefault(who.entity or _named(who) or who, who)
    if not introduced:
        return []
    taken = {k for f in found if f.kind in ("title", "person") for k in range(f.start, f.end)}
    extra = []
    for i in range(min(f.start for f in found), last):
        if i in taken or tokens[i].kind != TokenKind.WORD or not (definite := _definite(tokens[i].form)):
            continue
        head, skip = definite
        demonym = demonyms.get(i + 1)
        if demonym is None and (head not in _recalled() or i + 1 in taken or _goes_on(tokens, i + 1)):
            continue
        fit = introduced.get((head, demonym.entity if demonym else _ANY), {})
        if fit:
            extra.append(_title(i, demonym.end if demonym else i + 1, skip, list(islice(fit.values(), _MOST))))
    return extra


def _title(start: int, end: int, skip: int, fit: list[Found]) -> Found:
    title = Found(start, end, "title", "short", [], skip)
    known = [w.entity for w in fit if w.entity is not None]
    if len(fit) == 1:
        title.entity, title.fullest = fit[0].entity, _named(fit[0])
        title.candidates = [Candidate(entity, _FITS) for entity in known]
    else:
        title.candidates = [Candidate(entity, round(1 / len(fit), 2)) for entity in dict.fromkeys(known)]
    return title


def _named(f: Found) -> Found | None:
    return f.fullest or (f if f.kind == "person" else None)


def _introduced(
    found: Sequence[Found],
    persons: Sequence[Found],
    tokens: Sequence[Token],
    demonyms: dict[int, Found],
    knowledge: Knowledge,
) -> Iterator[tuple[str, str | None, Found]]:
    """Whom the story gives an office: its head word, the state to which it belongs, and who it is."""
    for f in found:
        if f.kind == "title" and (f.entity is not None or f.fullest is not None) and f.office is not None:
            of = knowledge.offices[f.office].of
            body = knowledge.bodies.get(of)
            yield _head(tokens[f.start].form), body.state if body else of, f
    for p in persons:
        for k in range(p.start - 1, max(-1, p.start - _REACH) - 1, -1):
            if tokens[k].kind in (TokenKind.BREAK, TokenKind.MARK):
                break
            if (head := _head(tokens[k].form)) in _heads():
                yield head, _state_in(demonyms, k, p.start), p
                break
        at = p.end + 1 if p.end < len(tokens) and tokens[p.end].form == "،" else p.end
        if at < len(tokens) and (head := _head(tokens[at].form)) in _heads():
            yield head, _state_in(demonyms, at, min(at + _REACH, len(tokens))), p


def _state_in(demonyms: dict[int, Found], first: int, last: int) -> str | None:
    return next((demonyms[k].entity for k in range(first, last) if k in demonyms), None)


def _goes_on(tokens: Sequence[Token], i: int) -> bool:
    """Whether an adjective or a further word of a longer title follows."""
    return i < len(tokens) and tokens[i].form.startswith("ال") and len(tokens[i].form) > 4


def _definite(form: str) -> tuple[str, int] | None:
    """Head word of an office with its article, and the letters of clitics before it."""
    if form.startswith("لل"):
        head = _masculine(form[2:])
        return (head, 1) if head in _heads() else None
    for clitic in _CLITICS:
        if form.startswith(clitic + "ال"):
            head = _masculine(form[len(clitic) + 2 :])
            if head in _heads():
                return head, len(clitic)
    return None


@lru_cache(maxsize=1 << 14)
def _head(form: str) -> str:
    """The bare masculine head of an office in *form*; *form* if there is none."""
    if definite := _definite(form):
        return definite[0]
    for clitic in (*_CLITICS, "ل"):
        if form.startswith(clitic) and (head := _masculine(form[len(clitic) :])) in _heads():
            return head
    return form


def _masculine(word: str) -> str:
    return word[:-1] if word.endswith("ه") and word[:-1] in _heads() else word


def _heads() -> frozenset[str]:
    return read_words("sources", "titles")


def _recalled() -> frozenset[str]:
    return read_words("sources", "recalled_titles")
