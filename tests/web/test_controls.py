"""Controls: the list and its filters; saying how one stands, its evidence, and its waivers, refused in words."""

import re
from datetime import timedelta
from hashlib import sha256
from html import unescape
from io import BytesIO
from pathlib import Path

import pytest

from armslength.register.domain.office import actor_named
from armslength.register.store.reception.reception import reception_of
from armslength.web.app import create_app
from engine.render.in_place import gravest_class, perhaps_to_hold, to_hold
from tests.web.answers import main_of, words_of
from tests.web.at_hand import OFFICE, Browser
from tests.web.shipped import a_browser_with, folded, hidden_in, standing

BASE = OFFICE.base
NAME, OTHER = "advocacy-in-complaints", "advocacy-in-reviews"
CONTROL = "same-day-escalation"
LIST, HERE = f"/s/{NAME}/controls", f"/s/{NAME}/controls/{CONTROL}"
EVIDENCE = {"says": "A dated log", "keeper": "Service manager", "until": "31 3 2027"}
ANOTHER = actor_named(OFFICE, "Una Other, contract_manager")
WAIVER = {"why": "The log is being moved.", "carrier": "Registered manager", "last_day": "31 March 2027"}


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Browser:
    return a_browser_with(tmp_path_factory.mktemp("controls"), [NAME, OTHER])


@pytest.fixture
def browser(tmp_path: Path) -> Browser:
    return a_browser_with(tmp_path, [NAME])


def test_the_list_holds_every_control_that_is_or_may_be_asked_for(shared: Browser) -> None:
    said = words_of(shared.get(LIST))
    _, result = standing(shared, NAME)
    listed = [*to_hold(BASE, result.assessment), *perhaps_to_hold(BASE, result.assessment)]
    assert f"{len(listed)} of {len(listed)} controls" in said
    for each in listed:
        assert folded(BASE.controls[each.name].title) in said
        assert all(folded(BASE.rules[rule].title or BASE.rules[rule].because) in said for rule in each.rules)


@pytest.mark.parametrize(
    ("query", "takes"),
    [
        ("class=blocking", lambda each: gravest_class(BASE, each) == "blocking"),
        ("status=missing", lambda each: each.status == "missing"),
        ("owner=partner_lead", lambda each: BASE.controls[each.name].owner == "partner_lead"),
        ("required=possible", lambda each: each.required == "possible"),
        (
            "class=start&status=in_place",
            lambda each: gravest_class(BASE, each) == "start" and each.status == "in_place",
        ),
    ],
)
def test_filters_leave_what_fits_in_the_page_and_in_the_table(shared: Browser, query: str, takes: object) -> None:
    _, result = standing(shared, NAME)
    listed = [*to_hold(BASE, result.assessment), *perhaps_to_hold(BASE, result.assessment)]
    wanted = [each.name for each in listed if takes(each)]  # type: ignore[operator]
    assert wanted
    page = shared.get(f"{LIST}?{query}")
    assert f"{len(wanted)} of {len(listed)} controls" in words_of(page) or len(wanted) == 1
    rows = shared.get(f"{LIST}.csv?{query}").splitlines()[1:]
    assert sorted(row.split(",")[0] for row in rows) == sorted(wanted)
    assert f"controls.csv?{query.replace('&', '&amp;')}" in page


def test_an_empty_list_says_what_to_do(shared: Browser) -> None:
    assert "No control fits all of what you chose. Choose less." in shared.get(f"{LIST}?class=closing&status=missing")


def test_what_is_in_place_is_not_said_to_be_shown_by_nothing(shared: Browser) -> None:
    _, result = standing(shared, NAME)
    known = {each.name for each in to_hold(BASE, result.assessment) if each.status == "in_place"}
    rows = re.findall(r'<tr role="row">.*?</tr>', shared.get(f"{LIST}?status=in_place"), re.DOTALL)[1:]
    assert len(rows) == len(known)
    assert not any("Nothing shows it yet." in row for row in rows)
    assert any("Ann Moss said so on 3 March 2027. No evidence is attached." in row for row in rows)


def test_a_control_says_why_it_is_asked_for(shared: Browser) -> None:
    page = shared.get(HERE)
    _, result = standing(shared, NAME)
    (found,) = [each for each in result.assessment.controls if each.name == CONTROL]
    assert all(f'href="/rules/{rule}"' in page for rule in found.rules)
    assert "You told us:" in page
    assert f'href="/rules/control/{CONTROL}"' in page


def test_a_control_that_nothing_asks_for_says_so(shared: Browser) -> None:
    _, result = standing(shared, NAME)
    other = next(name for name in BASE.controls if name not in {each.name for each in result.assessment.controls})
    assert "Not asked for now" in shared.get(f"/s/{NAME}/controls/{other}")


