"""Map and time line in a real browser: what is chosen in one filters the other."""

from bench.browser import Browser

from .driving import NEEDED, all_of, asked, click, click_in_place, find, wait

pytestmark = NEEDED


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
