"""JSON that is one value: exports of Telegram, lists of records, single records; streamed."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO

from musnad.gather.encodings import wide_encoding
from musnad.gather.events import Found, Limits, Unreadable
from musnad.gather.formats import stem
from musnad.gather.records import Intake
from musnad.gather.streams import in_utf8
from musnad.gather.telegram import Chat, message
from musnad.model import Problem, Snapshot

# Where messages stand: in the export of one chat, and in that of an account.
_CHATS = ("", "chats.list.item.", "left_chats.list.item.")
_MESSAGES = tuple(f"{chat}messages.item" for chat in _CHATS)
_ABOUT = tuple(f"{chat}{key}" for chat in _CHATS for key in ("name", "type", "id"))
_ITEM = "item"
_MARK = b"\xef\xbb\xbf"
_SCALARS = ("string", "number", "null", "boolean")
_DEPTH = 60
_NOTHING = (
    "There is no report in this JSON. Give an export of Telegram (result.json), a list of records, or lines of JSON"
    ' ({"text": …}), one record in each, as .jsonl.'
)


def read(head: bytes, stream: BinaryIO, intake: Intake, limits: Limits) -> Iterator[Found | Problem]:
    """The reports in *stream*, which begins with *head*. Memory for one message or record at a time.

    Raises:
        Unreadable: this is no JSON, or there is nothing in it that can be a report. What came before stays.
    """
    if wide_encoding(head) is None and head.startswith(_MARK):
        stream.read(len(_MARK))
    base = stem(intake.path)
    chat = Chat()
    counts: Counter[str] = Counter()
    number = 0
    for prefix, value in _values(_Metered(in_utf8(head, stream), limits.record)):
        if prefix in _ABOUT:
            key = prefix.rpartition(".")[2]
            chat = Chat(name=value) if key == "name" else chat.having(key, value)
            continue
        number += 1
        if number > limits.records:
            raise Unreadable(
                f"There are more than {limits.records:,} records here; the rest was left unread. Split it."
            )
        place = f"record {number}"
        if prefix in _MESSAGES:
            place = f"message {value.get('id', number)}" if isinstance(value, dict) else place
            for each in message(value, chat, intake, base, place, counts):
                yield replace(each, snapshot=_snapshot(value, intake, place)) if isinstance(each, Found) else each
        elif isinstance(value, dict):
            yield from intake.record(value, f"{base}-{number}", place, _written(value))
        else:
            yield intake.problem(place, "This is no JSON object and was left unread.")
    if not number:
        raise Unreadable(_NOTHING)
    if counts:
        yield intake.problem("", _passed_over(counts), fatal=False)


def _written(value: Any) -> bytes:
    """*value* written compactly: its bytes in the file are gone when it has been taken apart."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def _snapshot(value: Any, intake: Intake, place: str) -> Snapshot:
    return Snapshot.of(_written(value), intake.path, keep=False, place=place)


def _values(stream: "_Metered") -> Iterator[tuple[str, Any]]:
    """Messages, records and what is said of chats, with their places in the tree, as ijson names these."""
    # Here and not above: few runs need it.
    import ijson

    builder = None
    wanted = ""
    top: dict[str, Any] = {}
    depth = 0
    try:
        for prefix, event, value in ijson.parse(stream, use_float=True):
            depth += (event in ("start_map", "start_array")) - (event in ("end_map", "end_array"))
            if depth > _DEPTH:
                raise Unreadable(f"Brackets are nested deeper than {_DEPTH} here; it was read no further.")
            if builder is not None:
                builder.event(event, value)
                if prefix == wanted and event == "end_map":
                    yield prefix, builder.value
                    builder = None
                    stream.begin()
            elif prefix in (_ITEM, *_MESSAGES) and event == "start_map":
                builder, wanted = ijson.ObjectBuilder(), prefix
                builder.event(event, value)
                stream.begin()
            elif prefix in (_ITEM, *_MESSAGES, *_ABOUT) and event in _SCALARS:
                yield prefix, value
            if depth == 1 and "." not in prefix and event in _SCALARS and len(top) < _DEPTH:
                top[prefix] = value
    except ijson.JSONError as error:
        why = str(error).split("\n")[0].strip()[:80]
        raise Unreadable(f"This is no JSON from here on ({why}). Get it anew.", f"byte {stream.size:,}") from error
    if isinstance(top.get("text"), str) and "messages" not in top:
        # A single record; its name was taken for that of a chat.
        yield _ITEM, top


def _passed_over(counts: Counter[str]) -> str:
    parts = ", ".join(f"{number:,} {what}" for what, number in counts.items())
    return f"Messages without a report in them were passed over: {parts}."


class _Metered:
    """A stream of which no single value may be too large."""

    def __init__(self, stream: BinaryIO, limit: int) -> None:
        self._stream = stream
        self._limit = limit
        self._since = 0
        self.size = 0

    def begin(self) -> None:
        """A value begins or ends here."""
        self._since = 0

    def read(self, size: int = -1) -> bytes:
        """As of any stream."""
        piece = self._stream.read(size)
        self._since += len(piece)
        self.size += len(piece)
        if self._since > self._limit:
            raise Unreadable(
                f"A value of this JSON is larger than {self._limit >> 20} MB; it was read no further.",
                f"byte {self.size:,}",
            )
        return piece
