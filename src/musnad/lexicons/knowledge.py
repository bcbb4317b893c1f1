"""The knowledge base: persons, bodies, states and offices, from the files in ``entities/``."""

from __future__ import annotations

import gzip
import json
from collections import ChainMap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from musnad.lexicons.load import fast_loader
from musnad.model import MusnadError
from musnad.model.entity import BODY_KINDS, Body, Office, OwnNames, PartialDate, Person, SideLabel, State, Tenure

COMPILED = "entities.json.gz"
SECTIONS = ("states", "bodies", "persons", "offices")
_PREFIX = {"states": "s.", "bodies": "b.", "persons": "p.", "offices": "o."}
_SECTION = {prefix: section for section, prefix in _PREFIX.items()}
_FIELDS = {
    "states": {"id", "name", "english", "iso", "forms", "adjectives", "people", "capital", "seats", "labels", "homograph", "note"},  # noqa: E501
    "bodies": {"id", "name", "english", "kind", "state", "forms", "part_of", "since", "until", "became", "labels", "note"},  # noqa: E501
    "persons": {"id", "name", "english", "sex", "state", "short", "forms", "labels", "note"},
    "offices": {"id", "role", "of", "english", "titles", "titles_f", "forms", "forms_f", "holders", "note"},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All entries by id. Immutable."""

    states: dict[str, State]
    bodies: dict[str, Body]
    persons: dict[str, Person]
    offices: dict[str, Office]


@cache
def load_knowledge() -> Knowledge:
    """The packaged knowledge base, from its compiled form; loaded once in a process.

    Raises:
        MusnadError: an entry is broken; every broken entry is named, with the remedy.
    """
    reader = _Reader()
    compiled = gzip.decompress((files(__package__) / COMPILED).read_bytes())
    for name, content in json.loads(compiled).items():
        reader.fill(name, content)
    knowledge, problems = reader.finish()
    if problems:
        raise MusnadError("\n".join(problems))
    return knowledge


def compiled_form() -> bytes:
    """The entries of the YAML files as they are packaged for loading: JSON is read twenty times as fast."""
    parsed = {name: yaml.load(text, Loader=fast_loader()) for name, text in packaged()}
    data = json.dumps(parsed, ensure_ascii=False, separators=(",", ":")).encode()
    return gzip.compress(data, mtime=0)


def packaged() -> Iterator[tuple[str, str]]:
    """Name and text of each packaged file of entries."""
    for file in sorted((files(__package__) / "entities").iterdir(), key=lambda f: f.name):
        if file.name.endswith(".yaml") and file.name != "roles.yaml":
            yield file.name, file.read_text("utf-8")


def read_knowledge(sources: Iterable[tuple[str, str]]) -> tuple[Knowledge, list[str]]:
    """The entries of YAML texts, given as (name, text), with what is wrong in them.

    A broken entry is left out and named together with the remedy; the rest stands.
    """
    reader = _Reader()
    for name, text in sources:
        reader.read(name, text)
    return reader.finish()


def read_entries(
    entries: Iterable[tuple[str, str, dict[str, Any]]], base: Knowledge | None = None
) -> tuple[Knowledge, list[str]]:
    """The entries of a user, given as (where it stands, section, fields), with what is wrong in them.

    They may refer to entries of *base*; a person's sex and an English name may be missing. A broken entry is left out.
    """
    reader = _Reader(base or Knowledge({}, {}, {}, {}), own=True)
    for where, section, entry in entries:
        reader.take(where, section, 1, entry)
    return reader.finish()


def raw_entries(name: str, text: str, base: Knowledge) -> tuple[list[tuple[str, dict[str, Any]]], list[str]]:
    """(section, fields) of the sound entries of a user's YAML, and what is wrong with the others."""
    reader = _Reader(base, own=True)
    reader.read(name, text)
    sound, problems = reader.finish()
    return [
        (section, entry)
        for section in SECTIONS
        for key, (_, entry) in reader.raw[section].items()
        if key in getattr(sound, section)
    ], problems


def extended(base: Knowledge, own: OwnNames) -> Knowledge:
    """*base* with a user's own entries in it or in place of its own, without those that are gone."""
    sections: dict[str, dict[str, Any]] = {s: dict(getattr(base, s)) for s in SECTIONS}
    for entry in own.entries:
        sections[_SECTION[entry.id[:2]]][entry.id] = entry
    for office, tenure in own.tenures:
        if (known := sections["offices"].get(office)) is not None and tenure.person in sections["persons"]:
            sections["offices"][office] = replace(known, holders=(*known.holders, tenure))
    for key in own.gone:
        sections[_SECTION[key[:2]]].pop(key, None)
    for key, office in sections["offices"].items():
        if any(h.person not in sections["persons"] for h in office.holders):
            held = tuple(h for h in office.holders if h.person in sections["persons"])
            sections["offices"][key] = replace(office, holders=held)
    return Knowledge(**sections)


class _Reader:
    def __init__(self, base: Knowledge | None = None, *, own: bool = False) -> None:
        self.base = base or Knowledge({}, {}, {}, {})
        self.own = own
        self.problems: list[str] = []
        self.raw: dict[str, dict[str, tuple[str, dict[str, Any]]]] = {section: {} for section in SECTIONS}

    def read(self, name: str, text: str) -> None:
        try:
            content = yaml.load(text, Loader=fast_loader())
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            place = f", line {mark.line + 1}" if mark else ""
            begun = getattr(error, "context_mark", None)
            # A quotation mark that is never closed is noticed at the end of the file: where it opens is what helps.
            if begun and mark and begun.line != mark.line:
                place += f" (what begins in line {begun.line + 1})"
            self.problems.append(f"{name}{place}: no YAML ({getattr(error, 'problem', error)}). Mend the line.")
            return
        self.fill(name, content)

    def fill(self, name: str, content: Any) -> None:
        """The entries of one file."""
        if not isinstance(content, dict):
            self.problems.append(f"{name}: holds no sections. Begin with one of: {', '.join(SECTIONS)}.")
            return
        for section, entries in content.items():
            if section not in SECTIONS:
                self.problems.append(f"{name}: unknown section {section!r}. Use one of: {', '.join(SECTIONS)}.")
                continue
            for number, entry in enumerate(entries or (), 1):
                self.take(name, section, number, entry)

    def take(self, name: str, section: str, number: int, entry: Any) -> None:
        """Take one entry in, if it has an id of its own and known fields."""
        if not isinstance(entry, dict) or not isinstance(entry.get("id"), str):
            self.problems.append(f"{name}: entry {number} of {section} has no id. Give it one.")
            return
        key = entry["id"]
        where = f"{name}: {key}"
        if unknown := set(entry) - _FIELDS[section]:
            self.problems.append(
                f"{where}: unknown field {', '.join(sorted(unknown))}. Known: {', '.join(sorted(_FIELDS[section]))}."
            )
        if not key.startswith(_PREFIX[section]):
            self.problems.append(f"{where}: ids of {section} begin with {_PREFIX[section]!r}. Rename it.")
        elif key in self.raw[section]:
            self.problems.append(f"{where}: stands in {self.raw[section][key][0]} too. Keep one of them.")
        else:
            self.raw[section][key] = (name, entry)

    def finish(self) -> tuple[Knowledge, list[str]]:
        states = self._made("states", self._state)
        bodies = self._made("bodies", self._body)
        persons = self._made("persons", self._person)
        self._states = ChainMap(states, self.base.states)
        self._named: ChainMap[str, Any] = ChainMap(states, bodies, self.base.states, self.base.bodies)
        offices = self._made("offices", self._office)
        self._check_renamings(bodies)
        return Knowledge(states, bodies, persons, offices), self.problems

    def _made(self, section: str, make: Any) -> dict[str, Any]:
        made = {}
        for key, (name, entry) in self.raw[section].items():
            try:
                made[key] = make(entry)
            except (KeyError, ValueError, TypeError) as error:
                what = f"the field {error} is missing" if isinstance(error, KeyError) else str(error)
                self.problems.append(f"{name}: {key}: {what}")
        return made

    def _state(self, e: dict[str, Any]) -> State:
        adjectives = e.get("adjectives")
        if adjectives is not None and len(adjectives) != 2:
            raise ValueError("adjectives are two: masculine and feminine, without article.")
        return State(
            e["id"], e["name"], self._english_name(e), e.get("iso"), _words(e, "forms"),
            (str(adjectives[0]), str(adjectives[1])) if adjectives else None,
            _words(e, "people"), e.get("capital"), _words(e, "seats"), _labels(e), bool(e.get("homograph", False)),
        )  # fmt: skip

    def _body(self, e: dict[str, Any]) -> Body:
        if e["kind"] not in BODY_KINDS:
            raise ValueError(f"unknown kind {e['kind']!r}. Use one of: {', '.join(BODY_KINDS)}.")
        since, until = _period(e)
        self._refer(e.get("state"), "states")
        self._refer(e.get("part_of"), "bodies")
        self._refer(e.get("became"), "bodies")
        return Body(
            e["id"], e["name"], self._english_name(e), e["kind"], e.get("state"), _words(e, "forms"),
            e.get("part_of"), since, until, e.get("became"), _labels(e),
        )  # fmt: skip

    def _person(self, e: dict[str, Any]) -> Person:
        sex = e.get("sex") if self.own else e["sex"]
        if sex not in ("m", "f") and not (sex is None and self.own):
            raise ValueError("sex is m or f.")
        self._refer(e.get("state"), "states")
        return Person(
            e["id"],
            e["name"],
            self._english_name(e),
            sex,
            e.get("state"),
            _words(e, "short"),
            _words(e, "forms"),
            _labels(e),
        )

    def _english_name(self, e: dict[str, Any]) -> str:
        return str(e.get("english") or e["name"]) if self.own else str(e["english"])

    def _office(self, e: dict[str, Any]) -> Office:
        roles = _roles()
        if e["role"] not in roles:
            raise ValueError(f"unknown role {e['role']!r}. Use one of: {', '.join(roles)}.")
        self._refer(e["of"], "states" if e["of"].startswith("s.") else "bodies")
        role = roles[e["role"]]
        titles = (*_words(e, "titles"), *self._filled(role.get("m", ()), e["of"], 0), *_words(e, "forms"))
        titles_f = (*_words(e, "titles_f"), *self._filled(role.get("f", ()), e["of"], 1), *_words(e, "forms_f"))
        if not titles and not titles_f:
            raise ValueError("an office needs titles: give titles, titles_f or another role.")
        holders = tuple(self._tenure(h) for h in e.get("holders") or ())
        english = e.get("english") or f"{role['english']} of {self._english(e['of'])}"
        titles, titles_f = tuple(dict.fromkeys(titles)), tuple(dict.fromkeys(titles_f))
        return Office(e["id"], english, e["of"], e["role"], titles, titles_f, holders)

    def _tenure(self, e: dict[str, Any]) -> Tenure:
        self._refer(e["person"], "persons")
        since, until = _period(e)
        return Tenure(e["person"], since, until, bool(e.get("acting", False)))

    def _filled(self, patterns: Iterable[str], of: str, sex: int) -> Iterator[str]:
        """Title patterns with the state or body put in; those that need a demonym which is missing are left out."""
        state = self._states.get(of)
        adjectives = state.adjectives if state else None
        for pattern in patterns:
            if "adj}" in pattern and not adjectives:
                continue
            adj, fadj = (("ال" + adjectives[sex]), ("ال" + adjectives[1])) if adjectives else ("", "")
            for name in (self._named[of].name, *self._named[of].forms) if "of}" in pattern else ("",):
                lof = "لل" + name[2:] if name.startswith("ال") else "ل" + name
                yield pattern.format(adj=adj, fadj=fadj, of=name, lof=lof)

    def _english(self, of: str) -> str:
        return str(self._named[of].english)

    def _refer(self, key: str | None, section: str) -> None:
        if key is not None and key not in self.raw[section] and key not in getattr(self.base, section):
            raise ValueError(f"refers to {key!r}, which is not among the {section}. Add it or correct the id.")

    def _check_renamings(self, bodies: dict[str, Body]) -> None:
        every = ChainMap(bodies, self.base.bodies)
        for key in bodies:
            seen = {key}
            at = bodies[key].became
            while at is not None and at in every:
                if at in seen:
                    file = self.raw["bodies"][key][0]
                    self.problems.append(f"{file}: {key}: its renamings go round in a circle. Break it at one place.")
                    break
                seen.add(at)
                at = every[at].became


def _words(e: dict[str, Any], name: str) -> tuple[str, ...]:
    value = e.get(name) or ()
    if isinstance(value, str):
        raise ValueError(f"{name} is a list: write [{value}].")
    if not all(isinstance(word, str) and word.strip() for word in value):
        raise ValueError(f"{name} holds something that is no text. Put it in quotation marks.")
    return tuple(value)


def _labels(e: dict[str, Any]) -> tuple[SideLabel, ...]:
    return tuple(SideLabel(label["form"], label["side"]) for label in e.get("labels") or ())


def _period(e: dict[str, Any]) -> tuple[PartialDate | None, PartialDate | None]:
    since, until = (PartialDate(str(e[end])) if e.get(end) is not None else None for end in ("since", "until"))
    if since and until and until.last < since.first:
        raise ValueError(f"ends ({until.text}) before it begins ({since.text}). Correct one of them.")
    return since, until


@cache
def shared_roles() -> frozenset[str]:
    """Roles of offices that several persons fill at a time, one after the other speaking."""
    return frozenset(name for name, role in _roles().items() if role.get("shared"))


@cache
def _roles() -> dict[str, Any]:
    text = (files(__package__) / "entities" / "roles.yaml").read_text("utf-8")
    return dict(yaml.load(text, Loader=fast_loader()))
