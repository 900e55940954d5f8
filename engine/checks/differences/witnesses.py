"""A profile for which two packs come to different results: as few answers as show it, and what each pack says of it."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date

from engine.checks.outcomes import alike, outcome_with_interim
from engine.checks.smallest_profile import smallest
from engine.errors import InternalError
from engine.frozen import frozen
from engine.interpret.evaluation import Collected, Outcome, Single, deciding_rules
from engine.interpret.reference.evaluate import Reference
from engine.rulebase.base import RuleBase
from engine.rulebase.facts import Facts
from engine.rulebase.rules import Rule
from engine.rulebase.truth import Truth


@frozen
class Standing:
    """What one pack says of a decision: its outcome, and the rules that make it; while it is open, those still open.

    Of a set, the rules are those for one member of it.
    """

    outcome: Outcome
    fired: tuple[str, ...]
    open: tuple[str, ...]
    by_default: bool


@frozen
class DifferenceWitness:
    """What a profile answers as each pack reads it, the day of assessment, and what each pack says."""

    before: Facts
    after: Facts
    as_of: date
    was: Standing
    now: Standing


@frozen
class ComparedItem:
    """What is looked at: a decision, or one member of a set, by its names in either pack."""

    decision: str
    was: str = ""
    now: str = ""
    settled: bool = True


def witness(
    bases: tuple[RuleBase, RuleBase],
    subject: ComparedItem,
    before: Facts,
    after: Facts,
    day: date,
    *,
    sure: bool = True,
) -> DifferenceWitness | None:
    """Make the smallest witness: every answer that the difference does not need is left out.

    None where, unless that is `sure`, there is no difference after all.
    """
    pair = _Pair(bases, subject, before, after, day)
    if not pair.differs():
        if not sure:
            return None
        raise InternalError(f"the solver and the engine do not agree about `{subject.decision}`")
    if pair.shows():  # else a conflict of rules leaves it open, whatever is answered, and nothing is left out
        kept = smallest({**after, **before}, lambda facts: pair.only(facts).shows())
        pair = pair.only(kept)
    return pair.witness()


@dataclass(frozen=True)
class _Pair:
    """What a profile answers as each of two packs reads it, on one day."""

    bases: tuple[RuleBase, RuleBase]
    subject: ComparedItem
    before: Facts
    after: Facts
    day: date

    def only(self, kept: Collection[str]) -> "_Pair":
        """Keep some answers."""
        before, after = (
            {name: answer for name, answer in facts.items() if name in kept} for facts in (self.before, self.after)
        )
        return replace(self, before=before, after=after)

    def differs(self) -> bool:
        """Tell whether the packs say different things of it."""
        return not alike(*self._seen())

    def shows(self) -> bool:
        """Tell whether they do in the way that is looked for: of complete profiles, neither leaves anything open."""
        here, there = self._seen()
        return not alike(here, there) and not (self.subject.settled and (_is_open(here) or _is_open(there)))

    def witness(self) -> DifferenceWitness:
        """Say what each pack says of it."""
        was, now = (
            standing(Reference(base, facts, self.day), self.subject.decision, member)
            for base, facts, member in self._sides()
        )
        return DifferenceWitness(self.before, self.after, self.day, was, now)

    def _seen(self) -> "tuple[Outcome | tuple[Truth, bool], Outcome | tuple[Truth, bool]]":
        here, there = (
            _seen(Reference(base, facts, self.day), self.subject.decision, member)
            for base, facts, member in self._sides()
        )
        return here, there

    def _sides(self) -> Iterator[tuple[RuleBase, Facts, str]]:
        yield self.bases[0], self.before, self.subject.was
        yield self.bases[1], self.after, self.subject.now


def _seen(reference: Reference, decision: str, member: str) -> Outcome | tuple[Truth, bool]:
    """Work out what is compared: an outcome, or of a member, whether it is in, and whether it is held meanwhile."""
    if not member:
        return outcome_with_interim(reference, decision)
    rules = (rule for rule in reference.base.rules_of[decision] if member in rule.values_for(decision))
    truths = [reference.rule(rule) for rule in rules]
    truth = True if True in truths else None if None in truths else False
    return truth, truth is None and member in reference.interim_members(decision)


def _is_open(seen: Outcome | tuple[Truth, bool]) -> bool:
    return seen[0] is None if isinstance(seen, tuple) else seen.status == "open"


def standing(reference: Reference, decision: str, member: str = "") -> Standing:
    """Say how a decision stands for one profile, and by which rules."""
    found = outcome_with_interim(reference, decision)
    rules = [rule for rule in reference.base.rules_of[decision] if not member or member in rule.values_for(decision)]
    deciding = (
        [rule for rule in rules if reference.rule(rule) is True]
        if member
        else deciding_rules(reference.base.decisions[decision], rules, reference.rule, found)
    )
    fired = [rule.name for rule in deciding]
    waiting = [r.name for r in rules if reference.rule(r) is None and _may_change(found, r, decision, member)]
    default = reference.base.decisions[decision].default
    settled = isinstance(found, Single) and found.status == "settled"
    return Standing(found, tuple(fired), tuple(waiting), settled and not fired and default is not None)


def _may_change(found: Outcome, rule: Rule, decision: str, member: str) -> bool:
    if isinstance(found, Single):
        return found.status == "open" and not found.possible.isdisjoint(rule.values_for(decision))
    return not isinstance(found, Collected) or not member or member in found.undecided
