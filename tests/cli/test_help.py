"""The help is the reference: complete, instant, with an example each; and the shell can complete names."""

import json
import shlex
import shutil
import sys
from pathlib import Path

import click
import pytest

import cli
from tests.cli.commands import COMMANDS
from tests.cli.program import ATLAS, LIBRARY, environment, run

IMPORTED = """
import json, sys
before = set(sys.modules)
import cli
try:
    cli.main(sys.argv[1:])
except SystemExit:
    pass
new = set(sys.modules) - before
names = {name.partition(".")[0] for name in new} - set(sys.stdlib_module_names) - {"engine"}
sys.stderr.write(json.dumps(sorted(names) + sorted(name for name in new if name.startswith("engine"))))
"""
LIGHT = ["armslength", "cli", "click", "engine", "engine.commands", "engine.commands.on_use", "engine.version"]


every_command = pytest.mark.parametrize("path", COMMANDS, ids=" ".join)


@pytest.mark.parametrize(
    ("path", "light"),
    [
        ((), LIGHT),
        (("rules",), [*LIGHT, "engine.commands.rules"]),
        (("profile",), [*LIGHT, "engine.commands.options", "engine.commands.profile"]),
        (("assess",), [*LIGHT, "engine.commands.assess", "engine.commands.options"]),
        (("explain",), [*LIGHT, "engine.commands.explain", "engine.commands.options"]),
    ],
    ids=str,
)
def test_help_imports_nothing_but_click_and_the_command(path: tuple[str, ...], light: list[str]) -> None:
    ended = run("-c", IMPORTED, *path, "--help", program=(sys.executable,))
    assert ended.out.startswith(b"Usage: ")
    assert sorted(json.loads(ended.err)) == sorted(light)


def test_the_test_above_would_notice_more() -> None:
    planted = IMPORTED.replace("import cli", "import cli, engine.api")
    assert "engine.api" in json.loads(run("-c", planted, "--help", program=(sys.executable,)).err)


def test_the_main_help_lists_every_exit_code_and_command() -> None:
    ended = run("--help")
    assert (ended.code, ended.err) == (0, "")
    for code in (0, 1, 2, 3, 70, 130, 141):
        assert f" {code} " in ended.text
    for name in cli.main.list_commands(click.Context(cli.main)):
        assert f"\n  {name} " in ended.text
    assert "_ARMSLENGTH_COMPLETE" in ended.text
    assert run("-h").out == ended.out


@every_command
def test_every_command_has_a_text_an_example_and_a_word_on_each_option(path: tuple[str, ...]) -> None:
    command = COMMANDS[path]
    assert command.help
    shown = run(*path, "--help").text
    assert f"  Example: armslength {' '.join(path)}" in shown
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, parameter.name
            assert parameter.opts[0] in shown


@every_command
def test_every_example_can_be_read_by_the_program(path: tuple[str, ...]) -> None:
    example = str(COMMANDS[path].epilog).partition("Example: armslength ")[2]
    words = shlex.split(example.partition(" > ")[0])
    assert tuple(words[: len(path)]) == path
    context = COMMANDS[path].make_context("example", words[len(path) :])
    assert context.params


TAKE_TWO = (("rules", "diff"), ("rules", "impact"))
"""These hold two packs against each other, and take both as arguments."""


OUT_OF_A_FILE = {("rules", "import")}
"""These make a pack of something else, and run none."""

WITHOUT_RULES = {
    *(("register", name) for name in ("backup", "export", "init", "restore", "upgrade", "verify")),
    *(("register", "account", name) for name in ("disable", "enable", "list", "reset")),
}
"""These take a register as it is: no rule has a part in what they do."""


@pytest.mark.parametrize(
    "path", [path for path in COMMANDS if path not in {*TAKE_TWO, *WITHOUT_RULES, *OUT_OF_A_FILE}], ids=" ".join
)
def test_every_command_takes_a_pack_in_the_same_way(path: tuple[str, ...]) -> None:
    option = "--extends" if path == ("rules", "new") else "--rules"  # a new pack is not run by another, it lies over it
    assert any(parameter.opts == [option] for parameter in COMMANDS[path].params)


def test_the_version() -> None:
    from engine import __version__

    ended = run("--version")
    assert (ended.code, ended.text, ended.err) == (0, f"armslength {__version__}\n", "")


def completions(line: str, **changes: str | None) -> list[str]:
    """What the shell offers at the end of a line."""
    words = shlex.split(line)
    place = len(words) if line.endswith(" ") else len(words) - 1
    asked = {"_ARMSLENGTH_COMPLETE": "bash_complete", "COMP_WORDS": line, "COMP_CWORD": str(place)}
    ended = run(env=environment(**{**asked, **changes}))
    assert (ended.code, ended.err) == (0, "")
    return [each.partition(",")[2] for each in ended.text.splitlines() if each]


def test_commands_and_names_are_completed() -> None:
    assert completions("armslength as") == ["ask", "assess"]
    assert completions("armslength rules ") == [
        *("book", "check", "diff", "export", "impact", "import", "mutate", "new", "schema", "show", "test")
    ]
    pack = f"--rules {LIBRARY}"
    assert completions(f"armslength explain {pack} {ATLAS} loan") == ["loan", "loan_period"]
    assert completions(f"armslength rules show {pack} fees") == ["fees_owed"]
    assert completions(f"armslength rules show {pack} guard") == ["guardian-signature"]
    assert completions(f"armslength profile new {pack} --topic h") == ["history"]
    assert completions("armslength assess --format j") == ["json"]


def test_completion_never_fails(tmp_path: Path) -> None:
    assert completions(f"armslength rules show --rules {tmp_path} x") == []
    assert completions("armslength explain --rules /dev/null x y") == []


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash here")
def test_the_line_in_the_help_switches_completion_on() -> None:
    line = next(line.strip() for line in run("--help").text.splitlines() if "bash_source" in line)
    program = f'PATH="{sys.prefix}/bin:$PATH"; {line} && complete -p armslength'
    ended = run(program, program=("bash", "-c"))
    assert ended.code == 0
    assert "armslength" in ended.text
