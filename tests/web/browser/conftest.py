"""Chromium on a desk of the examples, for each file anew: one file's corrections are not in the others' way."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.browser import Browser, browser, served_demo

from .driving import find


@pytest.fixture(scope="module")
def home() -> Iterator[str]:
    with served_demo() as address:
        yield address


@pytest.fixture(scope="module")
def downloads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("downloads")


@pytest.fixture(scope="module")
def opened(downloads: Path) -> Iterator[Browser]:
    with browser(downloads) as driver:
        yield driver


@pytest.fixture
def chrome(opened: Browser, home: str) -> Iterator[Browser]:
    """On the front page, in Arabic; afterwards nothing may have been complained of."""
    opened.get(f"{home}/settings?language=ar&theme=auto&digits=latn")
    opened.get_log("browser")
    yield opened
    complaints = [
        entry
        for entry in opened.get_log("browser")
        if entry["level"] == "SEVERE" and not any(code in entry["message"] for code in (" 404 ", " 400 "))
    ]
    assert not complaints


@pytest.fixture(scope="module")
def places(opened: Browser, home: str) -> dict[str, str]:
    """Where a page of each sort is."""
    opened.get(f"{home}/search?nested=yes")
    found = {
        "STATEMENT": find(opened, ".rows .words a").get_attribute("href"),
        "SPEAKER": find(opened, ".rows a[href^='/speaker/']").get_attribute("href"),
        "OUTLET": find(opened, ".rows a[href^='/outlet/']").get_attribute("href"),
    }
    opened.get(f"{home}/claims?disputed=denial")
    found["CLAIM"] = find(opened, ".claims .words a").get_attribute("href")
    opened.get(found["CLAIM"])
    found["SAID"] = find(opened, ".card.side-denies .words a").get_attribute("href")
    opened.get(f"{home}/entities")
    found["ENTITY"] = find(opened, ".ranking a[href^='/entity/']").get_attribute("href")
    opened.get(f"{home}/reports")
    found["REPORT"] = find(opened, ".list a").get_attribute("href")
    opened.get(f"{found['REPORT']}/names")
    found["NAME"] = find(opened, "th a[href*='/name?']").get_attribute("href")
    found["JUDGE"] = f"{home}/entity/p.sergey-lavrov/judge?q=%D9%84%D8%A7%D9%81%D8%B1%D9%88%D9%81"
    return found
