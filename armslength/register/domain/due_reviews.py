"""Reviews that fall due: in the rhythm of the decision, now where a rule can't wait, and early after the start.

A rhythm runs from the day last held, or to the day that people fixed for the next one. Nothing else moves it.
"""

from collections.abc import Iterator
from datetime import date

from armslength.register.domain.due_line import DueKind, DueLine, DueOf, SetBy, Since
from armslength.register.domain.entities import Review
from armslength.register.domain.events import Stage, Started
from engine import Collected
from engine.source.duration import duration_from


def review_lines(of: DueOf) -> Iterator[DueLine]:
    """Walk the reviews that fall due, while it runs."""
    if of.state.stage is Stage.RUNNING:
        yield from _in_rhythm(of)
        yield from _now(of) if of.office.now else ()
        yield from _early(of) if of.office.early else ()


def _held(of: DueOf, kinds: tuple[str, ...]) -> list[Review]:
    """List the reviews of some kinds that were held, the last one last."""
    return sorted((each for each in of.state.reviews if each.said.review_kind in kinds), key=lambda each: each.said.on)


def _set_by(of: DueOf, review: str) -> SetBy:
    asked = of.office.rules_for(review) & of.facts.keys()
    return of.set_by(asked, of.office.base.decisions[of.office.reviews].values[review].cites)


def _in_rhythm(of: DueOf) -> Iterator[DueLine]:
    outcome = of.concluded.outcomes[of.office.reviews]
    values = of.office.base.decisions[of.office.reviews].values
    for review in sorted(outcome.members) if isinstance(outcome, Collected) else ():
        cadence = duration_from(values[review].cadence)
        if cadence is None:
            continue
        held = _held(of, (review,))
        last = held[-1] if held else None
        fixed = last.said.next_on if last else None
        start = last.said.on if last else _reviewed_before(of, review)
        on = fixed or (cadence.add_to(start) if start else None)
        set_by = SetBy(person=last.by) if last and fixed else _set_by(of, review)
        key, event = f"{DueKind.REVIEW}/{review}/{len(held) + 1}", last.number if last else 0
        yield of.line(DueKind.REVIEW, review, values[review].label, on, set_by, event, key)


def _reviewed_before(of: DueOf, review: str) -> date | None:
    """Find the day from which a review that was never held is counted: the last joint one before it was asked for.

    What was held before it stood in the register is an answer to the question that the register would answer. Without
    any, it is counted from the first day.
    """
    asked = of.since(_set_by(of, review).rules)
    held = [each.said.on for each in _held(of, of.office.together) if asked and each.said.on <= asked.day]
    told = [of.state.current(name) for name, each in of.office.knows.items() if each.source == "last_review"]
    days = [each.value for each in told if each and isinstance(each.value, date)]
    return max([*days, *held], default=of.state.started)


def _now(of: DueOf) -> Iterator[DueLine]:
    """Bring the next review forward where a rule asks for one now, or an incident does, unless one was held since then.

    Where all of its rules rest on the time that has passed, nothing sets a day: the review that was missed has its own.
    """
    review, value = of.office.now, of.office.base.decisions[of.office.reviews].values[of.office.now]
    held = _held(of, of.office.together)
    waiting: dict[str, Since | None] = {}
    for rule in of.office.rules_for(review) & of.facts.keys():
        since = of.resting_since(rule)
        if since is None or not held or held[-1].said.on < since.day:
            waiting[rule] = since
    for rule in of.facts.keys() & set(of.office.brought_forward_by):
        after = [Since(each.said.on, each.number) for each in of.state.incidents.values() if each.said.on <= of.today]
        after = [each for each in after if not held or held[-1].said.on < each.day]
        if after:
            waiting[rule] = min(after, key=lambda each: (each.day, each.event))
    if waiting:
        days = [each for each in waiting.values() if each]
        first = min(days, key=lambda each: (each.day, each.event), default=None)
        deadline = duration_from(value.deadline)
        on = deadline.add_to(first.day) if first and deadline else None
        key, event = f"{DueKind.REVIEW}/{review}/{len(held) + 1}", first.event if first else 0
        yield of.line(DueKind.REVIEW, review, value.label, on, of.set_by(waiting, value.cites), event, key)


def _early(of: DueOf) -> Iterator[DueLine]:
    """Put the early review down: from the first day, where what was signed before asked for it, or from a change."""
    review, value = of.office.early, of.office.base.decisions[of.office.reviews].values[of.office.early]
    deadline, held = duration_from(value.deadline), _held(of, (of.office.early,))
    for since, rules in (
        *_booked_at_the_start(of),
        *((of.resting_since(each), frozenset({each})) for each in of.office.rules_for(review)),
    ):
        if since and deadline and not any(each.said.on >= since.day for each in held):
            on, key = deadline.add_to(since.day), f"{DueKind.EARLY_REVIEW}/{review}/{since.event}"
            set_by = of.set_by(rules, value.cites)
            yield of.line(DueKind.EARLY_REVIEW, review, value.label, on, set_by, since.event, key)


def _booked_at_the_start(of: DueOf) -> Iterator[tuple[Since | None, frozenset[str]]]:
    for number, event in enumerate(of.state.history, 1):
        if isinstance(event.body, Started) and event.body.stage is Stage.RUNNING:
            signed = [each.said for each in of.state.signatures if each.number < number]
            if signed and of.office.early in signed[-1].decisions.get(of.office.reviews, ()):
                yield Since(event.body.on, number), of.office.rules_for(of.office.early) & set(signed[-1].rules)
