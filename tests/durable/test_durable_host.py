"""The host: optional, loaded late, one session at a time, and nothing that goes wrong is lost."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from typing import Any

import pytest

from engine.errors import InternalError, MissingExtra
from engine.interpret import durable
from engine.interpret.durable import host, registered
from engine.interpret.durable.evaluate import evaluate as by_durable
from engine.interpret.reference.evaluate import evaluate as by_reference
from engine.rulebase.conditions import Literal, OneOf
from engine.rulebase.facts import Answer, Members
from tests.durable.bases import base_of
from tests.durable.comparing import needs_durable
from tests.packs.random_base import random_base, random_day, random_facts

FOLDER = Path(durable.__file__).parent


@pytest.fixture(autouse=True)
def _registered_by_this_test_alone() -> Iterator[None]:
    yield
    registered.forget_all()


def test_nothing_of_the_reference_is_used() -> None:
    imported = {
        node.module or ""
        for path in FOLDER.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ImportFrom)
    }
    assert not [name for name in imported if "reference" in name]
    assert {name for name in imported if name.startswith("engine.interpret.")} <= {
        "engine.interpret.evaluation",
        *(f"engine.interpret.durable.{path.stem}" for path in FOLDER.glob("*.py")),
    }


def test_the_package_is_loaded_with_the_first_profile_only() -> None:
    program = (
        "import sys; from engine.interpret import durable;"
        "print([name for name in sys.modules if name.startswith('durable')]);"
        "print(durable.available(), 'durable_rules_engine' in sys.modules, 'durable' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    before, after = done.stdout.splitlines()
    assert before == "[]"
    assert after == ("True True False" if durable.available() else "False False False")


def test_a_package_that_is_not_installed_is_not_available(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "durable_rules_engine", None)
    assert not durable.available()
    with pytest.raises(MissingExtra, match="durable"):
        by_durable(base_of([], yes_no=1), {})


class Broken:
    """Stands in for a package that is there and can't be loaded."""

    def find_spec(self, name: str, *_: object) -> None:
        if name == "durable_rules_engine":
            raise RuntimeError("undefined symbol: PyEval_CallObject")


def test_a_package_that_cannot_be_loaded_is_not_available(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "durable_rules_engine", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Broken(), *sys.meta_path])
    assert not durable.available()
    with pytest.raises(MissingExtra):
        by_durable(base_of([], yes_no=1), {})


class Unreliable:
    """The core, save that one call does something else."""

    def __init__(self, call: str, action: Any) -> None:
        self._call, self._action, self._core = call, action, host._core()

    def __getattr__(self, name: str) -> Any:
        right = getattr(self._core, name)
        return right if name != self._call else lambda *given: self._action(right, *given)


def interrupted(*_: object) -> None:
    raise KeyboardInterrupt


class Echo:
    """Tells of one rule twice."""

    def __init__(self) -> None:
        self._told: list[str | None] = []

    def __call__(self, right: Any, *given: Any) -> str | None:
        self._told.append(self._told[0] if len(self._told) == 1 else right(*given))
        return self._told[-1]


def failing(*_: object) -> None:
    raise host._core().error("Could not assert facts, error code: 303")


MISHAPS: dict[str, tuple[str, Any, type[BaseException], str]] = {
    "interrupted while rules fire": ("complete_and_start_action", interrupted, KeyboardInterrupt, ""),
    "interrupted while facts are posted": ("assert_facts", interrupted, KeyboardInterrupt, ""),
    "a message that was seen before": ("assert_facts", lambda right, *given: (2, 1), InternalError, "code 2"),
    "a message that nobody reads": (
        "assert_facts",
        lambda right, *given: (1, right(*given)[1]),
        InternalError,
        "did not take a message: code 1",
    ),
    "no rule fires": ("start_action_for_state", lambda *_: None, InternalError, "did not fire the opening rule"),
    "a rule fires twice": ("complete_and_start_action", Echo(), InternalError, "fired a rule twice"),
    "an error of the core": ("assert_facts", failing, InternalError, "Could not assert facts, error code: 303"),
}


@needs_durable
@pytest.mark.parametrize(("call", "action", "error", "message"), MISHAPS.values(), ids=MISHAPS.keys())
def test_after_a_mishap_the_next_profile_is_right(
    call: str, action: Any, error: type[BaseException], message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    rng = Random(11)
    base = random_base(rng)
    facts, day = random_facts(rng, base), random_day(rng)
    right = by_durable(base, facts, day)
    registered.forget_all()
    core = Unreliable(call, action)
    with monkeypatch.context() as patch:
        patch.setattr(host, "_core", lambda: core)
        with pytest.raises(error, match=message or None):
            by_durable(base, facts, day)
    assert by_durable(base, facts, day) == right == by_reference(base, facts, day)


def wrong_answers() -> dict[str, dict[str, Answer]]:
    return {
        "`fact_0` is a yes_no, and can't be answered by a int": {"fact_0": 1},
        "`fact_0` is a yes_no, and can't be answered by a str": {"fact_0": "yes"},
        "`number` is a number, and can't be answered by a bool": {"number": True},
        "`number` is a number, and can't be answered by a Members": {"number": Members(frozenset(), frozenset())},
        "a whole number of more than 62 bits": {"number": 2**63},
    }


@needs_durable
@pytest.mark.parametrize(("message", "facts"), wrong_answers().items())
def test_an_answer_of_the_wrong_kind_is_refused(message: str, facts: dict[str, Answer]) -> None:
    from engine.rulebase.conditions import Between

    conditions = [Literal("fact_0", OneOf(frozenset({True}))), Literal("number", Between(1, None))]
    base = base_of(conditions, yes_no=1)
    with pytest.raises(InternalError) as caught:
        by_durable(base, facts)
    assert message in str(caught.value)
    right: dict[str, Answer] = {"fact_0": True, "number": 5}
    assert by_durable(base, right) == by_reference(base, right)


@needs_durable
def test_threads_take_turns() -> None:
    rng = Random(21)
    bases = [random_base(rng) for _ in range(3)]
    jobs = [(base, random_facts(rng, base), random_day(rng)) for base in bases for _ in range(40)]
    rng.shuffle(jobs)
    expected = [by_reference(*job) for job in jobs]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda job: by_durable(*job), jobs)) == expected


@needs_durable
def test_only_the_last_few_rule_bases_stay_registered() -> None:
    rng = Random(31)
    bases = [random_base(rng) for _ in range(7)]
    for base in bases:
        by_durable(base, {})
    assert [machine.base for machine in registered._kept] == bases[3:]
    assert all(machine.base is base for machine, base in zip(registered._kept, bases[3:], strict=True))
    by_durable(bases[3], {})
    assert registered._kept[-1].base is bases[3]


@needs_durable
@pytest.mark.skipif(sys.platform != "linux", reason="reads the size of the process from /proc")
def test_memory_stays_flat_over_profiles_and_over_bases() -> None:
    rng = Random(41)
    sizes = []
    for _ in range(3):
        for _ in range(15):
            base = random_base(rng)
            for _ in range(15):
                by_durable(base, random_facts(rng, base), random_day(rng))
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        sizes.append(pages * 4096)
    assert sizes[2] - sizes[1] < 8_000_000
