"""The order of things that read each other: each after all that it reads. A circle is refused with its path."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from graphlib import CycleError, TopologicalSorter

from engine.rulebase.conditions import decisions_in, questions_in
from engine.rulebase.decisions import Decision
from engine.rulebase.facts import Fact
from engine.rulebase.rules import Rule
from engine.source.diagnostics import Diagnostics

NameGraph = Mapping[str, Sequence[str]]
"""Names of things, and the names that each of them reads, in an order that does not depend on files."""


def in_order(
    decisions: Mapping[str, Decision], rules_of: Mapping[str, Sequence[Rule]], diagnostics: Diagnostics
) -> dict[str, Decision]:
    """Sort the decisions so that each stands after all that its rules read; among equals, by name."""
    reads = {name: _decisions_read(rules_of.get(name, ())) for name in sorted(decisions)}
    for path in _circles(reads):
        message = f"decisions read each other in a circle: {_arrow(path)}"
        diagnostics.error("circular-decisions", decisions[path[0]].span, message)
    return {name: decisions[name] for name in _sorted(reads)}


def facts_in_order(facts: Mapping[str, Fact], diagnostics: Diagnostics) -> list[Fact]:
    """Sort the facts so that each stands after all that its `applies_when` reads; none where that is a circle."""
    reads = {name: _facts_read(facts[name], facts) for name in sorted(facts)}
    found = False
    for path in _circles(reads):
        found = True
        message = f"`applies_when` leads back to itself: {_arrow(path)}"
        diagnostics.error("circular-applies-when", facts[path[0]].span, message)
    return [] if found else [facts[name] for name in _sorted(reads)]


def in_reading_order(rules: Mapping[str, Rule], topic_of: Mapping[str, str], topics: Iterable[str]) -> dict[str, Rule]:
    """Number the rules as people read them: by the topic of their file, without one last, then as they stand there."""
    places = {topic: place for place, topic in enumerate(topics)}

    def place(rule: Rule) -> tuple[int, str, int, int]:
        span = rule.span
        return places.get(topic_of.get(span.file, ""), len(places)), span.file, span.line, span.column

    numbers = {rule.name: number for number, rule in enumerate(sorted(rules.values(), key=place))}
    return {name: replace(rule, place=numbers[name]) for name, rule in rules.items()}


def _decisions_read(rules: Sequence[Rule]) -> list[str]:
    return sorted({name for rule in rules for name in decisions_in(rule.condition)})


def _facts_read(fact: Fact, facts: Mapping[str, Fact]) -> list[str]:
    return [] if fact.applies_when is None else sorted(questions_in(fact.applies_when) & facts.keys())


def _sorted(reads: NameGraph) -> list[str]:
    try:
        return list(TopologicalSorter(reads).static_order())
    except CycleError:
        return sorted(reads)


def _circles(reads: NameGraph) -> Iterator[tuple[str, ...]]:
    """Walk circles that have no name in common; each path ends where it begins."""
    while True:
        try:
            TopologicalSorter(reads).prepare()
        except CycleError as circle:
            path: list[str] = circle.args[1]
            yield tuple(reversed(path))
            reads = {name: [each for each in reads[name] if each not in path] for name in reads if name not in path}
        else:
            return


def _arrow(path: Sequence[str]) -> str:
    return " → ".join(f"`{name}`" for name in path)
