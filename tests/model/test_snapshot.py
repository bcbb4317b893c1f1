"""Evidence as a value."""

import hashlib
import re
from dataclasses import replace

from musnad.model import Snapshot, moment


def test_of_bytes() -> None:
    snapshot = Snapshot.of(b"abc", "page.html", place="part 2")
    assert (snapshot.sha256, snapshot.size, snapshot.body) == (hashlib.sha256(b"abc").hexdigest(), 3, b"abc")
    assert (snapshot.place, snapshot.status, snapshot.headers) == ("part 2", None, ())
    assert Snapshot.of(b"abc", "page.html", keep=False).body is None
    assert "abc" not in repr(snapshot)


def test_what_makes_it_another() -> None:
    file = Snapshot.of(b"abc", "page.html", received="2031-03-05T10:00:00+00:00")
    answer = replace(file, status=200)
    later = "2031-03-06T10:00:00+00:00"
    assert file.key == replace(file, received=later).key
    assert answer.key != replace(answer, received=later).key
    others = [replace(file, source="x"), replace(file, place="x"), replace(file, sha256="x")]
    assert len({each.key for each in (file, *others)}) == 4
    assert replace(file, body=None, page="x").key == file.key
    assert len(replace(file, source="caf\udce9").key) == 32


def test_moments() -> None:
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", moment())
