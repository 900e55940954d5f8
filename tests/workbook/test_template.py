"""The workbook to be filled in: everything is asked once, every answer on offer is understood, nothing is lost."""

import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from openpyxl.cell import Cell

from engine.portfolio.rows import text_table
from engine.profile.cells import CellFault, read_cell
from engine.profile.columns import Role, bind
from engine.profile.profile import Profile
from engine.rulebase.base import RuleBase
from engine.rulebase.facts import NOT_KNOWN_YET, Members
from engine.rulebase.load.folder import read_pack_files, to_rule_base
from engine.source.diagnostics import Diagnostics
from engine.source.tables.table import WHY_WE_ASK
from engine.source.tables.workbook import NO_DATA
from engine.workbook.input_columns import LONGEST_SHEET_NAME, input_sheets
from engine.workbook.read_me import ASSUMED, read_me
from engine.workbook.template import FIRST_ROW, LAST_ROW, template, write_template
from tests.packs.random_base import random_base
from tests.packs.random_profile import random_facts
from tests.packs.shipped import ROOT, shipped
from tests.packs.volunteer_drivers import volunteer_drivers
from tests.workbook.filling import Filled, write_filled
from tests.workbook.opened import opened

LIBRARY = to_rule_base(read_pack_files(ROOT / "tests/packs/library"), ROOT / "tests/packs/library")


def bases() -> dict[str, RuleBase]:
    return {"shipped": shipped(), "library": LIBRARY, "random": random_base(Random(5))}


each_base = pytest.mark.parametrize("base", bases().values(), ids=list(bases()))


def targets_of(base: RuleBase, *, quick: bool = False) -> list[tuple[Role, str, str]]:
    return [column.column.target for sheet in input_sheets(base, quick=quick) for column in sheet.columns]


def everything(base: RuleBase, *, quick: bool = False) -> set[tuple[str, str, str]]:
    """What a pack asks, worked out without the code under test."""
    found = {("header", field.path, "") for field in base.pack.header if not field.fact}
    in_head = {field.fact for field in base.pack.header if field.fact}
    for fact in base.facts.values():
        if quick and fact.quick is None and fact.name not in in_head:
            continue
        if fact.kind == "choices":
            found |= {("member", fact.name, member) for member in fact.values}
        else:
            found.add(("fact", fact.name, ""))
    found |= {("control", each.name, "") for each in base.controls.values() if not quick or each.quick is not None}
    return found


@each_base
@pytest.mark.parametrize("quick", [False, True], ids=["whole", "quick"])
def test_everything_is_asked_and_nothing_twice(base: RuleBase, quick: bool) -> None:
    asked = [target for target in targets_of(base, quick=quick) if target[0] != "id"]
    assert len(asked) == len(set(asked))
    assert set(asked) == everything(base, quick=quick)


@each_base
def test_every_heading_is_bound_to_what_it_asks(base: RuleBase) -> None:
    for sheet in input_sheets(base, quick=False):
        columns = bind([column.heading for column in sheet.columns], base)
        assert [column.target for column in columns.all] == [column.column.target for column in sheet.columns]
        assert columns.id.position == 0


@each_base
def test_every_answer_on_offer_is_read_as_the_answer_it_stands_for(base: RuleBase) -> None:
    for sheet in input_sheets(base, quick=False):
        for asked in sheet.columns:
            read = [read_cell(asked.column, answer) for answer in asked.answers]
            assert not [each for each in read if isinstance(each, CellFault)], asked.heading
            if asked.answers:
                assert asked.answers[-1] == NOT_KNOWN_YET
                assert read[-1] is None
                question = asked.column.question
                assert question is not None
                whole = question.kind == "choice"
                assert read[:-1] == (list(question.values) if whole else [True, False]), asked.heading


