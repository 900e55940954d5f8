"""The history in words: every kind of entry, what was erased by name, what is taken along, and what checking finds."""

import csv
import json
from dataclasses import fields
from io import StringIO
from pathlib import Path
from string import Formatter

import pytest

from armslength.register.domain.commands import AgreeAction, AskWaiver, ErasePersonalText, Note, Prepare, RecordIncident
from armslength.register.domain.state import State, fold
from armslength.register.domain.wire import KINDS, kind_of
from armslength.web.pages.happened import told
from armslength.web.pages.history import ABOUT, MOST_ENTRIES
from armslength.web.words import words_for
from tests.register.situations import MOVES, ONE_OF_EACH, happen
from tests.web.again import did, signed, with_answers
from tests.web.answers import stands, words_of
from tests.web.at_hand import NOW, OFFICE, Browser
from tests.web.shipped import folded

HERE = "/s/one/history"
WORDS = words_for(OFFICE)


@pytest.fixture
def browser(tmp_path: Path) -> Browser:
    return with_answers(tmp_path)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Browser:
    made = with_answers(tmp_path_factory.mktemp("history"))
    severity = next(iter(OFFICE.answers_from("worst_incident")))
    did(made, Note("Rang Mrs Secret about it."), Note("=HYPERLINK(1)"))
    did(made, *signed(made))
    did(made, Prepare(NOW.date()))
    did(made, RecordIncident(NOW.date(), severity, "A door was left open."), by="contributor")
    did(made, AgreeAction("Mend the lock.", "Ben Okoro", NOW.date(), "incident-1"))
    did(made, AskWaiver("same-day-escalation", "Ben Okoro", NOW.date()), why="The log is being moved.")
    number = next(n for n, each in enumerate(stands(made).history, 1) if "Secret" in str(each.body))
    did(made, ErasePersonalText(number, ("body.says",)), by="administrator", why="She asked for it.")
    return made


@pytest.mark.parametrize("kind", KINDS)
def test_there_is_a_sentence_for_each_kind_of_entry_which_says_only_what_it_has(kind: str) -> None:
    said = {name for _, name, _, _ in Formatter().parse(WORDS.texts[f"history.what.{kind}"]) if name}
    assert said <= {each.name for each in fields(KINDS[kind])} | WORDS.names.keys()
    assert sum(KINDS[kind] in each for each in ABOUT.values()) == 1, "the filter knows it once"


def test_entries_about_things_that_no_pack_knows_are_told_all_the_same() -> None:
    events = happen(*(body for bodies in MOVES.values() for body in bodies), *ONE_OF_EACH)
    state: State = fold(events)
    for each in events:
        text = told(each, state, OFFICE, WORDS)
        assert text
        assert "{" not in text
        assert ".." not in text, kind_of(each.body)


def test_what_happened_is_told_with_who_and_why_and_what_was_erased(shared: Browser) -> None:
    page = shared.as_("reader").get(f"{HERE}?about=")
    said = words_of(page)
    severity = next(iter(OFFICE.answers_from("worst_incident")))
    label = next(OFFICE.base.facts[n].values[severity] for n, k in OFFICE.knows.items() if k.source == "worst_incident")
    control = OFFICE.base.controls["same-day-escalation"].title
    for each in (
        f"Recorded an incident of 3 March 2027 ({label}): A door was left open.",
        "Agreed an action: Mend the lock. Ben Okoro does it by 3 March 2027.",
        f"Asked to go without “{control}” through 3 March 2027. Ben Okoro carries the risk meanwhile.",
        "Because: The log is being moved",
        "Noted: (text erased).",
        "Gus Gold",
        "Because: She asked for it",
    ):
        assert folded(each) in said
    assert "Secret" not in page
    assert "says.note" not in page
    assert "Write it into the history" not in said, "a reader writes nothing"


def test_a_page_holds_so_many_and_the_rest_is_a_page_further(browser: Browser) -> None:
    did(browser, *(Note(f"Number {each}.") for each in range(MOST_ENTRIES)))
    first, second = browser.get(f"{HERE}?about=others"), browser.get(f"{HERE}?page=2")
    assert f"Entries 1 to {MOST_ENTRIES} of {MOST_ENTRIES}" in words_of(first)
    assert f"Entries {MOST_ENTRIES + 1} to" in words_of(second)
    assert "1. Entered it in the register." in words_of(second)
    for odd in ("0", "-1", "99999999", "x", "٣"):
        assert "Number 99." in words_of(browser.get(f"{HERE}?page={odd}")) or odd == "99999999"


def test_what_is_shown_is_what_is_taken_along(shared: Browser) -> None:
    shared.as_("reader")
    for query in ("", "?about=others"):
        lines = [json.loads(each) for each in shared.get(f"{HERE}.jsonl{query}").splitlines()]
        rows = list(csv.reader(StringIO(shared.get(f"{HERE}.csv{query}").lstrip("\ufeff"))))[1:]
        assert [str(each["number"]) for each in lines] == [row[0] for row in rows]
        assert [each["says"] for each in lines] == [row[4] for row in rows]
        assert len(lines) == (stands(shared).version if not query else 3)
    erased = next(each for each in lines if each["kind"] == "noted" and each["body"]["says"] == {"erased": True})
    assert erased["says"] == "Noted: (text erased)."
    assert lines[-1]["by"] == {"name": "Ann Moss", "role": "registered_manager"}


def test_checking_says_that_all_is_right_or_what_is_not(shared: Browser) -> None:
    shared.as_("reader")
    short = shared.desk.register.head().checkpoint.short
    assert f"its checkpoint is {short}" in words_of(shared.get(f"{HERE}/check"))
    assert "It continues the one checkpoint" in words_of(shared.get(f"{HERE}/check")), "that of the signature"
    assert "It continues 2 checkpoints" in words_of(shared.get(f"{HERE}/check?checkpoint={short}"))
    other = words_of(shared.get(f"{HERE}/check?checkpoint={short[:-1]}{'0' if short[-1] != '0' else '1'}"))
    assert "Something is not as it was written" in other
    page = shared.get(f"{HERE}/check?checkpoint=nonsense", 422)
    assert "“nonsense” is no checkpoint." in words_of(page)
    assert 'value="nonsense"' in page


def test_a_note_is_written_into_the_history_or_kept_where_it_can_not_be(browser: Browser) -> None:
    assert browser.post("/s/one/notes", {"says": "They moved."}) == f"{HERE}?done=noted"
    assert "Noted: They moved." in words_of(browser.as_("contributor").get(HERE))
    assert "Nothing was written down." in words_of(browser.post("/s/one/notes", {"says": " "}, 422))
    assert "<details" not in browser.post("/s/one/notes", {"says": " "}, 422), "what was typed is not folded away"
    long = "a" * 5000
    assert long in browser.post("/s/one/notes", {"says": long}, 422)
    assert "Kept." in browser.as_("reader").post("/s/one/notes", {"says": "Kept."}, 403)
