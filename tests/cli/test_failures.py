"""What nobody foresaw ends in one line and exit code 70; broken off, in 130; engines that disagree conclude nothing."""

import errno
import re
import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

import cli
from engine.interpret import durable
from engine.interpret.evaluation import Evaluation
from engine.interpret.reference.evaluate import evaluate as by_reference
from engine.rulebase.base import RuleBase
from engine.rulebase.facts import Facts
from tests.cli.conftest import Call
from tests.cli.program import ATLAS, ON_DAY, RULES, needs_second_engine, run, with_fault

pytestmark = pytest.mark.engines

SECRET = "what-nobody-may-read"
COMMANDS: dict[str, list[str | Path]] = {
    "assess": ["assess", ATLAS, *ON_DAY],
    "explain": ["explain", ATLAS, "loan", *ON_DAY],
    "profile check": ["profile", "check", ATLAS, *RULES],
    "profile new": ["profile", "new", *RULES],
    "rules check": ["rules", "check", *RULES],
    "rules test": ["rules", "test", *RULES],
    "rules show": ["rules", "show", *RULES],
}
every_command = pytest.mark.parametrize("args", COMMANDS.values(), ids=COMMANDS)


def failing(problem: BaseException) -> Callable[..., object]:
    def fail(*args: object, **kwargs: object) -> object:
        raise problem

    return fail


PROBLEMS = [
    KeyError(SECRET),
    ValueError(f"{SECRET}\n{SECRET}"),
    AssertionError(SECRET),
    RecursionError(SECRET),
    MemoryError(),
    ZeroDivisionError(SECRET),
    UnicodeEncodeError("ascii", SECRET, 0, 1, SECRET),
    FileNotFoundError(errno.ENOENT, "gone", SECRET),
    PermissionError(errno.EACCES, SECRET),
    ModuleNotFoundError(SECRET),
    type("Odd\nKind", (Exception,), {"exit_code": 5})(SECRET),
    EOFError(SECRET),
    StopIteration(SECRET),
    TimeoutError(SECRET),
]


@pytest.mark.parametrize("problem", PROBLEMS, ids=lambda problem: type(problem).__name__)
def test_what_nobody_foresaw_is_one_line_without_any_input(
    call: Call, monkeypatch: pytest.MonkeyPatch, problem: Exception
) -> None:
    monkeypatch.setattr("engine.api.assess", failing(problem))
    ended = call("assess", ATLAS, *ON_DAY)
    assert (ended.code, ended.out) == (70, b"")
    assert ended.err.count("\n") == 1
    kind = re.escape(type(problem).__name__.replace("\n", "\\n"))
    way_out = "install it again" if isinstance(problem, ImportError) else "report it"
    assert re.fullmatch(rf"armslength: internal error in [\w.]+:\d+: {kind}; please {way_out}\n", ended.err)
    assert SECRET not in ended.err


@every_command
def test_every_command_ends_so(call: Call, monkeypatch: pytest.MonkeyPatch, args: list[str]) -> None:
    monkeypatch.setattr("engine.api.load_pack", failing(KeyError(SECRET)))
    ended = call(*args)
    assert (ended.code, ended.out) == (70, b"")
    assert re.match(r"armslength: internal error in engine\.commands\.\w+:", ended.err)
    assert SECRET not in ended.err


def test_a_child_ends_so_too() -> None:
    ended = run(
        *COMMANDS["assess"], program=with_fault(f"import engine.api as a; a.assess = lambda *x: {{}}[{SECRET!r}]")
    )
    assert (ended.code, ended.out) == (70, b"")
    assert re.fullmatch(
        r"armslength: internal error in engine\.commands\.assess:\d+: KeyError; please report it\n", ended.err
    )


def test_an_installation_that_cannot_load_ends_so_too() -> None:
    ended = run(*COMMANDS["assess"], program=with_fault("sys.modules['yaml'] = None"))
    assert (ended.code, ended.out) == (70, b"")
    assert re.fullmatch(
        r"armslength: internal error in [\w.]+:\d+: ModuleNotFoundError; please install it again\n", ended.err
    )


def test_an_installation_of_which_nothing_is_left_ends_so_too() -> None:
    ended = run(
        *COMMANDS["assess"],
        program=with_fault("sys.modules['engine.commands.failures'] = sys.modules['engine.render'] = None"),
    )
    assert (ended.code, ended.out) == (70, b"")
    assert ended.err == "armslength: internal error: ModuleNotFoundError; please install it again\n"


