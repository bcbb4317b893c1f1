"""JSON objects of a file, one a line, with line numbers; flat memory whatever the file."""

import bz2
import gzip
import json
import lzma
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from musnad.model import MusnadError, Problem

# Characters of a line beyond which it is no entry of anybody's.
LONGEST_LINE = 16_000_000
_OPEN: dict[str, Any] = {".gz": gzip.open, ".xz": lzma.open, ".bz2": bz2.open}


def objects(path: Path) -> Iterator[tuple[int, dict[str, Any]] | Problem]:
    """(line number, object) of each line; broken lines as problems. Brackets and commas of an array of lines, as
    Wikidata's dumps have them, are no lines.

    Raises:
        MusnadError: the file cannot be opened or is damaged.
    """
    number = 0
    try:
        with _OPEN.get(path.suffix, open)(path, "rt", encoding="utf-8-sig", errors="surrogateescape") as stream:
            for number, line in _lines(stream):
                if line is None:
                    yield _problem(path, number, f"is longer than {LONGEST_LINE:,} characters. Split the entry")
                    continue
                text = line.strip().rstrip(",")
                if text in ("", "[", "]"):
                    continue
                found = _object(text)
                if isinstance(found, str):
                    yield _problem(path, number, found)
                else:
                    yield number, found
    except FileNotFoundError:
        raise MusnadError(f"{path} does not exist. Check the name.") from None
    except (OSError, EOFError, lzma.LZMAError) as error:
        where = f" after line {number}" if number else ""
        raise MusnadError(f"{path} could not be read{where} ({error}). Get a whole copy of it.") from error


def _lines(stream: IO[str]) -> Iterator[tuple[int, str | None]]:
    """Each line with its number; None for one that is too long."""
    number = 0
    while line := stream.readline(LONGEST_LINE + 1):
        number += 1
        if len(line) > LONGEST_LINE and not line.endswith("\n"):
            while (rest := stream.readline(LONGEST_LINE)) and not rest.endswith("\n"):
                pass
            yield number, None
        else:
            yield number, line


def _object(text: str) -> dict[str, Any] | str:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        why = error.msg if isinstance(error, json.JSONDecodeError) else "too deep"
        return f"is no JSON ({why}). Write one object a line"
    return found if isinstance(found, dict) else "holds no JSON object. Write one object a line"


def _problem(path: Path, number: int, what: str) -> Problem:
    return Problem(str(path), f"line {number}", f"The line {what}; it was passed over.")
