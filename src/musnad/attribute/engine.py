"""Read one report sentence by sentence: cues, acts, extents, chains, speakers, force."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from musnad.attribute.acts import Act
from musnad.attribute.cue_index import CueIndex, load_index
from musnad.attribute.echoes import drop_echoes, join_light
from musnad.attribute.extents import RELAYS, confine, parents
from musnad.attribute.features import word_features
from musnad.attribute.force_reader import Stated, stated
from musnad.attribute.judge import accept
from musnad.attribute.labels import told_kind
from musnad.attribute.models import Models, load_models
from musnad.attribute.noun_phrase import is_nominal, phrase_end
from musnad.attribute.passages import Layers, Passage, passages
from musnad.attribute.proposals import Proposal, propose
from musnad.attribute.relays import nest_relays
from musnad.attribute.sentence import Sentence
from musnad.attribute.source_phrase import Speaker, read_source
from musnad.attribute.spans import cue_of, respan
from musnad.attribute.speakers import Cast
from musnad.attribute.subject import agrees, names_speaker, opening_subject
from musnad.attribute.tagger import Cue
from musnad.attribute.told_source import take_name
from musnad.encode import Encoded
from musnad.model import Attribution, Block, Force, Narration, Quote, Settings, Span
from musnad.segment import Token, TokenKind

# Cues that are tagged at a time: the network reads many sentences as fast as one, and memory stays flat.
TOGETHER = 64


def attribute(
    text: str,
    tokens: list[Token],
    partner: Sequence[int],
    blocks: Sequence[tuple[Block, int, int]],
    settings: Settings,
    layers: Layers,
) -> tuple[tuple[Attribution, ...], tuple[Narration, ...]]:
    """All attributions of a report and the sentences that belong to none.

    *blocks* are the report's blocks with their token ranges. Headlines and bodies are read; the rest is
    left alone.
    """
    index, models = load_index(), load_models()
    narration: list[Narration] = []
    pending: list[tuple[Attribution, Speaker | None]] = []
    forces: list[Force] = []
    waiting: list[Stated] = []
    vectors = layers.vectors or Encoded(tokens)
    walk = passages(text, tokens, partner, blocks, settings, layers)
    for passage, acts in _read(walk, index, models, vectors):
        if not acts:
            narration += _narrate(passage.sentence, passage.story)
            continue
        for attribution, speaker, seen in _label(passage, acts, len(pending), models, vectors):
            pending.append((attribution, speaker))
            waiting.append(seen)
        if len(waiting) >= TOGETHER:
            forces += models.force.forces(waiting)
            waiting = []
    forces += models.force.forces(waiting)
    found = [_finish(a, speaker, force) for (a, speaker), force in zip(pending, forces, strict=True)]
    return tuple(_renumber(found)), tuple(narration)


def _read(
    walk: Iterable[Passage], index: CueIndex, models: Models, vectors: Encoded
) -> Iterator[tuple[Passage, list[Act]]]:
    """Each passage with its acts, whose spans are settled, in the order of their cues."""
    speaking: set[int] = set()
    waiting: list[tuple[Passage, list[Proposal], list[Cue]]] = []
    for passage in walk:
        has_speaker = passage.story in speaking
        s, proposals = propose(passage.sentence, index, has_speaker)
        accepted: list[Proposal] = []
        cues: list[Cue] = []
        if proposals:
            views, sentence = word_features(s), vectors.vectors(s.start, s.end)
            accepted = accept(s, views, proposals, has_speaker, sentence, models.cues)
        if accepted:
            speaking.add(passage.story)
            cues = [cue_of(s, views, accepted, p, sentence) for p in accepted]
        waiting.append((passage._replace(sentence=s), accepted, cues))
        if sum(len(each) for _, _, each in waiting) >= TOGETHER:
            yield from _tagged(waiting, models)
            waiting = []
    yield from _tagged(waiting, models)


def _tagged(
    waiting: list[tuple[Passage, list[Proposal], list[Cue]]], models: Models
) -> Iterator[tuple[Passage, list[Act]]]:
    labels = iter(models.spans.tag([cue for _, _, cues in waiting for cue in cues]))
    for passage, accepted, _ in waiting:
        s = passage.sentence
        acts = [act for p in accepted if (act := respan(s, p, next(labels))) is not None]
        yield passage, drop_echoes(s, join_light(s, sorted(acts, key=lambda a: a.cue[0])))


def _label(
    passage: Passage, acts: list[Act], offset: int, models: Models, vectors: Encoded
) -> Iterator[tuple[Attribution, Speaker | None, Stated]]:
    """The attributions of a sentence, whose force is still to be told from what is seen of each."""
    s, cast = passage.sentence, passage.cast
    up = parents(acts)
    nest_relays(s, acts, up)
    confine(acts, up)
    speakers: list[Speaker | None] = [None] * len(acts)
    order = sorted(range(len(acts)), key=lambda i: acts[i].left)
    readings = [read_source(s, act.source) if act.source else None for act in acts]
    for i in order:
        speakers[i] = _speaker(s, acts, up, speakers, i, cast)
        source, reading, speaker = acts[i].source, readings[i], speakers[i]
        if source is not None and reading is not None and speaker is not None and not speaker.shown_kind:
            speaker.shown_kind = told_kind(s, source, reading, models)
    own = vectors.own(s.start, s.end)
    for i, act in enumerate(acts):
        parent, reading = up[i], readings[i]
        yield (
            Attribution(
                id=offset + i + 1,
                cue=_span(s, act.cue),
                source=_span(s, act.source) if act.source else None,
                content=_span(s, act.content),
                parent=None if parent is None else offset + parent + 1,
                speaker=None,
                kind="anonymous",
                force="assert",
                quote=_quote(s, act),
                lemma=act.lemma,
                story=passage.story,
            ),
            speakers[i],
            stated(s, act, reading.kind if reading else "none", own),
        )


def _speaker(
    s: Sentence, acts: list[Act], up: list[int | None], speakers: list[Speaker | None], i: int, cast: Cast
) -> Speaker | None:
    act = acts[i]
    if act.source is not None:
        named = cast.identify(s, act.source, act)
        relayed = up[i] is not None and acts[up[i] or 0].lemma in RELAYS
        top = (up[i] is None or relayed) and act.lemma not in RELAYS and act.frame != "fixed" and not _is_bare_noun(act)
        cast.speak(named, act.cue[0], top=top)
        return named
    # An earlier act of the same level in this sentence, then the one it lies in for a masdar's pronoun.
    nearest: Speaker | None = None
    for k in sorted(range(len(acts)), key=lambda k: -acts[k].left):
        earlier = acts[k].left < act.left and up[k] == up[i] and speakers[k] is not None
        if earlier and not (acts[k].frame == "fixed" and acts[k].postposed) and not _is_bare_noun(acts[k]):
            nearest = speakers[k]
            break
    if nearest is not None:
        cast.speak(nearest, act.cue[0], top=up[i] is None)
        return nearest
    avoid: frozenset[int] = frozenset()
    joined = _joined_subject(s, act) if up[i] is None else None
    if joined is not None:
        act.source, act.inherits = joined, False
        take_name(s, act)
        named = cast.identify(s, act.source, act)
        cast.speak(named, act.cue[0], top=True)
        return named
    embedded = _embedded_subject(s, acts, up[i], act)
    if embedded is not None:
        return cast.identify(s, embedded, act)
    if up[i] is not None:
        outer = speakers[up[i] or 0]
        if outer is not None and act.form is not None and act.form.part not in ("masdar", "noun"):
            avoid = frozenset({id(outer)})
    found = cast.recall(act, avoid=avoid)
    if found is not None and up[i] is None:
        cast.speak(found, act.cue[0], top=True)
    return found


def _is_bare_noun(act: Act) -> bool:
    return act.form is not None and act.form.part in ("masdar", "noun") and not act.form.suffix


def _embedded_subject(s: Sentence, acts: list[Act], parent: int | None, act: Act) -> tuple[int, int] | None:
    """The subject of the clause that an act without one continues («… أن الوفد غادر وقال إن …»)."""
    if parent is None or act.form is None or act.form.part in ("masdar", "noun"):
        return None
    start = acts[parent].content[0]
    if start >= act.cue[0] or not is_nominal(s, start):
        return None
    end = phrase_end(s, start, act.cue[0])
    if end > start and names_speaker(s, start, end) and agrees(s, start, end, act.form, before=True):
        return start, end
    return None


def _joined_subject(s: Sentence, act: Act) -> tuple[int, int] | None:
    """The subject of the verb that opens the sentence, to which «و» joins an act («التقى الوزير نظيره وقال …»)."""
    if not act.conjunction or act.form is None or act.form.part not in ("perfect", "imperfect"):
        return None
    found = opening_subject(s, act.cue[0])
    if found is None or not names_speaker(s, *found) or not agrees(s, *found, act.form, before=False):
        return None
    return found


def _span(s: Sentence, tokens: tuple[int, int]) -> Span:
    return Span(s.tokens[tokens[0]].start, s.tokens[tokens[1] - 1].end)


def _quote(s: Sentence, act: Act) -> Quote:
    start, end = act.content
    if act.quoted >= 0 and end >= act.quoted:
        return "direct"
    if s.opens_quote(start) and s.partner[start] == end - 1:
        return "direct"
    if any(start <= k < s.partner[k] <= end and s.partner[k] - k > 2 for k in range(start, end)):
        return "mixed"
    if act.frame == "colon" or (start > s.start and s.forms[start - 1] == ":"):
        return "direct"
    return "indirect"


def _narrate(s: Sentence, story: int) -> Iterable[Narration]:
    start, end = s.start, s.end
    while start < end and s.tokens[start].kind == TokenKind.BREAK:
        start += 1
    while end > start and s.tokens[end - 1].kind == TokenKind.BREAK:
        end -= 1
    if end > start and any(s.tokens[k].kind in (TokenKind.WORD, TokenKind.NUMBER) for k in range(start, end)):
        yield Narration(Span(s.tokens[start].start, s.tokens[end - 1].end), story)


def _finish(a: Attribution, speaker: Speaker | None, force: Force) -> Attribution:
    if speaker is None:
        return replace(a, force=force)
    # A name that the story gives later, or elsewhere, makes a person of a description.
    kind = "person" if speaker.named and speaker.kind == "person" else speaker.shown_kind or speaker.kind
    return replace(a, speaker=speaker.name or None, kind=kind, entity=speaker.entity, force=force)


def _renumber(attributions: list[Attribution]) -> list[Attribution]:
    ordered = sorted(attributions, key=lambda a: (a.cue, a.content))
    number = {a.id: n for n, a in enumerate(ordered, 1)}
    return [replace(a, id=number[a.id], parent=None if a.parent is None else number[a.parent]) for a in ordered]
