"""Whose result changes over real profiles, held against assessing each twice, and against what was thought out."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import pytest

from engine import api
from engine.checks.differences.named_pack import NamedPack
from engine.checks.mutation.mutant import applied
from engine.checks.mutation.mutants import mutants
from engine.errors import InputError
from engine.export.impact import impact_json
from engine.interpret.reference.row import row_result
from engine.interpret.result_columns import ResultColumn, result_columns
from engine.interpret.results import DecisionCells
from engine.page.text import page_text
from engine.portfolio.impact.count import Impact
from engine.portfolio.impact.profiles import open_table
from engine.portfolio.impact.two_packs import PackComparison
from engine.portfolio.rows import SHARED
from engine.render.portfolio.impact_page import impact_page
from engine.rulebase.base import RuleBase
from tests.differences.planted import GATE
from tests.differences.tables import HEADINGS, ROWS, write_csv
from tests.mutation.small import base, pack
from tests.packs.random_base import random_base, random_day, random_facts
from tests.workbook.partners import decided, read_rows

DAY = date(2026, 5, 4)
FOUR = GATE.replace("visits: {at_least: 3}", "visits: {at_least: 4}")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    pack(tmp_path / "a", rules=GATE)
    pack(tmp_path / "b", rules=FOUR)
    return tmp_path


def tried(here: Path, *paths: Path, after: str = FOUR, most: int = 20) -> Impact:
    bases = base(here / "a"), base(pack(here / "b", rules=after))
    return api.impact(*bases, paths, DAY, most=most)


def test_who_changes_and_by_which_rule(here: Path) -> None:
    found = tried(here, write_csv(here / "table.csv"))
    assert (found.profiles, found.changes, found.unchanged, found.refused) == (6, 1, 5, 0)
    (changed,) = found.changed
    assert (changed.id, changed.place) == ("regular", "row 2")
    (change,) = changed.changes
    assert isinstance(change.before, DecisionCells)
    assert isinstance(change.after, DecisionCells)
    assert (change.kind, change.name, change.before.value, change.after.value) == ("decision", "entry", "open", "shut")
    assert (change.removed, change.added) == (("opens-with-a-key",), ("by default",))
    assert sum(found.steps.values()) == 1


def test_what_is_required_and_warned_of_is_compared_too(here: Path) -> None:
    rows = (*ROWS, {"id": "old-key", "has_key": "yes", "visits": "0", "key_is_new": "no", "comes_by": "bicycle"})
    text = GATE.replace("{comes_by: car}", "{comes_by: bicycle}").replace("when: {key_is_new: no}", "when: {visits: 9}")
    found = tried(here, write_csv(here / "table.csv", rows), after=text)
    said = {
        (each.id, m.kind, m.name): (m.before, m.after)
        for each in found.changed
        for m in each.changes
        if m.kind != "decision"
    }
    assert said == {
        # `often` still has a new key, which is looked at in any case.
        ("stranger", "control", "name-noted"): ("not_required", "required"),
        ("old-key", "control", "name-noted"): ("not_required", "required"),
        ("old-key", "warning", "old-keys-are-warned-of"): ("warned", "not_warned"),
    }


def test_what_is_to_be_applied_meanwhile_is_compared_too(here: Path) -> None:
    shown = GATE.replace("headline: [entry]", "headline: [entry, care]")
    pack(here / "a", rules=shown)
    found = tried(here, write_csv(here / "table.csv"), after=shown.replace("while_open: middle", "while_open: high"))
    # Only of `three-times` nobody knows whether the key is new; everybody else has said enough.
    assert [(each.id, [change.name for change in each.changes]) for each in found.changed] == [
        ("three-times", ["care"])
    ]


def test_another_name_of_a_rule_changes_nobody(here: Path) -> None:
    rows = (*ROWS, {"id": "old-key", "has_key": "yes", "visits": "5", "key_is_new": "no", "comes_by": "foot"})
    text = GATE.replace("old-keys-are-warned-of", "old-keys-may-stick").replace("opens-with-a-key", "the-key-opens")
    found = tried(here, write_csv(here / "table.csv", rows), after=text)
    assert (found.profiles, found.changes) == (7, 0)


def test_a_column_that_only_one_pack_knows_is_passed_over_by_the_other(here: Path) -> None:
    asked = GATE.replace(
        "  - name: key_is_new",
        "  - {name: is_invited, kind: yes_no, topic: gate, question: Are they?, cites: [house.gate]}\n"
        "  - name: key_is_new",
    ).replace("all: [{has_key: yes}, {visits: {at_least: 3}}]", "any: [{is_invited: yes}, {has_key: yes}]")
    rows = [{**row, "is_invited": "yes" if row["id"] == "stranger" else "no"} for row in ROWS]
    headings = ("id", "is_invited", *HEADINGS[1:])
    tables = [write_csv(here / "table.csv", rows, headings)]
    arrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    columns = {heading: [row.get(heading, "") for row in rows] for heading in headings}
    parquet.write_table(arrow.table(columns), here / "table.parquet")
    tables.append(here / "table.parquet")
    # The stranger is invited, the others with a key need no visits any more; for `three-times` a key is not yet known.
    for table in tables:
        found = tried(here, table, after=asked)
        assert {each.id for each in found.changed} == {"stranger", "seldom", "untold"}
        assert (found.profiles, found.refused) == (6, 0)


def test_a_column_that_neither_pack_knows_changes_nothing(here: Path) -> None:
    own = write_csv(here / "own.csv", [{**row, "shoe_size": "43"} for row in ROWS], (*HEADINGS, "shoe_size"))
    assert tried(here, own) == tried(here, write_csv(here / "table.csv", ROWS))
    near = write_csv(here / "near.csv", ROWS, (*HEADINGS, "vists"))
    with pytest.raises(InputError, match=r"unknown-heading: .* did you mean `visits`"):
        tried(here, near)


def test_what_one_pack_cannot_read_is_listed_with_the_reason_and_who_says_it(here: Path) -> None:
    rows = (*ROWS, {"id": "regular", "visits": "2"}, {"id": "eager", "visits": "8"}, {"id": "broken", "visits": "many"})
    table = write_csv(here / "table.csv", rows)
    found = tried(here, table, after=GATE.replace("range: [0, 9]", "range: [0, 7]"))
    assert (found.profiles, found.changes, found.unchanged, found.refused, found.not_read) == (9, 0, 7, 2, 2)
    said = {
        (each.id, each.place): (each.sides, [reason.partition(": ")[2].partition(": ")[0] for reason in each.reasons])
        for each in found.unread
    }
    assert said[("eager", "row 9")] == ((1,), ["out-of-range"])
    assert said[("broken", "row 10")][0] == (0, 1)
    assert said[("regular", "row 2")][0] == said[("regular", "row 8")][0] == (0, 1)


def test_profiles_in_files_are_read_by_each_pack(here: Path) -> None:
    (here / "one.yaml").write_text(
        "id: regular\nanswers: {has_key: yes, visits: 3, key_is_new: yes}\n", encoding="utf-8"
    )
    (here / "two.yaml").write_text("id: eager\nanswers: {visits: 9}\n", encoding="utf-8")
    found = tried(here, here / "one.yaml", here / "two.yaml", after=FOUR.replace("range: [0, 9]", "range: [0, 7]"))
    assert (found.profiles, found.changes, found.refused) == (2, 1, 1)
    assert found.unread[0].sides == (1,)


def test_only_the_first_few_are_kept_and_all_are_counted(here: Path) -> None:
    rows = [{**ROWS[0], "id": f"regular-{n}"} for n in range(50)] + [
        {"id": f"bad-{n}", "visits": "x"} for n in range(30)
    ]
    found = tried(here, write_csv(here / "table.csv", rows), most=7)
    assert (found.changes, found.not_read, len(found.changed), len(found.unread)) == (50, 30, 7, 7)
    assert [each.id for each in found.changed] == [f"regular-{n}" for n in range(7)]
    assert list(found.steps.values()) == [50]


def test_every_form_of_a_table_gives_the_same(here: Path) -> None:
    csv_table = write_csv(here / "table.csv")
    lines = here / "table.jsonl"
    lines.write_text("\n".join(json.dumps({k: v for k, v in row.items() if v}) for row in ROWS), encoding="utf-8")
    tables = [csv_table, lines]
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.append(HEADINGS)
    for row in ROWS:
        book.active.append([row.get(heading, "") for heading in HEADINGS])
    book.save(here / "table.xlsx")
    tables.append(here / "table.xlsx")
    arrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    columns = {heading: [row.get(heading, "") for row in ROWS] for heading in HEADINGS}
    parquet.write_table(arrow.table(columns), here / "table.parquet")
    tables.append(here / "table.parquet")
    found = [tried(here, table) for table in tables]
    assert [each.changes for each in found] == [1, 1, 1, 1]
    assert len({str([(c.id, c.changes) for c in each.changed]) for each in found}) == 1


FAULTY = """id,has_key,visits,key_is_new,comes_by,is_invited,shoe size,,visits.known
regular,yes,3,yes,foot,yes,43,,
seldom,yes,n/a,yes,rocket,maybe,,,told
,yes,3,yes,foot,,,,
total,,12,,,,,,
id,has_key,visits,key_is_new,comes_by,is_invited,shoe size,,visits.known
twice,yes,3,yes,,,,,
twice,yes,3,yes,,,,,
short,perhaps
long,yes,3,yes,,,,,,more
hidden,y\u200bes,8,#REF!,foot,no,,,
strange,no,9,no,foot,yes,,a note,guessed
eager,yes,8,yes,foot,,,,
"""
"""Whatever can be wrong with a row, between others that are sound."""
NOTE = "\na note,,,,,,,,\n"
"""What only reading line by line can tell from a row."""


ASKED = "  - {name: is_invited, kind: yes_no, topic: gate, question: Are they?, cites: [house.gate]}\n"


@pytest.mark.parametrize("asked", ["", ASKED], ids=["both know the columns", "one knows more"])
@pytest.mark.parametrize("form", ["csv", "csv with a note", "parquet"])
def test_rows_that_are_read_at_once_come_out_as_they_do_one_by_one(
    here: Path, form: str, asked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    after = FOUR.replace("range: [0, 9]", "range: [0, 7]").replace(
        "  - name: key_is_new", f"{asked}  - name: key_is_new"
    )
    table = here / "table.csv"
    table.write_text(FAULTY + (NOTE if "note" in form else ""), encoding="utf-8")
    if form == "parquet":
        arrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
        headings, *rows = [line.split(",") for line in FAULTY.splitlines() if line.count(",") == 8]
        columns = {heading: list(cells) for heading, cells in zip(headings, zip(*rows, strict=True), strict=True)}
        table = here / "table.parquet"
        parquet.write_table(arrow.table(columns), table)
    at_once = tried(here, table, after=after)
    monkeypatch.setattr("engine.interpret.columnar.available", lambda: False)
    assert tried(here, table, after=after) == at_once
    assert at_once.changes >= 1
    assert at_once.not_read >= 4
    reasons = str([each.reasons for each in at_once.unread])
    told = (
        "no-answer",
        "unknown-value",
        "missing-id",
        "headings-again",
        "SHARED",
        "hidden",
        "error-cell",
        "out-of-range",
    )
    assert [word for word in told if word not in reasons.replace(SHARED, "SHARED")] == []


def test_over_random_packs_a_profile_changes_exactly_where_its_row_does(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reference says where rows differ; with the kernel and without it, the same changes are told of them."""
    changed = same = 0
    for seed in range(15):
        rng = Random(seed)
        before = random_base(rng)
        after = applied(before, rng.choice(list(mutants(before))))
        columns = compared_columns(before)
        day, profiles = random_day(rng), [random_facts(rng, before) for _ in range(30)]
        rows = [[row_result(each, facts, day) for each in (before, after)] for facts in profiles]
        differs = [any(one.cell(column) != other.cell(column) for column in columns) for one, other in rows]
        found = list(PackComparison(before, after, day).changes((profiles, profiles)))
        assert list(map(bool, found)) == differs
        with monkeypatch.context() as without:
            without.setattr("engine.interpret.columnar.available", lambda: False)
            assert list(PackComparison(before, after, day).changes((profiles, profiles))) == found
        changed += sum(differs)
        same += len(differs) - sum(differs)
    assert changed >= 5
    assert same > 100


