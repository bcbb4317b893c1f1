"""Read the word files that lie beside this module."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from musnad.normalise import fold_key


def fast_loader() -> Any:
    """The safe loader of YAML in C where it is built in, else in Python."""
    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def read_yaml(name: str) -> Any:
    """The parsed content of ``<name>.yaml``. Parsed once in a process; do not change what it returns."""
    text = (files(__package__) / f"{name}.yaml").read_text("utf-8")
    return yaml.load(text, Loader=fast_loader())


@cache
def read_words(name: str, section: str) -> frozenset[str]:
    """The folded words of one section of ``<name>.yaml``: a list, or a mapping with ``words``."""
    entry = read_yaml(name)[section]
    words = entry["words"] if isinstance(entry, dict) else entry
    return frozenset(fold_key(str(word)) for word in words)


@cache
def read_table(name: str) -> dict[str, str]:
    """The two columns of ``<name>.tsv``, folded word to value; lines with # are notes."""
    table = {}
    for line in (files(__package__) / f"{name}.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            word, _, value = line.partition("\t")
            table[word] = value
    return table


def read_rows(folder: str) -> Iterator[tuple[str, list[str]]]:
    """File name (without ending) and columns of each line of all ``<folder>/*.tsv``; lines with # are notes.

    Not kept: what is made of the rows is.
    """
    tables = sorted(
        (f for f in (files(__package__) / folder).iterdir() if f.name.endswith(".tsv")), key=lambda f: f.name
    )
    for table in tables:
        for line in table.read_text("utf-8").splitlines():
            if line and not line.startswith("#"):
                yield table.name[:-4], line.split("\t")
