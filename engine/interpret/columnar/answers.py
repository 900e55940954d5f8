"""From columns of answers to planes: one column for each question, typed and coded, and what a plan asks of it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.frozen import frozen
from engine.interpret.columnar.conditions import Answered, Silent, ToCome, Unanswered
from engine.interpret.columnar.run import Planes, room_for
from engine.rulebase.conditions import Between, Includes, OlderThan, OneOf
from engine.rulebase.facts import Answer, Fact, Members

UNKNOWN = -1
"""The code of an answer that is not known; every other code is the place of the answer in the declaration."""

HOLDS, FAILS = 0, 1
"""The codes of `yes` and `no`, and of a member that belongs to a set and one that does not."""

EPOCH = date(1970, 1, 1).toordinal()
"""Days are counted from here, as Arrow does."""

MOST_COMPARED = 4
"""Distinct answers that are compared one by one. With more that mean the same, looking each up in a table is
quicker."""


@frozen
class Coded:
    """Answers by their place in a list of distinct ones, and the code of each of those."""

    places: NDArray[np.integer[Any]]
    codes: tuple[int, ...]

    def at(self, place: int) -> int:
        """Give the code of one profile."""
        return self.codes[int(self.places[place])]

    def are(self, code: int) -> NDArray[np.bool_]:
        """Find who gave the answer with this code."""
        same = [place for place, each in enumerate(self.codes) if each == code]
        if len(same) > MOST_COMPARED:
            table: NDArray[np.bool_] = np.array(self.codes) == code
            return np.take(table, self.places)
        found = np.zeros(len(self.places), np.bool_)
        for place in same:
            found |= self.places == place
        return found


@frozen
class AnswerNumbers:
    """Numbers, or days since 1970: the value of each profile, and whether it is known."""

    values: NDArray[np.int64]
    known: NDArray[np.bool_]


@frozen
class AnswerColumns:
    """The answers of a number of profiles, column by column; a question without a column is unknown to all.

    `codes` holds yes/no, choices and statuses, by the place of the value in the declaration; `members` the same for
    each member of a set, by question and member; `numbers` holds numbers and days.
    """

    profiles: int
    codes: Mapping[str, Coded]
    members: Mapping[tuple[str, str], Coded]
    numbers: Mapping[str, AnswerNumbers]

    def picked(self, places: NDArray[np.integer[Any]]) -> "AnswerColumns":
        """Give the answers of some of the profiles, in the order of these places."""
        return AnswerColumns(
            len(places),
            {name: Coded(each.places[places], each.codes) for name, each in self.codes.items()},
            {name: Coded(each.places[places], each.codes) for name, each in self.members.items()},
            {name: AnswerNumbers(each.values[places], each.known[places]) for name, each in self.numbers.items()},
        )


def words(profiles: int) -> int:
    """Say how many words of 64 bits a plane for so many profiles takes."""
    return -(-profiles // 64)


def plane(holds: NDArray[np.bool_], into: Planes) -> None:
    """Write one truth for each profile as bits, 64 to a word."""
    into.view(np.uint8)[: -(-len(holds) // 8)] = np.packbits(holds, bitorder="little")


QuestionOf = Callable[[str], Fact]


def to_planes(asked: tuple[object, ...], columns: AnswerColumns, question: QuestionOf, as_of: date | None) -> Planes:
    """Answer everything that a plan asks, a plane each, in order. Without a day of assessment no age is known."""
    planes = room_for(len(asked), words(columns.profiles))
    for row, key in enumerate(asked):
        holds = _held(key, columns, question, as_of)
        if holds is True:
            planes[row] = ~np.uint64(0)
        elif isinstance(holds, np.ndarray):
            plane(holds, planes[row])
    return planes


def _held(
    key: object, columns: AnswerColumns, question: QuestionOf, as_of: date | None
) -> NDArray[np.bool_] | bool | None:
    """Find for whom what is asked is so, silence taken as the pack says."""
    if isinstance(key, Unanswered):
        fact = question(key.subject)
        if fact.kind == "date" and as_of is None:
            return True
        return False if fact.when_silent is not None else _unanswered(key, columns)
    if isinstance(key, Silent):
        return _unanswered(Unanswered(key.subject, key.member), columns)
    if isinstance(key, ToCome):
        tomorrow = None if as_of is None else as_of.toordinal() - EPOCH + 1
        return None if tomorrow is None else _within(columns.numbers.get(key.subject), tomorrow, None)
    holds = _answered(key, columns, question, as_of)
    if isinstance(key, Answered) and _silence_passes(key.test, question(key.subject).when_silent, as_of):
        member = key.test.member if isinstance(key.test, Includes) else ""
        silent = _unanswered(Unanswered(key.subject, member), columns)
        return silent if holds is None or isinstance(silent, bool) else holds | silent
    return holds


def _silence_passes(test: OneOf | Includes | Between | OlderThan, silent: Answer | None, as_of: date | None) -> bool:
    """Tell whether the answer that silence means passes a test."""
    match test, silent:
        case OneOf(values), bool() | str():
            return silent in values
        case Includes(member), Members(holds):
            return member in holds
        case Between(low, high), int():
            return (low is None or low <= silent) and (high is None or silent <= high)
        case OlderThan(age), date():
            newest = None if as_of is None else age.newest_before(as_of)
            return newest is not None and silent <= newest
    return False


def _unanswered(key: Unanswered, columns: AnswerColumns) -> NDArray[np.bool_] | bool:
    """Find who has not answered. Without a column, nobody has."""
    if key.member:
        codes = columns.members.get((key.subject, key.member))
    else:
        codes = columns.codes.get(key.subject)
        numbers = columns.numbers.get(key.subject)
        if numbers is not None:
            return ~numbers.known
    return True if codes is None else codes.are(UNKNOWN)


def _answered(
    key: object, columns: AnswerColumns, question: QuestionOf, as_of: date | None
) -> NDArray[np.bool_] | None:
    """Find whose answer is known and passes the test; `None` where nobody's can."""
    if not isinstance(key, Answered):
        raise TypeError(f"a plan can't ask {key!r}")
    match key.test:
        case OneOf(values):
            codes = columns.codes.get(key.subject)
            return None if codes is None else codes.are(_place(question(key.subject), next(iter(values))))
        case Includes(member):
            codes = columns.members.get((key.subject, member))
            return None if codes is None else codes.are(HOLDS)
        case Between(low, high):
            return _within(columns.numbers.get(key.subject), low, high)
        case OlderThan(age):
            newest = None if as_of is None else age.newest_before(as_of)
            return (
                None if newest is None else _within(columns.numbers.get(key.subject), None, newest.toordinal() - EPOCH)
            )


