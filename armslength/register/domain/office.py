"""What a pack declares of its register: how things are called, who may do what, what the register itself knows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from zoneinfo import ZoneInfo

from armslength.register.domain.events import Person, Stage
from armslength.register.domain.permission import Actor, Right
from engine import RuleBase, UsageError
from engine.rulebase.facts import Answer
from engine.source.characters import in_backticks
from engine.source.duration import Duration
from engine.source.suggest import did_you_mean

SOURCES = ("stage", "first_day", "last_review", "worst_incident", "passed_on", "involved_both", "actions_closed")
"""What the register can answer a question from."""

MEASURES = ("evidence_late", "reviews_late", "actions_slipping", "incidents_recurring")
"""What the register can count."""


class DueKind(StrEnum):
    """What falls due, in the order in which it is listed on one day."""

    REVIEW = "review"
    EARLY_REVIEW = "early_review"
    LEARNING = "learning"
    ACTION = "action"
    WAIVER = "waiver"
    EVIDENCE = "evidence"
    QUESTION = "question"
    SCOPE = "scope"
    START_AGAIN = "start_again"


@dataclass(frozen=True, slots=True)
class Name:
    """What something is called, as one and as many."""

    one: str
    many: str


@dataclass(frozen=True, slots=True)
class KnownFrom:
    """A question that the register answers: from what, how far back it looks, and the answers that stand for what."""

    source: str
    within: Duration | None
    means: Mapping[Stage, Answer]
    none: str


@dataclass(frozen=True, slots=True)
class Symptom:
    """Something that can be counted, from how many on it shows, and the answer that it suggests."""

    measures: str
    controls: tuple[str, ...]
    within: Duration
    at_least: int
    question: str
    suggests: Answer
    says: str
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StartRule:
    """What work waits for before it starts: a decision that has to come out as it `allows`, and classes of controls."""

    decision: str
    allows: tuple[str, ...]
    waits_for: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RegisterOffice:
    """What the register of a pack is: all that the code does not say by itself.

    `fields` are paths of the head that a list shows. `together` are the reviews that both sides hold together, `early`
    is the one that books itself at the start, and `now` the one that does not wait; a pack need not have either. In
    `scope` are two controls, the first of which comes before the second, or none. `knows` is by question. `start` is
    what work waits for before it starts, goes on after a pause, or changes; where there is none, it waits for nothing.
    `brought_forward_by` are rules that fire because of an incident; the next review does not wait then. `follows` are
    the decisions whose values are counted over the quarters. `declaration` are the words to which somebody who signs
    puts their name; where a pack has none, those of the pages stand.
    `spoken` are the sentences in which somebody says what a decision came to, by decision and value; what has none is
    said by its title and label. `hints` say of a field of the head what to write into it.
    """

    base: RuleBase
    subject: Name
    other_side: Name
    other_side_field: str
    fields: tuple[str, ...]
    time_zone: ZoneInfo
    rights: Mapping[Right, tuple[str, ...]]
    stages: Mapping[Stage, str]
    reviews: str
    together: tuple[str, ...]
    early: str
    now: str
    due: Mapping[DueKind, str]
    after_incident: tuple[str, ...]
    scope: tuple[str, ...]
    knows: Mapping[str, KnownFrom]
    symptoms: tuple[Symptom, ...]
    start: StartRule | None = None
    brought_forward_by: tuple[str, ...] = ()
    follows: tuple[str, ...] = ()
    declaration: str = ""
    spoken: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    hints: Mapping[str, str] = field(default_factory=dict)

    def rights_of(self, role: str) -> frozenset[Right]:
        """Give the rights of a role of the pack; none where the pack gives it none."""
        return frozenset(right for right, roles in self.rights.items() if role in roles)

    def rules_for(self, review: str) -> frozenset[str]:
        """Name the rules that ask for a review of a kind."""
        return frozenset(
            rule.name for rule in self.base.rules_of[self.reviews] if review in rule.values_for(self.reviews)
        )

    def answers_from(self, source: str) -> tuple[str, ...]:
        """List the answers of the questions that the register answers from a source, save that for nothing."""
        known = ((name, each.none) for name, each in self.knows.items() if each.source == source)
        return tuple(value for name, none in known for value in self.base.facts[name].values if value != none)


def actor_named(office: RegisterOffice, written: str) -> Actor:
    """Read who asks, as people type it: `Ann Moss, registered_manager`. Raises `UsageError`."""
    name, _, role = (part.strip() for part in written.rpartition(","))
    roles = office.base.pack.roles
    known = {label.casefold(): each for each, label in roles.items()} | {each.casefold(): each for each in roles}
    if not name or not role:
        raise UsageError(
            f"{in_backticks(written)} does not say who asks; write a name and a role, as in `A. Name, role`"
        )
    if role.casefold() not in known:
        raise UsageError(f"no role is named {in_backticks(role)}{did_you_mean(role, known)}")
    found = known[role.casefold()]
    return Actor(Person(name, found), office.rights_of(found))
