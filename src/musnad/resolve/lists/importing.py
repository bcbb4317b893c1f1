"""A list of names into a ledger, whatever its format."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from musnad.ledger import Ledger
from musnad.lexicons.knowledge import Knowledge, load_knowledge, raw_entries, read_entries
from musnad.model import MusnadError, Problem
from musnad.normalise import fold_key
from musnad.resolve.lists import followthemoney, wikidata
from musnad.resolve.lists.entry import Made, Unfit
from musnad.resolve.lists.lines import objects

_YAML = (".yaml", ".yml")
# Whatever may be an id in a text: of a ledger with very many names only these are looked up.
_ID = re.compile(r"[sbpo]\.[^\s,'\"\]\[{}]{1,120}")


@dataclass(frozen=True, slots=True)
class ImportSummary:
    """What came of an import: entries added (or changed), there already, merged with the knowledge base, problems."""

    added: int
    known: int
    merged: int
    problems: int


def import_names(
    ledger: Ledger,
    path: str | Path,
    *,
    author: str,
    note: str | None = None,
    on_problem: Callable[[Problem], None] | None = None,
    on_progress: Callable[[int], None] | None = None,
) -> ImportSummary:
    """Import the names in a file: .yaml as the knowledge base has them, else FollowTheMoney or Wikidata JSON lines
    (.gz, .xz and .bz2 may follow). Streams: memory stays flat.

    A broken line or entry is told to *on_problem* and passed over. An entry of the same Arabic name, kind and state as
    one of the knowledge base is merged into it, by a judgement of its own that can be undone. *on_progress* is told how
    many entries are settled, every few seconds.

    Raises:
        MusnadError: the file cannot be read, or the ledger cannot be written. What came before is recorded.
    """
    run = _Import(ledger, Path(path), author, on_problem)
    taken = ledger.names.take(run.entries(), str(path), author=author, note=note, on_progress=on_progress)
    return ImportSummary(taken.added, taken.known, run.merge(), run.problems)


class _Import:
    def __init__(self, ledger: Ledger, path: Path, author: str, on_problem: Callable[[Problem], None] | None) -> None:
        self.ledger, self.path, self.author, self._on_problem = ledger, path, author, on_problem
        self.problems = 0
        self._base = load_knowledge()
        self._called = _by_name(self._base)
        self._same: dict[str, str] = {}

    def entries(self) -> Iterator[Made]:
        """The sound entries of the file."""
        for made in self._yaml() if self.path.suffix in _YAML else self._json():
            self._compare(*made)
            yield made

    def merge(self) -> int:
        """Merge what is in the knowledge base already; how many."""
        judged = {id_ for j in self.ledger.names.judgements() for id_ in (j.subject, j.object)}
        new = {entity: into for entity, into in self._same.items() if entity not in judged}
        with self.ledger.transaction():
            for entity, into in new.items():
                note = f"{self.path}: the same name, kind and state"
                self.ledger.names.merge(entity, into, author=self.author, note=note)
        return len(new)

    def _yaml(self) -> Iterator[Made]:
        try:
            text = self.path.read_text("utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise MusnadError(f"{self.path} could not be read ({error}). Check its name and encoding.") from error
        entries, problems = raw_entries(self.path.name, text, self.ledger.names.knowledge(_ID.findall(text)))
        for problem in problems:
            self._tell(Problem(str(self.path), "", problem))
        yield from entries

    def _json(self) -> Iterator[Made]:
        for found in objects(self.path):
            if isinstance(found, Problem):
                self._tell(found)
                continue
            number, item = found
            who = item["id"] if isinstance(item.get("id"), str) else "the entry"
            try:
                for made in list(_converted(item)):
                    if isinstance(made, Unfit):
                        self._unfit(number, f"{who} {made}; that office was passed over.")
                        continue
                    self._check(made)
                    yield made
            except Unfit as why:
                self._unfit(number, f"{who} {why}; it was passed over.")

    def _unfit(self, number: int, why: str) -> None:
        self._tell(Problem(str(self.path), f"line {number}", why))

    def _check(self, made: Made) -> None:
        section, fields = made
        if section != "tenures":
            _, problems = read_entries([("", section, fields)], self._base)
            if problems:
                raise Unfit(f"is no sound entry ({problems[0].lstrip(': ')})")

    def _compare(self, section: str, fields: dict[str, Any]) -> None:
        if section not in ("persons", "bodies") or fields["id"] in getattr(self._base, section):
            return
        names = {fold_key(str(n)) for n in (fields.get("name"), *fields.get("forms", ()))}
        same = {id_ for name in names for id_ in self._called.get((section, fields.get("state"), name), ())}
        if len(same) == 1 and fields.get("state"):
            self._same[fields["id"]] = same.pop()

    def _tell(self, problem: Problem) -> None:
        self.problems += 1
        if self._on_problem:
            self._on_problem(problem)


def _converted(item: dict[str, Any]) -> Iterator[Made | Unfit]:
    if "schema" in item:
        made = followthemoney.converted(item)
        yield from [made] if made else []
    elif isinstance(item.get("entities"), dict):
        for each in item["entities"].values():
            yield from wikidata.converted(each if isinstance(each, dict) else {})
    elif "claims" in item or "labels" in item:
        yield from wikidata.converted(item)
    else:
        raise Unfit("is neither of FollowTheMoney («schema») nor of Wikidata («claims»). Convert it first")


def _by_name(base: Knowledge) -> dict[tuple[str, str | None, str], list[str]]:
    found: dict[tuple[str, str | None, str], list[str]] = {}
    for section in ("persons", "bodies"):
        for id_, entry in getattr(base, section).items():
            for name in {fold_key(n) for n in (entry.name, *entry.forms)}:
                found.setdefault((section, entry.state, name), []).append(id_)
    return found