def compared_columns(base: RuleBase) -> list[ResultColumn]:
    """List the columns in which a result that differs is a change of somebody's result."""
    parts = ("value", "status", "possible", "interim", "required", "at_least", "at_most", "warnings")
    return [column for column in result_columns(base) if column.part in parts]


def test_the_forty_partners_change_as_they_do_one_by_one(tmp_path: Path) -> None:
    before = api.load_pack()
    rules = dict(before.rules)
    rule = rules.pop("floor-alone-in-a-home")
    after = replace(
        before,
        rules=rules,
        rules_of={name: tuple(r for r in each if r.name != rule.name) for name, each in before.rules_of.items()},
    )
    table = Path(before.folder).parent / "profiles" / "portfolio" / "forty-partners.csv"
    one, other = open_table(table, (before, after), "", ())
    found = api.impact(before, after, [table], DAY, most=40)
    assert (found.profiles, found.refused) == (40, 0)
    headings, rows = read_rows(table)
    pairs = zip(decided(before, headings, rows), decided(after, headings, rows), strict=True)
    columns = compared_columns(before)
    differing = {
        cells[0] for (cells, was), (_, now) in pairs if any(was.cell(each) != now.cell(each) for each in columns)
    }
    assert {each.id for each in found.changed} == differing
    assert differing
    assert all(any(rule.name in change.removed for change in each.changes) for each in found.changed)
    assert one.columns == other.columns


