"""Each machine that the bench measures gives what the reference gives, on a small problem of the same kind."""

import sys
from typing import Any

import pytest

np = pytest.importorskip("numpy")

from bench.peers import PEERS, NotHereError, prepared  # noqa: E402
from bench.problem import UNKNOWN, Profiles, problem_of, profiles_of  # noqa: E402

COUNT = 200
PROBLEM = problem_of(rules=60, facts=30, seed=5)
COMPLETE = profiles_of(PROBLEM, COUNT, unknown=0)
PARTIAL = profiles_of(PROBLEM, COUNT, unknown=0.2)


def flags_by(name: str, profiles: Profiles) -> Any:
    try:
        machine = prepared(PEERS[name], PROBLEM)
    except NotHereError as missing:
        pytest.skip(str(missing))
    return machine.read(machine.run(machine.take(profiles)), profiles)


@pytest.mark.parametrize("name", [name for name in PEERS if name != "reference"])
def test_a_machine_raises_the_flags_that_the_reference_raises(name: str) -> None:
    profiles = PARTIAL if PEERS[name].unknowns else COMPLETE
    np.testing.assert_array_equal(flags_by(name, profiles), flags_by("reference", profiles))


def test_the_problem_has_something_to_get_wrong() -> None:
    flags = flags_by("reference", PARTIAL)
    shares = [(flags == cell).mean() for cell in (UNKNOWN, 0, 1)]
    assert min(shares) > 0.1
    assert all(len(layer) > 0 for layer in PROBLEM.layers)
    assert {len(rule.literals) for rule in PROBLEM.rules} == {2, 3, 4, 5}
    read = {each.subject for rule in PROBLEM.rules for each in rule.literals}
    assert read & set(PROBLEM.flags)


@pytest.mark.parametrize("name", ["c", "numpy", "ours"])
def test_many_blocks_give_what_one_profile_after_the_other_gives(name: str) -> None:
    many = profiles_of(PROBLEM, 150_001, unknown=0.1)
    last = Profiles(PROBLEM, many.cells[:, -COUNT:])
    np.testing.assert_array_equal(flags_by(name, many)[:, -COUNT:], flags_by("reference", last))


def test_a_machine_without_its_library_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "zen", None)
    with pytest.raises(NotHereError, match="not installed"):
        prepared(PEERS["zen"], PROBLEM)


def test_without_a_compiler_the_loop_in_c_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CC", "no-such-compiler")
    with pytest.raises(NotHereError, match="no C compiler"):
        prepared(PEERS["c"], PROBLEM)