def test_how_it_stands_is_said_with_what_shows_it(browser: Browser) -> None:
    sent = {f"seen.{CONTROL}": "1", f"answer.{CONTROL}": "missing", f"said.{CONTROL}": "Cat Cole"}
    page = browser.post(HERE, sent, 200)
    assert "In place" in words_of(page)
    assert browser.desk.register.state(NAME).seen(CONTROL) == 1
    assert browser.post(HERE, {**hidden_in(page, HERE), "why": "The log has gaps."}).startswith(HERE)
    kept = browser.desk.register.state(NAME).current(CONTROL)
    assert kept is not None
    assert (kept.version, kept.value, kept.source) == (2, "missing", "Cat Cole")
    assert "Missing" in words_of(browser.get(HERE))


def test_what_somebody_else_said_first_is_shown_beside_mine(browser: Browser) -> None:
    sent = {f"seen.{CONTROL}": "1", f"answer.{CONTROL}": "missing"}
    page = browser.post(HERE, sent, 200)
    browser.post(HERE, hidden_in(page, HERE))
    said = words_of(browser.post(HERE, {f"seen.{CONTROL}": "1", f"answer.{CONTROL}": "in_place"}, 409))
    assert "Ann Moss (Registered manager), on 3 March 2027 Missing." in said
    assert "You In place." in said
    assert browser.desk.register.state(NAME).seen(CONTROL) == 2


def test_evidence_counts_through_its_last_day_and_not_after(browser: Browser) -> None:
    assert browser.post(f"{HERE}/evidence", EVIDENCE) == f"{HERE}?done=attached"
    assert "Counts through 31 March 2027." in words_of(browser.get(HERE))
    assert "A dated log. Looked after by Service manager." in words_of(browser.get(LIST))
    browser.clock.now += timedelta(days=28)
    assert "The evidence that it is in place has ended" not in browser.get(HERE)
    browser.clock.now += timedelta(days=1)
    said = words_of(browser.get(HERE))
    assert "The evidence that it is in place has ended" in said
    assert "Ended on 31 March 2027, and counts no more." in said
    assert said.index("Missing") < said.index("Asked for by")


PAPER = b"%PDF-1.7 a log"


@pytest.mark.parametrize(("wrong", "status"), [({"says": ""}, 409), ({"until": "never"}, 422)])
def test_a_file_is_not_kept_where_the_evidence_is_refused(browser: Browser, wrong: dict[str, str], status: int) -> None:
    file = (BytesIO(PAPER), "log.pdf")
    page = browser.post(f"{HERE}/evidence", {**EVIDENCE, **wrong, "file": file}, status)
    assert "“log.pdf” was not kept, since nothing was attached. Choose it again." in words_of(page)
    assert 'value="Service manager"' in page
    assert reception_of(browser.desk.register).uploads.all(NAME) == ()


def test_a_file_comes_with_evidence_and_is_handed_out_as_it_came(browser: Browser) -> None:
    sent = {**EVIDENCE, "file": (BytesIO(PAPER), "log.pdf")}
    assert browser.post(f"{HERE}/evidence", sent) == f"{HERE}?done=attached"
    (evidence,) = browser.desk.register.state(NAME).evidence.values()
    assert evidence.sha256 == sha256(PAPER).hexdigest()
    (upload,) = reception_of(browser.desk.register).uploads.all(NAME)
    address = f"/s/{NAME}/uploads/{upload.id}"
    assert f'<a href="{address}">log.pdf</a>' in browser.get(HERE)
    assert browser.app.test_client().get(address, base_url="http://localhost").get_data() == PAPER


def test_a_file_that_cannot_be_taken_says_why_and_the_rest_stays(browser: Browser) -> None:
    page = browser.post(f"{HERE}/evidence", {**EVIDENCE, "file": (BytesIO(b"MZ"), "log.exe")}, 422)
    assert "Files that can be taken" in words_of(page)
    assert 'value="A dated log"' in page
    assert not browser.desk.register.state(NAME).evidence


def test_no_cell_of_the_table_is_run_as_a_formula(browser: Browser) -> None:
    browser.post(f"{HERE}/evidence", {**EVIDENCE, "says": "=HYPERLINK(1)", "until": ""})
    (row,) = [each for each in browser.get(f"{LIST}.csv").splitlines() if each.startswith(f"{CONTROL},")]
    assert ",'=HYPERLINK(1). Looked after by Service manager.," in row


def test_evidence_is_retired_once(browser: Browser) -> None:
    browser.post(f"{HERE}/evidence", EVIDENCE)
    assert browser.post(f"{HERE}/evidence/evidence-1/retire", {}) == f"{HERE}?done=retired"
    assert "Counts no more." in browser.get(HERE)
    assert "It does not count any more already." in browser.post(f"{HERE}/evidence/evidence-1/retire", {}, 409)
    assert "There is no evidence named" in browser.post(f"{HERE}/evidence/evidence-9/retire", {}, 409)


