"""Joins to rulesets in the notation of durable-rules, each well within its limits."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping

from engine.interpret.durable.forms import JoinedPatterns, Pattern
from engine.interpret.durable.limits import Load, block, check_ruleset
from engine.interpret.durable.program import OPENING, Ruleset
from engine.interpret.durable.slots import START

_LISTENER = "listener"
"""A rule that waits for a message that never comes, so that no message is refused because nobody listens to it."""


def to_rulesets(joins: Mapping[int, JoinedPatterns]) -> tuple[tuple[Ruleset, ...], dict[int, tuple[int, ...]]]:
    """Share joins out over rulesets; give these, and for each slot the rulesets that read it."""
    rooms = _share_out(joins)
    readers: dict[int, set[int]] = defaultdict(set)
    for place, room in enumerate(rooms):
        check_ruleset(room.values())
        for pattern in (each for join in room.values() for each in join):
            readers[pattern.slot].add(place)
    rulesets = tuple(Ruleset(_definition(room), len(room)) for room in rooms)
    return rulesets, {slot: tuple(sorted(places)) for slot, places in readers.items()}


def _share_out(joins: Mapping[int, JoinedPatterns]) -> list[dict[int, JoinedPatterns]]:
    rooms: list[dict[int, JoinedPatterns]] = []
    load = Load()
    for node, join in joins.items():
        if not rooms or not load.has_room(join):
            load = Load()
            load.add([START])
            rooms.append({OPENING: (START,)})
        load.add(join)
        rooms[-1][node] = join
    return rooms


def _definition(joins: Mapping[int, JoinedPatterns]) -> str:
    rules: dict[str, object] = {str(node): {"all": _named(map(_test, join))} for node, join in joins.items()}
    rules[_LISTENER] = {"all": _named([{"$gte": {"b": 0}}, {"b": -1}])}
    return json.dumps(rules, separators=(",", ":"))


def _named(tests: Iterable[object]) -> list[object]:
    return [{f"m{number}": test} for number, test in enumerate(tests)]


def _test(pattern: Pattern) -> object:
    tests: list[object] = [{"b": block(pattern.slot)}, {"f": pattern.slot}]
    if pattern.low is not None and pattern.low == pattern.high:
        return {"$and": [*tests, {"v": pattern.low}]}
    bounds = (("$gte", pattern.low), ("$lte", pattern.high))
    return {"$and": [*tests, *({name: {"v": bound}} for name, bound in bounds if bound is not None)]}
