"""The tables of the DMN TCK, imported, come out in every machine as its cases say."""

from pathlib import Path

import pytest

from tests.imports.tck import MACHINES, cases_of, imported, models, wrong

MODELS = models()
pytestmark = pytest.mark.skipif(not MODELS, reason="the models of the DMN TCK are not on this machine")


@pytest.mark.parametrize("model", MODELS, ids=lambda path: path.stem)
def test_every_case_comes_out_as_it_must_in_every_machine(model: Path, tmp_path: Path) -> None:
    base, cases = imported(model, tmp_path), cases_of(model)
    assert len(cases) == 3
    assert [(name, *each) for name, machine in MACHINES.items() for each in wrong(base, cases, machine)] == []


def test_there_are_as_many_models_and_cases_as_the_kit_has() -> None:
    assert (len(MODELS), sum(len(cases_of(model)) for model in MODELS)) == (17, 51)
