"""Registers to test with: events as values, and a register on each database."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from armslength.register.domain.events import (
    ActionAgreed,
    Answered,
    Body,
    Event,
    Noted,
    Opened,
    PackVersion,
    Person,
    Stage,
)
from armslength.register.store.faults import DamagedRegister, RegisterError
from armslength.register.store.register import Register, open_register

ANN, BEN = Person("Ann Moss", "lead"), Person("Ben Okoro", "manager")
PACK = PackVersion("lending", "1.0.0", "a" * 64)
SCHEMAS = Path(__file__).with_name("schemas")
"""A populated register of each schema."""

NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
OPENED = Opened({"header.title": ("A van", "on loan")}, PACK, Stage.SCREENING)


def happened(body: Body, subject: str = "one", by: Person = ANN, minutes: int = 0, why: str = "") -> Event:
    return Event(subject, by, NOON + timedelta(minutes=minutes), body, why)


def noted(number: int, subject: str = "one", by: Person = ANN) -> Event:
    return happened(Noted(f"Note {number} on somebody"), subject, by, minutes=number)


SOME = (
    happened(OPENED),
    happened(Answered("covered", 1, True, "Ann Moss saw the policy.", source="Policy"), minutes=1, why="Asked for it."),
    happened(ActionAgreed("action-1", "Ring Dan Hay", "Ben Okoro", date(2026, 6, 1)), by=BEN, minutes=2),
)


def put(register: Register, *events: Event) -> int:
    """Write events of one subject, from the version that it has."""
    with register.write() as unit:
        return unit.append(events, unit.version(events[0].subject))


def files_of(path: Path) -> bytes:
    """All bytes of a register file and of what lies beside it."""
    return b"".join(each.read_bytes() for each in sorted(path.parent.glob(path.name + "*")))


def refused(path: Path, **given: float) -> str:
    """Say why a file is not opened."""
    with pytest.raises(RegisterError) as why:
        open_register(path, **given)  # type: ignore[arg-type]
    assert why.value.exit_code == (70 if isinstance(why.value, DamagedRegister) else 2)
    return str(why.value)
