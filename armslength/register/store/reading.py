"""What a register says, as of one moment: its events, its texts, its log and its lists."""

import json
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Select, func, select

from armslength.register.domain.events import Event
from armslength.register.domain.state import State, fold
from armslength.register.domain.wire import Text, from_data
from armslength.register.log.checkpoint import Checkpoint, read_checkpoint
from armslength.register.log.keys import CheckingKey, read_checking_key
from armslength.register.log.tree import Edge
from armslength.register.store.faults import damaged
from armslength.register.store.outlooks import KeptOutlook, read_outlooks
from armslength.register.store.tables import EVENTS, LEAVES, META, SUBJECTS, TEXTS


@dataclass(frozen=True, slots=True)
class Head:
    """The register as a whole: its id, its public key, the edge of its log with its signed checkpoint.

    `latest` is the latest moment of any event. `cleaning` says that a text was erased, and that its bytes may still
    lie in the file.
    """

    id: str
    key: CheckingKey
    edge: Edge
    note: str
    latest: datetime | None
    cleaning: bool

    @property
    def checkpoint(self) -> Checkpoint:
        """The checkpoint that the note holds."""
        return Checkpoint(self.key.name, self.edge.size, self.edge.root)


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the log: its number in the register, its number within the subject, and its exact bytes."""

    number: int
    subject: str
    version: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Listed:
    """What lists show of a subject."""

    name: str
    opening: int
    version: int
    stage: str | None
    since: date | None
    opened: date | None
    started: date | None
    pack_id: str | None
    pack_version: str | None
    header: Mapping[str, tuple[str, ...]]


def head_as_written(head: Head) -> dict[str, str]:
    """Write the head as the rows of `meta`, by name."""
    return {
        "id": head.id,
        "key": head.key.text,
        "size": str(head.edge.size),
        "peaks": " ".join(each.hex() for each in head.edge.peaks),
        "checkpoint": head.note,
        "latest": head.latest.isoformat() if head.latest else "",
        "cleaning": "yes" if head.cleaning else "no",
    }


class Reading:
    """A register as of one moment: that of the transaction on whose connection it is read."""

    def __init__(self, connection: Connection, place: str) -> None:
        """Take the connection, and the place as messages name it."""
        self._connection = connection
        self._place = place

    def head(self) -> Head:
        """Read what the register says of itself. Raises `DamagedRegister` where that does not fit together."""
        rows = {row.name: row.value for row in self._connection.execute(select(META))}
        with self._whole():
            edge = Edge(int(rows["size"]), tuple(bytes.fromhex(each) for each in rows["peaks"].split()))
            head = Head(
                id=rows["id"],
                key=read_checking_key(rows["key"]),
                edge=edge,
                note=rows["checkpoint"],
                latest=datetime.fromisoformat(rows["latest"]) if rows["latest"] else None,
                cleaning=rows["cleaning"] == "yes",
            )
            checkpoint = read_checkpoint(head.note, head.key)
        last = self._connection.scalar(select(func.max(LEAVES.c.number))) or 0
        if checkpoint != head.checkpoint or last != checkpoint.size:
            raise damaged(self._place, "its log does not end where its last checkpoint says")
        return head

    def entries(self, subjects: Collection[str] | None = None, after: int = 0) -> Iterator[Entry]:
        """Read entries of the log in their order: of all subjects, or of some, of each after a version of it."""
        query = select(EVENTS.c.number, EVENTS.c.subject, EVENTS.c.version, EVENTS.c.data).order_by(EVENTS.c.number)
        if subjects is not None:
            query = query.where(EVENTS.c.subject.in_(subjects), EVENTS.c.version > after)
        for number, name, version, data in self._connection.execute(query):
            yield Entry(number, name, version, _as_bytes(data))

    def texts(self, subjects: Collection[str] | None = None) -> dict[str, Text]:
        """Read the texts that may be about a person, by their hash."""
        return dict(self.text_lines(subjects))

    def text_lines(self, subjects: Collection[str] | None = None) -> Iterator[tuple[str, Text]]:
        """Read the texts in an order that is always the same: that of their events, and of their hashes within each."""
        query = select(TEXTS.c.sha256, TEXTS.c.says, TEXTS.c.salt).order_by(TEXTS.c.number, TEXTS.c.sha256)
        if subjects is not None:
            query = query.join(EVENTS, EVENTS.c.number == TEXTS.c.number).where(EVENTS.c.subject.in_(subjects))
        for hashed, says, salt in self._connection.execute(query):
            yield hashed, Text(_as_bytes(says).decode(errors="replace"), salt)

    def events(self, subject: str | None = None, after: int = 0) -> tuple[Event, ...]:
        """Read what has happened: to all subjects in the order of the log, or to one, after a version of it."""
        return tuple(event for _, event in self._events(None if subject is None else (subject,), after))

    def _events(self, subjects: Collection[str] | None, after: int = 0) -> Iterator[tuple[str, Event]]:
        texts = self.texts(subjects)
        with self._whole():
            for each in self.entries(subjects, after):
                yield each.subject, from_data(json.loads(each.data), texts)

    def state(self, subject: str) -> State:
        """Fold what has happened to a subject into what stands."""
        return fold(self.events(subject))

    def states(self, subjects: Collection[str]) -> dict[str, State]:
        """Fold what has happened to each of several subjects: they are read together, hence no more than fit."""
        found: dict[str, list[Event]] = {name: [] for name in subjects}
        for name, event in self._events(subjects):
            found[name].append(event)
        return {name: fold(events) for name, events in found.items()}

    def version(self, subject: str) -> int:
        """Count the events of a subject; zero for one that is not there."""
        return self._connection.scalar(select(func.max(EVENTS.c.version)).where(EVENTS.c.subject == subject)) or 0

    def leaves(self) -> tuple[bytes, ...]:
        """Read the leaves of the log."""
        with self._whole():
            return tuple(bytes.fromhex(each) for each in self.leaf_lines())

    def leaf_lines(self) -> tuple[str, ...]:
        """Read the leaves of the log as they are written: in hexadecimal."""
        return tuple(map(str, self._connection.scalars(select(LEAVES.c.hash).order_by(LEAVES.c.number))))

    def rows(self, query: Select[Any]) -> Iterator[Mapping[str, Any]]:
        """Run a query, and give its rows by the names of their columns."""
        for row in self._connection.execute(query).mappings():
            yield dict(row)

    def written_since(self, number: int) -> tuple[int, tuple[str, ...]]:
        """Give the number of the last entry, and the subjects that were written of after a number."""
        last = self._connection.scalar(select(func.max(EVENTS.c.number))) or 0
        query = select(EVENTS.c.subject).where(EVENTS.c.number > number).distinct()
        return last, tuple(self._connection.scalars(query)) if last > number else ()

    def subjects(self, names: Collection[str] | None = None) -> tuple[Listed, ...]:
        """List the subjects, or those that are named, in the order in which they were entered."""
        query = select(SUBJECTS).order_by(SUBJECTS.c.opening)
        if names is not None:
            query = query.where(SUBJECTS.c.name.in_(names))
        with self._whole():
            return tuple(
                Listed(**{**row, "header": {name: tuple(each) for name, each in json.loads(row["header"]).items()}})
                for row in self._connection.execute(query).mappings()
            )

    def kept_outlooks(self, made_by: str, subject: str | None = None) -> Iterator[KeptOutlook]:
        """Read what was concluded of subjects, or of one, by the same program and pack: see `read_outlooks`."""
        with self._whole():
            yield from read_outlooks(self._connection, made_by, subject)

    @contextmanager
    def _whole(self) -> Iterator[None]:
        """Say that the register is damaged where something within is not in the form in which it was written."""
        try:
            yield
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise damaged(self._place, "something in it is not in the form in which it was written") from error


def _as_bytes(value: bytes | str) -> bytes:
    """Take a value as bytes, also where somebody put a text in its place by hand: that is found by its hash."""
    return value if isinstance(value, bytes) else value.encode(errors="replace")
