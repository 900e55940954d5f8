"""Truth as terms: a two-valued term may be known here already; a three-valued truth is a pair of them.

What is known is folded away before z3 sees it, so that two worlds that differ in one answer share all that does not
depend on it.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import z3

from engine.frozen import frozen
from engine.rulebase.conditions import All, AnyOf, AtLeast, Condition, Literal, Not

Term = Any
"""A Python bool where the truth is known, else a z3 Boolean."""


def both(terms: Iterable[Term]) -> Term:
    """Join with "and"; of none at all: true."""
    open_terms = []
    for term in terms:
        if term is False:
            return False
        if term is not True:
            open_terms.append(term)
    if len(open_terms) < 2:
        return open_terms[0] if open_terms else True
    return _joined(z3.Z3_mk_and, open_terms)


def either(terms: Iterable[Term]) -> Term:
    """Join with "or"; of none at all: false."""
    open_terms = []
    for term in terms:
        if term is True:
            return True
        if term is not False:
            open_terms.append(term)
    if len(open_terms) < 2:
        return open_terms[0] if open_terms else False
    return _joined(z3.Z3_mk_or, open_terms)


def _joined(make: Callable[..., Any], terms: Sequence[Term]) -> Term:
    """Join terms that are known to be z3 Booleans. `z3.And` and `z3.Or` find that out anew for each, at three times the
    cost, and most of a proof is building terms.
    """
    context = z3.main_ctx()
    return z3.BoolRef(make(context.ref(), len(terms), (z3.Ast * len(terms))(*[term.ast for term in terms])), context)


def no(term: Term) -> Term:
    """Turn a term round; twice round is the term itself."""
    if isinstance(term, bool):
        return not term
    if z3.is_not(term):
        return term.arg(0)
    context = z3.main_ctx()
    return z3.BoolRef(z3.Z3_mk_not(context.ref(), term.ast), context)


def some(least: int, terms: Sequence[Term]) -> Term:
    """Say that at least so many hold."""
    open_terms = [term for term in terms if not isinstance(term, bool)]
    needed = least - sum(term is True for term in terms)
    if needed <= 0:
        return True
    if needed > len(open_terms):
        return False
    if needed == 1:
        return either(open_terms)
    if needed == len(open_terms):
        return both(open_terms)
    return z3.AtLeast(*open_terms, needed)


def reaches(least: int, terms: Sequence[Term], weights: Sequence[int]) -> Term:
    """Say that the weights of those that hold add up to at least so much."""
    weighed = [(term, weight) for term, weight in zip(terms, weights, strict=True) if not isinstance(term, bool)]
    needed = least - sum(weight for term, weight in zip(terms, weights, strict=True) if term is True)
    if needed <= 0:
        return True
    if needed > sum(weight for _, weight in weighed):
        return False
    return z3.PbGe(weighed, needed)


def digits_of_sum(terms: Sequence[Term], weights: Sequence[int]) -> list[Term]:
    """Add up the weights of those that hold: binary digits, the lowest first, without those that are always 0 above."""
    digits: list[Term] = []
    waiting: list[Term] = []
    widest = max((weight.bit_length() for weight in weights), default=0)
    while waiting or len(digits) < widest:
        waiting += [term for term, weight in zip(terms, weights, strict=True) if weight >> len(digits) & 1]
        carried: list[Term] = []
        while len(waiting) > 1:
            one, other = waiting.pop(), waiting.pop()
            third = waiting.pop() if waiting else False
            half = differ(one, other)
            waiting.append(differ(half, third))
            carried.append(either((both((one, other)), both((half, third)))))
        digits.append(waiting[0] if waiting else False)
        waiting = carried
    return digits


def differ(one: Term, other: Term) -> Term:
    """Say that exactly one of two holds."""
    return no(equal(one, other))


def same(one: Term, other: Term) -> bool:
    """Tell whether two terms are written alike, of which z3 keeps one; then they are equal, and nothing is solved."""
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    return one is other or bool(one.ast.value == other.ast.value)


def implies(one: Term, other: Term) -> Term:
    """Say that if the one holds, so does the other."""
    return True if same(one, other) else either((no(one), other))


def equal(one: Term, other: Term) -> Term:
    """Say that both hold or neither does."""
    if same(one, other):
        return True
    if isinstance(one, bool) or isinstance(other, bool):
        term, constant = (other, one) if isinstance(one, bool) else (one, other)
        return constant is term if isinstance(term, bool) else term if constant else no(term)
    return one == other


def pick(which: Term, one: Term, other: Term) -> Term:
    """Give the one if `which` holds, else the other."""
    if isinstance(which, bool):
        return one if which else other
    return one if same(one, other) else either((both((which, one)), both((no(which), other))))


@frozen
class TruthTerms:
    """A three-valued truth: `true` where it is certain, `possible` where it is not false. What is true is possible."""

    true: Term
    possible: Term

    @property
    def is_settled(self) -> bool:
        """Tell whether it is never unknown, whatever is known."""
        return same(self.true, self.possible)

    @property
    def open(self) -> Term:
        """Say that it is unknown."""
        return False if self.is_settled else both((self.possible, no(self.true)))

    @property
    def false(self) -> Term:
        """Say that it is false."""
        return no(self.possible)


def settled(term: Term) -> TruthTerms:
    """Make a truth that is never unknown."""
    return TruthTerms(term, term)


def all_of(pairs: Sequence[TruthTerms]) -> TruthTerms:
    """Join by the strong Kleene "and"."""
    true = both(pair.true for pair in pairs)
    if all(pair.is_settled for pair in pairs):
        return settled(true)
    return TruthTerms(true, both(pair.possible for pair in pairs))


def any_of(pairs: Sequence[TruthTerms]) -> TruthTerms:
    """Join by the strong Kleene "or"."""
    true = either(pair.true for pair in pairs)
    if all(pair.is_settled for pair in pairs):
        return settled(true)
    return TruthTerms(true, either(pair.possible for pair in pairs))


def negation(pair: TruthTerms) -> TruthTerms:
    """Turn round by the Kleene "not": true where the other is false, possible where the other is not true."""
    if pair.is_settled:
        return settled(no(pair.true))
    return TruthTerms(no(pair.possible), no(pair.true))


def at_least(n: int, pairs: Sequence[TruthTerms]) -> TruthTerms:
    """Ask for `n` of them: true when `n` are true, false when fewer than `n` can still become true."""
    true = some(n, [pair.true for pair in pairs])
    if all(pair.is_settled for pair in pairs):
        return settled(true)
    return TruthTerms(true, some(n, [pair.possible for pair in pairs]))


def truth(condition: Condition, of_literal: Callable[[Literal], TruthTerms]) -> TruthTerms:
    """Work out a condition by the strong Kleene tables. What a literal comes to is asked of `of_literal`."""
    match condition:
        case Literal():
            return of_literal(condition)
        case All(parts):
            return all_of([truth(part, of_literal) for part in parts])
        case AnyOf(parts):
            return any_of([truth(part, of_literal) for part in parts])
        case Not(part):
            return negation(truth(part, of_literal))
        case AtLeast(n, parts):
            return at_least(n, [truth(part, of_literal) for part in parts])


def unknown(name: str) -> Term:
    """Leave a truth open under this name; the same name is the same truth."""
    return z3.Bool(name)
