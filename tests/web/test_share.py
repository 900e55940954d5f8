"""Sharing: one question with one person, and a dated view; what each link opens, and that it opens nothing else."""

import re
from datetime import date, datetime, timedelta
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from armslength.register.domain.commands import Note, SetControl
from armslength.register.domain.state import State
from armslength.register.exchange.acting import to_say
from armslength.register.store.register import open_register
from armslength.web.asking import Desk
from armslength.web.forms import standing
from armslength.web.guarded import guarded_app
from armslength.web.security.accounts import Passwords
from armslength.web.security.entrance import Entrance
from armslength.web.words import words_for
from engine import Given
from tests.web.again import ANSWERS, did, with_answers
from tests.web.answers import words_of
from tests.web.at_hand import NOW, OFFICE, Clock
from tests.web.compiled import compiled_once
from tests.web.house import PUBLIC, QUICK, House
from tests.web.shipped import folded, hidden_in

HERE = "/s/one/share"
MARK = "Zanzibar"
QUESTION = next(n for n, g in ANSWERS.items() if OFFICE.base.facts[n].kind == "yes_no" and g.value is True)
ASKED = OFFICE.base.question(QUESTION).question
ASK = {"question": QUESTION, "to": "Dan Hay", "until": "17 March 2027"}
SHOW = {"whom": "An inspector", "shows": "accountability-map", "through": "10 March 2027"}


@pytest.fixture
def house(tmp_path: Path) -> House:
    """Serve a register with a subject whose every text besides its answers holds a word that is found again."""
    made = with_answers(tmp_path)
    state = made.desk.register.state("one")
    given = ANSWERS[QUESTION]
    did(made, Note(f"{MARK} in a note"), why=f"{MARK} as a reason")
    did(
        made,
        to_say(OFFICE.base, QUESTION, Given(given.value, f"{MARK} as evidence", "told", MARK), state.seen(QUESTION)),
    )
    did(made, SetControl("same-day-escalation", "in_place", 0, f"{MARK} shows it"))
    clock = Clock()
    desk = Desk(open_register(tmp_path / "register.db"), OFFICE, words_for(OFFICE), clock)
    entrance = Entrance(desk, PUBLIC, True, Passwords(QUICK))
    return House(compiled_once(guarded_app(entrance)), entrance, clock)


def stands(house: House) -> State:
    return house.entrance.desk.register.state("one")


def link_in(page: str) -> str:
    (found,) = re.findall(r'readonly value="https://register\.example([^"]*)"', page)
    return unescape(found)


def send(house: House, kind: str, typed: dict[str, str]) -> str:
    """Look at what will be seen, send it, and give the address of its link."""
    client, action = house.browser("approver"), f"{HERE}/{kind}"
    seen = house.post(client, action, typed, 200)
    return link_in(house.post(client, action, hidden_in(seen, action), 200))


def test_the_forms_begin_with_what_is_likely_and_questions_stand_by_topic_the_open_ones_first(house: House) -> None:
    base, state = OFFICE.base, stands(house)
    page = house.get(house.browser("approver"), HERE)
    groups = dict(re.findall(r'<optgroup label="([^"]*)">(.*?)</optgroup>', page, re.DOTALL))
    listed = {name: re.findall('value="([^"]*)"', options) for name, options in groups.items()}
    known = {name for names in listed.values() for name in names if standing(state.current(name)).value is not None}
    for heading, names in listed.items():
        topic, _, stand = unescape(heading).rpartition(": ")
        assert {base.pack.topics[base.question(name).topic] for name in names} == {topic}
        assert stand == ("answered" if known.issuperset(names) else "not answered")
    order = [heading.rpartition(": ")[2] for heading in listed]
    assert order == sorted(order, reverse=True), "those that nobody has answered come first"
    assert QUESTION in known
    beside = next(each.name for each in base.questions() if f'value="{each.name}"' not in page)
    assert f'value="{beside}" selected' in house.get(house.browser("approver"), f"{HERE}?question={beside}")
    ticked = re.findall(r'name="shows" value="([^"]*)" checked', page)
    assert "decision-record" in ticked
    assert "history" not in ticked
    may_know = base.pack.roles[base.question(QUESTION).known_by[0]]
    assert f'name="to" value="{may_know}"' in house.get(house.browser("approver"), f"{HERE}?question={QUESTION}")


