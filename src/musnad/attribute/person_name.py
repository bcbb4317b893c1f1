"""The names of persons: runs of name words in a text, and the name inside a source phrase."""

from collections.abc import Sequence

from musnad.attribute.acts import Range
from musnad.attribute.noun_phrase import is_clitic
from musnad.attribute.sentence import Sentence
from musnad.attribute.words import Words, is_nisba, without_pronoun
from musnad.segment import Token, TokenKind


def name_run(tokens: Sequence[Token], w: Words, i: int, limit: int) -> int:
    """Index after the run of name words at *i*, *i* itself if none begins there.

    The first word must be a listed name, or an unknown word after a title.
    """
    if tokens[i].kind != TokenKind.WORD:
        return i
    if not w.is_listed_name(tokens[i].form) and not _titled(tokens, w, i):
        return i
    k = i + 1
    while k < min(limit, i + 5) and tokens[k].kind == TokenKind.WORD:
        form = tokens[k].form
        if form in w.prepositions or form in w.complementisers or form in w.openers or form in w.times:
            break
        if w.is_verb(form) and not w.is_listed_name(form):
            break
        if form.startswith("ال"):
            if not _surname(w, form):
                break
            if tokens[k - 1].form in _NAME_TIES:
                k += 1
                continue
            return k + 1
        if not w.is_name(form) or (form[0] in "وبلف" and not w.is_listed_name(form)):
            break
        k += 1
    return k


_NAME_TIES = frozenset({"عبد", "ابو", "ابي", "بن", "ابن"})


def _titled(tokens: Sequence[Token], w: Words, i: int) -> bool:
    """Whether an unknown word follows a title, its field or its state («وزيرة الري سلافة …»)."""
    if not _unknown(w, tokens[i].form) or w.is_verb(tokens[i].form) or tokens[i].form[0] in "وفبل":
        return False
    for k in range(i - 1, max(-1, i - 6), -1):
        if tokens[k].kind != TokenKind.WORD:
            return False
        form = tokens[k].form
        if w.is_title(form) or form in w.honorifics:
            return True
        if not form.startswith("ال") and not w.head_kind(form):
            return False
    return False


def person_in(s: Sentence, start: int, end: int) -> Range | None:
    """The name inside a source phrase: the words after its titles that are names; None if it has none.

    A body named after a person, or led by one («حزب … بزعامة فلان»), is no person, nor is a source that somebody
    with a name stands near to («مصادر مقربة من الرئيس فلان»).
    """
    w = s.words
    end = _reach(s, start, end)
    told = _told_person(s, start, end)
    if told is not None and told[0] == start:
        return told
    head = w.head_kind(s.forms[start]) or (w.head_kind(s.forms[start][:-1]) if s.is_accusative(start) else None)
    if head in _BODILY and s.forms[start] not in w.honorifics:
        return None
    if told is not None:
        return told if head != "anonymous" or _titled_before(s, start, told[0]) else None
    if head == "anonymous" and not _titled_before(s, start, end):
        return None
    best = _listed_person(s, start, end)
    if best is not None:
        return _unknown_from(s, start, best[0]), best[1]
    return _unlisted_person(s, start, end)


def _reach(s: Sentence, start: int, end: int) -> int:
    """Where a name may end: before a relative clause, with or without its pronoun."""
    w = s.words
    for k in range(start + 1, end):
        form = s.forms[k]
        told = k < len(s.labels) and s.labels[k] != "O"
        if form in w.relatives or (form in w.vocabulary and w.is_verb(form) and not told and not w.is_name(form)):
            return k if (w.head_kind(form) is None and not form.startswith("ال")) or form in w.relatives else end
    return end


def _titled_before(s: Sentence, start: int, name: int) -> bool:
    """Whether the head, or a title beside it that hangs on no preposition, gives the phrase an office."""
    w = s.words
    for k in range(start, name):
        form = s.forms[k]
        if w.is_title(form) or form in w.honorifics:
            return True
        if form in w.prepositions or is_clitic(s, k):
            return False
    return False


