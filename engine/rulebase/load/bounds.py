"""How large conditions may become once every `applies_when` is written out, so that every machine ends soon.

A pack of a few lines can ask for more than any machine can bear: each question doubles what the one before it asks.
Sizes are worked out before anything is written out.
"""

from collections.abc import Iterable, Mapping, Sequence

from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import Condition, Literal, decisions_in, parts_of
from engine.rulebase.facts import Fact
from engine.rulebase.properties import Implies, Property
from engine.rulebase.rules import Rule
from engine.source.diagnostics import Diagnostics
from engine.source.span import Span

MOST_LITERALS = 5_000
"""Tests in one condition, with every `applies_when` written out. So many end soon in every machine. Beyond it:
`too-large`."""

MOST_IN_ALL = 200_000
"""Tests in all conditions of a pack, with every `applies_when` written out. So many end soon in every machine. Beyond
it: `too-large`."""

DEEPEST = 150
"""Levels of `all`, `any`, `not` and `at_least`, and of decisions that read decisions, within each other. Walking them
needs a stack as deep. Beyond it: `too-large`, and `too-deep` for decisions."""

ConditionSize = tuple[int, int]
"""The literals of a condition, and how deep it is nested; 1 and 1 for a literal."""


def report_sizes(facts: Iterable[Fact], rules: Iterable[Rule], pack: Span, diagnostics: Diagnostics) -> bool:
    """Report every condition that is too large, written out; tell whether there was one.

    The facts must come in order, each after all that its `applies_when` reads.
    """
    sizes, large = _of_facts(facts)
    for fact in large:
        diagnostics.error("too-large", fact.span, f"`applies_when` of `{fact.name}` {_TOO_LARGE}")
    found = bool(large)
    total = 0
    for rule in rules:
        size = _size(rule.when, sizes)
        total += size[0]
        if _is_too_large(size):
            found, total = True, 0
            diagnostics.error("too-large", rule.span, f"the condition of rule `{rule.name}` {_TOO_LARGE}")
    if total > MOST_IN_ALL:
        found = True
        message = f"all conditions together ask more than {MOST_IN_ALL:,} things with every `applies_when` written out"
        diagnostics.error("too-large", pack, f"{message}; split the pack, or simplify `applies_when`")
    return found


def report_claims(facts: Iterable[Fact], properties: Iterable[Property], diagnostics: Diagnostics) -> None:
    """Report every property whose conditions are too large, written out. The facts must come in order, as above."""
    sizes, _ = _of_facts(facts)
    for each in properties:
        claim = each.claim
        if isinstance(claim, Implies) and any(_is_too_large(_size(part, sizes)) for part in (claim.when, claim.then)):
            diagnostics.error("too-large", each.span, f"a condition of property `{each.name}` {_TOO_LARGE}")


def _of_facts(facts: Iterable[Fact]) -> tuple[dict[str, ConditionSize], list[Fact]]:
    """Give how large a literal over each fact becomes, and the facts for which that is too large."""
    sizes: dict[str, ConditionSize] = {}
    large: list[Fact] = []
    for fact in facts:
        size = (1, 1) if fact.applies_when is None else _joined([(1, 1), _size(fact.applies_when, sizes)])
        if fact.applies_when is not None and _is_too_large(size):
            large.append(fact)
            size = (1, 1)
        sizes[fact.name] = size
    return sizes, large


_TOO_LARGE = (
    f"asks more than {MOST_LITERALS:,} things or is nested more than {DEEPEST} levels deep, "
    "with the `applies_when` of everything it reads written out; simplify those"
)


def _is_too_large(size: ConditionSize) -> bool:
    return size[0] > MOST_LITERALS or size[1] > DEEPEST


def _size(condition: Condition, sizes: Mapping[str, ConditionSize]) -> ConditionSize:
    if isinstance(condition, Literal):
        return (1, 1) if condition.on_decision else sizes.get(condition.subject, (1, 1))
    return _joined([_size(part, sizes) for part in parts_of(condition)])


def _joined(sizes: Sequence[ConditionSize]) -> ConditionSize:
    return sum(size[0] for size in sizes), 1 + max((size[1] for size in sizes), default=0)


def report_depths(base: RuleBase, diagnostics: Diagnostics) -> None:
    """Report every decision that stands on too many levels of earlier decisions and conditions."""
    depths: dict[str, int] = {}
    for name, decision in base.decisions.items():
        depth = max((_depth(rule.condition) + _below(rule, depths) for rule in base.rules_of[name]), default=0)
        if depth > DEEPEST:
            message = f"`{name}` stands on more than {DEEPEST} levels of conditions and earlier decisions"
            diagnostics.error("too-deep", decision.span, f"{message}; lay the decisions out flatter")
            depth = 0
        depths[name] = depth


def _depth(condition: Condition) -> int:
    return 1 + max(map(_depth, parts_of(condition)), default=0)


def _below(rule: Rule, depths: Mapping[str, int]) -> int:
    return max((2 + depths.get(name, 0) for name in decisions_in(rule.condition)), default=0)
