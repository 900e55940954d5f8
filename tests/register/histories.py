"""Random histories under the shipped rules: what may happen to one subject, at any days, in any order."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any

from hypothesis import strategies as st

from armslength.register.domain import events as happened
from armslength.register.domain.events import Event, Person, Stage
from engine import Profile, read_rows, shipped_folder
from tests.register.course import office, pack_version

START = date(2025, 3, 1)
DAYS = st.integers(-200, 900).map(lambda days: START + timedelta(days=days))
NAMES = st.sampled_from(["one", "two", "three"])
WHO = st.sampled_from([Person("Grace Obi", "service_manager"), Person("Tom Reed", "registered_manager")])


@cache
def partners() -> tuple[Profile, ...]:
    """The forty invented partners."""
    return read_rows(shipped_folder().parent / "profiles" / "portfolio" / "forty-partners.csv", office().base)


def _asked_by_date() -> list[str]:
    return sorted(name for name, fact in office().base.facts.items() if fact.kind == "date")


def _controls() -> list[str]:
    named = {name for symptom in office().symptoms for name in symptom.controls}
    return sorted({*named, *office().scope, *office().after_incident, "exit-plan", "safeguarding-induction"})


def _severities() -> list[str]:
    named = next(name for name, known in office().knows.items() if known.source == "worst_incident")
    return list(office().base.facts[named].values)


def _how_soon() -> list[str]:
    named = next(name for name, known in office().knows.items() if known.source == "passed_on")
    return list(office().base.facts[named].values)


@st.composite
def bodies(draw: st.DrawFn, in_place: list[str]) -> Any:
    """Draw what may happen to a subject that was entered, with these controls in place."""
    reviews = st.sampled_from(sorted(office().base.decisions[office().reviews].values))
    on, name, control = (
        draw(DAYS),
        draw(NAMES),
        draw(st.sampled_from(in_place or _controls()) | st.sampled_from(_controls())),
    )
    later = on + timedelta(days=draw(st.integers(0, 200)))
    status = draw(st.sampled_from(["in_place", "missing", None]))
    either = draw(st.booleans())
    match draw(st.integers(0, 15)):
        case 0 | 1:
            return happened.ReviewHeld(name, draw(reviews), on, "As before", next_on=draw(st.none() | DAYS))
        case 2 | 3:
            return happened.IncidentRecorded(name, on, draw(st.sampled_from(_severities())), "A fall", either)
        case 4:
            return happened.IncidentPassedOn(name, draw(st.sampled_from(_how_soon())))
        case 5 | 14 | 15:
            return happened.EvidenceAttached(name, control, "A letter", "Tom Reed", draw(st.none() | DAYS))
        case 6:
            return happened.ActionAgreed(name, "Ring them", "Tom Reed", on, "one")
        case 7:
            return happened.ActionClosed(name, (), "Seen" if either else "")
        case 8:
            return happened.WaiverAsked(name, control, "Tom Reed", on)
        case 9:
            return happened.ControlSet(control, 2, status)
        case 10:
            return happened.Answered(draw(st.sampled_from(_asked_by_date())), 2, on)
        case 11:
            return happened.ActionChanged(name, "Ring them", "Tom Reed", later)
        case 12:
            return happened.Started(draw(st.sampled_from([Stage.STARTING, Stage.RUNNING])), on)
        case _:
            return draw(st.sampled_from([happened.Paused(on, later), happened.Resumed(on), happened.Noted("Rang")]))


def entering(profile: Profile, stage: Stage, since: date) -> list[Any]:
    """What it is to enter a subject with the answers of a profile."""
    opened = happened.Opened(profile.header, pack_version(), stage, since)
    answers = [happened.Answered(name, 1, each.value) for name, each in profile.answers.items()]
    controls = profile.controls.items()
    return [opened, *answers, *(happened.ControlSet(name, 1, str(each.value)) for name, each in controls if each.value)]


def entered(profile: Profile, subject: str) -> tuple[Event, ...]:
    """Enter a subject that runs since the start, at noon of 4 May 2026."""
    at = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
    who = Person("Grace Obi", "service_manager")
    return tuple(Event(subject, who, at, body, "") for body in entering(profile, Stage.RUNNING, START))


@st.composite
def histories(draw: st.DrawFn, subject: str = "one") -> tuple[Event, ...]:
    """Draw what has happened to a subject, in the order of its moments: it was entered with answers first."""
    profile = draw(st.sampled_from(partners()))
    stage, since = draw(st.sampled_from([Stage.SCREENING, Stage.RUNNING])), draw(DAYS)
    said = entering(profile, stage, since)
    in_place = [name for name, each in profile.controls.items() if each.value == "in_place"]
    said += draw(st.lists(bodies(in_place), min_size=2, max_size=14))
    at = datetime.combine(START + timedelta(days=draw(st.integers(-100, 100))), time(9), UTC)
    made = []
    for number, body in enumerate(said):
        late = number >= len(said) - 14
        at += timedelta(days=draw(st.integers(0, 40))) if late else timedelta(seconds=1)
        made.append(Event(subject, draw(WHO) if late else Person("Grace Obi", "service_manager"), at, body, ""))
    return tuple(made)
