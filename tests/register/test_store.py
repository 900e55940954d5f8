"""A register gives back what was written to it, on both databases, and writes a unit of work as a whole."""

import json
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from armslength.register.domain.events import Answered, Event, Noted, Stage, Started
from armslength.register.domain.state import fold
from armslength.register.log.checkpoint import read_checkpoint
from armslength.register.log.tree import Tree
from armslength.register.store.faults import RegisterError
from armslength.register.store.register import Register, open_register
from armslength.register.store.tables import SUBJECTS, TEXTS, insert
from armslength.register.store.unit import Stale
from engine.rulebase.facts import Members
from tests.register.keeping import ANN, BEN, OPENED, SOME, happened, noted, put
from tests.register.values import EVENTS


def test_what_was_written_is_read_back(register: Register) -> None:
    assert put(register, *SOME) == 3
    assert put(register, happened(OPENED, "two", minutes=3)) == 1
    again = (
        open_register(register.database.engine.url.render_as_string(False), register.key)
        if (register.database.path is None)
        else open_register(register.database.path)
    )
    assert again.events("one") == SOME
    assert again.events() == (*SOME, happened(OPENED, "two", minutes=3))
    assert again.state("one") == fold(SOME)
    assert again.events("three") == ()


def test_lists_show_what_the_events_left(register: Register) -> None:
    put(register, *SOME)
    put(
        register,
        happened(OPENED, "two", minutes=3),
        happened(Started(Stage.RUNNING, date(2026, 5, 6)), "two", minutes=4),
    )
    put(register, noted(5))
    one, two = register.subjects()
    assert (one.name, one.opening, one.version, one.stage, one.opened) == ("one", 1, 4, "screening", date(2026, 5, 4))
    assert (two.name, two.opening, two.version, two.stage) == ("two", 4, 2, fold(register.events("two")).stage)
    assert dict(one.header) == {"header.title": ("A van", "on loan")}
    assert (one.pack_id, one.pack_version) == ("lending", "1.0.0")


def test_every_unit_ends_with_a_signed_checkpoint_of_all_that_went_before(register: Register) -> None:
    notes = [register.head().note]
    for each in SOME:
        put(register, each)
        notes.append(register.head().note)
    with register.read() as reading:
        tree = Tree(reading.leaves())
    for size, note in enumerate(notes):
        checkpoint = read_checkpoint(note, register.head().key)
        assert (checkpoint.size, checkpoint.root) == (size, tree.root(size))


def test_a_unit_that_fails_writes_nothing(register: Register) -> None:
    put(register, *SOME)
    before = register.head(), register.subjects(), register.events()
    with pytest.raises(ZeroDivisionError), register.write() as unit:  # noqa: PT012
        unit.append([noted(5)], 3)
        unit.append([happened(OPENED, "two", minutes=6)], 0)
        raise ZeroDivisionError
    assert (register.head(), register.subjects(), register.events()) == before


def test_a_unit_sees_what_it_wrote_itself(register: Register) -> None:
    with register.write() as unit:
        assert unit.append(SOME[:2], 0) == 2
        assert unit.append(SOME[2:], unit.version("one")) == 3
        assert unit.state("one") == fold(SOME)
    assert register.events() == SOME


def test_a_stale_answer_is_refused_with_both_texts_and_names(register: Register) -> None:
    put(register, *SOME)
    theirs = happened(Answered("covered", 2, False), by=BEN, minutes=7)
    mine = happened(Answered("covered", 2, Members(frozenset("ab"), frozenset("c"))), minutes=8)
    put(register, theirs)
    with pytest.raises(Stale) as refused, register.write() as unit:
        unit.append([mine], 3)
    assert (refused.value.expected, refused.value.found) == (3, 4)
    assert (refused.value.theirs, refused.value.mine) == ((theirs,), (mine,))
    assert str(refused.value).splitlines() == [
        "`one` was changed since you read it. Nothing was written. Look at it again, then decide anew.",
        "  Already there: Ben Okoro (manager), 2026-05-04 12:07 UTC, covered: no",
        "  Not written:   Ann Moss (lead), 2026-05-04 12:08 UTC, covered: a, b",
    ]
    assert register.events()[-1] == theirs


def test_a_clock_that_was_set_back_is_refused(register: Register) -> None:
    put(register, *SOME, noted(60))
    put(register, noted(55))  # two machines may differ by five minutes
    with pytest.raises(RegisterError) as refused:
        put(register, noted(54))
    assert str(refused.value) == (
        "The clock says 2026-05-04 12:54 UTC, and the register holds an entry of 2026-05-04 13:00 UTC. Nothing was "
        "changed. Set the clock right, then try again."
    )
    assert refused.value.exit_code == 2
    assert register.head().edge.size == 5


@pytest.mark.parametrize("events", [[noted(1, "")], [noted(1, "a\0b")], [noted(1), noted(2, "two")]])
def test_events_are_of_one_subject_with_a_name(register: Register, events: list[Event]) -> None:
    with pytest.raises(RegisterError, match="one subject at a time"), register.write() as unit:
        unit.append(events, 0)


def test_nothing_is_appended_for_nothing(register: Register) -> None:
    before = register.head()
    with register.write() as unit:
        assert unit.append([], 0) == 0
    assert register.head() == before


def test_a_row_that_says_less_or_more_is_refused(register: Register) -> None:
    """SQLAlchemy takes the columns of the first row, and drops what later ones have more without a word."""
    rows = [{"sha256": "a", "number": 1, "salt": ""}, {"sha256": "b", "number": 1, "salt": "", "says": b""}]
    with register.database.writing() as connection, pytest.raises(ValueError, match="a row of `texts` must give"):
        insert(connection, TEXTS, rows)


def test_a_released_savepoint_does_not_outlive_the_unit(register: Register) -> None:
    """On Python 3.11 it does, where the driver begins transactions by itself."""
    put(register, *SOME)
    with pytest.raises(ZeroDivisionError), register.database.writing() as connection:  # noqa: PT012
        with connection.begin_nested():
            connection.execute(SUBJECTS.delete())
        raise ZeroDivisionError
    assert [each.name for each in register.subjects()] == ["one"]


def test_a_reading_sees_one_moment(register: Register) -> None:
    put(register, *SOME)
    with register.read() as reading:
        assert len(reading.events()) == 3
        put(register, noted(9))
        assert len(reading.events()) == 3
        assert reading.head().edge.size == 3
    assert len(register.events()) == 4


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(EVENTS, min_size=1, max_size=4))
def test_events_of_every_kind_come_back(register: Register, events: list[Event]) -> None:
    name = f"subject-{register.head().edge.size}"
    latest = register.head().latest or events[0].at
    events = [
        Event(name, each.by, latest + timedelta(minutes=at), each.body, each.why) for at, each in enumerate(events)
    ]
    events = [each for each in events if type(each.body).__name__ != "PersonalTextErased"]
    if events:
        put(register, *events)
    assert register.events(name) == tuple(events)


def test_bytes_are_kept_as_they_are(register: Register) -> None:
    put(register, happened(Noted("naïve — “quoted” \0 ☐"), minutes=1))
    with register.read() as reading:
        (entry,) = reading.entries()
        (text,) = reading.texts().values()
    assert json.dumps(json.loads(entry.data), sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode() == (
        entry.data
    )
    assert text.says == "naïve — “quoted” \0 ☐"
    with register.read() as reading:
        assert len(reading._connection.execute(select(TEXTS)).all()) == 1
    assert ANN.name.encode() in entry.data
