"""Files that are missing, folders, pipes or oddly named; standard input that is closed, doubled or something else."""

import os
import socket
from pathlib import Path
from shutil import copy, copytree

import pytest

from tests.cli.conftest import Call
from tests.cli.program import ATLAS, BOOK, LIBRARY, ON_DAY, PROGRAM, RULES, profile, run

READERS = [["assess"], ["profile", "check"], ["explain"], ["replay"]]
"""Every command that reads a profile."""


def reading(command: list[str], path: str | Path | bytes, stored: Path) -> list[str | Path | bytes]:
    """The command line by which a command reads the profile at a path."""
    before: list[str | Path | bytes] = [stored] if command == ["replay"] else []
    after: list[str | Path | bytes] = ["loan"] if command == ["explain"] else []
    return [*command, *RULES, "--", *before, path, *after]


@pytest.fixture
def stored(call: Call, tmp_path: Path) -> Path:
    path = tmp_path / "stored.json"
    path.write_bytes(call("assess", ATLAS, *ON_DAY, "--format", "json").out)
    return path


@pytest.mark.parametrize("command", READERS, ids=" ".join)
def test_what_is_no_file_is_refused_and_never_waited_for(command: list[str], stored: Path, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    os.mkfifo(tmp_path / "pipe")
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(str(tmp_path / "socket"))
    wanted = {
        "missing": "missing-file",
        "folder": "not-a-file",
        "folder/x/y": "missing-file",
        "stored.json/x": "missing-file",
        "pipe": "not-a-file",
        "socket": "not-a-file",
        "loop": "unreadable-file",
    }
    for name, code in wanted.items():
        ended = run(*reading(command, tmp_path / name, stored))
        assert (ended.code, ended.out) == (2, b"")
        assert ended.err.startswith(f"{tmp_path / name}:1:1: {code}: ")
        assert ended.err.count("\n") == 1
    listening.close()


@pytest.mark.parametrize("path", ["/dev/zero", "/dev/null", "/dev/tty", "/proc/self/fd/0", ""])
def test_devices_are_not_read(path: str) -> None:
    ended = run("assess", path, *RULES, data=b"id: x\n")
    assert (ended.code, ended.out) == (2, b"")
    assert ended.err.count("\n") == 1


def test_a_stored_result_that_is_no_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", tmp_path, tmp_path / "missing", Path("/dev/zero")):
        ended = run("replay", path, ATLAS, *RULES)
        assert (ended.code, ended.out, ended.err) == (2, b"", f"armslength: `{path}` is not a file\n")


NAMES = {
    "not UTF-8": b"caf\xe9.yaml",
    "leading dash": b"-x.yaml",
    "like an option": b"--help",
    "like standard input": b"-",
    "spaces and quotes": b" a 'b' \"c\" .yaml",
    "line feed and escape": b"a\nb\x1b[31m.yaml",
    "another script": "анкета 調査 🗂.yaml".encode(),
    "right to left": "a\u202eb.yaml".encode(),
    "percent and braces": b"%s{0.__class__}{{7*7}}.yaml",
}


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_file_may_have_any_name(name: bytes, tmp_path: Path) -> None:
    copy(os.fsencode(ATLAS), os.fsencode(tmp_path) + b"/" + name)
    wanted = run("assess", ATLAS, *ON_DAY, "--format", "json").out
    for path in (b"./" + name, os.fsencode(tmp_path) + b"/" + name):
        ended = run("assess", *ON_DAY, "--format", "json", "--", path, cwd=tmp_path)
        assert (ended.code, ended.err, ended.out) == (0, "", wanted)


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_an_error_in_a_file_of_any_name_is_one_harmless_line(name: bytes, tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/" + name
    with open(path, "w", encoding="utf-8") as file:
        file.write("id: x\nanswers: {no_such_question: yes}\n")
    ended = run("assess", *RULES, "--", path)
    assert (ended.code, ended.out) == (2, b"")
    assert ended.err.count("\n") == 1
    assert ended.err[:-1].isprintable()
    assert ":2:11: unknown-fact: there is no question `no_such_question`" in ended.err


@pytest.mark.parametrize("name", [b"caf\xe9", b"-pack", b"a b\nc", "пакет".encode()], ids=str)
def test_a_pack_may_have_any_name(name: bytes, tmp_path: Path) -> None:
    folder = os.fsencode(tmp_path) + b"/" + name
    copytree(LIBRARY, os.fsdecode(folder))
    wanted = run("assess", ATLAS, *ON_DAY, "--format", "json").out
    for _ in range(2):  # read, then from its compiled form
        ended = run("assess", ATLAS, "--as-of", "2026-05-04", "--format", "json", b"--rules=" + folder)
        assert (ended.code, ended.err, ended.out) == (0, "", wanted)
    missing = run("assess", ATLAS, b"--rules=" + folder + b"\x1b[31m")
    assert missing.code == 2
    assert missing.err[:-1].isprintable()


def test_a_leading_dash_needs_a_double_dash_or_a_folder(tmp_path: Path) -> None:
    copy(ATLAS, tmp_path / "-x.yaml")
    assert run("assess", "-x.yaml", *RULES, cwd=tmp_path).code == 2
    assert run("assess", *RULES, "--", "-x.yaml", cwd=tmp_path).code == 0
    assert run("assess", *RULES, "./-x.yaml", cwd=tmp_path).code == 0


@pytest.mark.parametrize(
    "args", [["assess", "-", "-"], ["assess", "-", ATLAS, "-"], ["profile", "check", "-", "-"], ["replay", "-", "-"]]
)
def test_standard_input_can_be_read_only_once(call: Call, args: list[str]) -> None:
    ended = call(*args, *RULES, data=ATLAS.read_bytes())
    assert (ended.code, ended.out) == (2, b"")
    assert ended.err == "armslength: `-` is given twice, but standard input can be read only once\n"


@pytest.mark.parametrize("command", READERS, ids=" ".join)
def test_standard_input_may_be_closed(command: list[str], stored: Path) -> None:
    line = [*PROGRAM, *map(str, reading(command, "-", stored))]
    ended = run(*line, program=("sh", "-c", 'exec "$0" "$@" <&-'))
    assert (ended.code, ended.out, ended.err) == (2, b"", "armslength: standard input is closed\n")


def test_standard_input_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with (tmp_path / "x").open("wb") as only_for_writing:
        ended = run("assess", "-", *RULES, stdin=only_for_writing)
    assert (ended.code, ended.out) == (2, b"")
    assert ended.err.startswith("armslength: standard input can't be read")


HOSTILE_INPUT = {
    "nothing": (b"", "empty-file"),
    "only a comment": (b"# x\n", "empty-file"),
    "not UTF-8": (b"id: caf\xe9\n", "not-utf8"),
    "UTF-16 without a mark": ("id: x\n".encode("utf-16-le"), "not-utf8"),
    "UTF-32": ("id: x\n".encode("utf-32"), "not-utf8"),
    "NUL": (b"id: x\0\n", "control-character"),
    "escape": (b"id: \x1b[31m\n", "control-character"),
    "tab": (b"id:\tx\n", "tab"),
    "deep": (b"[" * 100_000, "too-deep"),
    "alias bomb": (b"a: &a [x]\nb: *a\n", "anchor"),
    "python tag": (b"id: !!python/object/apply:os.system [ls]\n", "tag"),
    "two documents": (b"id: a\n---\nid: b\n", "several-documents"),
    "duplicate key": (b"id: a\nid: b\n", "duplicate-key"),
    "too large": (b"#" * 5_000_001, "too-large"),
    "no id": (b"answers: {}\n", "missing-key"),
    "a text": (b"hello\n", ""),
    "an empty list": (b"[]", ""),
    "duplicate ids": (b'[{"id": "a"}, {"id": "a"}]', "duplicate-id"),
}


@pytest.mark.parametrize(("data", "code"), HOSTILE_INPUT.values(), ids=HOSTILE_INPUT)
def test_hostile_input_ends_with_2_and_a_place(data: bytes, code: str) -> None:
    ended = run("assess", "-", *RULES, data=data)
    assert (ended.code, ended.out) == (2, b"")
    assert ended.err.startswith("-:")
    assert f": {code}" in ended.err
    assert all(line.isprintable() for line in ended.err.splitlines())


def test_a_folder_that_is_gone_is_no_reason_to_fail(tmp_path: Path) -> None:
    gone = f'mkdir "{tmp_path}/gone" && cd "{tmp_path}/gone" && rmdir "{tmp_path}/gone" && exec "$0" "$@"'
    for args in (["assess", ATLAS, *ON_DAY], ["rules", "show"]):
        assert run(*PROGRAM, *args, program=("sh", "-c", gone)).code == 0
    assert run(*PROGRAM, "assess", "x.yaml", *RULES, program=("sh", "-c", gone)).code == 2


def test_output_over_the_profile_is_up_to_the_shell_and_does_no_harm_unseen(tmp_path: Path) -> None:
    """The shell empties the file before the program starts: it says that there is nothing to read."""
    path = profile(tmp_path, BOOK.read_text())
    with path.open("wb") as emptied:
        ended = run("assess", path, *RULES, stdout=emptied)
    assert ended.code == 2
    assert ended.err.startswith(f"{path}:1:1: empty-file: ")


def test_without_a_command_the_help_is_shown() -> None:
    ended = run()
    assert (ended.code, ended.out) == (2, b"")
    assert "\nCommands:\n" in ended.err


@pytest.mark.parametrize(
    "args", [["asess"], ["--asess"], ["\x1b[31m"], ["--\x1b[31m"], [b"\xff\xfe"], ["%s{0}"]], ids=str
)
def test_an_unknown_word_is_refused_harmlessly(args: list[str | bytes]) -> None:
    ended = run(*args)
    assert (ended.code, ended.out) == (2, b"")
    assert all(line.isprintable() for line in ended.err.splitlines())
    assert "--help" in ended.err
