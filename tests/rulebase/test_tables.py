"""Decision tables: a row is a rule; what its cells say, and that every machine runs it like the rule written out."""

from datetime import date
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import api
from engine.assessment.agreement import BOTH
from engine.assessment.agreement import evaluate as by_both
from engine.checks.all_checks import check_pack
from engine.errors import UsageError
from engine.interpret.durable.evaluate import evaluate as by_durable
from engine.interpret.evaluation import Collected, Counted, Single
from engine.interpret.reference.evaluate import evaluate
from engine.render.show import shown
from engine.rulebase.base import RuleBase
from engine.rulebase.facts import Answer, Members
from tests.durable.comparing import needs_durable
from tests.hostile.packs import BASE, load, make_pack, said
from tests.packs.random_profile import random_day, random_facts
from tests.rulebase.over import HEAD
from tests.rulebase.refusals import refused
from tests.rulebase.tabled import TABLE, declared, table_pack, with_table
from tests.volume import FEW

HERE = Path(__file__).parent
DAY = date(2026, 6, 1)


def berth(base: RuleBase, **facts: Answer) -> object:
    """What comes out of the table: a value, those that are possible, the members of a set, or a number."""
    match by_both(base, facts, DAY, BOTH)[0].decisions["berth"]:
        case Single(possible, conflict):
            return next(iter(possible)) if len(possible) == 1 else set(possible) or set(conflict)
        case Collected(members, undecided):
            return set(members), set(undecided)
        case Counted(low, high):
            return low, high


YES, NO = True, False
MEMBERS = {"sail", "anchor", "radio"}


def carries(*members: str) -> Members:
    return Members(frozenset(members), frozenset(MEMBERS) - frozenset(members))


CELLS: list[tuple[str, str, Answer, bool]] = [
    *[("can_swim", "yes", YES, True), ("can_swim", "yes", NO, False), ("can_swim", "not yes", NO, True)],
    *[("can_swim", "yes | no", NO, True), ("can_swim", "-", NO, True), ("can_swim", "", YES, True)],
    *[("boat", "canoe", "canoe", True), ("boat", "canoe", "yacht", False), ("boat", " canoe | yacht ", "yacht", True)],
    *[("boat", "canoe|dinghy", "yacht", False), ("boat", "not yacht", "canoe", True)],
    *[("boat", "not yacht | canoe", "canoe", False), ("boat", "not yacht | canoe", "dinghy", True)],
    *[
        ("wind", ">= breezy", "calm", False),
        ("wind", ">= breezy", "stormy", True),
        ("wind", "<= breezy", "stormy", False),
    ],
    *[("wind", "calm..breezy", "breezy", True), ("wind", "calm..breezy", "stormy", False)],
    *[("wind", "not calm..breezy", "stormy", True), ("wind", "not >= breezy", "calm", True)],
    *[("people", "3", 3, True), ("people", "3", 4, False), ("people", "3 | 5", 5, True), ("people", "3 | 5", 4, False)],
    *[
        ("people", ">= 3", 3, True),
        ("people", ">=3", 2, False),
        ("people", "> 3", 3, False),
        ("people", "> 3", 4, True),
    ],
    *[
        ("people", "<= 3", 3, True),
        ("people", "< 3", 3, False),
        ("people", "< 3", 2, True),
        ("people", "<= 3", 4, False),
    ],
    *[
        ("people", "3..5", 3, True),
        ("people", "3 .. 5", 5, True),
        ("people", "3..5", 6, False),
        ("people", "3..5", 2, False),
    ],
    *[("people", "1..2 | 7 | >= 11", n, n in (1, 2, 7, 11, 12)) for n in range(1, 13)],
    *[("people", "not 3..5", 3, False), ("people", "not 3..5", 6, True)],
    *[("extras", "anchor", carries("anchor", "sail"), True), ("extras", "anchor", carries("sail"), False)],
    *[("extras", "anchor | radio", carries("radio"), True), ("extras", "anchor | radio", carries("sail"), False)],
    *[
        ("extras", "not anchor | radio", carries("sail"), True),
        ("extras", "not anchor | radio", carries("radio"), False),
    ],
    *[("extras.radio", "yes", carries("radio"), True), ("extras.radio", "no", carries("radio"), False)],
    *[("extras.radio", "no", carries("sail"), True), ("extras.radio", "-", carries(), True)],
    *[("checked_on", "older than P1Y", date(2025, 5, 31), True), ("checked_on", "older than P1Y", DAY, False)],
    *[("checked_on", "not older than P1Y", DAY, True)],
    *[("trip-list", "missing", "missing", True), ("trip-list", "not missing", "missing", False)],
]


