"""Answers as codes and numbers, and whole profiles as columns of them: for whoever has answers and no table."""

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np

from engine.interpret.columnar.answers import EPOCH, FAILS, HOLDS, UNKNOWN, AnswerColumns, AnswerNumbers, Coded
from engine.rulebase.base import RuleBase
from engine.rulebase.facts import Answer, Fact, Members


def columns_of(base: RuleBase, profiles: Sequence[Mapping[str, Answer]]) -> AnswerColumns:
    """Code the answers of every profile."""
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
