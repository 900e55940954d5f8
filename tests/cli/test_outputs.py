"""Where output goes: closed, full, nobody reads it, a terminal or none. No traceback, and an exit code that tells."""

import os
import pty
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cli.program import ATLAS, BOOK, DAY, MAP, ON_DAY, PROGRAM, RULES, environment, profile, run

COMMANDS = {
    "assess": ["assess", ATLAS, *ON_DAY],
    "assess as JSON": ["assess", ATLAS, MAP, *ON_DAY, "--format", "json"],
    "assess with an open decision": ["assess", BOOK, *ON_DAY, "--fail-on-open"],
    "explain": ["explain", ATLAS, "loan", *ON_DAY],
    "profile new": ["profile", "new", *RULES],
    "rules show": ["rules", "show", *RULES],
    "help": ["--help"],
    "help of a command": ["assess", "--help"],
    "version": ["--version"],
}
"""One of each that writes to standard output."""

every_command = pytest.mark.parametrize("args", COMMANDS.values(), ids=COMMANDS)


@contextmanager
def nobody_reads() -> Iterator[int]:
    """A pipe whose reader has gone away."""
    reader, writer = os.pipe()
    os.close(reader)
    yield writer
    os.close(writer)


@every_command
def test_an_output_that_nobody_reads_ends_quietly(args: list[str]) -> None:
    with nobody_reads() as writer:
        ended = run(*args, program=PROGRAM, stdout=writer)
    assert (ended.code, ended.err) == (141, "")


@every_command
def test_a_full_disk_is_said_and_ends_with_2(args: list[str]) -> None:
    with open("/dev/full", "wb") as full:
        ended = run(*args, program=PROGRAM, stdout=full)
    assert (ended.code, ended.err) == (2, "armslength: the output can't be written: no space left on device\n")


@pytest.mark.parametrize("args", [args for name, args in COMMANDS.items() if not name.startswith(("help", "version"))])
def test_a_closed_output_is_said_and_ends_with_2(args: list[str]) -> None:
    ended = run(*PROGRAM, *args, program=("sh", "-c", 'exec "$0" "$@" >&-'))
    assert (ended.code, ended.err) == (2, "armslength: the output can't be written: it is closed\n")


def test_an_output_that_is_open_for_reading_only(tmp_path: Path) -> None:
    with open("/dev/null", "rb") as only_for_reading:
        ended = run("assess", ATLAS, *ON_DAY, program=PROGRAM, stdout=only_for_reading)
    assert (ended.code, ended.err) == (2, "armslength: the output can't be written: bad file descriptor\n")


def test_head_may_go_away_in_the_middle() -> None:
    line = " ".join([*PROGRAM, "assess", *map(str, [ATLAS] * 10), *ON_DAY, "--format", "json"])
    ended = run(f"{line} | head -c 3; exit ${{PIPESTATUS[0]}}", program=("bash", "-c"))
    assert (ended.code, ended.out, ended.err) == (141, b'[{"', "")


BAD = {
    "bad usage": (["assess", "--no-such-option"], 2),
    "missing file": (["assess", "/no/such/file", *RULES], 2),
    "unknown decision": (["explain", ATLAS, "x", *RULES], 2),
    "no command": ([], 2),
    "nothing wrong": (["profile", "check", ATLAS, *RULES], 0),
}


@pytest.mark.parametrize(("args", "code"), BAD.values(), ids=BAD)
def test_words_that_nobody_can_hear_change_no_exit_code(args: list[str], code: int) -> None:
    with open("/dev/full", "wb") as full:
        assert run(*args, program=PROGRAM, stderr=full).code == code
    with nobody_reads() as writer:
        assert run(*args, program=PROGRAM, stderr=writer).code in (code, 141)
    assert run(*PROGRAM, *args, program=("sh", "-c", 'exec "$0" "$@" 2>&-')).code == code


