"""From verbs to acts: a verb that finds its complement and someone who speaks becomes an act."""

from musnad.attribute.acts import Act, Range
from musnad.attribute.candidates import Candidate
from musnad.attribute.complement import Complement, bare_speech, choose, scan
from musnad.attribute.noun_phrase import is_nominal, phrase_end
from musnad.attribute.sentence import LONGEST_TERM, Sentence
from musnad.attribute.subject import (
    agrees,
    clause_subject,
    human_like,
    may_speak,
    skip_occasion,
    subject_after,
    subject_before,
)
from musnad.segment import TokenKind

_IN_IT = frozenset({"فيه", "فيها", "فيهما", "خلاله", "خلالها"})
OBJECT_STARTERS = frozenset({"ما", "اي", "ايه", "كل", "ذلك", "هذا", "هذه", "تلك", "عدم", "وجود", "مثل"})


def verb_act(s: Sentence, c: Candidate, cues: frozenset[int], has_speaker: bool) -> Act | None:
    """The act of a verb or participle at *c*, or None where it does not report here."""
    hits = tuple(h for h in c.hits if h.form.part in ("perfect", "imperfect", "participle"))
    if not hits:
        return None
    c = c._replace(hits=hits)
    participle = all(h.form.part == "participle" for h in hits)
    after = c.at + 1
    found = scan(s, after, cues - {c.at})
    before = subject_before(s, c) if not (participle and not hits[0].form.definite) else None
    complement = choose(s, c, found, before is not None)
    if complement is None:
        return _unmarked(s, c, before, found.end, has_speaker)
    hit = complement.hit
    if hit.form.suffix and c.at > s.start and s.forms[c.at - 1] in ("ما", "لما", "بما", "فيما", "مما", "عما"):
        return None
    if hit.form.definite and hit.entry.force != "condemn":
        return None
    if hit.form.definite and before is None:
        before = _noun_before(s, c.at)
        if before is None:
            return None
    act = Act(
        cue=(c.at, after),
        entry=hit.entry,
        form=hit.form,
        frame=complement.frame,
        source=None,
        content=(complement.content, s.end),
        lemma=hit.entry.lemma,
        quoted=complement.quoted,
        conjunction=c.conjunction,
        negated=c.negated,
    )
    if not _place(s, act, complement, before, participle, has_speaker):
        return None
    if hit.form.part != "masdar" and act.source is None and _said_in_it(s, after):
        act.source = clause_subject(s, c.at)
        act.inherits = act.source is None
    _unquote(s, act, cues)
    if act.content[0] >= s.end or not _reports(s, act, participle, has_speaker):
        return None
    return act


def _said_in_it(s: Sentence, i: int) -> bool:
    """Whether the cue is followed by «فيه»: then the subject is that of the verb before («أصدرت … بيانا قالت فيه»)."""
    return i < s.end and s.forms[i] in _IN_IT


def _unquote(s: Sentence, act: Act, cues: frozenset[int]) -> None:
    """A content that stands wholly in quotation marks begins and ends inside them."""
    start = act.content[0]
    if act.quoted >= 0 or not s.opens_quote(start):
        return
    close = s.partner[start]
    after = close + 1
    if close - start > LONGEST_TERM and (after >= s.end or s.is_mark(after) or after in cues):
        act.quoted = close
        act.content = (start + 1, s.end)


def _place(
    s: Sentence, act: Act, complement: Complement, before: Range | None, participle: bool, has_speaker: bool
) -> bool:
    """Settle which noun phrase after the cue is its subject and which begins the content."""
    after = act.cue[1]
    marker = complement.marker
    frame = act.frame
    personal = frame.startswith("whom") or frame == "object"
    if act.form and act.form.suffix and frame in ("object", "whom"):
        return False
    if not personal and frame not in ("that", "speech") and act.entry and "object" in act.entry.frames:
        start = _object_start(s, act, marker, before, participle)
        if start is not None:
            act.frame = frame = "object"
            complement = complement._replace(frame="object", marker=marker)
            if before is None and not participle and start > after:
                act.source = subject_after(s, after, start, closed=True)
            else:
                act.source = before
            act.inherits = act.source is None
            act.content = (start, s.end)
            return True
    if not personal:
        if participle or (before and not _speaks_after(s, act, marker)):
            act.source = before
            act.inherits = before is None
        else:
            to_whom = act.entry is not None and "to-whom" in act.entry.frames
            act.source = subject_after(s, after, marker, closed=not to_whom)
            if act.source and "to-whom" in (act.entry.frames if act.entry else ()) and before:
                act.source = before
            if act.source is None:
                act.source = before
        return True
    return _place_object(s, act, complement, before, participle, has_speaker)


