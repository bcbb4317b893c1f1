"""What was received: bytes kept once, snapshots of reports, versions of pages, visits."""

from dataclasses import replace
from pathlib import Path

import apsw
import pytest

from musnad.ledger import Ledger
from musnad.model import Analysis, MusnadError, Snapshot, Visit

from .samples import BREAD, WATER, Said, analysis, make_older

PAGE = b"<html><body><p>" + b"x" * 5000 + b"</p></body></html>"
ADDRESS = "https://wadi.example/17"


def received(body: bytes = PAGE, moment: str = "2031-03-05T10:00:00+00:00", page: str | None = ADDRESS) -> Snapshot:
    return Snapshot.of(
        body,
        "https://wadi.example/17?from=feed",
        received=moment,
        url=page,
        status=200,
        headers=(("Content-Type", "text/html"), ("X-Odd", "caf\udce9 «»")),
        page=page,
    )


def version(number: int) -> Analysis:
    return analysis(Said("وزارة المياه", f"الخزان رقم {number} آمن"), url=ADDRESS)


def test_a_report_points_to_what_it_was_read_from(empty: Ledger) -> None:
    snapshot = received()
    assert empty.add(WATER, snapshot)
    (entry,) = empty.snapshots(WATER.report.id)
    assert (entry.report, entry.kept, entry.size) == (WATER.report.id, "bytes", len(PAGE))
    for name in ("source", "place", "url", "page", "status", "headers", "received", "sha256"):
        assert getattr(entry, name) == getattr(snapshot, name)
    assert empty.body(entry.id) == PAGE


def test_a_report_without_evidence_has_none(ledger: Ledger) -> None:
    assert ledger.snapshots(WATER.report.id) == []
    with pytest.raises(MusnadError, match="holds no report"):
        ledger.snapshots("0" * 32)


def test_the_same_snapshot_changes_nothing(empty: Ledger) -> None:
    assert empty.add(WATER, received())
    assert not empty.add(WATER, received())
    assert not empty.keep(received(), WATER.report.id)
    assert len(empty.snapshots(WATER.report.id)) == 1


def test_the_same_page_seen_again_is_a_sighting_and_its_bytes_are_kept_once(empty: Ledger) -> None:
    empty.add(WATER, received())
    assert not empty.add(WATER, received(moment="2031-03-06T10:00:00+00:00"))
    assert len(empty.snapshots(WATER.report.id)) == 2
    assert list(empty._db.rows("SELECT count(*) FROM contents")) == [(1,)]


def test_a_file_read_again_is_no_new_sighting(empty: Ledger) -> None:
    for moment in ("2031-03-05T10:00:00+00:00", "2031-03-06T10:00:00+00:00"):
        empty.add(WATER, Snapshot.of(PAGE, "water.html", received=moment))
    assert len(empty.snapshots(WATER.report.id)) == 1


def test_bytes_are_packed_unless_that_makes_them_larger(empty: Ledger) -> None:
    noise = bytes(range(256))
    empty.keep(received())
    empty.keep(received(noise))
    kept = list(empty._db.rows("SELECT size, packing, length(body) FROM contents ORDER BY row"))
    assert kept[0][:2] == (len(PAGE), "zlib")
    assert kept[0][2] < 200
    assert kept[1] == (256, "none", 256)


def test_bytes_that_are_the_text_are_not_kept_twice(empty: Ledger) -> None:
    body = WATER.report.text.encode()
    empty.add(WATER, Snapshot.of(body, "water.txt"))
    (entry,) = empty.snapshots(WATER.report.id)
    assert entry.kept == "text"
    assert list(empty._db.rows("SELECT count(*) FROM contents")) == [(0,)]
    assert empty.body(entry.id) == body


def test_only_the_hash_may_be_kept(empty: Ledger) -> None:
    empty.add(WATER, Snapshot.of(PAGE, "all.jsonl", place="line 12", keep=False))
    (entry,) = empty.snapshots(WATER.report.id)
    assert (entry.kept, entry.place, entry.size) == ("no", "line 12", len(PAGE))
    with pytest.raises(MusnadError, match="only the hash is kept"):
        empty.body(entry.id)


def test_a_feed_is_kept_without_a_report(empty: Ledger) -> None:
    assert empty.keep(received(b"<rss/>", page=None))
    assert list(empty._db.rows("SELECT report FROM snapshots")) == [(None,)]
    with pytest.raises(MusnadError, match="holds no report"):
        empty.keep(received(), "0" * 32)


def test_missing_and_damaged_bytes_are_named(path: Path) -> None:
    with Ledger(path) as ledger:
        ledger.add(WATER, received())
        ledger.add(BREAD, received(PAGE + b" "))
        first, second = (ledger.snapshots(each.report.id)[0].id for each in (WATER, BREAD))
    connection = apsw.Connection(str(path))
    connection.execute(
        "DROP TRIGGER contents_no_update; DROP TRIGGER contents_no_delete;"
        "DELETE FROM contents WHERE row = 1; UPDATE contents SET body = x'00' WHERE row = 2"
    )
    connection.close()
    with Ledger(path) as ledger:
        with pytest.raises(MusnadError, match="missing"):
            ledger.body(first)
        with pytest.raises(MusnadError, match="damaged"):
            ledger.body(second)
        with pytest.raises(MusnadError, match="holds no snapshot"):
            ledger.body("0" * 32)


