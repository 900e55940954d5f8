"""All completions of a profile, one after another, and what people are told in each: by the reference alone."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import product

from engine.interpret.evaluation import Outcome, is_left_out
from engine.interpret.reference.evaluate import evaluate
from engine.rulebase.base import RuleBase
from engine.rulebase.facts import Answer, Fact, Facts, Members
from tests.packs.every_profile import ages_of, states

Told = tuple[Outcome | None, ...]
"""What people are told of some decisions: what came out, or nothing where the pack leaves one out."""


def told(base: RuleBase, facts: Facts, day: date | None, decisions: Iterable[str]) -> Told:
    outcomes = evaluate(base, facts, day).decisions
    return tuple(None if is_left_out(base.pack, outcomes, name) else outcomes[name] for name in decisions)


def possible_changes(base: RuleBase, facts: Facts, day: date, decisions: tuple[str, ...]) -> set[tuple[str, str]]:
    """Try every pair of completions that differ in one question; give the question and the decision that differs."""
    options = {name: list(whole_answers(base, base.question(name), facts.get(name), day)) for name in asked(base)}
    found = {}
    for answers in product(*options.values()):
        given = {name: answer for name, answer in zip(options, answers, strict=True) if answer is not None}
        found[answers] = told(base, given, day, decisions)
    seen: dict[tuple[object, ...], Told] = {}
    changed = set()
    for answers, now in found.items():
        for place, name in enumerate(options):
            others = (name, *answers[:place], *answers[place + 1 :])
            before = seen.setdefault(others, now)
            changed |= {(name, each) for each, one, other in zip(decisions, before, now, strict=True) if one != other}
    return changed


def asked(base: RuleBase) -> list[str]:
    return [*base.facts, *base.controls]


def whole_answers(base: RuleBase, question: Fact, now: Answer | None, day: date) -> Iterator[Answer | None]:
    """Walk what a question may come to be answered: what silence answers stays so, and a text matters to no rule."""
    every = states(question, ages_of(base), day)
    if question.when_silent is not None or question.kind == "text":
        yield now
    elif isinstance(now, Members) or question.kind == "choices":
        yield from (each for each in every if is_whole(question, each) and refines(now, each))
    else:
        yield from ([now] if now is not None else [each for each in every if each is not None])


def is_whole(question: Fact, answer: Answer | None) -> bool:
    return isinstance(answer, Members) and len(answer.holds | answer.fails) == len(question.values)


def refines(now: Answer | None, answer: Answer | None) -> bool:
    if not isinstance(now, Members) or not isinstance(answer, Members):
        return now is None
    return now.holds <= answer.holds and now.fails <= answer.fails


def left_unknown(facts: Facts, names: Iterable[str]) -> Mapping[str, Answer]:
    gone = set(names)
    return {name: answer for name, answer in facts.items() if name not in gone}