def _told_person(s: Sentence, start: int, end: int) -> Range | None:
    """The longest name that the tagger finds in a phrase."""
    best: Range | None = None
    i = start
    while i < end:
        k = s.named_run(i, end)
        if k > i:
            if best is None or k - i > best[1] - best[0]:
                best = (i, k)
            i = k
        else:
            i += 1
    return best


def _unlisted_person(s: Sentence, start: int, end: int) -> Range | None:
    """Words at the end of a phrase that are known for nothing else, after a title or by themselves."""
    w = s.words
    titled = _titled_before(s, start, end)
    last = s.forms[end - 1]
    if end - start >= 2 and last.startswith("ال") and _surname(w, last) and _may_name(s, end - 2):
        first = _unknown_from(s, start, end - 2)
        if first == start or titled:
            return first, end
    first = _unknown_from(s, start, end)
    if first < end and (titled or (first == start and (end - start > 1 or _met(s, start)))):
        return first, end
    return (start, end) if start + 1 == end and not titled and _met(s, start) else None


def _met(s: Sentence, k: int) -> bool:
    """Whether the word at *k* is a family name that the story gives with a first name, or is listed."""
    form = s.forms[k]
    return form in s.known or (form.startswith("ال") and form[2:] in s.known) or s.words.is_listed_name(form)


def _listed_person(s: Sentence, start: int, end: int) -> Range | None:
    """The longest run of name words in a phrase that begins with a listed name."""
    w = s.words
    i = start
    best: Range | None = None
    while i < end:
        token = s.tokens[i]
        if token.kind == TokenKind.WORD and w.is_listed_name(token.form) and (token.form,) not in w.names:
            k = name_run(s.tokens, w, i, end)
            adjective = k == i + 1 and i > start and token.form.startswith("ال") and not _may_name(s, i - 1)
            if not adjective and (best is None or k - i > best[1] - best[0]):
                best = (i, k)
            i = k
            continue
        i += 1
    return best


# Heads of sources that are no persons, whatever names they bear.
_BODILY = frozenset({"organisation", "state", "outlet", "document", "group"})


def _unknown_from(s: Sentence, start: int, first: int) -> int:
    """The beginning of the unknown words that reach back from token *first*, *start* at the least."""
    while first > start and s.tokens[first - 1].kind == TokenKind.WORD and _may_name(s, first - 1):
        first -= 1
    return first


def _may_name(s: Sentence, k: int) -> bool:
    """Whether the word at *k* is known for nothing else, and bears neither preposition nor pronoun."""
    form = s.forms[k]
    if is_nisba(form) and k > s.start and s.words.is_title(s.forms[k - 1]) and not s.forms[k - 1].startswith("ال"):
        return False  # «مسؤول نوساري»: the adjective of a state that nobody knows
    attached = is_clitic(s, k) or without_pronoun(s.words, form) is not None
    return _unknown(s.words, form) and not attached and not s.is_accusative(k)


def _surname(w: Words, form: str) -> bool:
    """Whether a word with article is no common noun, adjective of a state, title or body: so a family name."""
    inner = form[2:]
    return (
        not form.endswith("ون")
        and form not in w.nisba
        and inner not in w.nisba
        and w.head_kind(form) is None
        and not (w.is_common(inner) and "p" not in w.vocabulary.get(inner, ""))
    )


def _unknown(w: Words, form: str) -> bool:
    """Whether a word is no known noun, state or title, so that beside a title it is taken for a name."""
    if (
        form.startswith("ال")
        or form in w.complementisers
        or (form,) in w.names
        or form in w.capitals
        or form in w.nisba
        or w.head_kind(form)
    ):
        return False
    classes = w.vocabulary.get(form)
    return (classes is None or "p" in classes) and form not in w.prepositions and len(form) > 1
