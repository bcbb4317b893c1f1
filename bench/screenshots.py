"""Pictures of every page of the desk: ``python -m bench.screenshots OUT``, in both languages, wide and narrow.

Needs Chromium with its driver (Debian: ``apt-get install chromium chromium-driver``), selenium and Pillow (the extras
``dev`` and ``bench``).
"""

import argparse
import base64
import sys
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

import pypdfium2
from selenium.webdriver.common.by import By

from bench.browser import Browser, browser, served_demo

WIDTHS = (1440, 390)
# Pages that people print: also as PDF, and its first leaves as pictures.
PRINTED = ("report", "statement", "claim")
_LEAVES = 3


def addresses(chrome: Browser, home: str) -> dict[str, str]:
    """A page of each sort, by name."""
    chrome.get(f"{home}/search?nested=yes")
    statement = chrome.find_element(By.CSS_SELECTOR, ".rows .words a").get_attribute("href")
    entity = chrome.find_element(By.CSS_SELECTOR, ".rows .chain a[href^='/entity/']").get_attribute("href")
    speaker = chrome.find_element(By.CSS_SELECTOR, ".rows .chain a[href^='/speaker/']").get_attribute("href")
    chrome.get(f"{home}/claims?sort=disputes&disputed=denial")
    claim = chrome.find_element(By.CSS_SELECTOR, ".claims .words a").get_attribute("href")
    chrome.get(str(statement))
    report = chrome.find_element(By.CSS_SELECTOR, ".more a").get_attribute("href")
    chrome.get(f"{str(report).partition('?')[0]}/names")
    name = chrome.find_element(By.CSS_SELECTOR, "th a[href*='/name?']").get_attribute("href")
    return {
        "front": home,
        "search": f"{home}/search?q={quote('السد')}&since=2031-03",
        "claims": f"{home}/claims?sort=disputes&disputed=any",
        "claim": str(claim),
        "judge": f"{claim}/judge",
        "judgements": f"{home}/claims/judgements",
        "report": str(report),
        "statement": str(statement),
        "speaker": str(speaker),
        "entity": str(entity),
        "entities": f"{home}/entities",
        "place": f"{home}/place/place.sy.aleppo",
        "places": f"{home}/places",
        "speakers": f"{home}/speakers",
        "reports": f"{home}/reports",
        "outlets": f"{home}/outlets",
        "outlet": f"{home}/outlet/{quote('صحيفة الميزان')}",
        "map": f"{home}/map",
        "map-place": f"{home}/map?place={quote('place.sy')}&since=2031-04",
        "read": f"{home}/read",
        "correct": f"{str(statement).split('?')[0]}/correct",
        "corrections": f"{home}/corrections",
        "additions": f"{home}/additions",
        "name-judgements": f"{home}/judgements",
        "names": f"{str(report).partition('?')[0]}/names",
        "name": str(name),
        "add": f"{str(report).partition('?')[0]}/add",
        "name-judge": f"{home}/entity/p.sergey-lavrov/judge?q={quote('لافروف')}",
        "api": f"{home}/api",
        "error": f"{home}/statement/none",
    }


# Fonts are there, and the map, where there is one, has its ground.
_SETTLED = """
const done = arguments[0], until = Date.now() + 5000;
const there = () => !document.querySelector("#map") || document.querySelector("#map .land") || Date.now() > until;
const look = () => there() ? done() : setTimeout(look, 50);
document.fonts.ready.then(look);
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Take the pictures; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m bench.screenshots", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("out", type=Path, help="the folder to write into")
    parser.add_argument("--only", help="a page's name")
    options = parser.parse_args(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    with served_demo() as home, browser() as chrome:
        pages = addresses(chrome, home)
        for language in ("ar", "en"):
            chrome.get(f"{home}/settings?language={language}")
            for name, address in pages.items():
                if options.only in (None, name):
                    take(chrome, address, options.out / f"{name}-{language}")
                    if name in PRINTED:
                        on_paper(chrome, address, options.out / f"{name}-{language}")
    return 0


def take(chrome: Browser, address: str, stem: Path) -> None:
    """The page at *address*, whole, at every width."""
    for width in WIDTHS:
        chrome.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500},
        )
        chrome.get(address)
        chrome.execute_async_script(_SETTLED)
        tall = min(chrome.execute_script("return document.documentElement.scrollHeight"), 6000)
        wide = chrome.execute_script("return document.documentElement.scrollWidth")
        if wide > width:
            print(f"{stem.name}: {wide} wide at {width}", file=sys.stderr)
        chrome.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": tall, "deviceScaleFactor": 1, "mobile": width < 500},
        )
        chrome.execute_async_script(_SETTLED)
        chrome.save_screenshot(f"{stem}-{width}.png")


def on_paper(chrome: Browser, address: str, stem: Path) -> None:
    """The page at *address* as it is printed on A4."""
    chrome.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    chrome.get(address)
    chrome.execute_async_script("document.fonts.ready.then(arguments[0])")
    # A4 in inches; no backgrounds, as browsers print unless they are told otherwise.
    options = {"paperWidth": 8.27, "paperHeight": 11.69, "printBackground": False, "preferCSSPageSize": True}
    printed = base64.b64decode(chrome.execute_cdp_cmd("Page.printToPDF", options)["data"])
    stem.with_suffix(".pdf").write_bytes(printed)
    document = pypdfium2.PdfDocument(printed)
    for number in range(min(_LEAVES, len(document))):
        document[number].render(scale=1.5).to_pil().save(f"{stem}-paper-{number + 1}.png")
    document.close()


if __name__ == "__main__":
    sys.exit(main())
