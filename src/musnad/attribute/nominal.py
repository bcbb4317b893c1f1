"""From nouns to acts: «تحذير المبعوث من أن …», «قوله إن …»."""

from musnad.attribute.acts import Act, Range
from musnad.attribute.candidates import Candidate
from musnad.attribute.complement import scan
from musnad.attribute.cue_index import Hit
from musnad.attribute.noun_phrase import is_nominal, phrase_end
from musnad.attribute.sentence import Sentence
from musnad.attribute.subject import human_like, only_asides


def noun_act(s: Sentence, c: Candidate, cues: frozenset[int]) -> Act | None:
    """The act of a masdar or noun at *c* («تحذير المبعوث من أن …», «قوله إن …»), or None."""
    hits = tuple(h for h in c.hits if h.form.part in ("masdar", "noun"))
    if not hits or any(h.form.definite for h in hits):
        return None
    after = c.at + 1
    if c.negated or (after < s.end and s.forms[after] in ("صحفي", "صحافي", "رسمي", "مقتضب", "مكتوب", "خاص", "متلفز")):
        return None
    source: Range | None = None
    hit = hits[0]
    start = after
    if hit.form.suffix:
        source = _quoted_from(s, c.at)
    else:
        placed = _noun_source(s, hit, after)
        if placed is None:
            return None
        source, start = placed
        if not human_like(s, *source):
            return None
    while start < s.end and s.is_word(start) and s.forms[start].startswith("ال") and hit.form.suffix:
        start += 1
    return _noun_content(s, c, hits, source, start, cues)


def _quoted_from(s: Sentence, i: int) -> Range | None:
    """The source between «عن» and a noun with its pronoun («نقلت عن مصادر قولها»)."""
    for k in range(i - 2, max(s.start - 1, i - 25), -1):
        if s.forms[k] in ("عن", "وعن") and is_nominal(s, k + 1):
            end = phrase_end(s, k + 1, i, closed=True)
            return (k + 1, end) if only_asides(s, end, i) and human_like(s, k + 1, end) else None
    return None


def _noun_source(s: Sentence, hit: Hit, after: int) -> tuple[Range, int] | None:
    w = s.words
    if after >= s.end:
        return None
    if s.forms[after] in w.nisba and hit.form.part in ("masdar", "noun"):
        return (after, after + 1), after + 1
    if s.forms[after] in ("من", "عن") and after + 1 < s.end and is_nominal(s, after + 1):
        end = phrase_end(s, after + 1, s.end)
        return ((after + 1, end), end) if end > after + 1 else None
    if not is_nominal(s, after):
        return None
    end = phrase_end(s, after, s.end)
    return ((after, end), end) if end > after else None


def _noun_content(
    s: Sentence, c: Candidate, hits: tuple[Hit, ...], source: Range | None, start: int, cues: frozenset[int]
) -> Act | None:
    found = scan(s, start, cues - {c.at})
    near = start + 8
    for hit in hits:
        frames = hit.entry.frames
        content = -1
        frame = ""
        quoted = -1
        clitic_or_word = [(n, k) for n, k in found.prepositions if k <= start + 2]
        if 0 <= found.that <= near and ("that" in frames or hit.entry.speech):
            content, frame = found.that + 1, "that"
        elif clitic_or_word:
            name, k = clitic_or_word[0]
            if name in frames or f"whom+{name}" in frames or (name == "ل" and ("object" in frames or "whom" in frames)):
                frame = name
                standing = len(s.forms[k]) <= 3 and s.forms[k] in (
                    "الي",
                    "عن",
                    "من",
                    "علي",
                    "حول",
                    "في",
                    "ب",
                    "ل",
                )
                content = k + 1 if standing else k
                if found.that == k + 1:
                    content = found.that + 1
        elif 0 <= found.speech <= start + 3 and hit.entry.speech:
            content, frame, quoted = found.speech + 1, "speech", found.quote
            if found.colon and content < s.end and s.opens_quote(content):
                quoted = s.partner[content]
                content += 1
        elif (
            "object" in frames
            and source is not None
            and start < s.end
            and s.forms[start].startswith("ال")
            and s.is_word(start)
        ) or ("object" in frames and hit.form.suffix and start < s.end and is_nominal(s, start) and s.is_word(start)):
            content, frame = start, "object"
        if content < 0 or content >= s.end:
            continue
        return Act((c.at, c.at + 1), hit.entry, hit.form, frame, source, (content, s.end), hit.entry.lemma,
                   quoted=quoted, conjunction=c.conjunction, inherits=source is None)  # fmt: skip
    return None
