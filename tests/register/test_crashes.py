"""A writer is killed, and several write at once: nothing that was acknowledged is lost, and all can be read."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from armslength.register.store.register import Register, create_register
from armslength.register.store.verifying import verify_register
from tests.register.keeping import noted, put
from tests.register.servers import new_schema


def run(*arguments: str | Path | int) -> str:
    """Run the program of the writers."""
    command = [sys.executable, "-m", "tests.register.writers", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2])
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
@pytest.mark.parametrize("kills", [30, pytest.param(1000, marks=pytest.mark.deep)])
def test_a_writer_that_is_killed_loses_nothing_that_it_acknowledged(tmp_path: Path, kills: int) -> None:
    said = run("kill", tmp_path, kills, 13)
    found = re.fullmatch(r"kills (\d+) lost (\d+) wrong (\d+) during (\d+) acknowledged (\d+)\n", said)
    assert found, said
    asked, lost, wrong, during, acknowledged = map(int, found.groups())
    assert (asked, lost, wrong) == (kills, 0, 0)
    assert acknowledged > kills
    assert during >= kills // 25, "no kills to speak of came while something was being written"


@pytest.mark.deep
def test_a_writer_to_a_database_that_is_killed_loses_nothing_that_it_acknowledged(
    postgres: str, tmp_path: Path
) -> None:
    key, place = tmp_path / "register.key", new_schema(postgres)
    create_register(place, key)
    said = run("kill-on", place, key, 20, 17)
    found = re.fullmatch(r"kills 20 lost 0 wrong 0 acknowledged (\d+)\n", said)
    assert found, said
    assert int(found[1]) > 20


@pytest.mark.skipif(sys.platform == "win32", reason="forks")
def test_eight_writers_make_one_chain_and_lose_no_update(register: Register) -> None:
    """Each adds one to the same answer five times. A lost update would show in the sum; a fork in the log."""
    put(register, noted(0, "shared"))
    place = str(register.database.path or register.database.engine.url.render_as_string(hide_password=False))
    said = run("many", place.replace("postgresql+psycopg", "postgresql"), str(register.key), 8, 5).splitlines()
    assert said[-1] == "ended" + " 0" * 8
    assert set(said[:-1]) <= {"stale"}
    state = register.state("shared")
    assert state.version == 1 + 40
    current = state.current("count")
    assert current is not None
    assert (current.value, current.version) == (40, 40)
    assert [each.version for each in register.subjects() if each.name.startswith("own-")] == [5] * 8
    assert register.head().edge.size == 1 + 80
    assert verify_register(register).wrong == []
