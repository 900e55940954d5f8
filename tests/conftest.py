"""What all tests share.

Golden files hold output as it should be, beside the test that makes it, in a folder `goldens`. When output changes on
purpose, renew them, look at every difference as a reader would, and commit them with the change:

    pytest tests/render --renew-goldens
    git diff tests/render/goldens

Properties have no time limit: speed is measured in `bench/`, never asserted. On a push (`CI` is set) their examples are
the same each time, so that a push fails for what it changed; elsewhere they are new in each run, and printed when one
fails. How many they are, the profiles say: `pytest -m deep` tries every property on twenty times as many.
"""

import gc
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, is_hypothesis_test, settings

from tests import modules

settings.register_profile(
    "here", max_examples=50, deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("push", settings.get_profile("here"), derandomize=True)
settings.register_profile("deep", settings.get_profile("here"), max_examples=1000)
settings.load_profile("push" if os.environ.get("CI") else "here")
gc.set_threshold(100_000)  # as the program does: garbage is sought a hundred times as seldom

Golden = Callable[[str, str], None]
HERE = Path.cwd()


def is_deep(config: pytest.Config) -> bool:
    return str(config.option.markexpr) == "deep"


def pytest_configure(config: pytest.Config) -> None:
    """Try properties on more examples with `-m deep`: before any module of tests asks how many."""
    if is_deep(config):
        settings.load_profile("deep")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Count every property as deep with `-m deep`, so that it is among what is run."""
    for item in items:
        if is_deep(config) and is_hypothesis_test(getattr(item, "obj", None)):
            item.add_marker("deep")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown() -> Iterator[None]:
    """Hold each test to leaving the working folder as it was: later ones find the shipped pack from there."""
    yield
    if (left := os.getcwd()) != str(HERE):
        os.chdir(HERE)
        pytest.fail(f"the test left the working folder at {left}; use `monkeypatch.chdir`")


def pytest_collection_finish() -> None:
    """Leave what was collected, a million objects that stay to the end, out of every search for garbage."""
    gc.freeze()


def pytest_sessionfinish() -> None:
    """Let go of the modules that were parsed: the end of a run walks five times through all that is held."""
    modules.tree_of.cache_clear()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--renew-goldens", action="store_true", help="Write the golden files anew instead of comparing.")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compare a text with `goldens/NAME` beside the test, or write it there with `--renew-goldens`."""
    folder = Path(request.path).parent / "goldens"

    def compare(name: str, text: str) -> None:
        path = folder / name
        if request.config.getoption("--renew-goldens"):
            folder.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        assert path.is_file(), f"there is no {path}; write it with --renew-goldens"
        assert text == path.read_text(encoding="utf-8"), f"differs from {path}; see tests/conftest.py"

    return compare
