"""The derivation of a condition: its tree with the truth of every part, as data that another function prints."""

from engine.frozen import frozen
from engine.interpret.reference.evaluate import Reference
from engine.rulebase.conditions import Condition, Literal, parts_of
from engine.rulebase.truth import Truth


@frozen
class Derivation:
    """One part of a condition, with its truth and the parts below it."""

    condition: Condition
    truth: Truth
    below: tuple["Derivation", ...]


def derive(reference: Reference, condition: Condition) -> Derivation:
    """Work out a condition part by part."""
    below = tuple(derive(reference, part) for part in parts_of(condition))
    return Derivation(condition, reference.truth(condition), below)


def deciding_literals(derivation: Derivation, truth: Truth) -> list[Literal]:
    """List the literals that make a derivation what it is: those of the parts that share its truth, down the tree.

    Under a `not` the truth turns round. The same literal is listed once.
    """
    if derivation.truth is not truth:
        return []
    if isinstance(derivation.condition, Literal):
        return [derivation.condition]
    found: list[Literal] = []
    for below in derivation.below:
        for literal in deciding_literals(below, below.truth if _counts(derivation, below) else truth):
            if literal not in found:
                found.append(literal)
    return found


def _counts(derivation: Derivation, below: Derivation) -> bool:
    """Tell whether a part counts: if it has the truth of the whole; under `not`, whatever it has."""
    return below.truth is derivation.truth or len(derivation.below) == 1
