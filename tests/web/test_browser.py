"""The desk in a real browser: what people do on it, without errors, and within reach of everybody.

Needs Chromium and its driver; without them these tests say so and are skipped. README.md says how to install them.
``MUSNAD_AXE`` may name another ``axe.min.js`` than that of the package axe-core-python.
"""

import hashlib
import os
import time
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from bench.browser import Browser, browser, chromium, served_demo

pytestmark = pytest.mark.skipif(
    chromium() is None, reason="no Chromium with chromedriver: apt-get install chromium chromium-driver"
)

_PATIENCE = 20.0
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


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
    wait(lambda: _is_gone(before))
    wait(lambda: chrome.execute_script("return document.readyState") == "complete")


def _is_gone(element: Browser) -> bool:
    from selenium.common.exceptions import WebDriverException

    try:
        element.is_enabled()
    except WebDriverException:
        return True
    return False


def submit(chrome: Browser, selector: str) -> None:
    click(chrome, f"{selector} button:not([type='button'])")


def test_search_filter_and_follow_a_chain(chrome: Browser) -> None:
    find(chrome, "#words").send_keys("الهدنة")
    submit(chrome, "form.big")
    assert all_of(chrome, "mark")
    every = find(chrome, "[role='status']").text
    find(chrome, ".filters summary").click()
    find(chrome, "#kind option[value='organisation']").click()
    submit(chrome, "form.filters")
    assert "kind=organisation" in chrome.current_url
    assert find(chrome, "[role='status']").text != every
    chrome.get(f"{chrome.current_url.partition('/search')[0]}/search?nested=yes")
    click(chrome, ".rows .words a")
    tree = all_of(chrome, ".tree > li")
    assert len(tree) >= 3
    assert tree[0].location["x"] + tree[0].size["width"] >= tree[1].location["x"] + tree[1].size["width"]
    click(chrome, ".tree .d1 .words a")
    assert find(chrome, ".tree .here").get_attribute("class").startswith("d1")
    click(chrome, ".two > section .more a")
    assert all_of(chrome, ".text .hit")


def test_correct_a_row_and_undo_it(chrome: Browser, home: str) -> None:
    chrome.get(f"{home}/search?force=deny")
    click(chrome, ".rows .words a")
    click(chrome, "a[href$='/correct']")
    find(chrome, "#force option[value='warn']").click()
    find(chrome, "input[name='verdict'][value='right']").click()
    find(chrome, "#author").send_keys("هند")
    find(chrome, "#note").send_keys("للتجربة")
    submit(chrome, "form.correct")
    assert "هند" in find(chrome, ".person").text
    while all_of(chrome, ".history form"):
        click(chrome, ".history form button")
        # What takes back can be taken back too, so the newest form is left alone.
        if len(all_of(chrome, ".history .gone")) == 2:
            break
    assert not all_of(chrome, ".person")


def test_follow_a_claim_from_the_front_to_its_words(chrome: Browser) -> None:
    click(chrome, ".halves .more a[href*='sort=disputes']")
    assert "disputed=any" in chrome.current_url
    click(chrome, ".claims .words a")
    supports, denies = find(chrome, ".card.side-supports"), find(chrome, ".card.side-denies")
    assert supports.location["x"] > denies.location["x"]
    # Time runs as people read: the first figure stands on the right.
    marks = all_of(chrome, ".ladder a")
    assert marks[0].location["x"] > marks[-1].location["x"]
    click(chrome, ".card.side-denies .words a")
    assert all_of(chrome, ".bonds .words a")
    click(chrome, "section[aria-labelledby='claim'] .more a")
    assert all_of(chrome, ".card.side-denies")


def test_split_a_statement_off_its_claim_and_undo_it(chrome: Browser, home: str) -> None:
    chrome.get(f"{home}/claims?disputed=denial")
    click(chrome, ".claims .words a")
    before = len(all_of(chrome, ".card"))
    click(chrome, ".card a[href*='judge?statement']")
    find(chrome, "#author").send_keys("هند")
    find(chrome, "#note").send_keys("للتجربة")
    submit(chrome, "form.correct")
    assert len(all_of(chrome, ".card")) == before - 1
    assert "للتجربة" in find(chrome, ".history").text
    click(chrome, ".history form button")
    assert len(all_of(chrome, ".card")) == before
    assert all_of(chrome, ".history .gone")