def test_nothing_to_write_to_at_all() -> None:
    closed = ("sh", "-c", 'exec "$0" "$@" <&- >&- 2>&-')
    assert run(*PROGRAM, "assess", ATLAS, *ON_DAY, program=closed).code == 2
    assert run(*PROGRAM, "profile", "check", ATLAS, *RULES, program=closed).code == 0


def on_a_terminal(*args: str | Path, **changes: str | None) -> str:
    """What a person sees who runs the program at a terminal."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [*PROGRAM, *args], stdin=theirs, stdout=theirs, stderr=theirs, env=environment(**changes)
    ) as child:
        os.close(theirs)
        seen = b""
        try:
            while part := os.read(ours, 65536):
                seen += part
        except OSError:  # so Linux says that the other end is closed
            pass
        os.close(ours)
    assert child.returncode is not None
    return seen.decode("utf-8").replace("\r\n", "\n")


def test_a_terminal_gets_colour_unless_it_declines() -> None:
    coloured = on_a_terminal("assess", ATLAS, *ON_DAY)
    assert "\x1b[1m" in coloured
    for changes in ({"NO_COLOR": "1"}, {"TERM": "dumb"}, {"NO_COLOR": "x", "TERM": "dumb"}):
        assert "\x1b" not in on_a_terminal("assess", ATLAS, *ON_DAY, **changes)
    assert "\x1b" in on_a_terminal("assess", ATLAS, *ON_DAY, NO_COLOR="")


@pytest.mark.parametrize("command", [["explain", ATLAS, "loan", *ON_DAY], ["rules", "show", "care", *RULES]])
def test_every_page_is_coloured_alike(command: list[str]) -> None:
    assert "\x1b[1m" in on_a_terminal(*command)
    assert "\x1b" not in on_a_terminal(*command, NO_COLOR="1")


@pytest.mark.parametrize("form", ["json", "markdown"])
def test_what_other_programs_read_has_no_colour(form: str) -> None:
    shown = on_a_terminal("assess", ATLAS, *ON_DAY, "--format", form)
    assert "\x1b" not in shown


def test_a_person_at_a_terminal_sees_the_line_an_error_speaks_of(tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    path.write_text("id: p\nanswers:\n  item_kind: bok\n")
    shown = on_a_terminal("assess", path, *ON_DAY)
    assert "3 |   item_kind: bok\n" in shown
    assert "  |              ^" in shown
    assert "item_kind" not in run("assess", path, *ON_DAY).err.replace("`item_kind`", "")


@pytest.mark.parametrize("columns", ["1", "0", "-5", "x", "", "39", "1000000"])
def test_any_number_of_columns_will_do(columns: str) -> None:
    for args in (["assess", ATLAS, *ON_DAY], ["explain", ATLAS, "loan", *ON_DAY], ["rules", "show", *RULES], ["-h"]):
        ended = run(*args, env=environment(COLUMNS=columns))
        assert (ended.code, ended.err) == (0, "")
        assert len(ended.out) > 200


def test_columns_change_the_lines_and_not_the_words() -> None:
    narrow, wide = (run("assess", ATLAS, *ON_DAY, env=environment(COLUMNS=each)).text for each in ("50", "100"))
    assert narrow != wide
    assert max(map(len, narrow.splitlines())) <= 50
    assert DAY[:4] in narrow


def test_a_file_with_many_errors_is_read_once_for_all_its_lines(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from engine.commands import failures
    from engine.commands.profile_files import profiles_in
    from engine.errors import InputError
    from engine.render import diagnostics
    from tests.packs.shipped import shipped

    path = profile(tmp_path, "id: x\nanswers:\n" + "".join(f"  q{number}: yes\n" for number in range(900)))
    reads: list[Path] = []
    real: Callable[..., str] = vars(diagnostics)["read_text"]

    def counted(*args: Path) -> str:
        reads.append(args[0])
        return real(*args)

    monkeypatch.setattr(diagnostics, "read_text", counted)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    with pytest.raises(InputError) as caught:
        profiles_in([str(path)], shipped())
    assert failures.explained(caught.value) == 2
    assert reads == [path]
    assert capsys.readouterr().err.count("| " + "  q") == 900
