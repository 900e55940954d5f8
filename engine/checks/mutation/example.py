"""A profile by which a mutant can be told from the rules as they are: what a case that notices it could be about."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from engine.checks.mutation.mutant import Mutant, Reach, applied
from engine.checks.outcomes import alike, outcome_with_interim
from engine.checks.smallest_profile import smallest
from engine.frozen import frozen
from engine.interpret.reference.evaluate import Reference
from engine.interpret.reference.hit_policies import outcome
from engine.rulebase.base import RuleBase
from engine.rulebase.facts import Answer, Facts, Members
from engine.rulebase.notation import WORDS
from engine.rulebase.rules import Rule


@frozen
class Example:
    """Some answers, the day on which they are assessed, and a decision that comes out otherwise."""

    facts: Facts
    as_of: date
    decision: str

    def __str__(self) -> str:
        """The answers in the notation of profiles, on one line, and the decision."""
        answers = ", ".join(f"{name}: {_written(answer)}" for name, answer in sorted(self.facts.items()))
        day = f" on {self.as_of.isoformat()}" if any(isinstance(each, date) for each in self.facts.values()) else ""
        return f"with `{{{answers}}}`{day} `{self.decision}` comes out otherwise"


@dataclass(frozen=True)
class ComparedMutant:
    """A mutant beside the pack as it is: the changed pack, and the rules and decisions that the change can reach."""

    base: RuleBase
    mutant: Mutant
    changed: RuleBase
    rules: frozenset[str]
    decisions: frozenset[str]

    def differing(self, reference: Reference) -> str | None:
        """Name the first decision that comes out otherwise for a profile, given as the pack as it is works it out."""
        mine = {name: outcome_with_interim(reference, name) for name in sorted(self.decisions)}
        again = reference.over(self.changed, self.rules, self.decisions)
        return next((name for name, found in mine.items() if not alike(found, outcome_with_interim(again, name))), None)

    def example(self, facts: Facts, day: date) -> Example | None:
        """Keep of a profile as few answers as will do; nothing where even all of them tell nothing apart."""

        def shows(fewer: Facts) -> bool:
            reference = Reference(self.base, fewer, day)
            return self._may_differ(reference) and self._differs_directly(reference)

        few = smallest(facts, shows)
        decision = self.differing(Reference(self.base, few, day))
        return None if decision is None else Example(few, day, decision)

    def _differs_directly(self, reference: Reference) -> bool:
        """Tell whether a decision comes out otherwise that is changed itself; where rules have dates, any decision."""
        if self.base.days:
            return self.differing(reference) is not None
        return any(
            not alike(
                reference.outcome(name),
                outcome(
                    self.changed.decisions[name],
                    [
                        (
                            reference.truth(rule.condition) if rule.name in self.mutant.rules else reference.rule(rule),
                            values,
                        )
                        for rule, values in rows
                    ],
                ),
            )
            for name, rows in self._direct.items()
        )

    @cached_property
    def direct(self) -> Sequence[str]:
        """The decisions that are changed themselves: where none of them comes out otherwise, no other does."""
        concluded = {each.decision for name in self.mutant.rules for each in self.base.rules[name].then}
        return sorted(concluded | set(self.mutant.decisions))

    @cached_property
    def _direct(self) -> dict[str, list[tuple[Rule, tuple[str, ...]]]]:
        """List the rules of each decision that is changed itself, with what they give to it."""
        return {name: [(rule, rule.values_for(name)) for rule in self.changed.rules_of[name]] for name in self.direct}

    def _may_differ(self, reference: Reference) -> bool:
        """Tell whether a changed rule stands otherwise here: quickly told, and most answers that count are in it."""
        if self.mutant.decisions:
            return True
        pairs = ((self.base.rules[name], rule) for name, rule in self.mutant.rules.items())
        return any(
            (before.then, before.position) != (after.then, after.position)
            or reference.truth(before.condition) is not reference.truth(after.condition)
            for before, after in pairs
        )


def compared_mutant(base: RuleBase, mutant: Mutant, reach: Reach) -> ComparedMutant:
    """Make a mutant, and find what it can reach."""
    decisions = reach.decisions(mutant)
    return ComparedMutant(base, mutant, applied(base, mutant), reach.rules(mutant, decisions), decisions)


def _written(answer: Answer) -> str:
    match answer:
        case bool():
            return WORDS[answer]
        case Members(holds, fails):
            parts = (("includes", holds), ("excludes", fails))
            return "{" + ", ".join(f"{key}: [{', '.join(sorted(each))}]" for key, each in parts if each) + "}"
        case date():
            return answer.isoformat()
        case _:
            return str(answer)
