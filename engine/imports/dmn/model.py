"""What a DMN file says, as far as a pack can hold it: inputs, decisions, tables and types, each with its place."""

from collections.abc import Mapping
from dataclasses import field
from typing import Literal as OneOfTheseWords

from engine.frozen import frozen
from engine.source.span import Span

Policy = OneOfTheseWords["U", "A", "P", "F", "R", "O", "C", "C+", "C<", "C>", "C#"]
POLICIES: Mapping[tuple[str, str], Policy] = {
    ("UNIQUE", ""): "U",
    ("ANY", ""): "A",
    ("PRIORITY", ""): "P",
    ("FIRST", ""): "F",
    ("RULE ORDER", ""): "R",
    ("OUTPUT ORDER", ""): "O",
    ("COLLECT", ""): "C",
    ("COLLECT", "SUM"): "C+",
    ("COLLECT", "MIN"): "C<",
    ("COLLECT", "MAX"): "C>",
    ("COLLECT", "COUNT"): "C#",
}
"""Each hit policy, with its aggregation, by the letters that DMN draws it with."""


@frozen
class Written:
    """A text of the file, and where it stands."""

    text: str
    span: Span


@frozen
class ItemType:
    """A type: one of FEEL's own, with allowed values; or one with components.

    `collection` is a list of such, and `whole` a number that has no point.
    """

    base: str = ""
    allowed: Written | None = None
    components: Mapping[str, "ItemType"] = field(default_factory=dict)
    collection: bool = False
    whole: bool = False


@frozen
class InputData:
    """Something that is asked for from outside."""

    id: str
    name: str
    label: str
    type: ItemType
    span: Span
    description: str = ""


@frozen
class AskingColumn:
    """A column of a table that asks: the expression, its type, its allowed values, and what it is about in words."""

    expression: Written
    type: ItemType
    allowed: Written | None
    label: str


@frozen
class GivingColumn:
    """A column of a table that gives: its name where there are several, its type, the values in order, the default."""

    name: str
    type: ItemType
    values: Written | None
    default: Written | None
    span: Span


@frozen
class FileRow:
    """A row: its cells, and what is noted beside it."""

    inputs: tuple[Written, ...]
    outputs: tuple[Written, ...]
    notes: tuple[str, ...]
    span: Span


@frozen
class FileTable:
    """A table as it stands in the file."""

    policy: Policy
    inputs: tuple[AskingColumn, ...]
    outputs: tuple[GivingColumn, ...]
    rows: tuple[FileRow, ...]
    span: Span


@frozen
class FileDecision:
    """A decision: a table, or an expression. `needs` are the ids of what it requires; None where they are not said."""

    id: str
    name: str
    title: str
    table: FileTable | None
    expression: Written | None
    needs: tuple[Written, ...]
    type: ItemType
    span: Span
    description: str = ""


@frozen
class DmnFile:
    """The whole file, by ids."""

    name: str
    inputs: Mapping[str, InputData]
    decisions: Mapping[str, FileDecision]
