"""Taking a table in with eyes open: first what would come of each row, then the same done; the workbook comes back.

    shown = preview(register, office, data, "table.xlsx", moment)
    taken = take_in(shown, who, moment)

A row comes in as a whole or not at all. What is changed stands on the version that was shown: where somebody has
answered in between, that row is refused, and says so.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory

from armslength.register.domain.entities import Kept
from armslength.register.domain.events import Person
from armslength.register.domain.office import RegisterOffice
from armslength.register.domain.permission import Actor, Right
from armslength.register.domain.state import State
from armslength.register.exchange.acting import Moment, Refused, decided
from armslength.register.exchange.arriving import Arrived, Came, arrive, coming, commands_for, otherwise
from armslength.register.store.register import Register
from engine import Given, write_beside
from engine.source.characters import visible

HEADINGS = ("Result: in the register", "Result: what to mend")
"""The headings of the two columns that come back; columns of results are passed over when the table goes in again."""

ANYBODY = Actor(Person("", ""), frozenset(Right))
"""Who tries out what would come of a row: nobody in particular. Who may is looked at when it is done."""


@dataclass(frozen=True, slots=True)
class Changed:
    """An answer that a row would change: what stands, by whom, and what the row says; `seen` is its version."""

    name: str
    was: Kept
    now: Given


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """What would come of a row: all of it new, some of it added or changed, nothing, or why it is refused."""

    came: Came
    is_new: bool
    added: tuple[str, ...] = ()
    changed: tuple[Changed, ...] = ()
    refused: tuple[str, ...] = ()

    @property
    def subject(self) -> str:
        """The id of the row."""
        return self.came.id


@dataclass(frozen=True, slots=True)
class Preview:
    """What would come of a table; `data` are its bytes, and `name` that of its file."""

    register: Register
    office: RegisterOffice
    data: bytes
    name: str
    rows: tuple[PreviewRow, ...]


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of each row; `workbook` is the same file with the two columns, where it is a workbook."""

    arrived: tuple[Arrived, ...]
    workbook: bytes | None


def preview(register: Register, office: RegisterOffice, data: bytes, name: str, moment: Moment) -> Preview:
    """Say what would come of each row of a table. Nothing is written.

    Raises `InputError` for a table that can't be read at all, and `UsageError` for a name that ends as no table does.
    """
    with TemporaryDirectory(prefix="armslength-") as folder:
        path = Path(folder) / f"table{PurePath(name).suffix.lower()}"
        path.write_bytes(data)
        came = coming(office, (path,), visible(name))
    with register.read() as reading:
        states = {each.id: reading.state(each.id) for each in came if each.profile is not None}
    rows = tuple(_row(office, each, states.get(each.id, State()), moment) for each in came)
    return Preview(register, office, data, name, rows)


def take_in(shown: Preview, who: Actor, moment: Moment, why: str = "", *, changing: bool = True) -> Taken:
    """Take in what was shown, in one unit of work; with `changing`, also where it changes what stands.

    Raises what the register raises; a row that is refused leaves nothing behind.
    """
    changed = {(row.subject, each.name): each.was.version for row in shown.rows for each in row.changed if changing}
    came = tuple(row.came for row in shown.rows)
    arrived = arrive(shown.register, shown.office, came, who, moment, why, changed)
    is_workbook = PurePath(shown.name).suffix.lower() in (".xlsx", ".xlsm")
    return Taken(arrived, beside(shown.office, shown.data, arrived) if is_workbook else None)


def beside(office: RegisterOffice, data: bytes, arrived: tuple[Arrived, ...]) -> bytes:
    """Write into a workbook, in two columns, what became of each row and what is to be mended."""
    rows = {each.came.row: (each.what, "; ".join(each.mend)) for each in arrived}
    return write_beside(office.base, data, HEADINGS, rows)


def _row(office: RegisterOffice, came: Came, state: State, moment: Moment) -> PreviewRow:
    """Try out what would come of a row."""
    if came.profile is None:
        return PreviewRow(came, is_new=not state.version, refused=came.wrong)
    changed = tuple(Changed(name, kept, given) for name, kept, given in otherwise(office, state, came.profile))
    seen = {each.name: each.was.version for each in changed}
    try:
        commands = commands_for(office, state, came.profile, seen)
        decided(office, came.id, state, commands, ANYBODY, moment.to_write(office, None), "shown")
    except Refused as refused:
        return PreviewRow(came, not state.version, changed=changed, refused=(str(refused),))
    return PreviewRow(came, not state.version, tuple(_added(state, came)), changed)


def _added(state: State, came: Came) -> Iterator[str]:
    """Walk the questions and controls that nobody has said anything of yet."""
    said = {**came.profile.answers, **came.profile.controls} if came.profile else {}
    yield from (name for name, given in said.items() if given.value is not None and state.current(name) is None)
