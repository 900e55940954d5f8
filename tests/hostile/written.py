"""A rule base written as a rule file, so that what reads rule files can be tried with random ones.

What no rule file can say (an empty `any`, an `at_least` of more than there are) is written as what it comes to.
"""

from collections.abc import Iterator, Mapping
from itertools import groupby

from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import (
    ALWAYS,
    All,
    AnyOf,
    AtLeast,
    Between,
    Condition,
    Includes,
    Literal,
    Not,
    OlderThan,
    OneOf,
    Test,
)
from engine.rulebase.controls import Control
from engine.rulebase.decisions import CONTROLS, Decision, DecisionValue
from engine.rulebase.facts import Fact
from engine.rulebase.load.read_rules import SHORTHANDS
from engine.rulebase.rules import Rule

HEAD = """\
pack:
  id: random
  version: '1'
  title: Random
  topics: {topic: Topic}
  roles: {us: Us}
  header: {title: text}
  layout: {primary: [PRIMARY], headline: [PRIMARY], sections: [{title: More, decisions: [EVERYTHING]}]}
documents: [{id: document, prefix: d, title: Document}]
statements: [{id: d.one, must: told, says: One.}]
topic: topic
"""
NEVER = "{not: always}"


Scales = Mapping[str, tuple[str, ...]]
"""The values of everything that is ordered, from the lowest to the highest."""


def written(base: RuleBase) -> str:
    """Write a pack of one file, a declaration on a few lines each."""
    scales = {fact.name: tuple(fact.values) for fact in base.facts.values() if fact.ordered}
    scales |= {name: tuple(each.values) for name, each in base.decisions.items() if each.hit_policy == "max"}
    own = [decision for decision in base.decisions.values() if not decision.built_in]
    primary = next(decision.name for decision in own if decision.hit_policy not in ("collect", "count"))
    head = HEAD.replace("PRIMARY", primary).replace("EVERYTHING", ", ".join(base.decisions))
    parts = [head, "facts:"]
    parts += [line for fact in base.facts.values() for line in _fact(fact, scales)]
    parts += ["decisions:", *(line for decision in own for line in _decision(decision))]
    parts += ["controls:", *(line for control in base.controls.values() for line in _control(control))]
    by_place = sorted(base.rules.values(), key=lambda rule: rule.position)
    parts += ["rules:", *(line for rule in by_place for line in _rule(rule, scales))]
    return "\n".join(parts) + "\n"


def _fact(fact: Fact, scales: Scales) -> Iterator[str]:
    yield f"  - name: {fact.name}"
    yield f"    kind: {fact.kind}"
    yield f"    question: {fact.question}"
    if fact.values:
        yield f"    values: {{{', '.join(f'{name}: {label}' for name, label in fact.values.items())}}}"
    if fact.ordered:
        yield "    ordered: yes"
    if fact.range:
        yield f"    range: [{fact.range[0]}, {fact.range[1]}]"
    if fact.worse:
        yield f"    worse: {fact.worse}"
    if fact.applies_when is not None:
        yield f"    applies_when: {condition_text(fact.applies_when, scales)}"


def _decision(decision: Decision) -> Iterator[str]:
    yield f"  - name: {decision.name}"
    yield f"    title: {decision.title}"
    yield f"    hit_policy: {decision.hit_policy}"
    if decision.values:
        yield f"    values: {{{', '.join(map(_value, decision.values.values()))}}}"
    if decision.default:
        yield f"    default: {{value: {decision.default.value}, because: So., cites: [d.one]}}"
    if decision.while_open:
        yield f"    while_open: {decision.while_open}"


def _value(value: DecisionValue) -> str:
    return f"{value.name}: {value.name if value.meanwhile else f'{{label: {value.name}, meanwhile: no}}'}"


def _control(control: Control) -> Iterator[str]:
    yield f"  - {{name: {control.name}, title: Control, what: Something., owner: us, evidence: Seen., cites: [d.one]}}"


def _rule(rule: Rule, scales: Scales) -> Iterator[str]:
    yield f"  - name: {rule.name}"
    yield f"    when: {condition_text(rule.when, scales)}"
    yield "    then:"
    for name, group in groupby(rule.then, key=lambda each: each.decision):
        values = [each.value for each in group]
        match name:
            case "controls" | "warnings" | "advice":
                said = f"[{', '.join(values)}]" if name == CONTROLS else "Take care."
                yield f"      {SHORTHANDS[name]}: {said}"
            case _:
                one = values[0] or "1"
                yield f"      {name}: {one if len(values) == 1 else '[' + ', '.join(values) + ']'}"
    yield "    because: So."
    yield "    cites: [d.one]"


def condition_text(condition: Condition, scales: Scales) -> str:
    """Write a condition in one line."""

    def listed(parts: tuple[Condition, ...]) -> str:
        return ", ".join(condition_text(part, scales) for part in parts)

    match condition:
        case Literal(subject, Between(int() as low, int() as high)) if low != high:
            return f"{{all: [{{{subject}: {{at_least: {low}}}}}, {{{subject}: {{at_most: {high}}}}}]}}"
        case Literal(subject, test):
            return f"{{{subject}: {_test(test, scales.get(subject, ()))}}}"
        case Not(part):
            return f"{{not: {condition_text(part, scales)}}}"
        case All(()) | AtLeast(0, _):
            return "always" if condition == ALWAYS else "{not: {not: always}}"
        case AnyOf(()):
            return NEVER
        case All(parts):
            return f"{{all: [{listed(parts)}]}}"
        case AnyOf(parts):
            return f"{{any: [{listed(parts)}]}}"
        case AtLeast(n, parts):
            return f"{{at_least: {{n: {n}, of: [{listed(parts)}]}}}}" if n <= len(parts) else NEVER


def _test(test: Test, scale: tuple[str, ...]) -> str:
    match test:
        case OneOf(values):
            words = sorted("yes" if value is True else "no" if value is False else value for value in values)
            return words[0] if len(words) == 1 else _part_of(scale, words) or f"{{one_of: [{', '.join(words)}]}}"
        case Includes(member):
            return f"{{includes: {member}}}"
        case Between(low, high):
            if low == high:
                return str(low)
            return f"{{at_least: {low}}}" if high is None else f"{{at_most: {high}}}"
        case OlderThan(age):
            return f"{{older_than: {age}}}"


def _part_of(scale: tuple[str, ...], words: list[str]) -> str:
    """Write values that lie at one end of a scale as all from there on; nothing where they do not."""
    if sorted(scale[-len(words) :]) == words:
        return f"{{at_least: {scale[-len(words)]}}}"
    return f"{{at_most: {scale[len(words) - 1]}}}" if sorted(scale[: len(words)]) == words else ""
