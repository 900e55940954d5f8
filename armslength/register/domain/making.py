"""What is known while a command is answered: who asks, when, of what state; and refusals that several share."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import singledispatch
from zoneinfo import ZoneInfo

from armslength.register.domain import commands as ask
from armslength.register.domain.entities import Kept
from armslength.register.domain.events import Body
from armslength.register.domain.office import RegisterOffice
from armslength.register.domain.permission import Actor
from armslength.register.domain.refusal import Refusal
from armslength.register.domain.state import State
from engine import Assessment
from engine.rulebase.facts import Answer, Members


@dataclass(frozen=True, slots=True)
class Now:
    """When a command is given: the moment (aware, in UTC), and the day that it is then in the pack's time zone."""

    at: datetime
    today: date

    @classmethod
    def of(cls, at: datetime, zone: ZoneInfo) -> "Now":
        """Find the day of a moment in a time zone. Raises `ValueError` where the moment has no zone of its own."""
        if at.tzinfo is None:
            raise ValueError("a moment needs a time zone of its own, or it may be any of 26 hours")
        return cls(at.astimezone(UTC), at.astimezone(zone).date())


@dataclass(frozen=True, slots=True)
class Held:
    """What a command is held to: the pack, and, where the command needs it, the assessment before it (`go_ahead`)."""

    office: RegisterOffice
    assessment: Assessment | None = None


Made = tuple[Body, ...] | Refusal


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks, when, and why, of what state."""

    state: State
    who: Actor
    now: Now
    why: str

    def is_to_come(self, day: date | None) -> bool:
        """Tell whether a day has not come yet."""
        return day is not None and day > self.now.today

    def is_past(self, day: date | None) -> bool:
        """Tell whether a day is over."""
        return day is not None and day < self.now.today


def in_words(value: Answer | None) -> str:
    """Say an answer in words that need no pack."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Members):
        return ", ".join(sorted(value.holds)) or "none of them"
    return "not known" if value is None else str(value)


def said(value: Answer | None, evidence: str, text: str = "") -> str:
    """Say an answer with what it rests on."""
    return " ".join(filter(None, (text or in_words(value), evidence and f"({evidence})")))


def stale(standing: Kept | None, seen: int, yours: str) -> Refusal | None:
    """Refuse to overwrite what was not read, with both texts and the name of who was first."""
    if (standing.version if standing else 0) == seen:
        return None
    if standing is None:
        return Refusal("stale", "Nothing was said of this yet, so there is nothing to change. Read it again.")
    theirs = said(standing.value, standing.evidence, standing.text)
    first = f"{standing.by.name} answered this on {standing.at:%Y-%m-%d}, after you read it."
    if seen > standing.version:
        first = f"There is no version {seen} of this; the last is version {standing.version}."
    rest = "Nothing was changed. Read theirs, and answer again if yours is still right."
    return Refusal("stale", f"{first} Theirs: {theirs}. Yours: {yours}. {rest}", standing)


def missing(text: str, what: str) -> Refusal | None:
    """Refuse a text that has nothing in it."""
    return None if text.strip() else Refusal("empty", f"Say {what}.")


def name_after(prefix: str, there: Collection[object]) -> str:
    """Name the next thing of a kind: `action-3` after two."""
    return f"{prefix}-{len(there) + 1}"


@singledispatch
def made_of(command: ask.Command, asked: Asked) -> Made:
    """Make the events of a command, where who asks may and the stage allows it; refuse what it lacks."""
    raise TypeError(f"nothing is made of {type(command).__name__} asked by {asked.who.person.name}")
