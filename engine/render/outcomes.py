"""Outcomes of decisions in words: the label of what came out, or what is still possible."""

from engine.interpret.evaluation import Collected, Counted, Highest, Outcome, Single
from engine.page.model import Tone
from engine.render.words import listed, value_words
from engine.rulebase.decisions import Decision

NOTHING_RULED_OUT = "nothing is ruled out yet"


def outcome_words(decision: Decision, outcome: Outcome) -> str:
    """Write an outcome: its label where it is settled, else `still open (...)`."""
    if outcome.status == "conflict":
        return f"rules contradict each other: {listed(conflicting(decision, outcome), 'and')}"
    if outcome.status == "open" and not isinstance(outcome, (Collected, Counted)):
        return f"still open ({possible_words(decision, outcome)})"
    match outcome:
        case Collected():
            return _set_words(decision, outcome)
        case Counted(low, high):
            return str(low) if low == high else f"still open ({low} to {high})"
        case Single(possible):
            return value_words(decision, next(iter(possible)))


def possible_words(decision: Decision, outcome: Single) -> str:
    """Say what the unknowns still leave: the bounds where there is an order, else each value."""
    values: list[str | None] = [name for name in decision.values if name in outcome.possible]
    if len(values) == len(decision.values) > 2:
        return NOTHING_RULED_OUT
    if isinstance(outcome, Highest) and outcome.at_least is not None and len(values) > 2:
        low, high = value_words(decision, outcome.at_least), value_words(decision, outcome.at_most)
        top = outcome.at_most == list(decision.values)[-1]
        return f"at least {low}" if top else f"at least {low}, at most {high}"
    if None in outcome.possible:
        values.append(None)
    return listed([value_words(decision, value) for value in values])


def conflicting(decision: Decision, outcome: Outcome) -> list[str]:
    """List the labels of the values that fired against each other."""
    against = outcome.conflict if isinstance(outcome, Single) else frozenset()
    return [value.label for name, value in decision.values.items() if name in against]


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


def _set_words(decision: Decision, outcome: Collected) -> str:
    labels = {name: value.label for name, value in decision.values.items()}
    sure = listed([label for name, label in labels.items() if name in outcome.members], "and")
    perhaps = listed([label for name, label in labels.items() if name in outcome.undecided], "and")
    if not perhaps:
        return sure or "none"
    return f"{sure}; perhaps also {perhaps}" if sure else f"still open (perhaps {perhaps})"
