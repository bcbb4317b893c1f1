"""Messages of Telegram channels and groups, as its desktop program exports them (``result.json``)."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Self

from musnad.gather.dates import day
from musnad.gather.events import Found
from musnad.gather.metadata import Metadata
from musnad.gather.records import Intake
from musnad.model import Problem

_SERVICE = "service messages"
_EMPTY = "with media and no words"
_BARE = "empty"
_MEDIA = ("photo", "file", "media_type", "poll", "location_information", "contact_information", "game_title")


@dataclass(frozen=True, slots=True)
class Chat:
    """The channel or group whose messages come; None is «not said»."""

    name: str | None = None
    type: str | None = None
    id: str | None = None

    def having(self, key: str, value: object) -> Self:
        """This chat with one more thing known."""
        return replace(self, **{key: str(value)}) if value is not None else self

    @property
    def is_channel(self) -> bool:
        """Whether it speaks with one voice; what members of groups write is theirs."""
        return "channel" in (self.type or "channel")


def message(
    record: object, chat: Chat, intake: Intake, base: str, place: str, counts: Counter[str]
) -> Iterator[Found | Problem]:
    """The report in the message *record*: the chat is its outlet, from where it was forwarded is its ``via``.

    Service messages and those without words are counted in *counts*.
    """
    if not isinstance(record, dict):
        yield intake.problem(place, "This is no message and was left unread.")
        return
    if record.get("type", "message") != "message":
        counts[_SERVICE] += 1
        return
    text = plain(record.get("text"))
    if text is None:
        yield intake.problem(place, "The text of this message has an unknown shape and was left unread.")
        return
    if not any(map(str.isalpha, text)):
        counts[_EMPTY if any(record.get(key) for key in _MEDIA) else _BARE] += 1
        return
    stated = Metadata(
        outlet=chat.name or (f"t.me/c/{chat.id}" if chat.id else None),
        published=day(record.get("date")) or day(record.get("date_unixtime")),
        url=_address(record, chat),
        author=_name(record.get("author")) or (None if chat.is_channel else _name(record.get("from"))),
        changed=day(record.get("edited")),
        via=_name(record.get("forwarded_from")),
    )
    yield from intake.report(text, stated, f"{base}-{record.get('id', '')}", place)


def plain(text: object) -> str | None:
    """The text of a message: written as it is, or as a list of stretches plain and marked; None if as neither."""
    if text is None:
        return ""
    if isinstance(text, str):
        return text
    if not isinstance(text, list):
        return None
    parts = []
    for part in text:
        stretch = part.get("text") if isinstance(part, dict) else part
        if not isinstance(stretch, str):
            return None
        parts.append(stretch)
    return "".join(parts)


def _address(record: dict[str, Any], chat: Chat) -> str | None:
    number = record.get("id")
    if not chat.id or not isinstance(number, int):
        return None
    # Exports do not tell a channel's public name, and this form of address works for its members.
    return f"https://t.me/c/{chat.id}/{number}"


def _name(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None
