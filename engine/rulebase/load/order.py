"""The order of decisions: each after all that its rules read. A circle is refused with its path."""

from collections.abc import Mapping, Sequence
from graphlib import CycleError, TopologicalSorter

from engine.rulebase.conditions import literals
from engine.rulebase.decisions import Decision
from engine.rulebase.rules import Rule
from engine.source.diagnostics import Diagnostics


def in_order(
    decisions: Mapping[str, Decision], rules_of: Mapping[str, Sequence[Rule]], diagnostics: Diagnostics
) -> dict[str, Decision]:
    """Sort the decisions so that each stands after all that its rules read; among equals, by name."""
    reads = {
        name: sorted(
            {
                literal.subject
                for rule in rules_of.get(name, ())
                for literal in literals(rule.condition)
                if literal.on_decision
            }
        )
        for name in sorted(decisions)
    }
    try:
        order = list(TopologicalSorter(reads).static_order())
    except CycleError as circle:
        path: list[str] = circle.args[1]
        arrow = " → ".join(f"`{name}`" for name in reversed(path))
        diagnostics.error("circular-decisions", decisions[path[0]].span, f"decisions read each other: {arrow}")
        order = sorted(decisions)
    return {name: decisions[name] for name in order}
