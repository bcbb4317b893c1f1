"""Within reach of everybody: by keyboard, without scripts, on narrow windows and slow lines, for those who hear a page.

``MUSNAD_AXE`` may name another ``axe.min.js`` than that of the package axe-core-python.
"""

import os
from importlib.resources import files
from pathlib import Path
from urllib.parse import unquote

import pytest

from bench.browser import Browser

from .driving import NEEDED, all_of, click, find, wait

pytestmark = NEEDED

_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def test_arabic_is_set_in_our_own_type(chrome: Browser, home: str) -> None:
    chrome.execute_script("return document.fonts.ready")
    for language, selector in (("ar", "h1"), ("en", ".rows .words a")):
        chrome.get(f"{home}/settings?language={language}")
        chrome.execute_async_script("document.fonts.ready.then(arguments[0])")
        chrome.execute_cdp_cmd("DOM.enable", {})
        chrome.execute_cdp_cmd("CSS.enable", {})
        root = chrome.execute_cdp_cmd("DOM.getDocument", {})["root"]["nodeId"]
        node = chrome.execute_cdp_cmd("DOM.querySelector", {"nodeId": root, "selector": selector})
        fonts = chrome.execute_cdp_cmd("CSS.getPlatformFontsForNode", node)["fonts"]
        used = {font["familyName"]: font["glyphCount"] for font in fonts if font["isCustomFont"]}
        assert sum(used.values()) >= 0.7 * sum(font["glyphCount"] for font in fonts), fonts


def test_the_keyboard_is_enough(chrome: Browser) -> None:
    from selenium.webdriver.common.keys import Keys

    find(chrome, "body").send_keys(Keys.TAB)
    assert chrome.switch_to.active_element.get_attribute("class") == "skip"
    chrome.switch_to.active_element.send_keys(Keys.ENTER)
    wait(lambda: chrome.switch_to.active_element.get_attribute("id") == "main")
    find(chrome, "body").send_keys("/")
    assert chrome.switch_to.active_element.get_attribute("id") == "words"


def test_everything_works_without_scripts(chrome: Browser, home: str) -> None:
    chrome.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        chrome.get(f"{home}/search?q=%D8%A7%D9%84%D9%87%D8%AF%D9%86%D8%A9")
        assert all_of(chrome, "mark")
        assert not find(chrome, "a[href*='search.csv']").get_attribute("hidden")
        chrome.get(f"{home}/claims?disputed=denial")
        click(chrome, ".claims .words a")
        assert all_of(chrome, ".ladder .dot") and all_of(chrome, ".card.side-denies")
    finally:
        chrome.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


PAGES = (
    "/",
    "/search?q=%D8%A7%D9%84%D8%B3%D8%AF&since=2031",
    "/reports",
    "/speakers",
    "/outlets",
    "/map",
    "/map?place=place.sy&since=2031-04",
    "/map?of=claims",
    "/read",
    "/corrections",
    "/api",
    "/claims?disputed=any&sort=disputes",
    "/claims/judgements",
    "/nowhere",
    "CLAIM",
    "CLAIM/judge",
    "SAID",
    "REPORT",
    "STATEMENT",
    "STATEMENT/correct",
    "REPORT/names",
    "REPORT/add",
    "NAME",
    "JUDGE",
    "/judgements",
    "/additions",
    "SPEAKER",
    "OUTLET",
    "/entities",
    "/places",
    "ENTITY",
    "/entity/o.russia-foreign-minister",
    "/place/place.sy.aleppo",
)


def _axe() -> str:
    given = os.environ.get("MUSNAD_AXE")
    return Path(given).read_text("utf-8") if given else (files("axe_core_python") / "axe.min.js").read_text("utf-8")


@pytest.mark.parametrize("look", ["ar.light", "en.dark"])
@pytest.mark.parametrize("page", PAGES)
def test_nobody_is_kept_out(chrome: Browser, home: str, places: dict[str, str], page: str, look: str) -> None:
    language, theme = look.split(".")
    chrome.get(f"{home}/settings?language={language}&theme={theme}")
    name, slash, rest = page.partition("/")
    chrome.get(places[name] + slash + rest if name else home + page)
    for width in (1440, 390, 320):
        chrome.set_window_size(width, 900)
        chrome.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False},
        )
        assert chrome.execute_script("return document.documentElement.scrollWidth") <= width, width
    chrome.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    chrome.set_window_size(1440, 900)
    chrome.execute_script("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    chrome.execute_script(_axe())
    result = chrome.execute_async_script(
        "const [tags, done] = arguments; axe.run(document, {runOnly: {type: 'tag', values: tags}}).then(done);", _TAGS
    )
    told = [(v["id"], v["nodes"][0]["target"], v["nodes"][0]["html"][:120]) for v in result["violations"]]
    assert not told, unquote(chrome.current_url)


@pytest.mark.parametrize("page", PAGES)
def test_first_paint_is_small(chrome: Browser, home: str, places: dict[str, str], page: str) -> None:
    name, slash, rest = page.partition("/")
    chrome.execute_cdp_cmd("Network.enable", {})
    chrome.execute_cdp_cmd("Network.setCacheDisabled", {"cacheDisabled": True})
    try:
        chrome.get(places[name] + slash + rest if name else home + page)
        chrome.execute_async_script("document.fonts.ready.then(arguments[0])")
        sizes = chrome.execute_script(
            "return [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]"
            ".map((e) => e.transferSize)"
        )
    finally:
        chrome.execute_cdp_cmd("Network.setCacheDisabled", {"cacheDisabled": False})
    # The page, the style sheet, the script and the type; nothing was kept from before.
    assert len(sizes) >= 4 and all(sizes), sizes
    assert sum(sizes) <= 300_000
