"""How far unsure answers reach is what comes out by every answer that they could turn out to be."""

from itertools import product
from pathlib import Path
from random import Random

import pytest

from engine import robust
from engine.interpret.evaluation import Collected, Counted, Outcome, Single
from engine.profile.profile import UNSURE
from engine.rulebase.facts import Answer, Facts
from tests.inquiry.suppositions import Supposed, supposed
from tests.volume import seeds


def leaves(outcome: Outcome, later: Outcome) -> bool:
    """Tell whether what came out later is among what an outcome left possible."""
    match outcome, later:
        case Single(conflict=against), Single(conflict=still) if against:
            return against <= still
        case Single(possible), Single(then, conflict):
            return then <= possible and conflict <= {each for each in possible if each is not None}
        case Collected(members, undecided), Collected(then, perhaps):
            return members <= then and then | perhaps <= members | undecided
        case Counted(low, high), Counted(least, most):
            return low <= least <= most <= high
    raise AssertionError("one decision has outcomes of one kind")


def is_the_same(now: Outcome, other: Outcome) -> bool:
    """Tell whether nothing else came out; that two rules contradict each other then is a fault of the pack."""
    return other == now or (isinstance(other, Single) and bool(other.conflict))


def contradicts(case: Supposed, facts: Facts) -> bool:
    """Tell whether two rules contradict each other then: a fault of the pack, and whatever reads it is unknown."""
    found = (case.outcome(name, facts) for name in case.base.decisions)
    return any(isinstance(each, Single) and bool(each.conflict) for each in found)


def answers_to(case: Supposed, name: str) -> list[Answer]:
    """List what a question could turn out to be answered."""
    return [answer for answer in case.space.states[name] if answer is not None]


@pytest.mark.parametrize("seed", seeds(15, 40))
def test_unsure_answers_reach_as_far_as_trying_every_answer_does(seed: int, tmp_path: Path) -> None:
    for case in supposed(Random(seed), tmp_path):
        given = {**case.profile.answers, **case.profile.controls}
        unsure = {name for name, each in given.items() if each.known in UNSURE}
        for decision in case.base.decisions:
            found = robust(case.base, case.profile, decision, case.day)
            now = case.outcome(decision, case.said)
            read = case.spoken.reads.questions_behind(decision)
            assert {each.question for each in found.unsure} == unsure & read
            assert {*found.whatever} == read - case.said.keys()
            for each in found.unsure:
                then = [{**case.said, each.question: answer} for answer in answers_to(case, each.question)]
                others = [case.outcome(decision, facts) for facts in then if not contradicts(case, facts)]
                assert all(leaves(each.outcome, other) for other in others)
                assert each.matters or all(is_the_same(now, other) for other in others)
            names = [each.question for each in found.unsure]
            for answers in product(*(answers_to(case, name) for name in names)):
                facts = {**case.said, **dict(zip(names, answers, strict=True))}
                if contradicts(case, facts):
                    continue
                other = case.outcome(decision, facts)
                assert leaves(found.together, other)
                assert found.matters or is_the_same(now, other)


@pytest.mark.parametrize("seed", seeds(8, 20))
def test_settled_is_settled_whatever_is_still_open(seed: int, tmp_path: Path) -> None:
    for case in supposed(Random(seed), tmp_path):
        for decision in case.base.decisions:
            found = robust(case.base, case.profile, decision, case.day)
            if found.outcome.status == "settled":
                for name in found.whatever:
                    for answer in answers_to(case, name):
                        facts = {**case.said, name: answer}
                        assert contradicts(case, facts) or case.outcome(decision, facts) == found.outcome
