"""Who governs a cue: the noun phrase after it, before it, or of an earlier verb in its sentence."""

from musnad.attribute.acts import Range
from musnad.attribute.candidates import Candidate
from musnad.attribute.noun_phrase import bracket_end, is_clitic, is_nominal, phrase_end
from musnad.attribute.sentence import DASHES, Sentence
from musnad.attribute.words import is_nisba, stems
from musnad.morphology import Form
from musnad.segment import TokenKind

# How far to the left of its verb a subject may begin, in words.
REACH = 40
_ADDRESSEE_PRONOUNS = frozenset({"له", "لها", "لهم", "لهما", "لنا", "لي", "لك", "لكم"})
_HUMAN_KINDS = frozenset({"role", "anonymous", "organisation", "state", "outlet", "document", "group"})


# Verbs that nobody uses of things.
_ONLY_PEOPLE = frozenset(
    {
        "قال",
        "أضاف",
        "صرح",
        "صرّح",
        "تابع",
        "أردف",
        "استطرد",
        "كتب",
        "أجاب",
        "رد",
        "علق",
        "علّق",
        "تساءل",
        "أعرب",
    }
)


def human_like(s: Sentence, start: int, end: int) -> bool:
    """Whether the noun phrase at *start* to *end* names someone who can speak, or a text that can."""
    w = s.words
    i = start
    if s.forms[i] in ("احد", "احدي", "لاحد") and i + 1 < end and s.forms[i + 1].startswith("ال"):
        return True
    if any(w.is_listed_name(s.forms[k]) for k in range(start + 1, end)) and not s.words.is_verb(s.forms[start]):
        return True
    while i < end and (
        s.tokens[i].kind in (TokenKind.QUOTE, TokenKind.MARK)
        or s.forms[i] in w.demonstratives
        or s.forms[i]
        in ("نفس", "ذات", "احد", "احدي", "بعض", "معظم", "عدد", "عددا", "كل", "كافه", "جميع", "مختلف", "اكثر")
    ):
        i += 1
    if i >= end or s.tokens[i].kind != TokenKind.WORD:
        return False
    form = s.forms[i]
    if w.head_kind(form) in _HUMAN_KINDS:
        return True
    for stem in stems(form):
        if stem in w.nisba or (stem,) in w.names or "ال" + stem in w.nisba:
            return True
        for length in (2, 3):
            if (stem, *s.forms[i + 1 : i + length]) in w.names:
                return True
        if stem != form and is_nisba(stem) and stem.endswith(("ون", "ين", "يان", "يين")):
            return True
        if w.is_listed_name(stem) or stem in s.known:
            return True
    return form not in w.vocabulary and w.is_name(form) and not s.is_accusative(i)


def names_speaker(s: Sentence, start: int, end: int) -> bool:
    """Whether a noun phrase names a speaker beyond doubt: by its head, or by a name that is known or told."""
    w = s.words
    while start < end and (s.tokens[start].kind != TokenKind.WORD or s.forms[start] in w.demonstratives):
        start += 1
    if start >= end:
        return False
    form = s.forms[start]
    told = start < len(s.labels) and s.labels[start] in ("B-PER", "B-ORG")
    known = any((stem,) in w.names or stem in w.nisba for stem in stems(form))
    return told or known or form in s.known or w.head_kind(form) in _HUMAN_KINDS or w.is_listed_name(form)


def may_speak(s: Sentence, source: Range, lemma: str) -> bool:
    """Whether an unknown head may still name a speaker: it is no plain thing of the vocabulary."""
    form = s.forms[source[0]]
    bare = stems(form)[-1]
    if lemma in _ONLY_PEOPLE:
        return bare not in s.words.things
    return (
        bare not in s.words.things
        and not bare.endswith("ات")
        and (not s.words.is_common(bare) or source[1] - source[0] > 2)
    )


def agrees(s: Sentence, start: int, end: int, form: Form, *, before: bool) -> bool:
    """Whether a noun phrase may be the subject of *form*: only a plain contradiction says no.

    A verb before its subject is singular and agrees in gender alone; after it, in number too.
    """
    if not form.gender or start >= end:
        return True
    head = s.forms[start]
    for skip in ("احد", "احدي", "بعض", "معظم", "عدد", "كل", "نفس", "ذات", "هذه", "تلك", "هذا", "ذلك"):
        if head == skip:
            return True
    if s.tokens[start].kind != TokenKind.WORD:
        return True
    w = s.words
    feminine = _feminine(s, start)
    stem = stems(head)[-1]
    plural_things = stem.endswith(("ات", "در"))
    if form.number == "s":
        if form.gender == "f":
            if feminine or plural_things or w.head_kind(head) is None:
                return True
            title = w.is_title(head) or w.head_kind(head) == "anonymous"
            return not title or stem in ("مصادر", "تقارير", "معلومات", "انباء", "اوساط", "شخصيات", "جهات")
        return not (feminine and (w.head_kind(head) is not None or head.startswith("ال"))) or stem in (
            "خليفه",
            "علامه",
            "اسامه",
        )
    if form.number == "p" and before:
        return (
            stem.endswith(("ون", "ين", "ات")) or w.head_kind(head) in ("group", "anonymous") or head[0:1] == "ا" or True
        )
    return True


