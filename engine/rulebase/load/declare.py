"""First pass over the declarations: every name, declared once; facts and decisions without their conditions."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol, TypeVar

from engine.rulebase.decisions import ADVICE, CONTROLS, WARNINGS, DecisionValue
from engine.rulebase.facts import Fact
from engine.rulebase.load.files import Declared
from engine.rulebase.load.names import DeclaredNames
from engine.rulebase.load.read_conditions import CONNECTIVES
from engine.rulebase.load.read_decisions import built_in, read_decision
from engine.rulebase.load.read_facts import Unlinked, read_control, read_fact
from engine.rulebase.load.read_rules import SHORTHANDS
from engine.rulebase.taken_headings import folded
from engine.source.characters import in_backticks
from engine.source.diagnostics import Diagnostics
from engine.source.span import Span
from engine.source.tree import Mapping as Tree
from engine.source.tree import Node, Scalar

RESERVED = frozenset({*CONNECTIVES, *SHORTHANDS, *SHORTHANDS.values()})
"""Words with a meaning of their own in the conditions and conclusions of rules."""


class Declaration(Protocol):
    """Anything that is declared under a name at a place."""

    @property
    def name(self) -> str:
        """The declared name."""

    @property
    def span(self) -> Span:
        """Where the name stands."""


AnyDeclaration = TypeVar("AnyDeclaration", bound=Declaration)


def by_name(items: Iterable[AnyDeclaration], kind: str, diagnostics: Diagnostics) -> dict[str, AnyDeclaration]:
    """Key by name; a name that is declared twice is reported at its second place."""
    found: dict[str, AnyDeclaration] = {}
    for item in items:
        if item.name in found:
            first = found[item.name].span
            diagnostics.error("duplicate-name", item.span, f"{kind} `{item.name}` is declared already at {first}")
        else:
            found[item.name] = item
    return found


def declare(declared: Declared, pack: Node, diagnostics: Diagnostics) -> tuple[DeclaredNames, dict[str, Unlinked]]:
    """Give every declared name, and the facts whose `applies_when` is still to be read."""
    read_facts = list(filter(None, (read_fact(node, topic, diagnostics) for node, topic in declared.facts)))
    read_controls = list(filter(None, (read_control(node, topic, diagnostics) for node, topic in declared.controls)))
    read_decisions = list(filter(None, (read_decision(node, diagnostics) for node in declared.decisions)))
    facts = by_name((each.fact for each in read_facts), "fact", diagnostics)
    controls = by_name(read_controls, "control", diagnostics)
    decisions = by_name(read_decisions, "decision", diagnostics)
    _report_aliases(facts, (*controls, *decisions), diagnostics)
    shared = _report_names((("fact", facts), ("control", controls), ("decision", decisions)), diagnostics)
    nodes = [*declared.decisions, *(node for node, _ in (*declared.facts, *declared.controls))]
    spoilt = frozenset(_names(nodes)) - {*facts, *controls, *decisions} | shared
    members = [
        DecisionValue(each.name, each.title, each.what, cites=each.cites) for _, each in sorted(controls.items())
    ]
    decisions[CONTROLS] = built_in(CONTROLS, "Controls", members, pack.span)
    decisions[WARNINGS] = built_in(WARNINGS, "Warnings", (), pack.span)
    decisions[ADVICE] = built_in(ADVICE, "Advice", (), pack.span)
    return DeclaredNames(facts, controls, decisions, spoilt), {each.fact.name: each for each in read_facts}


def _report_aliases(facts: Mapping[str, Fact], others: Iterable[str], diagnostics: Diagnostics) -> None:
    """Report another name of a question that is a name already, or that a table could not tell from one."""
    taken = {folded(name): name for name in (*facts, *others)}
    for fact in facts.values():
        for alias in fact.aliases:
            other = taken.setdefault(folded(alias), fact.name)
            what = "has a meaning of its own in rules" if alias in RESERVED else ""
            if other != fact.name or alias == fact.name:
                what = f"is a name of `{other}` already"
            if what:
                message = f"the alias {in_backticks(alias)} of `{fact.name}` {what}; leave it out"
                diagnostics.error("name-taken", fact.span, message)


def _names(nodes: Iterable[Node]) -> Iterator[str]:
    """Walk the names as they are written, good or not."""
    for node in nodes:
        name = node.get("name") if isinstance(node, Tree) else None
        if isinstance(name, Scalar):
            yield name.text


def _report_names(groups: Iterable[tuple[str, Mapping[str, Declaration]]], diagnostics: Diagnostics) -> set[str]:
    """Report names that are used up: by the language of rules, or by another kind of thing; give the latter."""
    taken: dict[str, str] = {}
    shared: set[str] = set()
    for kind, group in groups:
        for name, item in group.items():
            if name in RESERVED:
                message = f"`{name}` has a meaning of its own in rules; give the {kind} another name"
                diagnostics.error("reserved-name", item.span, message)
            if name in taken:
                diagnostics.error("name-taken", item.span, f"{kind} `{name}` has the same name as a {taken[name]}")
                shared.add(name)
            taken[name] = kind
    return shared