@pytest.mark.parametrize(("heading", "cell", "answer", "fires"), CELLS)
def test_a_cell_asks_what_it_says(tmp_path: Path, heading: str, cell: str, answer: Answer, fires: bool) -> None:
    base = with_table(tmp_path / "pack", "first", f'{heading},berth\n"{cell}",inner\n')
    assert berth(base, **{heading.partition(".")[0]: answer}) == ("inner" if fires else "outer")


def test_earlier_decisions_are_asked_as_questions_are(tmp_path: Path) -> None:
    rows = "hire,care,notes,worries,controls.life-jackets,berth\nstay,>= close,tide_table | radio_call,0..1,yes,inner\n"
    base = with_table(tmp_path / "pack", "first", rows)
    facts: dict[str, Answer] = {
        "can_swim": False,
        "youngest": "child",
        "wind": "breezy",
        "people": 2,
        "checked_on": DAY,
        "boat": "canoe",
    }
    assert berth(base, **facts) == "inner"
    assert berth(base, **{**facts, "can_swim": True, "life-jackets": "in_place"}) == "outer"
    assert berth(base, **{**facts, "youngest": "adult"}) == "outer"


def test_what_is_any_keeps_nothing_open(tmp_path: Path) -> None:
    base = with_table(tmp_path / "pack", "first", "can_swim,people,berth\nyes,-,inner\nno,,none\n")
    assert [berth(base, can_swim=True), berth(base, can_swim=False)] == ["inner", "none"]
    assert berth(base, people=3) == {"inner", "none", "outer"}


def test_a_question_that_does_not_apply_is_asked_as_in_a_rule(tmp_path: Path) -> None:
    base = with_table(tmp_path / "pack", "first", "reads_charts,berth\nno,inner\nnot yes,none\n")
    assert berth(base, boat="canoe") == "none"
    assert berth(base, boat="yacht", reads_charts=False) == "inner"


FIRST = "people,wind,berth\n>= 6,,inner\n,stormy,none\n>= 3,,outer\n,,inner\n"


def test_in_a_first_table_a_row_decides_if_no_earlier_row_could(tmp_path: Path) -> None:
    base = with_table(tmp_path / "pack", "first", FIRST)
    assert berth(base, people=7) == "inner"
    assert berth(base, people=7, wind="stormy") == "inner"
    assert berth(base, people=4, wind="stormy") == "none"
    assert berth(base, people=4) == {"none", "outer"}
    assert berth(base, wind="stormy") == {"inner", "none"}
    assert berth(base) == {"inner", "none", "outer"}


def test_a_unique_table_with_two_rows_that_fire_is_in_conflict(tmp_path: Path) -> None:
    base = with_table(tmp_path / "pack", "unique", "people,wind,berth\n>= 6,,inner\n,calm,none\n")
    assert berth(base, people=3, wind="calm") == "none"
    assert berth(base, people=3, wind="stormy") == "outer"
    assert berth(base, people=7, wind="calm") == {"inner", "none"}
    assert [each.code for each in check_pack(base, []) if "berths" in each.message] == ["may-both-fire"]


def test_the_highest_row_of_a_max_table_wins(tmp_path: Path) -> None:
    base = with_table(tmp_path / "pack", "max", "people,wind,berth\n>= 6,,outer\n,calm,none\n")
    assert berth(base, people=7, wind="calm") == "none"
    assert berth(base, people=7, wind="stormy") == "outer"


def test_a_collect_table_gathers(tmp_path: Path) -> None:
    base = with_table(tmp_path / "pack", "collect", "people,wind,berth\n>= 6,,outer | inner\n,calm,none\n")
    assert berth(base, people=7) == ({"inner", "outer"}, {"none"})
    assert berth(base, people=3, wind="calm") == ({"none"}, set())


