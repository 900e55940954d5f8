"""What each decision reads: questions, the status of controls, and earlier decisions, as its rules are written."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from engine.rulebase.base import RuleBase


@dataclass(frozen=True, slots=True)
class DecisionReads:
    """The names that the rules of one decision read, each kind in an order that does not depend on files."""

    questions: tuple[str, ...]
    controls: tuple[str, ...]
    decisions: tuple[str, ...]


def all_reads(base: RuleBase) -> dict[str, DecisionReads]:
    """Gather what the rules of each decision read; by the name of the decision."""
    asked = [each.name for each in base.questions()]
    return {name: _reads(base, name, asked) for name in base.decisions}


def _reads(base: RuleBase, decision: str, in_order: Sequence[str]) -> DecisionReads:
    questions, decisions = base.reads_as_written.questions_of(decision), base.reads_as_written.decisions_of(decision)
    asked = [name for name in in_order if name in questions]
    return DecisionReads(
        questions=tuple(name for name in asked if name in base.facts),
        controls=tuple(name for name in asked if name in base.controls),
        decisions=tuple(name for name in base.decisions if name in decisions),
    )


def read_by(found: Mapping[str, DecisionReads], decision: str) -> tuple[str, ...]:
    """List the decisions whose rules read a decision."""
    return tuple(name for name, each in found.items() if decision in each.decisions)


def topics_read(base: RuleBase, names: Iterable[str]) -> dict[str, int]:
    """Count questions by topic, in the order in which people are asked."""
    counts = dict.fromkeys(base.pack.topics, 0)
    for name in names:
        counts[base.question(name).topic] += 1
    return {topic: count for topic, count in counts.items() if count}


def pairs(found: Mapping[str, DecisionReads]) -> list[tuple[str, str]]:
    """List every pair of a decision and one that reads it."""
    return [(earlier, name) for name, each in found.items() for earlier in each.decisions]
