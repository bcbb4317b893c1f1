"""What the tests of fetching say: ask, and take the page or the failure."""

from collections.abc import Callable

import pytest

from musnad.gather.web import Failure, Fetcher, Received, Request

Fetching = Callable[..., Fetcher]
HTML = "<p>خبر من الوادي</p>".encode()


def failure(fetcher: Fetcher, url: str, **more: object) -> Failure:
    with pytest.raises(Failure) as caught:
        fetcher.get(Request(url, **more))  # type: ignore[arg-type]
    return caught.value


def got(fetcher: Fetcher, url: str, **more: object) -> Received:
    return fetcher.get(Request(url, **more))  # type: ignore[arg-type]
