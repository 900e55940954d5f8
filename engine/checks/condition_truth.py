"""The truth of a condition from the truths of what it asks, by the strong Kleene tables."""

from collections.abc import Callable

from engine.rulebase.conditions import All, AnyOf, AtLeast, Condition, Literal, Not
from engine.rulebase.truth import Truth, all_of, any_of, at_least, negate
from engine.rulebase.written_tests import WrittenTest, asks_for_a_class


def condition_truth(
    condition: Condition, of_literal: Callable[[Literal], Truth], of_class: Callable[[WrittenTest], Truth]
) -> Truth:
    """Work out a condition. Each literal is asked once, from left to right, whatever came of those before it.

    That a required control of a class is missing is asked as the one thing it is, by `of_class`.
    """

    def truth(part: Condition) -> Truth:
        match part:
            case Literal():
                return of_literal(part)
            case AnyOf() if asks_for_a_class(part):
                return of_class(part)
            case Not(inner):
                return negate(truth(inner))
            case All(parts):
                return all_of([truth(each) for each in parts])
            case AnyOf(parts):
                return any_of([truth(each) for each in parts])
            case AtLeast(n, parts):
                return at_least(n, [truth(each) for each in parts])

    return truth(condition)
