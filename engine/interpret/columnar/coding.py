"""Profiles as columns of codes, as a table would give them: for whoever has answers and no table."""

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np

from engine.interpret.columnar.answers import EPOCH, FAILS, HOLDS, UNKNOWN, Coded, Columns, Counts
from engine.rulebase.base import RuleBase
from engine.rulebase.facts import Answer, Fact, Members


def columns_of(base: RuleBase, profiles: Sequence[Mapping[str, Answer]]) -> Columns:
    """Code the answers of every profile."""
    codes: dict[str, Coded] = {}
    members: dict[tuple[str, str], Coded] = {}
    counts: dict[str, Counts] = {}
    for fact in base.questions():
        answers = [profile.get(fact.name) for profile in profiles]
        match fact.kind:
            case "yes_no" | "choice":
                codes[fact.name] = _coded([_code(fact, answer) for answer in answers])
            case "choices":
                for member in fact.values:
                    members[fact.name, member] = _coded([_side(answer, member) for answer in answers])
            case "number" | "date":
                figures = np.array([_figure(answer) for answer in answers], np.int64)
                counts[fact.name] = Counts(figures, np.array([answer is not None for answer in answers]))
            case "text":
                pass
    return Columns(len(profiles), codes, members, counts)


def _coded(codes: Sequence[int]) -> Coded:
    """Place each code where it stands, one on from the unknown."""
    return Coded(np.array(codes) - UNKNOWN, tuple(range(UNKNOWN, max(codes, default=0) + 1)))


def _code(fact: Fact, answer: Answer | None) -> int:
    if answer is None:
        return UNKNOWN
    if isinstance(answer, bool):
        return HOLDS if answer else FAILS
    return list(fact.values).index(str(answer))


def _side(answer: Answer | None, member: str) -> int:
    if not isinstance(answer, Members):
        return UNKNOWN
    return HOLDS if member in answer.holds else FAILS if member in answer.fails else UNKNOWN


def _figure(answer: Answer | None) -> int:
    if isinstance(answer, date):
        return answer.toordinal() - EPOCH
    return answer if isinstance(answer, int) else 0
