"""The derivation of a condition: its tree with the truth of every part, as data that another function prints."""

from dataclasses import dataclass

from engine.interpret.reference.evaluate import Reference
from engine.rulebase.conditions import Condition, Literal, parts_of
from engine.rulebase.truth import Truth


@dataclass(frozen=True, slots=True)
class Step:
    """One part of a condition, with its truth and the parts below it."""

    condition: Condition
    truth: Truth
    below: tuple["Step", ...]


def derive(reference: Reference, condition: Condition) -> Step:
    """Work out a condition part by part."""
    below = tuple(derive(reference, part) for part in parts_of(condition))
    return Step(condition, reference.truth(condition), below)


def deciding_literals(step: Step, truth: Truth) -> list[Literal]:
    """List the literals that make a step what it is: those of the parts that share its truth, down the tree.

    Under a `not` the truth turns round. The same literal is listed once.
    """
    if step.truth is not truth:
        return []
    if isinstance(step.condition, Literal):
        return [step.condition]
    found: list[Literal] = []
    for below in step.below:
        for literal in deciding_literals(below, below.truth if _counts(step, below) else truth):
            if literal not in found:
                found.append(literal)
    return found


def _counts(step: Step, below: Step) -> bool:
    """A part counts if it has the truth of the whole; under `not`, whatever it has."""
    return below.truth is step.truth or len(step.below) == 1
