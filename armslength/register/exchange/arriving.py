"""Bringing profiles into a register: the rows of tables, and files. It is said of each what happened.

A subject comes in as a whole or not at all. One that is there already keeps what was said: what nobody has answered yet
is added, and what is otherwise there is listed, for whoever imports has not read it.
"""

import csv
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from io import StringIO
from pathlib import Path, PurePath
from types import MappingProxyType
from typing import Literal

from armslength.register.domain.commands import Command, Note, Open
from armslength.register.domain.entities import Kept
from armslength.register.domain.events import Stage
from armslength.register.domain.making import in_words
from armslength.register.domain.office import RegisterOffice
from armslength.register.domain.permission import Actor
from armslength.register.domain.policy import OPENS_AT
from armslength.register.domain.refusal import Refusal
from armslength.register.domain.state import State
from armslength.register.exchange.acting import Moment, Refused, decided, pack_of, to_say
from armslength.register.exchange.concluding import Concluding, keep_outlook
from armslength.register.store.register import Register
from armslength.register.store.unit import Unit
from engine import Given, Profile, read_each_row, read_profiles
from engine.source.characters import visible

TABLES = frozenset((".csv", ".tsv", ".xlsx", ".xlsm", ".jsonl", ".ndjson", ".parquet"))
"""The endings of the name of a table, each of whose rows is a profile."""

What = Literal["entered", "added to", "changed", "there already", "not entered"]


@dataclass(frozen=True, slots=True)
class Came:
    """A profile that came to be imported, or what is wrong with it; `row` is its number in a table, else 0."""

    id: str
    file: str
    row: int
    profile: Profile | None
    wrong: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Arrived:
    """What happened to one of them, and what to mend: nothing where all of it is in the register."""

    came: Came
    what: What
    mend: tuple[str, ...] = ()


def coming(office: RegisterOffice, files: tuple[Path, ...], shown: str = "") -> tuple[Came, ...]:
    """Read what is to be imported; `shown` is how a file is named, where it is not by its path.

    Raises `InputError` for a file that can't be read at all.
    """
    return tuple(each for file in files for each in _of_file(office, file, shown or visible(str(file))))


def _of_file(office: RegisterOffice, file: Path, shown: str) -> Iterator[Came]:
    if PurePath(file).suffix.lower() not in TABLES:
        yield from (Came(each.id, shown, 0, each) for each in read_profiles(file, office.base))
        return
    for row in read_each_row(file, office.base):
        yield Came(
            row.id, shown, row.number, row.profile, tuple(str(each).replace(str(file), shown, 1) for each in row.wrong)
        )


Seen = Mapping[tuple[str, str], int]
"""The versions of answers that somebody read, and means to change: by subject and question."""


def arrive(
    register: Register,
    office: RegisterOffice,
    came: tuple[Came, ...],
    who: Actor,
    moment: Moment,
    why: str = "",
    seen: Seen = MappingProxyType({}),
) -> tuple[Arrived, ...]:
    """Import profiles in one unit of work, and say of each what happened; one that is refused leaves nothing behind.

    What is otherwise in the register is changed only where it was `seen`.
    """
    with register.write() as unit:
        return tuple(_one(unit, office, each, who, moment, why, seen) for each in came)


def _one(unit: Unit, office: RegisterOffice, came: Came, who: Actor, moment: Moment, why: str, seen: Seen) -> Arrived:
    if came.profile is None:
        return Arrived(came, "not entered", came.wrong)
    now = moment.to_write(office, unit.head().latest)
    state = unit.state(came.profile.id)
    try:
        mine = {name: version for (subject, name), version in seen.items() if subject == came.profile.id}
        commands = commands_for(office, state, came.profile, mine)
        words = why or f"Imported from {PurePath(came.file).name}."
        made = decided(office, came.profile.id, state, commands, who, now, words)
    except Refused as refused:
        return Arrived(came, "not entered", (str(refused),))
    unit.append(made, state.version)
    if made:
        keep_outlook(unit, Concluding(office), came.profile.id, Moment(moment.clock).today(office))
    left = [each for each in otherwise(office, state, came.profile) if each[0] not in mine]
    what: What = "entered" if not state.version else "changed" if mine else "added to" if made else "there already"
    return Arrived(came, what, tuple(_not_changed(*each) for each in left))


