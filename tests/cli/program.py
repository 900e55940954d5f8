"""The program as a child process, and the foreign pack that it is tried on."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import gettempdir
from typing import IO, Any

import pytest

from engine.interpret import durable
from tests.forked import loaded_once

ROOT = Path(__file__).parent.parent.parent
LIBRARY = ROOT / "tests" / "packs" / "library"
EXAMPLES = ROOT / "tests" / "packs" / "library-profiles"
ATLAS, BOOK, MAP = (EXAMPLES / f"{name}.yaml" for name in ("school-atlas", "child-pop-up-book", "rare-map"))
"""A profile in which everything is settled, one in which little is, and one of each kind of answer."""

DAY = "2026-05-04"
RULES = ("--rules", str(LIBRARY))
ON_DAY = (*RULES, "--as-of", DAY)

PROGRAM = (str(Path(sys.executable).parent / "armslength"),)
"""The program as it is installed, started by itself."""
PLANTED = "import sys; sys.argv[0] = 'armslength'; import cli; {fault}; cli.main()"

needs_second_engine = pytest.mark.skipif(not durable.available(), reason="the second engine is not installed")


@dataclass(frozen=True)
class Finished:
    """How a run of the program ended: exit code, standard output, standard error."""

    code: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        return self.out.decode("utf-8")


def with_fault(fault: str) -> tuple[str, ...]:
    """The program with a fault planted in it: a few statements that are run before it starts."""
    return (sys.executable, "-c", PLANTED.format(fault=fault))


def environment(**changes: str | None) -> dict[str, str]:
    """The environment of a child: its own cache, and nothing that would colour the result; `None` takes one away."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "PYTHON"))}
    plain: dict[str, str | None] = {
        **kept,
        "XDG_CACHE_HOME": str(Path(gettempdir()) / f"armslength-tests-{os.getuid()}"),
        "TERM": "xterm-256color",
        "PYTHONPATH": str(ROOT),
        "COLUMNS": None,
        "NO_COLOR": None,
        **changes,
    }
    return {name: value for name, value in plain.items() if value is not None}


def run(
    *args: str | Path | bytes,
    program: Sequence[str] | None = None,
    data: bytes | None = None,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    stdin: int | IO[Any] | None = None,
    stdout: int | IO[Any] = subprocess.PIPE,
    stderr: int | IO[Any] = subprocess.PIPE,
) -> Finished:
    """Run the program to its end, forked unless it is said which. Whatever happens, it never shows a traceback."""
    ended = subprocess.run(
        [*(program or (loaded_once() / "armslength",)), *args],
        input=data,
        env=environment() if env is None else env,
        cwd=cwd,
        stdin=stdin if data is None and stdin is not None else None if data is not None else subprocess.DEVNULL,
        stdout=stdout,
        stderr=stderr,
        check=False,
    )
    found = Finished(ended.returncode, ended.stdout or b"", (ended.stderr or b"").decode("utf-8"))
    assert "Traceback" not in found.err, found.err
    return found


def profile(folder: Path, text: str, name: str = "profile.yaml") -> Path:
    """Write a profile."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path
