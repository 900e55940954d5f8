"""All completions of a profile, one after another, and what people are told in each: by the reference alone."""

from collections.abc import Iterable, Iterator
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


Completions = dict[tuple[Answer | None, ...], Facts]
"""Every way in which all questions may come to be answered."""


def completions(base: RuleBase, facts: Facts, day: date) -> Completions:
    """Write out all completions of a profile; each has the answers to all questions in their order."""
    options = [list(whole_answers(base, base.question(name), facts.get(name), day)) for name in asked(base)]
    pairs = {answers: zip(asked(base), answers, strict=True) for answers in product(*options)}
    return {each: {name: answer for name, answer in pair if answer is not None} for each, pair in pairs.items()}


def possible_changes(base: RuleBase, whole: Completions, day: date, decisions: tuple[str, ...]) -> set[tuple[str, str]]:
    """Try every pair of completions that differ in one question; give the question and the decision that differs."""
    seen: dict[tuple[object, ...], Told] = {}
    changed = set()
    for answers, facts in whole.items():
        now = told(base, facts, day, decisions)
        for place, name in enumerate(asked(base)):
            others = (name, *answers[:place], *answers[place + 1 :])
            before = seen.setdefault(others, now)
            changed |= {(name, each) for each, one, other in zip(decisions, before, now, strict=True) if one != other}
    return changed


def without_contradictions(base: RuleBase, whole: Completions, day: date) -> tuple[str, ...]:
    """List the decisions that no rules contradict each other in, nor in one behind: what is settled stays so there."""
    evaluated = [evaluate(base, facts, day).decisions for facts in whole.values()]
    against = {name for name in base.decisions if any(each[name].status == "conflict" for each in evaluated)}
    return tuple(name for name in base.decisions if name not in base.reads.with_all_readers(against))


def asked(base: RuleBase) -> list[str]:
    return [*base.facts, *base.controls]


def whole_answers(base: RuleBase, question: Fact, now: Answer | None, day: date) -> Iterator[Answer | None]:
    """Walk what a question may come to be answered: what silence answers stays so, and a text matters to no rule."""
    if (
        question.when_silent is not None
        or question.kind == "text"
        or (now is not None and not isinstance(now, Members))
    ):
        yield now
    else:
        every = states(question, ages_of(base) if question.kind == "date" else [], day)
        yield from (each for each in every if is_whole(question, each) and refines(now, each))


def is_whole(question: Fact, answer: Answer | None) -> bool:
    if isinstance(answer, Members):
        return len(answer.holds | answer.fails) == len(question.values)
    return answer is not None


def refines(now: Answer | None, answer: Answer | None) -> bool:
    if not isinstance(now, Members) or not isinstance(answer, Members):
        return now is None
    return now.holds <= answer.holds and now.fails <= answer.fails
