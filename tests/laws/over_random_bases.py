"""The laws over one random rule base each: functions of a seed, so that faults can be held against them, too."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import chain, islice, product
from random import Random

from engine.assessment.assess import to_assessment
from engine.interpret.reference.evaluate import Reference, evaluate
from engine.interpret.reference.relevance import Relevance
from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import All, AnyOf, AtLeast, Condition, Not
from engine.rulebase.facts import Answer, Members
from engine.rulebase.rules import Rule
from tests.laws.laws import narrower, profile_of, same_conclusion
from tests.packs.random_base import random_base, random_day, random_facts
from tests.packs.random_examples import example_without_conflict, example_without_later_conflict, in_conflict


def law_1_order_never_matters(seed: int) -> None:
    """Hold a base against itself with rules, parts of conditions and answers in another order."""
    rng = Random(seed)
    base = random_base(rng)
    facts, day = random_facts(rng, base), random_day(rng)
    rules = {name: replace(rule, condition=turned_round(rule.condition)) for name, rule in base.rules.items()}
    rules_of = {
        name: tuple(rules[rule.name] for rule in (found if base.decisions[name].hit_policy == "first" else found[::-1]))
        for name, found in base.rules_of.items()
    }
    shuffled = replace(base, rules=dict(reversed(rules.items())), rules_of=rules_of)
    backwards = dict(reversed(facts.items()))
    before, after = evaluate(base, facts, day), evaluate(shuffled, backwards, day)
    assert dict(before.rules) == dict(after.rules)
    assert dict(before.decisions) == dict(after.decisions)
    assert support_of(base, facts, day) == support_of(shuffled, backwards, day)


def turned_round(condition: Condition) -> Condition:
    """Give the same condition with the parts of every `all`, `any` and `at_least` in reverse order."""
    match condition:
        case All(parts):
            return All(tuple(turned_round(part) for part in reversed(parts)))
        case AnyOf(parts):
            return AnyOf(tuple(turned_round(part) for part in reversed(parts)))
        case AtLeast(n, parts):
            return AtLeast(n, tuple(turned_round(part) for part in reversed(parts)))
        case Not(part):
            return Not(turned_round(part))
    return condition


def support_of(base: RuleBase, facts: Mapping[str, Answer], day: date | None) -> dict[str, tuple[str, ...]]:
    """Give the facts that each decision rests on."""
    found = to_assessment(base, profile_of(facts, base), day, evaluate(base, facts, day))
    return {name: each.facts for name, each in found.decisions.items()}


def law_2_settled_stays_settled_and_what_is_ruled_out_stays_out(seed: int) -> None:
    """Answer everything that is unknown: nothing that was certain changes."""
    example = example_without_later_conflict(Random(seed))
    before, after = example.now(), example.later()
    for name, truth in before.rules.items():
        assert truth is None or after.rules[name] is truth
    for name, outcome in before.decisions.items():
        assert narrower(after.decisions[name], outcome), name


def law_2_over_every_completion_of_a_few_unknowns(seed: int) -> None:
    """Leave two answers out, and put in every other that they could have been."""
    rng = Random(seed)
    example = example_without_later_conflict(rng)
    base, day = example.base, example.day
    unknown = rng.sample([name for name, fact in base.facts.items() if fact.kind in ("yes_no", "choice")], k=2)
    before = evaluate(base, {name: value for name, value in example.complete.items() if name not in unknown}, day)
    kinds: list[list[Answer]] = [
        [True, False] if base.facts[name].kind == "yes_no" else list(base.facts[name].values) for name in unknown
    ]
    held = 0
    # The answers that were left out come first: with them, nothing conflicts.
    for answers in chain([[example.complete[name] for name in unknown]], islice(product(*kinds), 64)):
        after = evaluate(base, {**example.complete, **dict(zip(unknown, answers, strict=True))}, day)
        if not in_conflict(after):
            held += 1
            assert all(narrower(after.decisions[name], outcome) for name, outcome in before.decisions.items())
    assert held


def law_7_the_explanation_is_enough(seed: int) -> None:
    """With only the facts that a conclusion names, and all rules, the same conclusion comes out."""
    example = example_without_conflict(Random(seed))
    base, facts, day = example.base, example.facts, example.day
    found = to_assessment(base, profile_of(facts, base), day, example.now())
    for name, concluded in found.decisions.items():
        again = evaluate(base, {fact: facts[fact] for fact in concluded.facts}, day).decisions[name]
        assert same_conclusion(concluded.outcome, again), name
    for rule in found.rules:
        if rule.status != "open":
            again_truth = evaluate(base, dict(rule.facts), day).rules[rule.name]
            assert again_truth is (rule.status == "fired"), rule.name


def a_default_names_the_rules_that_were_ruled_out_and_no_others_matter(seed: int) -> None:
    """Every rule that would have said something else than the default is among those that are named."""
    rng = Random(seed)
    base = random_base(rng)
    facts, day = random_facts(rng, base), random_day(rng)
    found = to_assessment(base, profile_of(facts, base), day, evaluate(base, facts, day))
    for name, concluded in found.decisions.items():
        if concluded.by_default:
            against = {rule.name for rule in base.rules_of[name] if speaks_against_default(base, rule, name)}
            assert against <= set(concluded.ruled_out), name


def speaks_against_default(base: RuleBase, rule: Rule, name: str) -> bool:
    """Tell whether a rule would give a decision another value than its default."""
    decision = base.decisions[name]
    default = decision.default.value if decision.default else ""
    if decision.hit_policy == "max":
        return any(decision.rank(value) > decision.rank(default) for value in rule.values_for(name))
    return any(value != default for value in rule.values_for(name))


def an_open_decision_waits_for_a_question_and_a_settled_one_for_none(seed: int) -> None:
    """Hold the questions that a decision waits for against its status."""
    rng = Random(seed)
    base = random_base(rng)
    facts, day = random_facts(rng, base), random_day(rng)
    reference = Reference(base, facts, day)
    waiting = Relevance(reference)
    for name in base.decisions:
        outcome = reference.outcome(name)
        if outcome.status == "settled":
            assert not waiting.decision(name)
        elif outcome.status == "open":
            asked = waiting.decision(name)
            conflicts = any(reference.outcome(each).status == "conflict" for each in base.decisions)
            assert asked or conflicts
            assert all(open_still(facts, fact) or day is None for fact in asked)


def open_still(facts: Mapping[str, Answer], name: str) -> bool:
    """Tell whether a question has no answer, or may have more of one."""
    return name not in facts or isinstance(facts[name], Members)
