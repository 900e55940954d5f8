"""A compiled plan gives the planes that NumPy gives, bit for bit, is kept for its processor, and is chosen late."""

from pathlib import Path
from random import Random

import pytest

np = pytest.importorskip("numpy")
llvm = pytest.importorskip("llvmlite.binding")

from engine.interpret.columnar import chosen_way, compiled, straight_line  # noqa: E402
from engine.interpret.columnar.chosen_way import ChosenWay  # noqa: E402
from engine.interpret.columnar.evaluate import EvaluationPlan  # noqa: E402
from engine.interpret.columnar.plan import Plan  # noqa: E402
from engine.interpret.columnar.run import BoundPlan, Planes, room_for  # noqa: E402
from tests.packs.random_base import random_base  # noqa: E402

WIDTHS = (1, 7, 8, 9, straight_line.TILE, straight_line.TILE + 1, 9 * straight_line.TILE + 3)
"""Words of a plane: less than a line of the cache, a line and a bit, a tile and a bit, and many tiles."""


def plan_of_seed(seed: int) -> Plan:
    return EvaluationPlan(random_base(Random(seed))).plan


def any_planes(plan: Plan, words: int) -> Planes:
    found: Planes = np.random.default_rng(words).integers(0, 1 << 64, (len(plan.inputs), words), np.uint64)
    return found


@pytest.fixture
def compilings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """Hear of each compiling, with nothing kept at the start."""
    heard: list[str] = []
    compile_text = compiled._object_code

    def hearing(text: str) -> compiled.ObjectCode:
        heard.append(text)
        return compile_text(text)

    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(compiled, "_object_code", hearing)
    return heard


@pytest.mark.parametrize("seed", range(12))
def test_any_planes_come_out_as_by_numpy_whatever_their_length(seed: int) -> None:
    plan = plan_of_seed(seed)
    by_numpy, by_code = BoundPlan(plan), compiled.compiled(plan)
    for words in WIDTHS:
        planes = any_planes(plan, words)
        np.testing.assert_array_equal(by_code.run(planes), by_numpy.run(planes))


@pytest.mark.deep
def test_five_hundred_plans_come_out_as_by_numpy() -> None:
    for seed in range(100, 600):
        plan = plan_of_seed(seed)
        planes = any_planes(plan, 131)
        np.testing.assert_array_equal(compiled.compiled(plan).run(planes), BoundPlan(plan).run(planes))


def test_an_output_that_is_handed_in_or_the_same_for_all_needs_no_instruction() -> None:
    plan = Plan(inputs=("a",), unknown=(), turned=0, instructions=(), outputs=(2, 0, 1, 2), rows=3)
    planes = any_planes(plan, 9)
    every, none = np.full(9, ~np.uint64(0)), np.zeros(9, np.uint64)
    np.testing.assert_array_equal(compiled.compiled(plan).run(planes), [planes[0], every, none, planes[0]])


def test_what_was_compiled_is_kept(compilings: list[str]) -> None:
    plan, other = plan_of_seed(1), plan_of_seed(2)
    assert compiled.kept_compiled(plan) is None
    compiled.compiled(plan)
    compiled.compiled(plan)
    assert compiled.kept_compiled(plan) is not None
    assert len(compilings) == 1
    assert compiled.kept_compiled(other) is None
    np.testing.assert_array_equal(
        compiled.compiled(other).run(any_planes(other, 9)), BoundPlan(other).run(any_planes(other, 9))
    )


@pytest.mark.parametrize("asked", ["get_host_cpu_name", "get_host_cpu_features"])
def test_another_processor_does_not_get_it(asked: str, compilings: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    plan = plan_of_seed(1)
    compiled.compiled(plan)
    features = llvm.get_host_cpu_features()
    features["avx512f"] = not features.get("avx512f", False)
    another = {"get_host_cpu_name": "x86-64", "get_host_cpu_features": features}[asked]
    monkeypatch.setattr(llvm, asked, lambda: another)
    assert compiled.kept_compiled(plan) is None


def test_a_plan_is_compiled_once_as_many_rows_have_come_as_pay_for_it(
    compilings: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chosen_way, "TO_LOAD", 10)
    monkeypatch.setattr(chosen_way, "TO_COMPILE", 30)
    plan = plan_of_seed(1)
    planes = any_planes(plan, 10)
    first = ChosenWay(plan)
    done = []
    for _ in range(4):
        first.run(planes)
        done.append(len(compilings))
    assert done == [0, 0, 1, 1]
    monkeypatch.setattr(compiled, "compiled", None)
    ChosenWay(plan).run(planes)  # the second to come finds it kept, long before it would compile it


def test_without_llvmlite_nothing_is_compiled(compilings: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chosen_way, "TO_LOAD", 0)
    monkeypatch.setattr(chosen_way, "TO_COMPILE", 0)
    monkeypatch.setattr(chosen_way, "compiles", lambda: False)
    plan = plan_of_seed(1)
    planes = any_planes(plan, 3)
    np.testing.assert_array_equal(ChosenWay(plan).run(planes), BoundPlan(plan).run(planes))
    assert not compilings


@pytest.mark.parametrize("words", [1, 8, 64, 512, 1024, 32768])
def test_planes_start_at_lines_of_the_cache_and_not_a_power_of_two_apart(words: int) -> None:
    planes = room_for(2, words)
    apart = planes.strides[0]
    assert planes.ctypes.data % 64 == 0
    assert apart >= words * 8
    assert apart % 64 == 0
    assert apart & (apart - 1)
