"""What an explanation claims is so: of reasons, routes and single answers, over every profile of small random packs."""

from collections.abc import Callable

import pytest

from engine.assessment import assess, explain, open_questions
from engine.interpret.evaluation import Outcome
from engine.rulebase.decisions import Decision
from engine.rulebase.rules import Rule
from engine.rulebase.truth import Truth
from tests.laws import explanations as laws

SEEDS = range(40)


@pytest.mark.parametrize("seeds", [SEEDS, pytest.param(range(400), marks=pytest.mark.deep)], ids=["few", "many"])
@pytest.mark.parametrize(
    "law",
    [
        laws.reasons_name_what_decided,
        laws.only_rows_that_matter_are_waited_for,
        laws.each_route_leads_there,
        laws.single_answers_are_what_changes,
        laws.settling_answers_are_all_named,
    ],
    ids=lambda law: law.__name__.replace("_", "-"),
)
def test_of_small_packs(law: Callable[[int], int], seeds: range) -> None:
    """Each held often enough to say something."""
    assert sum(law(seed) for seed in seeds) > len(seeds) // 10


def every_fired_rule(
    decision: Decision, rules: tuple[Rule, ...], truth: Callable[[Rule], Truth], outcome: Outcome
) -> tuple[Rule, ...]:
    """Name rows below the first one, too."""
    return tuple(rule for rule in rules if truth(rule) is True)


@pytest.mark.parametrize(
    ("law", "module", "name", "fault"),
    [
        (laws.reasons_name_what_decided, assess, "deciding_rules", every_fired_rule),
        (laws.each_route_leads_there, explain, "in_the_way", lambda *_: ()),
        (laws.single_answers_are_what_changes, explain, "standing_of", lambda *_: "out"),
        (laws.settling_answers_are_all_named, open_questions, "_candidates", lambda *_: ()),
    ],
    ids=["reasons", "routes", "single answers", "settling"],
)
def test_a_planted_fault_is_found(
    monkeypatch: pytest.MonkeyPatch, law: Callable[[int], int], module: object, name: str, fault: object
) -> None:
    monkeypatch.setattr(module, name, fault)
    with pytest.raises(AssertionError):
        sum(law(seed) for seed in SEEDS)
