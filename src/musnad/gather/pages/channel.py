"""Messages of a channel on a page, as Telegram shows them to those who have no account."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from musnad.gather.dates import day
from musnad.gather.outlets import outlet_of
from musnad.gather.pages.blocks import blocks
from musnad.gather.pages.spelling import short_text

_HAS = "contains(concat(' ', normalize-space(@class), ' '), ' tgme_widget_message{} ')"
_NAME = 200


@dataclass(frozen=True, slots=True)
class ChannelMessage:
    """A message: the fields are those of a page, *via* the channel that it was forwarded from."""

    text: str
    outlet: str | None
    site: str | None
    published: date | None
    url: str | None
    via: str | None


def channel_messages(tree: Any) -> list[ChannelMessage]:
    """The messages with words on the page *tree*; none if it is no such page."""
    found = (_message(each) for each in tree.xpath(f"//div[{_HAS.format('')}]"))
    return [each for each in found if each.text]


def _message(element: Any) -> ChannelMessage:
    # A message that answers another shows the beginning of that one too, in an element of another class.
    body = next(iter(element.xpath(f".//div[{_HAS.format('_text')}]")), None)
    link = next(iter(element.xpath(f".//a[{_HAS.format('_date')}]")), None)
    url = link.get("href") if link is not None else None
    time = next(element.iter("time"), None)
    outlet = outlet_of(url) if url else None
    return ChannelMessage(
        text="\n".join(block.text for block in blocks(body)) if body is not None else "",
        outlet=outlet.id if outlet else None,
        site=_name(element, "_owner_name"),
        published=day(time.get("datetime")) if time is not None else None,
        url=url,
        via=_name(element, "_forwarded_from_name"),
    )


def _name(element: Any, kind: str) -> str | None:
    found = next(iter(element.xpath(f".//*[{_HAS.format(kind)}]")), None)
    return short_text(found, _NAME) if found is not None else None
