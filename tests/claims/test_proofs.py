"""What `rules check --prove` says is so: each sentence is refuted where trying every profile breaks it, else proved."""

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

pytest.importorskip("z3")

from engine.checks.prove.prove import prove
from engine.rulebase.base import RuleBase
from engine.rulebase.properties import Implies
from tests.claims.packs import TriedPack, tried_packs
from tests.claims.stretches import stretches
from tests.claims.trying_all import (
    broken,
    conflicts,
    fires,
    gaps,
    idle,
    lighter,
    never_decides,
    says_nothing,
    unsettled,
    without_rule,
)
from tests.packs.every_profile import EveryProfile
from tests.proofs.replaying import replayed
from tests.volume import seeds

LAWS: dict[str, Callable[[EveryProfile], set[str]]] = {
    "no-gaps": gaps,
    "no-conflicts": conflicts,
    "settled-stays-settled": unsettled,
    "worse-is-never-lighter": lighter,
}


def is_broken(base: RuleBase, name: str, spaces: Sequence[EveryProfile]) -> bool:
    """Try all profiles: a law, or a property that the pack declares."""
    if name in LAWS:
        return any(LAWS[name](space) for space in spaces)
    declared = base.properties[name]
    if isinstance(declared.claim, Implies) and all(says_nothing(space, declared.claim) for space in spaces):
        return True
    return any(broken(space, declared) for space in spaces)


@pytest.mark.parametrize("seed", seeds(3, 6))
def test_a_law_or_a_property_is_refuted_where_a_profile_breaks_it_and_proved_where_none_does(
    seed: int, tmp_path: Path
) -> None:
    said = Counter[tuple[str, str]]()
    for pack in tried_packs(seed, tmp_path, 8):
        for spaces, results in stretches(pack):
            for each in results:
                if each.name in LAWS or each.name in pack.base.properties:
                    wanted = "refuted" if is_broken(pack.base, each.name, spaces) else "proved"
                    assert each.answer == wanted, f"{pack.base.folder}: {each.says}"
                    said[each.name, each.answer] += 1
                for finding in each.findings:
                    if finding.witness is not None:
                        replayed(pack.base, finding)
    assert min(said[name, "proved"] for name in LAWS) >= 3
    assert sum(count for (_, answer), count in said.items() if answer == "refuted") >= 20


@pytest.mark.parametrize("seed", seeds(2, 4, first=6))
def test_what_is_found_to_make_no_difference_makes_none(seed: int, tmp_path: Path) -> None:
    said = Counter[str]()
    for pack in tried_packs(seed, tmp_path, 8):
        base = pack.base
        found = [(f.diagnostic.code, f.diagnostic.message) for each in prove(base) for f in each.findings]
        named = {(code, name) for code, words in found for name in (*base.rules, *base.facts) if f"`{name}`" in words}
        for rule in base.rules:
            seen = set[bool]().union(*(fires(space).get(rule, set()) for space in pack.every_day))
            if ("never-fires", rule) in named:
                assert seen == {False}, f"{base.folder}: {rule}"
            if ("always-fires", rule) in named:
                assert seen == {True}, f"{base.folder}: {rule}"
        for code, name in named:
            said[code] += 1
            if code == "idle-question":
                assert all(idle(space, name) for space in pack.every_day), f"{base.folder}: {name}"
            if code == "implied-rule" and [
                words for c, words in found if c == code and words.startswith(f"rule `{name}`")
            ]:
                less = TriedPack(without_rule(base, name))
                for one, other in zip(pack.every_day, less.every_day, strict=True):
                    assert all(one[place].decisions == other[place].decisions for place in one.places), name
        for decision in base.decisions.values():
            if decision.hit_policy == "first" and not base.days:
                rows = [rule.name for rule in base.rules_of[decision.name]]
                hidden = set.intersection(*(never_decides(space, rows) for space in pack.every_day))
                assert hidden == {
                    name
                    for code, name in named
                    if code == "hidden-row"
                    and name in rows
                    and any(words.startswith(f"row `{name}`") for _, words in found)
                }
    assert sum(said.values()) >= 15
