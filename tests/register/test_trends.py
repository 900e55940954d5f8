"""What stood on a day, whose subjects belong together, and how a register moves over quarters."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from armslength.register.domain import commands as ask
from armslength.register.domain.events import Stage
from armslength.register.domain.known import profile_of
from armslength.register.domain.state import State
from armslength.register.domain.trends import by_other_side, movement, quarter_ends, state_on
from armslength.register.exchange.movement import movement as movement_of
from armslength.register.store.register import create_register
from engine import Conclusions, conclude
from tests.register.course import Course, example, office, pack_version

ANYTHING, AT_LEAST_A_SIGN = "drifting or none or watch", "drifting or watch"


def concluded(states: Iterable[State], day: date) -> Iterator[Conclusions]:
    return (conclude(office().base, profile_of(state, office(), day), day) for state in states)


def sing_along() -> Course:
    """Entered and signed in January, started in February, closed down and ended in August."""
    made = Course("sing-along")
    made.enter("2026-01-12", example("sing-along-in-the-lounge"), ask.Open({}, pack_version()))
    made.sign("2026-01-20")
    made.on("2026-02-02", ask.Start(date(2026, 2, 2)))
    made.on("2026-05-11", ask.RecordIncident(date(2026, 5, 10), "concern", "A door stood open."))
    made.on("2026-07-20", ask.WindDown(date(2026, 7, 31)))
    made.on("2026-08-14", ask.End(date(2026, 8, 14)))
    return made


def test_a_state_is_that_of_the_end_of_the_day() -> None:
    events = sing_along().events
    stages = {day: state_on(events, date.fromisoformat(day), office()).stage for day in ("2026-01-11", "2026-01-12")}
    assert stages == {"2026-01-11": None, "2026-01-12": Stage.SCREENING}
    assert state_on(events, date(2026, 2, 1), office()).stage is Stage.DECIDED
    assert state_on(events, date(2026, 2, 2), office()).stage is Stage.RUNNING


def test_quarters_end_on_their_last_days() -> None:
    ends = (date(2025, 12, 31), date(2026, 3, 31), date(2026, 6, 30), date(2026, 9, 30))
    assert quarter_ends(date(2025, 12, 31), date(2026, 9, 30)) == ends
    assert quarter_ends(date(2026, 1, 1), date(2026, 3, 30)) == ()
    assert quarter_ends(date(2025, 12, 31), date(2025, 12, 31)) == ends[:1]


def test_how_a_register_moves_over_quarters() -> None:
    """Light touch when it is signed; once it runs, standard can't be ruled out until more is answered."""
    one = sing_along()
    found = movement([tuple(one.events)], office(), quarter_ends(date(2025, 12, 31), date(2026, 9, 30)), concluded)
    assert [each.stages for each in found] == [{}, {Stage.RUNNING: 1}, {Stage.RUNNING: 1}, {Stage.ENDED: 1}]
    assert [each.incidents for each in found] == [0, 0, 1, 0]
    assert [sum(each.decisions["oversight"].values()) for each in found] == [0, 1, 1, 0]
    early = movement([tuple(one.events)], office(), [date(2026, 1, 31)], concluded)
    assert early[0].decisions["oversight"] == {"light_touch": 1}


def test_what_moves_from_one_value_to_another_is_named(tmp_path: Path) -> None:
    """Entered in the first quarter, most signs of drift not asked about; one seen in the second; gone in the third."""
    made = Course("sing-along")
    made.enter("2026-01-12", example("sing-along-in-the-lounge"), ask.Open({}, pack_version()))
    made.sign("2026-01-20")
    made.on("2026-02-02", ask.Start(date(2026, 2, 2)))
    made.answer("2026-02-03", risk_is_rising=False, worst_incident="none")
    made.answer("2026-05-11", risk_is_rising=True)
    made.on("2026-07-20", ask.WindDown(date(2026, 7, 31)))
    made.on("2026-08-14", ask.End(date(2026, 8, 14)))
    register = create_register(tmp_path / "register.db")
    with register.write() as unit:
        unit.append(made.events, 0)
    found = movement_of(register, office(), date(2026, 9, 30))
    assert [each.day for each in found] == [date(2026, 3, 31), date(2026, 6, 30), date(2026, 9, 30)]
    drift = [[(each.was, each.now) for each in one.moves if each.decision == "drift"] for one in found]
    assert drift[0] == []
    assert drift[1] == [(ANYTHING, AT_LEAST_A_SIGN)]
    assert drift[2] == [(AT_LEAST_A_SIGN, "")]
    assert all(each.subjects == ("sing-along",) for one in found for each in one.moves)
    assert [one.decisions["drift"] for one in found] == [{ANYTHING: 1}, {AT_LEAST_A_SIGN: 1}, {}]


def test_a_register_with_nothing_in_it_did_not_move(tmp_path: Path) -> None:
    assert movement_of(create_register(tmp_path / "register.db"), office(), date(2026, 9, 30)) == ()


def test_subjects_of_one_other_side_belong_together() -> None:
    states = [
        State(subject="walks", header={"partner.name": ("Open Door  Outings",)}),
        State(subject="lunches", header={"partner.name": ("open door outings",)}),
        State(subject="songs", header={"partner.name": ("Sing Out",)}),
        State(subject="nameless"),
    ]
    assert by_other_side(states, office()) == {"Open Door  Outings": ("lunches", "walks")}