def test_a_selection_becomes_a_span(chrome: Browser, home: str) -> None:
    chrome.get(f"{home}/search")
    click(chrome, ".rows .words a")
    click(chrome, "a[href$='/correct']")
    find(chrome, ".spans summary").click()
    chrome.execute_script(
        "const walk = document.createTreeWalker(document.getElementById('raw'), NodeFilter.SHOW_TEXT);"
        "const texts = []; while (walk.nextNode()) { texts.push(walk.currentNode); }"
        "const at = (n) => { for (const t of texts) { if (n <= t.length) { return [t, n]; } n -= t.length; } };"
        "const range = document.createRange(); range.setStart(...at(3)); range.setEnd(...at(9));"
        "getSelection().removeAllRanges(); getSelection().addRange(range);"
    )
    button = find(chrome, "[data-span='cue']")
    assert button.is_displayed()
    chrome.execute_script("arguments[0].click()", button)
    assert find(chrome, "[name='cue_start']").get_attribute("value") == "3"
    assert find(chrome, "[name='cue_end']").get_attribute("value") == "9"


# What turns the direction, a letter beyond 16 bits and two kinds of line ends, before the words that are selected.
TURNED = "\u202eعاجل\u202c 🙂\r\nقالت وزيرة النقل لبنى القاضي إن الجسر مفتوح. ونفت البلدية إغلاق الطريق."


@pytest.fixture
def turned(chrome: Browser, home: str) -> str:
    """The address of a report of :data:`TURNED`, kept."""
    chrome.get(f"{home}/read")
    chrome.execute_script("document.getElementById('text-in').value = arguments[0]", TURNED)
    submit(chrome, "form.paste")
    click(chrome, "button[name='keep']")
    return str(chrome.current_url).partition("?")[0]


def select(chrome: Browser, words: str) -> None:
    """Select *words* in the raw text, as dragging over them does."""
    chrome.execute_script(
        "const raw = document.getElementById('raw'); const walk = document.createTreeWalker(raw, NodeFilter.SHOW_TEXT);"
        "while (walk.nextNode()) { const at = walk.currentNode.data.indexOf(arguments[0]); if (at < 0) { continue; }"
        "const range = document.createRange(); range.setStart(walk.currentNode, at);"
        "range.setEnd(walk.currentNode, at + arguments[0].length);"
        "getSelection().removeAllRanges(); getSelection().addRange(range); return; }",
        words,
    )
    wait(lambda: chrome.execute_script("return String(getSelection())") == words)


def test_selected_words_are_saved_where_they_stand(chrome: Browser, turned: str) -> None:
    chrome.get(turned)
    click(chrome, ".rows .words a")
    click(chrome, "a[href$='/correct']")
    find(chrome, ".spans summary").click()
    select(chrome, "الجسر")
    button = find(chrome, "[data-span='content']")
    chrome.execute_script("arguments[0].scrollIntoView({block: 'center'})", button)
    button.click()
    assert find(chrome, "[name='content_words']").get_attribute("value") == "الجسر"
    if all_of(chrome, "#author"):
        find(chrome, "#author").clear()
        find(chrome, "#author").send_keys("هند")
    submit(chrome, "form.correct")
    chrome.get(f"{chrome.current_url.partition('?')[0]}/correct")
    assert [each.get_attribute("textContent") for each in all_of(chrome, ".s-content")] == ["الجسر"]


def test_words_are_chosen_without_scripts(chrome: Browser, turned: str) -> None:
    chrome.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        chrome.get(turned)
        click_plainly(chrome, "a[href$='/add']")
        for name, words in (("cue", "ونفت"), ("source", "البلدية"), ("content", "ال")):
            find(chrome, f"[name='{name}_words']").send_keys(words)
        find(chrome, "#force option[value='deny']").click()
        find(chrome, "#author").clear()
        find(chrome, "#author").send_keys("هند")
        click_plainly(chrome, "form.correct .actions button")
        # «ال» stands in many places: it is asked which one.
        assert not find(chrome, "[data-span]").is_displayed()
        places = all_of(chrome, "[name='content_at']")
        assert len(places) > 3
        find(chrome, "[name='content_words']").clear()
        find(chrome, "[name='content_words']").send_keys("الطريق")
        click_plainly(chrome, "form.correct .actions button")
        assert "الطريق" in find(chrome, "#added ~ .history").text
        click_plainly(chrome, "#added ~ .history form button")
        assert all_of(chrome, "#added ~ .history .gone")
    finally:
        chrome.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def click_plainly(chrome: Browser, selector: str) -> None:
    """Click what leads to another page where no script can tell when that is there."""
    at = find(chrome, selector)
    before = find(chrome, "html")
    at.click()
    wait(lambda: _is_gone(before))


