"""What is known as messages: an answer, or what is asked of a decision, as a number in a slot.

What is unknown is not posted.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from engine.errors import InternalError
from engine.interpret.durable.host import Message
from engine.interpret.durable.program import OPENING_MESSAGE, AnswerMessages, Network
from engine.interpret.evaluation import Collected, Counted, Outcome, Single
from engine.rulebase.conditions import Between, Includes, OneOf, Test
from engine.rulebase.facts import Answer, Facts, Kind, Members
from engine.rulebase.truth import Truth
from engine.source.duration import Duration

_TYPES: Mapping[Kind, type] = {"yes_no": bool, "choice": str, "choices": Members, "number": int, "date": date}


def of_facts(network: Network, facts: Facts, as_of: date | None) -> Iterator[Message]:
    """Write the opening message, and every answer that a rule reads."""
    yield OPENING_MESSAGE
    for name, asked in network.asked.items():
        answer = facts.get(name)
        if answer is not None:
            if type(answer) is not _TYPES[asked.kind]:
                raise InternalError(f"`{name}` is a {asked.kind}, and can't be answered by a {type(answer).__name__}")
            yield from _of_answer(name, asked, answer, as_of)


def _of_answer(name: str, asked: AnswerMessages, answer: Answer, as_of: date | None) -> Iterator[Message]:
    for aspect, slot in asked.slots.items():
        match answer, aspect:
            case Members(holds, fails), str():
                if aspect in holds or aspect in fails:
                    yield slot, int(aspect in holds)
            case date(), Duration():
                if as_of is not None:
                    yield slot, as_of.toordinal() - aspect.add_to(answer).toordinal()
            case bool() | str(), None:
                if answer not in asked.codes:
                    raise InternalError(f"`{name}` was answered by something that is not among its values")
                yield slot, asked.codes[answer]
            case int(), None:
                yield slot, answer


def of_decisions(network: Network, outcomes: Mapping[str, Outcome], names: Iterable[str]) -> Iterator[Message]:
    """Write what is asked of these decisions, as far as every value still possible gives the same answer."""
    for name in names:
        for test, slot in network.decided.get(name, {}).items():
            truth = truth_of(outcomes[name], test)
            if truth is not None:
                yield slot, int(truth)


def truth_of(outcome: Outcome, test: Test) -> Truth:
    """Say what is certain about a decision."""
    match outcome, test:
        case Single(), OneOf(values):
            return _agreed(value in values for value in outcome.possible)
        case Collected(members, undecided), Includes(member):
            return None if member in undecided else member in members
        case Counted(least, most), Between(low, high):
            return _agreed(_within(number, low, high) for number in _ends(least, most, low, high))
    raise InternalError(f"a {type(test).__name__} test can't be asked of a {type(outcome).__name__} decision")


def _agreed(answers: Iterable[bool]) -> Truth:
    """Give the answer on which all agree; nobody agrees where nothing is possible."""
    yes, no = False, False
    for answer in answers:
        yes, no = yes or answer, no or not answer
    return None if yes is no else yes


def _within(number: int, low: int | None, high: int | None) -> bool:
    return (low is None or number >= low) and (high is None or number <= high)


def _ends(least: int, most: int, low: int | None, high: int | None) -> set[int]:
    """Choose numbers that stand for all from `least` to `most`: its ends, and those of the test that lie between."""
    return {least, most, *(end for end in (low, high) if end is not None and least <= end <= most)}
