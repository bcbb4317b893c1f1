"""Statements written for training: on each line a force, a tab, and a sentence whose parts are marked.

``[source] <cue> {content}``; the source may be missing. All of them are invented for this: see ``README.md``.
"""

from collections.abc import Iterator
from pathlib import Path

from training.gold import Example, Row, matched

_OPEN, _CLOSE = "[<{", "]>}"
_PARTS = dict(zip(_OPEN, ("source", "cue", "content"), strict=True))


def written(folder: Path) -> Iterator[Example]:
    """The statements of all ``*.tsv`` files in *folder*, each as a text of its own."""
    for path in sorted(folder.glob("*.tsv")):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            force, _, sentence = line.partition("\t")
            text, row = unmarked(sentence)
            row |= {"id": 1, "force": force, "parent": None, "kind": "", "speaker": row["source"]}
            yield from matched(f"{path.stem}:{number}", text, [row], whole=False)


def unmarked(sentence: str) -> tuple[str, Row]:
    """The plain sentence, and the places of its marked parts.

    Raises:
        ValueError: a part is not closed, or cue or content is missing.
    """
    text, row, begun = "", Row(source=None), dict[str, int]()
    for character in sentence:
        if character in _OPEN:
            begun[character] = len(text)
        elif character in _CLOSE:
            mark = _OPEN[_CLOSE.index(character)]
            row[_PARTS[mark]] = [begun.pop(mark), len(text)]
        else:
            text += character
    if begun or "cue" not in row or "content" not in row:
        raise ValueError(f"Cue and content must be marked as <cue> and {{content}}: {sentence}")
    return text + ("" if text[-1] in ".؟!" else "."), row
