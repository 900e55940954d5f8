"""What a test says of a known answer."""

from datetime import date

from engine.rulebase.conditions import Between, Includes, OlderThan, OneOf, Test
from engine.rulebase.facts import Answer, Members
from engine.rulebase.truth import Truth


def answer_truth(test: Test, answer: Answer | None, as_of: date | None) -> Truth:
    """Test an answer; unknown where there is none, or where time matters and the day of assessment is not given."""
    if answer is None:
        return None
    match test, answer:
        case OneOf(values), bool() | str():
            return answer in values
        case Includes(member), Members(holds, fails):
            return True if member in holds else False if member in fails else None
        case Between(low, high), int():
            return (low is None or low <= answer) and (high is None or answer <= high)
        case OlderThan(age), date():
            return None if as_of is None else age.add_to(answer) < as_of
    raise TypeError(f"a {type(test).__name__} test can't be asked of {type(answer).__name__}")
