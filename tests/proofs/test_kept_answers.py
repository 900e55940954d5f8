"""Answers kept from earlier proofs: whatever was proved before, the same comes out as if nothing had been."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any

import pytest

pytest.importorskip("z3")

from engine.checks.mutation.example import compared_mutant
from engine.checks.mutation.mutant import Mutant, Reach
from engine.checks.mutation.mutants import mutants
from engine.checks.prove import idle_questions, kept_answers
from engine.checks.prove.proof_result import ProofResult
from engine.checks.prove.prove import prove
from engine.interpret.symbolic.solving import Solver
from engine.interpret.symbolic.terms import Term
from engine.rulebase.base import RuleBase
from engine.rulebase.rules import Conclusion
from tests.packs.random_base import Size, random_base
from tests.packs.shipped import shipped
from tests.proofs.small_packs import listed, small_pack

FAULTY = listed("faulty.yaml")
SOME = FAULTY[::9]


@pytest.fixture
def cache_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "armslength"


def forgotten(folder: Path, base: RuleBase) -> list[ProofResult]:
    """Prove with nothing kept."""
    for path in folder.glob("*"):
        path.unlink()
    return list(prove(base))


def edited(base: RuleBase, count: int, seed: int = 0) -> list[RuleBase]:
    """Change one rule in one small way, in each of so many bases."""
    reach = Reach(base)
    of_rules: list[Mutant] = [each for each in mutants(base) if len(each.rules) == 1]
    chosen = Random(seed).sample(of_rules, min(count, len(of_rules)))
    return [compared_mutant(base, each, reach).changed for each in chosen]


def test_nothing_is_asked_twice(cache_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    base = small_pack(listed("sound.yaml")[0])
    first = forgotten(cache_folder, base)
    monkeypatch.setattr(Solver, "find_each", lambda *_, **__: pytest.fail("the solver is asked again"))
    assert list(prove(base)) == first


def test_a_question_that_matters_to_little_is_not_asked_about_again_when_more_was_edited(
    cache_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    raised = {"name": "raised", "when": {"all": [{"a": "yes"}, {"b": "yes"}, {"c": "yes"}]}, "then": {"level": "high"}}
    noted = {"name": "noted", "when": {"a": "yes"}, "then": {"require": ["alarm"]}}
    level = {"name": "level", "hit_policy": "max", "values": {"low": "Low", "high": "High"}, "default": "low"}
    list(prove(small_pack({"decisions": [level], "rules": [raised, noted]})))
    asked: list[str] = []
    near = idle_questions._differ_near

    def differ_near(answered: idle_questions.TwoAnswers, given: Sequence[Conclusion]) -> Term:
        asked.extend(each.decision for each in given)
        return near(answered, given)

    monkeypatch.setattr(idle_questions, "_differ_near", differ_near)
    raised["when"] = {"all": [{"a": "yes"}, {"b": "yes"}, {"c": "no"}]}
    list(prove(small_pack({"decisions": [level], "rules": [raised, noted]})))
    assert asked == ["level", "level"]  # for `b` and `c`; that `a` brings the alarm is known


@pytest.mark.parametrize("case", SOME, ids=[case["name"] for case in SOME])
def test_after_each_edit_the_same_is_found_as_if_nothing_was_kept(case: Mapping[str, Any], cache_folder: Path) -> None:
    base = small_pack(case)
    after_each_other = [list(prove(each)) for each in (base, *edited(base, 3), base)]
    assert after_each_other == [forgotten(cache_folder, each) for each in (base, *edited(base, 3), base)]


def test_the_same_profiles_are_shown_whatever_is_kept(cache_folder: Path) -> None:
    base = random_base(Random(10), Size(facts=6, decisions=5, rules=4))
    first = forgotten(cache_folder, base)
    assert any(finding.witness for each in first for finding in each.findings)
    assert list(prove(base)) == first


def test_fewer_steps_are_another_question(cache_folder: Path) -> None:
    base = small_pack(FAULTY[0])
    forgotten(cache_folder, base)
    assert {each.answer for each in prove(base, rlimit=1)} & {"undecided"}


def test_a_spoilt_file_is_made_anew(cache_folder: Path) -> None:
    base = small_pack(FAULTY[0])
    first = forgotten(cache_folder, base)
    for path in cache_folder.glob("*"):
        path.write_bytes(b"spoilt")
    assert list(prove(base)) == first


def test_no_more_is_kept_than_has_room(cache_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    base = small_pack(FAULTY[0])
    forgotten(cache_folder, base)
    of_the_first = kept_answers.kept_answers(base.pack.id).earlier.keys()
    assert of_the_first
    monkeypatch.setattr(kept_answers, "MOST_KEPT", 1)
    (other,) = edited(base, 1)
    list(prove(other))
    assert not of_the_first <= kept_answers.kept_answers(base.pack.id).earlier.keys()


@pytest.mark.deep
def test_after_each_edit_of_the_shipped_rules_the_same_is_found(cache_folder: Path) -> None:
    found = {}
    list(prove(shipped()))
    for place, each in enumerate(edited(shipped(), 12, seed=3)):
        found[place] = list(prove(each))
    assert list(found.values()) == [forgotten(cache_folder, each) for each in edited(shipped(), 12, seed=3)]
