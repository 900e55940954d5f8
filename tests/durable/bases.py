"""Small rule bases made by hand: one `collect` decision with a member for each condition."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import Condition
from engine.rulebase.decisions import Decision
from engine.rulebase.facts import Fact
from engine.rulebase.rules import Conclusion, Rule
from tests.packs.random_base import Size, random_base

_PATTERN = random_base(Random(1), Size(facts=6, controls=1, decisions=6, rules=2))


def fact_of(name: str, kind: str, values: Sequence[str] = ()) -> Fact:
    """A question of this kind."""
    model = next(fact for fact in _PATTERN.facts.values() if fact.kind == kind)
    named = {value: value for value in values}
    return replace(model, name=name, values=named, applies_when=None, worse=None, range=None)


def rule_of(name: str, condition: Condition, *then: tuple[str, str]) -> Rule:
    """A rule with this condition and these conclusions."""
    model = next(iter(_PATTERN.rules.values()))
    conclusions = tuple(Conclusion(decision, value) for decision, value in then)
    return replace(model, name=name, when=condition, condition=condition, then=conclusions)


def decision_of(name: str, policy: str, values: Sequence[str] = (), while_open: str | None = None) -> Decision:
    """A decision without a default."""
    model = next(each for each in _PATTERN.decisions.values() if each.values)
    value = next(iter(model.values.values()))
    return replace(
        model,
        name=name,
        hit_policy=policy,  # type: ignore[arg-type]
        values={each: replace(value, name=each) for each in values},
        default=None,
        while_open=while_open,
    )


def base_from(facts: Sequence[Fact], decisions: Sequence[Decision], rules: Sequence[Rule]) -> RuleBase:
    """A rule base of just these."""
    return replace(
        _PATTERN,
        facts={fact.name: fact for fact in facts},
        controls={},
        decisions={decision.name: decision for decision in decisions},
        rules={rule.name: rule for rule in rules},
        rules_of={
            decision.name: tuple(rule for rule in rules if rule.concludes(decision.name)) for decision in decisions
        },
    )


def base_of(conditions: Sequence[Condition], yes_no: int) -> RuleBase:
    """A rule for each condition, over so many yes/no facts and a number."""
    facts = [*(fact_of(f"fact_{n}", "yes_no") for n in range(yes_no)), fact_of("number", "number")]
    rules = [rule_of(f"rule-{n}", condition, ("found", f"m{n}")) for n, condition in enumerate(conditions)]
    return base_from(facts, [decision_of("found", "collect", [f"m{n}" for n in range(len(rules))])], rules)
