"""Runs the command line in one child process for each call, with a limit on its memory and its work.

The children are forked from a process that has loaded the program already, so that hundreds of them start at once. The
limits are those of the promise, so what goes beyond them is killed, or says that memory ran out.

    ended([["rules", "check", "--rules", "pack"], ...])         in a test
    python -m tests.hostile.children < calls.json               what that starts
"""

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from importlib import import_module
from pathlib import Path

from tests import work
from tests.forked import called

ROOT = Path(__file__).parent.parent.parent


@dataclass(frozen=True, slots=True)
class Ended:
    """How a call ended: its exit code (negative for a signal), what it wrote, and the work in plain steps."""

    code: int
    out: str
    err: str
    steps: float


def ended(calls: list[list[str]], home: Path) -> list[Ended]:
    """Run each call in a child of its own; `home` is where the program may keep things."""
    environment = {**os.environ, "XDG_CACHE_HOME": str(home), "TMPDIR": str(home), "COLUMNS": "80"}
    done = subprocess.run(
        [sys.executable, "-m", "tests.hostile.children"],
        input=json.dumps(calls).encode(),
        capture_output=True,
        cwd=ROOT,
        env=environment,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    return [Ended(**each) for each in json.loads(done.stdout)]


def _run(call: list[str]) -> Ended:
    most = work.seconds_of_the_processor()
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        child = os.fork()
        if child == 0:
            os.dup2(out.fileno(), 1)
            os.dup2(err.fileno(), 2)
            work.hold_this_process(most)
            os._exit(called(call))
        _, status, used = os.wait4(child, 0)
        out.seek(0)
        err.seek(0)
        said, told = (each.read().decode("utf-8", "backslashreplace") for each in (out, err))
    return Ended(os.waitstatus_to_exitcode(status), said, told, (used.ru_utime + used.ru_stime) / work.step())


LOADED = (
    "cli",
    "engine",
    "engine.commands.portfolio",
    "engine.portfolio.run.run_table",
    "engine.source.tables.workbook",
    "openpyxl.styles.numbers",
    "tests.hostile.running",
)
"""The program, and all that its commands load when they need it: loaded once, for all children."""

if __name__ == "__main__":
    for name in LOADED:
        import_module(name)
    from tests.hostile.smaller_limits import smaller_workbooks

    smaller_workbooks(setattr)
    results = [asdict(_run(call)) for call in json.load(sys.stdin)]
    sys.stdout.write(json.dumps(results))
