"""Tables that others wrote, imported and exported again, come out in Apache KIE as the cases of the DMN TCK say."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from engine.export.dmn.document import dmn
from engine.export.dmn.names import FeelNames
from tests.imports.tck import agrees, answers, as_outputs, cases_of, imported, models, named
from tests.peers.kie import ENGINE, Kie, needs_engine, running

pytestmark = [pytest.mark.peers, pytest.mark.skipif(not models(), reason="the DMN TCK is not on this machine")]


@pytest.fixture(scope="module")
def kie() -> Iterator[Kie]:
    with running(ENGINE) as engine:
        yield engine


@needs_engine
@pytest.mark.parametrize("model", models(), ids=lambda path: path.stem)
def test_the_exported_tables_come_out_as_the_cases_say(kie: Kie, model: Path, tmp_path: Path) -> None:
    base = imported(model, tmp_path)
    text, names = dmn(base), FeelNames(base)
    assert kie.faults(text) == []
    for case in cases_of(model):
        facts = {names.question(name): answer for name, answer in answers(base, case.inputs).items()}
        got, said = kie.decide(text, facts)
        assert said == []
        for title, expected in case.expected.items():
            name = named(base, title)
            found = got[names.decision(name)]
            if isinstance(found, list):
                found = [as_outputs(base.decisions[name].values[each].label) for each in found]
            elif isinstance(found, str):
                found = as_outputs(base.decisions[name].values[found].label)
            else:
                found = Decimal(found)
            assert agrees(base, name, expected, found), (case.name, expected, found)
