"""Names that lead to their place: every question, rule, control, decision and statement has one in the book."""

from collections.abc import Iterable, Iterator

from engine.page.model import Line, NameList, Run, line, names
from engine.rulebase.base import RuleBase
from engine.rulebase.rules import Rule


def place(kind: str, name: str) -> str:
    """Name the place of a thing; things of different kinds may share a name."""
    return f"{kind}-{name}"


def link(kind: str, name: str, words: str = "") -> Run:
    """Lead to a thing, by the words given or by its name."""
    return Run(words or name, "" if words else "code", f"#{place(kind, name)}")


def named_link(kind: str, name: str, words: str) -> Line:
    """Lead to a thing by words, with its name behind them."""
    return line(link(kind, name, words), names([name]))


def question_link(base: RuleBase, name: str) -> Run:
    """Lead to a question, or to the control whose status is asked."""
    kind = "question" if name in base.facts else "control"
    return link(kind, name, base.question(name).question)


def decision_link(base: RuleBase, name: str) -> Run:
    """Lead to a decision by its title."""
    return link("decision", name, base.decisions[name].title)


def rule_lines(rules: Iterable[Rule]) -> Iterator[Line]:
    """Walk rules, each by its title, or its reason, and its name."""
    return (named_link("rule", rule.name, rule.title or rule.because) for rule in rules)


def question_lines(base: RuleBase, listed: Iterable[str]) -> Iterator[Line]:
    """Walk questions, each with its name."""
    return (line(question_link(base, name), names([name])) for name in listed)


def decision_lines(base: RuleBase, listed: Iterable[str]) -> Iterator[Line]:
    """Walk decisions, each by its title and its name."""
    return (line(decision_link(base, name), names([name])) for name in listed)


def statement_names(cites: Iterable[str]) -> NameList:
    """Name statements, each leading to its place."""
    return names(link("statement", name) for name in cites)
