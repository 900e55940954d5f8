"""Each test of each rule under the oversight level is turned round in turn.

Every change by which some profile gets a lighter level, or loses a control, is caught: by a claim of the pack, by a
law, or by a case.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import replace

import pytest

pytest.importorskip("z3")

from engine.checks.prove.proof_context import ProofContext
from engine.checks.prove.proof_result import ProofResult
from engine.checks.prove.properties import PROPERTIES_HOLD
from engine.checks.prove.worse import WORSE_IS_NEVER_LIGHTER
from engine.checks.run import run_cases
from engine.interpret.symbolic.evaluate import SymbolicWorld
from engine.interpret.symbolic.outcomes import CollectedTerms, SingleTerms
from engine.interpret.symbolic.questions import open_questions
from engine.interpret.symbolic.solving import RLIMIT, Solver
from engine.interpret.symbolic.terms import Term, both, either, no
from engine.rulebase.applicability import expand
from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import Condition, Literal, Not, parts_of, with_parts
from engine.rulebase.decisions import CONTROLS
from engine.rulebase.rules import Rule
from tests.packs.shipped import shipped
from tests.proofs.replaying import replayed

LEVEL = "oversight"


def negated(condition: Condition) -> Iterator[Condition]:
    """Walk the condition with each of its tests turned round, one at a time."""
    if isinstance(condition, Literal):
        yield Not(condition)
        return
    parts = parts_of(condition)
    for place, part in enumerate(parts):
        for changed in negated(part):
            yield with_parts(condition, (*parts[:place], changed, *parts[place + 1 :]))


def reversals() -> list[tuple[Rule, int]]:
    """List every test of every rule that sets a floor."""
    return [(rule, n) for rule in shipped().rules_of[LEVEL] for n, _ in enumerate(negated(rule.when))]


def reversed_base(rule: Rule, place: int) -> RuleBase:
    base = shipped()
    when = list(negated(rule.when))[place]
    changed = replace(rule, when=when, condition=expand(when, base.facts))
    rules_of = {
        name: tuple(changed if each is rule or each.name == rule.name else each for each in rules)
        for name, rules in base.rules_of.items()
    }
    mark = hashlib.sha256(f"{rule.name} {place}".encode()).hexdigest()
    return replace(base, rules={**base.rules, rule.name: changed}, rules_of=rules_of, sha256=mark)


def lighter_somewhere(changed: RuleBase) -> bool:
    """Tell whether any complete profile gets a lower level, or loses a control."""
    questions = open_questions(shipped(), complete=True)
    before, after = (SymbolicWorld(base, questions.known) for base in (shipped(), changed))
    old, new = before.outcome(LEVEL), after.outcome(LEVEL)
    assert isinstance(old, SingleTerms)
    assert isinstance(new, SingleTerms)
    lost: list[Term] = [both((term, no(new.floor[value]))) for value, term in old.floor.items()]
    mine, theirs = before.outcome(CONTROLS), after.outcome(CONTROLS)
    assert isinstance(mine, CollectedTerms)
    assert isinstance(theirs, CollectedTerms)
    lost += [both((pair.true, no(theirs.members[name].true))) for name, pair in mine.members.items()]
    found = Solver(questions.constraints).find(either(lost))
    assert found.kind != "undecided"
    return found.kind == "found"


def caught_by(changed: RuleBase) -> str:
    """Name what catches a change: a claim of the pack, a law, or a case; with a witness that replays where proved."""
    context = ProofContext(changed, RLIMIT)
    for claim in PROPERTIES_HOLD.results(context):
        if claim.answer == "refuted":
            return witnessed(changed, claim)
    if run_cases(changed, "reference").failed:
        return "a case"
    claim = WORSE_IS_NEVER_LIGHTER.result(context)
    return witnessed(changed, claim) if claim.answer == "refuted" else ""


def witnessed(base: RuleBase, claim: ProofResult) -> str:
    finding = next(finding for finding in claim.findings if finding.witness is not None)
    replayed(base, finding)
    return claim.name


ALL = reversals()
SAMPLE = ALL[:: max(1, len(ALL) // 3)]


def held(rule: Rule, place: int) -> bool:
    """Hold a reversal to being caught, and tell whether it makes anything lighter."""
    changed = reversed_base(rule, place)
    if not lighter_somewhere(changed):
        return False
    assert caught_by(changed), f"nothing notices that test {place} of `{rule.name}` is turned round"
    return True


def named(each: tuple[Rule, int]) -> str:
    return f"{each[0].name}-{each[1]}"


@pytest.mark.parametrize(("rule", "place"), SAMPLE, ids=[named(each) for each in SAMPLE])
def test_a_reversal_that_makes_something_lighter_is_caught(rule: Rule, place: int) -> None:
    assert held(rule, place)


@pytest.mark.deep
@pytest.mark.parametrize(("rule", "place"), ALL, ids=[named(each) for each in ALL])
def test_every_reversal_that_makes_something_lighter_is_caught(rule: Rule, place: int) -> None:
    held(rule, place)


@pytest.mark.deep
def test_most_reversals_do_make_something_lighter() -> None:
    """Were the reversals harmless, nothing would be shown by their being caught."""
    assert len(ALL) > 40
    harmless = [named(each) for each in ALL if not lighter_somewhere(reversed_base(*each))]
    assert harmless == ["floor-few-of-our-staff-elsewhere-3"], "out in the community there is a floor already"


def test_an_unchanged_base_is_lighter_for_nobody() -> None:
    assert not lighter_somewhere(shipped())
