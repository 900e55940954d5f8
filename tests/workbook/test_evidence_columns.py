"""The workbook with columns for evidence: each is bound to what it asks, and what is filled in is read back."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from engine.portfolio.job import TableJob
from engine.portfolio.run.one_row import whole_profile_of
from engine.profile.columns import bind
from engine.profile.profile import Given
from engine.profile.read_answers import BASIS
from engine.rulebase.base import RuleBase
from engine.workbook.input_columns import input_sheets
from engine.workbook.template import write_template
from tests.profile.made_profiles import PACKS

EVERY = pytest.mark.parametrize("base", PACKS.values(), ids=PACKS)


@EVERY
@pytest.mark.parametrize("quick", [True, False])
def test_every_question_has_the_four_behind_it_and_each_is_bound_to_what_it_asks(base: RuleBase, quick: bool) -> None:
    for sheet in input_sheets(base, quick=quick, evidence=True):
        bound = bind([each.heading for each in sheet.columns], base).all
        assert [each.target for each in bound] == [each.column.target for each in sheet.columns]
        asked = dict.fromkeys(
            each.column.name for each in sheet.columns if each.column.role in ("fact", "member", "control")
        )
        for name in asked:
            mine = [each.column for each in sheet.columns if each.column.name == name]
            parts = [each.part for each in mine if each.role == "basis"]
            assert parts == [part for part in BASIS if part not in base.question(name).values or name in base.controls]
            assert [each.role for each in mine[-len(parts) :]] == ["basis"] * len(parts)


@EVERY
def test_without_it_there_are_none(base: RuleBase) -> None:
    columns = [each for sheet in input_sheets(base, quick=False) for each in sheet.columns]
    assert not [each for each in columns if each.column.role == "basis"]


def test_what_is_filled_in_is_read_back_with_its_evidence(tmp_path: Path) -> None:
    base, path = PACKS["library"], tmp_path / "t.xlsx"
    write_template(base, path, quick=True, evidence=True)
    filled = {"lives_here": "yes", "evidence": "a letter", "known": "documented", "by": "desk", "on": "2 March 2026"}
    workbook = load_workbook(path)
    sheet = workbook["Portfolio"]
    question = base.facts["lives_here"].question
    headings = {"Name or number": "a", question: filled.pop("lives_here")}
    headings |= {f"{question}: {part}": text for part, text in filled.items()}
    for cell in sheet[1]:
        if cell.value in headings:
            sheet.cell(3, cell.column).value = headings.pop(str(cell.value))
    assert headings == {}
    workbook.save(path)
    profile, _ = whole_profile_of(base, TableJob(path, path), "a")
    found = profile.answers["lives_here"]
    assert found == Given(True, "a letter", "documented", "desk", found.on)
    assert str(found.on) == "2026-03-02"


def test_how_it_is_known_is_chosen_from_a_list_and_the_day_is_a_day(tmp_path: Path) -> None:
    base, path = PACKS["library"], tmp_path / "t.xlsx"
    write_template(base, path, quick=True, evidence=True)
    sheet: Any = load_workbook(path)["Portfolio"]
    places = {cell.value: cell.column_letter for cell in sheet[1]}
    question = base.facts["lives_here"].question
    first = {part: f"{places[f'{question}: {part}']}3" for part in BASIS}
    there = sheet.data_validations.dataValidation
    kinds = {part: [each.type for each in there if cell in each.sqref] for part, cell in first.items()}
    assert kinds == {"evidence": [], "known": ["list"], "by": [], "on": ["date"]}
