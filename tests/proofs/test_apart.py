"""What is asked about some questions is told of these alone: so a proof of a pack grows with the pack."""

from collections.abc import Iterator, Sequence, Set
from random import Random
from typing import Any

import pytest

pytest.importorskip("z3")

import z3

from engine.checks.prove import proof_context
from engine.checks.prove.cones import Cone
from engine.checks.prove.kept_answers import Asked, KeptAnswers
from engine.checks.prove.proof_context import ProfileSpace
from engine.checks.prove.prove import prove
from engine.interpret.symbolic.questions import AnswerTerms, Chosen, Dated
from engine.interpret.symbolic.solving import AnswerKind, Solver
from engine.interpret.symbolic.terms import Term
from tests.packs.random_base import Size, random_base
from tests.proofs.small_packs import small_pack

TWO_PARTS = {
    "decisions": [
        {"name": "gate", "hit_policy": "any", "values": {"open": "Open", "shut": "Shut"}, "default": "shut"},
        {"name": "lane", "hit_policy": "any", "values": {"left": "Left", "right": "Right"}, "default": "right"},
    ],
    "rules": [
        {"name": "opens", "when": {"all": [{"colour": "red"}, {"n": {"at_most": "3"}}]}, "then": {"gate": "open"}},
        {"name": "left", "when": {"risk": "small"}, "then": {"lane": "left"}},
    ],
}


def parts(term: Term) -> Iterator[Term]:
    """Walk a term and all within it, each once."""
    seen, left = set(), [] if isinstance(term, bool) else [term]
    while left:
        each = left.pop()
        if each.get_id() not in seen:
            seen.add(each.get_id())
            left += each.children()
            yield each


def names(terms: Sequence[Term]) -> set[str]:
    """List what is left open in some terms."""
    return {str(each) for term in terms for each in parts(term) if each.num_args() == 0 and not z3.is_true(each)}


def terms_of(known: AnswerTerms) -> list[Term]:
    match known:
        case Chosen(_, terms):
            return list(terms)
        case Dated(is_known, older):
            return [is_known, *older.values()]
        case _:
            return [*known.holds.values(), *known.fails.values()]


@pytest.mark.parametrize("seed", range(3))
def test_what_is_asked_hangs_on_no_other_question_than_it_says(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[ProfileSpace, Asked]] = []
    kinds = ProfileSpace.kinds

    def noted(space: ProfileSpace, each: Sequence[Asked]) -> list[AnswerKind]:
        asked.extend((space, one) for one in each)
        return kinds(space, each)

    monkeypatch.setattr(ProfileSpace, "kinds", noted)
    list(prove(random_base(Random(seed), Size(facts=6, decisions=4, rules=3))))
    assert asked
    for space, each in asked:
        of_others = [
            terms_of(known) for name, known in space.world.known.items() if name not in each.rests_on.questions
        ]
        assert not names([each.goal()]) & names([term for terms in of_others for term in terms])


def test_goals_that_share_a_question_go_to_one_solver_also_through_others() -> None:
    made: list[Set[str]] = []

    def solver_of(questions: Set[str]) -> Solver:
        made.append(questions)
        return Solver(())

    goals: list[tuple[set[str], Term]] = [({"a", "b"}, True), ({"c"}, False), (set(), True), ({"d"}, False)]
    goals += [({"b", "d"}, True), ({"c"}, z3.Bool("x"))]
    asked = [
        Asked(Cone(bytes([place]), frozenset(questions)), lambda term=term: term)  # type: ignore[misc]
        for place, (questions, term) in enumerate(goals)
    ]
    kept = KeptAnswers()
    expected = ["found", "none", "found", "none", "found", "found"]
    assert kept.kinds(asked, solver_of) == expected
    assert made == [{"a", "b", "d"}, {"c"}, set()]
    assert kept.kinds(asked, lambda _: pytest.fail("what is known is asked again")) == expected


def test_no_solver_carries_what_it_is_not_asked_about(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[set[str]] = []

    def noted(constraints: Iterator[Term], *rest: Any) -> Solver:
        listed = list(constraints)
        told.append({name.partition("=")[0] for name in names(listed)})
        return Solver(listed, *rest)

    monkeypatch.setattr(proof_context, "Solver", noted)
    assert {each.answer for each in prove(small_pack(TWO_PARTS))} == {"proved"}
    assert {"colour", "n"} in told
    assert {"risk"} in told
    assert not [each for each in told if len(each) > 2]
