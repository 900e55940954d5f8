"""What lists need of a subject is what its events say, whatever was kept, on any day."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from armslength.register.domain.events import ActionAgreed, Event, IncidentRecorded, Noted, PersonalTextErased
from armslength.register.domain.holding import ages_of, holds_for
from armslength.register.domain.state import fold
from armslength.register.domain.wire import Text, from_data
from armslength.register.exchange import concluding, outlook
from armslength.register.exchange.concluding import Concluding, keep_outlook, listed_of
from armslength.register.exchange.outlook import Outlook, due_lines, kept_otherwise, outlooks
from armslength.register.exchange.outlook_form import OutlookReader, write_outlook
from armslength.register.exchange.telling import state_on
from armslength.register.store import reading
from armslength.register.store.keeping import upgrade
from armslength.register.store.outlooks import put_outlooks
from armslength.register.store.register import Register, create_register, open_register
from armslength.register.store.tables import OUTLOOKS
from engine import Conclusions, Profile, RuleBase, UsageError, assess, conclude_all
from engine.assessment import agreement
from engine.render.in_place import first_class, lacking, lacking_first
from engine.source.duration import Duration
from tests.register.course import office
from tests.register.histories import DAYS, entered, histories, partners
from tests.register.keeping import SCHEMAS, files_of, happened, put


def folded(events: tuple[Event, ...], today: date, opening: int = 0) -> Outlook:
    """The outlook of a subject, by folding everything."""
    state = fold(events)
    return Concluding(office()).outlook(listed_of(state.subject, opening, state), state, today)


def but_overdue(outlook: Outlook) -> Outlook:
    """An outlook without what the day alone says of it."""
    return replace(outlook, due=tuple(replace(each, overdue=False) for each in outlook.due))


@st.composite
def days_of_a_span(draw: st.DrawFn, first: date | None, last: date | None, today: date) -> list[date]:
    """Draw days for which something is said to hold: its ends, and one between."""
    low, high = first or today - timedelta(days=400), last or today + timedelta(days=400)
    return [low, high, low + timedelta(days=draw(st.integers(0, (high - low).days)))]


def holds_on_every_day_of_its_span(events: tuple[Event, ...], today: date, data: st.DataObject) -> None:
    state = fold(events)
    span = holds_for(state, office(), ages_of(office().base), today)
    assert span.holds(today)
    now = but_overdue(folded(events, today))
    for day in data.draw(days_of_a_span(span.first, span.last, today)):
        assert but_overdue(folded(events, day)) == now, (span, day)


@settings(max_examples=20)
@given(histories(), DAYS, st.data())
def test_what_is_concluded_holds_on_every_day_of_its_span(
    events: tuple[Event, ...], today: date, data: st.DataObject
) -> None:
    holds_on_every_day_of_its_span(events, today, data)


@pytest.mark.deep
@settings(max_examples=3_000)
@given(histories(), DAYS, st.data())
def test_what_is_concluded_holds_on_every_day_of_its_span_of_many(
    events: tuple[Event, ...], today: date, data: st.DataObject
) -> None:
    holds_on_every_day_of_its_span(events, today, data)


@settings(max_examples=10)
@given(histories(), DAYS)
def test_what_is_kept_is_read_as_it_was(events: tuple[Event, ...], today: date) -> None:
    outlook = folded(events, today)
    reader = OutlookReader(tuple(sorted(outlook.decisions)))
    for day in (today, today + timedelta(days=1000)):
        read = reader.read(outlook.listed, write_outlook(outlook), day)
        assert but_overdue(read) == but_overdue(outlook)
        assert [each.overdue for each in read.due] == [each.on is not None and day > each.on for each in read.due]


# ---- kept in a register


def until(events: list[Event], day: date) -> tuple[Event, ...]:
    return tuple(each for each in events if each.at.astimezone(office().time_zone).date() <= day)


def unnumbered(outlook: Outlook) -> Outlook:
    return replace(outlook, listed=replace(outlook.listed, opening=0))


def is_what_folding_gives(
    register: Register, events: tuple[Event, ...], days: list[int], *, in_one_unit: bool, rest: int
) -> None:
    """Write a history in two parts, and look at it on days around the end of each, from what was kept before."""
    name, latest = f"subject-{register.head().edge.size}", register.head().latest or events[0].at
    moved = [replace(each, subject=name, at=latest + (each.at - events[0].at)) for each in events]
    for begin, end in ((0, len(moved) - rest), (len(moved) - rest, len(moved))):
        last = moved[end - 1].at.date()
        with register.write() as unit:
            unit.append(moved[begin:end], begin)
            if in_one_unit:
                keep_outlook(unit, Concluding(office()), name, last)
        for day in (last + timedelta(days=each) for each in days):
            if there := until(moved[:end], day):
                (found,) = outlooks(register, office(), day, [name])
                assert unnumbered(found) == folded(there, day)


@settings(max_examples=3, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(histories(), st.lists(st.integers(-120, 400), min_size=2, max_size=3), st.booleans(), st.integers(1, 5))
def test_what_a_register_gives_is_what_folding_everything_gives(
    register: Register, events: tuple[Event, ...], days: list[int], in_one_unit: bool, rest: int
) -> None:
    is_what_folding_gives(register, events, days, in_one_unit=in_one_unit, rest=rest)


@pytest.mark.deep
@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(histories(), st.lists(st.integers(-120, 400), min_size=2, max_size=5), st.booleans(), st.integers(1, 5))
def test_what_a_register_gives_is_what_folding_everything_gives_many_times(
    register: Register, events: tuple[Event, ...], days: list[int], in_one_unit: bool, rest: int
) -> None:
    is_what_folding_gives(register, events, days, in_one_unit=in_one_unit, rest=rest)


@pytest.fixture
def some(tmp_path: Path) -> Register:
    """A register with three of the partners, entered on one day."""
    made = create_register(tmp_path / "register.db")
    for number, profile in enumerate(partners()[:3]):
        with made.write() as unit:
            unit.append(entered(profile, f"partner-{number}"), 0)
    return made


TODAY = date(2026, 5, 4)


def of(register: Register, day: date = TODAY) -> tuple[Outlook, ...]:
    return outlooks(register, office(), day)


def by_folding(register: Register, day: date = TODAY) -> tuple[Outlook, ...]:
    return tuple(folded(register.events(each.name), day, each.opening) for each in register.subjects())


def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Count whose conclusions are worked out from now on."""
    whose: list[str] = []

    def conclude_and_count(base: RuleBase, profiles: Iterable[Profile], as_of: date) -> Iterator[Conclusions]:
        given = tuple(profiles)
        whose.extend(each.id for each in given)
        return conclude_all(base, given, as_of)

    monkeypatch.setattr(concluding, "conclude_all", conclude_and_count)
    return whose


