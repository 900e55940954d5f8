"""What the laws compare: outcomes before and after an answer, and a conclusion with what its explanation gives."""

from collections.abc import Mapping

from engine.interpret.evaluation import Collected, Counted, Highest, Outcome, Single
from engine.profile.profile import Given, Profile
from engine.rulebase.base import RuleBase
from engine.rulebase.facts import Answer


def profile_of(facts: Mapping[str, Answer], base: RuleBase) -> Profile:
    """Make a profile of bare answers."""
    answers = {name: Given(value) for name, value in facts.items() if name in base.facts}
    controls = {name: Given(value) for name, value in facts.items() if name in base.controls}
    return Profile("a", {}, answers, controls, None, (), None, "", "", {})


def narrower(after: Outcome, before: Outcome) -> bool:
    """Tell whether what is possible after an answer was possible before it, and what was certain is so still."""
    match before, after:
        case Single(possible), Single(left):
            return left <= possible
        case Collected(members, undecided), Collected(more, left):
            return members <= more and more | left <= members | undecided
        case Counted(low, high), Counted(more_low, less_high):
            return low <= more_low and less_high <= high
    return False


def same_conclusion(outcome: Outcome, again: Outcome) -> bool:
    """Tell whether a conclusion comes out again from the answers that it rests on."""
    match outcome, again:
        case (Highest(at_least=str() as floor, conflict=conflict), Highest(at_least=kept)) if not conflict:
            return kept == floor and (outcome.status == "open" or again.status == "settled")
        case (Single(possible, conflict), Single(left)) if not conflict:
            return outcome.status != "settled" or left == possible
        case Collected(members), Collected(kept_members):
            return members <= kept_members
        case Counted(low, high), Counted(kept_low, kept_high):
            return (low, high) == (kept_low, kept_high)
    return True
