"""The columns of a decision table: by its heading each asks something, concludes something, or tells of the row."""

from engine.frozen import frozen
from engine.rulebase.decisions import SETS
from engine.rulebase.load.names import DeclaredNames
from engine.rulebase.load.read_rules import SHORTHANDS
from engine.rulebase.load.table_cells import ColumnKind, column_kind, conditions, membership
from engine.rulebase.tables import DecisionTable
from engine.source.characters import in_backticks
from engine.source.diagnostics import Diagnostics
from engine.source.span import Span
from engine.source.suggest import did_you_mean, near_or_all
from engine.source.tables.table import Table
from engine.source.tree import Node, Scalar

WORDS = ("name", "title", "because", "cites", "origin", "urgency", "from", "until")
"""Headings that say something of the row as a rule; no question in a table can be called so."""

SEVERAL = ("require",)


@frozen
class TableColumn:
    """One column: the subject that it asks about and how, the decision that it concludes, or the word that it is."""

    heading: str
    place: int
    subject: Scalar | None = None
    member: Scalar | None = None
    asked: ColumnKind = "choice"
    concludes: str = ""
    several: bool = False
    word: str = ""

    def conditions(self, cell: Scalar, diagnostics: Diagnostics) -> list[Node]:
        """Write out what a cell of this column asks."""
        if self.subject is None:
            return []
        subject = Scalar(self.subject.text, cell.span, quoted=False)
        if self.member is not None:
            return membership(subject, Scalar(self.member.text, cell.span, quoted=False), cell, diagnostics)
        return conditions(subject, cell, self.asked)


def columns_of(
    read: Table, table: DecisionTable, names: DeclaredNames, diagnostics: Diagnostics
) -> list[TableColumn] | None:
    """Read the headings of a table; nothing where one of them can't be understood, which is reported."""
    found: list[TableColumn] = []
    seen: dict[str, int] = {}
    wrong: list[tuple[str, Span, str]] = []
    for place, text in enumerate(read.headings):
        heading, span = text.strip(), read.place_of_heading(place)
        if heading in seen:
            message = f"column {seen[heading] + 1} is headed {in_backticks(heading)} already; keep one of the two"
            wrong.append(("duplicate-heading", span, message))
            continue
        seen[heading] = place
        column = _column(heading, place, table, names)
        if column is not None:
            found.append(column)
        elif heading.partition(".")[0] not in names.spoilt:
            wrong.append(_unknown(heading, table, names, span))
    for name in table.decides:
        if name not in seen:
            message = f"table `{table.name}` decides `{name}`, so it needs a column `{name}`"
            wrong.append(("missing-column", read.place_of_heading(0), message))
    for each in wrong:
        diagnostics.error(*each)
    return None if wrong else found


def _column(heading: str, place: int, table: DecisionTable, names: DeclaredNames) -> TableColumn | None:
    if heading in WORDS:
        return None if heading in names else TableColumn(heading, place, word=heading)
    if heading in table.decides or heading in SHORTHANDS.values():
        several = heading in SEVERAL or table.hit_policy in SETS
        return TableColumn(heading, place, concludes=heading, several=several and heading not in ("warn", "advise"))
    subject, dot, member = heading.partition(".")
    subject = names.called(subject)
    if subject not in names or subject in names.spoilt:
        return None
    member = names.facts[subject].meant(member) if subject in names.facts else member
    asked, written = column_kind(subject, names), Scalar(subject, _NOWHERE, quoted=False)
    if not dot:
        return TableColumn(heading, place, written, asked=asked)
    if asked != "set" or member not in _members(subject, names):
        return None
    return TableColumn(heading, place, written, Scalar(member, _NOWHERE, quoted=False), "yes_no")


_NOWHERE = Span("", 1, 1, 1, 1)


def _members(subject: str, names: DeclaredNames) -> list[str]:
    if subject in names.facts:
        return list(names.facts[subject].values)
    return list(names.decisions[subject].values) if subject in names.decisions else []


def _unknown(heading: str, table: DecisionTable, names: DeclaredNames, span: Span) -> tuple[str, Span, str]:
    subject, dot, member = heading.partition(".")
    if heading in WORDS:
        message = f"in a table, {in_backticks(heading)} tells of the row; a question of that name can't be asked in one"
        return "reserved-name", span, message
    if not heading:
        return "empty-heading", span, "a heading is missing; name what the column asks or decides"
    if dot and subject in names:
        if column_kind(subject, names) != "set":
            return (
                "unknown-heading",
                span,
                f"`{subject}` has no members, so it can't be asked for {in_backticks(member)}",
            )
        hint = near_or_all(member, _members(subject, names))
        return "unknown-heading", span, f"`{subject}` has no member {in_backticks(member)}{hint}"
    hint = did_you_mean(heading, [*names.all(), *table.decides, *WORDS, *SHORTHANDS.values()])
    return "unknown-heading", span, f"no question, decision or control is named {in_backticks(heading)}{hint}"