@each_base
def test_sheets_can_bear_their_names(base: RuleBase) -> None:
    names = [sheet.name for sheet in input_sheets(base, quick=False)]
    assert len({name.casefold() for name in names}) == len(names)
    for name in names:
        assert 1 <= len(name) <= LONGEST_SHEET_NAME
        assert not set(name) & set("[]:*?/\\")
        assert name not in NO_DATA


def test_quick_is_one_sheet_in_the_order_of_the_quick_screen() -> None:
    (sheet,) = input_sheets(shipped(), quick=True)
    names = [each.column.question.name for each in sheet.columns if each.column.question]
    numbers = [shipped().quick_screen[name] for name in dict.fromkeys(names) if name in shipped().quick_screen]
    assert numbers == list(range(1, len(shipped().quick_screen) + 1))


def test_a_question_that_does_not_always_apply_says_under_its_heading_where_it_does() -> None:
    (sheet,) = input_sheets(shipped(), quick=True)
    whys = {each.column.target[1:]: each.why for each in sheet.columns}
    registered = "Asked only where: Do they need a registration of their own"
    assert registered in whys["is_registered", ""]
    assert whys["is_registered", ""].endswith("— yes.")
    noted = {name for (name, _), why in whys.items() if "Asked only where: " in why}
    assert noted == {name for name in shipped().quick_screen if shipped().question(name).applies_when is not None}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "template.xlsx"
    write_template(shipped(), path, quick=False)
    return path


def test_what_a_person_meets(written: Path) -> None:
    workbook = opened(written)
    asked = input_sheets(shipped(), quick=False)
    assert workbook.sheetnames == ["Read me", *(sheet.name for sheet in asked), "Lists"]
    assert workbook["Lists"].sheet_state == "hidden"
    assert workbook.active.title == "Read me"
    for each in asked:
        sheet = workbook[each.name]
        assert [cell.value for cell in sheet[1]] == [column.heading for column in each.columns]
        assert sheet["A2"].value == WHY_WE_ASK
        assert [cell.value or "" for cell in sheet[2]][1:] == [column.why for column in each.columns[1:]]
        assert sheet.freeze_panes == f"B{FIRST_ROW}"
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.print_title_rows == "$1:$2"
        assert not sheet.merged_cells.ranges


def test_every_question_says_why_it_is_asked(written: Path) -> None:
    for sheet in input_sheets(shipped(), quick=False):
        assert all(column.why for column in sheet.columns), sheet.name


def test_lists_and_ranges_reach_over_all_prepared_rows(written: Path) -> None:
    workbook = opened(written)
    lists = workbook["Lists"]
    for each in input_sheets(shipped(), quick=False):
        sheet = workbook[each.name]
        found = {
            str(rule.sqref).split(":")[0].rstrip("0123456789"): rule for rule in sheet.data_validations.dataValidation
        }
        for place, column in enumerate(each.columns, start=1):
            letter = sheet.cell(1, place).column_letter
            kind = column.column.question.kind if column.column.question else column.column.role
            rule = found.get(letter)
            if rule is None:
                assert kind in ("header", "text")
                continue
            assert str(rule.sqref) == f"{letter}{FIRST_ROW}:{letter}{LAST_ROW}"
            assert len(rule.prompt or "") <= 255
            if column.answers:
                assert rule.type == "list"
                assert [cell.value for (cell,) in lists[rule.formula1.partition("!")[2]]] == list(column.answers)
                assert rule.showErrorMessage
            elif kind in ("number", "date"):
                assert rule.type == {"number": "whole", "date": "date"}[kind]
                assert rule.showErrorMessage
            elif kind == "id" and each.name != "Portfolio":
                assert rule.formula1 == f"'Portfolio'!$A${FIRST_ROW}:$A${LAST_ROW}"


def test_the_number_asked_for_is_bounded_as_declared(written: Path) -> None:
    sheet = opened(written)["What it is, and whose it is"]
    place = next(cell.column_letter for cell in sheet[1] if cell.value.startswith("About how many of the people"))
    rule = next(each for each in sheet.data_validations.dataValidation if str(each.sqref).startswith(place))
    assert (rule.operator, rule.formula1, rule.formula2) == ("between", "0", "100000")


