"""Names that lead to their place: every question, rule, control, decision and statement has one in the book."""

from engine.page.model import Line, Run, line
from engine.rulebase.base import RuleBase
from engine.rulebase.rules import Rule

KINDS = {"Rules": "rule", "Controls": "control", "Questions": "question", "Decisions": "decision"}
"""The kinds of things that cite a statement, as `citing` names them, and how their places are called."""


def place(kind: str, name: str) -> str:
    """Name the place of a thing; things of different kinds may share a name."""
    return f"{kind}-{name}"


def link(kind: str, name: str, words: str = "") -> Run:
    """Lead to a thing, by the words given or by its name."""
    return Run(words or name, "" if words else "code", f"#{place(kind, name)}")


def code(name: str) -> Run:
    """Write a name as it stands in the rule files."""
    return Run(name, "code")


def rule_link(rule: Rule) -> Line:
    """Lead to a rule by its title, or its reason, and its name."""
    return line(link("rule", rule.name, rule.title or rule.because), code(rule.name))


def question_link(base: RuleBase, name: str) -> Run:
    """Lead to a question, or to the control whose status is asked."""
    kind = "question" if name in base.facts else "control"
    return link(kind, name, base.question(name).question)


def decision_link(base: RuleBase, name: str) -> Run:
    """Lead to a decision by its title."""
    return link("decision", name, base.decisions[name].title)
