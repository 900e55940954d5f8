"""z3 speaks of the running engine also where silence is an answer: such a question is never unknown to it."""

from random import Random

import pytest

pytest.importorskip("z3")

from engine.assessment.agreement import differences
from engine.interpret.reference.evaluate import evaluate
from engine.interpret.symbolic.evaluate import SymbolicWorld
from engine.interpret.symbolic.questions import Chosen, open_questions
from engine.interpret.symbolic.reading import evaluation_of
from engine.interpret.symbolic.solving import Solver
from engine.interpret.symbolic.terms import both, no
from engine.rulebase.silence import assumed
from tests.packs.random_base import Size, random_base, random_day, random_facts
from tests.packs.random_extras import with_silences
from tests.proofs.comparing import given


@pytest.mark.parametrize("seed", range(40))
def test_the_model_is_what_the_reference_comes_up_with(seed: int) -> None:
    rng = Random(seed)
    base = with_silences(rng, random_base(rng, Size(facts=7, decisions=6, rules=4)))
    questions = open_questions(base, complete=False)
    world = SymbolicWorld(base, questions.known)
    solver = Solver(questions.constraints)
    for _ in range(5):
        facts, day = random_facts(rng, base), random_day(rng)
        known = {**facts, **assumed(base, facts)}
        goal = both(term for name, each in questions.known.items() for term in given(each, known.get(name), day))
        found = solver.find(goal)
        assert found.kind == "found", "the profile is not among those that z3 knows"
        assert not list(differences(evaluation_of(found, world), evaluate(base, facts, day)))


@pytest.mark.parametrize("seed", range(10))
def test_no_profile_leaves_such_a_question_open(seed: int) -> None:
    rng = Random(seed)
    base = with_silences(rng, random_base(rng))
    questions = open_questions(base, complete=False)
    chosen = {name: known for name, known in questions.known.items() if isinstance(known, Chosen)}
    assert chosen
    for name, known in chosen.items():
        never = name in base.facts and base.facts[name].when_silent is not None
        answer = Solver(questions.constraints).find(both(no(term) for term in known.known))
        assert (answer.kind != "found") is never, name