@pytest.mark.parametrize("table", ["contents", "snapshots", "visits"])
def test_evidence_is_only_appended(empty: Ledger, table: str) -> None:
    empty.add(WATER, received())
    empty.note(Visit(ADDRESS, "page", "2031-03-05T10:00:00+00:00", "read"))
    for sql in (f"DELETE FROM {table}", f"UPDATE {table} SET row = 5", f"REPLACE INTO {table} SELECT * FROM {table}"):
        with pytest.raises(MusnadError, match="only appends"), empty.transaction():
            empty._db.write(sql, [()])


def test_versions_of_a_page_in_the_order_of_time(empty: Ledger) -> None:
    # Recorded out of order: an archive of an earlier day may be read later.
    for number, day in ((2, 6), (1, 5), (3, 7)):
        empty.add(version(number), received(b"%d" % number, f"2031-03-0{day}T10:00:00+00:00"))
    # Back to what it was: no new version.
    empty.add(version(1), received(b"1 again", "2031-03-08T10:00:00+00:00"))
    ids = [version(number).report.id for number in (1, 2, 3)]
    for number in (1, 2, 3):
        assert [entry.id for entry in empty.versions(version(number).report.id)] == ids
    assert empty.find_report(ADDRESS) == ids


def test_what_was_read_from_an_address_last(empty: Ledger) -> None:
    asked = received().source
    assert empty.last_read(asked) is None
    empty.keep(received(b"feed"))
    empty.add(version(1), received(b"1"))
    empty.add(version(2), received(b"2"))
    empty.add(version(3), Snapshot.of(b"3", asked))
    found = empty.last_read(asked)
    assert found is not None and found.id == version(2).report.id


def test_other_reports_are_no_versions(empty: Ledger) -> None:
    empty.add(version(1), received(b"1"))
    empty.add(version(2), received(b"2", page="https://wadi.example/18"))
    empty.add(version(3), received(b"3", page=None))
    empty.add(version(4))
    for number in range(1, 5):
        id_ = version(number).report.id
        assert [entry.id for entry in empty.versions(id_)] == [id_]


def test_visits_are_the_state(empty: Ledger) -> None:
    visit = Visit(ADDRESS, "feed", "2031-03-05T10:00:00+00:00", "read", 200, '"a\udce9"', "Wed", None, None)
    failed = replace(visit, outcome="failed", status=503, problem="متعب", until="2031-03-05T11:00:00+00:00")
    assert empty.visited(ADDRESS) is None
    for each in (failed, visit, failed, failed):
        empty.note(each)
    assert empty.visited(ADDRESS) == failed
    assert empty.failures(ADDRESS) == 2
    empty.note(visit)
    assert (empty.visited(ADDRESS), empty.failures(ADDRESS), empty.failures("x")) == (visit, 0, 0)


def test_sources_and_their_hosts(ledger: Ledger) -> None:
    ledger.add(version(1), received())
    for at, outcome, name in (
        ("2031-03-05T10:00:00+00:00", "read", "www.wadi.example"),
        ("2031-03-05T11:00:00+00:00", "failed", "wadi.example"),
        ("2031-03-05T12:00:00+00:00", "failed", "silent.example"),
    ):
        problem = "It is tired." if outcome == "failed" else None
        ledger.note(Visit(f"https://{name}/x", "page", at, outcome, problem=problem))  # type: ignore[arg-type]
    oasis, harbour, nameless, silent = ledger.sources()
    assert (oasis.outlet, oasis.reports) == ("وكالة الواحة", 2)
    (host,) = oasis.hosts
    assert (host.host, host.visits, host.failures, host.failing) == ("wadi.example", 2, 1, True)
    assert (host.last_seen, host.last_failure, host.problem) == (
        "2031-03-05T10:00:00+00:00",
        "2031-03-05T11:00:00+00:00",
        "It is tired.",
    )
    assert {harbour.outlet, nameless.outlet} == {"صحيفة الميناء", None}
    assert (silent.outlet, silent.reports, silent.hosts[0].host) == (None, 0, "silent.example")
    assert silent.hosts[0].failing


def test_a_ledger_from_before_evidence_is_brought_up_to_date(path: Path) -> None:
    with Ledger(path) as ledger:
        ledger.add_many([WATER])
    make_older(path, 1)
    with pytest.raises(MusnadError, match="Open it once for writing"):
        Ledger(path, readonly=True)
    with Ledger(path) as ledger:
        assert ledger.get(WATER.report.id) == WATER
        assert ledger.snapshots(WATER.report.id) == []
        assert not ledger.add(WATER, received())
        assert len(ledger.snapshots(WATER.report.id)) == 1
        assert ledger.add(BREAD, received(b"bread"))
        assert ledger.verify().mismatches == 0
