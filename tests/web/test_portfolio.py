"""All together: pictures whose numbers are those of the table and of the register, movement, and the board's report."""

from collections import Counter
from datetime import timedelta

import pytest

from armslength.register.domain.commands import AgreeAction, RecordIncident
from armslength.register.domain.trends import Moved, Standing
from armslength.register.exchange.outlook import outlooks
from armslength.web.pages.movement import flows_of, movement_page
from armslength.web.pages.portfolio import levels_of, weeks_of
from armslength.web.routes import portfolio
from armslength.web.words import words_for
from tests.web.answers import words_of
from tests.web.at_hand import HERE as ORIGIN
from tests.web.at_hand import NOW, OFFICE, Browser, a_browser
from tests.web.running import NEW, PAYLOAD, a_running_browser, entered

TODAY = NOW.date()
WORDS = words_for(OFFICE)


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Browser:
    """Tuesday the 2nd: one thing overdue; one due in this week, two in the next, one beyond the quarter."""
    browser = a_running_browser(tmp_path_factory.mktemp("portfolio"))
    days = (0, 4, 6, 7, 200)
    entered(browser, *(AgreeAction("A thing", PAYLOAD, TODAY + timedelta(days=each)) for each in days), subject=NEW)
    browser.clock.now += timedelta(days=1)
    return browser


def test_what_is_counted_is_what_came_out(browser: Browser) -> None:
    today = browser.clock().date()
    found = outlooks(browser.desk.register, OFFICE, today)
    said, rows = words_of(browser.get("/portfolio")), browser.get("/portfolio.csv").splitlines()
    assert "2 arrangements that have not ended." in said
    for decision in OFFICE.follows:
        came = [each.decisions[decision] for each in found]
        counts = Counter(each.values[0] if each.settled else "" for each in came)
        for name, level in levels_of(decision, OFFICE, WORDS).items():
            title = OFFICE.base.decisions[decision].title
            assert f"{title},{level.word},{counts[name]}" in [row.replace('"', "") for row in rows]
            if counts[name]:
                assert f"{level.word}: {counts[name]}" in said


def test_weeks_begin_on_mondays_and_what_is_overdue_is_counted_apart(browser: Browser) -> None:
    today = browser.clock().date()
    overdue, weeks = weeks_of(outlooks(browser.desk.register, OFFICE, today, [NEW]), today)
    assert overdue == 1
    assert weeks[0][0] == today - timedelta(days=3)
    assert [count for _, count in weeks][:3] == [1, 2, 0]
    assert sum(count for _, count in weeks) == 3
    of_all, _ = weeks_of(outlooks(browser.desk.register, OFFICE, today), today)
    assert f"{of_all} overdue;" in words_of(browser.get("/portfolio"))


def test_each_picture_has_a_text_and_a_table(browser: Browser) -> None:
    page = browser.get("/portfolio")
    assert page.count("<figure") == page.count("<figcaption>") == len(OFFICE.follows) + 1
    assert page.count("<svg") == page.count("</title>") - 1 == len(OFFICE.follows) + 1
    assert page.count('role="table"') >= len(OFFICE.follows) + 1
    assert "<script>alert" not in page


def standing(counts: dict[str, int], moves: tuple[Moved, ...] = ()) -> Standing:
    empty: dict[str, dict[str, int]] = {name: {} for name in OFFICE.follows}
    return Standing(TODAY, {}, {**empty, "oversight": counts}, 0, moves)


def test_what_stayed_and_what_moved_is_counted_once() -> None:
    """Three stood at standard: one stays, one rises, one ends. One was open and settles, one stays open; one is new."""
    moves = (
        Moved("oversight", "", "light_touch", ("new",)),
        Moved("oversight", "standard", "", ("gone",)),
        Moved("oversight", "standard", "enhanced", ("risen",)),
        Moved("oversight", "standard or enhanced", "standard", ("settled",)),
        Moved("oversight", "standard or enhanced", "light_touch or standard", ("open",)),
    )
    before = standing({"standard": 3, "standard or enhanced": 2})
    after = standing({"light_touch": 1, "standard": 2, "enhanced": 1, "light_touch or standard": 1}, moves)
    levels = levels_of("oversight", OFFICE, WORDS)
    flows = flows_of("oversight", (before, after), levels)
    assert flows == {("standard", "standard"): 1, ("standard", "enhanced"): 1, ("", "standard"): 1, ("", ""): 1}
    page = movement_page((before, after), OFFICE, WORDS)
    assert page.flows[0].picture.says == "2 stayed as they were, 2 moved; 1 are new, 1 ended."
    assert {each.text for each in page.flows[0].moved} == {
        "new: new, now Light touch",
        "gone: Standard, now ended",
        "risen: Standard, now Enhanced",
        "settled: Not settled, now Standard",
    }


def test_how_all_moved_is_shown_once_a_quarter_has_ended(browser: Browser) -> None:
    assert "There is nothing to compare yet" in browser.get("/portfolio/movement")
    before = browser.clock.now
    browser.clock.now = NOW + timedelta(days=30)
    try:
        said = words_of(browser.get("/portfolio/movement"))
        rows = browser.get("/portfolio/movement.csv").splitlines()
        assert "From 31 March 2027 to 2 April 2027" in said
        assert "2 stayed as they were, 0 moved; 0 are new, 0 ended." in said
        assert [row.split(",")[:2] for row in rows[1:]] == [["2027-03-31", "2"], ["2027-04-02", "2"]]
        entered(browser, RecordIncident(NOW.date() + timedelta(days=30), "harm", PAYLOAD))
        assert browser.get("/portfolio/movement.csv").splitlines()[2].split(",")[2] == "1"
    finally:
        browser.clock.now = before


def test_where_there_are_too_many_nothing_is_worked_out(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(portfolio, "MOST_MOVED", 1)
    assert "There are more than 1 arrangements" in browser.get("/portfolio/movement")
    browser.get("/portfolio/movement.csv", 404)
    page = browser.get("/portfolio?many")
    assert "There are more than 1 arrangements: to make a document about all of them" in page
    assert "board-report" not in page
    browser.get("/portfolio/board-report.html", 404)


@pytest.mark.parametrize("form", ["html", "docx", "md"])
def test_the_report_to_the_board_is_about_all_of_them(browser: Browser, form: str) -> None:
    browser.clock.now = NOW + timedelta(days=30)
    answer = browser.app.test_client().get(f"/portfolio/board-report.{form}", base_url=ORIGIN)
    assert answer.status_code == 200
    name = f"board-report-{browser.clock.now:%Y-%m-%d}.{form}"
    assert answer.headers["Content-Disposition"] == f"attachment; filename={name}"
    if form == "md":
        assert "2 in all." in answer.get_data(as_text=True)


def test_there_is_no_other_report(browser: Browser) -> None:
    for address in ("/portfolio/decision-record.html", "/portfolio/board-report.exe", "/portfolio/nothing.pdf"):
        browser.get(address, 404)


def test_where_nothing_is_entered_the_page_says_so(tmp_path_factory: pytest.TempPathFactory) -> None:
    browser = a_browser(tmp_path_factory.mktemp("empty"))
    assert "There are no arrangements to look at yet." in browser.get("/portfolio")
    assert "There is nothing to compare yet" in browser.get("/portfolio/movement")
    assert "Nothing falls due." in browser.get("/due")
