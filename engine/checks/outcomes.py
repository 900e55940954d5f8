"""What comes out of a decision, as far as anybody can see it, and whether that is the same twice."""

from engine.interpret.evaluation import Collected, Outcome, Single
from engine.interpret.reference.evaluate import Reference


def outcome_with_interim(reference: Reference, decision: str) -> Outcome:
    """Work out a decision, with what of a set holds in the meantime."""
    found = reference.outcome(decision)
    if isinstance(found, Collected) and found.undecided:
        return Collected(found.members, found.undecided, reference.interim_members(decision) - found.members)
    return found


def alike(one: object, other: object) -> bool:
    """Tell whether two outcomes are the same; of decisions of two kinds, in all that both kinds have."""
    if isinstance(one, Single) and isinstance(other, Single) and type(one) is not type(other):
        return (one.possible, one.conflict, one.interim) == (other.possible, other.conflict, other.interim)
    return one == other
