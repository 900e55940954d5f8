"""The tables of the DMN TCK, imported, come out in every machine as its cases say."""

import csv
from pathlib import Path

import pytest

from tests.imports.note_tck import noted
from tests.imports.tck import MACHINES, cases_of, imported, models, wrong
from tools.docs.writer.dmn_tck import NOTED

MODELS = models()
pytestmark = pytest.mark.skipif(not MODELS, reason="the models of the DMN TCK are not on this machine")


@pytest.mark.parametrize("model", MODELS, ids=lambda path: path.stem)
def test_every_case_comes_out_as_it_must_in_every_machine(model: Path, tmp_path: Path) -> None:
    base, cases = imported(model, tmp_path), cases_of(model)
    assert len(cases) == 3
    assert [(name, *each) for name, machine in MACHINES.items() for each in wrong(base, cases, machine)] == []


def test_there_are_as_many_models_and_cases_as_the_kit_has() -> None:
    assert (len(MODELS), sum(len(cases_of(model)) for model in MODELS)) == (17, 51)


def test_the_page_of_the_reference_says_what_comes_out() -> None:
    """The column of KIE is held by `make peers`."""
    with NOTED.open(encoding="utf-8", newline="") as file:
        kept = list(csv.DictReader(file))
    assert [{key: word for key, word in row.items() if key != "kie"} for row in kept] == list(noted())
    assert {row["kie"] for row in kept} == {"right"}
