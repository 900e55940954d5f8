"""Sets of other answers by trying all of them: what the searches of `engine/inquiry` have to come up with.

Answers are those of `EveryProfile`, taken apart as people change them: a question, or one choice of a set.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import combinations, product

from engine.inquiry.trials import Part
from engine.interpret.reference.answers import answer_truth
from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import Test, literals
from engine.rulebase.facts import Answer, Facts, Members
from tests.packs.every_profile import EveryProfile

Kind = tuple[object, ...]
"""What every rule makes of an answer: answers of a kind can't be told apart."""

OneChange = tuple[Part, Kind]


def parts_in(space: EveryProfile) -> Iterator[tuple[Part, list[Answer]]]:
    """Walk what can be answered by itself, each with its answers."""
    for name, fact in space.questions.items():
        if fact.kind == "choices":
            for member in fact.values:
                yield (name, member), [True, False]
        else:
            yield (name, ""), [answer for answer in space.states[name] if answer is not None]


def given(facts: Facts, part: Part) -> Answer | None:
    """Give what is answered to a part."""
    name, member = part
    answer = facts.get(name)
    if not member:
        return answer
    if not isinstance(answer, Members):
        return None
    return True if member in answer.holds else False if member in answer.fails else None


def changed(facts: Facts, changes: Mapping[Part, Answer | None]) -> dict[str, Answer]:
    """Answer parts otherwise; nothing takes an answer back."""
    found = dict(facts)
    for (name, member), answer in changes.items():
        whole = with_member(found.get(name), member, answer) if member else answer
        if whole is None:
            found.pop(name, None)
        else:
            found[name] = whole
    return found


def with_member(now: Answer | None, member: str, answer: Answer | None) -> Members | None:
    """Say otherwise of one choice whether it is in a set."""
    holds, fails = ({*now.holds}, {*now.fails}) if isinstance(now, Members) else (set[str](), set[str]())
    holds.discard(member)
    fails.discard(member)
    if answer is not None:
        (holds if answer else fails).add(member)
    return Members(frozenset(holds), frozenset(fails)) if holds or fails else None


def kind_of(base: RuleBase, part: Part, answer: Answer, day: date | None) -> Kind:
    """Say what every rule makes of an answer."""
    name, member = part
    return (answer,) if member else tuple(answer_truth(test, answer, day) for test in tests_of(base, name))


def tests_of(base: RuleBase, name: str) -> list[Test]:
    """List the tests of a question that stand in any rule."""
    found = (each for rule in base.rules.values() for each in literals(rule.condition))
    return sorted({each.test for each in found if each.subject == name and not each.on_decision}, key=repr)


def minimal_changes(
    space: EveryProfile, facts: Facts, most: int, may_change: Callable[[str], bool], is_so: Callable[[Facts], bool]
) -> set[frozenset[OneChange]]:
    """Find every set of other answers by which it is so, and of which no part is enough, by trying all."""
    options = []
    for part, answers in parts_in(space):
        if may_change(part[0]):
            kinds = {kind_of(space.base, part, each, space.day): each for each in answers}
            now = given(facts, part)
            others = [
                (part, kind, each)
                for kind, each in kinds.items()
                if now is None or kind != kind_of(space.base, part, now, space.day)
            ]
            options.append(others)
    found: set[frozenset[OneChange]] = set()
    for size in range(most + 1):
        for chosen in combinations(options, size):
            for each in product(*chosen):
                key = frozenset((part, kind) for part, kind, _ in each)
                if any(smaller < key for smaller in found):
                    continue
                if is_so(changed(facts, {part: answer for part, _, answer in each})):
                    found.add(key)
    return found
