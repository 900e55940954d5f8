"""A workbook that comes in: what is shown is what is taken in, and it comes back with what to mend."""

import csv
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from armslength.register.domain.commands import AnswerQuestion
from armslength.register.store.reception.reception import reception_of
from armslength.web.pages.workbook import result_rows
from tests.web.answers import words_of
from tests.web.at_hand import HERE as ORIGIN
from tests.web.at_hand import Browser
from tests.web.running import NEW, PAYLOAD, RUNS, a_running_browser, entered
from tests.web.shipped import hidden_in

QUESTION = "danger_now"
HEAD = ("id", "partner.name", QUESTION, f"{QUESTION}.evidence")
ROWS = (
    ("new-one", "Somebody new", "yes", "Seen by the lead"),
    (RUNS, "", "yes", "A call"),
    ("bad-one", "Somebody else", "perhaps", ""),
)
"""One that is new, one that says something else than what stands (`no`), one that can't be read."""


@pytest.fixture
def browser(tmp_path: Path) -> Browser:
    browser = a_running_browser(tmp_path)
    state = browser.desk.register.state(RUNS)
    entered(browser, AnswerQuestion(QUESTION, False, state.seen(QUESTION), evidence="Asked on Monday"))
    return browser


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Browser:
    """For files that are refused: they leave the register as it was."""
    return a_running_browser(tmp_path_factory.mktemp("shared"))


def workbook(rows: tuple[tuple[str, ...], ...] = ROWS) -> bytes:
    book, data = Workbook(), BytesIO()
    assert book.active is not None
    for row in (HEAD, *rows):
        book.active.append(row)
    book.save(data)
    return data.getvalue()


def table(rows: tuple[tuple[str, ...], ...] = ROWS) -> bytes:
    written = StringIO()
    csv.writer(written).writerows((HEAD, *rows))
    return written.getvalue().encode()


def brought(browser: Browser, data: bytes, name: str = "partners.xlsx", status: int = 303) -> str:
    """Bring a file, and give the address of what would come of it, or the page that says why not."""
    answer = browser.app.test_client().post(
        "/workbook", base_url=ORIGIN, headers={"Sec-Fetch-Site": "same-origin"}, content_type="multipart/form-data",
        data={"file": (BytesIO(data), name)},
    )  # fmt: skip
    assert answer.status_code == status, answer.get_data(as_text=True)
    return answer.headers["Location"] if status == 303 else answer.get_data(as_text=True)


def taken(browser: Browser, address: str, typed: dict[str, str], status: int = 303) -> str:
    return browser.post(address, {**hidden_in(browser.get(address), address), **typed}, status)


def kept(browser: Browser) -> int:
    return len(reception_of(browser.desk.register).uploads.all(""))


def test_what_would_come_of_each_row_is_shown_and_nothing_is_in_the_register(browser: Browser) -> None:
    before = browser.desk.register.head().edge
    said = words_of(browser.get(brought(browser, workbook())))
    assert "Nothing of this is in the register yet" in said
    assert "One arrangement would be entered One row says something else than what stands" in said
    assert "One row can't be taken in" in said
    assert f"{RUNS} Is somebody in danger because of this work right now? No by Cat Cole. Asked on Monday Yes" in said
    assert "new-one, row 2" in said
    assert "bad-one, row 4 C4: “perhaps” is neither “yes” nor “no”. Write “yes” or “no”." in said
    assert browser.desk.register.head().edge == before


@pytest.mark.parametrize("changing", ["yes", "no"])
def test_what_was_shown_is_taken_in_and_what_stands_is_changed_only_where_somebody_says_so(
    browser: Browser, changing: str
) -> None:
    address = brought(browser, workbook())
    to = taken(browser, address, {"changing": changing, "why": "From the spreadsheet"})
    assert to.endswith("/taken?done=taken_in")
    browser.get(address, 404)
    new, old = browser.desk.register.state("new-one"), browser.desk.register.state(RUNS)
    kept = new.current(QUESTION)
    assert kept is not None
    assert (kept.value, kept.evidence) == (True, "Seen by the lead")
    assert old.current(QUESTION).value is (changing == "yes")  # type: ignore[union-attr]
    assert browser.desk.register.state("bad-one").version == 0
    assert new.history[-1].why == "From the spreadsheet"
    said = words_of(browser.get(to))
    assert "The file is taken in." in said
    assert "One arrangement was entered" in said
    assert "bad-one, row 4 Not taken in" in said


