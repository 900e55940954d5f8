"""Files in the manner of the editors that people use: what they add is passed over, and the tables decide as they say.

They were written for these tests; what they hold was worked out by hand.
"""

from pathlib import Path

import pytest

from engine.imports.dmn.import_dmn import import_dmn
from engine.interpret.evaluation import Counted, Highest, Single
from engine.interpret.reference.evaluate import evaluate
from engine.rulebase.base import RuleBase
from engine.rulebase.facts import Answer
from tests.imports.tck import written
from tests.imports.written import decision, model, saved, table

FILES = Path(__file__).parent / "as_editors_write"


def pack_of(editor: str, folder: Path) -> RuleBase:
    return written(import_dmn(FILES / f"{editor}.dmn"), folder)


def single(*values: str) -> Single:
    return Single(frozenset(values))


@pytest.mark.parametrize(
    ("answers", "permit"),
    [
        ({"street": "market", "hours": 40}, single("none")),
        ({"street": "another_value", "hours": 21}, single("resident")),
        ({"street": "another_value", "hours": 20}, single("visitor")),
        ({"hours": 40}, single("none", "resident", "visitor")),  # whether it is the centre or not is two open tests
        ({"street": "high_street"}, single("none")),
        ({}, single("none", "resident", "visitor")),
    ],
)
def test_camunda_names_an_earlier_decision_by_its_id_and_inputs_by_their_variables(
    answers: dict[str, Answer], permit: Single, tmp_path: Path
) -> None:
    base = pack_of("camunda", tmp_path)
    assert {name: (fact.kind, fact.question) for name, fact in base.facts.items()} == {
        "street": ("choice", "Street"),
        "hours": ("number", "Hours a week"),
    }
    assert evaluate(base, answers).decisions["parking_permit"] == permit
    assert base.rules["parking-permit-row-1"].because == "The centre is closed to cars."


def test_what_camunda_declares_and_never_asks_is_said(tmp_path: Path) -> None:
    assert import_dmn(FILES / "camunda.dmn").remarks == (
        "no input is named `street`, which a table asks about; it is one here",
        "no input is named `hours`, which a table asks about; it is one here",
    )


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"swimmer_age": 5, "swimmer_can_swim": "well"}, ["Group: beginners, Adult in the water: true"]),
        ({"swimmer_age": 6, "swimmer_can_swim": "no"}, ["Group: beginners, Adult in the water: false"]),
        ({"swimmer_age": 9, "swimmer_can_swim": "a_little"}, ["Group: deep end, Adult in the water: false"]),
        ({"swimmer_age": 5}, ["Group: beginners, Adult in the water: true"]),
    ],
)
def test_trisotech_asks_by_parts_and_gives_several_outputs(
    answers: dict[str, Answer], words: list[str], tmp_path: Path
) -> None:
    base = pack_of("trisotech", tmp_path)
    found = evaluate(base, answers).decisions["lesson"]
    assert isinstance(found, Highest)
    assert [base.decisions["lesson"].values[value or ""].label for value in found.possible] == words


@pytest.mark.parametrize(
    ("answers", "rent"),
    [
        ({"plot": "full", "waiting_since": "before_2024_01_01"}, Counted(40, 40)),
        ({"plot": "half", "waiting_since": "from_2024_01_01_on"}, Counted(25, 25)),
        ({"plot": "full"}, Counted(40, 65)),
        ({}, Counted(0, 65)),
    ],
)
def test_kie_sums_what_rows_give_that_read_an_expression(
    answers: dict[str, Answer], rent: Counted, tmp_path: Path
) -> None:
    assert evaluate(pack_of("kie", tmp_path), answers).decisions["rent"] == rent


# ---- small files, each with one thing that an editor writes


def test_an_earlier_decision_goes_by_the_names_of_its_outputs(tmp_path: Path) -> None:
    """So Camunda hands on what a decision gave; an input of that name which isn't required is out of its sight."""
    first = decision("A", table('"a" -> "p" | 5\n"b" -> "q" | 1', gives=["x", "days"]))
    second = decision("D", table('"p" | > 3 -> "late"\n"q" | - -> "soon"', asks=["x", "days"], types={}), ["A"])
    base = written(import_dmn(saved(tmp_path, model(first, second))), tmp_path / "pack")
    assert list(base.facts) == ["x"]
    assert evaluate(base, {"x": "a"}).decisions["d"] == single("late")
    assert evaluate(base, {"x": "b"}).decisions["d"] == single("soon")


def test_an_input_that_is_required_goes_before_an_output_of_its_name(tmp_path: Path) -> None:
    first = decision("A", table('"a" -> "b"\n"b" -> "a"', gives=["x"]))
    second = decision("D", table('"a" -> "yes"\n"b" -> "no"', asks=["x"], types={}), ["A", "x"])
    base = written(import_dmn(saved(tmp_path, model(first, second))), tmp_path / "pack")
    assert evaluate(base, {"x": "a"}).decisions["d"] == single("yes")


@pytest.mark.parametrize("prefix", ["tns", "ns1", "feel"])
def test_types_are_found_behind_a_prefix(tmp_path: Path, prefix: str) -> None:
    """So DMN 1.1 names types, those of the file and those of FEEL."""
    grade = '<itemDefinition name=\'tGrade\'><typeRef>feel:string</typeRef><allowedValues><text>"a", "b"</text>'
    types = {"x": f"{prefix}:tGrade", "y": f"{prefix}:number"}
    more = f"{grade}</allowedValues></itemDefinition>"
    content = model(decision("D", table('"a" | > 3 -> "c"', asks=["x", "y"], types={})), types=types, more=more)
    facts = written(import_dmn(saved(tmp_path, content)), tmp_path / "pack").facts
    assert (list(facts["x"].values), facts["y"].kind) == (["a", "b"], "number")