def test_what_is_due_otherwise_is_a_change_though_the_result_is_the_same(here: Path) -> None:
    """The control is required by both packs; the second wants it sooner."""
    before = base(here / "a")
    name = next(iter(before.controls))
    sooner = {**before.controls, name: replace(before.controls[name], deadline="P1D", cadence="")}
    later = {**before.controls, name: replace(before.controls[name], deadline="P1W", cadence="")}
    packs = PackComparison(replace(before, controls=later), replace(before, controls=sooner), DAY)
    required = [
        facts
        for facts in (random_facts(Random(seed), before) for seed in range(60))
        if name in row_result(before, facts, DAY).controls.required
    ]
    assert len(required) > 3
    for (change,) in packs.changes((required, required)):
        assert (change.kind, change.name) == ("timing", name)
        assert (str(change.before), str(change.after)) == ("P1W", "P1D")


def test_what_is_due_otherwise_stands_on_the_page_and_in_the_json(here: Path) -> None:
    before = base(here / "a")
    name = next(iter(before.controls))
    bases = [
        replace(before, controls={**before.controls, name: replace(before.controls[name], deadline=text, cadence="")})
        for text in ("P1W", "P1D")
    ]
    found = api.impact(bases[0], bases[1], [write_csv(here / "table.csv")], DAY, most=20)
    one, other = (NamedPack(word, each, 0) for word, each in zip(("before", "after"), bases, strict=True))
    text = page_text(impact_page(one, other, found, DAY), 200, colour=False)
    assert "How soon, or how often" in text
    assert f"{before.controls[name].title}: within 1 week → within 1 day" in text
    steps = json.loads(impact_json(one, other, found, DAY))["steps"]
    assert [(each["kind"], each["was"]["deadline"], each["now"]["deadline"]) for each in steps] == [
        ("timing", "P1W", "P1D")
    ]
