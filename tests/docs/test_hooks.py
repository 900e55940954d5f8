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


def test_a_hook_that_reads_a_pack_runs_whatever_file_of_it_changed_or_is_gone() -> None:
    packs = [hook for hook in HOOKS if " rules " in hook["entry"]]
    assert len(packs) == 2
    for hook in packs:
        assert hook["always_run"] is True
        assert hook["pass_filenames"] is False
        assert not {"types", "types_or", "files"} & hook.keys()


@pytest.mark.parametrize("path", ["profiles/a.yaml", "profiles/deep/a.yml", "profiles/A.YAML"])
def test_the_hook_for_profiles_takes_every_file_of_profiles(path: str) -> None:
    (hook,) = [hook for hook in HOOKS if hook["entry"] == "armslength profile check"]
    assert re.search(hook["files"], path)
    assert not re.search(hook["files"], "profiles/readme.md")


def test_the_page_names_the_hooks_that_there_are() -> None:
    assert [hook["id"] for hook in CONFIG["repos"][0]["hooks"]] == [hook["id"] for hook in HOOKS]


def test_every_command_of_the_workflow_is_one_that_the_program_reads() -> None:
    runs = [step["run"] for step in WORKFLOW["jobs"]["rules"]["steps"] if "run" in step]
    commands = [shlex.split(run.partition(" > ")[0]) for run in runs if run.startswith("armslength ")]
    assert len(commands) == len(runs) - 1 == 4
    for _, *words in commands:
        assert read(words).params["folder"]
