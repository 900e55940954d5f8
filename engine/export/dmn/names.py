"""Names as FEEL can read them: letters, digits and `_`, none of them twice."""

from collections.abc import Iterable

from engine.rulebase.base import RuleBase

DAY = "as_of"
"""What the day of assessment is called, unless the pack has that name already."""

RESERVED = frozenset((
    "and", "or", "not", "in", "between", "if", "then", "else", "for", "return", "some", "every", "satisfies",
    "true", "false", "null", "function", "external", "instance", "of", "date", "time", "duration", "item",
))  # fmt: skip
"""Words of FEEL that no name may be."""


class FeelNames:
    """The name of each question, control and decision in the exported file. What can be kept is kept."""

    def __init__(self, base: RuleBase) -> None:
        self._taken: set[str] = set(RESERVED)
        self._decisions = self._named(base.decisions)
        self._questions = self._named(base.facts)
        self._controls = self._named(base.controls)
        self.day = self._free(DAY)

    def _named(self, names: Iterable[str]) -> dict[str, str]:
        return {name: self._free(name.replace("-", "_")) for name in names}

    def _free(self, name: str) -> str:
        free, number = name, 2
        while free in self._taken:
            free, number = f"{name}_{number}", number + 1
        self._taken.add(free)
        return free

    def decision(self, name: str) -> str:
        """Give the name of a decision."""
        return self._decisions[name]

    def question(self, name: str) -> str:
        """Give the name of a question, or of the status of a control."""
        return self._questions[name] if name in self._questions else self._controls[name]
