"""Who refers to what: what each decision reads, everything that cites a statement, and in which order it is shown."""

from collections.abc import Iterable, Iterator, Mapping

from engine.frozen import frozen
from engine.rulebase.base import RuleBase
from engine.rulebase.rules import Rule


@frozen
class DecisionReads:
    """The names that the rules of one decision read as they are written, each kind in an order of the pack's own."""

    questions: tuple[str, ...]
    controls: tuple[str, ...]
    decisions: tuple[str, ...]


def reads_of(base: RuleBase, decision: str) -> DecisionReads:
    """Gather what the rules of a decision read: questions, the status of controls, and earlier decisions."""
    questions, decisions = base.reads_as_written.questions_of(decision), base.reads_as_written.decisions_of(decision)
    asked = [each.name for each in base.questions() if each.name in questions]
    return DecisionReads(
        questions=tuple(name for name in asked if name in base.facts),
        controls=tuple(name for name in asked if name in base.controls),
        decisions=tuple(name for name in base.decisions if name in decisions),
    )


def all_reads(base: RuleBase) -> dict[str, DecisionReads]:
    """Gather what the rules of each decision read; by the name of the decision."""
    return {name: reads_of(base, name) for name in base.decisions}


def topics_read(base: RuleBase, names: Iterable[str]) -> dict[str, int]:
    """Count questions by topic, in the order in which people are asked."""
    counts = dict.fromkeys(base.pack.topics, 0)
    for name in names:
        counts[base.question(name).topic] += 1
    return {topic: count for topic, count in counts.items() if count}


def pairs(found: Mapping[str, DecisionReads]) -> list[tuple[str, str]]:
    """List every pair of a decision and one that reads it."""
    return [(earlier, name) for name, each in found.items() for earlier in each.decisions]


def citing(base: RuleBase, statement: str) -> Iterator[tuple[str, str, str]]:
    """Walk everything that cites a statement: its kind, its name, and how people know it."""
    for rule in base.rules.values():
        if statement in rule.cites:
            yield "rule", rule.name, rule.title or rule.because
    for control in base.controls.values():
        if statement in control.cites:
            yield "control", control.name, control.title
    for fact in base.facts.values():
        if statement in fact.cites:
            yield "question", fact.name, fact.question
    for decision in base.decisions.values():
        if not decision.built_in and statement in decision.all_cites():
            yield "decision", decision.name, decision.title
    for principle in base.principles.values():
        if statement in principle.cites:
            yield "principle", principle.name, principle.says


def home_decision(base: RuleBase, rule: Rule) -> str:
    """Name the first decision that a rule gives; one that every pack has only where it gives no other."""
    given = [conclusion.decision for conclusion in rule.then]
    return next((name for name in given if not base.decisions[name].built_in), given[0])


def in_order_of_layout(base: RuleBase) -> list[str]:
    """List every decision: first those that the pack lays out, in its order, then the others by name."""
    laid_out = [*base.pack.headline, *(name for part in base.pack.sections for name in part.decisions)]
    return list(dict.fromkeys((*laid_out, *sorted(base.decisions))))
