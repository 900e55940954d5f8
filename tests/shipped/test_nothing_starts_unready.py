"""Nobody starts what must not start: readiness over random partial profiles of the shipped rules, by the definition."""

from collections.abc import Iterator
from datetime import date
from random import Random

import pytest

from engine.interpret.evaluation import Collected, Evaluation, Highest
from engine.interpret.reference.evaluate import evaluate
from engine.rulebase.base import RuleBase
from engine.rulebase.controls import IN_PLACE
from engine.rulebase.decisions import CONTROLS
from engine.rulebase.facts import Answer
from tests.packs.random_profile import random_facts
from tests.packs.shipped import shipped

TODAY = date(2026, 11, 22)
WAITS = {"no_go", "stop"}
NEW_AND_HANDS_ON: dict[str, Answer] = {
    "stage": "new",
    "meets_people_we_support": True,
    "hands_on_regulated_care": True,
    "integral_to_regulated_outcomes": True,
}


def _profiles(base: RuleBase, count: int) -> Iterator[dict[str, Answer]]:
    for number in range(count):
        rng = Random(f"starts unready {number}")
        yield {**random_facts(rng, base), **NEW_AND_HANDS_ON}


def _required_and_not_in_place(base: RuleBase, facts: dict[str, Answer], found: Evaluation) -> list[str]:
    """List the blocking controls that are required and that the profile does not call in place."""
    required = found.decisions[CONTROLS]
    assert isinstance(required, Collected)
    blocking = (name for name, control in base.controls.items() if "blocking" in control.classes)
    return [name for name in blocking if name in required.members and facts.get(name) != IN_PLACE]


@pytest.fixture(scope="module")
def waiting() -> list[Highest]:
    """Give the readiness of each random profile in which a blocking control is missing or not known."""
    base = shipped()
    found: list[Highest] = []
    for facts in _profiles(base, 120):
        evaluation = evaluate(base, facts, TODAY)
        readiness = evaluation.decisions["readiness"]
        assert isinstance(readiness, Highest)
        if _required_and_not_in_place(base, facts, evaluation):
            found.append(readiness)
    return found


def test_a_blocking_control_that_is_missing_or_not_known_holds_new_hands_on_work(waiting: list[Highest]) -> None:
    for readiness in waiting:
        assert (readiness.interim or readiness.at_least) in WAITS


def test_missing_and_not_known_are_both_tried(waiting: list[Highest]) -> None:
    settled = [readiness for readiness in waiting if readiness.interim is None]
    assert len(settled) >= 20
    assert len(waiting) - len(settled) >= 20


def test_running_work_does_not_stop_by_silence() -> None:
    base = shipped()
    for facts in _profiles(base, 60):
        running = {**facts, "stage": "running"}
        running.pop("danger_now", None)
        readiness = evaluate(base, running, TODAY).decisions["readiness"]
        assert isinstance(readiness, Highest)
        assert readiness.interim == "go_with_conditions" or readiness.interim == "go"
