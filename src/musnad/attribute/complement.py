"""What hangs on a cue: the frame it takes here, and where its content begins."""

from collections.abc import Set
from typing import NamedTuple

from musnad.attribute.candidates import Candidate
from musnad.attribute.cue_index import Hit
from musnad.attribute.noun_phrase import LONGEST_QUOTED_NAME, bracket_end, is_clitic, is_nominal, phrase_end
from musnad.attribute.sentence import Sentence
from musnad.segment import TokenKind

# How far from its cue a content may begin, in words: long titles and adverbials lie between.
WINDOW = 45
_SPEECH_STARTERS = frozenset(
    {"كيف", "هل", "لماذا", "متي", "اين", "من", "ماذا", "نعم", "لا", "لقد", "نحن", "انا", "اننا", "ليس"}
)
_STANDING_PREPOSITIONS = {"الي": "الي", "عن": "عن", "من": "من", "علي": "علي", "حول": "حول", "في": "في", "ب": "ب",
                          "ل": "ل",
                          "بشان": "حول", "ازاء": "حول"}  # fmt: skip


class Complement(NamedTuple):
    """A frame found after a cue.

    *marker* is the token before which subject and adverbials lie; *content* the first token of the
    content; *quoted* the mark that closes it, -1 for none.
    """

    hit: Hit
    frame: str
    marker: int
    content: int
    quoted: int = -1


class Scan(NamedTuple):
    """What stands in the window after a cue, in the order of the text."""

    that: int
    speech: int
    quote: int
    colon: bool
    prepositions: tuple[tuple[str, int], ...]
    end: int


def scan(s: Sentence, start: int, cues: Set[int], *, noun: bool = False) -> Scan:
    """Look from token *start* for the marks by which a content may begin.

    Stops at another cue (*cues*), at a clause of the outlet's own, or after ``WINDOW`` words. A
    relative clause is passed over: what it contains hangs on its own verb.
    """
    w = s.words
    that = speech = quote = -1
    colon = False
    prepositions: list[tuple[str, int]] = []
    relative = False
    commas = 0
    k = start
    limit = min(s.end, start + WINDOW)
    while k < limit:
        token = s.tokens[k]
        form = token.form
        if token.kind == TokenKind.QUOTE:
            close = s.partner[k]
            if close > k:
                if _is_name(s, k, close):
                    k = close + 1
                    continue
                speech, quote = k, close
                break
            if close >= 0:
                break
        elif form == ":":
            speech, colon = k, True
            break
        elif form == "(":
            k = max(bracket_end(s, k, s.end), k + 1)
            continue
        elif form in "؛;" or form.startswith("..") or form in "؟!?":
            break
        elif s.is_comma(k):
            commas += 1
            relative = False
        elif token.kind == TokenKind.WORD:
            if form in w.complementisers and not (relative and form[0] == "و"):
                if relative and k > start and (s.forms[k - 1] in w.relatives):
                    pass
                else:
                    that = k
                    break
            elif (
                form[0] == "و"
                and k > start
                and not relative
                and w.is_verb(form)
                and form not in w.vocabulary
                and k not in cues
            ):
                break
            elif form in w.relatives:
                relative = True
            elif k in cues and not relative:
                break
            elif form in w.openers and k > start and form not in ("قد", "ما", "غير", "لا", "كان", "كانت", "الا", "لم"):
                if form not in ("وهو", "وهي", "وهم"):
                    break
            elif not relative or not prepositions:
                name = _preposition(s, k)
                if name:
                    prepositions.append((name, k))
        k += 1
    return Scan(that, speech, quote, colon, tuple(prepositions), k)


def _is_name(s: Sentence, k: int, close: int) -> bool:
    """Whether the quotation at *k* is a name within a noun phrase and not what was said."""
    if close - k - 1 > LONGEST_QUOTED_NAME or close + 1 >= s.end:
        return False
    inside = s.forms[k + 1]
    if s.words.is_verb(inside) or inside in s.words.complementisers:
        return False
    after = s.forms[close + 1]
    if after in (".", "؟", "!", ":"):
        return after == ":"
    return True


