"""The register: its list with filters, orders, pages and exports; a new subject; one as it stands."""

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from armslength.register.domain.commands import AgreeAction, End
from armslength.register.domain.due import DueKind, DueLine, SetBy
from armslength.register.domain.events import Person, Stage
from armslength.register.exchange.acting import Moment, act
from armslength.register.exchange.outlook import DecidedAs, Outlook, outlooks
from armslength.register.exchange.overview import Overview
from armslength.web.pages.entering import proposed_id
from armslength.web.pages.subjects import MOST_ROWS, chosen, subjects_page, wanted
from engine import Given
from tests.web.again import did, signed, with_answers
from tests.web.answers import BASE, entered, form_of, say, shipped, stands, words_of
from tests.web.at_hand import NOW, OFFICE, PEOPLE, Browser, a_browser

TODAY = NOW.date()
LEVELS = list(BASE.decisions["oversight"].values)


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Browser:
    return a_browser(tmp_path_factory.mktemp("subjects"))


def test_an_empty_register_says_so_and_leads_on(browser: Browser) -> None:
    page = browser.as_("contributor").get("/")
    assert "There are no arrangements in this register yet." in words_of(page)
    assert 'href="/new"' in page
    assert 'href="/new"' not in browser.as_("reader").get("/")


def test_an_address_that_names_nothing_says_so(browser: Browser) -> None:
    assert "There is nothing at this address" in browser.get("/nowhere", 404)


# ---- the list, as it is asked for


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Outlook:
    browser = a_browser(tmp_path_factory.mktemp("one"))
    entered(browser)
    (found,) = outlooks(browser.desk.register, OFFICE, TODAY)
    return found


@pytest.fixture(scope="module")
def many(one: Outlook) -> tuple[Outlook, ...]:
    """Make 120 subjects: names against the order of entry; stage, level and due in turns of 3, 5 and 4."""
    return tuple(_made(one, number) for number in range(120))


def _made(one: Outlook, number: int) -> Outlook:
    stage = (Stage.SCREENING, Stage.RUNNING, Stage.ENDED)[number % 3]
    header = {"partner.name": (f"Partner {200 - number:03}",), "service": (f"Work {number}",)}
    level = LEVELS[number % 5] if number % 5 < len(LEVELS) else None
    person = Person("Ann Moss" if number % 2 else "Bo Beck", "service_manager")
    on = TODAY + timedelta(days=(-1, 20, 60, 400)[number % 4])
    line = DueLine(f"s{number}", DueKind.ACTION, "a", "An action is due", "a", on, on < TODAY, SetBy(person=person))
    return replace(
        one,
        listed=replace(one.listed, name=f"s{number}", opening=number + 1, stage=stage.value, header=header),
        decisions={
            **one.decisions,
            "oversight": DecidedAs((level,) if level else tuple(LEVELS), settled=level is not None),
        },
        due=(line,),
    )


def overview(many: tuple[Outlook, ...]) -> Overview:
    return Overview({each.listed.name: each for each in many})


def picked(many: tuple[Outlook, ...], query: str) -> list[int]:
    """Give the numbers of the subjects that an address asks for."""
    found = chosen(overview(many), wanted({k: tuple(v) for k, v in parse_qs(query).items()}), OFFICE, TODAY)
    return [int(each.listed.name.removeprefix("s")) for each in found]


def numbers(keep: object) -> Iterator[int]:
    assert callable(keep)
    return (number for number in range(120) if keep(number))


@pytest.mark.parametrize(
    ("query", "keep"),
    [
        ("", lambda _: True),
        ("text=PARTNER+19", lambda n: "19" in f"{200 - n:03}" and f"{200 - n:03}".startswith("19")),
        ("text=s119", lambda n: n == 119),
        ("text=nobody", lambda _: False),
        ("stage=running", lambda n: n % 3 == 1),
        (f"level={LEVELS[1]}", lambda n: n % 5 == 1),
        ("level=open", lambda n: n % 5 >= len(LEVELS)),
        ("due=overdue", lambda n: n % 4 == 0),
        ("due=30", lambda n: n % 4 in (0, 1)),
        ("due=90", lambda n: n % 4 in (0, 1, 2)),
        ("due=soon", lambda _: True),
        ("person=bo", lambda n: n % 2 == 0),
        ("stage=running&due=overdue&person=Bo+Beck", lambda n: n % 3 == 1 and n % 4 == 0),
        ("stage=nothing", lambda _: False),
        ("page=4&order=odd", lambda _: True),
    ],
)
def test_filters_pick_what_fits_all_of_them(many: tuple[Outlook, ...], query: str, keep: object) -> None:
    assert picked(many, query) == list(numbers(keep))


