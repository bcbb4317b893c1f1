"""Compare a reading with gold attributions, span by span and label by label.

A gold and a system attribution are a pair when their cues share a character, or when their contents
share at least 0.8 of their words; pairs are formed best first, one to one. See ``docs/quality.md`` for
what each figure means.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from musnad.normalise import fold_key

SAME_CONTENT = 0.8
SAME_SOURCE = 0.5
FIGURES = ("found", "content", "source", "speaker", "kind", "force", "quote", "parent", "row", "chain")
_WORD = re.compile(r"\w+")
_LABELS = ("kind", "force", "quote")

Row = Mapping[str, Any]


@dataclass
class Tally:
    """Counts over any number of reports; ``figures`` turns them into shares."""

    counts: dict[str, int] = field(default_factory=dict)

    def add(self, name: str, by: int = 1) -> None:
        self.counts[name] = self.counts.get(name, 0) + by

    def figures(self) -> dict[str, float]:
        """F1 of found, content and row; share of pairs for the labels; share of nested gold for chain."""
        n = self.counts
        pairs = n.get("pairs", 0)
        out = {
            "precision": _share(pairs, n.get("system", 0)),
            "recall": _share(pairs, n.get("gold", 0)),
            "found": _f1(pairs, n.get("system", 0), n.get("gold", 0)),
            "content": _f1(n.get("shared words", 0), n.get("system words", 0), n.get("gold words", 0)),
            "row": _f1(n.get("row", 0), n.get("system", 0), n.get("gold", 0)),
            "chain": _share(n.get("chain", 0), n.get("nested", 0)),
        }
        for name in ("source", "speaker", "parent", *_LABELS):
            out[name] = _share(n.get(name, 0), pairs)
        return {name: round(value, 4) for name, value in out.items()}


@dataclass(frozen=True)
class Comparison:
    """One reading beside its gold, by index into the two lists of rows.

    *pairs* are (gold, system, which parts agree); the parts are content, source, speaker, parent, the
    labels, and row for those that make a right row of the ledger.
    """

    pairs: list[tuple[int, int, dict[str, bool]]]
    missed: list[int]
    spurious: list[int]
    gold_words: list[set[int]]
    system_words: list[set[int]]


def compare(text: str, gold: Sequence[Row], system: Sequence[Row]) -> Comparison:
    """Pair the rows of a reading with those of the gold. Offsets are code points of *text*."""
    starts = [(m.start(), m.end()) for m in _WORD.finditer(text)]
    gold_words = [_words(starts, g["content"]) for g in gold]
    system_words = [_words(starts, s["content"]) for s in system]
    matched = _pair(gold, system, gold_words, system_words)
    to_gold = {system[j]["id"]: gold[i]["id"] for i, j in matched}
    pairs = []
    for i, j in matched:
        g, s = gold[i], system[j]
        same = {name: g[name] == s[name] for name in _LABELS}
        same["content"] = _jaccard(gold_words[i], system_words[j]) >= SAME_CONTENT
        same["source"] = _same_source(starts, g["source"], s["source"])
        same["speaker"] = same_name(g["speaker"], s["speaker"])
        same["parent"] = (g["parent"] is None and s["parent"] is None) or (
            g["parent"] is not None and to_gold.get(s["parent"]) == g["parent"]
        )
        same["row"] = same["content"] and same["speaker"] and same["force"] and same["parent"]
        pairs.append((i, j, same))
    done_gold, done_system = {i for i, _ in matched}, {j for _, j in matched}
    missed = [i for i in range(len(gold)) if i not in done_gold]
    spurious = [j for j in range(len(system)) if j not in done_system]
    return Comparison(pairs, missed, spurious, gold_words, system_words)


def tally(text: str, gold: Sequence[Row], system: Sequence[Row], into: Tally) -> None:
    """Add one report to a tally. Rows are those of the standoff format, offsets in code points."""
    result = compare(text, gold, system)
    into.add("gold", len(gold))
    into.add("system", len(system))
    into.add("pairs", len(result.pairs))
    into.add("gold words", sum(map(len, result.gold_words)))
    into.add("system words", sum(map(len, result.system_words)))
    for i, j, same in result.pairs:
        into.add("shared words", len(result.gold_words[i] & result.system_words[j]))
        for name, right in same.items():
            if name != "content":  # its figure is F1 over words
                into.add(name, int(right))
    to_system = {gold[i]["id"]: system[j]["id"] for i, j, _ in result.pairs}
    _tally_chains(gold, system, to_system, into)


def _tally_chains(gold: Sequence[Row], system: Sequence[Row], to_system: Mapping[int, int], into: Tally) -> None:
    gold_rows = {g["id"]: g for g in gold}
    system_rows = {s["id"]: s for s in system}
    for g in gold:
        if g["parent"] is None:
            continue
        into.add("nested")
        s = system_rows.get(to_system.get(g["id"], -1))
        if s is not None:
            want, have = _chain(gold_rows, g), _chain(system_rows, s)
            into.add("chain", int(len(want) == len(have) and all(map(same_name, want, have))))


def same_name(a: str | None, b: str | None) -> bool:
    """Whether one name's folded words, articles aside, lie within the other's."""
    first, second = _name_words(a), _name_words(b)
    return bool(first and second) and (first <= second or second <= first)


def _name_words(name: str | None) -> set[str]:
    words = _WORD.findall(fold_key(name or "").lower())
    return {w[2:] if w.startswith("ال") and len(w) > 4 else w for w in words}


def _words(starts: Iterable[tuple[int, int]], span: Sequence[int] | None) -> set[int]:
    return {a for a, b in starts if a < span[1] and b > span[0]} if span else set()


def _same_source(starts: Sequence[tuple[int, int]], a: Sequence[int] | None, b: Sequence[int] | None) -> bool:
    if not a or not b:
        return not a and not b
    return _jaccard(_words(starts, a), _words(starts, b)) >= SAME_SOURCE


def _pair(
    gold: Sequence[Row], system: Sequence[Row], gold_words: list[set[int]], system_words: list[set[int]]
) -> list[tuple[int, int]]:
    options = []
    for i, g in enumerate(gold):
        for j, s in enumerate(system):
            cue = min(g["cue"][1], s["cue"][1]) > max(g["cue"][0], s["cue"][0])
            overlap = _jaccard(gold_words[i], system_words[j])
            if cue or overlap >= SAME_CONTENT:
                options.append((cue + overlap, i, j))
    out: list[tuple[int, int]] = []
    done_gold: set[int] = set()
    done_system: set[int] = set()
    for _, i, j in sorted(options, reverse=True):
        if i not in done_gold and j not in done_system:
            done_gold.add(i)
            done_system.add(j)
            out.append((i, j))
    return out


def _chain(rows: Mapping[int, Row], row: Row) -> list[str | None]:
    out: list[str | None] = []
    seen: set[int] = set()
    at: Row | None = row
    while at is not None and at["id"] not in seen:
        seen.add(at["id"])
        out.append(at["speaker"])
        at = rows.get(at["parent"]) if at["parent"] is not None else None
    return out[::-1]


def _jaccard(a: set[int], b: set[int]) -> float:
    return 1.0 if not a and not b else len(a & b) / len(a | b)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _f1(hit: int, have: int, want: int) -> float:
    p, r = _share(hit, have), _share(hit, want)
    return 2 * p * r / (p + r) if p + r else 0.0
