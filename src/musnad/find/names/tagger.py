"""Persons, bodies and places in running text, told by a trained tagger."""

from collections.abc import Sequence
from functools import cache
from importlib.resources import as_file, files
from typing import Any

from musnad.find.names.features import name_features
from musnad.segment import Token, TokenKind

# Tagged at a time: enough context, and flat memory on a text without a full stop.
LONGEST = 200


def tag_names(tokens: Sequence[Token]) -> list[str]:
    """A label for each token: B- or I- with PER, ORG or LOC, or O. Linear in the number of tokens."""
    labels: list[str] = []
    start = 0
    for i, token in enumerate(tokens):
        ends = token.kind == TokenKind.BREAK or (token.kind == TokenKind.MARK and token.form[0] in ".؟!")
        if ends or i + 1 - start >= LONGEST:
            labels += _tag([t.form for t in tokens[start : i + 1]])
            start = i + 1
    if start < len(tokens):
        labels += _tag([t.form for t in tokens[start:]])
    return labels


def _tag(forms: list[str]) -> list[str]:
    labels: list[str] = _tagger().tag(name_features(forms))
    return labels


@cache
def _tagger() -> Any:
    """The tagger, opened once in a process when first asked for."""
    import pycrfsuite

    tagger = pycrfsuite.Tagger()
    with as_file(files("musnad.find.names.weights") / "names.crf") as path:
        tagger.open(str(path))
    return tagger
