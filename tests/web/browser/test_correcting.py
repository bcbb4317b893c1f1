"""Correcting, marking and judging in a real browser."""

import pytest

from bench.browser import Browser

from .driving import NEEDED, all_of, click, click_plainly, find, submit, wait

pytestmark = NEEDED


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