def test_a_count_table_counts_its_rows(tmp_path: Path) -> None:
    base = with_table(tmp_path / "pack", "count", "people,wind,berth\n>= 6,,1\n,calm,1\n")
    assert berth(base, people=7) == (1, 2)
    assert berth(base, people=7, wind="calm") == (2, 2)


def test_several_tables_and_rules_make_one_decision_where_their_order_means_nothing(tmp_path: Path) -> None:
    more = TABLE + TABLE.partition("tables:")[2].replace("berths", "more")
    rule = "rules: [{name: own, when: {boat: yacht}, then: {berth: none}, because: So., cites: [hr.load]}]"
    made = {
        "berths.yaml": declared("collect", more).encode(),
        "berths.csv": b"people,berth\n>= 6,inner\n",
        "more.csv": b"wind,berth\ncalm,outer\n",
        "own.yaml": rule.encode(),
    }
    base = load(make_pack(tmp_path / "pack", made=made))
    assert berth(base, people=7, wind="calm", boat="yacht") == ({"inner", "outer", "none"}, set())


WORDS = """\
people,berth,warn,advise,require,name,title,because,cites,origin,urgency,from,until
>= 9,inner,"Many, many.",,,many,A crowd,They are many.,hr.load | hr.age,ours,drown,2026-01-01,2026-12-31
<= 2,none,,Go far out.,life-jackets | trip-list,,,,,,,,
"""


def test_a_row_may_say_all_that_a_rule_may(tmp_path: Path) -> None:
    pack = (BASE / "pack.yaml").read_bytes().replace(b"  roles:", b"  urgencies: {drown: Act now}\n  roles:")
    base = load(table_pack(tmp_path / "pack", "first", WORDS, pack=pack))
    many, few = base.rules["many"], base.rules["berths-3"]
    assert (many.title, many.because, many.cites) == ("A crowd", "They are many.", ("hr.load", "hr.age"))
    assert (many.warning, many.origin, many.urgency) == ("Many, many.", "ours", "drown")
    assert (many.valid_from, many.valid_until) == (date(2026, 1, 1), date(2026, 12, 31))
    assert (few.because, few.cites, few.origin) == ("It fits there.", ("hr.load", "hr.wind"), "")
    assert few.advice == "Go far out."
    assert few.values_for("controls") == ("life-jackets", "trip-list")


def test_a_file_as_spreadsheets_write_it_is_read(tmp_path: Path) -> None:
    made = {
        "berths.yaml": declared("first").encode(),
        "berths.csv": b'\xef\xbb\xbfpeople,berth\r\n">= 6","inner",\r\n,,\r\n',
    }
    base = load(make_pack(tmp_path / "pack", made=made))
    assert base.tables["berths"].rules == ("berths-2",)
    assert berth(base, people=7) == "inner"


WRITTEN_OUT = """
rules:
  - name: berths-2
    when: {all: [{people: {at_least: 3}}, {people: {at_most: 5}}, {boat: {one_of: [canoe, yacht]}}]}
    then: {berth: inner}
    because: It fits there.
    cites: [hr.load, hr.wind]
  - name: berths-3
    when: {not: {wind: calm}}
    then: {berth: none}
    because: It fits there.
    cites: [hr.load, hr.wind]
  - name: otherwise
    when: always
    then: {berth: inner}
    because: Nothing else is left.
    cites: [hr.age]
"""
ROWS = """\
people,boat,wind,berth,name,because,cites
3..5,canoe | yacht,,inner,,,
,,not calm,none,,,
,,,inner,otherwise,Nothing else is left.,hr.age
"""


def test_a_table_and_the_same_rules_written_out_have_the_same_meaning_and_hash(tmp_path: Path) -> None:
    table = with_table(tmp_path / "table", "first", ROWS)
    rules = load(make_pack(tmp_path / "rules", made={"berths.yaml": (declared("first", "") + WRITTEN_OUT).encode()}))
    assert table.sha256 == rules.sha256
    columns = [row.split(",") for row in ROWS.splitlines()]
    turned = "\n".join(",".join(reversed(row)) for row in columns)
    assert with_table(tmp_path / "turned", "first", turned).sha256 == table.sha256
    swapped = "\n".join([ROWS.splitlines()[0], *reversed(ROWS.splitlines()[1:])])
    assert with_table(tmp_path / "swapped", "first", swapped).sha256 != table.sha256


