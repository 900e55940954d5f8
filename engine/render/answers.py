"""Answers that lead to something, in words: those that lead to the same together, numbers in stretches."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from itertools import groupby

from engine.assessment.answers import possible_answers
from engine.render.words import answer_words, listed
from engine.rulebase.base import RuleBase
from engine.rulebase.facts import Answer, Fact, Members

Answers = list[tuple[str, Answer]]
"""Every answer that makes a difference to some rule, with the words by which the assessment knows it."""


def answers_to(base: RuleBase, name: str, now: Answer | None, as_of: date | None) -> Answers:
    """List the answers to a question that make a difference; of a set, each with one member other than now."""
    return list(possible_answers(base, name, now if isinstance(now, Members) else None, as_of))


def leading_to(base: RuleBase, name: str, answers: Answers, outcomes: Mapping[str, str]) -> list[str]:
    """Say what answers lead to: `yes: Lend it`, `no: Not now`; those without an outcome are left out."""
    by_outcome: dict[str, list[str]] = {}
    for words, outcome in _stretches(base.question(name), answers, outcomes):
        by_outcome.setdefault(outcome, []).append(words)
    return [f"{listed(words)}: {outcome}" for outcome, words in by_outcome.items()]


def answer_in_words(base: RuleBase, name: str, key: str, as_of: date | None) -> str:
    """Write one answer by the words by which the assessment knows it; of numbers and days, its stretch."""
    question, answers = base.question(name), answers_to(base, name, None, as_of)
    return next((words for words, _ in _stretches(question, answers, {key: key})), key)


def answers_in_words(base: RuleBase, name: str, answers: Collection[Answer], as_of: date | None) -> str:
    """Write answers that would do as well as each other: `Always or Now and then`; of numbers and days, the stretch."""
    question = base.question(name)
    every = list(possible_answers(base, name, None, as_of))
    chosen = {key: "" for key, answer in every if answer in answers}
    return listed([words for words, _ in _stretches(question, every, chosen)])


def _stretches(question: Fact, answers: Answers, outcomes: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Walk the answers that lead to something; neighbouring numbers and days that lead to the same are one stretch."""
    if question.kind not in ("number", "date"):
        yield from ((_one(question, key, answer), outcomes[key]) for key, answer in answers if key in outcomes)
        return
    place = 0
    for outcome, group in groupby(answers, key=lambda pair: outcomes.get(pair[0])):
        stretch = [answer_words(question, answer) for _, answer in group]
        first, last = place == 0, place + len(stretch) == len(answers)
        place += len(stretch)
        if outcome is not None:
            yield _stretch(question, stretch[0], stretch[-1], first=first, last=last), outcome


def _one(question: Fact, key: str, answer: Answer) -> str:
    if not isinstance(answer, Members):
        return answer_words(question, answer)
    member = key.rsplit(maxsplit=1)[-1]
    return question.values[member] if member in answer.holds else f"not {question.values[member]}"


def _stretch(question: Fact, low: str, high: str, *, first: bool, last: bool) -> str:
    """Name a stretch between thresholds: up to its end, from its start, or both."""
    if first and last:
        return "any answer"
    if question.kind == "date" and (first or last):
        return f"{high} or earlier" if first else f"{low} or later"
    if low == high:
        return low
    return f"at most {high}" if first else f"at least {low}" if last else f"{low} to {high}"
