"""Tables read from the top, made by chance: what is found of their rows is what trying every profile shows."""

from collections.abc import Iterator, Mapping
from itertools import product
from random import Random
from typing import Any

import pytest

pytest.importorskip("z3")

from engine.checks.prove.overlaps import NO_HIDDEN_ORDER
from engine.checks.prove.proof_context import ProofContext
from engine.checks.prove.proof_result import Finding
from engine.interpret.reference.evaluate import evaluate
from engine.interpret.symbolic.solving import RLIMIT, Solver
from engine.rulebase.base import RuleBase
from engine.rulebase.facts import Facts
from tests.proofs.small_packs import small_pack

ROWS = 7
LANE = {"name": "lane", "hit_policy": "any", "values": {"left": "Left", "right": "Right"}, "default": "right"}
FEE = {"name": "fee", "hit_policy": "first", "values": {"none": "None", "half": "Half", "full": "Full"}}
LEFT = {"name": "left", "when": {"all": [{"a": "yes"}, {"n": {"at_least": "2"}}]}, "then": {"lane": "left"}}


def random_test(rng: Random) -> Mapping[str, Any]:
    low = rng.randint(0, 3)
    most = str(low + rng.randint(0, 2))
    band = {"all": [{"n": {"at_least": str(low)}}, {"n": {"at_most": most}}]}
    colours = rng.sample(["red", "green", "blue"], rng.randint(1, 2))
    tests: list[Mapping[str, Any]] = [
        {"a": rng.choice(["yes", "no"])},
        {"b": rng.choice(["yes", "no"])},
        {"colour": {"one_of": colours}},
        rng.choice([band, {"n": {"at_least": str(low)}}, {"n": {"at_most": str(low)}}]),
        {"lane": rng.choice(["left", "right"])},
    ]
    found = rng.choice(tests)
    return {"not": found} if rng.random() < 0.2 else found


def table(rng: Random) -> RuleBase:
    def when() -> Mapping[str, Any]:
        kind = "any" if rng.random() < 0.15 else "all"
        return {kind: [random_test(rng) for _ in range(rng.randint(1, 3))]}

    rows = [
        {"name": f"row-{place}", "when": when(), "then": {"fee": rng.choice(["none", "half", "full"])}}
        for place in range(ROWS)
    ]
    base = small_pack({"decisions": [LANE, {**FEE, "default": "full"}], "rules": [LEFT, *rows]})
    assert base.decisions["fee"].hit_policy == "first"
    return base


def profiles() -> Iterator[Facts]:
    answers = product((True, False), (True, False), ("red", "green", "blue"), (0, 1, 2, 3, 4, 5, 6))
    return ({"a": a, "b": b, "colour": colour, "n": n} for a, b, colour, n in answers)


def tried(base: RuleBase) -> dict[str, set[str]]:
    """Say of each row that is at fault with which earlier ones, by what the text of the check says."""
    rows = base.rules_of["fee"]
    fired = [[evaluate(base, each).rules[row.name] is True for row in rows] for each in profiles()]
    found: dict[str, set[str]] = {}
    for place, row in enumerate(rows):
        with_earlier = [each for each in fired if each[place]]
        if all(any(each[:place]) for each in with_earlier):
            found.update({row.name: {"hidden"}} if with_earlier else {})
            continue
        for n, other in enumerate(rows[:place]):
            overlap = any(each[n] for each in with_earlier)
            no_exception = any(each[n] and not each[place] and not any(each[:n]) for each in fired)
            if overlap and no_exception and other.then != row.then:
                found.setdefault(row.name, set()).add(other.name)
    return found


def names(finding: Finding) -> list[str]:
    return [part.split("`")[0] for part in finding.diagnostic.message.split("`row-")[1:]]


@pytest.mark.parametrize("seed", [*range(4), *(pytest.param(seed, marks=pytest.mark.deep) for seed in range(4, 40))])
def test_what_is_found_is_what_trying_every_profile_shows(seed: int) -> None:
    base = table(Random(seed))
    expected = tried(base)
    findings = NO_HIDDEN_ORDER.result(ProofContext(base, RLIMIT)).findings
    found = {}
    for each in findings:
        one, other = (f"row-{name}" for name in names(each)[:2])
        assert each.witness is not None
        (facts,) = each.witness.profiles.values()
        fired = evaluate(base, facts).rules
        assert fired[one] is True
        assert fired[other] is True
        if each.diagnostic.code == "hidden-row":
            found[one] = {"hidden"}
        else:
            assert one in expected[other]
            found[other] = expected[other]
    assert found == expected


def test_rows_that_their_tests_tell_apart_are_not_asked_about_pair_by_pair(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    find_each = Solver.find_each

    def counted(solver: Solver, goals: Any, **how: Any) -> Any:
        listed = list(goals)
        asked.append(len(listed))
        return find_each(solver, listed, **how)

    monkeypatch.setattr(Solver, "find_each", counted)
    rows = [
        {"name": f"n-{n}", "when": {"n": {"equals": str(n)}}, "then": {"fee": ["none", "half", "full"][n % 3]}}
        for n in range(20)
    ]
    base = small_pack({"decisions": [{**FEE, "default": "full"}], "rules": [*rows, OTHERWISE]})
    assert NO_HIDDEN_ORDER.result(ProofContext(base, RLIMIT)).answer == "proved"
    assert sum(asked) == len(rows) + 1


OTHERWISE = {"name": "otherwise", "when": "always", "then": {"fee": "half"}}
