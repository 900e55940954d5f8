"""A workbook is shown before it is taken in, and comes back with what happened to each row and what to mend."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from armslength.register.domain.permission import Actor, Right
from armslength.register.exchange.acting import Moment, act
from armslength.register.exchange.answers import to_answer
from armslength.register.exchange.workbook_in import HEADINGS, Preview, preview, take_in
from armslength.register.store.register import Register, create_register
from engine import Given, InputError
from tests.packs.shipped import ROOT
from tests.register.course import GRACE, TOM, office

FORTY = ROOT / "profiles" / "portfolio" / "forty-partners.xlsx"
CELL = re.compile(rb'<c r="([A-Z]+[0-9]+)"')
MOMENT = Moment(datetime(2026, 11, 20, 12, 0, tzinfo=UTC))
WHO, OTHER = Actor(GRACE, frozenset(Right)), Actor(TOM, frozenset(Right))


def table(*rows: dict[str, Any]) -> bytes:
    """Make a workbook with a row for each, on a sheet with a title above its headings."""
    made, headings = (
        Workbook(),
        ["id", "partner.name", "shared_pathway", "stage", "people_served", "review-dates-fixed"],
    )
    sheet = made.worksheets[0]
    sheet.append(["What we asked in May"])
    sheet.append(headings)
    for row in rows:
        sheet.append([row.get(each) for each in headings])
    written = io.BytesIO()
    made.save(written)
    return written.getvalue()


WALKS = {"id": "walks", "partner.name": "Open Door", "shared_pathway": "no", "stage": "new", "people_served": 12}
SONGS = {"id": "songs", "partner.name": "Sing Out", "shared_pathway": "perhaps", "stage": "new"}


@pytest.fixture
def kept(tmp_path: Path) -> Register:
    return create_register(tmp_path / "register.db")


def shown(register: Register, *rows: dict[str, Any]) -> Preview:
    return preview(register, office(), table(*rows), "may.xlsx", MOMENT)


def beside(workbook: bytes | None) -> list[tuple[Any, ...]]:
    """Read the two columns that came back, with the id of each row."""
    assert workbook is not None
    headings, *rows = load_workbook(io.BytesIO(workbook)).worksheets[0].iter_rows(min_row=2, values_only=True)
    assert headings[-2:] == HEADINGS
    return [(row[0], *row[-2:]) for row in rows]


def test_what_is_new_and_what_is_refused_is_shown_and_nothing_is_written(kept: Register) -> None:
    first, second = shown(kept, WALKS, SONGS).rows
    assert (first.subject, first.came.row, first.is_new, first.refused) == ("walks", 3, True, ())
    assert set(first.added) == {"shared_pathway", "stage", "people_served"}
    assert second.is_new
    (reason,) = second.refused
    assert "`perhaps`" in reason
    assert kept.subjects() == ()


def test_what_a_row_would_change_is_shown_with_both_answers_and_then_changed(kept: Register) -> None:
    take_in(shown(kept, WALKS), WHO, MOMENT)
    later = {**WALKS, "shared_pathway": "yes", "review-dates-fixed": "yes"}
    offered = shown(kept, later)
    (row,) = offered.rows
    assert (row.is_new, row.added) == (False, ("review-dates-fixed",))
    assert [(each.name, each.was.value, each.was.by, each.now.value) for each in row.changed] == [
        ("shared_pathway", False, GRACE, True)
    ]
    taken = take_in(offered, OTHER, MOMENT, "Asked again in May")
    assert beside(taken.workbook) == [("walks", "changed", None)]
    state = kept.state("walks")
    standing = state.current("shared_pathway")
    assert standing is not None
    assert (standing.value, standing.version, standing.by) == (True, 2, TOM)
    assert state.history[-1].why == "Asked again in May"


def test_without_changing_what_is_otherwise_is_kept_and_listed(kept: Register) -> None:
    take_in(shown(kept, WALKS), WHO, MOMENT)
    taken = take_in(shown(kept, {**WALKS, "shared_pathway": "yes"}), WHO, MOMENT, changing=False)
    ((_, what, mend),) = beside(taken.workbook)
    assert what == "there already"
    assert mend.startswith("`shared_pathway` is not changed: Grace Obi answered no, and here stands yes;")


def test_what_somebody_answered_after_it_was_shown_is_not_changed(kept: Register) -> None:
    take_in(shown(kept, WALKS), WHO, MOMENT)
    offered = shown(kept, {**WALKS, "shared_pathway": "yes", "people_served": 13})
    again = lambda office, state, now, _: to_answer(office, state, now.today, ["people_served@1=14"], Given(None))  # noqa: E731
    act(kept, office(), "walks", again, OTHER, MOMENT)
    before = kept.events()
    taken = take_in(offered, WHO, MOMENT)
    ((_, what, mend),) = beside(taken.workbook)
    assert what == "not entered"
    assert "Tom Reed answered this on 2026-11-20, after you read it." in mend
    assert kept.events() == before


def test_nobody_takes_in_what_they_have_no_right_to(kept: Register) -> None:
    reader = replace(WHO, rights=frozenset({Right.READER}))
    taken = take_in(shown(kept, WALKS), reader, MOMENT)
    assert [(each.what, each.mend) for each in taken.arrived] == [
        ("not entered", ("This needs the right of administrator or approver or contributor; Grace Obi has: reader.",))
    ]


def test_a_file_that_is_no_table_is_refused_whole(kept: Register) -> None:
    with pytest.raises(InputError):
        preview(kept, office(), b"not a workbook", "may.xlsx", MOMENT)


def test_the_workbook_of_forty_comes_back_with_two_columns_and_is_else_the_same(kept: Register) -> None:
    data = FORTY.read_bytes()
    offered = preview(kept, office(), data, FORTY.name, MOMENT)
    assert [each.subject for each in offered.rows if each.refused or not each.is_new] == []
    taken = take_in(offered, WHO, MOMENT)
    assert [each.what for each in taken.arrived] == ["entered"] * 40
    assert taken.workbook is not None
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(io.BytesIO(taken.workbook)) as new:
        assert new.namelist() == old.namelist()
        before = {name: old.read(name) for name in old.namelist()}
        assert len([name for name in old.namelist() if old.read(name) != new.read(name)]) == 1
    again = preview(kept, office(), taken.workbook, FORTY.name, MOMENT)
    assert [(each.refused, each.changed, each.added) for each in again.rows] == [((), (), ())] * 40
    second = take_in(again, WHO, MOMENT).workbook
    assert second is not None
    with zipfile.ZipFile(io.BytesIO(second)) as package:
        (sheet,) = [name for name in package.namelist() if package.read(name) != before.get(name)]
        cells = CELL.findall(package.read(sheet))
    assert cells
    assert len(cells) == len(set(cells)), "what was written there before is gone"
    was, now = (load_workbook(io.BytesIO(each))["Portfolio"] for each in (data, second))
    for row in was.iter_rows():
        for cell in row:
            beside_it = now[cell.coordinate]
            assert (beside_it.value, beside_it.number_format, beside_it.fill.fgColor.rgb) == (
                cell.value, cell.number_format, cell.fill.fgColor.rgb
            )  # fmt: skip
    assert now.max_column == was.max_column + 2
    assert {now.cell(row=number, column=now.max_column - 1).value for number in range(3, 43)} == {"there already"}
