"""Tables in DMN as packs: what becomes of each part, and what comes out while answers are missing."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from engine import read_profiles
from engine.checks.prove.conflicts import conflicts
from engine.checks.prove.proof_context import ProofContext
from engine.errors import InputError
from engine.export.dmn.document import dmn
from engine.imports.dmn.import_dmn import import_dmn
from engine.imports.dmn.questions import NullMeans
from engine.interpret.evaluation import Collected, Counted, Highest, Outcome, Single
from engine.interpret.reference.evaluate import evaluate
from engine.interpret.symbolic.solving import RLIMIT
from engine.rulebase.base import RuleBase
from engine.rulebase.facts import Answer
from tests.imports.tck import MACHINES, written
from tests.imports.written import INPUTS, decision, model, one_table, saved, table, text


def pack_of(folder: Path, content: str, null: NullMeans = "", only: str = "") -> RuleBase:
    return written(import_dmn(saved(folder, content), only, null), folder / "pack")


def comes_to(base: RuleBase, answers: Mapping[str, Answer], name: str = "d") -> Outcome:
    """What comes out, the same in every machine."""
    found = {machine: run(base, dict(answers), None).decisions[name] for machine, run in MACHINES.items()}
    assert found == dict.fromkeys(MACHINES, found["reference"])
    return found["reference"]


def single(*values: str | None) -> Single:
    return Single(frozenset(values))


def settled(value: str) -> Highest:
    return Highest(frozenset({value}), at_least=value, at_most=value)


def refused(folder: Path, content: str, null: NullMeans = "") -> list[str]:
    """What is said of a file that is refused, without its path."""
    with pytest.raises(InputError) as problem:
        import_dmn(saved(folder, content), "", null)
    return [str(each).replace(f"{folder}/", "") for each in problem.value.diagnostics]


# ---- each hit policy while answers are open (decision record 053)

TWO = '"a" -> "low"\n"a", "b" -> "high"'
OPEN_CASES = [
    ("UNIQUE", {}, {}, single("low", "high", None)),
    ("UNIQUE", {}, {"x": "b"}, single("high")),
    ("UNIQUE", {}, {"x": "a"}, Single(frozenset(), frozenset({"low", "high"}))),
    ("UNIQUE", {}, {"x": "another_value"}, single(None)),
    ("UNIQUE", {"default": ['"none"']}, {}, single("low", "high", "none")),
    ("UNIQUE", {"default": ['"none"']}, {"x": "another_value"}, single("none")),
    ("ANY", {}, {"x": "a"}, Single(frozenset(), frozenset({"low", "high"}))),
    ("FIRST", {}, {}, single("low", "high", None)),
    ("FIRST", {}, {"x": "a"}, single("low")),
    ("PRIORITY", {"listed": ['"high", "low"']}, {}, Highest(frozenset({"low", "high", None}))),
    ("PRIORITY", {"listed": ['"high", "low"']}, {"x": "a"}, settled("high")),
    ("PRIORITY", {"listed": ['"low", "high"']}, {"x": "a"}, settled("low")),
    ("COLLECT", {}, {}, Collected(frozenset(), frozenset({"low", "high"}))),
    ("COLLECT", {}, {"x": "b"}, Collected(frozenset({"high"}), frozenset())),
    ("RULE ORDER", {}, {"x": "a"}, Collected(frozenset({"low", "high"}), frozenset())),
    ("COLLECT+COUNT", {}, {}, Counted(0, 2)),
    ("COLLECT+COUNT", {}, {"x": "a"}, Counted(2, 2)),
    ("COLLECT+COUNT", {}, {"x": "another_value"}, Counted(0, 0)),
]


@pytest.mark.parametrize(("policy", "how", "answers", "expected"), OPEN_CASES)
def test_what_a_policy_says_while_answers_are_open(
    tmp_path: Path, policy: str, how: dict[str, Any], answers: dict[str, Answer], expected: Outcome
) -> None:
    assert comes_to(pack_of(tmp_path, one_table(TWO, policy=policy, **how)), answers) == expected


NUMBERS = "> 1 -> 100\n> 2 -> 200\n> 3 -> 64.5"


@pytest.mark.parametrize(
    ("policy", "answers", "words"),
    [
        ("COLLECT+MIN", {"y": 3}, "100"),
        ("COLLECT+MIN", {"y": 4}, "64.5"),
        ("COLLECT+MAX", {"y": 4}, "200"),
        ("COLLECT+MAX", {"y": 2}, "100"),
    ],
)
def test_the_least_and_the_greatest_go_by_number(
    tmp_path: Path, policy: str, answers: dict[str, Answer], words: str
) -> None:
    base = pack_of(tmp_path, one_table(NUMBERS, policy=policy, asks=["y"]))
    found = comes_to(base, answers)
    assert isinstance(found, Single)
    assert [base.decisions["d"].values[value or ""].label for value in found.possible] == [words]


def test_a_sum_says_from_how_much_to_how_much(tmp_path: Path) -> None:
    rows = '"a" | - -> 100\n- | true -> 20\n"b" | - -> 3'
    base = pack_of(tmp_path, one_table(rows, policy="COLLECT+SUM", asks=["x", "z"]))
    assert comes_to(base, {}) == Counted(0, 123)
    assert comes_to(base, {"z": True}) == Counted(20, 123)
    assert comes_to(base, {"x": "a", "z": False}) == Counted(100, 100)
    assert comes_to(base, {"x": "another_value", "z": False}) == Counted(0, 0)


def test_first_with_an_unknown_never_falls_through_to_the_last_row(tmp_path: Path) -> None:
    base = pack_of(tmp_path, one_table('not("x") -> "fits"\n- -> "else"', policy="FIRST"))
    assert comes_to(base, {}) == single("fits", "else")
    assert comes_to(base, {"x": "x"}) == single("else")
    assert comes_to(base, {"x": "another_value"}) == single("fits")


@pytest.mark.parametrize("cell", ['"a"', 'not("a")', '"a", "b"', "true", "false", "< 5", ">= 0", "[1..5]", "not(< 5)"])
def test_whatever_a_cell_asks_is_open_while_nobody_knows(tmp_path: Path, cell: str) -> None:
    asks = ["x"] if '"' in cell else ["z"] if cell in ("true", "false") else ["y"]
    base = pack_of(tmp_path, one_table(f'{cell} -> "fits"\n- -> "else"', policy="FIRST", asks=asks))
    assert comes_to(base, {}) == single("fits", "else")


def test_a_default_that_has_priority_over_a_row_still_covers_no_fit_alone(tmp_path: Path) -> None:
    how: Any = {"policy": "PRIORITY", "listed": ['"high", "low"'], "default": ['"high"']}
    base = pack_of(tmp_path, one_table('"a" -> "low"\n"b" -> "high"', **how))
    assert comes_to(base, {"x": "a"}) == settled("low")
    found = comes_to(base, {"x": "another_value"})
    assert isinstance(found, Single)
    assert [base.decisions["d"].values[value or ""].label for value in found.possible] == ["high (no row fits)"]


def test_a_default_of_a_list_comes_where_no_row_fits_for_certain(tmp_path: Path) -> None:
    base = pack_of(tmp_path, one_table(TWO, policy="COLLECT", default=['"none"']))
    assert comes_to(base, {"x": "another_value"}) == Collected(frozenset({"none"}), frozenset())
    assert comes_to(base, {}) == Collected(frozenset(), frozenset({"low", "high", "none"}))


def test_count_counts_rows_also_where_they_give_the_same(tmp_path: Path) -> None:
    base = pack_of(tmp_path, one_table('"a" -> 1\n"a" -> 1\n"a" -> null', policy="COLLECT+COUNT"))
    assert comes_to(base, {"x": "a"}) == Counted(3, 3)


@pytest.mark.parametrize("policy", ["RULE ORDER", "COLLECT"])
def test_a_list_keeps_its_length_where_two_rows_give_the_same(tmp_path: Path, policy: str) -> None:
    base = pack_of(tmp_path, one_table('"a" -> "s"\n- -> "t"\n"a" -> "s"', policy=policy))
    found = comes_to(base, {"x": "a"})
    assert isinstance(found, Collected)
    labels = [base.decisions["d"].values[each].label for each in base.decisions["d"].in_order(found.members)]
    assert sorted(labels) == ["s", "s (row 3)", "t"]
    assert policy == "COLLECT" or labels == ["s", "t", "s (row 3)"]


# ---- null, empty cells, names

NULL = 'null -> "none"\n- -> "some"'


def test_null_is_refused_until_somebody_says_what_it_means(tmp_path: Path) -> None:
    (line,) = refused(tmp_path, one_table(NULL, policy="FIRST"))
    assert line.split(": ", 1)[1] == (
        "null-undecided: `null` is asked of input `x`, which engines read differently; say what it means: "
        "`--null unknown` (the answer is not known), or `--null value` (an answer of its own)"
    )


def test_null_as_not_known_fits_nobody_for_certain(tmp_path: Path) -> None:
    content = one_table('null -> "none"\n"a" -> "a"\nnot(null) -> "some"', policy="FIRST")
    made = import_dmn(saved(tmp_path, content), "", "unknown")
    assert made.remarks == ("row 1 of `D` can never fit, or only where an answer is not known; it is left out",)
    base = written(made, tmp_path / "pack")
    assert comes_to(base, {}) == single("a", "some", None)
    assert comes_to(base, {"x": "another_value"}) == single("some")


@pytest.mark.parametrize(("asks", "answers"), [("x", ("no_value", "another_value")), ("z", ("no_value", "yes"))])
def test_null_as_a_value_has_to_be_given(tmp_path: Path, asks: str, answers: tuple[str, str]) -> None:
    base = pack_of(tmp_path, one_table(NULL, policy="FIRST", asks=[asks]), "value")
    assert comes_to(base, {}) == single("none", "some")
    assert [comes_to(base, {asks: each}) for each in answers] == [single("none"), single("some")]


def test_an_empty_cell_that_asks_is_read_and_written_as_a_dash(tmp_path: Path) -> None:
    base = pack_of(tmp_path, one_table('"a" | -> "one"\n | true -> "two"', asks=["x", "z"], policy="FIRST"))
    assert comes_to(base, {"x": "a"}) == single("one")
    cells = [each.partition("</text>")[0] for each in dmn(base).split("<text>")[1:]]
    assert cells.count("-") == 2
    assert "" not in cells


def test_columns_go_by_expression_whatever_the_order_of_requirements(tmp_path: Path) -> None:
    rows = '"a" | true -> "one"\n"a" | false -> "two"'
    one, other = (
        pack_of(tmp_path / "-".join(needs), one_table(rows, asks=["x", "z"], needs=needs))
        for needs in (["x", "z"], ["z", "x"])
        if not (tmp_path / "-".join(needs)).mkdir()  # type: ignore[func-returns-value]
    )
    assert one.sha256 == other.sha256
    assert comes_to(one, {"x": "a", "z": False}) == single("two")


def test_the_names_of_the_file_are_other_names_of_the_questions(tmp_path: Path) -> None:
    types, allowed = {"Kind of item": "string", "warn": "boolean"}, {"Kind of item": '"A big one", "no"'}
    base = pack_of(tmp_path, one_table('"A big one" | true -> "x"', asks=list(types), types=types, allowed=allowed))
    assert {name: (fact.aliases, fact.kind) for name, fact in base.facts.items()} == {
        "kind_of_item": (("Kind of item",), "choice"),
        "warn_2": ((), "yes_no"),
    }
    (profile,) = read_profiles(b'id: one\nanswers: {"Kind of item": A big one, warn_2: yes}', base)
    assert profile.facts() == {"kind_of_item": "a_big_one", "warn_2": True}


@pytest.mark.parametrize(
    ("asked", "answer", "code"),
    [
        ("y", '"3,5"', "not-integer"),
        ("y", "3.5", "not-integer"),
        ("y", '"true"', "not-integer"),
        ("z", "1", "not-yes-no"),
        ("x", "A", "unknown-value"),
        ("x", "c", "unknown-value"),
    ],
)
def test_kinds_are_strict_at_the_door(tmp_path: Path, asked: str, answer: str, code: str) -> None:
    rows = '"a" | < 5 | true -> "x"'
    base = pack_of(tmp_path, one_table(rows, asks=["x", "y", "z"], allowed={"x": '"a", "b"'}))
    content = f"id: one\nanswers: {{{asked}: {answer}}}".encode()
    with pytest.raises(InputError) as problem:
        read_profiles(content, base)
    assert [each.code for each in problem.value.diagnostics] == [code]


# ---- stretches, decisions that read decisions, expressions, parts


def test_numbers_with_a_point_are_asked_by_stretches(tmp_path: Path) -> None:
    base = pack_of(tmp_path, one_table('< 1.5 -> "a"\n[1.5..3) -> "b"\n>= 3 -> "c"', asks=["y"]))
    assert base.facts["y"].values == {
        "below_1_5": "Less than 1.5",
        "from_1_5_below_3": "At least 1.5 and less than 3",
        "from_3": "At least 3",
    }
    assert [comes_to(base, {"y": each}) for each in base.facts["y"].values] == [single("a"), single("b"), single("c")]


GAP = (
    "input `y` takes whole numbers here, and its cells leave a gap: more than 5 and less than 6; no proof speaks of "
    "what lies there, so let the rows meet, or make its type `integer`"
)


@pytest.mark.parametrize(
    ("kind", "rows", "remarks"),
    [
        ("number", '[0..5] -> "a"\n[6..10] -> "b"', (GAP,)),
        ("double", '<= 5 -> "a"\n>= 6 -> "b"', (GAP,)),
        ("integer", '[0..5] -> "a"\n[6..10] -> "b"', ()),
        ("number", '[0..6) -> "a"\n[6..10] -> "b"', ()),
    ],
)
def test_what_lies_between_two_whole_numbers_is_said(
    tmp_path: Path, kind: str, rows: str, remarks: tuple[str, ...]
) -> None:
    types = {"y": kind}
    assert import_dmn(saved(tmp_path, one_table(rows, asks=["y"], types=types))).remarks == remarks


def test_numbers_longer_than_a_pack_writes_are_asked_by_stretches(tmp_path: Path) -> None:
    base = pack_of(tmp_path, one_table(f'< {10**15} -> "a"\n>= {10**15} -> "b"', asks=["y"]))
    assert [comes_to(base, {"y": each}) for each in base.facts["y"].values] == [single("a"), single("b")]


def test_a_part_of_a_number_is_no_count(tmp_path: Path) -> None:
    counts = decision("A", table('"a" -> "p"', policy="COLLECT+COUNT"))
    base = pack_of(tmp_path, model(counts, decision("D", table('1.5 -> "c"\n1 -> "d"', asks=["A"]), ["A"])))
    assert comes_to(base, {"x": "a"}) == single("d")


def test_texts_that_are_almost_alike_stay_apart(tmp_path: Path) -> None:
    rows = '"a b" -> "1"\n"A b" -> "2"\n"a,b" -> "3"\n"" -> "4"'
    made = import_dmn(saved(tmp_path, one_table(rows)))
    base = written(made, tmp_path / "pack")
    assert base.facts["x"].values == {
        "a_b": "a b", "a_b_2": "A b", "a_b_3": "a,b", "value": "Empty text", "another_value": "Another value"
    }  # fmt: skip
    assert [comes_to(base, {"x": each}) for each in ("a_b", "a_b_2", "a_b_3", "value")] == [
        single(f"value_{each}") for each in "1234"
    ]
    assert base.facts["x"].value_aliases == {"a,b": "a_b_3"}
    assert made.remarks == (
        "input `x`: the answer `a b` goes by `a_b` alone here, since another is written almost like it",
        "input `x`: the answer `A b` goes by `a_b_2` alone here, since another is written almost like it",
    )


@pytest.mark.parametrize("name", ["result of test", "id", "result: x"])
def test_a_name_that_heads_something_else_in_every_table_is_made_another(tmp_path: Path, name: str) -> None:
    base = pack_of(tmp_path, one_table('"a" -> "result: b"', asks=[name], types={name: "string"}))
    (question,) = base.facts
    assert (question.removeprefix("the_") != name, comes_to(base, {question: "a"})) == (True, single("the_result_b"))


def test_a_table_of_which_no_row_can_fit_has_no_value(tmp_path: Path) -> None:
    first = decision("A", table('"a" -> "p"'))
    base = pack_of(tmp_path, model(first, decision("D", table('"q" -> "c"', asks=["A"]), ["A"])))
    assert comes_to(base, {"x": "a"}) == single(None)


def test_days_are_asked_by_stretches_that_leave_no_day_out(tmp_path: Path) -> None:
    rows = '< date("2026-01-01") -> "old"\n[date("2026-01-01")..date("2026-03-31")] -> "spring"\n- -> "later"'
    base = pack_of(tmp_path, one_table(rows, asks=["day"], policy="FIRST"))
    assert list(base.facts["day"].values.values()) == [
        "Before 1 January 2026",
        "1 January 2026 to 31 March 2026",
        "1 April 2026 or later",
    ]
    found = [comes_to(base, {"day": each}) for each in base.facts["day"].values]
    assert found == [single("old"), single("spring"), single("later")]
    assert comes_to(base, {}) == single("old", "spring", "later")


E1 = table('"a" -> "ok"', policy="FIRST")


@pytest.mark.parametrize(
    ("cell", "fits"),
    [('"ok"', (True, False)), ('not("ok")', (False, True)), ("null", (False, True)), ("not(null)", (True, False))],
)
def test_a_decision_without_a_value_is_null_to_the_next(tmp_path: Path, cell: str, fits: tuple[bool, bool]) -> None:
    later = table(f'{cell} -> "fits"\n- -> "else"', policy="FIRST", asks=["E"])
    base = pack_of(tmp_path, model(decision("E", E1), decision("D", later, ["E"])))
    words = {True: single("fits"), False: single("else")}
    assert [comes_to(base, {"x": each}) for each in ("a", "another_value")] == [words[each] for each in fits]
    assert comes_to(base, {}) == single("fits", "else")


def test_a_part_of_what_an_earlier_decision_gives_is_read(tmp_path: Path) -> None:
    earlier = table('"a" -> "yes" | 5\n"b" -> "yes" | 7\n"c" -> "no" | 7', gives=["Ok", "Rate"])
    later = table('"yes" | > 5 -> "both"\n"yes" | - -> "one"', asks=["E.Ok", "E.Rate"], policy="FIRST")
    base = pack_of(tmp_path, model(decision("E", earlier), decision("D", later, ["E"])))
    found = [comes_to(base, {"x": each}) for each in ("a", "b", "c")]
    assert found == [single("one"), single("both"), single(None)]
    assert comes_to(base, {}) == single("one", "both", None)


@pytest.mark.parametrize(
    ("expression", "answers", "value"),
    [
        ("y >= 18 and z", {"y": 18, "z": True}, "yes"),
        ("y >= 18 and z", {"y": 17}, "no"),
        ("18 <= y or not(z)", {"z": False}, "yes"),
        ('x in ("a", "b")', {"x": "b"}, "yes"),
        ("y between 1 and 5", {"y": 6}, "no"),
        ('x != "a"', {"x": "a"}, "no"),
        ("z", {"z": True}, "yes"),
    ],
)
def test_an_expression_of_names_is_a_decision_of_yes_or_no(
    tmp_path: Path, expression: str, answers: dict[str, Answer], value: str
) -> None:
    logic = text("literalExpression", expression)
    base = pack_of(tmp_path, model(decision("D", logic, ["x", "y", "z"])))
    assert comes_to(base, answers) == single(value)
    assert comes_to(base, {}) == single("yes", "no")


def test_one_decision_is_taken_with_all_that_it_needs(tmp_path: Path) -> None:
    bad = "<context><contextEntry/></context>"
    later = table('"ok" -> "fits"', asks=["E"])
    content = model(decision("E", E1), decision("D", later, ["E"]), decision("B", bad))
    (line,) = refused(tmp_path, content)
    assert "not-held: `context` of decision `B`: a context, which works out one thing after another," in line
    base = pack_of(tmp_path, content, only="D")
    assert [each.name for each in base.decisions.values() if not each.built_in] == ["e", "d"]
    assert evaluate(base, {"x": "a"}).decisions["d"] == single("fits")


def test_inputs_that_no_cell_asks_for_are_left_out_with_a_word(tmp_path: Path) -> None:
    made = import_dmn(saved(tmp_path, one_table('"a" | - -> "x"', asks=["x", "y"])))
    assert made.remarks == ("input `y` is asked for by no cell, and is left out",)
    assert set(INPUTS) >= {"x", "y"}
    assert list(written(made, tmp_path / "pack").facts) == ["x"]


def test_an_overlap_says_for_how_many_it_is(tmp_path: Path) -> None:
    """Of 4 x 2 ways to answer (a, b, another value and c; yes or no), `a` with yes fits both rows."""
    rows = '"a", "b" | - -> "p"\n"a", "c" | true -> "q"'
    base = pack_of(tmp_path, one_table(rows, asks=["x", "z"]))
    (found,) = conflicts(ProofContext(base, RLIMIT))
    assert found.diagnostic.message.endswith("; so they do for 1 of the 8 ways to answer the questions behind it")
