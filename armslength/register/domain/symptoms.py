"""Symptoms that the register can count. Each is put to somebody as an answer to confirm; none counts by itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from armslength.register.domain.events import Event, Stage
from armslength.register.domain.office import RegisterOffice, Symptom
from armslength.register.domain.state import State
from engine.source.duration import duration_from


@dataclass(frozen=True, slots=True)
class SymptomShown:
    """A symptom that shows: what was counted, each with its day and its name, and the answer to confirm."""

    symptom: Symptom
    seen: tuple[tuple[date, str], ...]


def symptoms(state: State, office: RegisterOffice, today: date) -> tuple[SymptomShown, ...]:
    """Count the symptoms of a subject on a day; what is answered as suggested already is left out."""
    shown = []
    for symptom in office.symptoms:
        seen = tuple(
            sorted(each for each in _counted(symptom, state, office, today) if symptom.within.add_to(each[0]) >= today)
        )
        answered = state.current(symptom.question)
        if len(seen) >= symptom.at_least and (answered is None or answered.value != symptom.suggests):
            shown.append(SymptomShown(symptom, seen))
    return tuple(shown)


def _counted(symptom: Symptom, state: State, office: RegisterOffice, today: date) -> Iterator[tuple[date, str]]:
    match symptom.measures:
        case "evidence_late":
            for control in symptom.controls:
                yield from _evidence_late(control, state, office, today)
        case "reviews_late":
            yield from reviews_late(state, office, today)
        case "actions_slipping":
            yield from _actions_slipping(state, office, today)
        case _:
            yield from ((each.said.on, name) for name, each in state.incidents.items() if each.said.on <= today)


def _evidence_late(control: str, state: State, office: RegisterOffice, today: date) -> Iterator[tuple[date, str]]:
    """Walk the evidence of a control after whose last day the next one came late, or has not come."""
    attached = [(name, each) for name, each in state.evidence.items() if each.to == control]
    for position, (name, each) in enumerate(attached):
        follows = attached[position + 1][1] if position + 1 < len(attached) else None
        came = _day(state.history[follows.number - 1], office) if follows else today
        if each.until is not None and came > each.until:
            yield each.until, name


def reviews_late(state: State, office: RegisterOffice, today: date) -> Iterator[tuple[date, str]]:
    """Walk the reviews that were held after they were due, or that are overdue while it runs: the day they were due."""
    for due, came, review in reviews_due(state, office):
        if (came or today) > due and (came or state.stage is Stage.RUNNING):
            yield due, review


def reviews_due(state: State, office: RegisterOffice) -> Iterator[tuple[date, date | None, str]]:
    """Walk the days on which a next review was due after one, each with the day of that next one and the one before."""
    values = office.base.decisions[office.reviews].values
    for kind in sorted({each.said.review_kind for each in state.reviews} & values.keys()):
        held = sorted((each.said for each in state.reviews if each.said.review_kind == kind), key=lambda each: each.on)
        cadence = duration_from(values[kind].cadence)
        following = [*(each.on for each in held[1:]), None]
        for each, came in zip(held, following[-len(held) :], strict=True):
            due = each.next_on or (cadence.add_to(each.on) if cadence else None)
            if due is not None:
                yield due, came, each.review


def _actions_slipping(state: State, office: RegisterOffice, today: date) -> Iterator[tuple[date, str]]:
    """Walk the actions that were put off, or were not closed by the day that was first agreed."""
    for name, each in state.actions.items():
        done = _day(each.closed, office) if each.closed else today
        if each.until > each.first_until or done > each.first_until:
            yield each.first_until, name


def _day(event: Event, office: RegisterOffice) -> date:
    """Find the day on which something was recorded, where the pack's days begin and end."""
    return event.at.astimezone(office.time_zone).date()
