"""How long what is concluded of a subject holds while nothing is recorded: until time itself does something.

Time does something where a date that somebody gave becomes older than a rule asks for, where other rules come into
force, where an incident falls out of the time that is looked back on, where evidence ends, and where what is counted
begins or ceases to count. That a day is overdue is not among it: it can be told from the day.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from armslength.register.domain.office import RegisterOffice
from armslength.register.domain.state import State
from armslength.register.domain.symptoms import reviews_due
from engine import RuleBase
from engine.rulebase.conditions import OlderThan, literals
from engine.rulebase.periods import Period
from engine.source.duration import Duration

Ages = Mapping[str, tuple[Duration, ...]]
"""For each question that asks for a date, the ages that rules ask for."""


def ages_of(base: RuleBase) -> Ages:
    """Gather the ages that the rules of a pack ask for, whenever they are in force."""
    found: dict[str, dict[Duration, None]] = {}
    conditions = (
        *(rule.condition for rule in base.rules.values()),
        *(fact.applies_when for fact in base.facts.values() if fact.applies_when is not None),
    )
    for condition in conditions:
        for literal in literals(condition):
            if isinstance(literal.test, OlderThan):
                found.setdefault(literal.subject, {})[literal.test.age] = None
    return {name: tuple(ages) for name, ages in found.items()}


def holds_for(state: State, office: RegisterOffice, ages: Ages, today: date) -> Period:
    """Find the days around today on which all that is concluded of a subject is as it is today."""
    first, next_one = None, None
    for day in _turns(state, office, ages):
        if day <= today:
            first = day if first is None else max(first, day)
        else:
            next_one = day if next_one is None else min(next_one, day)
    return Period(first, None if next_one is None else next_one - timedelta(days=1))


def _turns(state: State, office: RegisterOffice, ages: Ages) -> Iterator[date]:
    """Walk the days on which something can be otherwise than on the day before; on no others it can."""
    yield from office.base.days
    for name, asked in ages.items():
        for day in {*_dates_given(name, state, office)}:
            yield from (_after(age.add_to(day)) for age in asked)
    yield from (each.said.on for each in state.reviews)
    for evidence in state.evidence.values():
        if evidence.until is not None:
            yield _after(evidence.until)
    yield from _turns_of_incidents(state, office)
    yield from _turns_of_symptoms(state, office)


def _dates_given(name: str, state: State, office: RegisterOffice) -> Iterator[date]:
    """Walk every date that can be the answer to a question: by people, by the register, or by silence."""
    given, known, fact = state.current(name), office.knows.get(name), office.base.facts.get(name)
    days = [given.value if given else None, fact.when_silent if fact else None]
    if known:
        days += [state.started, *(each.said.on for each in state.reviews)]
    yield from (day for day in days if isinstance(day, date))


def _turns_of_incidents(state: State, office: RegisterOffice) -> Iterator[date]:
    """Walk the days on which the time that the register looks back on reaches, or leaves, something."""
    looked_at = {each.said.on for each in state.incidents.values()} | ({state.opened} if state.opened else set())
    yield from looked_at
    for within in {known.within for known in office.knows.values() if known.within is not None}:
        yield from (_after(within.add_to(day)) for day in looked_at)


def _turns_of_symptoms(state: State, office: RegisterOffice) -> Iterator[date]:
    counted = {
        *(each.until for each in state.evidence.values() if each.until is not None),
        *(day for day, _, _ in reviews_due(state, office)),
        *(each.first_until for each in state.actions.values()),
        *(each.said.on for each in state.incidents.values()),
    }
    for within in {symptom.within for symptom in office.symptoms}:
        yield from (_after(within.add_to(day)) for day in counted)
    yield from map(_after, counted)


def _after(day: date) -> date:
    return day if day == date.max else day + timedelta(days=1)
