"""Random rule bases for testing machines against each other: every operator, every hit policy, layers of decisions.

    rng = Random(seed)
    base = random_base(rng)
    facts, as_of = random_facts(rng, base), random_day(rng)

Plain and seeded: the same `Random` gives the same base on every machine and with every hash seed. Written for volume;
hypothesis can drive it as well (`st.randoms()`), and then shrinks what it finds.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

from engine.rulebase.applicability import expand
from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import ALWAYS, All, Condition
from engine.rulebase.controls import Control
from engine.rulebase.decisions import (
    ADVICE,
    CONTROLS,
    HIT_POLICIES,
    NUMBERS,
    SETS,
    SINGLE_VALUED,
    WARNINGS,
    Decision,
    DecisionValue,
    Default,
    HitPolicy,
)
from engine.rulebase.facts import WORSE_BY_KIND, Fact, Kind
from engine.rulebase.pack import Pack
from engine.rulebase.rules import Conclusion, Rule
from engine.source.span import Span
from tests.packs.random_conditions import Subjects, exclusive_literals, random_condition, with_level
from tests.packs.random_profile import random_day, random_facts

__all__ = ["Size", "random_base", "random_day", "random_facts"]

SPAN = Span("random.yaml", 1, 1, 1, 2)
KINDS: tuple[Kind, ...] = ("yes_no", "choice", "choices", "number", "date")


@dataclass(frozen=True, slots=True)
class Size:
    """How large a base to make; each decision has up to `rules` rules."""

    facts: int = 9
    controls: int = 3
    decisions: int = 7
    rules: int = 4
    depth: int = 3


def random_base(rng: Random, size: Size = Size()) -> RuleBase:
    """Make a valid rule base: no circles, values declared, conditions written out as the loader does."""
    facts = _facts(rng, size)
    controls = {name: _control(name) for name in (f"control-{n}" for n in range(size.controls))}
    decisions = _decisions(rng, size, list(controls))
    rules: dict[str, Rule] = {}
    for place, decision in enumerate(decisions):
        subjects = Subjects(tuple(facts.values()), tuple(controls), tuple(decisions[:place]))
        later = decisions[place:]
        for rule in _rules_of(rng, size, decision, later, subjects):
            rules[rule.name] = replace(rule, condition=expand(rule.when, facts))
    return _base(rng, facts, controls, decisions, rules)


def _base(
    rng: Random,
    facts: Mapping[str, Fact],
    controls: Mapping[str, Control],
    decisions: Iterable[Decision],
    rules: Mapping[str, Rule],
) -> RuleBase:
    named = {decision.name: decision for decision in decisions}
    for name in (WARNINGS, ADVICE):
        members = [rule.name for rule in rules.values() if rule.concludes(name)]
        named[name] = replace(named[name], values=_values(members))
    ordered = dict(sorted(rules.items()))
    return RuleBase(
        pack=_pack(),
        documents={},
        statements={},
        principles={},
        facts=facts,
        decisions=named,
        controls=controls,
        rules=ordered,
        rules_of={name: _concluding(decision, ordered.values()) for name, decision in named.items()},
        sha256=f"{rng.getrandbits(256):064x}",
        folder="",
    )


def _concluding(decision: Decision, rules: Iterable[Rule]) -> tuple[Rule, ...]:
    found = [rule for rule in rules if rule.concludes(decision.name)]
    return tuple(sorted(found, key=lambda rule: rule.position)) if decision.hit_policy == "first" else tuple(found)


def _facts(rng: Random, size: Size) -> dict[str, Fact]:
    facts: dict[str, Fact] = {}
    for n in range(size.facts):
        kind = KINDS[n] if n < len(KINDS) else rng.choice(KINDS)
        fact = _fact(rng, f"fact_{n}", kind)
        if facts and rng.random() < 0.2:
            subjects = Subjects(tuple(facts.values()), (), ())
            fact = replace(fact, applies_when=random_condition(rng, subjects, 1))
        facts[fact.name] = fact
    facts["remark"] = _fact(rng, "remark", "text")
    return facts


def _fact(rng: Random, name: str, kind: Kind) -> Fact:
    count = rng.randint(2, 5) if kind in ("choice", "choices") else 0
    ordered = kind == "choice" and rng.random() < 0.5
    worse = rng.choice([None, *WORSE_BY_KIND[kind]]) if kind != "choice" or ordered else None
    return Fact(
        name=name,
        kind=kind,
        topic="topic",
        question=f"What about {name}?",
        values={f"v{n}": f"value {n}" for n in range(count)},
        ordered=ordered,
        worse=worse,
        range=(-3, 12) if kind == "number" else None,
        span=SPAN,
    )


def _control(name: str) -> Control:
    return Control(
        name=name,
        title=name,
        topic="topic",
        what="",
        owner="us",
        deadline="",
        cadence="",
        evidence="",
        classes=(),
        question="",
        quick=None,
        belongs_to=None,
        cites=(),
        span=SPAN,
    )


def _decisions(rng: Random, size: Size, controls: Sequence[str]) -> list[Decision]:
    first = rng.randrange(len(HIT_POLICIES))
    policies = [HIT_POLICIES[(first + n) % len(HIT_POLICIES)] for n in range(size.decisions)]
    rng.shuffle(policies)
    decisions = [_decision(rng, f"decision_{n}", policy) for n, policy in enumerate(policies)]
    decisions.insert(rng.randint(0, len(decisions)), _built_in(CONTROLS, controls))
    return [*decisions, _built_in(WARNINGS, ()), _built_in(ADVICE, ())]


def _decision(rng: Random, name: str, policy: HitPolicy) -> Decision:
    values = [] if policy in NUMBERS else [f"w{n}" for n in range(rng.randint(2, 5))]
    has_default = policy in SINGLE_VALUED and rng.random() < 0.7
    while_open = rng.choice(values) if policy in SINGLE_VALUED and rng.random() < 0.8 else None
    feared = {each for each in values[1:] if rng.random() < 0.3} if policy == "max" and while_open else set()
    return Decision(
        name=name,
        title=name,
        hit_policy=policy,
        values={
            each: replace(value, meanwhile=each == while_open or each not in feared)
            for each, value in _values(values).items()
        },
        default=Default(values[0] if rng.random() < 0.5 else rng.choice(values), "", ()) if has_default else None,
        while_open=while_open,
        cites=(),
        built_in=False,
        span=SPAN,
    )


def _built_in(name: str, members: Sequence[str]) -> Decision:
    return Decision(name, name, "collect", _values(members), None, None, (), True, SPAN)


def _values(names: Iterable[str]) -> dict[str, DecisionValue]:
    return {name: DecisionValue(name, name) for name in names}


def _rules_of(
    rng: Random, size: Size, decision: Decision, later: Sequence[Decision], subjects: Subjects
) -> Iterable[Rule]:
    guards = exclusive_literals(rng, subjects) if rng.random() < 0.5 else ()
    for n in range(rng.randint(0 if rng.random() < 0.1 else 1, size.rules)):
        name = f"rule-{rng.randrange(10**6):06}-{decision.name.replace('_', '-')}-{n}"
        then = _conclusions(rng, name, decision, later)
        when: Condition = ALWAYS if rng.random() < 0.04 else random_condition(rng, subjects, size.depth)
        if decision.hit_policy in SETS and rng.random() < 0.7:
            when = with_level(rng, subjects, when)
        if guards:
            place = list(decision.values).index(then[0].value) if then[0].value in decision.values else n
            when = All((guards[place % len(guards)], when))
        yield _rule(rng, name, when, then)


def _conclusions(rng: Random, rule: str, decision: Decision, later: Sequence[Decision]) -> tuple[Conclusion, ...]:
    concluded = {decision.name: decision}
    if rng.random() < 0.3:
        other = rng.choice(later)
        concluded[other.name] = other
    return tuple(Conclusion(name, value) for name, target in concluded.items() for value in _given(rng, rule, target))


def _given(rng: Random, rule: str, decision: Decision) -> list[str]:
    if decision.name in (WARNINGS, ADVICE):
        return [rule]
    if decision.hit_policy == "count":
        return [""]
    if decision.hit_policy == "sum":
        return [str(rng.choice((0, 1, 2, 3, 5, 10, 250)))]
    values = list(decision.values)
    many = rng.randint(1, len(values)) if decision.hit_policy in SETS and rng.random() < 0.3 else 1
    return rng.sample(values, many)


def _rule(rng: Random, name: str, when: Condition, then: tuple[Conclusion, ...]) -> Rule:
    concluded = {each.decision for each in then}
    return Rule(
        name=name,
        title=name,
        when=when,
        condition=when,
        then=then,
        warning="A warning." if WARNINGS in concluded else "",
        advice="Some advice." if ADVICE in concluded else "",
        because="So.",
        cites=(),
        origin="derived",
        position=rng.randrange(10**6),
        span=SPAN,
    )


def _pack() -> Pack:
    return Pack(
        id="random",
        version="1",
        title="Random",
        examples="",
        topics={"topic": "Topic"},
        roles={},
        control_classes={},
        header=(),
        heading=(),
        primary=(),
        headline=(),
        sections=(),
        left_out=(),
        statement_kinds=(),
    )
