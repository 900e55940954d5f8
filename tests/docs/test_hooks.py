"""The hooks and the workflow that others copy: every command in them is one that the program reads."""

import re
import shlex
from typing import Any

import click
import pytest
import yaml

import cli
from tests.packs.shipped import ROOT

HOOKS: list[dict[str, Any]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
PAGE = (ROOT / "docs" / "how-to" / "check-a-pack-in-ci.md").read_text(encoding="utf-8")
BLOCKS = [yaml.safe_load(block) for block in re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)]
CONFIG, WORKFLOW = BLOCKS


def read(words: list[str]) -> click.Context:
    """Read a command line as the program does, without running it."""
    group: click.Command = cli.main
    context = click.Context(group)
    while isinstance(group, click.Group):
        found = group.get_command(context, words[0])
        assert found is not None, words
        group, words = found, words[1:]
    return group.make_context("hook", words)


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: str(hook["id"]))
def test_a_hook_runs_a_command_of_ours(hook: dict[str, Any]) -> None:
    program, *words = shlex.split(hook["entry"])
    files = [] if hook.get("pass_filenames") is False else ["profiles/a.yaml"]
    assert program == "armslength"
    assert read([*words, "--rules", "my-pack", *files]).params["folder"]
    assert hook["language"] == "python"


def test_the_page_names_the_hooks_that_there_are() -> None:
    assert [hook["id"] for hook in CONFIG["repos"][0]["hooks"]] == [hook["id"] for hook in HOOKS]


def test_every_command_of_the_workflow_is_one_that_the_program_reads() -> None:
    runs = [step["run"] for step in WORKFLOW["jobs"]["rules"]["steps"] if "run" in step]
    commands = [shlex.split(run.partition(" > ")[0]) for run in runs if run.startswith("armslength ")]
    assert len(commands) == len(runs) - 1 == 4
    for _, *words in commands:
        assert read(words).params["folder"]
