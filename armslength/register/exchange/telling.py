"""What a register says, in words and as data: its list, one subject, what falls due, and what was entered."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from armslength.register.domain.due import DueLine, due
from armslength.register.domain.events import Answered, ControlSet, Event, PackVersion, Stage
from armslength.register.domain.known import profile_of
from armslength.register.domain.making import in_words
from armslength.register.domain.office import RegisterOffice
from armslength.register.domain.stale import Stale, stale
from armslength.register.domain.state import State, fold
from armslength.register.domain.symptoms import symptoms
from armslength.register.domain.wire import kind_of
from armslength.register.exchange.acting import not_there
from armslength.register.exchange.concluding import listed_of
from armslength.register.store.reading import Listed
from armslength.register.store.register import Register
from engine import Result, assess, read_profiles, sheet_of_rows, write_profile
from engine.source.characters import visible


def assessed(state: State, office: RegisterOffice, today: date, engine: str = "reference") -> Result:
    """Assess a subject as it stands on a day, as a profile with its hash, such as can be written and read again."""
    written = write_profile(office.base, profile_of(state, office, today)).encode()
    (profile,) = read_profiles(written, office.base)
    return assess(office.base, profile, today, engine)


BEHIND = frozenset({"assessment", "checkpoint", "rules", "sha256"})
"""The fields of events that are there to be checked by machines, and are in exports; nobody reads them in a line."""


def state_on(register: Register, office: RegisterOffice, subject: str, day: date | None) -> State:
    """Fold what had been entered of a subject by the end of a day (none: until now). Raises `UsageError` for none."""
    with register.read() as reading:
        state = fold(_until(reading.events(subject), office, day))
        if not state.version:
            raise not_there(reading, subject)
    return state


def states_on(register: Register, office: RegisterOffice, day: date | None) -> dict[str, State]:
    """Fold every subject as it had been entered by the end of a day, in the order in which they were entered."""
    found: dict[str, list[Event]] = {}
    for event in _until(register.events(), office, day):
        found.setdefault(event.subject, []).append(event)
    return {name: fold(events) for name, events in found.items()}


def listed_on(register: Register, office: RegisterOffice, day: date | None) -> tuple[Listed, ...]:
    """List the subjects as they had been entered by the end of a day; none named: as the register lists them."""
    latest = None if day is None else register.head().latest
    if day is None or latest is None or latest.astimezone(office.time_zone).date() <= day:
        return register.subjects()
    return tuple(
        listed_of(name, number, state)
        for number, (name, state) in enumerate(states_on(register, office, day).items(), 1)
    )


def _until(events: tuple[Event, ...], office: RegisterOffice, day: date | None) -> tuple[Event, ...]:
    return tuple(each for each in events if day is None or each.at.astimezone(office.time_zone).date() <= day)


def due_text(lines: Iterable[DueLine], *, named: bool = True) -> str:
    """Say what falls due, a line each with its day (`named`: and subject), and below it who or what set that day."""
    said = [
        f"{_day_of(each)}  {f'{each.subject}: ' if named else ''}{visible(each.label)}\n{' ' * 12}{_set_by(each)}"
        for each in lines
    ]
    return "\n".join(said)


def due_data(lines: Iterable[DueLine]) -> str:
    """Write what falls due as JSON: a list of lines."""
    return json.dumps(
        [
            {
                "subject": each.subject,
                "kind": each.kind.value,
                "name": each.name,
                "label": each.label,
                "key": each.key,
                "on": each.on.isoformat() if each.on else None,
                "overdue": each.overdue,
                "rules": list(each.set_by.rules),
                "cites": list(each.set_by.cites),
                "person": each.set_by.person.name if each.set_by.person else None,
                "after": each.after or None,
            }
            for each in lines
        ],
        ensure_ascii=False,
        indent=2,
    )


def due_workbook(lines: Iterable[DueLine], office: RegisterOffice) -> bytes:
    """Write what falls due as a workbook: a row a line, with who or what set its day."""
    headings = (
        "Last day",
        "Overdue",
        office.subject.one.capitalize(),
        "What",
        "Kind",
        "Asked for by",
        "Agreed by",
        "After",
    )
    rows = [
        (
            line.on,
            "yes" if line.overdue else "",
            line.subject,
            visible(line.label),
            office.due[line.kind],
            "\n".join(line.set_by.rules),
            visible(line.set_by.person.name) if line.set_by.person else "",
            line.after,
        )
        for line in lines
    ]
    return sheet_of_rows("Due", headings, (12, 10, 28, 48, 34, 40, 24, 30), rows)


def _day_of(line: DueLine) -> str:
    return f"{line.on.isoformat() if line.on else 'no day yet'}{' OVERDUE' if line.overdue else ''}"


def _set_by(line: DueLine) -> str:
    rules = f"asked for by {', '.join(line.set_by.rules)}" if line.set_by.rules else ""
    person = f"agreed by {line.set_by.person.name}" if line.set_by.person else ""
    return "; ".join(filter(None, (rules, person, line.after and f"after {line.after}"))) or "no rule sets a day"


def list_text(listed: Iterable[Listed], office: RegisterOffice) -> str:
    """List subjects in columns: id, the fields of the head that the pack names, stage and since when."""
    rows = [(each.name, *_head(each.header, office), _stage(each.stage, each.since, office)) for each in listed]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows)
    return "\n".join(lines) or f"There are no {office.subject.many} in it yet."


def list_data(listed: Iterable[Listed]) -> str:
    """Write the list as JSON."""
    rows = [
        {
            "id": each.name,
            "header": {name: list(texts) for name, texts in sorted(each.header.items())},
            "stage": each.stage,
            "since": each.since.isoformat() if each.since else None,
            "pack": {"id": each.pack_id, "version": each.pack_version},
            "version": each.version,
        }
        for each in listed
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def _head(header: Mapping[str, tuple[str, ...]], office: RegisterOffice) -> tuple[str, ...]:
    return tuple(visible("; ".join(header.get(path, ()))) for path in office.fields)


def _stage(stage: str | None, since: date | None, office: RegisterOffice) -> str:
    return f"{office.stages[Stage(stage)]}{f' since {since}' if since else ''}" if stage else ""


def subject_text(state: State, office: RegisterOffice, result: Result, today: date) -> Iterator[str]:
    """Say what stands of a subject: its head, what falls due, what is open, and what changed since it was signed."""
    yield f"{state.subject}: {'; '.join(filter(None, _head(state.header, office)))}"
    pack = f", under {state.pack.id} {state.pack.version}" if state.pack else ""
    yield f"{_stage(state.stage, state.since, office)}{pack}; {state.version} entries"
    yield from _section("Due", (due_text(due(state, office, result.assessment, today), named=False),))
    yield from _section("To confirm", _symptoms(state, office, today))
    yield from _section("Actions", (
        f"{name}: {each.says} ({each.owner}, by {each.until})"
        for name, each in state.actions.items()
        if not each.closed
    ))  # fmt: skip
    yield from _section("Waivers", (
        f"{name}: {each.control}, through {each.until}{'' if each.approved else ', not approved yet'}"
        for name, each in state.waivers.items()
        if not each.ended and today <= each.until
    ))  # fmt: skip
    yield from _section("Signed", _signed(state, stale(state, office, result.assessment, today)))


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    found = [visible(line) for each in lines for line in each.split("\n") if line]
    if found:
        yield f"\n{title}"
        yield from (f"  {line}" for line in found)


def _symptoms(state: State, office: RegisterOffice, today: date) -> Iterator[str]:
    for each in symptoms(state, office, today):
        suggests = in_words(each.symptom.suggests)
        yield f"{each.symptom.says} ({len(each.seen)} times.) If that is so, answer {each.symptom.question}={suggests}."


def _signed(state: State, changed: Stale | None) -> Iterator[str]:
    if not state.signatures:
        return
    last = state.signatures[-1]
    yield f"by {last.by.name} ({last.by.role}) on {last.said.as_of}" + (
        "; nothing has changed since" if not changed else ""
    )
    if changed:
        yield from stale_text(changed)


def stale_text(changed: Stale) -> Iterator[str]:
    """Say exactly what has changed since the last signature."""
    yield "This has changed since:"
    for answer in changed.answers:
        by = f", by {answer.by}" if answer.by else ""
        yield f"- {answer.name}: {in_words(answer.then)} then, {in_words(answer.now)} now{by}"
    for decision in changed.decisions:
        gone, new = sorted({*decision.then} - {*decision.now}), sorted({*decision.now} - {*decision.then})
        said = [f"{words} {', '.join(values)}" for words, values in (("no longer", gone), ("now", new)) if values]
        yield f"- {decision.name}: {'; '.join(said)}"
    if changed.pack:
        yield f"- the rules: {changed.pack[0].version} then, {changed.pack[1].version} now"


def answers_text(state: State) -> Iterator[str]:
    """List what stands of every question and control, with its version and who said it."""
    for name, given in sorted({**state.answers, **state.controls}.items()):
        last = given[-1]
        rests_on = f" ({last.evidence})" if last.evidence else ""
        yield visible(f"{name}@{last.version}: {last.text or in_words(last.value)}{rests_on}, {last.by.name}")


def history_text(events: Iterable[Event], office: RegisterOffice) -> Iterator[str]:
    """Say what has happened, an entry a line: number, day, who, what and why."""
    for number, event in enumerate(events, 1):
        day = event.at.astimezone(office.time_zone).date()
        yield f"{number}. {day} {event.by.name} ({event.by.role}): {what_happened(event)}"


def what_happened(event: Event) -> str:
    """Say in a line what an event says: its kind, and what was said of it."""
    match event.body:
        case Answered(question=name) | ControlSet(control=name):
            return visible(f"{name}@{event.body.version}: {_given(event.body)}{_why(event)}")
        case _:
            pass
    named = [each.name for each in fields(event.body) if each.name not in BEHIND]
    said = [text for name in named if (text := _in_words(getattr(event.body, name)))]
    return visible(f"{kind_of(type(event.body)).replace('_', ' ')}: {', '.join(said)}{_why(event)}")


def _given(body: Answered | ControlSet) -> str:
    text = body.text if isinstance(body, Answered) else ""
    return f"{text or in_words(body.value)}{f' ({body.evidence})' if body.evidence else ''}"


def _why(event: Event) -> str:
    return f"; why: {event.why}" if event.why else ""


def _in_words(value: Any) -> str:
    """Say the value of a field; nothing for an empty one, and for what would fill a page."""
    if isinstance(value, PackVersion):
        return f"{value.id} {value.version}"
    if value is None or isinstance(value, Mapping) or value in ("", ()):
        return ""
    return ", ".join(map(str, value)) if isinstance(value, tuple) else in_words(value)


def entered_text(subject: str, made: Iterable[Event]) -> str:
    """Say what was entered."""
    return "\n".join(f"{subject}: {what_happened(each)}" for each in made)
