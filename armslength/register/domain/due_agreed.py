"""What falls due after an incident, by agreement, and after a change of scope."""

from collections.abc import Iterator
from datetime import date

from armslength.register.domain.due_line import DueKind, DueLine, DueOf, SetBy, Since
from armslength.register.domain.entities import Evidence, Waiver
from armslength.register.domain.events import Paused, Stage
from engine.source.duration import duration_from


def learning_lines(of: DueOf) -> Iterator[DueLine]:
    """Walk what both sides do together after an incident of both, while a rule requires it and it is not done."""
    for name in of.office.after_incident:
        found, control = of.required.get(name), of.office.base.controls[name]
        deadline = duration_from(control.deadline)
        for incident in of.state.incidents.values() if found else ():
            if found and incident.said.involved_both and of.in_place_since(name) < incident.number:
                on = deadline.add_to(incident.said.on) if deadline else None
                key = f"{DueKind.LEARNING}/{name}/{incident.said.incident}"
                set_by = of.set_by(found.rules, control.cites)
                yield of.line(DueKind.LEARNING, name, control.title, on, set_by, incident.number, key)


def agreed_lines(of: DueOf) -> Iterator[DueLine]:
    """Walk what people set a day for: actions, waivers, evidence, and questions that were sent."""
    state, controls = of.state, of.office.base.controls
    for name, action in state.actions.items():
        if action.closed is None:
            yield of.line(DueKind.ACTION, name, action.says, action.until, SetBy(person=action.by), action.number)
    for name, waiver in state.waivers.items():
        if not waiver.ended and not _is_settled(of, waiver):
            label = controls[waiver.control].title if waiver.control in controls else waiver.control
            by = SetBy(person=waiver.approved or waiver.asked_by)
            yield of.line(DueKind.WAIVER, name, label, waiver.until, by, waiver.number)
    for name, evidence in state.evidence.items():
        if evidence.until is not None and not evidence.retired and not _is_replaced(of, evidence):
            by = SetBy(person=evidence.by)
            yield of.line(DueKind.EVIDENCE, name, evidence.says, evidence.until, by, evidence.number)
    for name, sent in state.questions.items():
        if sent.is_out:
            yield of.line(
                DueKind.QUESTION, name, sent.said.wording, sent.said.until, SetBy(person=sent.by), sent.number
            )


def _is_settled(of: DueOf, waiver: Waiver) -> bool:
    """Tell whether the control came to be in place after it was waived, or a newer waiver stands for this one."""
    newer = (each.number > waiver.number for each in of.state.waivers.values() if each.control == waiver.control)
    return of.in_place_since(waiver.control) > waiver.number or any(newer)


def _is_replaced(of: DueOf, evidence: Evidence) -> bool:
    """Tell whether newer evidence of the same thing is there, and counts."""
    others = (each for each in of.state.evidence.values() if each.to == evidence.to and each.number > evidence.number)
    return any(each.counts(of.today) for each in others)


def scope_lines(of: DueOf) -> Iterator[DueLine]:
    """Walk the two steps of a change of scope, the second after the first, until each is done."""
    if not of.office.scope or of.state.stage not in (Stage.RUNNING, Stage.PAUSED):
        return
    refreshed, before = of.state.refreshed, ""
    first, second = of.office.scope
    since = _required_since(of, first)
    if first in of.required and max(of.in_place_since(first), refreshed[1] if refreshed else 0) <= since.event:
        before = f"{DueKind.SCOPE}/{first}/{since.event}"
        yield _by_rule(of, DueKind.SCOPE, first, since, before, "")
    since = _required_since(of, second)
    if refreshed and of.in_place_since(second) < refreshed[1] >= since.event:
        scope, number = refreshed
        control, by = of.office.base.controls[second], SetBy(person=of.state.history[number - 1].by)
        key = f"{DueKind.START_AGAIN}/{second}/{number}"
        yield of.line(DueKind.START_AGAIN, second, control.title, scope.takes_effect, by, number, key)
    elif second in of.required and of.in_place_since(second) <= since.event:
        key = f"{DueKind.START_AGAIN}/{second}/{since.event}"
        yield _by_rule(of, DueKind.START_AGAIN, second, since, key, before)


def _required_since(of: DueOf, control: str) -> Since:
    """Find since when a control is required by a rule; the beginning of all days where that can't be told."""
    found = of.required.get(control)
    return (of.since(found.rules) if found else None) or Since(date.min, 0)


def _by_rule(of: DueOf, kind: DueKind, name: str, since: Since, key: str, after: str) -> DueLine:
    """Make the line of a control that a rule requires by a deadline. While nothing happens, only people set a day."""
    control, last = of.office.base.controls[name], of.state.history[-1].body
    deadline = duration_from(control.deadline)
    set_by = of.set_by(of.required[name].rules, control.cites)
    on = deadline.add_to(since.day) if deadline and since.event else None
    if of.state.stage is Stage.PAUSED:
        paused = [each for each in of.state.history if isinstance(each.body, Paused)]
        last = paused[-1].body if paused else last
        on = last.until if isinstance(last, Paused) else None
        set_by = SetBy(person=paused[-1].by) if on else set_by
    return of.line(kind, name, control.title, on, set_by, since.event, key, after)
