"""The problem as a rule base of ours: each flag is a member of the `collect` decision of its layer."""

from bench import problem
from bench.problem import NUMBERS_UP_TO, Literal, Problem, by_flag
from engine import RuleBase
from engine.rulebase.conditions import All, Between, Condition, Includes, Not, OneOf
from engine.rulebase.conditions import Literal as Asked
from engine.rulebase.decisions import ADVICE, CONTROLS, WARNINGS, Decision, DecisionValue
from engine.rulebase.facts import Fact
from engine.rulebase.pack import Pack
from engine.rulebase.rules import Conclusion, Rule
from engine.source.span import Span

SPAN = Span("problem.yaml", 1, 1, 1, 2)


def rule_base_of(told: Problem) -> RuleBase:
    """Make the rule base, as if a pack had been read."""
    homes = {flag: layer_name(n) for n, layer in enumerate(told.layers) for flag, _ in by_flag(layer)}
    rules = {rule.name: _rule(place, rule, homes) for place, rule in enumerate(told.rules)}
    members = {name: [flag for flag, home in homes.items() if home == name] for name in dict.fromkeys(homes.values())}
    decisions = {name: _decision(name, flags) for name, flags in members.items()}
    decisions |= {name: _decision(name, []) for name in (CONTROLS, WARNINGS, ADVICE)}
    ordered = dict(sorted(rules.items()))
    return RuleBase(
        pack=_pack(tuple(members)),
        documents={},
        statements={},
        principles={},
        facts={name: _fact(name, name in told.numbers) for name in sorted(told.facts)},
        decisions=decisions,
        controls={},
        rules=ordered,
        rules_of={name: tuple(rule for rule in ordered.values() if rule.concludes(name)) for name in decisions},
        sha256="0" * 64,
        folder="",
    )


def layer_name(number: int) -> str:
    """Name the decision that holds the flags of one layer, counted from nought."""
    return f"layer_{number}"


def _condition(literals: tuple[Literal, ...], homes: dict[str, str]) -> Condition:
    return All(tuple(_asked(each, homes) if each.wanted else Not(_asked(each, homes)) for each in literals))


def _asked(literal: Literal, homes: dict[str, str]) -> Asked:
    home = homes.get(literal.subject)
    if home is not None:
        return Asked(home, Includes(literal.subject), on_decision=True)
    if literal.at_least is not None:
        return Asked(literal.subject, Between(literal.at_least, None))
    return Asked(literal.subject, OneOf(frozenset({True})))


def _rule(position: int, told: problem.Rule, homes: dict[str, str]) -> Rule:
    condition = _condition(told.literals, homes)
    return Rule(
        name=told.name,
        title=told.name,
        when=condition,
        condition=condition,
        then=(Conclusion(homes[told.flag], told.flag),),
        warning="",
        advice="",
        because="So.",
        cites=(),
        origin="derived",
        position=position,
        span=SPAN,
    )


def _decision(name: str, members: list[str]) -> Decision:
    values = {member: DecisionValue(member, member) for member in members}
    return Decision(name, name, "collect", values, None, None, (), name in (CONTROLS, WARNINGS, ADVICE), SPAN)


def _fact(name: str, number: bool) -> Fact:
    return Fact(
        name=name,
        kind="number" if number else "yes_no",
        topic="topic",
        question=f"What about {name}?",
        range=(0, NUMBERS_UP_TO) if number else None,
        span=SPAN,
    )


def _pack(headline: tuple[str, ...]) -> Pack:
    return Pack(
        id="problem",
        version="1",
        title="Problem",
        examples="",
        topics={"topic": "Topic"},
        roles={},
        control_classes={},
        header=(),
        heading=(),
        primary=(),
        headline=headline,
        sections=(),
        left_out=(),
        statement_kinds=(),
    )
