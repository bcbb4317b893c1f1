"""Files appear whole or not at all."""

import os
import stat
from pathlib import Path

import pytest

from musnad.export import Outbox
from musnad.model import MusnadError

FULL = Path("/dev/full")


def test_a_stream_appears_when_the_box_is_left(out: Path) -> None:
    with Outbox(out) as outbox:
        outbox.open("a.txt").write("واحد")
        assert not (out / "a.txt").exists()
    assert (out / "a.txt").read_text("utf-8") == "واحد"
    assert os.listdir(out) == ["a.txt"]
    assert (outbox.written, outbox.replaced) == (1, 0)


def test_an_error_leaves_no_trace_and_the_old_file(out: Path) -> None:
    with Outbox(out) as outbox:
        outbox.put("a.txt", "قديم")
    with pytest.raises(KeyboardInterrupt), Outbox(out) as outbox:
        outbox.open("a.txt").write("جديد")
        raise KeyboardInterrupt
    assert (out / "a.txt").read_text("utf-8") == "قديم"
    assert os.listdir(out) == ["a.txt"]


def test_put_appears_at_once_and_replaces(out: Path) -> None:
    with Outbox(out) as outbox:
        outbox.put("a.txt", "واحد\r\n")
        outbox.put("a.txt", "اثنان\n")
        assert (out / "a.txt").read_bytes() == "اثنان\n".encode()
    assert (outbox.written, outbox.replaced) == (2, 1)


def test_rights_follow_the_umask(out: Path) -> None:
    old = os.umask(0o027)
    try:
        with Outbox(out) as outbox:
            outbox.open("a.txt")
            outbox.put("b.txt", "")
    finally:
        os.umask(old)
    assert [stat.S_IMODE((out / name).stat().st_mode) for name in ("a.txt", "b.txt")] == [0o640, 0o640]


def test_line_ends_are_kept(out: Path) -> None:
    with Outbox(out) as outbox:
        outbox.open("a.txt").write("a\nb\r\n")
    assert (out / "a.txt").read_bytes() == b"a\nb\r\n"


def test_a_refusal_of_the_disk_comes_in_words(out: Path) -> None:
    with pytest.raises(MusnadError, match=r"cannot be written \(No space left on device\)"), Outbox(out):
        raise OSError(28, "No space left on device")


@pytest.mark.skipif(not FULL.exists(), reason="this system has no /dev/full")
def test_a_full_disk_at_the_end(out: Path) -> None:
    with pytest.raises(MusnadError, match="No space left"), Outbox(out) as outbox:
        # Small enough to stay in the buffer until the file is completed.
        file = outbox.open("a.txt")
        os.dup2(os.open(FULL, os.O_WRONLY), file.fileno())
        file.write("واحد")
    assert os.listdir(out) == []


def test_a_missing_folder_inside_a_name(out: Path) -> None:
    with pytest.raises(MusnadError, match="no/where"), Outbox(out) as outbox:
        outbox.put("no/where", "")
    assert os.listdir(out) == []
