"""Commands that write a file: whole or not at all, and in words where it can't be written."""

from pathlib import Path

import pytest

from tests.cli.commands import COMMANDS
from tests.cli.conftest import Call
from tests.cli.program import ATLAS, LIBRARY, ON_DAY, RULES

WRITING = (
    ("rules", "book"),
    ("rules", "export", "--to", "dmn"),
    ("rules", "schema"),
    ("rules", "schema", "cases"),
    ("rules", "schema", "profile"),
)
every_writer = pytest.mark.parametrize("command", WRITING, ids=" ".join)


@every_writer
def test_a_file_holds_what_standard_output_would(call: Call, tmp_path: Path, command: tuple[str, ...]) -> None:
    shown = call(*command, *RULES)
    assert shown.code == 0
    assert len(shown.out) > 1000
    file = tmp_path / "written"
    ended = call(*command, *RULES, "-o", file)
    assert (ended.code, ended.out, ended.err) == (0, b"", "")
    assert file.read_bytes() == shown.out
    assert list(tmp_path.iterdir()) == [file]


@every_writer
def test_a_file_that_was_there_is_replaced(call: Call, tmp_path: Path, command: tuple[str, ...]) -> None:
    file = tmp_path / "written"
    file.write_text("before")
    assert call(*command, *RULES, "--output", file).code == 0
    assert len(file.read_bytes()) > 1000


@every_writer
@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("folder", "`folder` is not a file; name the file to write"),
        ("no/file", "`no/file` can't be written: no such file or directory"),
        ("", "`` is not a file; name the file to write"),
    ],
)
def test_where_nothing_can_be_written_it_says_so(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...], name: str, says: str
) -> None:
    (tmp_path / "folder").mkdir()
    monkeypatch.chdir(tmp_path)
    ended = call(*command, *RULES, "-o", name)
    assert (ended.code, ended.out, ended.err) == (2, b"", f"armslength: {says}\n")
    assert list(tmp_path.rglob("*")) == [tmp_path / "folder"]


@every_writer
def test_a_pack_that_cannot_be_read_leaves_the_file_alone(call: Call, tmp_path: Path, command: tuple[str, ...]) -> None:
    file = tmp_path / "written"
    file.write_text("before")
    assert call(*command, "--rules", tmp_path / "none", "-o", file).code == 2
    assert file.read_text() == "before"


PLAIN, YAML = "plain text; let it end in .txt", "YAML; let it end in .yaml"
NO_NAMES = [
    (("assess", ATLAS), "x.docx", PLAIN),
    (("assess", ATLAS), "x.json", f"{PLAIN}, or add `--format json`"),
    (("assess", ATLAS), "x.MD", f"{PLAIN}, or add `--format markdown`"),
    (("assess", ATLAS, "--format", "json"), "x.md", "JSON; let it end in .json, or add `--format markdown`"),
    (("explain", ATLAS, "loan"), "x.xlsx", PLAIN),
    (("rules", "check"), "x.json", f"{PLAIN}, or add `--format json`"),
    (("rules", "book"), "x.pdf", "HTML; let it end in .html"),
    (("rules", "schema"), "x.xlsx", "JSON; let it end in .json"),
    (("profile", "new"), "x.docx", YAML),
    (("form", ATLAS), "x.docx", YAML),
    (("register", "due", "r.db"), "x.ics", f"{PLAIN}, or add `--format ics`"),
    (
        ("register", "due", "r.db", "--format", "ics"),
        "x.xlsx",
        "a calendar; let it end in .ics, or add `--format xlsx`",
    ),
    (("register", "pack", "r.db", "a"), "x.pdf", "a zip; let it end in .zip"),
]


@pytest.mark.parametrize(("command", "name", "says"), NO_NAMES)
def test_a_file_is_not_given_the_name_of_what_it_does_not_hold(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[object, ...], name: str, says: str
) -> None:
    """Word would call the file broken, and a calendar would take in nothing; `-o` may stand before `--format`, too."""
    monkeypatch.chdir(tmp_path)
    for words in ((*command, "-o", name), (*command[:2], "-o", name, *command[2:])):
        ended = call(*words, *RULES)
        assert (ended.code, ended.out) == (2, b"")
        assert f"`{name}` is no name for {says}" in ended.err
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_says_the_form_or_none_is_taken(call: Call, tmp_path: Path) -> None:
    for form, name in (
        ("json", "x.json"),
        ("sarif", "y.json"),
        ("sarif", "x.sarif"),
        ("text", "x"),
        ("junit", "x.xml"),
    ):
        ended = call("rules", "check", *RULES, "-o", tmp_path / name, "--format", form)
        assert (ended.code, (tmp_path / name).exists()) == (0, True), ended.err


