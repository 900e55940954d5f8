"""The list of waivers: how each stands, through its last day, and what is shown is what can be taken along."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from armslength.register.domain.commands import ApproveWaiver, AskWaiver, EndWaiver
from tests.web.answers import words_of
from tests.web.at_hand import NOW, OFFICE, Browser
from tests.web.running import PAYLOAD, RUNS, a_running_browser, entered
from tests.web.shipped import folded

HERE = f"/s/{RUNS}/waivers"
CONTROL, ANOTHER, THIRD = list(OFFICE.base.controls)[:3]
LAST = date(2027, 3, 31)


@pytest.fixture
def browser(tmp_path: Path) -> Browser:
    browser = a_running_browser(tmp_path)
    for control in (CONTROL, ANOTHER, THIRD):
        entered(browser, AskWaiver(control, "Registered manager", LAST), why=f"Because of {control}.")
    entered(browser, ApproveWaiver("waiver-2"), right="approver")
    entered(browser, EndWaiver("waiver-3"))
    return browser


def test_each_stands_as_it_does_through_its_last_day(browser: Browser) -> None:
    browser.clock.now = NOW.replace(day=31)
    said = words_of(browser.get(HERE))
    assert f"waiver-1 Waits for approval 31 March 2027 Registered manager Because of {CONTROL}. Cat Cole" in said
    assert f"waiver-2 Holds 31 March 2027 Registered manager Because of {ANOTHER}. Cat Cole Ann Moss" in said
    assert "waiver-3 Over" in said
    browser.clock.now += timedelta(days=1)
    said = words_of(browser.get(HERE))
    assert all(f"waiver-{number} Over" in said for number in (1, 2, 3))


@pytest.mark.parametrize(
    ("stands", "names"), [("waits", ["waiver-1"]), ("holds", ["waiver-2"]), ("over", ["waiver-3"])]
)
def test_the_filter_stays_in_the_address_and_in_the_table(browser: Browser, stands: str, names: list[str]) -> None:
    page = browser.get(f"{HERE}?stands={stands}")
    assert f'href="{HERE}.csv?stands={stands}"' in page
    assert [name for name in ("waiver-1", "waiver-2", "waiver-3") if name in page] == names
    rows = browser.get(f"{HERE}.csv?stands={stands}").splitlines()[1:]
    assert [row.split(",")[0] for row in rows] == names


def test_each_leads_to_its_control_where_it_is_looked_after(browser: Browser) -> None:
    page = browser.as_("reader").get(HERE)
    assert f'href="/s/{RUNS}/controls/{CONTROL}"' in page
    assert folded(OFFICE.base.controls[CONTROL].title) in words_of(page)


def test_an_empty_list_says_so(tmp_path: Path) -> None:
    browser = a_running_browser(tmp_path)
    assert "Nothing is waived." in browser.get(HERE)
    entered(browser, AskWaiver(CONTROL, PAYLOAD, LAST), why=PAYLOAD)
    page = browser.get(HERE)
    assert "<script>alert" not in page
    assert page.count("&lt;script&gt;alert(1)") == 2
    assert "No waiver stands like that. Choose less." in browser.get(f"{HERE}?stands=over")
    assert "waiver-1" in browser.get(f"{HERE}?stands={'x' * 50}")