@pytest.mark.parametrize(
    ("query", "key"),
    [
        ("sort=name", lambda n: 200 - n),
        ("sort=stage", lambda n: (0, 3, 6)[n % 3]),
        ("sort=level", lambda n: 0 if n % 5 >= len(LEVELS) else n % 5 + 1),
        ("sort=due", lambda n: n % 4),
        ("sort=odd", lambda n: n),
    ],
)
def test_an_order_is_that_of_entry_within_what_is_equal(many: tuple[Outlook, ...], query: str, key: object) -> None:
    assert callable(key)
    assert picked(many, query) == sorted(range(120), key=key)
    assert picked(many, f"{query}&order=descending") == (
        sorted(range(120), key=key, reverse=True) if query != "sort=odd" else list(reversed(range(120)))
    )


def page_of(many: tuple[Outlook, ...], query: str, browser: Browser) -> tuple[list[str], str, str, list[str]]:
    want = wanted({name: tuple(texts) for name, texts in parse_qs(query).items()})
    page = subjects_page(overview(many), want, OFFICE, TODAY, browser.desk.words, may_enter=True)
    names = [row[0].note.rpartition("; ")[2] for row in page.sheet.rows] if page.sheet else []
    return names, page.pager.previous, page.pager.following, [each.address for each in page.taking.links]


def test_fifty_stand_on_a_page_and_what_is_wanted_stays_in_every_address(
    many: tuple[Outlook, ...], browser: Browser
) -> None:
    names, previous, following, taking = page_of(many, "sort=due&due=90&person=o", browser)
    assert (len(names), previous) == (MOST_ROWS, "")
    said = {"sort": ["due"], "due": ["90"], "person": ["o"]}
    assert parse_qs(urlsplit(following).query) == {**said, "page": ["2"]}
    assert [parse_qs(urlsplit(each).query) for each in taking] == [said, said]
    last, previous, following, _ = page_of(many, "sort=due&due=90&person=o&page=2", browser)
    assert (len(last), following) == (90 - MOST_ROWS, "")
    assert not {*names} & {*last}
    assert page_of(many, "page=99", browser)[0] == page_of(many, "page=3", browser)[0]
    assert page_of(many, "page=-1", browser)[0] == page_of(many, "", browser)[0]


# ---- with a register behind it


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Browser:
    """Two subjects, `carers` with answers and an action, and `nobody` without."""
    browser = a_browser(tmp_path_factory.mktemp("two")).as_("contributor")
    entered(browser, "carers", {"partner.name": ("=1+1",), "service": ("Rota; cover",)})
    profile = shipped("agency-carers-on-our-rota")
    say(browser, "carers", {n: g for n, g in profile.answers.items() if n not in OFFICE.knows})
    entered(browser, "nobody", {"partner.name": ("Zebra Trust",)})
    agreed = AgreeAction("Call them", "Pat Pine", date(2027, 3, 20))
    act(browser.desk.register, OFFICE, "carers", lambda *_: (agreed,), PEOPLE["contributor"], Moment(NOW))
    return browser


def test_the_list_shows_where_each_stands_and_exports_what_is_shown(two: Browser) -> None:
    browser = two.as_("contributor")
    (found, other) = outlooks(browser.desk.register, OFFICE, TODAY)
    text = words_of(browser.get("/?sort=name"))
    model = BASE.decisions["model"].values[found.decisions["model"].values[0]].label
    assert text.index("=1+1 Rota; cover; carers") < text.index("Zebra Trust nobody")
    assert model in text
    assert "20 March 2027" in text
    assert f"{other.missing_before_start}" in text
    rows = list(csv.reader(StringIO(browser.get("/register.csv?text=carers").removeprefix("\ufeff"))))
    assert len(rows) == 2
    assert rows[1][:3] == ["carers", "'=1+1", "Rota; cover"], "a spreadsheet runs nothing"
    assert model in rows[1]
    (row,) = json.loads(browser.get("/register.json?text=zebra"))
    assert (row["id"], row["partner.name"], row["stage"]) == ("nobody", "Zebra Trust", "Being screened")
    assert row["missing_before_start"] == other.missing_before_start
    assert len(json.loads(browser.get("/register.json"))) == 2


def test_one_subject_shows_the_answer_what_is_open_and_what_comes_first(two: Browser) -> None:
    browser = two
    text = words_of(browser.as_("contributor").get("/s/carers"))
    (found, _) = outlooks(browser.desk.register, OFFICE, TODAY)
    for decision in BASE.pack.primary:
        assert OFFICE.spoken[decision][found.decisions[decision].values[0]] in text
    assert "No answer that is still missing can change this." in text
    assert text.index("What must happen first") < text.index("Questions, topic by topic")
    assert "Call them" in text
    assert "20 March 2027" in text
    assert "=1+1" in text