def test_nothing_is_concluded_twice_until_something_is_written(some: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    first, whose = of(some), counted(monkeypatch)
    assert of(some) == first
    assert whose == []
    put(some, happened(Noted("Rang"), "partner-1"))
    assert [each.listed.version for each in of(some)] == [each.version for each in some.subjects()]
    assert whose == ["partner-1"]
    assert of(open_register(some.database.path or "")) == by_folding(some)


def test_another_day_concludes_only_what_no_longer_holds(some: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    incident = IncidentRecorded("incident-1", TODAY, "harm", "A fall", involved_both=False)
    put(some, happened(incident, "partner-1"))
    of(some)
    span = holds_for(some.state("partner-1"), office(), ages_of(office().base), TODAY)
    whose = counted(monkeypatch)
    assert span.last is not None
    of(some, span.last)
    assert "partner-1" not in whose
    day = span.last + timedelta(days=1)
    found = of(some, day)
    assert "partner-1" in whose
    assert found == by_folding(some, day)


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM outlooks",
        "UPDATE outlooks SET data = replace(data, 'review', 'reviev')",
        "UPDATE outlooks SET data = '[]'",
        "UPDATE outlooks SET version = version - 1",
        "UPDATE outlooks SET last = '2099-01-01', first = '2000-01-01'",
        "UPDATE outlooks SET made_by = 'other'",
        "UPDATE outlooks SET subject = subject || '-of-others'",
    ],
)
def test_what_was_kept_and_does_not_fit_is_as_if_it_were_not_there(some: Register, change: str) -> None:
    whole = of(some)
    with some.database.writing() as connection:
        assert connection.exec_driver_sql(change).rowcount == 3
    assert of(some) == whole
    assert of(some, TODAY + timedelta(days=500)) == by_folding(some, TODAY + timedelta(days=500))


def test_what_somebody_put_in_the_place_of_what_was_kept_is_found(some: Register) -> None:
    of(some)
    assert kept_otherwise(some, office()) == ()
    with some.read() as found:
        first, second, _ = found.kept_outlooks(Concluding(office()).made_by)
    with some.database.writing() as connection:
        put_outlooks(connection, [replace(first, data=first.data.replace("review", "reviev"))])
        put_outlooks(connection, [replace(second, last=date(2099, 1, 1))])
    assert kept_otherwise(some, office()) == (
        "What is kept of `partner-0` for lists is not what its events say.",
        "What is kept of `partner-1` for lists is not what its events say.",
    )


