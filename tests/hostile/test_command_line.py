"""Every hostile input through the command line, in a child process with little memory and work: exit 2, in words.

Nothing on standard output, no traceback, and on standard error the lines that stand beside the input, all of them.
"""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests import work
from tests.hostile.children import ROOT, Ended, ended
from tests.hostile.made import PACKS, PROFILES
from tests.hostile.packs import BASE, ERRORS, KEPT_PACKS, KEPT_PROFILES, expected, listed, made_lines, make_pack

Call = tuple[str, list[str], int, list[str]]
"""The name of an input, the call, the exit code that it must have, and the lines that it must say."""


def pack_calls(tmp_path: Path) -> Iterator[Call]:
    folder: Path
    for case in KEPT_PACKS:
        folder = make_pack(tmp_path / case.name, case)
        kind, lines = listed(case)
        command = "test" if "cases" in {path.name for path in case.iterdir()} else "check"
        code = 2 if kind == ERRORS else int(bool(lines))
        yield f"rules/{case.name}", ["rules", command, "--rules", str(folder)], code, _within(folder, lines)
    for name, made in PACKS.items():
        folder = make_pack(tmp_path / f"made-{name}", made={"bad.yaml": made.data})
        code = int(bool(made.lines)) if made.findings else 2 if made.lines else 0
        lines = _within(folder, made_lines(made, "bad.yaml"))
        yield f"made/{name}", ["rules", "check", "--rules", str(folder)], code, lines


def profile_calls(tmp_path: Path) -> Iterator[Call]:
    for path in KEPT_PROFILES:
        lines = _within(path.parent, expected(path))
        yield f"profiles/{path.name}", _assess(path), 2 if lines else 0, lines
        yield f"profiles/{path.name}", ["profile", "check", str(path), "--rules", str(BASE)], 2 if lines else 0, lines
    for name, made in PROFILES.items():
        path = tmp_path / f"{name}.yaml"
        path.write_bytes(made.data)
        lines = _within(tmp_path, made_lines(made, path.name))
        call = ["profile", "check", str(path), "--rules", str(BASE)] if name == "30000-profiles" else _assess(path)
        yield f"made/{name}", call, 2 if lines else 0, lines


def _assess(path: Path) -> list[str]:
    return ["assess", str(path), "--rules", str(BASE), "--format", "json", "--as-of", "2026-06-01"]


def _within(folder: Path, lines: list[str]) -> list[str]:
    """Put the folder before each line that begins with a file, and before files that a line names."""
    return [
        f"{folder}/{line}".replace("already at ", f"already at {folder}/")
        if line.split(":")[0].endswith((".yaml", ".json"))
        else line
        for line in lines
    ]


@pytest.mark.parametrize("calls", [pack_calls, profile_calls], ids=["packs", "profiles"])
def test_it_ends_in_words_soon_and_in_little_memory(calls: Callable[[Path], Iterator[Call]], tmp_path: Path) -> None:
    made = list(calls(tmp_path))
    home = tmp_path / "home"
    home.mkdir()
    wrong = {
        name: fault
        for (name, _, code, lines), done in zip(made, ended([call for _, call, _, _ in made], home), strict=True)
        if (fault := _fault(done, code, lines))
    }
    assert wrong == {}


def _fault(done: Ended, code: int, lines: list[str]) -> str:
    """Say in what a call ended otherwise than it must; nothing where it ended well."""
    if done.code != code:
        return f"exit {done.code} after {done.steps:,.0f} steps, not {code}: {done.err[-600:]}"
    if code == 2 and done.out:
        return f"standard output is not empty: {done.out[:200]}"
    if code == 2 and done.err.splitlines() != lines:
        return f"said {done.err[:600]!r}"
    if code == 1 and done.out.splitlines() != lines:
        return f"found {done.out[:600]!r}"
    return "traceback" if "Traceback" in done.err + done.out else ""


@pytest.mark.parametrize("program", [[sys.executable, "-m", "cli"], [str(Path(sys.executable).parent / "armslength")]])
def test_the_installed_program_refuses_in_the_same_way(program: list[str], tmp_path: Path) -> None:
    pack = make_pack(tmp_path / "pack", made={"bad.yaml": b"rules: *all\n"})
    profile = tmp_path / "bad.yaml"
    profile.write_bytes(b"id: a\nanswers: {can_swim: NO}\n")
    calls = {
        ("rules", "check", "--rules", str(pack)): f"{pack}/bad.yaml:1:8: alias: ",
        ("assess", str(profile), "--rules", str(pack)): f"{pack}/bad.yaml:1:8: alias: ",
        ("assess", str(profile), "--rules", str(BASE)): f"{profile}:2:21: not-yes-no: ",
    }
    for call, start in calls.items():
        done = subprocess.run([*program, *call], capture_output=True, cwd=ROOT, check=False)
        assert (done.returncode, done.stdout) == (2, b"")
        assert done.stderr.decode().startswith(start)
        assert done.stderr.count(b"\n") == 1


def test_the_limits_of_the_children_are_felt() -> None:
    """Otherwise the tests above would prove little."""
    script = (
        "import cli\n"
        "import tests.hostile.children as children\n"
        "import tests.work as work\n"
        "cli.main = lambda call, prog_name: exec(call[0])\n"
        "work.MOST_STEPS = 1_000_000\n"
        "calls = ('pass', 'x = bytearray(400_000_000)', 'while True: pass')\n"
        "print([children._run([call]).code for call in calls])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, cwd=ROOT, check=True, text=True)
    assert done.stdout.strip() in ("[0, 1, -24]", "[0, 1, -9]")
    assert (work.MOST_STEPS, work.MOST_BYTES) == (150_000_000, 300_000_000)