def _preposition(s: Sentence, k: int) -> str:
    form = s.forms[k]
    if form in ("بما", "لما", "بمن", "لمن"):
        return form[0]
    standing = _STANDING_PREPOSITIONS.get(form)
    if standing:
        return standing
    if len(form) > 3 and form[0] in "بل" and is_clitic(s, k):
        return form[0]
    return ""


def choose(s: Sentence, c: Candidate, found: Scan, subject_before: bool) -> Complement | None:
    """The best frame that the lexicon grants this cue among what was found after it."""
    best: Complement | None = None
    best_rank = 99
    for hit in c.hits:
        for rank, complement in _fits(s, c, hit, found, subject_before):
            if rank < best_rank:
                best, best_rank = complement, rank
    return best


def _fits(s: Sentence, c: Candidate, hit: Hit, found: Scan, subject_before: bool) -> list[tuple[int, Complement]]:
    frames = hit.entry.frames
    out: list[tuple[int, Complement]] = []
    after = c.at + 1
    # P + أن: «أشار إلى أن», also the plain preposition with a noun.
    for name, k in found.prepositions:
        whom = f"whom+{name}" in frames
        if name not in frames and not whom:
            continue
        if found.that == k + 1:
            start = k + 1
            if whom and name not in frames:
                out.append((1, Complement(hit, f"whom+{name}", k, start)))
            else:
                out.append((0, Complement(hit, name, k, found.that + 1)))
            break
        content = (
            k if len(s.forms[k]) > 2 and s.forms[k][0] in "بل" and s.forms[k] not in _STANDING_PREPOSITIONS else k + 1
        )
        if content >= s.end:
            continue
        adverbial = k != after and not _object_of_cue(name, frames, s, k)
        frame = f"whom+{name}" if whom and (name not in frames or k != after) else name
        out.append((4 if adverbial else 1, Complement(hit, frame, k, content)))
        break
    if found.that >= 0:
        if "that" in frames:
            out.append((1 if found.that == after else 2, Complement(hit, "that", found.that, found.that + 1)))
        elif "whom+ان" in frames:
            out.append((2, Complement(hit, "whom+ان", found.that, found.that + 1)))
        elif "to-whom" in frames or hit.entry.speech:
            out.append((3, Complement(hit, "that", found.that, found.that + 1)))
    if found.speech >= 0 and ("speech" in frames or hit.entry.speech or "that" in frames):
        out.append(_speech(s, hit, found))
    elif found.quote >= 0 and ("object" in frames or "whom" in frames):
        out.append((3, Complement(hit, "object", found.speech, found.speech)))
    if "object" in frames or "whom" in frames:
        frame = "object" if "object" in frames else "whom"
        out.append((5, Complement(hit, frame, found.end, after)))
    return out


def _object_of_cue(name: str, frames: frozenset[str], s: Sentence, k: int) -> bool:
    """Whether a preposition away from its cue is rather its complement than an adverbial.

    «في», «من» and «ل» most often open adverbials and addressees, «إلى», «على», «ب» and «عن» complements.
    """
    if name in ("في", "ل"):
        return False
    following = s.forms[k + 1] if k + 1 < s.end else ""
    if following in s.words.times or following in s.words.media:
        return False
    named = (following,) in s.words.names or following in s.words.capitals
    return not (name == "من" and named)


def _speech(s: Sentence, hit: Hit, found: Scan) -> tuple[int, Complement]:
    start = found.speech + 1
    quoted = found.quote
    if found.colon:
        if start < s.end and s.opens_quote(start):
            quoted = s.partner[start]
            start += 1
        elif start < s.end and s.forms[start] in s.words.complementisers:
            start += 1
            if start < s.end and s.opens_quote(start):
                quoted = s.partner[start]
                start += 1
    return 2, Complement(hit, "speech", found.speech, start, quoted)


def bare_speech(s: Sentence, start: int) -> int:
    """Start of speech that follows its cue without any mark («قال نحن …»), -1 if none seems to."""
    end = phrase_end(s, start, s.end) if is_nominal(s, start) else start
    if end >= s.end:
        return -1
    form = s.forms[end]
    first_person = form[0] in "نا" and len(form) > 3 and s.words.is_verb(form) and form[0] == "ن"
    if (form in _SPEECH_STARTERS and form not in ("من", "لا")) or first_person:
        return end
    return -1
