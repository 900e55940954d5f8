"""A profile by which a mutant can be told from the rules as they are: what a case that notices it could be about."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from engine.checks.outcomes import alike, outcome_with_interim
from engine.interpret.reference.evaluate import Reference
from engine.rulebase.base import RuleBase
from engine.rulebase.facts import Answer, Facts, Members
from engine.rulebase.notation import WORDS


@dataclass(frozen=True, slots=True)
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


def differing(base: RuleBase, changed: RuleBase, facts: Facts, day: date, decisions: Iterable[str]) -> str | None:
    """Name the first of these decisions that comes out otherwise."""
    one, other = Reference(base, facts, day), Reference(changed, facts, day)
    pairs = ((name, outcome_with_interim(one, name), outcome_with_interim(other, name)) for name in decisions)
    return next((name for name, mine, theirs in pairs if not alike(mine, theirs)), None)


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
