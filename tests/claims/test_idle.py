"""What makes no difference is said to make none, and nothing else is: questions, members of sets, values, rules."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

pytest.importorskip("z3")

from engine.checks.always_or_never_fires import rules_that_always_or_never_fire
from engine.checks.prove.proof_result import ProofResult
from engine.interpret.evaluation import Collected, Single
from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import ALWAYS, Includes, literals
from engine.rulebase.decisions import NUMBERS
from engine.rulebase.facts import Members
from tests.claims.packs import TriedPack, tried_packs
from tests.claims.stretches import stretches
from tests.claims.trying_all import fires, idle
from tests.packs.every_profile import EveryProfile
from tests.volume import seeds

Said = tuple[str, str, str]
"""The code of a finding, what it is about, and the member or value."""


def questions(spaces: Sequence[EveryProfile]) -> Iterator[Said]:
    """Walk the questions, and members of sets, that a rule in force reads and that change no result."""
    reads = spaces[0][spaces[0].places[0]].rules
    base = spaces[0].base
    asked = {
        (each.subject, each.test.member if isinstance(each.test, Includes) else "")
        for name in reads
        for each in literals(base.rules[name].condition)
        if not each.on_decision and each.subject in base.facts
    }
    for name, member in sorted(asked):
        if not member and all(idle(space, name) for space in spaces):
            yield "idle-question", name, ""
        if member and all(idle_member(space, name, member) for space in spaces):
            yield "idle-answer", name, member


def idle_member(space: EveryProfile, name: str, member: str) -> bool:
    """Tell whether a set may have or lack a member without any result of a complete profile being another."""
    for place in space.complete:
        known = space.states[name][place[space.names.index(name)]]
        assert isinstance(known, Members)
        turned = Members(known.holds ^ {member}, known.fails ^ {member})
        other = space.with_state(place, name, space.states[name].index(turned))
        if space[place].decisions != space[other].decisions:
            return False
    return True


def values(spaces: Sequence[EveryProfile]) -> Iterator[Said]:
    """Walk the values that rules in force or a default give, and that never come out."""
    base, reads = spaces[0].base, spaces[0][spaces[0].places[0]].rules
    for name, decision in base.decisions.items():
        if decision.built_in or decision.hit_policy in NUMBERS:
            continue
        given = {value for rule in base.rules_of[name] if rule.name in reads for value in rule.values_for(name)}
        given |= {decision.default.value} if decision.default else set()
        for value in sorted(given - came_out(spaces, name)):
            yield "idle-value", name, value


def came_out(spaces: Sequence[EveryProfile], decision: str) -> set[str | None]:
    found = set[str | None]()
    for space in spaces:
        for place in space.complete:
            outcome = space[place].decisions[decision]
            found |= outcome.possible if isinstance(outcome, Single) else set()
            found |= outcome.members if isinstance(outcome, Collected) else set()
    return found


def constant(spaces: Sequence[EveryProfile]) -> Iterator[Said]:
    """Walk the rules in force that never fire, or always."""
    for name in spaces[0][spaces[0].places[0]].rules:
        seen = set[bool]().union(*(fires(space)[name] for space in spaces))
        if seen == {False}:
            yield "never-fires", name, ""
        if seen == {True} and spaces[0].base.rules[name].when != ALWAYS:
            yield "always-fires", name, ""


def said(base: RuleBase, results: Sequence[ProofResult]) -> set[Said]:
    """Read what the findings are about."""
    found = set[Said]()
    for each in (finding.diagnostic for result in results for finding in result.findings):
        quoted = each.message.split("`")[1::2]
        match each.code:
            case "idle-question":
                found.add((each.code, quoted[0], ""))
            case "idle-answer":
                found.add((each.code, quoted[1], quoted[0]))
            case "idle-value":
                found.add((each.code, quoted[0], quoted[1]))
            case "never-fires" | "always-fires":
                found.add((each.code, quoted[0], ""))
    return found


def without_proof(base: RuleBase) -> set[Said]:
    """Read what the checks that need no proof find: they say it, and no proof says it again."""
    found = tuple(rules_that_always_or_never_fire(base))
    return {(each.code, each.message.split("`")[1], "") for each in found}


def in_force(pack: TriedPack) -> list[set[str]]:
    return [set(spaces[0][spaces[0].places[0]].rules) for spaces in pack.spaces.values()]


@pytest.mark.parametrize("seed", seeds(2, 4, first=160))
def test_whatever_makes_no_difference_is_named_and_nothing_else(seed: int, tmp_path: Path) -> None:
    """With dates it is said of what makes none on any day: of rules, on any day on which they are in force."""
    counted = Counter[str]()
    for pack in tried_packs(seed, tmp_path, 8, most=1_000):
        parts, rules = stretches(pack), in_force(pack)
        found = [{*questions(spaces), *values(spaces), *constant(spaces)} for spaces, _ in parts]
        for spaces, results in parts:
            here = rules[[each for each, _ in parts].index(spaces)]
            real = {
                each
                for each in set[Said]().union(*found)
                if all(each in some for some, there in zip(found, rules, strict=True) if is_asked(each, there))
                and is_asked(each, here)
            }
            real -= {each for each in without_proof(pack.base) if each[1] in here}
            told = said(pack.base, results)
            assert told == real, f"{pack.base.folder}, {spaces[0].day}: {sorted(told ^ real)}"
            counted.update(code for code, _, _ in real)
    assert counted.total() >= 5


def is_asked(each: Said, rules: set[str]) -> bool:
    return each[0] not in ("never-fires", "always-fires") or each[1] in rules
