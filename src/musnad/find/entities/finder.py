"""Mentions of a report, story by story: names and titles by the gazetteer, further names by the tagger; weapons and
events by their lexicon."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from musnad.find.entities.arms import find_arms
from musnad.find.entities.events import find_events
from musnad.find.entities.found import Found
from musnad.find.entities.gazetteer import Form, Gazetteer, load_gazetteer
from musnad.find.entities.identity import identify
from musnad.find.entities.nesting import nested
from musnad.find.entities.spelling import alike, joined, skeleton
from musnad.lexicons import read_table
from musnad.model import Span
from musnad.model.mention import Mention
from musnad.segment import Token, TokenKind


@dataclass(frozen=True, slots=True)
class Story:
    """Tokens *first* to *last* of a report that belong to one story."""

    number: int
    first: int
    last: int


def find_entities(
    text: str,
    tokens: Sequence[Token],
    labels: Sequence[str],
    stories: Sequence[Story],
    published: date | None,
    gazetteer: Gazetteer | None = None,
) -> tuple[Mention, ...]:
    """The mentions of a report in the order of the text, longer ones before those nested in them.

    *labels* are what the tagger of names tells of each token (``B-PER`` …); *gazetteer* serves instead of the packaged
    one. Linear in the number of tokens.
    """
    gazetteer = gazetteer or load_gazetteer()
    mentions: list[Mention] = []
    for story in stories:
        found = list(_scan(tokens, labels, story, gazetteer))
        arms = list(find_arms(text, tokens, story.first, story.last))
        events = list(find_events(text, tokens, labels, story.first, story.last, found))
        found, named = nested(found, arms, events)
        identify(found, tokens, labels, gazetteer, published, story.last)
        mentions += [_mention(f, text, tokens, story.number) for f in found]
        mentions += [replace(_mention(f, text, tokens, story.number), name=name) for f, name in named]
    return tuple(sorted(mentions, key=lambda m: (m.span.start, -m.span.end)))


def _mention(f: Found, text: str, tokens: Sequence[Token], story: int) -> Mention:
    span = Span(tokens[f.start].start + f.skip, tokens[f.end - 1].end)
    name = span.of(text)
    if f.fullest is not None:
        other = f.fullest
        name = text[tokens[other.start].start + other.skip : tokens[other.end - 1].end]
    return Mention(span, f.kind, name, f.entity, tuple(f.candidates), f.office, story)


def _scan(tokens: Sequence[Token], labels: Sequence[str], story: Story, gazetteer: Gazetteer) -> Iterator[Found]:
    """What the gazetteer finds, titles with what is nested in them, and the tagger's names where it finds nothing."""
    forms = [token.form for token in tokens[story.first : story.last]]
    base, size = story.first, len(forms)
    covered = 0
    titled = 0
    i = 0
    while i < size:
        if tokens[base + i].kind != TokenKind.WORD:
            i += 1
            continue
        hit = gazetteer.longest(forms, i, titles=i >= titled) if i >= covered else None
        # What the gazetteer knows at the start of the tagger's name is cut off it; the rest is a name by itself.
        run = _run(labels, base + i, story.last, rest=i in (covered, titled)) - base if i >= max(covered, titled) else i
        known = hit is not None and (hit[0].kind in ("title", "nationality") or len(hit[0].words) > 1)
        if run - i > (len(hit[0].words) if hit else 0) and not known:
            yield from _tagged(labels, forms, base, i, run, gazetteer)
            covered = run
        elif hit is not None and _counts(hit, labels, base + i, gazetteer):
            form, skip, options = hit
            if labels[base + i].endswith("PER"):
                form = next((o for o in options if o.kind == "person"), form)
            end = i + len(form.words)
            meant = [o.entity for o in options if o.kind == form.kind]
            yield Found(base + i, base + end, form.kind, form.way, meant, skip=skip)
            if form.kind == "title":
                titled = end  # names of states and bodies are nested in it
            else:
                covered = end
        i += 1


def _counts(hit: tuple[Form, int, list[Form]], labels: Sequence[str], i: int, gazetteer: Gazetteer) -> bool:
    """Whether a form found at token *i* is a mention here: common words need the tagger's word for it."""
    form, skip, _ = hit
    state = gazetteer.knowledge.states.get(form.entity)
    label = labels[i]
    if state is not None and state.homograph and len(form.words) == 1:
        return label.endswith(("LOC", "ORG"))
    if len(form.words) > 1 or form.way == "demonym":
        return True
    if label.endswith("PER") and form.kind != "person":
        return False
    # One word behind a clitic is as often another word («بسام» is no «ب» with «سام»).
    return not skip or label != "O" or form.words[0].startswith("ال") or form.kind == "state"


def _run(labels: Sequence[str], i: int, limit: int, *, rest: bool) -> int:
    """Index after the name that the tagger begins at token *i*, or of which the *rest* is there; *i* if neither."""
    if labels[i] == "O" or (labels[i].startswith("I-") and not rest):
        return i
    kind = labels[i][2:]
    end = i + 1
    while end < limit and labels[end] == "I-" + kind:
        end += 1
    return end


_KINDS = {"PER": "person", "ORG": "body", "LOC": "place"}


def _tagged(
    labels: Sequence[str], forms: Sequence[str], base: int, start: int, end: int, gazetteer: Gazetteer
) -> Iterator[Found]:
    kind = _KINDS[labels[base + start][2:]]
    entities: list[str] = []
    words = joined(forms[start:end])
    if kind == "person" and len(words) > 1:
        for name, entity in gazetteer.skeletons.get(skeleton(words), ()):
            if entity not in entities and alike(name, words):
                entities.append(entity)
    way, skip = "name" if entities else "tagged", _clitic(forms[start])
    yield Found(base + start, base + end, kind, way, entities, skip)  # type: ignore[arg-type]


def _clitic(form: str) -> int:
    """Letters of clitics before the first word of a name («للحركة»، «بالجزيرة»، «وسامي»)."""
    if form.startswith(("لل", "بال", "وال", "فال", "كال")):
        return 1
    vocabulary = read_table("vocabulary")
    return int(form[0] in "وبلف" and form not in vocabulary and "p" in vocabulary.get(form[1:], ""))