def commands_for(
    office: RegisterOffice, state: State, profile: Profile, seen: Mapping[str, int] = MappingProxyType({})
) -> tuple[Command, ...]:
    """Make what is asked for: entering the subject where it is new, and every answer that nobody gave before.

    Answers that were `seen` are changed, by question and version.
    """
    said = {**profile.answers, **profile.controls}
    new = {name: given for name, given in said.items() if state.current(name) is None and _says(given)}
    changed = {name: said[name] for name in seen if name in said}
    answers = (to_say(office.base, name, given, seen.get(name, 0)) for name, given in {**new, **changed}.items())
    notes = (
        Note(f"{name}: it was also said: {in_words(each.value)}. {' '.join(filter(None, (each.evidence, each.by)))}")
        for name, given in new.items()
        for each in given.also_said
    )
    return (*(() if state.version else (_opening(office, profile),)), *answers, *notes)


def _says(given: Given) -> bool:
    return given.value is not None or bool(given.evidence or given.known or given.by)


def _opening(office: RegisterOffice, profile: Profile) -> Open:
    """Make the command that enters a subject: at the stage that its answers say, with its first day where it runs."""
    opening = Open(profile.header, pack_of(office.base))
    for name, known in office.knows.items():
        given = profile.answers.get(name)
        if given and known.source == "stage":
            stages = [stage for stage in OPENS_AT if known.means.get(stage) == given.value]
            if given.value is not None and not stages:
                raise Refused(
                    Refusal("wrong-stage", f"`{name}` says that it is over. Only what is to come or runs is entered.")
                )
            opening = replace(opening, stage=stages[0] if stages else Stage.SCREENING)
    for name, known in office.knows.items():
        given = profile.answers.get(name)
        if given and known.source == "first_day" and opening.stage is not Stage.SCREENING:
            opening = replace(opening, since=given.value if isinstance(given.value, date) else None)
    return opening


def otherwise(office: RegisterOffice, state: State, profile: Profile) -> Iterator[tuple[str, Kept, Given]]:
    """Walk the answers that are otherwise in the register: what stands, and what the profile says."""
    for name, given in {**profile.answers, **profile.controls}.items():
        kept = state.current(name)
        if kept is not None and given.value is not None and _value(kept) != given.value and name not in office.knows:
            yield name, kept, given


def _not_changed(name: str, kept: Kept, given: Given) -> str:
    theirs = kept.text or in_words(kept.value)
    return (
        f"`{name}` is not changed: {kept.by.name} answered {theirs}, and here stands {in_words(given.value)}; "
        f"to change it, answer `{name}@{kept.version}`"
    )


def _value(kept: Kept) -> object:
    return kept.value if kept.value is not None else kept.text or None


def arrived_text(arrived: tuple[Arrived, ...]) -> str:
    """Say of each what happened, a line each, and below it what to mend; last, how many of each there are."""
    lines = [
        line
        for each in arrived
        for line in (f"{_place(each.came)}: {each.what}", *(f"    {visible(words)}" for words in each.mend))
    ]
    counts = Counter(each.what for each in arrived)
    return "\n".join((*lines, ", ".join(f"{number} {what}" for what, number in counts.items()) or "nothing was there"))


def arrived_table(arrived: tuple[Arrived, ...]) -> str:
    """Write as CSV what happened to each, and what to mend."""
    written = StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(("file", "row", "id", "result", "to mend"))
    for each in arrived:
        cells = (each.came.file, str(each.came.row or ""), each.came.id, each.what, "; ".join(each.mend))
        writer.writerow(tuple(f"'{cell}" if cell.startswith(("=", "+", "-", "@")) else cell for cell in cells))
    return written.getvalue()


def _place(came: Came) -> str:
    row = f", row {came.row}" if came.row else ""
    return f"{visible(came.id) or 'no id'} ({came.file}{row})"
