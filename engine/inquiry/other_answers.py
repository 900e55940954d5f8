"""The answers that could be given otherwise: for each part of a question the answers that rules can tell apart."""

from collections.abc import Iterator, Mapping
from datetime import date

from engine.assessment.answers import possible_answers
from engine.frozen import frozen
from engine.inquiry.trials import Part, side
from engine.interpret.reference.answers import answer_truth
from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import Test, literals
from engine.rulebase.facts import Answer, Facts, Members
from engine.rulebase.truth import Truth


@frozen
class OtherAnswers:
    """Answers that every rule takes alike, of which one would do as well as another; none is the present one.

    `member` is the choice of a question with several, and the answers are then yes or no; empty for any other question.
    """

    question: str
    member: str
    answers: tuple[Answer, ...]

    @property
    def part(self) -> Part:
        """Name what is answered."""
        return self.question, self.member


def other_answers(base: RuleBase, facts: Facts, as_of: date | None, part: Part) -> tuple[OtherAnswers, ...]:
    """List what a part could be answered instead, each kind of answer once; what no rule tells from now is left out."""
    name, member = part
    now = facts.get(name)
    if member:
        known = side(now, member)
        return tuple(OtherAnswers(name, member, (each,)) for each in (True, False) if each is not known)
    if name not in base.controls and (name not in base.facts or base.facts[name].kind == "choices"):
        return ()
    tests = tuple(_tests(base, name))
    kinds: dict[tuple[Truth, ...], list[Answer]] = {}
    for _, answer in possible_answers(base, name, None, as_of):
        kinds.setdefault(_told_apart(tests, answer, as_of), []).append(answer)
    if now is not None:
        kinds.pop(_told_apart(tests, now, as_of), None)
    return tuple(OtherAnswers(name, "", tuple(each)) for each in kinds.values())


def with_parts(facts: Facts, answers: Mapping[Part, Answer | None]) -> Facts:
    """Give the facts with parts of them answered otherwise; an answer that is nothing takes one back."""
    found = dict(facts)
    for (name, member), answer in answers.items():
        whole = _with_member(found.get(name), member, answer) if member else answer
        if whole is None:
            found.pop(name, None)
        else:
            found[name] = whole
    return found


def _with_member(now: Answer | None, member: str, answer: Answer | None) -> Members | None:
    holds, fails = (now.holds, now.fails) if isinstance(now, Members) else (frozenset[str](), frozenset[str]())
    one = frozenset({member})
    holds, fails = holds - one, fails - one
    if answer is not None:
        holds, fails = (holds | one, fails) if answer else (holds, fails | one)
    return Members(holds, fails) if holds or fails else None


def _tests(base: RuleBase, name: str) -> Iterator[Test]:
    seen: set[Test] = set()
    for rule in base.reads.rules_reading(name):
        for literal in literals(rule.condition):
            if literal.subject == name and not literal.on_decision and literal.test not in seen:
                seen.add(literal.test)
                yield literal.test


def _told_apart(tests: tuple[Test, ...], answer: Answer, as_of: date | None) -> tuple[Truth, ...]:
    return tuple(answer_truth(test, answer, as_of) for test in tests)
