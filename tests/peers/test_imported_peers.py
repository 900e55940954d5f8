"""Tables that others wrote, imported and exported again, come out in Apache KIE as the cases of the DMN TCK say."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.imports.tck import cases_of, imported, models
from tests.peers.judged import wrong_in_kie
from tests.peers.kie import ENGINE, Kie, needs_engine, running

pytestmark = [pytest.mark.peers, pytest.mark.skipif(not models(), reason="the DMN TCK is not on this machine")]


@pytest.fixture(scope="module")
def kie() -> Iterator[Kie]:
    with running(ENGINE) as engine:
        yield engine


@needs_engine
@pytest.mark.parametrize("model", models(), ids=lambda path: path.stem)
def test_the_exported_tables_come_out_as_the_cases_say(kie: Kie, model: Path, tmp_path: Path) -> None:
    assert list(wrong_in_kie(kie, imported(model, tmp_path), cases_of(model))) == []
