"""Searching and reading in a real browser: what people do on the desk, without errors."""

import hashlib
from pathlib import Path

from bench.browser import Browser

from .driving import NEEDED, all_of, click, find, is_gone, submit, wait

pytestmark = NEEDED


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
    wait(lambda: is_gone(before))
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
    click(chrome, ".side table a[href^='/speaker/']")
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