def test_read_me_speaks_plainly(written: Path) -> None:
    text = "\n".join(row[0] or "" for row in opened(written)["Read me"].iter_rows(values_only=True))
    assert shipped().pack.title in text
    for words in (
        "not legal advice",
        "neither as yes nor as no",
        "armslength portfolio FILLED-IN.xlsx -o RESULTS.xlsx",
    ):
        assert words in text


def test_the_same_pack_gives_the_same_bytes(tmp_path: Path, written: Path) -> None:
    again = tmp_path / "again.xlsx"
    write_template(shipped(), again, quick=False)
    assert again.read_bytes() == written.read_bytes()


def test_a_heading_that_may_mean_two_things_gives_way_to_names() -> None:
    """Two facts with one question, one asked like the name of another, one like a result, one like the id."""
    base = random_base(Random(3))
    one, two, three, four, five = [each for each in base.facts.values() if each.kind != "choices"][:5]
    changed = {
        one.name: replace(one, question="Is it so?"),
        two.name: replace(two, question="is it  SO?"),
        three.name: replace(three, question=four.name),
        four.name: replace(four, question="Result: is it so?"),
        five.name: replace(five, question="Name or number"),
    }
    odd = replace(base, facts={**base.facts, **changed})
    headings = {each.column.name: each.heading for sheet in input_sheets(odd, quick=False) for each in sheet.columns}
    for fact in (one, two, three, four, five):
        assert headings[fact.name] == fact.name
    for sheet in input_sheets(odd, quick=False):
        bind([each.heading for each in sheet.columns], odd)


def test_an_answer_whose_label_may_mean_something_else_is_offered_by_name() -> None:
    base = LIBRARY
    fact = base.facts["borrower_kind"]
    odd = replace(
        fact, values={"adult": "?", "child": "school", "school": "The school", "visitor": "Same", "x": "same"}
    )
    changed = replace(base, facts={**base.facts, fact.name: odd})
    asked = next(
        each for sheet in input_sheets(changed, quick=False) for each in sheet.columns if each.column.name == fact.name
    )
    assert asked.answers == ("?", "child", "The school", "visitor", "x", NOT_KNOWN_YET)


def read_back(path: Path, base: RuleBase) -> dict[str, Profile]:
    diagnostics = Diagnostics()
    table = text_table(path, path.name, base, "", (), diagnostics)
    assert not diagnostics.items
    read = [table.read(row) for row in table.rows()]
    profiles = {each.profile.id: each.profile for each in read if each.profile is not None and not each.faults}
    assert len(profiles) == len(read), read
    return profiles


IDS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=12).filter(
    lambda text: text.strip() == text and text.casefold() != "why we ask"
)
TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cf", "Cn", "Co", "Zl", "Zp")), max_size=40
)
LIKE_OTHER_THINGS = ["=1+1", "+44", "-", "@x", "'quoted", "NA", "null", "00123", "1E5", "TRUE", "_x0041_", " x "]


