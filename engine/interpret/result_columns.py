"""What one row of a table of results says: its columns, in order, the same for every machine that fills them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal as OneOfTheseWords

from engine.rulebase.base import RuleBase
from engine.rulebase.decisions import SINGLE_VALUED, WARNINGS, Decision

PREFIX = "result_"
"""What the name of every column of results begins with; such columns are passed over on the way in."""

ERRORS = f"{PREFIX}errors"
MOST_QUESTIONS = 5
"""Open questions in a row of results, those that settle most first. The others are asked once these are answered."""

BY_DEFAULT = "by default"
LEFT_OUT = "left_out"

Kind = OneOfTheseWords["text", "list", "number"]
Part = OneOfTheseWords[
    "value", "status", "possible", "at_least", "at_most", "interim", "rules",
    "required", "missing", "unknown", "warnings", "open_questions", "errors", "changed",
]  # fmt: skip
Cell = str | tuple[str, ...] | int | None


@dataclass(frozen=True, slots=True)
class ResultColumn:
    """One column: its name, what its cells hold, the decision it tells of (or none), and what of it."""

    name: str
    kind: Kind
    decision: str
    part: Part


def result_columns(base: RuleBase, *, changed: bool = False) -> tuple[ResultColumn, ...]:
    """List the columns for a pack: those of its headline decisions, then what is required, warned of and open.

    `changed` adds the column that compares with an earlier time.
    """
    found = [column for name in base.pack.headline for column in _of_decision(base.decisions[name])]
    found += [ResultColumn(f"{PREFIX}controls_{part}", "list", "", part) for part in CONTROL_PARTS]
    found += [
        ResultColumn(f"{PREFIX}{WARNINGS}", "list", "", "warnings"),
        ResultColumn(f"{PREFIX}open_questions", "list", "", "open_questions"),
        ResultColumn(ERRORS, "text", "", "errors"),
    ]
    return (*found, ResultColumn(f"{PREFIX}changed", "list", "", "changed")) if changed else tuple(found)


CONTROL_PARTS: tuple[Part, ...] = ("required", "missing", "unknown", "interim")


def _of_decision(decision: Decision) -> Iterator[ResultColumn]:
    """A decision with one value says more while it is open; a set says what is in it, and what may yet be."""
    name = f"{PREFIX}{decision.name}"
    single = decision.hit_policy in SINGLE_VALUED
    kinds: dict[str, Kind] = {"collect": "list", "count": "number"}
    yield ResultColumn(name, kinds.get(decision.hit_policy, "text"), decision.name, "value")
    yield ResultColumn(f"{name}_status", "text", decision.name, "status")
    if decision.hit_policy == "max":
        yield ResultColumn(f"{name}_at_least", "text", decision.name, "at_least")
        yield ResultColumn(f"{name}_at_most", "text", decision.name, "at_most")
    if decision.hit_policy == "count":
        yield ResultColumn(f"{name}_at_most", "number", decision.name, "at_most")
    else:
        yield ResultColumn(f"{name}_possible", "list", decision.name, "possible")
        yield ResultColumn(f"{name}_interim", "text" if single else "list", decision.name, "interim")
    yield ResultColumn(f"{name}_rules", "list", decision.name, "rules")


def questions_in_order(base: RuleBase) -> list[str]:
    """List the questions in the order in which it pays to ask them: the quick screen first."""
    return sorted(base.facts, key=lambda name: (base.facts[name].quick is None, base.asking_order(base.facts[name])))


def warnings_in_order(base: RuleBase) -> list[str]:
    """List the rules that warn: what is urgent first, then by name."""
    rules = [rule.name for rule in base.rules_of[WARNINGS]]
    return sorted(rules, key=lambda name: (not base.rules[name].urgent, name))
