"""What has changed since an earlier time is said for each row, whatever form the earlier results are in."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest

from engine import api
from engine.errors import UsageError
from engine.interpret.reference.row import row_result
from engine.interpret.results import RowResult
from engine.portfolio.job import TableJob
from engine.portfolio.run.run_table import TableRun
from engine.portfolio.tally import came_out_otherwise
from engine.render.portfolio.summary_page import summary_text
from engine.rulebase.facts import Answer, Members
from tests.hostile.packs import load
from tests.packs.shipped import shipped
from tests.portfolio.conftest import Run, json_rows, needs_arrow, write
from tests.volume import seeds

pytestmark = needs_arrow

PARTNER = {
    "meets_people_we_support": "yes",
    "only_talks_or_refers": "no",
    "who_engages_them": "us",
    "integral_to_regulated_outcomes": "no",
    "complementary": "yes",
    "we_step_in_for_continuity": "no",
    "we_step_in_for_safety": "no",
    "advice_changes_practice": "no",
    "who_runs_the_work": "them",
    "provider_directs_methods": "no",
    "touches_restrictive_practice": "no",
    "worst_incident": "none",
}
BEFORE = [{"id": "kept", **PARTNER}, {"id": "worse", **PARTNER}]
NOW = [BEFORE[0], {**BEFORE[1], "touches_restrictive_practice": "yes"}, {"id": "new", **PARTNER}]


@pytest.mark.parametrize("engine", ["reference", "columnar"])
@pytest.mark.parametrize("form", ["csv", "jsonl", "xlsx", "parquet"])
def test_what_changed(tmp_path: Path, ran: Run, form: str, engine: str) -> None:
    write(tmp_path / "before.csv", BEFORE)
    write(tmp_path / "now.csv", NOW)
    ran("before.csv", f"last.{form}", engine)
    done = ran("now.csv", "out.jsonl", engine, earlier=tmp_path / f"last.{form}")
    kept, worse, new = json_rows(tmp_path / "out.jsonl")
    assert done.summary.changed == 2
    assert "result_changed" not in kept
    assert new["result_changed"] == ["not in the table of last time"]
    level = next(words for words in worse["result_changed"] if words.casefold().startswith("oversight"))
    assert level.endswith("-> Direct control" if form == "xlsx" else "-> direct_control")
    sign_off = shipped().controls["competency-sign-off"].title if form == "xlsx" else "competency-sign-off"
    assert any(words.endswith(f": now {sign_off}") for words in worse["result_changed"])


def test_a_table_without_results_can_not_be_compared_with(tmp_path: Path, ran: Run) -> None:
    write(tmp_path / "now.csv", NOW)
    with pytest.raises(UsageError, match="holds no results to compare with"):
        ran("now.csv", "out.csv", earlier=tmp_path / "now.csv")


PACK = """
pack:
  id: lunch-club
  version: 0.1.0
  title: Whether a volunteer driver may drive for the lunch club
  topics: {all: All}
  roles: {lead: The lead}
  header: {who: text}
  layout: {heading: [who], primary: [drive], headline: [drive, level, marks, flags]}
documents: [{id: house, prefix: h, title: House rules}]
statements: [{id: h.one, must: one, says: One.}]
topic: all
facts:
  - {name: licence, kind: yes_no, question: Do they hold a licence?}
  - {name: points, kind: number, range: [-5, 12], question: How many points?}
  - {name: checked_on, kind: date, question: When was the licence last checked?}
  - {name: areas, kind: choices, values: {north: North, south: South, east: East}, question: Which areas?}
decisions:
  - name: drive
    title: Driving
    hit_policy: any
    values: {may: May drive, may_not: {label: May not, deadline: P1D}}
    default: {value: may, because: So., cites: [h.one]}
  - name: level
    title: The level
    hit_policy: max
    values: {a: A, b: B, c: C}
    default: {value: a, because: So., cites: [h.one]}
    while_open: b
  - {name: marks, title: Marks, hit_policy: count}
  - {name: flags, title: Flags, hit_policy: collect, values: {old: Old check, wide: Wide area}}
