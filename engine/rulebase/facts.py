"""A fact: one question with a declared kind and allowed answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal as OneOfTheseWords

from engine.rulebase.conditions import Condition
from engine.source.span import Span

Kind = OneOfTheseWords["yes_no", "choice", "choices", "number", "date", "text"]
KINDS: tuple[Kind, ...] = ("yes_no", "choice", "choices", "number", "date", "text")

NOT_KNOWN = frozenset({"", "unknown", "?", "null", "~", "don't know", "don't know yet", "not known", "not known yet"})
"""What may be written, folded, where an answer is not known yet; no other name of an answer can be one of these."""

Worse = OneOfTheseWords["yes", "no", "higher", "lower", "earlier", "later", "more", "fewer"]
WORSE_BY_KIND: Mapping[Kind, tuple[Worse, ...]] = {
    "yes_no": ("yes", "no"),
    "choice": ("higher", "lower"),
    "choices": ("more", "fewer"),
    "number": ("higher", "lower"),
    "date": ("earlier", "later"),
    "text": (),
}


@dataclass(frozen=True, slots=True)
class Members:
    """The answer to a question with several choices: those known to hold, those known not to; the rest are unknown."""

    holds: frozenset[str]
    fails: frozenset[str]


Answer = bool | str | int | date | Members
Facts = Mapping[str, Answer]
"""What is known: fact name to answer, control name to its status. A name that is missing is unknown."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A declared question.

    `values` maps each allowed answer of a `choice` or `choices` to its label, from least to most where `ordered`.
    `range` bounds a `number` (whole, in `unit`), both ends included. `worse` is the direction in which risk grows.
    `when_silent` is the answer where none was given; `None`, as nearly everywhere, leaves it unknown then. `position`
    orders questions as they are declared, for people to be asked in that order; it means nothing else. `aliases` are
    other names that the question goes by in profiles, tables and rules, and `value_aliases` other names of its answers.
    """

    name: str
    kind: Kind
    topic: str
    question: str
    span: Span
    why: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    ordered: bool = False
    worse: Worse | None = None
    applies_when: Condition | None = None
    quick: int | None = None
    unit: str = ""
    range: tuple[int, int] | None = None
    yes_example: str = ""
    no_example: str = ""
    example: str = ""
    cites: tuple[str, ...] = ()
    when_silent: Answer | None = None
    position: int = 0
    aliases: tuple[str, ...] = ()
    value_aliases: Mapping[str, str] = field(default_factory=dict)

    def meant(self, text: str) -> str:
        """Give the answer that goes by another name; any other text as it is."""
        return self.value_aliases.get(text, text)
