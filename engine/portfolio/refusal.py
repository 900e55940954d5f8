"""A cell for which a row was refused: where it stands, what it holds, and why that can't be read."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refusal:
    """One fault of one row; a row may have several.

    `row` is its number as people see it, `column` its heading, `where` the sheet and the cell, in a workbook.
    """

    id: str
    row: int
    column: str
    value: str
    reason: str
    where: str = ""
