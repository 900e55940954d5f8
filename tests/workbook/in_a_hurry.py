"""The workbook of a person in a hurry: a title, columns of their own, totals, notes, typos, dates in every way."""

from datetime import datetime
from pathlib import Path

from tests.portfolio.kept_tables import workbook

ALONE = "Are they ever alone with somebody we support, in person or in a private call?"
THERE = "Are our own staff there while they work?"
CALLED = "What do both sides call the arrangement?"
REVIEWED = "On what date did both sides last review the work together? (If never, give the date it started.)"
WORSE = "Is the work riskier now than when it was agreed?"

HEADINGS = ("Name or number", "Region", CALLED, ALONE, THERE, REVIEWED, "Budget", "Notes")
ROWS: tuple[tuple[object, ...], ...] = (
    ("Register of partners 2026",),
    ("Kept by the partnerships office, for the board",),
    (),
    HEADINGS,
    ("Open Door", "North", "A partnership", "no", "Always", datetime(2026, 3, 12), 4000, "ring Ann on Fridays"),
    ("Lunch Club", "North", "A partnership", "No", "allways", "1 September 2026", 250, None),
    (),
    ("Wheels", "South", "A subcontract", "yes", "Never", "12/03/2026", 9600, "=see the contract"),
    ("Sing Along", "South", None, None, None, "spring 2026", 0, "n/a"),
    ("Gardeners", "South", "partnership", "yes", "never", "2026-05-04", 120, None, "ask again in June"),
    ("Total", None, None, None, None, None, 13970, None),
    (),
    ("Source: our register; figures of March",),
)
RISKS: tuple[tuple[object, ...], ...] = (
    ("Name or number", WORSE, "Notes"),
    ("open door", "no", "as before"),
    ("Lunch  Club", "yes", None),
    ("Wheels", "don't know yet", "ask"),
)
PHONES: tuple[tuple[object, ...], ...] = (("Who", "Number"), ("Ann", "0117 496 0000"))


def write_in_a_hurry(path: Path) -> None:
    """Write the workbook, with a highlighted row and a comment, as somebody would have left it."""
    from openpyxl import load_workbook
    from openpyxl.comments import Comment
    from openpyxl.styles import Font, PatternFill

    book = load_workbook(workbook(path, Register=ROWS, Risks=RISKS, Phones=PHONES))
    register = book["Register"]
    register["A1"].font = Font(bold=True, size=16)
    register["F5"].number_format = "dd/mm/yyyy"
    for letter in "ABCDEFGH":
        register.column_dimensions[letter].width = 20
        register[f"{letter}8"].fill = PatternFill("solid", start_color="FFFF00")
    register["C8"].comment = Comment("is this still so?", "Ann")
    book.save(path)
