"""What comes out for many profiles at once is what an assessment of each says, whichever machine decides them."""

from dataclasses import replace
from random import Random

import pytest

from engine import assess, conclude_all
from engine.assessment import agreement
from engine.render.in_place import holding_up
from engine.rulebase.base import RuleBase
from engine.rulebase.pack import Urgency
from tests.laws.laws import profile_of
from tests.packs.random_base import SPAN, random_base, random_day, random_facts

HARM = Urgency("harm", "Harm", SPAN)

pytestmark = pytest.mark.usefixtures("at_once")


@pytest.fixture(params=[pytest.param(1, id="by the kernel"), pytest.param(99, id="by the reference")])
def at_once(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(agreement, "FEWEST_AT_ONCE", request.param)


def with_urgencies(rng: Random, base: RuleBase) -> RuleBase:
    """The same rules, some of which are about a kind of harm."""
    rules = {name: replace(rule, urgency=rng.choice(["", "harm"])) for name, rule in base.rules.items()}
    rules_of = {name: tuple(rules[rule.name] for rule in of) for name, of in base.rules_of.items()}
    return replace(base, rules=rules, rules_of=rules_of, pack=replace(base.pack, urgencies={"harm": HARM}))


def is_as_assessed(rng: Random, profiles: int) -> None:
    base, day = with_urgencies(rng, random_base(rng)), random_day(rng)
    given = [profile_of(random_facts(rng, base), base) for _ in range(profiles)]
    for profile, concluded in zip(given, conclude_all(base, given, day), strict=True):
        result = assess(base, profile, day, "reference")
        assert concluded.outcomes == result.assessment.outcomes
        assert dict(concluded.decisions) == result.assessment.decisions
        assert concluded.controls == result.assessment.controls
        assert concluded.assumed == result.assessment.assumed
        assert concluded.fired == result.assessment.fired
        assert concluded.holding_up == holding_up(base, result)


@pytest.mark.parametrize("seed", range(15))
def test_what_comes_out_is_what_an_assessment_says(seed: int) -> None:
    is_as_assessed(Random(seed), 4)


@pytest.mark.deep
@pytest.mark.parametrize("seed", range(100, 1_000))
def test_what_comes_out_is_what_an_assessment_says_of_many(seed: int) -> None:
    is_as_assessed(Random(seed), 10)
