"""Filling in a template as a person would: a row on each sheet that has something to say, answers from the lists."""

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from engine.rulebase.base import RuleBase
from engine.rulebase.controls import IN_PLACE
from engine.rulebase.facts import Answer, Members
from engine.workbook import look
from engine.workbook.input_columns import Asked, AskedSheet, asked_sheets
from engine.workbook.save import save
from engine.workbook.template import FIRST_ROW, template
from engine.workbook.text_cells import put_text


@dataclass(frozen=True)
class Filled:
    """What is filled in for one row: fields of the header, answers and statuses, and what is marked as not known."""

    id: str
    header: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, Answer] = field(default_factory=dict)
    not_known: frozenset[str] = frozenset()


def fill(base: RuleBase, filled: list[Filled], *, quick: bool = False) -> Workbook:
    """Lay out a template and fill it in."""
    workbook = template(base, quick=quick)
    for place, sheet in enumerate(asked_sheets(base, quick=quick)):
        _fill_sheet(workbook, sheet, filled, always=place == 0)
    return workbook


def write_filled(base: RuleBase, filled: list[Filled], path: Path, *, quick: bool = False) -> None:
    """Write a workbook that was filled in."""
    save(fill(base, filled, quick=quick), path, base.pack.title)


def _fill_sheet(workbook: Workbook, asked: AskedSheet, filled: list[Filled], *, always: bool) -> None:
    sheet, row = workbook[asked.name], FIRST_ROW
    for each in filled:
        values = {place: cell_value(column, each) for place, column in enumerate(asked.columns, start=1)}
        if not always and all(value is None for place, value in values.items() if place > 1):
            continue
        for place, value in values.items():
            cell = sheet.cell(row, place)
            dimension = sheet.column_dimensions[cell.column_letter]
            cell.font, cell.alignment = copy(dimension.font), copy(dimension.alignment)
            cell.number_format = dimension.number_format
            if isinstance(value, str):
                put_text(cell, value)
            elif value is not None:
                cell.value = value
        widths = [sheet.column_dimensions[get_column_letter(place)].width for place in values]
        texts = [value if isinstance(value, str) else "" for value in values.values()]
        sheet.row_dimensions[row].height = look.height(zip(texts, widths, strict=True))
        row += 1


def cell_value(asked: Asked, filled: Filled) -> str | int | date | None:
    """Give what a person would put in a cell; nothing where there is no answer."""
    column = asked.column
    if column.role == "id":
        return filled.id
    if column.role == "header":
        return filled.header.get(column.name)
    answer = filled.facts.get(column.name)
    if column.role == "member":
        assert answer is None or isinstance(answer, Members)
        said = (
            None if answer is None else column.part in answer.holds or (False if column.part in answer.fails else None)
        )
        found: str | None = None if said is None else "yes" if said else "no"
    elif column.role == "control":
        found = None if answer is None else asked.answers[0 if answer == IN_PLACE else 1]
    elif isinstance(answer, bool):
        found = "yes" if answer else "no"
    elif isinstance(answer, (date, int)):
        return answer
    else:
        assert answer is None or isinstance(answer, str)
        assert column.question is not None
        names = list(column.question.values)
        found = asked.answers[names.index(answer)] if answer in names else answer
    if found is None and column.name in filled.not_known and asked.answers:
        return asked.answers[-1]
    return found