@settings(max_examples=settings().max_examples // 10, phases=[Phase.explicit, Phase.reuse, Phase.generate])  # slow
@given(
    seed=st.integers(0, 2**32),
    ids=st.lists(IDS | st.sampled_from(LIKE_OTHER_THINGS[:-1]), min_size=1, max_size=4, unique=True),
    texts=st.lists(TEXTS | st.sampled_from(LIKE_OTHER_THINGS), min_size=4, max_size=4),
    which=st.sampled_from(["shipped", "library", "random"]),
)
def test_what_is_filled_in_is_read_back_exactly(
    tmp_path_factory: pytest.TempPathFactory, seed: int, ids: list[str], texts: list[str], which: str
) -> None:
    rng = Random(seed)
    base = random_base(rng) if which == "random" else bases()[which]
    plain = [field.path for field in base.pack.header if not field.fact and not field.many]
    filled = [
        Filled(
            id=name,
            header={path: rng.choice(texts) for path in plain},
            facts=random_facts(rng, base),
            not_known=frozenset(each for each in (*base.facts, *base.controls) if rng.random() < 0.5),
        )
        for name in ids
    ]
    path = tmp_path_factory.mktemp("round") / "filled.xlsx"
    write_filled(base, filled, path)
    found = read_back(path, base)
    assert list(found) == ids
    for each in filled:
        known = {name: answer for name, answer in each.facts.items() if answer != Members(frozenset(), frozenset())}
        known = {name: answer for name, answer in known.items() if answer != ""}
        assert found[each.id].facts() == known
        header = {path: (text,) for path, text in each.header.items() if text.strip()}
        assert found[each.id].header == header


def test_the_quick_sheet_is_read_back_too(tmp_path: Path) -> None:
    base = shipped()
    facts = {name: answer for name, answer in random_facts(Random(1), base).items() if base.question(name).quick}
    filled = [Filled("one", {"partner.name": "One"}, facts), Filled("two", {}, {})]
    write_filled(base, filled, tmp_path / "quick.xlsx", quick=True)
    found = read_back(tmp_path / "quick.xlsx", base)
    assert found["one"].facts() == facts
    assert found["two"].facts() == {}


def test_dates_and_numbers_are_cells_of_their_kind(tmp_path: Path) -> None:
    """Otherwise a spreadsheet could neither sort nor check them."""
    base = shipped()
    filled = [Filled("one", {}, {"started_on": date(2024, 2, 29), "people_served": 12})]
    write_filled(base, filled, tmp_path / "filled.xlsx")
    workbook = opened(tmp_path / "filled.xlsx")
    cells = [cell for sheet in workbook for row in sheet.iter_rows(min_row=FIRST_ROW) for cell in row if cell.value]
    assert {cell.data_type for cell in cells if cell.is_date} == {"d"}
    assert [cell.value for cell in cells if cell.data_type == "n" and sheet_of(cell) != "Lists"] == [12]


def sheet_of(cell: Cell) -> str:
    return cell.parent.title


def test_the_layout_is_made_without_saving() -> None:
    assert template(LIBRARY, quick=True).sheetnames == ["Read me", "Portfolio", "Lists"]


def test_the_archive_is_as_plain_as_every_program_expects(written: Path) -> None:
    """Some programs refuse what only large archives need, and no part may bear a day."""
    with zipfile.ZipFile(written) as archive:
        for part in archive.infolist():
            assert (part.extra, part.flag_bits, part.extract_version) == (b"", 0, 20)
            assert part.date_time == (1980, 1, 1, 0, 0, 0)
        core = archive.read("docProps/core.xml").decode()
    assert "created" not in core
    assert "modified" not in core


def test_a_question_whose_silence_is_an_answer_says_so_under_its_heading() -> None:
    """A blank cell means something there, and so does "don't know yet"; the first sheet says that there are such."""
    base = volunteer_drivers()
    whys = {each.heading: each.why for sheet in input_sheets(base, quick=False) for each in sheet.columns}
    assert whys["Are they alone with people?"] == 'Left blank, or with "don\'t know yet", it is taken for: no.'
    assert whys["Which aids?: A belt"] == 'Left blank, or with "don\'t know yet", it is taken for: yes.'
    only_where = "Asked only where: Do they hold a licence? — yes. "
    assert whys["Which aids?: A ramp"] == f'{only_where}Left blank, or with "don\'t know yet", it is taken for: no.'
    assert whys["Do they hold a licence?"] == ""
    assert ASSUMED in dict(read_me(base, quick=False, last_row=9))[f'What "{NOT_KNOWN_YET}" means']
    assert ASSUMED not in str(tuple(read_me(LIBRARY, quick=False, last_row=9)))