def test_the_workbook_comes_back_with_what_came_of_it_and_goes_in_again(browser: Browser) -> None:
    to = taken(browser, brought(browser, workbook()), {"changing": "yes"}).partition("?")[0]
    links = [each.partition('"')[0] for each in browser.get(to).split(f'href="{to}/')[1:]]
    book, told = (browser.app.test_client().get(f"{to}/{each}", base_url=ORIGIN) for each in links)
    assert "filename=partners.xlsx" in book.headers["Content-Disposition"]
    sheet = load_workbook(BytesIO(book.get_data())).active
    assert sheet is not None
    rows = [tuple(row) for row in sheet.iter_rows(values_only=True)]
    assert [row[:4] for row in rows] == [HEAD, *(tuple(cell or None for cell in row) for row in ROWS)]
    assert [row[4] for row in rows][1:] == ["entered", "changed", "not entered"]
    assert [bool(row[5]) for row in rows][1:] == [False, False, True]
    assert [each["result"] for each in result_rows(told.get_data())] == ["entered", "changed", "not entered"]
    said = words_of(browser.get(brought(browser, book.get_data())))
    assert "2 rows are in the register already One row can't be taken in" in said


def test_what_others_entered_meanwhile_is_shown_before_anything_is_taken_in(browser: Browser) -> None:
    address = brought(browser, workbook())
    shown = hidden_in(browser.get(address), address)
    state = browser.desk.register.state(RUNS)
    entered(browser, AnswerQuestion(QUESTION, None, state.seen(QUESTION), evidence="We look into it"))
    page = browser.post(address, {**shown, "changing": "yes", "why": "From the spreadsheet"}, 409)
    said = words_of(page)
    assert "This is not what you saw before Somebody has entered something in the meantime" in said
    assert "We look into it" in said
    assert 'value="From the spreadsheet"' in page
    assert browser.desk.register.state("new-one").version == 0
    assert browser.post(address, {**hidden_in(page, address), "changing": "yes"}).endswith("taken_in")


def test_whose_word_counts_has_to_be_said_where_they_differ(browser: Browser) -> None:
    address = brought(browser, workbook())
    assert "Say whose word counts" in taken(browser, address, {"why": "I know"}, 422)
    assert browser.desk.register.state("new-one").version == 0
    address = brought(browser, table(ROWS[:1]), "one.csv")
    assert 'name="changing"' not in browser.get(address)
    assert taken(browser, address, {}).endswith("taken_in")


def test_a_table_comes_back_as_what_came_of_each_row(browser: Browser) -> None:
    to = taken(browser, brought(browser, table(), "partners.csv"), {"changing": "no"}).partition("?")[0]
    page = browser.get(to)
    assert page.count(f'href="{to}/') == 1
    assert "bad-one, row 4 Not taken in Column 3: “perhaps” is neither “yes” nor “no”." in words_of(page)


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        (b"", "partners.xlsx", "There is nothing in this file."),
        (b"", "", "Choose a file first."),
        (b"not a workbook", "partners.xlsx", "What is in this file is not what its name says"),
        (b"%PDF-1.7", "partners.pdf", "This is neither an Excel workbook"),
        (b"id: x", "partners.yaml", "This is neither an Excel workbook"),
        (b"nothing,of,this\n1,2,3\n", "partners.csv", "id"),
    ],
)
def test_a_file_that_can_not_be_read_is_refused_in_words_and_not_kept(
    shared: Browser, data: bytes, name: str, says: str
) -> None:
    assert says in words_of(brought(shared, data, name, 422))
    assert kept(shared) == 0


def test_a_file_can_be_left_and_is_forgotten_after_a_week(browser: Browser) -> None:
    address = brought(browser, workbook())
    assert browser.post(f"{address}/leave", {}) == "/workbook?done=workbook_left"
    assert kept(browser) == 0
    browser.get(address, 404)
    address = brought(browser, workbook())
    browser.clock.now = browser.clock.now.replace(day=11)
    brought(browser, table(ROWS[:1]), "one.csv")
    browser.get(address, 404)
    assert kept(browser) == 1


def test_only_those_who_work_take_in(browser: Browser) -> None:
    address = brought(browser, workbook())
    browser.as_("reader")
    for each in ("/workbook", address):
        assert "This is not yours to do" in browser.get(each, 403)
        assert "This is not yours to do" in browser.post(each, {}, 403)


def test_what_a_file_says_is_shown_as_text(browser: Browser) -> None:
    rows = (("new-one", PAYLOAD, "yes", PAYLOAD), (RUNS, "", "yes", PAYLOAD), (NEW, "", PAYLOAD, PAYLOAD))
    address = brought(browser, workbook(rows))
    page = browser.get(address)
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page
    page = browser.get(taken(browser, address, {"changing": "yes"}).partition("?")[0])
    assert "<script>alert" not in page


def test_nothing_else_that_is_kept_is_given_out_here(browser: Browser) -> None:
    address = brought(browser, workbook())
    other = reception_of(browser.desk.register).uploads.keep(RUNS, "a.txt", "text/plain", b"secret", browser.clock())
    browser.get(f"/workbook/{other.id}", 404)
    browser.get(f"{address}/taken/{other.id}", 404)
    browser.get("/workbook/0123456789abcdef", 404)