def test_what_will_be_seen_is_listed_before_anything_is_sent(house: House) -> None:
    client, version = house.browser("approver"), stands(house).version
    page = house.post(client, f"{HERE}/question", ASK, 200)
    said = words_of(page)
    assert folded(ASKED) in said
    assert "Dan Hay sees exactly this, through 17 March 2027." in said
    assert MARK not in page
    view = words_of(house.post(client, f"{HERE}/view", SHOW, 200))
    assert "An inspector sees exactly this, as it stands on 3 March 2027, through 10 March 2027:" in view
    assert "Accountability map: " in view
    assert "Decision record" not in view
    assert stands(house).version == version, "nothing was sent"
    back = house.post(client, f"{HERE}/question", ASK | {"change": "yes"}, 200)
    assert 'value="Dan Hay"' in back
    assert f'<option value="{QUESTION}" selected>' in back


@pytest.mark.parametrize(
    ("kind", "typed", "says"),
    [
        ("question", {"question": ""}, "Choose the question to ask."),
        ("question", {"to": ""}, "Type who they are."),
        ("question", {"until": ""}, "Type the last day of the link."),
        ("question", {"until": "2 March 2027"}, "This day is over."),
        ("question", {"until": "3 June 2027"}, "through 2 June 2027 at the longest"),
        ("view", {"shows": "nonsense"}, "Tick what they can see."),
        ("view", {"whom": "a" * 5000}, "5,000"),
        ("view", {"through": "soon"}, "soon"),
    ],
)
def test_what_can_not_be_sent_is_said_with_all_that_was_typed(
    house: House, kind: str, typed: dict[str, str], says: str
) -> None:
    client, sent = house.browser("approver"), (ASK if kind == "question" else SHOW) | typed
    page = house.post(client, f"{HERE}/{kind}", sent, 422)
    assert says in words_of(page)
    for field in ("to", "until", "whom", "through"):
        assert field not in sent or f'value="{sent[field]}"' in page
    assert (stands(house).questions, stands(house).shares) == ({}, {})


def test_a_question_is_answered_by_its_link_and_counts_once_it_is_accepted(house: House) -> None:
    link, nobody = send(house, "question", ASK), house.browser()
    before = stands(house)
    for _ in range(2):
        page = house.get(nobody, link)
        assert folded(ASKED) in words_of(page)
        assert MARK not in page
        assert "It is about Ashby Singers." in words_of(page)
        assert "Singing" not in page, "nothing else of it is shown"
    assert "checked" not in page, "what stands is not shown"
    assert stands(house).version == before.version, "looking changes nothing"
    assert "Opened 2 times" in words_of(house.get(house.browser("reader"), HERE))

    typed = {f"seen.{QUESTION}": "0", f"evidence.{QUESTION}": "I was there."}
    assert "Nothing was sent." in words_of(house.post(nobody, link, {f"seen.{QUESTION}": "0"}, 422))
    refused = house.post(nobody, link, typed, 422)
    assert "What you noted below is kept." in words_of(refused)
    assert "I was there." in refused
    assert house.post(nobody, link, typed | {f"answer.{QUESTION}": "no"}) == link
    page = house.get(nobody, link)
    assert "Your answer has arrived" in words_of(page)
    assert "I was there." not in page
    again = house.post(nobody, link, typed | {f"answer.{QUESTION}": "yes", f"evidence.{QUESTION}": "Not so."}, 409)
    assert "Not so." in again
    state = stands(house)
    assert state.answers == before.answers, "a proposal changes nothing"

    client = house.browser("contributor")
    asked = "/s/one/asked/question-1"
    page = house.get(client, asked)
    said = words_of(page)
    assert f"{MARK} as evidence" in said
    assert "I was there." in said
    assert re.search(r"Answer Yes No", said)
    house.post(client, f"{asked}/accept", {"seen": "0", "why.accept": "He knows."}, 409)
    assert stands(house).answers == before.answers, "another answer stands than was seen"
    house.post(client, f"{asked}/accept", hidden_in(page, f"{asked}/accept") | {"why.accept": "He knows."})
    kept = stands(house).answers[QUESTION][-1]
    assert (kept.value, kept.evidence, kept.source) == (False, "I was there.", "Dan Hay")
    house.get(nobody, link, 410)
    assert "Dan Hay, by a link" in words_of(house.get(client, "/s/one/history?about=others"))