@pytest.mark.parametrize(
    ("address", "typed", "says", "status"),
    [
        ("evidence", {**EVIDENCE, "says": " "}, "Say what it is.", 409),
        ("evidence", {**EVIDENCE, "keeper": ""}, "Say who looks after it.", 409),
        ("evidence", {**EVIDENCE, "until": "2 March 2027"}, "is over", 409),
        ("evidence", {**EVIDENCE, "until": "31 February"}, "31 February", 422),
        ("evidence", {**EVIDENCE, "says": "x" * 4001}, "4,001", 422),
        ("evidence", {**EVIDENCE, "keeper": "a\u202eb"}, "U+202E", 422),
        ("waivers", {**WAIVER, "why": ""}, "Say why it can't be in place.", 409),
        ("waivers", {**WAIVER, "carrier": ""}, "Say who carries the risk meanwhile.", 409),
        ("waivers", {**WAIVER, "last_day": ""}, "Say which day.", 422),
        ("waivers", {**WAIVER, "last_day": "1 3 2027"}, "is over", 409),
        ("waivers", {**WAIVER, "last_day": "some day"}, "some day", 422),
    ],
)
def test_what_is_refused_is_said_in_words_and_kept(
    shared: Browser, address: str, typed: dict[str, str], says: str, status: int
) -> None:
    before = shared.desk.register.state(NAME).version
    page = shared.post(f"{HERE}/{address}", typed, status)
    assert says in words_of(page)
    assert [text for text in typed.values() if folded(text) and folded(text) not in folded(unescape(page))] == []
    assert shared.desk.register.state(NAME).version == before


def test_nobody_approves_what_they_asked_for(browser: Browser) -> None:
    assert browser.post(f"{HERE}/waivers", WAIVER) == f"{HERE}?done=waiver_asked"
    page = browser.get(HERE)
    assert "Not approved yet." in page
    assert "Because: The log is being moved." in words_of(page)
    said = words_of(browser.post(f"{HERE}/waivers/waiver-1", {"do": "approve"}, 409))
    assert "Ann Moss asked for it, so somebody else has to approve it." in said
    browser.sign_in.who = ANOTHER
    assert browser.post(f"{HERE}/waivers/waiver-1", {"do": "approve"}) == f"{HERE}?done=waiver_approved"
    assert "approved by Una Other" in words_of(browser.get(HERE))
    assert "Holds through 31 March 2027." in words_of(browser.get(LIST))
    assert "Holds through 31 March 2027." in browser.get(f"{LIST}.csv")


def test_extending_is_a_new_approval_and_ending_is_for_all_who_work(browser: Browser) -> None:
    browser.as_("contributor").post(f"{HERE}/waivers", WAIVER)
    browser.as_("approver").post(f"{HERE}/waivers/waiver-1", {"do": "approve"})
    said = browser.post(f"{HERE}/waivers/waiver-1", {"do": "extend", "until-waiver-1": "30 March 2027"}, 409)
    assert "It holds through" in said
    assert 'value="30 March 2027"' in said
    longer = {"do": "extend", "until-waiver-1": "30 April 2027"}
    assert browser.post(f"{HERE}/waivers/waiver-1", longer) == f"{HERE}?done=waiver_extended"
    assert "Holds through 30 April 2027." in words_of(browser.get(HERE))
    page = browser.as_("contributor").get(HERE)
    assert "Approve until then" not in page
    assert browser.post(f"{HERE}/waivers/waiver-1", {"do": "end"}) == f"{HERE}?done=waiver_ended"
    assert "It has ended already." in browser.post(f"{HERE}/waivers/waiver-1", {"do": "end"}, 409)
    browser.post(f"{HERE}/waivers/waiver-1", {"do": "burn"}, 404)


def test_somebody_without_the_right_may_not_approve(browser: Browser) -> None:
    browser.post(f"{HERE}/waivers", WAIVER)
    page = browser.as_("contributor").get(HERE)
    assert ">Approve<" not in page
    assert "This needs the right of approver" in browser.post(f"{HERE}/waivers/waiver-1", {"do": "approve"}, 409)


def test_a_reader_sees_no_button_and_may_not_press_it(browser: Browser) -> None:
    browser.post(f"{HERE}/evidence", EVIDENCE)
    browser.post(f"{HERE}/waivers", WAIVER)
    main = main_of(browser.as_("reader").get(HERE))
    assert "<form" not in main
    assert "<button" not in main
    for address in ("", "/evidence", "/evidence/evidence-1/retire", "/waivers", "/waivers/waiver-1"):
        assert "This is not yours to do" in browser.post(f"{HERE}{address}", EVIDENCE, 403)


def test_nothing_is_saved_by_looking(shared: Browser) -> None:
    before = shared.desk.register.state(NAME).version
    for query in ("", "?do=approve", f"?seen.{CONTROL}=1&answer.{CONTROL}=missing"):
        shared.get(f"{HERE}{query}")
    assert shared.desk.register.state(NAME).version == before
    rules = [each for each in create_app(shared.desk, shared.sign_in).url_map.iter_rules() if "<control>/" in each.rule]
    assert all("POST" in (each.methods or ()) for each in rules)