def test_whom_a_name_means_is_said_and_taken_back(chrome: Browser, home: str, places: dict[str, str]) -> None:
    chrome.get(f"{places['REPORT']}/names")
    click(chrome, "th a[href*='/name?']")
    find(chrome, "#q").send_keys("لافروف")
    submit(chrome, "form.big")
    find(chrome, "input[value='p.sergey-lavrov']").click()
    if all_of(chrome, "#author"):
        find(chrome, "#author").clear()
        find(chrome, "#author").send_keys("هند")
    submit(chrome, "form.correct")
    assert "سيرغي لافروف" in find(chrome, "tbody").text
    chrome.get(f"{home}/judgements")
    click(chrome, ".history form button")
    chrome.get(f"{places['REPORT']}/names")
    assert "سيرغي لافروف" not in find(chrome, "tbody").text


def test_switch_the_language(chrome: Browser) -> None:
    assert find(chrome, "html").get_attribute("dir") == "rtl"
    mark = find(chrome, ".mark").location["x"]
    click(chrome, ".language")
    assert find(chrome, "html").get_attribute("dir") == "ltr"
    assert find(chrome, ".mark").location["x"] < mark
    assert find(chrome, "h1").text == "Who said what, through whom, and how"


def test_read_a_pasted_report(chrome: Browser, home: str) -> None:
    chrome.get(f"{home}/read")
    text = "قالت وزيرة النقل لبنى القاضي إن الجسر مفتوح. <b onclick=alert(1)>ونفت</b> البلدية إغلاق الطريق."
    chrome.execute_script("document.getElementById('text-in').value = arguments[0]", text)
    submit(chrome, "form.paste")
    assert "لبنى القاضي" in find(chrome, ".rows").text
    assert "<b onclick" in find(chrome, ".text").text


HOSTILE = (
    "قال <script>window.ran = 1</script> الوزير سامي الناطق إن <img src=x onerror='window.ran = 2'> السد آمن.\n"
    "ونفت <svg/onload=window.ran=3> البلدية «</textarea></title></pre><script>window.ran = 4</script>» إغلاق الطريق."
)


