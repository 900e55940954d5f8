"""Who refers to what: the rules that read a name or give a value, and everything that cites a statement."""

from collections.abc import Iterator

from engine.rulebase.base import RuleBase
from engine.rulebase.decisions import Decision
from engine.rulebase.rules import Rule


def rules_reading(base: RuleBase, name: str) -> list[Rule]:
    """List the rules whose condition, as written, reads a question, a control or a decision."""
    return list(base.reads_as_written.rules_reading(name))


def questions_depending_on(base: RuleBase, name: str) -> list[str]:
    """List the questions that apply only for certain answers to this one."""
    return list(base.reads_as_written.questions_hanging_on(name))


def citing(base: RuleBase, statement: str) -> Iterator[tuple[str, str, str]]:
    """Walk everything that cites a statement: its kind, its name, and how people know it."""
    for rule in base.rules.values():
        if statement in rule.cites:
            yield "Rules", rule.name, rule.title or rule.because
    for control in base.controls.values():
        if statement in control.cites:
            yield "Controls", control.name, control.title
    for fact in base.facts.values():
        if statement in fact.cites:
            yield "Questions", fact.name, fact.question
    for decision in base.decisions.values():
        if not decision.built_in and statement in cited_by_decision(decision):
            yield "Decisions", decision.name, decision.title
    for principle in base.principles.values():
        if statement in principle.cites:
            yield "Principles", principle.name, principle.says


def cited_by_decision(decision: Decision) -> set[str]:
    """Gather what a decision cites: itself, its values and its default."""
    return set(decision.all_cites())


def home_decision(base: RuleBase, rule: Rule) -> str:
    """Name the first decision that a rule gives; one that every pack has only where it gives no other."""
    given = [conclusion.decision for conclusion in rule.then]
    return next((name for name in given if not base.decisions[name].built_in), given[0])


def in_order_of_layout(base: RuleBase) -> list[str]:
    """List every decision: first those that the pack lays out, in its order, then the others by name."""
    laid_out = [*base.pack.headline, *(name for part in base.pack.sections for name in part.decisions)]
    return list(dict.fromkeys((*laid_out, *sorted(base.decisions))))
