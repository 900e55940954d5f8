"""The ways to run a plan: what holds of one holds of each."""

from importlib.util import find_spec
from pathlib import Path

import pytest

from engine.interpret.columnar import chosen_way


@pytest.fixture(scope="session")
def kept_code(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder for object code, so that tests don't push out what the user has kept."""
    return tmp_path_factory.mktemp("kept")


@pytest.fixture(params=["numpy", "compiled"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, kept_code: Path) -> str:
    """Run every plan one way: by NumPy however many rows come, or compiled from the first."""
    found = str(request.param)
    if found == "compiled" and find_spec("llvmlite") is None:
        pytest.skip("llvmlite is not installed")
    monkeypatch.setenv("XDG_CACHE_HOME", str(kept_code))
    after = 0 if found == "compiled" else 1 << 62
    monkeypatch.setattr(chosen_way, "TO_LOAD", after)
    monkeypatch.setattr(chosen_way, "TO_COMPILE", after)
    return found
