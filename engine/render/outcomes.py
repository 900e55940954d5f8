"""Outcomes of decisions in words: the label of what came out, or what is still possible."""

from collections.abc import Collection

from engine.interpret.evaluation import Collected, Counted, Highest, Outcome, Single
from engine.page.model import Tone
from engine.render.words import listed, value_words
from engine.rulebase.decisions import Decision

NOTHING_RULED_OUT = "nothing is ruled out yet"


def outcome_words(decision: Decision, outcome: Outcome) -> str:
    """Write an outcome: its label where it is settled, else `still open (...)`."""
    match outcome:
        case Collected(members, undecided):
            return set_words(decision, members, undecided)
        case Counted(low, high):
            return count_words(low, high)
        case Single(conflict=against) if against:
            return conflict_words(decision, against)
        case Highest(possible, at_least=low, at_most=high) if outcome.status == "open":
            return open_words(decision, possible, low, high)
        case Single(possible) if outcome.status == "open":
            return open_words(decision, possible)
        case Single(possible):
            return value_words(decision, next(iter(possible)))


def open_words(
    decision: Decision, possible: Collection[str | None], at_least: str | None = None, at_most: str | None = None
) -> str:
    """Say that a decision is open, and what the unknowns still leave."""
    return f"still open ({left_words(decision, possible, at_least, at_most)})"


def left_words(
    decision: Decision, possible: Collection[str | None], at_least: str | None = None, at_most: str | None = None
) -> str:
    """Say what the unknowns still leave: the bounds where there is an order, else each value."""
    values: list[str | None] = [name for name in decision.values if name in possible]
    if len(values) == len(decision.values) > 2:
        return NOTHING_RULED_OUT
    if at_least is not None and len(values) > 2:
        low, high = value_words(decision, at_least), value_words(decision, at_most)
        top = at_most == list(decision.values)[-1]
        return f"at least {low}" if top else f"at least {low}, at most {high}"
    if None in possible:
        values.append(None)
    return listed([value_words(decision, value) for value in values])


def conflict_words(decision: Decision, against: Collection[str]) -> str:
    """Name the values that fired against each other."""
    labels = [value.label for name, value in decision.values.items() if name in against]
    return f"rules contradict each other: {listed(labels, 'and')}"


def count_words(low: int, high: int) -> str:
    """Say how many rules fired, or may still, or what they add up to."""
    return str(low) if low == high else f"still open ({low} to {high})"


def settled_value(outcome: Outcome) -> str | None:
    """Give the one value that came out; none where there is no such thing."""
    if isinstance(outcome, Single) and outcome.status == "settled":
        return next(iter(outcome.possible))
    return None


def may_be(outcome: Outcome, value: str) -> bool:
    """Tell whether a value is among those that the unknowns still leave."""
    if isinstance(outcome, Collected):
        return value in outcome.undecided
    return isinstance(outcome, Single) and outcome.status == "open" and value in outcome.possible


def outcome_tone(outcome: Outcome) -> Tone:
    """Give the tone of an outcome: open is doubtful, a conflict bad."""
    return "doubt" if outcome.status == "open" else "bad" if outcome.status == "conflict" else "strong"


def set_words(decision: Decision, members: Collection[str], undecided: Collection[str]) -> str:
    """Name the members of a set that are certain, and those that may come."""
    labels = {name: value.label for name, value in decision.values.items()}
    sure = listed([label for name, label in labels.items() if name in members], "and")
    perhaps = listed([label for name, label in labels.items() if name in undecided], "and")
    if not perhaps:
        return sure or "none"
    return f"{sure.removesuffix('.')}; perhaps also {perhaps}" if sure else f"still open (perhaps {perhaps})"