controls:
  - {name: badge, title: Badge worn, what: A., topic: all, owner: lead, evidence: A., deadline: P1W, cites: [h.one]}
rules:
  - {name: no-licence, when: {licence: no}, then: {drive: may_not}, because: So., cites: [h.one]}
  - {name: many-points, when: {points: {at_least: 6}}, then: {level: b, marks: 1}, because: So., cites: [h.one]}
  - {name: stale, when: {checked_on: {older_than: P1M}}, then: {flags: [old], marks: 1, warn: Check again.},
     because: So., cites: [h.one]}
  - {name: wide, when: {areas: {includes_any: [north, south]}}, then: {flags: [wide], require: [badge]},
     because: So., cites: [h.one]}
"""
SMALL_DAY = date(2026, 2, 28)
FRESH, STALE = "2026-02-20", "2025-01-01"
FORMS = ["csv", "jsonl", "xlsx", "parquet"]
Rows = list[dict[str, str]]


class SmallRuns:
    """Runs over a small pack, one table after another."""

    def __init__(self, folder: Path) -> None:
        (folder / "pack").mkdir()
        (folder / "pack" / "pack.yaml").write_text(PACK, encoding="utf-8")
        self.folder, self.base = folder, load(folder / "pack")

    def since(self, last: Rows, now: Rows, form: str, engine: str) -> tuple[TableRun, dict[str, list[str]]]:
        """Decide two tables, the second compared with the results of the first; give what changed for each row."""
        self._run(last, f"last.{form}", engine)
        done = self._run(now, "out.jsonl", engine, earlier=self.folder / f"last.{form}")
        found = json_rows(self.folder / "out.jsonl")
        return done, {row["id"]: row.get("result_changed", []) for row in found}

    def _run(self, rows: Rows, target: str, engine: str, **more: Any) -> TableRun:
        source = write(self.folder / "in.csv", rows)
        refused = self.folder / "refused.csv"
        job = TableJob(source, self.folder / target, SMALL_DAY, refused=refused, engine=engine, **more)  # type: ignore[arg-type]
        return api.decide_table(self.base, job)


@pytest.fixture
def small(tmp_path: Path) -> SmallRuns:
    return SmallRuns(tmp_path)


def driver(name: str, **answers: str) -> dict[str, str]:
    return {"id": name, "licence": "yes", "points": "3", "checked_on": "", "areas": "east", **answers}


every_form = pytest.mark.parametrize("form", FORMS)
both_engines = pytest.mark.parametrize("engine", ["reference", "columnar"])


@both_engines
@every_form
def test_what_is_certain_of_a_set_is_compared(small: SmallRuns, form: str, engine: str) -> None:
    """As people compare it: a flag that is certain now, one that is no longer, though others are open."""
    last = [driver("1", checked_on=STALE), driver("2"), driver("3", checked_on=FRESH)]
    now = [driver("1", checked_on=FRESH), driver("2", checked_on=STALE), driver("3", checked_on=STALE)]
    unknown = [{**row, "areas": ""} for row in last], [{**row, "areas": ""} for row in now]
    done, changed = small.since(*unknown, form, engine)
    assert done.summary.changed == 3
    if form != "xlsx":
        certain = "flags: open (old for certain; perhaps wide)"
        assert changed["1"][:1] == ["marks: 1 -> 0"]
        assert "flags: open (old for certain; perhaps wide) -> open (wide)" in changed["1"]
        assert "flags: open (old or wide) -> open (old for certain; perhaps wide)" in changed["2"]
        assert f"flags: open (wide) -> {certain.removeprefix('flags: ')}" in changed["3"]
    else:
        assert all(any(words.startswith("Flags: ") for words in each) for each in changed.values())


@both_engines
@every_form
def test_rows_that_are_gone_are_named_and_one_that_is_refused_is_not_gone(
    small: SmallRuns, form: str, engine: str
) -> None:
    last = [driver("1"), driver("2", licence="no"), driver("3"), driver("4")]
    done, _ = small.since(last, [driver("1"), driver("3"), driver("3")], form, engine)
    assert (done.summary.gone, done.summary.first_gone) == (2, ("2", "4"))
    words = summary_text(small.base, done.summary, 200)
    assert "2 rows of last time are not there any more: 2, 4." in words


@both_engines
@every_form
def test_the_answer_the_warning_and_what_is_due_are_named(small: SmallRuns, form: str, engine: str) -> None:
    last = [driver("1", checked_on=FRESH)]
    _, changed = small.since(last, [driver("1", checked_on=STALE, areas="north", licence="no")], form, engine)
    if form == "xlsx":
        expected = [
            "answered When was the licence last checked?: 20 February 2026 -> 1 January 2025",
            "answered Which areas?: East -> North",
            "Warnings: now Check again.",
            "due Badge worn: within 1 week",
            "due Driving, May not: within 1 day",
        ]
    else:
        expected = [
            f"answered checked_on: {FRESH} -> {STALE}",
            "answered areas: east -> north",
            "answered licence: yes -> no",
            "warnings: now stale",
            "controls_required: now badge",
            "due badge: P1W",
            "due drive.may_not: P1D",
        ]
    for words in expected:
        assert any(words in each for each in changed["1"]), (words, changed["1"])


@both_engines
@every_form
def test_an_answer_that_changes_no_result_is_named_and_not_counted(small: SmallRuns, form: str, engine: str) -> None:
    last = [driver("1", checked_on=FRESH), driver("2", checked_on=FRESH)]
    done, changed = small.since(last, [{**last[0], "points": "4"}, last[1]], form, engine)
    (words,) = changed["1"]
    assert words.startswith("answered ")
    assert words.endswith("3 -> 4")
    assert changed["2"] == []
    assert done.summary.changed == 0


@both_engines
@every_form
@pytest.mark.parametrize("seed", seeds(2, 4))
def test_nothing_is_passed_over(small: SmallRuns, form: str, engine: str, seed: int) -> None:
    """Random rows: whatever differs in what is compared is told of, and nothing is told of rows that are the same."""
    rng = Random(seed)
    last, now = ([random_driver(rng, str(n)) for n in range(30)] for _ in range(2))
    now[:5] = last[:5]
    _, changed = small.since(last, now, form, engine)
    facts = [[facts_of(row) for row in rows] for rows in (last, now)]
    for before, after, row in zip(*facts, now, strict=True):
        results = [row_result(small.base, each, SMALL_DAY) for each in (before, after)]
        otherwise = [replace(each, open_questions=(), controls=replace(each.controls, unknown=())) for each in results]
        told = came_out_otherwise(changed[row["id"]])
        assert told == (stated(otherwise[0]) != stated(otherwise[1])), (before, after, changed[row["id"]])
        assert bool(changed[row["id"]]) == (told or before != after)


def stated(row: RowResult) -> object:
    """What is compared: everything but the rules."""
    return replace(row, decisions={name: replace(each, rules=()) for name, each in row.decisions.items()})


def random_driver(rng: Random, name: str) -> dict[str, str]:
    return {
        "id": name,
        "licence": rng.choice(("yes", "no", "")),
        "points": rng.choice(("3", "7", "")),
        "checked_on": rng.choice((FRESH, STALE, "")),
        "areas": rng.choice(("north; east", "east", "")),
    }


def facts_of(row: dict[str, str]) -> dict[str, Answer]:
    found: dict[str, Answer] = {}
    if row["licence"]:
        found["licence"] = row["licence"] == "yes"
    if row["points"]:
        found["points"] = int(row["points"])
    if row["checked_on"]:
        found["checked_on"] = date.fromisoformat(row["checked_on"])
    if row["areas"]:
        holds = frozenset(row["areas"].split("; "))
        found["areas"] = Members(holds, frozenset({"north", "south", "east"}) - holds)
    return found
