"""The columns of a table of results: their names and order, the same for every machine that fills them.

Nowhere else is the name of such a column put together.
"""

from collections.abc import Iterator
from typing import Literal as OneOfTheseWords

from engine.frozen import frozen
from engine.rulebase.base import RuleBase
from engine.rulebase.decisions import NUMBERS, SINGLE_VALUED, WARNINGS, Decision
from engine.rulebase.facts import Fact, Members
from engine.rulebase.taken_headings import RESULT_PREFIX

MOST_QUESTIONS = 5
"""Open questions in a row of results, those that settle most first. The others are asked once these are answered."""

BY_DEFAULT = "by default"
LEFT_OUT = "left_out"

CellKind = OneOfTheseWords["text", "list", "number"]
ResultPart = OneOfTheseWords[
    "value", "status", "possible", "at_least", "at_most", "interim", "rules",
    "required", "missing", "unknown", "warnings", "open_questions", "assumed", "to_come", "not_read", "errors",
    "changed",
]  # fmt: skip
CONTROL_PARTS: tuple[ResultPart, ...] = ("required", "missing", "unknown", "interim")


def column_title(part: ResultPart, decision: str = "") -> str:
    """Say in short what a column tells of a decision, or of the row where there is none."""
    if decision:
        return decision if part == "value" else f"{decision}_{part}"
    return f"controls_{part}" if part in CONTROL_PARTS else part


def column_name(part: ResultPart, decision: str = "") -> str:
    """Name a column by what it tells, behind what the names of all such columns have in front."""
    return f"{RESULT_PREFIX}{column_title(part, decision)}"


NOT_READ, ERRORS, CHANGED = column_name("not_read"), column_name("errors"), column_name("changed")
TO_COME = column_name("to_come")
IS_REFUSED = f"{RESULT_PREFIX}refused"
"""The column by which rows are parted while a cluster writes them; the folders carry it, not the files."""


@frozen
class ResultColumn:
    """One column: its name, what its cells hold, the decision it tells of (or none), and what of it."""

    name: str
    kind: CellKind
    decision: str
    part: ResultPart

    @property
    def title(self) -> str:
        """Its name without what all have in front."""
        return column_title(self.part, self.decision)


def result_columns(base: RuleBase, *, changed: bool = False) -> tuple[ResultColumn, ...]:
    """List the columns for a pack: those of its headline decisions, then what is required, warned of and open.

    What is assumed, and days that are yet to come, have a column where a question of the pack may bring them about.
    `changed` adds the column that compares with an earlier time.
    """
    found = [column for name in base.pack.headline for column in _of_decision(base.decisions[name])]
    found += [_column("list", part) for part in (*CONTROL_PARTS, "warnings", "open_questions")]
    if any(fact.when_silent is not None for fact in base.facts.values()):
        found.append(_column("list", "assumed"))
    if base.about_the_past:
        found.append(_column("list", "to_come"))
    found += [_column("text", part) for part in ("not_read", "errors")]
    return (*found, _column("list", "changed")) if changed else tuple(found)


def _column(kind: CellKind, part: ResultPart, decision: str = "") -> ResultColumn:
    return ResultColumn(column_name(part, decision), kind, decision, part)


def _of_decision(decision: Decision) -> Iterator[ResultColumn]:
    """Walk the columns of a decision: one with one value says more while it is open, a set what it may yet hold."""
    single = decision.hit_policy in SINGLE_VALUED
    counted = decision.hit_policy in NUMBERS
    yield _column("text" if single else "number" if counted else "list", "value", decision.name)
    yield _column("text", "status", decision.name)
    if decision.hit_policy == "max":
        yield _column("text", "at_least", decision.name)
        yield _column("text", "at_most", decision.name)
    if counted:
        yield _column("number", "at_most", decision.name)
    else:
        yield _column("list", "possible", decision.name)
        yield _column("text" if single else "list", "interim", decision.name)
    yield _column("list", "rules", decision.name)


def assumptions(base: RuleBase) -> Iterator[tuple[str, Fact, str]]:
    """Walk what may be assumed from silence, as a row names it, with the question; of a set, member by member.

    The names are the headings of a table with the answer behind them: `alone=no`, `areas.north=no`.
    """
    for fact in base.facts.values():
        match fact.when_silent:
            case None:
                continue
            case Members(holds):
                for member in fact.values:
                    yield f"{fact.name}.{member}={'yes' if member in holds else 'no'}", fact, member
            case bool(silent):
                yield f"{fact.name}={'yes' if silent else 'no'}", fact, ""
            case silent:
                yield f"{fact.name}={silent}", fact, ""


def questions_in_order(base: RuleBase) -> list[str]:
    """List the questions in the order in which it pays to ask them: the quick screen first."""
    return sorted(base.facts, key=lambda name: (base.facts[name].quick is None, base.asking_order(base.facts[name])))


def warnings_in_order(base: RuleBase) -> list[str]:
    """List the rules that warn: the gravest harm first, then by name."""
    return base.by_harm(rule.name for rule in base.rules_of[WARNINGS])
