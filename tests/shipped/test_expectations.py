"""What a commissioner and an inspector will want to see shows wherever the work is covered, with what answers it."""

import pytest

from engine.interpret.evaluation import Evaluation, Single
from engine.interpret.reference.evaluate import evaluate
from tests.packs.shipped import shipped, shipped_examples

ASKS = ("commissioner_asks", "inspector_asks")


def covered_examples() -> dict[str, Evaluation]:
    found = {profile.id: evaluate(shipped(), profile.facts(), profile.as_of) for profile in shipped_examples()}
    return {name: evaluation for name, evaluation in found.items() if is_covered(evaluation)}


def is_covered(evaluation: Evaluation) -> bool:
    covered = evaluation.decisions["covered"]
    assert isinstance(covered, Single)
    return covered.status == "settled" and covered.possible == {"yes"}


@pytest.mark.parametrize("name", ASKS)
def test_each_covered_example_lists_what_both_will_want_to_see(name: str) -> None:
    examples = covered_examples()
    assert len(examples) >= 30
    assert [example for example, found in examples.items() if not found.collected(name).members] == []


@pytest.mark.parametrize("name", ASKS)
def test_each_expectation_says_what_answers_it(name: str) -> None:
    values = shipped().decisions[name].values
    assert [value for value, told in values.items() if ": answered by " not in told.label] == []
