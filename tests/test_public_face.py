"""What the engine offers to programs: every name is there, described and shown, and the commands use nothing else."""

import ast
import doctest
import inspect
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import engine
from engine import api, testing
from tests.packs.shipped import ROOT

LIBRARY = ROOT / "tests" / "packs" / "library"
COMMANDS = ROOT / "engine" / "commands"


def functions() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Walk the public functions."""
    for module, names in ((engine, engine.__all__), (testing, ("assert_outcome", "profile_from"))):
        for name in names:
            found = getattr(module, name)
            if inspect.isfunction(found):
                yield name, found


FUNCTIONS = dict(functions())


def test_every_public_name_is_described() -> None:
    assert len(engine.__all__) > 50
    for name in engine.__all__:
        found = getattr(engine, name)
        assert name == "__version__" or inspect.getdoc(found), name


def test_a_name_that_is_not_public_is_none() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'fingerprint'"):
        _ = engine.fingerprint


def test_all_that_is_in_the_api_is_public() -> None:
    own = {name for name, found in vars(api).items() if inspect.isfunction(found) and found.__module__ == api.__name__}
    assert {name for name in own if not name.startswith("_")} - set(engine.__all__) == set()


WITHOUT_EXAMPLE = {
    "decide_frame": "needs Spark; the how-to shows it, and is run",
    "run_on_spark": "needs Spark; the how-to shows it, and is run",
}


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_the_example_of_every_public_function_runs(name: str, tmp_path: Path) -> None:
    base = engine.load_pack(LIBRARY)
    profile = engine.read_profiles(b"id: somebody", base)[0]
    given = {
        **{each: getattr(engine, each) for each in engine.__all__},
        **{each: getattr(testing, each) for each in ("assert_outcome", "profile_from")},
        "base": base,
        "profile": profile,
        "date": date,
        "folder": tmp_path,
        "table": ROOT / "tests" / "packs" / "loan.dmn",
        "Path": Path,
        "result": engine.assess(base, profile, date(2026, 5, 4)),
    }
    examples = doctest.DocTestParser().get_examples(inspect.getdoc(FUNCTIONS[name]) or "")
    assert bool(examples) != (name in WITHOUT_EXAMPLE)
    runner = doctest.DocTestRunner(verbose=False, optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    runner.run(doctest.DocTest(examples, given, name, None, None, None))
    assert runner.failures == 0


@pytest.mark.parametrize("module", [engine, testing], ids=lambda module: module.__name__)
def test_the_example_at_the_head_runs(module: ModuleType) -> None:
    given = {**{each: getattr(engine, each) for each in engine.__all__}, **vars(testing)}
    test = doctest.DocTestParser().get_doctest(inspect.getdoc(module) or "", given, module.__name__, None, None)
    assert test.examples
    assert doctest.DocTestRunner(verbose=False).run(test).failed == 0


READ_BY_COMMANDS = ("engine.commands", "engine.page", "engine.source", "engine.export", "engine.render")
"""Besides the public face: what hands places and words on, and what writes a value for people or programs."""

OTHERWISE = {
    ("merge.py", "engine.handover.merge"): "the words for which of two answers is taken",
    ("merge.py", "engine.profile.edit_in_place"): "answers written into a file that stays as it was otherwise",
    ("merge.py", "engine.profile.rewrite"): "a file that is written over is kept where it held comments",
    ("ask.py", "engine.interview.read_line"): "how long a line may be",
    ("ask.py", "engine.profile.edit_in_place"): "an answer is written into the file that somebody else wrote",
    ("ask.py", "engine.profile.rewrite"): "a file of answers is written over, and its comments are kept",
    ("mutate.py", "engine.checks.mutation"): "it tells how far it is, mutant by mutant",
    ("pack_arguments.py", "engine.checks.differences.named_pack"): "a pack by the name that somebody typed",
    ("pack_arguments.py", "engine.rulebase.load.revision"): "a pack by the name that somebody typed",
    ("portfolio.py", "engine.interpret.result_columns"): "it names the columns in which a cluster marks rows",
    ("portfolio.py", "engine.rulebase.folders"): "how the name of a profile ends",
    ("profile.py", "engine.rulebase.facts"): "which days lie after that of assessment",
    ("portfolio.py", "engine.portfolio"): "what is asked for by the end of a file's name, and one row of a table",
    ("profile.py", "engine.portfolio.run.one_row"): "one row of a table",
    ("progress.py", "engine.portfolio.arrow.parquet"): "how many rows there are to go through",
    ("proof_output.py", "engine.profile.witness_file"): "a witness as a file",
}
"""What a command reads from inside all the same, and why."""


def test_the_commands_go_through_the_public_face() -> None:
    used = set()
    for path in COMMANDS.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            module = node.module if isinstance(node, ast.ImportFrom) else None
            if module is None or not module.startswith("engine.") or module.startswith(READ_BY_COMMANDS):
                continue
            reasons = [each for each in OTHERWISE if each[0] == path.name and module.startswith(each[1])]
            assert reasons, f"{path.name} imports {module}"
            used.update(reasons)
    assert used == set(OTHERWISE)