def _object_start(s: Sentence, act: Act, marker: int, before: Range | None, participle: bool) -> int | None:
    """Where a direct object begins that stands before the preposition at *marker* («أكد ضرورة الحفاظ على»)."""
    start = skip_occasion(s, act.cue[1], marker)
    if start >= marker or not is_nominal(s, start):
        return None
    if participle or before or not human_like(s, start, marker):
        return start if not s.words.is_name(s.forms[start]) or participle else None
    subject = subject_after(s, start, marker, closed=False)
    if subject is None:
        return None
    rest = skip_occasion(s, subject[1], marker)
    if rest >= marker or not is_nominal(s, rest) or s.forms[rest].startswith("ال") or s.words.is_name(s.forms[rest]):
        return None
    return rest


def _speaks_after(s: Sentence, act: Act, marker: int) -> bool:
    """Whether after the cue stands a subject of its own, so that what precedes it is not one."""
    source = subject_after(s, act.cue[1], marker, closed=True)
    return bool(
        source
        and act.form
        and source[0] == act.cue[1]
        and human_like(s, *source)
        and agrees(s, *source, act.form, before=False)
        and not (act.entry and "to-whom" in act.entry.frames)
    )


def _place_object(
    s: Sentence, act: Act, complement: Complement, before: Range | None, participle: bool, has_speaker: bool
) -> bool:
    after = act.cue[1]
    limit = complement.marker if "+" in act.frame else min(complement.marker, s.end)
    start = skip_occasion(s, after, limit)
    if act.form and act.form.suffix:
        # «وحذره من»: the pronoun is the person spoken to
        act.source = before or (None if participle else subject_after(s, after, limit, closed="+" in act.frame))
        act.content = (complement.content, s.end)
        act.inherits = act.source is None
        return True
    if participle or before:
        act.source = before
        act.inherits = before is None
        act.content = (start, s.end)
        return start < s.end and (is_nominal(s, start) or s.forms[start] in OBJECT_STARTERS)
    subject = subject_after(s, start, limit, closed=False)
    if subject is None:
        act.inherits = True
        act.content = (start, s.end)
        return (
            has_speaker
            and start < s.end
            and (
                s.forms[start] in OBJECT_STARTERS or s.opens_quote(start) or ("+" in act.frame and is_nominal(s, start))
            )
        )
    if s.is_accusative(subject[0]):
        act.inherits = True
        act.content = (subject[0], s.end)
        return has_speaker
    rest = skip_occasion(s, subject[1], limit)
    suits = (
        human_like(s, *subject)
        and not s.is_accusative(subject[0])
        and act.form is not None
        and agrees(s, *subject, act.form, before=False)
    )
    object_follows = rest < limit and (is_nominal(s, rest) or s.forms[rest] in OBJECT_STARTERS)
    if suits and object_follows:
        act.source = subject
        act.content = (rest, s.end)
        return True
    if suits and "+" in act.frame and complement.frame.split("+")[1] in (act.entry.frames if act.entry else ()):
        act.source = subject
        act.content = (complement.content, s.end)
        return True
    if suits and "+" in act.frame and not has_speaker:
        act.source = subject
        act.content = (complement.content, s.end)
        return True
    if not has_speaker:
        if suits and "+" in act.frame:
            act.source = subject
            act.content = (complement.content, s.end)
            return True
        return False
    act.inherits = True
    act.content = (subject[0], s.end)
    return True


