"""The web: pages, feeds, sitemaps, fetched with manners and care, into reports and evidence."""

from musnad.gather.web.collecting import Event, State, Wanted, collect
from musnad.gather.web.failures import Failure
from musnad.gather.web.feeds import FeedReader, Item
from musnad.gather.web.fetcher import Fetcher, Received, Request
from musnad.gather.web.limits import Resolver, WebLimits, WebSettings
from musnad.gather.web.lists import feed_list, starter_feeds

__all__ = [
    "Event",
    "Failure",
    "FeedReader",
    "Fetcher",
    "Item",
    "Received",
    "Request",
    "Resolver",
    "State",
    "Wanted",
    "WebLimits",
    "WebSettings",
    "collect",
    "feed_list",
    "starter_feeds",
]