def test_a_question_can_be_taken_back_and_ends_after_its_last_day(house: House) -> None:
    first, nobody = send(house, "question", ASK), house.browser()
    client = house.browser("contributor")
    assert "Take it back" in words_of(house.get(client, HERE))
    house.get(client, "/s/one/asked/nonsense", 404)
    house.post(client, "/s/one/asked/question-1/decline", {})
    house.get(nobody, first, 410)
    assert [each.revoked for each in house.reception.links.all("one")] == [NOW], "the link itself is taken back, too"
    house.post(nobody, first, {f"seen.{QUESTION}": "0", f"answer.{QUESTION}": "yes"}, 410)
    second = send(house, "question", ASK | {"until": "4 March 2027"})
    house.clock.now = datetime(2027, 3, 4, 23, 59, tzinfo=NOW.tzinfo)
    house.get(nobody, second)
    house.clock.now = datetime(2027, 3, 5, 0, 0, tzinfo=NOW.tzinfo)
    assert "Its last day is over." in words_of(house.get(nobody, second, 410))


def test_a_view_shows_what_was_listed_as_it_stood_and_nothing_else(house: House) -> None:
    link, nobody = send(house, "view", SHOW), house.browser()
    page = house.get(nobody, link)
    assert "as it stood on 3 March 2027" in words_of(page)
    assert f'href="{link}/accountability-map"' in page
    shown = house.get(nobody, f"{link}/accountability-map")
    assert MARK not in page + shown
    assert "Accountability map" in words_of(shown)
    addresses = set(re.findall(r"<main.*</main>", shown, re.DOTALL)[0].split('href="')[1:])
    assert addresses
    assert all(each.startswith(("/l/view/", "#")) for each in addresses), "it leads nowhere else"
    for other in ("decision-record", "history", "nonsense"):
        house.get(nobody, f"{link}/{other}", 404)
    for each in ("/", "/s/one", "/s/one/history", HERE):
        house.get(nobody, each, 401)
    house.post(nobody, link, {}, 405)
    assert "Opened 5 times" in words_of(house.get(house.browser("reader"), HERE))


def test_a_view_stays_as_it_was_and_is_closed_by_whoever_works_here(house: House) -> None:
    link, nobody = send(house, "view", SHOW | {"shows": "history"}), house.browser()
    client = house.browser("contributor")
    house.post(client, "/s/one/notes", {"says": "Written later."})
    shown = words_of(house.get(nobody, f"{link}/history"))
    assert f"Noted: {MARK} in a note." in shown, "what was listed is shown"
    assert "Written later." not in shown
    assert "Revoke" in words_of(house.get(client, HERE))
    house.post(client, f"{HERE}/share-1/revoke", {})
    assert "It was taken back" in words_of(house.get(nobody, link, 410))
    house.get(nobody, f"{link}/history", 410)
    house.post(client, f"{HERE}/share-9/revoke", {}, 404)
    second = send(house, "view", SHOW)
    ends = max(each.ends for each in house.reception.links.all("one"))
    assert ends == datetime(2027, 3, 11, tzinfo=NOW.tzinfo), "the last day is a whole one"
    house.clock.now = NOW + timedelta(days=8)
    house.get(nobody, second, 410)
    assert stands(house).shares["share-2"].said.until == date(2027, 3, 10)


def test_the_same_is_not_sent_twice_by_a_page_that_is_loaded_again(house: House) -> None:
    client = house.browser("approver")
    sending = hidden_in(house.post(client, f"{HERE}/view", SHOW, 200), f"{HERE}/view")
    house.post(client, f"{HERE}/view", sending, 200)
    assert "The same was sent a moment ago" in words_of(house.post(client, f"{HERE}/view", sending, 409))
    assert list(stands(house).shares) == ["share-1"]


def test_a_secret_stands_on_the_page_that_made_it_and_nowhere_else(house: House) -> None:
    link = send(house, "view", SHOW)
    secret = link.rpartition("/")[2]
    client: FlaskClient = house.browser("administrator")
    for each in (HERE, "/s/one/history", "/s/one/history.jsonl", "/s/one"):
        assert secret not in house.get(client, each)
    sending = hidden_in(house.post(client, f"{HERE}/view", SHOW | {"whom": "Another"}, 200), f"{HERE}/view")
    answer = client.post(f"{HERE}/view", data=sending, base_url=house.base, headers={"Sec-Fetch-Site": "same-origin"})
    assert answer.headers["Cache-Control"] == "no-store"
