"""Which of very many own names may stand in some texts: chosen by the index of their words, never all held at once."""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from musnad.ledger.database import Database, restored
from musnad.ledger.tokenizer import terms, tokens

# What is written differently in one name: long vowels, and the foreign sounds that have no letter of their own.
_SOUNDS = str.maketrans("غقكثطصزذضظخ", "جججتتسسدددح", "اويهءعـ")
_AMERICAN = (("اميرك", "امريك"), ("امريك", "اميرك"), ("اميريك", "امريك"))
# Longest word that is written onto the next one or apart from it: عبد, and particles of family names.
_JOINED = 4
# A single word in a list of names: of a person it may stand alone in a text.
_SINGLE = re.compile(r'[\[,]"[^" ]+"')
_MET = """SELECT m.number, e.id, e.section, e.entry FROM
    (SELECT w.entry AS row, count(*) AS number FROM json_each(?) k CROSS JOIN entry_words w ON w.word = k.value
    GROUP BY w.entry) m CROSS JOIN entries e ON e.row = m.row WHERE e.arabic"""
_HELD = """SELECT e.id, e.entry FROM json_each(?) k CROSS JOIN entries e
    ON e.id > k.value || ' ' AND e.id < k.value || '!' WHERE e.section = 'tenures'"""
_FIELDS = """SELECT e.entry FROM json_each(?) k CROSS JOIN entries e ON e.id = k.value WHERE e.section != 'tenures'"""


def many(db: Database, most: int) -> bool:
    """Whether more than *most* entries could take part in reading."""
    return db.row("SELECT 1 FROM entries WHERE arabic LIMIT 1 OFFSET ?", (most,)) is not None


def choose(
    db: Database,
    texts: Iterable[str],
    names: Callable[[dict[str, Any]], list[str]],
    references: Callable[[dict[str, Any]], Iterator[str]],
    merged: dict[str, str],
    offices: Iterable[str],
) -> set[str]:
    """Ids of the entries of which a name may stand in *texts*, of what they refer to, and of who holds *offices* or
    the offices chosen.

    Args:
        names, references: all names of an entry given by its fields, and the ids in it.
        merged: merged ids with those that they are now.
        offices: ids of the packaged offices.
    """
    words = _words(texts)
    sounds = {_sound(word) for word in words}
    found: set[str] = set()
    for number, id_, section, text in db.rows(_MET, (json.dumps(sorted(words)),)):
        entry = restored(text) or "{}"
        if number == 1 and section == "persons" and not _SINGLE.search(entry):
            continue
        if any(_stands(terms(name), words, sounds) for name in names(json.loads(entry))):
            found.add(id_)
    held = json.dumps([*offices, *(id_ for id_ in found if id_.startswith("o."))])
    new = set(found)
    for id_, text in db.rows(_HELD, (held,)):
        found.add(id_)
        new.add(str(json.loads(restored(text) or "{}").get("person")))
    while new:
        found |= new
        wanted = {merged[id_] for id_ in new if id_ in merged}
        for (text,) in db.rows(_FIELDS, (json.dumps(sorted(new)),)):
            wanted.update(references(json.loads(restored(text) or "{}")))
        new = wanted - found
    return found


def _words(texts: Iterable[str]) -> set[str]:
    """Folded words of *texts* with their shorter forms, and as they would be if joined or set apart."""
    found: set[str] = set()
    for text in texts:
        before = ""
        for token in tokens(text):
            found.update(token.forms)
            if 0 < len(before) <= _JOINED:
                found.add(before + token.forms[0])
            before = token.forms[0]
    for word in list(found):
        if word.startswith("عبدال"):
            found.update(("عبد", word[3:]))
        found.update(word.replace(one, other) for one, other in _AMERICAN if one in word)
    return found


def _stands(name: tuple[str, ...], words: set[str], sounds: set[str]) -> bool:
    return bool(name) and all(w in words or w.removeprefix("ال") in words or _sound(w) in sounds for w in name)


def _sound(word: str) -> str:
    return word.removeprefix("ال").translate(_SOUNDS) or word