def test_another_program_or_pack_concludes_anew(some: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    other_base, other_office = replace(office().base, sha256="0" * 64), replace(office(), symptoms=())
    of(some)
    whose = counted(monkeypatch)
    for number, each in enumerate((other_office, office(), replace(office(), base=other_base), office()), 1):
        outlooks(some, each, TODAY)
        assert len(whose) == 3 * number
    monkeypatch.setattr(concluding, "__version__", "0.0.0")
    of(some)
    assert len(whose) == 15


def test_what_was_kept_of_an_earlier_version_is_as_if_it_were_not_there(some: Register) -> None:
    whole, made_by = of(some), Concluding(office()).made_by
    with some.read() as found:
        kept = next(found.kept_outlooks(made_by, "partner-0"))
    with some.database.writing() as connection:
        put_outlooks(connection, [replace(kept, version=kept.version - 1, data="[]")])
    assert of(some) == whole


def test_several_that_are_decided_at_once_are_what_folding_each_gives(
    some: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two are read together and decided by the kernel, the third by the reference, as each is that is folded alone."""
    monkeypatch.setattr(agreement, "FEWEST_AT_ONCE", 2)
    monkeypatch.setattr(outlook, "AT_ONCE", 2)
    for day in (TODAY, TODAY + timedelta(days=100), TODAY + timedelta(days=500)):
        assert of(some, day) == by_folding(some, day)


def test_it_is_right_where_nothing_can_be_kept(some: Register) -> None:
    """Somebody else writes meanwhile: what is concluded is not kept."""
    with some.database.writing() as connection:
        found = of(some)
        assert connection.execute(OUTLOOKS.select()).all() == []
    assert found == by_folding(some)


def test_a_text_that_was_erased_is_in_no_outlook(some: Register) -> None:
    secret = "Dan Hay of 3 Mill Lane"
    agreed = ActionAgreed("action-9", f"Ring {secret}", "Tom Reed", date(2026, 6, 1))
    version = put(some, happened(agreed, "partner-1"))
    path = some.database.path
    assert path is not None
    assert secret in str(of(some))
    assert files_of(path).count(secret.encode()) > 1
    put(some, happened(PersonalTextErased(version, ("body.says",)), "partner-1", minutes=1))
    assert secret.encode() not in files_of(path)
    assert secret not in str(of(some))
    assert secret.encode() not in files_of(path)


def test_a_register_of_the_first_schema_shows_what_its_events_say(tmp_path: Path) -> None:
    path = tmp_path / "register.db"
    path.write_bytes((SCHEMAS / "0001.db").read_bytes())
    upgrade(path)
    register = open_register(path)
    assert of(register) == by_folding(register)
    assert of(register) == by_folding(register)
    assert len(of(register)) == 2


def test_a_name_that_is_not_there_is_refused_on_any_day(some: Register) -> None:
    for day, named in ((TODAY, ["partner-0", "partner-x"]), (date(2020, 1, 1), ["partner-x"])):
        with pytest.raises(UsageError, match="`partner-x` is not in the register"):
            outlooks(some, office(), day, named)


def test_lines_of_several_are_by_day_and_end_with_a_time(some: Register) -> None:
    found = of(some)
    lines = [line for line, _ in due_lines(found, TODAY)]
    assert len(lines) == sum(len(each.due) for each in found) > 3
    assert [each.on or date.max for each in lines] == sorted(each.on or date.max for each in lines)
    within = [line for line, _ in due_lines(found, TODAY, Duration(days=30))]
    assert within == [each for each in lines if each.on is None or each.on <= TODAY + timedelta(days=30)]
    assert sum(each.overdue for each in found) == sum(each.overdue for each in lines)


@pytest.mark.parametrize("at_once", [pytest.param(1, id="by the kernel"), pytest.param(99, id="by the reference")])
def test_the_conclusions_are_those_of_an_assessment(monkeypatch: pytest.MonkeyPatch, at_once: int) -> None:
    monkeypatch.setattr(agreement, "FEWEST_AT_ONCE", at_once)
    base, profiles = office().base, partners()[1:39:6]
    for profile, concluded in zip(profiles, conclude_all(base, profiles, TODAY), strict=True):
        result = assess(base, profile, TODAY, "reference")
        assert concluded.outcomes == result.assessment.outcomes
        assert concluded.controls == result.assessment.controls
        assert concluded.fired == result.assessment.fired
        first = {each.name for each in lacking(base, result, first_class(base))}
        assert set(lacking_first(base, concluded)) == first


def test_one_subject_is_read_from_its_own_events_only(some: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    whose: list[str] = []

    def read_and_count(data: dict[str, Any], texts: Mapping[str, Text]) -> Event:
        whose.append(data["subject"])
        return from_data(data, texts)

    monkeypatch.setattr(reading, "from_data", read_and_count)
    assert state_on(some, office(), "partner-1", TODAY).version == len(whose)
    outlooks(some, office(), TODAY, ["partner-1"])
    assert set(whose) == {"partner-1"}
