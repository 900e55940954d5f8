"""The small script: quicker for those whose browser can, and nothing else than without it."""

from tests.journeys.conftest import Comes
from tests.journeys.person import Person, Way
from tests.journeys.served import Served

TOPIC = "topic/the-work"


def a_worksheet(house: Served, comes: Comes) -> Person:
    name = f"sheet-{len(house.register.subjects())}"
    house.written(name, "partner: {name: Owl Walks}")
    grace = comes(house, Way.SCRIPT, "Grace Obi, service_manager").goes_to(f"/s/{name}")
    return grace.follows("The people we support")


def test_saving_does_not_jump(house: Served, comes: Comes) -> None:
    """Whoever saves with Enter in the middle of a long form stays there, in the same field."""
    grace = a_worksheet(house, comes)
    page = grace.page
    page.evaluate("window.same = true")
    folded = page.locator("summary", has_text="What shows it").nth(3)
    folded.click()
    field = page.locator("details[open]").get_by_label("What shows it", exact=True)
    name = field.get_attribute("name")
    choice = page.locator("section.asked").nth(3).get_by_role("radio").first
    choice.check()
    field.fill("The plans")
    before = page.evaluate("scrollY")
    assert before > 0
    page.evaluate("document.querySelector('main').setAttribute('data-before', '')")
    field.press("Enter")
    page.locator("main:not([data-before])").wait_for()
    assert page.evaluate("[window.same, document.activeElement.name]") == [True, name]
    assert abs(page.evaluate("scrollY") - before) <= 1
    grace.sees("Saved.")


def test_back_shows_what_the_register_has(house: Served, comes: Comes) -> None:
    grace = a_worksheet(house, comes)
    before = grace.page.url
    name = before.split("/topic/")[0].removeprefix(house.origin)
    grace.goes_to(f"{name}/question/danger_now").chooses("No").presses("Save").sees("Saved.")
    after = grace.page.url
    assert "/topic/" in after
    grace.goes_back().sees("By Grace Obi on 3 March 2027.")
    assert grace.page.url.endswith("/question/danger_now")
    grace.page.go_forward()
    grace.sees("Incidents")
    assert grace.page.url.partition("?")[0] == after.partition("?")[0]


def test_what_is_slow_is_pressed_once(house: Served, comes: Comes) -> None:
    """A second press while the first is on its way sends nothing."""
    grace = a_worksheet(house, comes)
    sent = []
    grace.page.on("request", lambda request: sent.append(request.method))
    grace.page.get_by_role("button", name="Save these answers").dblclick()
    grace.sees("Nothing was new, so nothing was saved.")
    assert sent.count("POST") == 1
