"""The comparison has teeth: a fault put into either machine is found (promise 1)."""

from random import Random

import pytest

from engine.errors import InternalError
from tests.durable import durable_faults, reference_faults
from tests.durable.comparing import first_difference, needs_durable

pytestmark = needs_durable


def found() -> str | None:
    """Compare the first of the twenty thousand pairs, of which `test_durable_agrees.py` shows that they agree."""
    try:
        return first_difference(Random(0), bases=50, profiles=40)
    except InternalError as error:
        return str(error)


@pytest.mark.parametrize("fault", durable_faults.FAULTS, ids=lambda fault: fault.__name__)
def test_a_fault_of_the_durable_machine_is_found(fault: durable_faults.Fault, monkeypatch: pytest.MonkeyPatch) -> None:
    fault(monkeypatch)
    assert found() is not None


@pytest.mark.parametrize("fault", reference_faults.FAULTS, ids=lambda fault: fault.__name__)
def test_a_fault_of_the_reference_is_found(fault: reference_faults.Fault, monkeypatch: pytest.MonkeyPatch) -> None:
    fault(monkeypatch)
    assert found() is not None


def test_there_are_faults_enough() -> None:
    assert len(durable_faults.FAULTS) + len(reference_faults.FAULTS) >= 20