def test_the_next_step_is_what_the_stage_waits_for_then_what_is_overdue_unanswered_and_due(tmp_path: Path) -> None:
    made = with_answers(tmp_path)

    def step(right: str = "approver") -> tuple[str, str]:
        page = made.as_(right).get("/s/one")
        found = re.search(r'<section class="next".*?<a class="button" href="([^"]*)">([^<]*)</a>', page, re.DOTALL)
        assert found
        return found[1], found[2]

    unanswered = "could still change this" in made.get("/s/one")
    expected = ("/s/one/guided", "Answer what matters most") if unanswered else ("/s/one/sign", "Sign the decision")
    assert step() == expected
    assert step("reader") == ("/s/one/result", "Read the whole result")
    did(made, AgreeAction("Put up a rail", "Ann Moss", NOW.date()))
    made.clock.now += timedelta(days=1)
    assert step() == ("/s/one/actions#action-1", "Do what is overdue")
    did(made, *signed(made))
    assert step() == ("/s/one/moving", "Get it started")
    did(made, End(made.clock.now.date()), why="It came to nothing.")
    assert step() == ("/s/one/documents", "Read its documents")


def test_the_pack_says_what_to_write_into_the_fields_of_the_head(browser: Browser) -> None:
    page = words_of(browser.as_("contributor").get("/new"))
    assert OFFICE.hints.keys() >= {"partner.kind", "partner.identifiers"}
    assert all(each in page for each in OFFICE.hints.values())


def test_a_topic_says_how_much_of_it_is_answered(browser: Browser) -> None:
    subject = entered(browser, "topics")
    assert "Getting started Not answered" in words_of(browser.get(f"/s/{subject}"))
    say(browser, subject, {"meets_people_we_support": Given(True)})
    assert "What it is, and whose it is 1 of" in words_of(browser.get(f"/s/{subject}"))


# ---- a new one


def typed(**otherwise: str) -> dict[str, object]:
    return {"head.partner.name": "Åsa & Söner", "head.service": "Choir", "stage": "screening", **otherwise}


def test_a_subject_is_entered_under_an_id_made_from_its_name(browser: Browser) -> None:
    browser.as_("contributor")
    assert browser.post("/new", typed()) == "/s/asa-soner?done=entered"
    state = stands(browser, "asa-soner")
    assert (state.header["partner.name"], state.stage) == (("Åsa & Söner",), Stage.SCREENING)
    again = browser.post("/new", typed(), 422)
    assert "The same was entered already, as “asa-soner”. All you typed is kept." in words_of(again), "Save twice"
    other = typed() | {"head.service": "Something else"}
    assert browser.post("/new", other) == "/s/asa-soner-2?done=entered"
    assert "It is in the register. Begin with what matters most." in browser.get("/s/asa-soner-2?done=entered")


def test_what_runs_already_is_entered_with_its_first_day(browser: Browser) -> None:
    sent = typed(stage="running", since="3 3 2026", id="runs") | {"head.partner.identifiers": "A 1; B 2"}
    assert browser.post("/new", sent) == "/s/runs?done=entered"
    state = stands(browser, "runs")
    assert (state.stage, state.started, state.header["partner.identifiers"]) == (
        Stage.RUNNING, date(2026, 3, 3), ("A 1", "B 2"),
    )  # fmt: skip
    assert "Running since 3 March 2026" in words_of(browser.get("/s/runs"))


@pytest.mark.parametrize(
    ("otherwise", "field", "says"),
    [
        ({"head.partner.name": " ", "head.service": ""}, "id", "There is nothing to make a name from."),
        ({"head.partner.name": "!!!"}, "id", "There is nothing to make a name from."),
        ({"id": "carers"}, "id", "“carers” is in the register already."),
        ({"since": "3 3 2026"}, "since", "What is being screened has no first day yet."),
        ({"stage": "running", "since": "4 March 2027"}, "since", "4 March 2027 has not come yet."),
        ({"stage": "running", "since": "last spring"}, "since", "“last spring” is not a date."),
        ({"stage": "ended"}, "stage", "Choose one of these."),
        ({"head.service": "a\u200bb"}, "head.service", "cannot be seen"),
        ({"head.service": "s" * 4_001}, "head.service", "4,001 characters"),
        ({"id": "a\0b"}, "id", "Control character"),
    ],
)
def test_what_can_not_be_entered_is_said_at_its_field_and_all_is_kept(
    two: Browser, otherwise: dict[str, str], field: str, says: str
) -> None:
    browser, sent = two, typed(**otherwise)
    before = len(browser.desk.register.subjects())
    page = browser.post("/new", sent, 422)
    assert says in words_of(page)
    assert f'id="{field}-slip"' in page
    again = form_of(page)
    assert all(again[name] == [text] for name, text in sent.items() if name != "stage")
    assert len(browser.desk.register.subjects()) == before


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("Ashby & Sons Ltd.", "ashby-sons-ltd"),
        ("  Ö. Å-Hus__9 ", "o-a-hus-9"),
        ("日本 会", "日本-会"),
        ("?!", ""),
        ("a" * 80, "a" * 60),
        ("taken", "taken-3"),
    ],
)
def test_an_id_is_proposed_that_can_be_read_aloud(name: str, made: str) -> None:
    assert proposed_id(name, {"taken", "taken-2"}) == made


def test_a_reader_enters_nothing(browser: Browser) -> None:
    browser.as_("reader").get("/new", 403)
    page = browser.post("/new", typed(), 403)
    assert "Åsa & Söner" in words_of(page), "what was typed is kept"
    browser.as_("contributor")
