"""The names a condition may use, and what each stands for."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.rulebase.controls import Control
from engine.rulebase.decisions import Decision
from engine.rulebase.facts import Fact


@dataclass(frozen=True, slots=True)
class Names:
    """Every declared fact, control and decision of a pack."""

    facts: Mapping[str, Fact]
    controls: Mapping[str, Control]
    decisions: Mapping[str, Decision]

    def __contains__(self, name: str) -> bool:
        return name in self.facts or name in self.controls or name in self.decisions

    def all(self) -> list[str]:
        """List every name, for a did-you-mean."""
        return [*self.facts, *self.decisions, *self.controls]

    def classes(self) -> dict[str, list[str]]:
        """Group the controls by their classes."""
        grouped: dict[str, list[str]] = {}
        for control in self.controls.values():
            for each in control.classes:
                grouped.setdefault(each, []).append(control.name)
        return grouped