def test_no_script_of_a_report_runs(chrome: Browser, home: str) -> None:
    chrome.get(f"{home}/read")
    chrome.execute_script("document.getElementById('text-in').value = arguments[0]", HOSTILE)
    chrome.execute_script("document.getElementById('outlet').value = arguments[0]", "<script>window.ran = 5</script>")
    submit(chrome, "form.paste")
    assert chrome.execute_script("return window.ran") is None
    click(chrome, "button[name='keep']")
    report = str(chrome.current_url).partition("?")[0]
    statement = find(chrome, ".rows .words a").get_attribute("href")
    for page in (report, f"{report}/names", f"{report}/add", statement, f"{statement}/correct", f"{home}/reports"):
        chrome.get(page)
        chrome.execute_script("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
        assert chrome.execute_script("return window.ran") is None, page
        assert chrome.execute_script("return document.scripts.length") == 1, page


def test_paper_is_white_and_holds_what_was_said(chrome: Browser, home: str, places: dict[str, str]) -> None:
    chrome.get(f"{home}/settings?theme=dark")
    chrome.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        for page in ("REPORT", "STATEMENT"):
            chrome.get(places[page])
            colour = chrome.execute_script("return getComputedStyle(document.body).backgroundColor")
            assert colour == "rgb(255, 255, 255)"
            assert not any(
                each.is_displayed() for each in all_of(chrome, "header.top, footer nav, .downloads, .button")
            )
            assert find(chrome, ".text, .tree").is_displayed()
    finally:
        chrome.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


def test_download_a_table(chrome: Browser, home: str, downloads: Path) -> None:
    chrome.get(f"{home}/search?force=deny")
    total = int(find(chrome, "[role='status']").text.split(" · ")[0].split()[-1])
    find(chrome, ".downloads a[href*='.csv']").click()
    file = downloads / "statements.csv"
    wait(lambda: file.exists() and file.stat().st_size > 0)
    assert file.read_bytes().count(b"\r\n") == total + 1


def test_names_are_suggested_and_lead_to_their_pages(chrome: Browser) -> None:
    from selenium.webdriver.common.keys import Keys

    field = find(chrome, "#words")
    field.send_keys("زملك")
    wait(lambda: all_of(chrome, "#words ~ .suggested [role='option']"))
    assert "الزملكاوي" in find(chrome, "#words ~ .suggested [role='option']").text
    assert field.get_attribute("aria-expanded") == "true"
    field.send_keys(Keys.ESCAPE)
    assert not find(chrome, "#words ~ .suggested").is_displayed()
    assert field.get_attribute("value") == "زملك"
    field.send_keys("ا")
    wait(lambda: find(chrome, "#words ~ .suggested").is_displayed())
    field.send_keys(Keys.ARROW_DOWN)
    chosen = find(chrome, "#words ~ .suggested [aria-selected='true']")
    assert field.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    before = find(chrome, "html")
    field.send_keys(Keys.ENTER)
    wait(lambda: _is_gone(before))
    assert "/entity/e." in chrome.current_url
    assert "الزملكاوي" in find(chrome, "h1").text


def test_a_person_chosen_for_a_filter_stands_in_the_address_by_id(chrome: Browser, home: str) -> None:
    from selenium.webdriver.common.keys import Keys

    chrome.get(f"{home}/search")
    find(chrome, ".filters summary").click()
    field = find(chrome, "#person")
    field.send_keys("الزملك")
    wait(lambda: find(chrome, "#person ~ .suggested").is_displayed())
    field.send_keys(Keys.ARROW_DOWN, Keys.ENTER)
    assert "(e." in field.get_attribute("value")
    find(chrome, "#person_as option[value='said']").click()
    submit(chrome, "form.filters")
    assert "person=e." in chrome.current_url and "person_as=said" in chrome.current_url
    assert all_of(chrome, ".rows li")
    assert "الزملكاوي" in find(chrome, ".chosen a").text
    click(chrome, ".chosen a")
    assert "/entity/e." in chrome.current_url
    click(chrome, "table a[href^='/speaker/']")
    assert all_of(chrome, ".meanings a[href^='/entity/e.']")


def test_without_scripts_a_name_typed_into_a_filter_will_do(chrome: Browser, home: str) -> None:
    chrome.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        chrome.get(f"{home}/search?person=%D8%A7%D9%84%D8%B2%D9%85%D9%84%D9%83%D8%A7%D9%88%D9%8A")
        assert all_of(chrome, ".rows li")
    finally:
        chrome.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_the_own_voice_is_dimmed_and_values_shown(chrome: Browser, home: str) -> None:
    chrome.get(f"{home}/reports")
    click(chrome, ".list a")
    find(chrome, "[data-dim]").click()
    assert "dim" in find(chrome, "#text").get_attribute("class").split()
    value = find(chrome, ".v[tabindex]")
    chrome.execute_script("arguments[0].focus()", value)
    assert find(chrome, ".v:focus .tip").is_displayed()


def test_a_value_is_shown_to_mouse_and_keyboard(chrome: Browser, home: str, places: dict[str, str]) -> None:
    from selenium.webdriver.common.action_chains import ActionChains
    from selenium.webdriver.common.keys import Keys

    chrome.get(places["REPORT"])
    value = find(chrome, "span.v")
    tip = value.find_element("css selector", ".tip")
    assert not tip.is_displayed()
    chrome.execute_script("arguments[0].scrollIntoView({block: 'center'})", value)
    ActionChains(chrome).move_to_element(value).perform()
    assert tip.is_displayed() and tip.text in value.get_attribute("aria-label")
    # What was shown can be sent away, and comes back with the next that is come to.
    ActionChains(chrome).send_keys(Keys.ESCAPE).perform()
    assert not tip.is_displayed()
    chrome.execute_script("arguments[0].focus()", value)
    assert tip.is_displayed()


def test_the_evidence_is_what_its_hash_says(chrome: Browser, places: dict[str, str], downloads: Path) -> None:
    chrome.get(places["REPORT"])
    hashes = [each.text.replace("\n", "") for each in all_of(chrome, "dd.long code")]
    link = find(chrome, "a[href^='/snapshot/']")
    name = link.get_attribute("href").rsplit("/", 1)[1][:12]
    chrome.execute_script("arguments[0].scrollIntoView({block: 'center'})", link)
    link.click()
    file = downloads / f"{name}.bin"
    wait(lambda: file.exists() and file.stat().st_size > 0)
    assert hashlib.sha256(file.read_bytes()).hexdigest() == hashes[-1]


def test_names_in_a_report_lead_on(chrome: Browser, home: str, places: dict[str, str]) -> None:
    chrome.get(places["REPORT"])
    to = find(chrome, ".text a.who[href^='/entity/']")
    assert to.text
    click(chrome, ".text a.who[href^='/entity/']")
    assert find(chrome, "h1").text


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


def asked(chrome: Browser) -> dict[str, list[str]]:
    return parse_qs(urlsplit(chrome.current_url).query)


def idle(chrome: Browser) -> bool:
    return chrome.execute_script("return !document.body.hasAttribute('aria-busy')") is True


def drag(chrome: Browser, selector: str, begin: tuple[float, float], end: tuple[float, float]) -> None:
    """Drag over an element, between two points told in parts of its width and height."""
    from selenium.webdriver.common.action_chains import ActionChains

    at = find(chrome, selector)
    chrome.execute_script("arguments[0].scrollIntoView({block: 'center'})", at)
    wide, high = at.size["width"], at.size["height"]
    (x, y), (to_x, to_y) = ((int((a - 0.5) * wide), int((b - 0.5) * high)) for a, b in (begin, end))
    chain = ActionChains(chrome, duration=50).move_to_element_with_offset(at, x, y).click_and_hold()
    chain.move_by_offset((to_x - x) // 2, (to_y - y) // 2).move_by_offset(to_x - x - (to_x - x) // 2, 0)
    chain.move_by_offset(0, to_y - y - (to_y - y) // 2).release().perform()


def on_map(chrome: Browser, home: str, query: str = "") -> None:
    chrome.get(f"{home}/map{query}")
    wait(lambda: all_of(chrome, ".stage path.land") and all_of(chrome, ".stage path.dot"))


def test_time_is_brushed_and_filters_the_map(chrome: Browser, home: str) -> None:
    on_map(chrome, home)
    every = len(all_of(chrome, ".stage path.dot"))
    # Right to left: the earliest is at the right.
    drag(chrome, ".bars", (0.93, 0.5), (0.7, 0.5))
    wait(lambda: "since" in asked(chrome) and idle(chrome))
    assert asked(chrome)["since"][0] < asked(chrome)["until"][0] < "2031-04-15"
    wait(lambda: 0 < len(all_of(chrome, ".stage path.dot")) < every)
    assert find(chrome, "#since").get_attribute("value") == asked(chrome)["since"][0]
    shared = chrome.current_url
    told = find(chrome, "#map-status").text
    chrome.back()
    wait(lambda: "since" not in asked(chrome) and len(all_of(chrome, ".stage path.dot")) == every)
    chrome.get(shared)
    assert find(chrome, "#map-status").text == told


def test_the_map_filters_time_and_list(chrome: Browser, home: str) -> None:
    on_map(chrome, home)
    statements = find(chrome, "#map-status").text
    find(chrome, ".tools button").click()
    drag(chrome, ".stage", (0.55, 0.05), (0.95, 0.6))
    wait(lambda: "box" in asked(chrome) and idle(chrome))
    assert find(chrome, "#map-status").text != statements
    assert all_of(chrome, ".stage path.frame")
    click_in_place(chrome, "#map-places th a")
    wait(lambda: "place" in asked(chrome) and idle(chrome))
    assert all_of(chrome, ".stage path.dot.on")
    click_in_place(chrome, ".chosen a")
    wait(lambda: "place" not in asked(chrome) and idle(chrome))


def click_in_place(chrome: Browser, selector: str) -> None:
    chrome.execute_script("arguments[0].click()", find(chrome, selector))


def test_time_is_chosen_with_the_keys(chrome: Browser, home: str) -> None:
    from selenium.webdriver.common.keys import Keys

    on_map(chrome, home)
    end = find(chrome, "[data-end='from']")
    before = end.get_attribute("aria-valuetext")
    # Towards the left is later where Arabic is read.
    end.send_keys(Keys.ARROW_LEFT, Keys.ARROW_LEFT)
    wait(lambda: "since" in asked(chrome) and idle(chrome))
    again = chrome.switch_to.active_element
    assert again.get_attribute("data-end") == "from" and again.get_attribute("aria-valuetext") != before
    again.send_keys(Keys.ESCAPE)
    wait(lambda: "since" not in asked(chrome) and idle(chrome))


def test_a_place_on_the_map_is_chosen(chrome: Browser, home: str) -> None:
    from selenium.webdriver.common.action_chains import ActionChains

    on_map(chrome, home, "?box=15,31,17,33")
    ActionChains(chrome).move_to_element(find(chrome, ".stage path.dot:not(.other)")).click().perform()
    wait(lambda: "place" in asked(chrome) and idle(chrome))
    assert all_of(chrome, "#map-rows .words a")


def test_the_map_works_without_scripts(chrome: Browser, home: str) -> None:
    chrome.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        chrome.get(f"{home}/map")
        assert len(all_of(chrome, "svg.map a.spot")) > 20
        where = find(chrome, "#map-places th a").get_attribute("href")
        click(chrome, ".timeline a")
        assert "since" in asked(chrome)
        chrome.get(str(where))
        assert all_of(chrome, "svg.map .dot.on") and all_of(chrome, "#map-rows .words a")
    finally:
        chrome.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


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