def _place(fact: Fact, value: str | bool) -> int:
    if isinstance(value, bool):
        return HOLDS if value else FAILS
    return list(fact.values).index(value)


def _within(numbers: AnswerNumbers | None, low: int | None, high: int | None) -> NDArray[np.bool_] | None:
    if numbers is None:
        return None
    found = numbers.known.copy()
    if low is not None:
        found &= numbers.values >= low
    if high is not None:
        found &= numbers.values <= high
    return found


def answers_of(columns: AnswerColumns, place: int, questions: Iterable[Fact]) -> dict[str, Answer]:
    """Give what one profile answered, as any other machine takes it: for the rows somebody looks at."""
    found: dict[str, Answer] = {}
    for fact in questions:
        answer = _answer(columns, place, fact)
        if answer is not None:
            found[fact.name] = answer
    return found


def _answer(columns: AnswerColumns, place: int, fact: Fact) -> Answer | None:
    numbers, coded = columns.numbers.get(fact.name), columns.codes.get(fact.name)
    if numbers is not None:
        figure = int(numbers.values[place])
        known = bool(numbers.known[place])
        return None if not known else date.fromordinal(figure + EPOCH) if fact.kind == "date" else figure
    if coded is not None:
        code = coded.at(place)
        values: Sequence[Answer] = (True, False) if fact.kind == "yes_no" else list(fact.values)
        return None if code == UNKNOWN else values[code]
    sides = {
        member: columns.members[fact.name, member].at(place)
        for member in fact.values
        if (fact.name, member) in columns.members
    }
    holds, fails = (frozenset(member for member, side in sides.items() if side == code) for code in (HOLDS, FAILS))
    return Members(holds, fails) if holds or fails else None
