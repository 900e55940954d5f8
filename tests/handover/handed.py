"""Files of questions as people give them back: made by the program, and filled in by a program as by hand."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from openpyxl import load_workbook

from engine import Handover, Profile, RuleBase, api, hand_over, read_profiles, write_question_workbook, write_questions
from engine.handover.answer_sheet import ABOUT, ANSWER, BASIS_HEADINGS, BY, NAME, ON, QUESTIONS

DAY = date(2026, 5, 4)
Filled = Mapping[str, Mapping[str, str]]
"""What is filled in: by the name of the question, `answer` and the parts of what it rests on."""


def one(base: RuleBase, text: str) -> Profile:
    (profile,) = read_profiles(text.encode(), base)
    return profile


def handed_over(base: RuleBase, profile: Profile, role: str = "") -> Handover:
    return hand_over(base, api.assess(base, profile, DAY, "reference"), role)


def made(base: RuleBase, handover: Handover, path: Path) -> Path:
    """Write the questions to a file of the form that its name asks for."""
    if path.suffix == ".xlsx":
        write_question_workbook(base, handover, path)
    else:
        path.write_text(write_questions(base, handover, "yaml"))
    return path


def fill_in(base: RuleBase, path: Path, filled: Filled, signed: Mapping[str, str] | None = None) -> Path:
    """Fill in a file; `signed` is the name (`by`) and the day (`on`) that stand for all."""
    if path.suffix == ".xlsx":
        _fill_workbook(path, filled, signed or {})
    else:
        _fill_yaml(base, path, filled, signed or {})
    return path


def an_answer(base: RuleBase, name: str, form: str) -> str:
    """The first answer to a question: in the workbook as its lists offer it, in YAML by its name."""
    question = base.question(name)
    if name in base.controls:
        return "in place" if form == "xlsx" else "yes"
    match question.kind:
        case "yes_no":
            return "yes"
        case "choice" | "choices":
            return next(iter(question.values.items()))[form == "xlsx"]
        case "number":
            assert question.range is not None
            return str(question.range[0])
        case "date":
            return "2026-03-02"
    return "a text"


def _fill_yaml(base: RuleBase, path: Path, filled: Filled, signed: Mapping[str, str]) -> None:
    content = yaml.load(path.read_text(), Loader=yaml.BaseLoader) | dict(signed)
    for name, parts in filled.items():
        group, key = ("controls", "in_place") if name in base.controls else ("answers", "value")
        for part, text in parts.items():
            content[group][name][key if part == "answer" else part] = text
    path.write_text(yaml.safe_dump(content, allow_unicode=True))


def _fill_workbook(path: Path, filled: Filled, signed: Mapping[str, str]) -> None:
    workbook = load_workbook(path)
    sheet: Any = workbook[QUESTIONS]
    about: Any = workbook[ABOUT]
    headings = {"answer": ANSWER, **BASIS_HEADINGS}
    top = next(row for row in sheet.iter_rows() if any(cell.value == NAME for cell in row))
    places = {cell.value: cell.column for cell in top}
    rows = {sheet.cell(row, places[NAME]).value: row for row in range(top[0].row + 1, sheet.max_row + 1)}
    for name, parts in filled.items():
        for part, text in parts.items():
            sheet.cell(rows[name], places[headings[part]]).value = text
    for row in about.iter_rows():
        for part, words in (("by", BY), ("on", ON)):
            if row[0].value == words and part in signed:
                row[1].value = signed[part]
    workbook.save(path)