def _feminine(s: Sentence, i: int) -> bool:
    form = s.forms[i]
    if s.words.is_listed_name(form):
        return False
    raw = s.tokens[i].form
    return raw.endswith(("ه", "ات"))


def subject_after(s: Sentence, start: int, limit: int, *, closed: bool) -> Range | None:
    """The noun phrase that follows a cue at token *start*, past adverbs and addressees; None if none."""
    i = _skip_adverbials(s, start, limit)
    if i >= limit or not is_nominal(s, i):
        return None
    end = phrase_end(s, i, limit, closed=closed)
    if end <= i:
        return None
    return i, _trim(s, i, end)


def _skip_adverbials(s: Sentence, i: int, limit: int) -> int:
    w = s.words
    while i < limit:
        form = s.forms[i]
        if form in w.adverbs or form in w.times or form in _ADDRESSEE_PRONOUNS or s.is_comma(i):
            i += 1
        elif form in ("قد", "في", "خلال", "من", "علي", "عبر", "الي", "امام", "عقب", "بعد", "لدي", "اثر") or (
            form[0] == "ل" and is_clitic(s, i)
        ):
            resume = _after_adverbial(s, i, limit)
            if resume <= i:
                return limit
            i = resume
        else:
            return i
    return i


def _after_adverbial(s: Sentence, i: int, limit: int) -> int:
    """Past a prepositional phrase, if after it stands someone who can speak."""
    w = s.words
    for k in range(i + 1, min(limit, i + 14)):
        form = s.forms[k]
        if s.tokens[k].kind != TokenKind.WORD:
            if s.is_comma(k) and k + 1 < limit and is_nominal(s, k + 1) and human_like(s, k + 1, limit):
                return k + 1
            continue
        speaks = w.is_title(form) or w.head_kind(form) == "anonymous"
        if k == i + 1 or not speaks or (form in w.vocabulary and w.head_kind(form) not in ("role", "anonymous")):
            continue
        previous = s.forms[k - 1]
        if previous in w.media or previous in w.times or is_nisba(previous) or previous in w.adverbs:
            return k
    return i


_ASIDES = frozenset({"جهته", "جهتها", "جهتهم", "جانبه", "جانبها", "جانبهم", "ناحيته", "ناحيتها"})


def skip_occasion(s: Sentence, i: int, limit: int) -> int:
    """Past adverbs, times and the occasion of speaking after a subject («من جهته»، «في بيان صحفي»، «اليوم السبت»)."""
    w = s.words
    while i < limit:
        form = s.forms[i]
        if form in w.adverbs or form in w.times or s.is_comma(i) or form in _ADDRESSEE_PRONOUNS:
            i += 1
        elif (
            form in w.prepositions
            and i + 1 < limit
            and (s.forms[i + 1] in w.media or s.forms[i + 1] in _ASIDES or s.forms[i + 1] in w.times)
        ):
            i += 2
            while (
                i < limit
                and s.is_word(i)
                and (
                    is_nisba(s.forms[i])
                    or s.forms[i] in w.times
                    or (s.forms[i].startswith("ال") and s.forms[i - 1] not in _ASIDES)
                )
            ):
                i += 1
        else:
            break
    return i


def _trim(s: Sentence, start: int, end: int) -> int:
    return s.strip(start, end)[1]


def subject_before(s: Sentence, c: Candidate) -> Range | None:
    """The noun phrase that precedes its verb («الوفد السوري أكد أن»); None if there is none.

    The clause is followed to the left; the longest noun phrase that reaches the verb is the subject.
    """
    i = c.at
    w = s.words
    stop = i - 1 if c.negated else i
    while stop - 1 > s.start and (
        s.forms[stop - 1] in ("قد", "سوف", "كان", "كانت", "كانوا", "هو", "هي") or s.forms[stop - 1] in w.adverbs
    ):
        stop -= 1
    if c.conjunction or stop <= s.start:
        return None
    form = c.hits[0].form
    if s.forms[stop - 1] in w.relatives:
        return _antecedent(s, stop - 1)
    best: Range | None = None
    for b in _boundaries(s, stop):
        start = _skip_openers(s, b, stop)
        if start >= stop or not is_nominal(s, start):
            continue
        word = s.forms[start]
        if w.is_verb(word) and not w.is_listed_name(word) and w.head_kind(word) is None and not word.startswith("ال"):
            break
        if start in s.verbs:
            break
        end = phrase_end(s, start, stop, closed=True)
        rest = only_asides(s, end, stop)
        if not rest or not human_like(s, start, end) or not agrees(s, start, end, form, before=True):
            if best:
                break
            continue
        best = (start, _trim(s, start, end))
    return best