@every_command
def test_broken_off_ends_with_130_and_without_a_word(
    call: Call, monkeypatch: pytest.MonkeyPatch, args: list[str]
) -> None:
    monkeypatch.setattr("engine.api.load_pack", failing(KeyboardInterrupt()))
    ended = call(*args)
    assert (ended.code, ended.out, ended.err) == (130, b"", "")


@pytest.mark.parametrize(
    "place",
    [
        *(
            "engine.commands.assess.assess.callback",
            "engine.api.load_pack",
            "engine.commands.profile_files.profiles_in",
        ),
        *("engine.api.assess", "engine.render.page.result_page", "engine.commands.terminal.out"),
    ],
)
def test_ctrl_c_at_any_time_in_a_child(place: str) -> None:
    fault = (
        "import os, engine.api, engine.commands.assess, engine.commands.terminal; "
        "import engine.commands.profile_files, engine.render.page; "
        f"{place} = lambda *x, **y: os.kill(os.getpid(), {int(signal.SIGINT)})"
    )
    ended = run(*COMMANDS["assess"], program=with_fault(fault))
    assert (ended.code, ended.out, ended.err) == (130, b"", "")


def test_a_request_to_end_is_followed_at_once() -> None:
    fault = "import os, engine.api as a; a.load_pack = lambda *x: os.kill(os.getpid(), 15)"
    ended = run(*COMMANDS["assess"], program=with_fault(fault))
    assert (ended.code, ended.out, ended.err) == (-signal.SIGTERM, b"", "")


def one_rule_differs(base: RuleBase, facts: Facts, as_of: date | None = None, program: object = None) -> Evaluation:
    """A second engine with a fault: it takes one rule that fired for one that did not."""
    found = by_reference(base, facts, as_of)
    fired = next(name for name, truth in found.rules.items() if truth is True)
    return replace(found, rules={**found.rules, fired: False})


@pytest.fixture
def faulty_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(durable, "available", lambda: True)
    monkeypatch.setattr("engine.interpret.durable.compile.compile_program", lambda base: object())
    monkeypatch.setattr("engine.interpret.durable.evaluate.evaluate", one_rule_differs)
    monkeypatch.setenv("XDG_CACHE_HOME", "/dev/null")


@pytest.mark.usefixtures("faulty_engine")
@pytest.mark.parametrize("form", ["text", "json", "markdown"])
def test_engines_that_disagree_conclude_nothing(call: Call, form: str) -> None:
    ended = call("assess", ATLAS, *ON_DAY, "--format", form)
    assert (ended.code, ended.out) == (70, b"")
    assert re.fullmatch(
        r"armslength: the two engines came to different results, so no conclusion is shown; they differ in "
        r"rule `[\w-]+`; please report it\n",
        ended.err,
    )


@pytest.mark.usefixtures("faulty_engine")
def test_engines_that_disagree_end_the_test_of_the_rules_and_a_replay(call: Call) -> None:
    stored = call("assess", ATLAS, *ON_DAY, "--engine", "reference", "--format", "json")
    assert stored.code == 0
    for args, data in ((["rules", "test", *RULES], None), (["replay", "-", ATLAS, *RULES], stored.out)):
        ended = call(*args, data=data)
        assert (ended.code, ended.out) == (70, b"")
        assert "the two engines came to different results" in ended.err


@needs_second_engine
def test_a_fault_in_the_real_second_engine_is_noticed() -> None:
    fault = (
        "import engine.interpret.durable.evaluate as r; old = r.ProfileRun.truth; "
        "r.ProfileRun.truth = lambda self, rule: None if old(self, rule) is True else old(self, rule)"
    )
    ended = run(*COMMANDS["assess"], program=with_fault(fault))
    assert (ended.code, ended.out) == (70, b"")
    assert "the two engines came to different results, so no conclusion is shown" in ended.err
    assert ended.err.count("\n") == 1


def test_a_guard_that_is_taken_away_is_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The teeth of the tests above: without the guards the problem comes out as it is."""
    for name in ("main", "make_context", "invoke"):
        monkeypatch.delattr(cli.Program, name)
    monkeypatch.setattr("engine.api.load_pack", failing(KeyError(SECRET)))
    ended = CliRunner().invoke(cli.main, ["rules", "show"])
    assert isinstance(ended.exception, KeyError)


def test_python_is_one_that_is_supported() -> None:
    assert sys.version_info >= (3, 11)
