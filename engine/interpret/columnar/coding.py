"""Answers as codes and numbers, and whole profiles as columns of them: for whoever has answers and no table."""

from collections.abc import Sequence
from datetime import date
from itertools import compress
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

from engine.interpret.columnar.answers import (
    EPOCH,
    FAILS,
    HOLDS,
    UNKNOWN,
    AnswerColumns,
    AnswerNumbers,
    Coded,
    answers_of,
)
from engine.rulebase.base import RuleBase
from engine.rulebase.facts import Fact, Facts, Members


class CodedProfiles(Sequence[Facts]):
    """Profiles that were read as columns, by the questions of a rule base; each is read off when it is asked for."""

    def __init__(self, base: RuleBase, columns: AnswerColumns) -> None:
        self._base = base
        self.columns = columns

    def __len__(self) -> int:
        """Count the profiles."""
        return self.columns.profiles

    @overload
    def __getitem__(self, place: int) -> Facts: ...
    @overload
    def __getitem__(self, place: slice) -> "CodedProfiles": ...
    def __getitem__(self, place: int | slice) -> "Facts | CodedProfiles":
        """Give what one profile answered, or some of the profiles."""
        if isinstance(place, slice):
            return self.picked(np.arange(len(self))[place])
        return answers_of(self.columns, range(len(self))[place], self._base.questions())

    def picked(self, places: NDArray[np.integer[Any]]) -> "CodedProfiles":
        """Give some of the profiles, in the order of these places."""
        return CodedProfiles(self._base, self.columns.picked(places))


def picked(profiles: Sequence[Facts], holds: Sequence[bool]) -> Sequence[Facts]:
    """Give the profiles of which something holds; those that are coded stay so."""
    if isinstance(profiles, CodedProfiles):
        return profiles.picked(np.flatnonzero(holds))
    return list(compress(profiles, holds))


def columns_of(base: RuleBase, profiles: Sequence[Facts]) -> AnswerColumns:
    """Code the answers of every profile, unless they are coded already."""
    if isinstance(profiles, CodedProfiles):
        return profiles.columns
    codes: dict[str, Coded] = {}
    members: dict[tuple[str, str], Coded] = {}
    numbers: dict[str, AnswerNumbers] = {}
    for fact in base.questions():
        answers = [profile.get(fact.name) for profile in profiles]
        match fact.kind:
            case "yes_no" | "choice":
                codes[fact.name] = _coded([code_of(fact, answer) for answer in answers])
            case "choices":
                for member in fact.values:
                    members[fact.name, member] = _coded([side_of(member, answer) for answer in answers])
            case "number" | "date":
                values = np.array([number_of(answer) for answer in answers], np.int64)
                numbers[fact.name] = AnswerNumbers(values, np.array([answer is not None for answer in answers]))
            case "text":
                pass
    return AnswerColumns(len(profiles), codes, members, numbers)


def _coded(codes: Sequence[int]) -> Coded:
    """Place each code where it stands, one on from the unknown."""
    return Coded(np.array(codes) - UNKNOWN, tuple(range(UNKNOWN, max(codes, default=0) + 1)))


def code_of(fact: Fact, answer: object) -> int:
    """Give the code of yes or no, a choice or a status; of anything else, that of an unknown."""
    if isinstance(answer, bool):
        return HOLDS if answer else FAILS
    return list(fact.values).index(answer) if isinstance(answer, str) else UNKNOWN


def side_of(member: str, answer: object) -> int:
    """Give the code of one member of a set: it belongs to the set, it does not, or nobody said."""
    if not isinstance(answer, Members):
        return UNKNOWN
    return HOLDS if member in answer.holds else FAILS if member in answer.fails else UNKNOWN


def number_of(answer: object) -> int:
    """Give a number, or the days from 1970 to a date; 0 for anything else."""
    if isinstance(answer, date):
        return answer.toordinal() - EPOCH
    return answer if isinstance(answer, int) else 0