TABLE = "table.csv"
PRINTING: dict[str, tuple[object, ...]] = {
    "profile new": ("--quick", *RULES),
    "profile from-row": (TABLE, "a", *RULES),
    "assess": (ATLAS, *ON_DAY),
    "explain": (ATLAS, "loan", *ON_DAY),
    "replay": ("stored.json", ATLAS, *RULES),
    "rules show": ("loan", *RULES),
    "rules check": ("--format", "sarif", *RULES),
    "rules test": ("--engine", "reference", "--format", "junit", *RULES),
    "rules mutate": ("--sample", "1", "--format", "json", *RULES),
    "rules diff": (LIBRARY, LIBRARY, "--as-of", "2026-05-04"),
    "rules impact": (LIBRARY, LIBRARY, ATLAS, "--as-of", "2026-05-04"),
    "portfolio": (TABLE, "--explain", "a", *ON_DAY),
}
"""Commands that print something which one would keep, beside those above that are for writing."""

PRINTING_NO_FILE = {"ask", "profile check", "rules import", "rules new", "serve"}


ABOUT_A_REGISTER = {"due", "export", "import", "list", "pack", "show", "table"}
"""Commands of `register` that write what one would keep, tried in `test_register.py`; the others enter something, or
are about the register itself."""


BY_THE_END_OF_ITS_NAME = {"document", "form", "merge", "pack", "profile to-row", "questions"}
"""Commands whose file is written as its name asks; tried with what they do."""


@pytest.fixture
def among_files(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a table and a stored result in it."""
    monkeypatch.chdir(tmp_path)
    Path(TABLE).write_text("id,borrower_kind,lives_here\na,,yes\n")
    assert call("assess", ATLAS, *ON_DAY, "--format", "json", "-o", "stored.json").code == 0
    return tmp_path


@pytest.mark.parametrize("command", PRINTING)
def test_what_is_printed_can_be_written_to_a_file(call: Call, among_files: Path, command: str) -> None:
    """Windows PowerShell's `>` changes every letter that is not plain ASCII; `-o` writes the same bytes everywhere."""
    words = command.split()
    arguments = [str(each) for each in PRINTING[command]]
    shown = call(*words, *arguments)
    assert len(shown.out) > 10
    written = call(*words, *arguments, "-o", "kept")
    assert (written.code, written.out, written.err) == (shown.code, b"", shown.err)
    assert (among_files / "kept").read_bytes() == shown.out


def test_every_command_that_prints_a_file_takes_a_name_for_it() -> None:
    without = {
        " ".join(path) for path, command in COMMANDS.items() if "output" not in {each.name for each in command.params}
    }
    of_a_register = {" ".join(path) for path in COMMANDS if path[0] == "register"}
    kept = {f"register {name}" for name in ABOUT_A_REGISTER}
    assert without == PRINTING_NO_FILE | (of_a_register - kept)
    assert {" ".join(path) for path in COMMANDS} - without == {
        *kept,
        *PRINTING,
        *BY_THE_END_OF_ITS_NAME,
        "portfolio template",
        *(" ".join(command[:2]) for command in WRITING),
    }


def test_a_report_without_findings_empties_the_file_of_an_earlier_run(call: Call, tmp_path: Path) -> None:
    (tmp_path / "found").write_text("an old finding\n")
    assert call("rules", "test", "--engine", "reference", *RULES, "-o", tmp_path / "found").code == 0
    assert (tmp_path / "found").read_bytes() == b""


def test_a_refused_pack_is_reported_in_the_file(call: Call, tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text("rules: no\n")
    ended = call("rules", "check", "--rules", tmp_path, "--format", "json", "-o", tmp_path / "report")
    assert (ended.code, ended.out) == (2, b"")
    assert '"read": false' in (tmp_path / "report").read_text()


def test_a_profile_that_is_there_is_not_written_over(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    file = Path("mine.yaml")
    file.write_text("filled in")
    ended = call("profile", "new", *RULES, "-o", file)
    assert (ended.code, ended.out) == (2, b"")
    assert ended.err == f"armslength: `{file}` is there already, perhaps filled in; give the profile another name\n"
    assert file.read_text() == "filled in"


@pytest.mark.parametrize("command", [("assess",), ("explain",)], ids=" ".join)
def test_what_was_read_is_not_written_over(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    file = Path("mine.yaml")
    file.write_bytes(ATLAS.read_bytes())
    asked = ["loan"] if command == ("explain",) else []
    named = f"../{tmp_path.name}/mine.yaml"
    ended = call(*command, file, *asked, *ON_DAY, "-o", named)
    assert (ended.code, ended.out) == (2, b"")
    assert ended.err == f"armslength: `{named}` would be written over what was read from it; name another file\n"
    assert file.read_bytes() == ATLAS.read_bytes()
