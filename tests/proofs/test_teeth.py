"""The comparison with the reference has teeth: each fault planted in the terms is found within a few random bases."""

from collections.abc import Callable

import pytest

pytest.importorskip("z3")

from engine.interpret.intervals import intervals
from engine.interpret.symbolic import evaluate, hit_policies, questions, terms
from engine.interpret.symbolic.outcomes import SingleTerms
from engine.interpret.symbolic.terms import TruthTerms, both, either, no
from tests.proofs.comparing import compared

SEEDS = range(60)


def unknown_is_false(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(
        questions.MemberTerms, "truth", lambda self, test: TruthTerms(self.holds[test.member], self.holds[test.member])
    )


def not_forgets_what_is_open(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(terms, "negation", lambda pair: TruthTerms(no(pair.true), no(pair.true)))


def any_of_is_possible_only_where_true(patch: pytest.MonkeyPatch) -> None:
    right = terms.any_of
    patch.setattr(terms, "any_of", lambda pairs: TruthTerms(right(pairs).true, right(pairs).true))


def at_least_counts_one_too_few(patch: pytest.MonkeyPatch) -> None:
    right = terms.at_least
    patch.setattr(terms, "at_least", lambda n, pairs: right(max(0, n - 1), pairs))


def an_interval_begins_one_too_late(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(questions, "intervals", lambda *given: [intervals(*given)[0], *intervals(*given)[2:]])


def the_default_is_forgotten(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(hit_policies, "_default", lambda decision: None)


def a_table_is_read_without_its_order(patch: pytest.MonkeyPatch) -> None:
    patch.setitem(hit_policies.POLICIES, "first", hit_policies._any)


def agreement_is_enough_for_unique(patch: pytest.MonkeyPatch) -> None:
    patch.setitem(hit_policies.POLICIES, "unique", hit_policies._any)


def what_is_open_does_not_lift_a_scale(patch: pytest.MonkeyPatch) -> None:
    right = hit_policies._max
    patch.setitem(
        hit_policies.POLICIES,
        "max",
        lambda decision, hits: right(decision, [(TruthTerms(pair.true, pair.true), values) for pair, values in hits]),
    )


def an_open_decision_is_tested_by_its_first_value(patch: pytest.MonkeyPatch) -> None:
    def truth(self: SingleTerms, test: object) -> TruthTerms:
        inside = either(term for value, term in self.possible.items() if value in test.values)  # type: ignore[attr-defined]
        return TruthTerms(inside, inside)

    patch.setattr(SingleTerms, "truth", truth)


def the_interim_value_is_not_seen(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(SingleTerms, "interim_truth", SingleTerms.truth)


def what_is_held_needs_nothing_open(patch: pytest.MonkeyPatch) -> None:
    right = evaluate.SymbolicWorld.held_in_interim

    def held(self: evaluate.SymbolicWorld, name: str) -> dict[str, object]:
        return {member: both((term, False)) for member, term in right(self, name).items()}

    patch.setattr(evaluate.SymbolicWorld, "held_in_interim", held)


FAULTS: list[Callable[[pytest.MonkeyPatch], None]] = [
    unknown_is_false,
    not_forgets_what_is_open,
    any_of_is_possible_only_where_true,
    at_least_counts_one_too_few,
    an_interval_begins_one_too_late,
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
