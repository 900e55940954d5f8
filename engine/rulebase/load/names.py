"""The names a condition may use, and what each stands for."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from engine.rulebase.controls import Control
from engine.rulebase.decisions import Decision
from engine.rulebase.facts import Fact


@dataclass(frozen=True)
class DeclaredNames:
    """Every declared fact, control and decision of a pack.

    `spoilt` are names whose declaration could not be read: that is reported there, and not again at every use. With
    `only_facts`, decisions and controls are known but may not be read. `control_classes` are those that the pack
    declares.
    """

    facts: Mapping[str, Fact]
    controls: Mapping[str, Control]
    decisions: Mapping[str, Decision]
    spoilt: frozenset[str] = frozenset()
    only_facts: bool = False
    control_classes: tuple[str, ...] = ()

    @cached_property
    def _by_alias(self) -> Mapping[str, str]:
        return {alias: fact.name for fact in self.facts.values() for alias in fact.aliases}

    def called(self, name: str) -> str:
        """Give the name of the question that goes by another name; any other name as it is."""
        return self._by_alias.get(name, name)

    def __contains__(self, name: str) -> bool:
        return name in self.facts or name in self.controls or name in self.decisions

    def of_facts(self) -> "DeclaredNames":
        """Give the same names for a condition that may read nothing but facts."""
        return replace(self, only_facts=True)

    def is_table(self, decision: str) -> bool:
        """Tell whether the order of the rules of a decision matters."""
        return decision in self.decisions and self.decisions[decision].hit_policy == "first"

    def all(self) -> list[str]:
        """List every name that may be used, for a did-you-mean."""
        return list(self.facts) if self.only_facts else [*self.facts, *self.decisions, *self.controls]

    def classes(self) -> dict[str, list[str]]:
        """Group the controls by their classes."""
        grouped: dict[str, list[str]] = {}
        for control in self.controls.values():
            for each in control.classes:
                grouped.setdefault(each, []).append(control.name)
        return grouped
