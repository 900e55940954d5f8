"""A profile for which two packs come to different results: as few answers as show it, and what each pack says of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from engine.checks.prove.ground import smallest
from engine.errors import InternalError
from engine.interpret.evaluation import Collected, Outcome, Single, gives
from engine.interpret.reference.evaluate import Reference
from engine.rulebase.base import RuleBase
from engine.rulebase.facts import Answer, Facts
from engine.rulebase.rules import Rule
from engine.rulebase.truth import Truth


@dataclass(frozen=True, slots=True)
class Standing:
    """What one pack says of a decision: its outcome, and the rules that make it; while it is open, those still open.

    Of a set, the rules are those for one member of it.
    """

    outcome: Outcome
    fired: tuple[str, ...]
    open: tuple[str, ...]
    by_default: bool


@dataclass(frozen=True, slots=True)
class Witness:
    """What a profile answers as each pack reads it, the day of assessment, and what each pack says."""

    before: Facts
    after: Facts
    as_of: date
    was: Standing
    now: Standing


@dataclass(frozen=True, slots=True)
class Subject:
    """What is looked at: a decision, or one member of a set, by its names in either pack."""

    decision: str
    was: str = ""
    now: str = ""
    settled: bool = True


def witness(bases: tuple[RuleBase, RuleBase], subject: Subject, before: Facts, after: Facts, day: date) -> Witness:
    """Make the smallest witness: every answer that the difference does not need is left out."""
    together: dict[str, Answer] = {**after, **before}

    def seen(kept: Facts) -> list[Outcome | tuple[Truth, bool]]:
        sides = _sides(bases, before, after, kept)
        return [_seen(base, subject, facts, day, n) for n, base, facts in sides]

    def shows(kept: Facts) -> bool:
        here, there = seen(kept)
        return not alike(here, there) and not (subject.settled and (_is_open(here) or _is_open(there)))

    kept: Facts = together
    here, there = seen(together)
    if alike(here, there):
        raise InternalError(f"the solver and the engine do not agree about `{subject.decision}`")
    if shows(together):  # else a conflict of rules leaves it open, whatever is answered, and nothing is left out
        kept = smallest(together, shows)
    (_, _, was), (_, _, now) = sides = list(_sides(bases, before, after, kept))
    standings = [
        standing(Reference(base, facts, day), subject.decision, (subject.was, subject.now)[n])
        for n, base, facts in sides
    ]
    return Witness(was, now, day, *standings)


def _sides(
    bases: tuple[RuleBase, RuleBase], before: Facts, after: Facts, kept: Facts
) -> Iterator[tuple[int, RuleBase, Facts]]:
    for n, (base, facts) in enumerate(zip(bases, (before, after), strict=True)):
        yield n, base, {name: answer for name, answer in facts.items() if name in kept}


def _seen(base: RuleBase, subject: Subject, facts: Facts, day: date, side: int) -> Outcome | tuple[Truth, bool]:
    """Work out what is compared: an outcome, or of a member, whether it is in, and whether it is held meanwhile."""
    reference = Reference(base, facts, day)
    member = (subject.was, subject.now)[side]
    if not member:
        return outcome_of(reference, subject.decision)
    rules = [rule for rule in base.rules_of[subject.decision] if member in rule.values_for(subject.decision)]
    truths = [reference.rule(rule) for rule in rules]
    truth = True if True in truths else None if None in truths else False
    return truth, truth is None and member in reference.meanwhile(subject.decision)


def alike(one: object, other: object) -> bool:
    """Tell whether two outcomes are the same; of decisions of two kinds, in all that both kinds have."""
    if isinstance(one, Single) and isinstance(other, Single) and type(one) is not type(other):
        return (one.possible, one.conflict, one.interim) == (other.possible, other.conflict, other.interim)
    return one == other


def _is_open(seen: Outcome | tuple[Truth, bool]) -> bool:
    return seen[0] is None if isinstance(seen, tuple) else seen.status == "open"


def outcome_of(reference: Reference, decision: str) -> Outcome:
    """Work out a decision, with what of a set holds in the meantime."""
    found = reference.outcome(decision)
    if isinstance(found, Collected) and found.undecided:
        return Collected(found.members, found.undecided, reference.meanwhile(decision) - found.members)
    return found


def standing(reference: Reference, decision: str, member: str = "") -> Standing:
    """Say how a decision stands for one profile, and by which rules."""
    found = outcome_of(reference, decision)
    rules = [rule for rule in reference.base.rules_of[decision] if not member or member in rule.values_for(decision)]
    fired = [r.name for r in rules if reference.rule(r) is True and (member or gives(found, r.values_for(decision)))]
    waiting = [r.name for r in rules if reference.rule(r) is None and _may_change(found, r, decision, member)]
    default = reference.base.decisions[decision].default
    settled = isinstance(found, Single) and found.status == "settled"
    return Standing(found, tuple(fired), tuple(waiting), settled and not fired and default is not None)


def _may_change(found: Outcome, rule: Rule, decision: str, member: str) -> bool:
    if isinstance(found, Single):
        return found.status == "open" and not found.possible.isdisjoint(rule.values_for(decision))
    return not isinstance(found, Collected) or not member or member in found.undecided