def _reports(s: Sentence, act: Act, participle: bool, has_speaker: bool) -> bool:
    """Whether cue, source and complement together are an act of reporting."""
    entry = act.entry
    assert entry is not None
    strong = act.frame in ("that", "speech") or entry.speech
    if act.source is None and not participle and not _may_drop(s, act):
        return False
    if act.source is not None:
        if human_like(s, *act.source):
            return True
        return strong and may_speak(s, act.source, act.lemma)
    if not strong and not has_speaker:
        return False
    if act.inherits or act.source is None:
        return has_speaker or act.frame in ("that", "speech")
    return True


def _may_drop(s: Sentence, act: Act) -> bool:
    """Whether a verb without a subject stands where news prose drops one: at the head of a clause."""
    i = act.cue[0]
    if act.conjunction or (act.form is not None and act.form.number in ("p", "d")):
        return True
    k = i - 1
    while k >= s.start and (s.forms[k] in _PARTICLES or s.forms[k] in s.words.adverbs):
        k -= 1
    if k < s.start:
        return True
    before = s.forms[k]
    if s.is_comma(k) or s.closes_quote(k) or s.is_mark(k):
        return act.form is None or act.form.part == "perfect" or (act.entry is not None and act.entry.speech)
    return before in _CLAUSE_HEADS or (before in s.words.complementisers and before not in ("ان", "بان", "وان"))


_PARTICLES = frozenset({"قد", "وقد", "فقد", "كان", "كانت", "كانوا", "لم", "لا", "لن", "سوف", "ولم", "ولا"})
_CLAUSE_HEADS = frozenset(
    {
        "كما",
        "حيث",
        "فيما",
        "بينما",
        "حين",
        "لكن",
        "ولكن",
        "ثم",
        "وفيما",
        "لكنه",
        "لكنها",
        "ولكنه",
        "ولكنها",
        "وهو",
        "وهي",
        "اذ",
        "عندما",
        "بعدما",
    }
)


def _noun_before(s: Sentence, i: int) -> Range | None:
    """The noun phrase before a participle with article («موقف السلطة الرافض»)."""
    for start in range(i - 1, max(s.start - 1, i - 6), -1):
        if s.tokens[start].kind != TokenKind.WORD or s.is_mark(start):
            break
        if is_nominal(s, start) and human_like(s, start, i) and phrase_end(s, start, i) == i:
            return start, i
    return None


def _unmarked(s: Sentence, c: Candidate, before: Range | None, end: int, has_speaker: bool) -> Act | None:
    """Speech without a mark: after its cue in the first person, or in quotation marks before it."""
    hit = next((h for h in c.hits if h.entry.speech and "speech" in h.entry.frames), None)
    if hit is None or hit.form.part == "participle":
        return None
    after = c.at + 1
    act = Act((c.at, after), hit.entry, hit.form, "speech", before, (0, 0), hit.entry.lemma,
              conjunction=c.conjunction, negated=c.negated)  # fmt: skip
    start = bare_speech(s, after)
    if start >= 0:
        if act.source is None:
            act.source = subject_after(s, after, start, closed=True)
        act.content = (start, s.end)
        return act
    quoted = _quotation_before(s, c.at)
    if quoted is None or c.conjunction:
        return None
    source = subject_after(s, after, end, closed=False)
    if source is None or not human_like(s, *source):
        return None
    act.source = source
    act.content = quoted
    act.quoted = quoted[1]
    act.postposed = True
    return act


def _quotation_before(s: Sentence, i: int) -> Range | None:
    k = i - 1
    while k > s.start and (s.is_comma(k) or s.forms[k] in ("كما", "هكذا") or (s.is_mark(k) and not s.closes_quote(k))):
        k -= 1
    if k > s.start and s.closes_quote(k) and s.partner[k] >= s.start and k - s.partner[k] > 3:
        return s.partner[k] + 1, k
    if i - 1 > s.start and s.forms[i - 1] in ("؟", "!"):
        return s.start, i - 1
    return None
