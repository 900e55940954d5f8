"""The program in this process, which is quicker than a child, wherever a test is not about the process."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

import cli
from tests.cli.program import Finished

Call = Callable[..., Finished]


@pytest.fixture(autouse=True)
def quiet_surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    for name in ("NO_COLOR", "COLUMNS", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))


@pytest.fixture(scope="session")
def call() -> Call:
    """Run the program in this process; what it raises beside an exit is an error of the test."""

    def run(*args: str | Path, data: bytes | None = None) -> Finished:
        ended = CliRunner().invoke(cli.main, [str(arg) for arg in args], input=data)
        assert ended.exception is None or isinstance(ended.exception, SystemExit), ended.exception
        return Finished(ended.exit_code, ended.stdout_bytes, ended.stderr)

    return run