def random_rows(rng: Random, policy: str) -> tuple[str, str]:
    """Make the rows of a table, and the same rules written out."""
    cells: dict[str, list[tuple[str, str]]] = {
        "can_swim": [("yes", "{can_swim: yes}"), ("not yes", "{not: {can_swim: yes}}")],
        "people": [
            ("3..5", "{all: [{people: {at_least: 3}}, {people: {at_most: 5}}]}"),
            ("> 8", "{people: {at_least: 9}}"),
            ("2 | 4", "{any: [{people: 2}, {people: 4}]}"),
        ],
        "boat": [("canoe | yacht", "{boat: {one_of: [canoe, yacht]}}"), ("not yacht", "{not: {boat: yacht}}")],
        "wind": [(">= breezy", "{wind: {at_least: breezy}}"), ("calm", "{wind: calm}")],
        "extras": [("sail | radio", "{extras: {includes_any: [sail, radio]}}")],
        "extras.anchor": [("no", "{not: {extras: {includes: anchor}}}"), ("yes", "{extras: {includes: anchor}}")],
        "reads_charts": [("no", "{reads_charts: no}"), ("not no", "{not: {reads_charts: no}}")],
        "checked_on": [("older than P1M", "{checked_on: {older_than: P1M}}")],
        "care": [("close", "{care: close}")],
    }
    headings = rng.sample(list(cells), k=rng.randint(1, 6))
    rows, rules = [",".join([*headings, "berth"])], ["rules:"]
    for number in range(rng.randint(1, 8)):
        chosen = [rng.choice(cells[each]) if rng.random() < 0.6 else ("", "") for each in headings]
        value = "1" if policy == "count" else rng.choice(["inner", "outer", "none"])
        asked = [condition for _, condition in chosen if condition]
        when = f"{{all: [{', '.join(asked)}]}}" if asked else "always"
        rows.append(",".join([*(cell for cell, _ in chosen), value]))
        rules.append(
            f"  - {{name: berths-{number + 2}, when: {when}, then: {{berth: {value}}}, "
            "because: It fits there., cites: [hr.load, hr.wind]}"
        )
    return "\n".join(rows), "\n".join(rules)


@needs_durable
@given(st.integers(0, 2**32 - 1), st.sampled_from(["any", "unique", "first", "max", "collect", "count"]))
@FEW
def test_a_table_and_its_rules_written_out_give_the_same_by_every_engine(
    tmp_path_factory: pytest.TempPathFactory, seed: int, policy: str
) -> None:
    rng = Random(seed)
    rows, rules = random_rows(rng, policy)
    folder = tmp_path_factory.mktemp("tables")
    table = with_table(folder / "table", policy, rows)
    written = load(make_pack(folder / "rules", made={"berths.yaml": (declared(policy, "") + rules).encode()}))
    for _ in range(10):
        facts, day = random_facts(rng, table), random_day(rng)
        found = evaluate(table, facts, day)
        assert found == evaluate(written, facts, day)
        assert found == by_durable(table, facts, day)


def hosted(rows: int) -> str:
    """A table as one is written elsewhere: a row for each stretch of a number, and two exceptions."""
    text = ["people,boat,berth", "12,canoe,none", "12,dinghy,none"]
    stretches = (f"{number % 12 + 1},{('canoe', 'dinghy', 'yacht')[number % 3]},inner" for number in range(rows - 3))
    return "\n".join([*text, *stretches, ",,outer"])


@needs_durable
def test_five_hundred_rows_are_hosted_as_they_are(tmp_path: Path) -> None:
    base = with_table(tmp_path / "pack", "first", hosted(500))
    assert len(base.tables["berths"].rules) == 500
    assert len(base.rules_of["berth"]) == 500
    assert berth(base, people=12, boat="canoe") == "none"
    assert berth(base, people=12, boat="yacht") == "inner"
    rng = Random(500)
    for _ in range(25):
        facts, day = random_facts(rng, base), random_day(rng)
        assert evaluate(base, facts, day) == by_durable(base, facts, day)


