"""Names as links: every question, rule, control, decision and statement has one place in the book."""

from collections.abc import Iterable

from engine.page.markup import Inside, Markup, element, joined
from engine.rulebase.base import RuleBase
from engine.rulebase.rules import Rule

KINDS = {"Rules": "rule", "Controls": "control", "Questions": "question", "Decisions": "decision"}
"""The kinds of things that cite a statement, as `citing` names them, and how their places are called."""


def place(kind: str, name: str) -> str:
    """Name the place of a thing; things of different kinds may share a name."""
    return f"{kind}-{name}"


def link(kind: str, name: str, *words: Inside) -> Markup:
    """Link to a thing, by the words given or by its name."""
    return element("a", *(words or (code(name),)), href=f"#{place(kind, name)}")


def code(name: str) -> Markup:
    """Write a name as it stands in the rule files."""
    return element("code", name)


def rule_link(rule: Rule) -> Markup:
    """Link to a rule by its title, or its reason, and its name."""
    return joined((link("rule", rule.name, rule.title or rule.because), " ", code(rule.name)))


def rule_links(rules: Iterable[Rule]) -> list[Markup]:
    """Link to several rules."""
    return [rule_link(rule) for rule in rules]


def question_link(base: RuleBase, name: str) -> Markup:
    """Link to a question, or to the control whose status is asked."""
    kind = "question" if name in base.facts else "control"
    return link(kind, name, base.question(name).question)


def decision_link(base: RuleBase, name: str) -> Markup:
    """Link to a decision by its title."""
    return link("decision", name, base.decisions[name].title)
