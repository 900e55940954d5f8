"""The comparison with the reference has teeth: each fault planted in the terms is found within a few random bases."""

from collections.abc import Callable

import pytest

pytest.importorskip("z3")

from engine.interpret.symbolic import outcomes, questions, terms, world
from engine.interpret.symbolic.outcomes import SingleTerms
from engine.interpret.symbolic.terms import Pair, both, either, no
from tests.proofs.comparing import compared

SEEDS = range(60)


def unknown_is_false(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(questions.Set, "truth", lambda self, test: Pair(self.holds[test.member], self.holds[test.member]))


def not_forgets_what_is_open(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(world, "negation", lambda pair: Pair(no(pair.true), no(pair.true)))


def any_of_is_possible_only_where_true(patch: pytest.MonkeyPatch) -> None:
    right = terms.any_of
    patch.setattr(world, "any_of", lambda pairs: Pair(right(pairs).true, right(pairs).true))


def at_least_counts_one_too_few(patch: pytest.MonkeyPatch) -> None:
    right = terms.at_least
    patch.setattr(world, "at_least", lambda n, pairs: right(max(0, n - 1), pairs))


def a_stretch_begins_one_too_late(patch: pytest.MonkeyPatch) -> None:
    right = questions.stretches
    patch.setattr(questions, "stretches", lambda fact, tests: [right(fact, tests)[0], *right(fact, tests)[2:]])


def the_default_is_forgotten(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(outcomes, "_default", lambda decision: None)


def a_table_is_read_without_its_order(patch: pytest.MonkeyPatch) -> None:
    patch.setitem(outcomes.POLICIES, "first", outcomes._any)


def agreement_is_enough_for_unique(patch: pytest.MonkeyPatch) -> None:
    patch.setitem(outcomes.POLICIES, "unique", outcomes._any)


def what_is_open_does_not_lift_a_scale(patch: pytest.MonkeyPatch) -> None:
    right = outcomes._max
    patch.setitem(
        outcomes.POLICIES,
        "max",
        lambda decision, hits: right(decision, [(Pair(pair.true, pair.true), values) for pair, values in hits]),
    )


def an_open_decision_is_tested_by_its_first_value(patch: pytest.MonkeyPatch) -> None:
    def truth(self: SingleTerms, test: object) -> Pair:
        inside = either(term for value, term in self.possible.items() if value in test.values)  # type: ignore[attr-defined]
        return Pair(inside, inside)

    patch.setattr(SingleTerms, "truth", truth)


def the_interim_value_is_not_seen(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(SingleTerms, "meanwhile", SingleTerms.truth)


def what_is_held_needs_nothing_open(patch: pytest.MonkeyPatch) -> None:
    right = world.World.held_meanwhile

    def held(self: world.World, name: str) -> dict[str, object]:
        return {member: both((term, False)) for member, term in right(self, name).items()}

    patch.setattr(world.World, "held_meanwhile", held)


FAULTS: list[Callable[[pytest.MonkeyPatch], None]] = [
    unknown_is_false,
    not_forgets_what_is_open,
    any_of_is_possible_only_where_true,
    at_least_counts_one_too_few,
    a_stretch_begins_one_too_late,
    the_default_is_forgotten,
    a_table_is_read_without_its_order,
    agreement_is_enough_for_unique,
    what_is_open_does_not_lift_a_scale,
    an_open_decision_is_tested_by_its_first_value,
    the_interim_value_is_not_seen,
    what_is_held_needs_nothing_open,
]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda each: each.__name__)
def test_a_fault_in_the_terms_is_found(
    fault: Callable[[pytest.MonkeyPatch], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    fault(monkeypatch)
    assert any(wrong for seed in SEEDS for *_, wrong in differing(seed))


def differing(seed: int) -> list[tuple[object, ...]]:
    """A fault may also leave no world in which the profile can be found; that is found, too."""
    try:
        return list(compared(seed, complete=False))
    except AssertionError:
        return [("no such profile",)]