def test_a_table_with_too_many_rows_is_refused(tmp_path: Path) -> None:
    _, lines = said(table_pack(tmp_path / "pack", "first", "people,berth\n" + "1,inner\n" * 5001))
    limit = "more than 5,000 rows or 60,000 cells that say something in one table; split it"
    assert lines == [f"berths.csv:5002:1: too-large: {limit}"]


def test_a_compiled_pack_is_never_older_than_its_tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = table_pack(tmp_path / "pack", "first", "people,berth\n>= 6,inner\n")
    assert berth(api.load_pack(folder), people=6) == "inner"
    (folder / "berths.csv").write_text("people,berth\n>= 7,inner\n")
    assert berth(api.load_pack(folder), people=6) == "outer"


def test_a_row_of_a_pack_below_is_replaced_in_its_place(tmp_path: Path) -> None:
    heading, *rows = FIRST.splitlines()
    rows = [f"{row},{'second' if number == 1 else ''}" for number, row in enumerate(rows)]
    table_pack(tmp_path / "below", "first", "\n".join([f"{heading},name", *rows]) + "\n")
    rule = "{name: second, replaces: It rocks., when: {wind: {at_least: breezy}}, then: {berth: none}, "
    (tmp_path / "over").mkdir()
    text = f"{HEAD.replace('EXTENDS', '../below')}rules: [{rule} because: So., cites: [hr.age]}}]"
    (tmp_path / "over" / "pack.yaml").write_text(text)
    base = load(tmp_path / "over")
    assert [rule.name for rule in base.rules_of["berth"]] == ["berths-2", "second", "berths-4", "berths-5"]
    assert berth(base, people=3, wind="breezy") == "none"


def test_a_pack_above_may_hold_a_table_of_its_own(tmp_path: Path) -> None:
    make_pack(tmp_path / "below")
    (tmp_path / "over").mkdir()
    (tmp_path / "over" / "pack.yaml").write_text(HEAD.replace("EXTENDS", "../below") + declared("first"))
    (tmp_path / "over" / "berths.csv").write_text("people,berth\n>= 6,inner\n")
    base = load(tmp_path / "over")
    assert berth(base, people=6) == "inner"
    assert base.rules["berths-2"].pack == "second-harbour"


def test_a_table_is_shown_with_its_rows(tmp_path: Path) -> None:
    table = TABLE + "    title: Which berth it gets\n"
    base = with_table(
        tmp_path / "pack", "first", "people,berth,name\n" + "3,inner,\n" * 60 + ",none,last-of-all\n", table
    )
    text = shown(base, "berths", 200)
    for words in ("Table berths", "Decides: Berth [berth]", "Rows (61)", "[berths-2]", "And 11 more rows."):
        assert words in text
    assert "Decision tables (1)" in shown(base, None, 200)
    assert "berths.csv:62:3" in shown(base, "last-of-all", 300)
    with pytest.raises(UsageError, match="did you mean `berths`"):
        shown(base, "berthss")


@pytest.mark.parametrize(("text", "lines"), refused(HERE / "refused-tables.txt"))
def test_a_bad_table_is_refused_with_row_and_column(tmp_path: Path, text: str, lines: tuple[str, ...]) -> None:
    folder = table_pack(tmp_path / "pack", "first", text)
    assert said(folder)[1] == list(lines)


@pytest.mark.parametrize(("text", "lines"), refused(HERE / "refused-table-declarations.txt"))
def test_a_bad_declaration_of_a_table_is_refused(tmp_path: Path, text: str, lines: tuple[str, ...]) -> None:
    made = {
        "berths.yaml": declared("first", "").encode(),
        "bad.yaml": f"tables:\n{text}".encode(),
        "berths.csv": b"people,berth\n3,inner\n",
    }
    assert said(make_pack(tmp_path / "pack", made=made))[1] == list(lines)


def test_a_rule_beside_a_first_table_is_refused(tmp_path: Path) -> None:
    folder = table_pack(tmp_path / "pack", "first", "people,berth\n3,inner\n")
    rule = "rules: [{name: own, when: {boat: yacht}, then: {berth: none}, because: So., cites: [hr.load]}]"
    (folder / "own.yaml").write_text(rule)
    message = "the rules of `berth` stand in several files; a `first` decision needs them in one, in order"
    assert said(folder)[1] == [f"berths.yaml:3:11: scattered-table: {message}"]
