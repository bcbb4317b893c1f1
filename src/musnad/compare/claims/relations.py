"""From the statements of a claim: relations, origins, travel, figures, labels. All linear in their number."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise

from musnad.compare.claims.bonds import MARK, Bond, bond_in
from musnad.compare.claims.claim import Claim, Origin, Relation, RelationKind, Rung, Step
from musnad.compare.claims.same import content_of, same_speaker
from musnad.compare.claims.within import differ
from musnad.compare.names import is_name, state_stems
from musnad.compare.stances.align import align
from musnad.compare.stances.lexicon import load_lexicon, opposed
from musnad.compare.words import Word, as_written, spellings, words_of
from musnad.find.numbers import find_figures
from musnad.ledger import Statement
from musnad.lexicons.load import read_words, read_yaml
from musnad.model import Figure
from musnad.normalise import fold_key

# Runs of two words that a copy shares with what it copies, and the words from which that means anything.
_COPIED, _LEAST_COPIED = 0.8, 6
# Words at the beginning of a content in which a negation turns the whole.
_OPENING = 2
# Words that each of two statements may have alone where opposites among them are about one thing.
_ALONE = 5
# Words at the beginning of a content in which «may have» is said of the whole.
_HEDGED = 6
# Figures read of a statement; a table of them is no claim.
_MOST_FIGURES = 12


class _Read:
    """A statement with what is compared of it, each read once."""

    def __init__(self, statement: Statement) -> None:
        self.statement = statement
        self.content = content_of(statement.content)
        found = find_figures(statement.content[:2_000])
        self.figures = [figure for figure in found if not figure.implied][:_MOST_FIGURES]
        self.runs = set(pairwise(word.form for word in self.content))
        self.speaker = fold_key(statement.attribution.speaker or "")
        words = words_of(statement.content[:2_000])
        lexicon, cue = load_lexicon(), words_of(statement.cue)
        self.negates = lexicon.count("negation", words) > 0
        opening = words[:_OPENING]
        lasting = read_words("stance", "lasting")
        # The word that is negated may stand one further.
        self.opens = lexicon.count("negation", opening) > 0 and not any(
            w.form in lasting for w in words[: _OPENING + 1]
        )
        named = lexicon.count("denial", cue) + lexicon.count("turns", cue) > 0
        self.by_cue = named and statement.attribution.force == "deny"

    @property
    def id(self) -> str:
        return self.statement.id


def _opposite(now: _Read, before: _Read, same: bool) -> _Read | None:
    """Which of two statements denies the other. By its cue, unless the other negates the same; between two speakers
    also by a negation at the head of one while the other has none."""
    if now.by_cue != before.by_cue:
        denying, other = (now, before) if now.by_cue else (before, now)
        return None if other.opens or denying.opens else denying
    if not same and now.opens != before.opens:
        denying, other = (now, before) if now.opens else (before, now)
        return None if other.negates else denying
    return None


def build(
    id_: str, statements: Sequence[Statement], anchors: Mapping[str, str], reasons: Mapping[str, tuple[str, ...]]
) -> Claim:
    """The claim of *statements*, which come in the order of adding.

    *anchors*: id of a statement → id of the earlier one by which it came in.
    *reasons*: id of a statement → why it came in.
    """
    inner = _innermost(statements)
    # A stable sort: statements of a day stand in the order of adding.
    ordered = sorted(inner, key=lambda s: (s.report.published is None, str(s.report.published)))
    read = [_Read(s) for s in ordered]
    place = {r.id: i for i, r in enumerate(read)}
    relations, travel = [], []
    told: _Read | None = None
    for i, now in enumerate(read):
        at = place.get(anchors.get(now.id, ""), i - 1)
        bond = bond_in(next(iter(reasons.get(now.id, ())), ""))
        if at > i and not bond:
            at = i - 1
        before = read[at] if at >= 0 else None
        if before and before.by_cue and not now.by_cue and not bond:
            # What is told again after a denial is compared with what was told before, not with the denial; and what
            # that one denies is not compared with it again.
            before = told or (None if anchors.get(before.id) == now.id else before)
        told = told if now.by_cue else now
        if before:
            relations.append(_relation(now, before, reasons.get(now.id, ()), bond))
        travel.append(_step(now, before))
    ladder = _ladder(read)
    return Claim(id_, tuple(ordered), tuple(relations), _origins(read), tuple(travel), ladder, _labels(ordered))


def _innermost(statements: Sequence[Statement]) -> list[Statement]:
    around = {link.id for s in statements for link in s.chain[:-1]}
    return [s for s in statements if s.id not in around]


def _relation(now: _Read, before: _Read, reasons: tuple[str, ...], bond: tuple[Bond, str] | None) -> Relation:
    reasons = tuple(reason for reason in reasons if not reason.startswith(MARK))
    if bond:
        return Relation(bond[0], now.id, before.id, (bond[1], "in one report"))
    same = same_speaker(now.speaker, before.speaker)
    kind, evidence = _kind(now, before, same)
    spelt = spellings(now.statement.content, before.statement.content)
    return Relation(kind, now.id, before.id, tuple(as_written(each, spelt) for each in (*evidence, *reasons)))


def _kind(now: _Read, before: _Read, same: bool) -> tuple[RelationKind, tuple[str, ...]]:
    if denying := _opposite(now, before, same):
        told = denying.statement.cue if denying.by_cue else " ".join(denying.statement.content.split()[:_OPENING])
        return ("retracts" if same else "denies"), (f"denial: {told}",)
    aligned = align(now.content, before.content)
    mine, theirs = [now.content[i] for i in aligned.first], [before.content[j] for j in aligned.second]
    for figure in now.figures:
        for other in before.figures:
            if differ(figure, other) and not _met(figure, before.figures) and not _met(other, now.figures):
                told = f"{figure.span.of(now.statement.content)} for {other.span.of(before.statement.content)}"
                return ("revises" if same else "differs in figure"), (told,)
    against, _ = opposed(load_lexicon().poles(mine), load_lexicon().poles(theirs))
    if against and not same and max(len(mine), len(theirs)) <= _ALONE:
        return "denies", (f"opposites: {_pole(mine, against[0])} / {_pole(theirs, against[0])}",)
    accusing = now.statement.attribution.force == before.statement.attribution.force == "accuse"
    blamed = _sides_in(mine, accusing), _sides_in(theirs, accusing)
    if not same and all(blamed) and not set(blamed[0]) & set(blamed[1]):
        return "blames another", (f"{blamed[0][0]} for {blamed[1][0]}",)
    shorter = min(len(now.runs), len(before.runs))
    elsewhere = now.statement.report.id != before.statement.report.id
    if elsewhere and shorter >= _LEAST_COPIED and len(now.runs & before.runs) >= _COPIED * shorter:
        return "copies", ("the same words",)
    return ("repeats", ("same speaker",)) if same else ("supports", ("another speaker",))


def _sides_in(words: Sequence[Word], accusing: bool) -> list[str]:
    """Who may be blamed among the words that one statement has alone: of an accusation any name, a place's too; else
    a state or a side, and only where nothing is told besides."""
    sides = _side_stems()
    found = [w.form for w in words if w.stem in sides or w.stem in state_stems() or (accusing and is_name(w))]
    return found if accusing or len(found) == len(words) else []


@cache
def _side_stems() -> frozenset[str]:
    groups = read_yaml("side_labels")["groups"]
    return frozenset(word_stem(w) for group in ("government", "fighters") for ws in groups[group].values() for w in ws)


def _met(figure: Figure, others: Sequence[Figure]) -> bool:
    """Whether one of *others* counts the same and does not contradict."""
    alike = [f for f in others if (f.counted, f.status) == (figure.counted, figure.status)]
    return any(not differ(figure, f) and _order(figure) == _order(f) for f in alike)


def _order(figure: Figure) -> int:
    return len(str(int(figure.number.value or figure.low or figure.high or 0)))


def _pole(words: Sequence[Word], pair: int) -> str:
    lexicon = load_lexicon()
    return next((w.form for w in words if any(n == pair for n, _ in lexicon.poles_of(w))), "")


def _origins(read: Sequence[_Read]) -> tuple[Origin, ...]:
    """First known sources: from the innermost link outwards; names that share their words are one."""
    named: list[tuple[str, str, list[str]]] = []
    by_word: dict[str, int] = {}
    anonymous: list[str] = []
    for r in read:
        links = [x for x in reversed(r.statement.chain) if x.kind != "anonymous" and x.speaker]
        first = links[0].speaker if links and r.statement.chain[-1].kind != "anonymous" else None
        if first is None and r.statement.chain[-1].kind != "anonymous":
            first = r.statement.report.outlet
        if first is None:
            anonymous.append(r.id)
            continue
        key = fold_key(first)
        # «Ministry» leads to many: its whole name first, then whom each of its words was met with last.
        near = [by_word[w] for w in (key, *(w.stem for w in words_of(key))) if w in by_word]
        found = next((n for n in near if same_speaker(key, named[n][1])), -1)
        if found < 0:
            found = len(named)
            named.append((first, key, []))
            by_word |= dict.fromkeys((key, *(w.stem for w in words_of(key))), found)
        named[found][2].append(r.id)
    out = [Origin(name, tuple(ids)) for name, _, ids in sorted(named, key=lambda n: -len(n[2]))]
    return (*out, Origin(None, tuple(anonymous))) if anonymous else tuple(out)


def _step(now: _Read, before: _Read | None) -> Step:
    report = now.statement.report
    if before is None:
        return Step(report.published, now.id, report.outlet, None, None, ())
    changes = []
    was, is_ = before.statement.attribution, now.statement.attribution
    if was.speaker and not is_.speaker:
        changes.append(f"speaker lost: {was.speaker}")
    elif is_.kind == "anonymous" and was.kind != "anonymous":
        changes.append(f"became anonymous: {was.speaker or ''}".rstrip(": "))
    if was.force != is_.force:
        changes.append(f"force: {was.force} → {is_.force}")
    if (harder := _hardness(now) - _hardness(before)) and "deny" not in (was.force, is_.force):
        said = f"{before.statement.cue} → {now.statement.cue}"
        changes.append(f"{'hardened' if harder > 0 else 'softened'}: {said}")
    return Step(report.published, now.id, report.outlet, before.id, before.statement.report.outlet, tuple(changes))


def _hardness(read: _Read) -> int:
    """1 for «confirmed», -1 for «alleged», for a forecast and for «may have», 0 for «said»."""
    cue = {word.form for word in words_of(f"{read.statement.cue} {read.statement.attribution.lemma or ''}")}
    words = {word.form for word in words_of(read.statement.content[:2_000])[:_HEDGED]}
    if cue & read_words("stance", "soft") or words & read_words("stance", "hedges"):
        return -1
    if read.statement.attribution.force == "predict":
        return -1
    return int(bool(cue & read_words("stance", "hard")))


def _ladder(read: Sequence[_Read]) -> tuple[Rung, ...]:
    return tuple(
        Rung(
            r.statement.report.published, r.id, r.statement.attribution.speaker, f.counted, f.status,
            f.span.of(r.statement.content), f.number.value, f.low, f.high,
        )
        for r in read
        for f in r.figures
    )  # fmt: skip


def _labels(statements: Sequence[Statement]) -> dict[str, dict[str, dict[str, int]]]:
    groups = read_yaml("side_labels")["groups"]
    which = {
        word_stem(w): (group, label) for group, labels in groups.items() for label, ws in labels.items() for w in ws
    }
    out: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for s in statements:
        for word in words_of(s.content[:2_000]):
            if found := which.get(word.stem):
                out[found[0]][found[1]][s.report.outlet or ""] += 1
    return {g: {label: dict(counts) for label, counts in labels.items()} for g, labels in out.items()}


def word_stem(word: str) -> str:
    """Stem of a word of the lexicon."""
    return words_of(word)[0].stem
