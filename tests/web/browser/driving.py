"""What a person does with a page, and how long a test waits for it.

Needs Chromium and its driver; without them the tests that drive it say so and are skipped. README.md says how to
install them.
"""

import time
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest

from bench.browser import Browser, chromium

NEEDED = pytest.mark.skipif(
    chromium() is None, reason="no Chromium with chromedriver: apt-get install chromium chromium-driver"
)

_PATIENCE = 20.0


def find(chrome: Browser, selector: str) -> Browser:
    return chrome.find_element("css selector", selector)


def all_of(chrome: Browser, selector: str) -> list[Browser]:
    found: list[Browser] = chrome.find_elements("css selector", selector)
    return found


def wait(until: Callable[[], object]) -> None:
    deadline = time.monotonic() + _PATIENCE
    while not until():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.05)


def click(chrome: Browser, selector: str) -> None:
    """Click what leads to another page, and wait for that."""
    at = find(chrome, selector)
    before = find(chrome, "html")
    chrome.execute_script("arguments[0].scrollIntoView({block: 'center'})", at)
    at.click()
    wait(lambda: is_gone(before))
    wait(lambda: chrome.execute_script("return document.readyState") == "complete")


def is_gone(element: Browser) -> bool:
    from selenium.common.exceptions import WebDriverException

    try:
        element.is_enabled()
    except WebDriverException:
        return True
    return False


def submit(chrome: Browser, selector: str) -> None:
    click(chrome, f"{selector} button:not([type='button'])")


def click_plainly(chrome: Browser, selector: str) -> None:
    """Click what leads to another page where no script can tell when that is there."""
    at = find(chrome, selector)
    before = find(chrome, "html")
    at.click()
    wait(lambda: is_gone(before))


def asked(chrome: Browser) -> dict[str, list[str]]:
    return parse_qs(urlsplit(chrome.current_url).query)


def click_in_place(chrome: Browser, selector: str) -> None:
    chrome.execute_script("arguments[0].click()", find(chrome, selector))
