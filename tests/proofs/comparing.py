"""What z3 says of a random base, held against what the reference comes up with."""

from collections.abc import Iterator, Mapping
from datetime import date
from random import Random

from engine.assessment.agreement import differences
from engine.interpret.reference.answers import answer_truth
from engine.interpret.reference.evaluate import evaluate
from engine.interpret.symbolic.evaluate import SymbolicWorld
from engine.interpret.symbolic.questions import AnswerTerms, Chosen, Dated, MemberTerms, Questions, open_questions
from engine.interpret.symbolic.reading import evaluation_of, facts_of
from engine.interpret.symbolic.solving import Solver
from engine.interpret.symbolic.terms import Term, both, no
from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import OlderThan
from engine.rulebase.facts import Answer, Members
from tests.packs.random_base import Size, random_base, random_day, random_facts
from tests.packs.random_examples import completed

PROFILES = 20


def given(known: AnswerTerms, answer: Answer | None, day: date | None) -> Iterator[Term]:
    """Say to z3 what a profile answers to one question."""
    match known:
        case Chosen(answers, terms):
            at = None if answer is None else max(n for n, a in enumerate(answers) if a == answer or is_above(answer, a))
            yield from (term if n == at else no(term) for n, term in enumerate(terms))
        case MemberTerms(holds, fails):
            inside = answer if isinstance(answer, Members) else Members(frozenset(), frozenset())
            yield from (term if member in inside.holds else no(term) for member, term in holds.items())
            yield from (term if member in inside.fails else no(term) for member, term in fails.items())
        case Dated(is_known, older):
            if answer is None or day is None:
                yield no(is_known)
                return
            yield is_known
            for age, term in older.items():
                yield term if answer_truth(OlderThan(age), answer, day) else no(term)


def is_above(answer: Answer, first: object) -> bool:
    """A number stands in the last stretch that begins no later."""
    return type(answer) is int and type(first) is int and first <= answer


def compared(
    seed: int, complete: bool
) -> Iterator[tuple[RuleBase, SymbolicWorld, Questions, Mapping[str, Answer], list[str]]]:
    """Hold z3 against the reference for some profiles of one random base; give what differs."""
    rng = Random(seed)
    base = random_base(rng, Size(facts=7, decisions=6, rules=4))
    questions = open_questions(base, complete=complete)
    world = SymbolicWorld(base, questions.known)
    solver = Solver(questions.constraints)
    for _ in range(PROFILES):
        facts, day = random_facts(rng, base), random_day(rng)
        if complete:
            facts, day = completed(rng, base, facts), day or date(2026, 3, 31)
        goal = both(term for name, known in questions.known.items() for term in given(known, facts.get(name), day))
        found = solver.find(goal)
        assert found.kind == "found", "the profile is not among those that z3 knows"
        wrong = list(differences(evaluation_of(found, world), evaluate(base, facts, day)))
        read, day_read = facts_of(found, questions, world.known)
        wrong += [
            f"read back: {each}" for each in differences(evaluation_of(found, world), evaluate(base, read, day_read))
        ]
        yield base, world, questions, facts, wrong
