"""Cells that show an error instead of a value, as spreadsheet programs write it in every form of table."""

from engine.source.characters import in_backticks

SHOWN_ERRORS = (
    "#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!", "#GETTING_DATA", "#FIELD!",
    "#BLOCKED!", "#CONNECT!", "#UNKNOWN!", "#BUSY!", "#EXTERNAL!", "#PYTHON!",
)  # fmt: skip
"""What a cell shows that has no value."""


def why_error(text: str) -> str:
    """Say that a cell shows an error, and what to do."""
    return f"the cell shows the error {in_backticks(text)}; mend it, or empty the cell"
