"""One unit of work: events, texts, leaves of the log and what lists show, in one transaction or not at all."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, timedelta
from typing import Any

from sqlalchemy import Connection, delete, select, update

from armslength.register.domain.events import Answered, ControlSet, Event
from armslength.register.domain.state import State, fold
from armslength.register.domain.wire import Written, from_data, texts_named, to_data
from armslength.register.log.checkpoint import sign_checkpoint
from armslength.register.log.keys import SigningKey
from armslength.register.log.tree import leaf
from armslength.register.store.faults import RegisterError
from armslength.register.store.outlooks import KeptOutlook, put_outlooks
from armslength.register.store.reading import Head, Reading, head_as_written
from armslength.register.store.tables import EVENTS, LEAVES, META, OUTLOOKS, SUBJECTS, TEXTS, insert
from engine.rulebase.facts import Answer, Members

CLOCKS_DIFFER = timedelta(minutes=5)
"""By how much the clocks of several machines may differ. An event may be that much earlier than the latest one."""

HEADER = "body.header."
"""How the paths of the texts of a header begin."""


class Stale(RegisterError):  # noqa: N818  it says what happened, as the contract with callers does
    """Somebody else wrote in between: what was `expected` and `found`, `theirs` since then, and `mine`, not written."""

    def __init__(self, expected: int, found: int, theirs: tuple[Event, ...], mine: tuple[Event, ...]) -> None:
        """Take both versions, and the events of both sides."""
        super().__init__(expected, found)
        self.expected, self.found, self.theirs, self.mine = expected, found, theirs, mine

    def lines(self) -> tuple[str, ...]:
        """Say what both sides wrote, with names."""
        name = self.mine[0].subject
        first = f"`{name}` was changed since you read it. Nothing was written. Look at it again, then decide anew."
        there = (f"  Already there: {_said(each)}" for each in self.theirs)
        return (first, *there, *(f"  Not written:   {_said(each)}" for each in self.mine))

    def __str__(self) -> str:
        """Say it in one text."""
        return "\n".join(self.lines())


def _said(event: Event) -> str:
    """Say in a line who wrote what."""
    match event.body:
        case Answered(question=name, value=value) | ControlSet(control=name, value=value):
            what = f"{name}: {_in_words(value)}"
        case body:
            what = type(body).__name__
    return f"{event.by.name} ({event.by.role}), {event.at:%Y-%m-%d %H:%M} UTC, {what}"


def _in_words(value: Answer | None) -> str:
    if value is None:
        return "not known"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(sorted(value.holds)) if isinstance(value, Members) else str(value)


class Unit(Reading):
    """What is read and written within one transaction. Nobody else writes meanwhile."""

    def __init__(self, connection: Connection, place: str, key: SigningKey) -> None:
        """Take the connection, the place as messages name it, and the key that signs."""
        super().__init__(connection, place)
        self._key = key
        self._head = super().head()
        self._changed: dict[str, None] = {}
        if key.checking != self._head.key:
            raise RegisterError(
                f"The key belongs to `{key.name}`, and `{place}` is `{self._head.key.name}`: one of the two was "
                "swapped. Nothing was changed. Put the file and its key back together."
            )

    def head(self) -> Head:
        """Give the head as it will be when this unit ends."""
        return self._head

    def append(self, events: Iterable[Event], expected_version: int) -> int:
        """Write what has happened to one subject, and give its new version.

        `expected_version` is the version from which that was decided. Raises `Stale` where the subject has another,
        and `RegisterError` for a time before the latest in the register.
        """
        return self.append_written([to_data(each) for each in events], expected_version)

    def append_written(self, written: Sequence[Written], expected_version: int) -> int:
        """Write events that are already in their written form, with the texts that are not erased (an import)."""
        events = tuple(from_data(each.data, each.texts) for each in written)
        if not events:
            return expected_version
        subject = events[0].subject
        if not subject or "\0" in subject or any(each.subject != subject for each in events):
            raise RegisterError("Events are written for one subject at a time, and a subject has a name.")
        found = self.version(subject)
        if found != expected_version:
            raise Stale(expected_version, found, self.events(subject, expected_version), events)
        for version, (event, each) in enumerate(zip(events, written, strict=True), found + 1):
            self._write(event, each, version)
        self._connection.execute(delete(OUTLOOKS).where(OUTLOOKS.c.subject == subject))
        self._changed[subject] = None
        return found + len(events)

    def keep_outlook(self, outlook: KeptOutlook) -> None:
        """Keep what is concluded of a subject, where it has that version, in the place of what was kept of it."""
        if self.version(outlook.subject) == outlook.version:
            put_outlooks(self._connection, [outlook])

    def finish(self) -> Head:
        """Write what follows from the events: what lists show, and the log's edge with its checkpoint, signed."""
        if self._changed:
            for subject in self._changed:
                self._show(subject)
            self._head = replace(self._head, note=sign_checkpoint(self._head.edge, self._key))
            for name, value in head_as_written(self._head).items():
                self._connection.execute(update(META).where(META.c.name == name).values(value=value))
        return self._head

    def _write(self, event: Event, written: Written, version: int) -> None:
        """Write one event with its texts and its leaf."""
        latest = self._head.latest
        if latest and event.at < latest - CLOCKS_DIFFER:
            raise RegisterError(
                f"The clock says {event.at:%Y-%m-%d %H:%M} UTC, and the register holds an entry of "
                f"{latest:%Y-%m-%d %H:%M} UTC. Nothing was changed. Set the clock right, then try again."
            )
        data, number = written.bytes, self._head.edge.size + 1
        row = {"number": number, "subject": event.subject, "version": version, "kind": written.data["kind"],
               "at": written.data["at"], "data": data}  # fmt: skip
        insert(self._connection, EVENTS, [row])
        insert(self._connection, LEAVES, [{"number": number, "hash": leaf(data).hex()}])
        texts = [
            {"sha256": each, "number": number, "salt": text.salt, "says": text.says.encode()}
            for each, text in written.texts.items()
        ]
        insert(self._connection, TEXTS, texts)
        latest = max(event.at.astimezone(UTC), latest or event.at)
        self._head = replace(self._head, edge=self._head.edge.add(leaf(data)), latest=latest)
        if written.data["kind"] == "personal_text_erased":
            self._erase(event.subject, written.data["body"])

    def _erase(self, subject: str, body: dict[str, Any]) -> None:
        """Erase the texts that an event says are erased; their bytes are cleaned out of the file after the end."""
        query = select(EVENTS.c.data).where(EVENTS.c.subject == subject, EVENTS.c.version == body["event"])
        data = self._connection.scalar(query)
        if data is None:
            raise RegisterError(f"`{subject}` has no event {body['event']} of which a text could be erased.")
        named = texts_named(json.loads(data))
        if kept := next((path for path in body["fields"] if path.startswith(HEADER) and path not in named), None):
            raise RegisterError(
                f"The text at `{kept}` of entry {body['event']} can't be erased: version 0.4.0 wrote it into the log "
                "itself. Nothing was changed. To be rid of it, make a new register with `register table` and "
                "`register import`, and delete this one."
            )
        gone = [each for path in body["fields"] for each in named.get(path, ())]
        self._connection.execute(delete(TEXTS).where(TEXTS.c.sha256.in_(gone)))
        self._head = replace(self._head, cleaning=True)

    def _show(self, subject: str) -> None:
        """Put what lists show of a subject in the place of what they showed."""
        query = select(EVENTS.c.number).where(EVENTS.c.subject == subject, EVENTS.c.version == 1)
        opening = self._connection.scalar(query)
        assert opening is not None  # noqa: S101  its first event was written before this
        self._connection.execute(delete(SUBJECTS).where(SUBJECTS.c.name == subject))
        insert(self._connection, SUBJECTS, [shown(subject, opening, fold(self.events(subject)))])


def shown(subject: str, opening: int, state: State) -> dict[str, Any]:
    """Work out what lists show of a subject, as a row of `subjects`."""
    return {
        "name": subject,
        "opening": opening,
        "version": state.version,
        "stage": state.stage.value if state.stage else None,
        "since": state.since,
        "opened": state.opened,
        "started": state.started,
        "pack_id": state.pack.id if state.pack else None,
        "pack_version": state.pack.version if state.pack else None,
        "header": json.dumps({name: list(each) for name, each in state.header.items()}, sort_keys=True),
    }