def only_asides(s: Sentence, i: int, stop: int) -> bool:
    """Whether between a subject and its verb only asides lie: brackets, a relative clause, adverbials."""
    w = s.words
    while i < stop:
        form = s.forms[i]
        if form == "(":
            i = max(bracket_end(s, i, stop), i + 1)
        elif (
            s.is_comma(i)
            or form in w.adverbs
            or form in w.times
            or form in DASHES
            or s.tokens[i].kind == TokenKind.NUMBER
        ):
            i += 1
        else:
            return form in w.relatives or form in w.prepositions or form in ("وهو", "وهي")
    return True


def _boundaries(s: Sentence, stop: int) -> list[int]:
    """Where the clause that ends at *stop* may begin, nearest first."""
    w = s.words
    out = []
    for k in range(stop - 1, max(s.start - 1, stop - REACH), -1):
        form = s.forms[k]
        if s.closes_quote(k) and s.partner[k] >= s.start:
            continue
        if s.is_comma(k):
            out.append(k + 1)
        elif (
            form in w.complementisers
            or form == ":"
            or (s.opens_quote(k) and s.partner[k] > stop)
            or form in "؛;"
            or form in DASHES
            or form.startswith("..")
        ) or (form in w.openers and form not in ("قد", "غير", "لا", "ما")):
            out.append(k + 1)
            return out
        elif (
            form[0] == "و"
            and len(form) > 3
            and s.tokens[k].kind == TokenKind.WORD
            and k > s.start
            and (w.head_kind(form[1:]) or (form[1:],) in w.names or form[1:].startswith("ال"))
        ):
            out.append(k)
        if k == s.start:
            out.append(k)
    return out


def _skip_openers(s: Sentence, b: int, stop: int) -> int:
    w = s.words
    while b < stop and (
        s.forms[b] in w.openers
        or s.forms[b] in w.adverbs
        or s.is_mark(b)
        or s.closes_quote(b)
        or (s.opens_quote(b) and s.partner[b] >= stop)
    ):
        b += 1
    return b


def _antecedent(s: Sentence, relative: int) -> Range | None:
    """The noun phrase that a relative pronoun at *relative* refers to."""
    end = relative
    while end > s.start and s.is_comma(end - 1):
        end -= 1
    best: Range | None = None
    for b in _boundaries(s, end):
        start = _skip_openers(s, b, end)
        nominal = start < end and is_nominal(s, start) and not s.words.is_verb(s.forms[start])
        if nominal and phrase_end(s, start, end, closed=True) == end and human_like(s, start, end):
            best = (start, end)
    if best is None:
        for start in range(max(s.start, end - 8), end):
            if is_nominal(s, start) and phrase_end(s, start, end, closed=True) == end and human_like(s, start, end):
                return start, end
    return best


def clause_subject(s: Sentence, before: int) -> Range | None:
    """The subject of the nearest finite verb to the left of token *before* («وعلق الوزير … قائلا»)."""
    w = s.words
    for k in range(before - 1, max(s.start - 1, before - REACH), -1):
        if s.tokens[k].kind != TokenKind.WORD:
            continue
        form = s.forms[k]
        if k in s.verbs or (w.is_verb(form) and w.head_kind(form) is None and not w.is_listed_name(form)):
            found = subject_after(s, k + 1, before, closed=False)
            if found and human_like(s, *found):
                return found
            start = k
            if k > s.start:
                for b in _boundaries(s, start):
                    first = _skip_openers(s, b, start)
                    if (
                        first < start
                        and is_nominal(s, first)
                        and phrase_end(s, first, start, closed=True) == start
                        and human_like(s, first, start)
                    ):
                        return first, start
    return None


def opening_subject(s: Sentence, before: int) -> Range | None:
    """The subject after the finite verb that opens the clause before token *before*; None where another clause lies
    between."""
    w = s.words
    clause = range(s.start, before)
    if any(s.forms[k] in w.complementisers or s.forms[k] == ":" or s.partner[k] >= 0 for k in clause):
        return None
    verb = next((k for k in clause if _finite(s, k) and s.forms[k - 1] not in w.relatives), before)
    words = [k for k in range(s.start, verb) if s.is_word(k)]
    if verb >= before or (words and not _adverbial(s, words[0])):
        return None
    return subject_after(s, verb + 1, before, closed=False)


def _finite(s: Sentence, k: int) -> bool:
    form = s.forms[k]
    if s.tokens[k].kind != TokenKind.WORD or s.words.head_kind(form) or s.words.is_listed_name(form):
        return False
    return k in s.verbs or s.words.is_verb(form)


def _adverbial(s: Sentence, k: int) -> bool:
    """Whether a sentence that begins at *k* has an adverbial before its verb."""
    w, form = s.words, s.forms[k]
    rest = form[1:] if form[0] in "وف" and len(form) > 2 else form
    return any(
        word in w.prepositions or word in w.openers or word in w.adverbs or word in w.times for word in (form, rest)
    )
