"""The hash of a pack: over what it means, not over how its files are laid out."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any

from engine.source.duration import Duration

LAYOUT_ONLY = frozenset(
    {"span", "position", "sha256", "folder", "condition", "properties", "days", "tables", "about_the_past", "place"}
    | {"crosswalks", "glossary", "short", "author", "publisher", "dated", "changeable", "known_by"}
)
LATER = frozenset(
    {"valid_from", "valid_until", "pack", "replaces", "extends", "changes"}
    | {
        "when_silent",
        "past",
        "day_first",
        "gap",
        "aliases",
        "value_aliases",
        "urgency",
        "urgencies",
        "meanwhile",
        "facts",
        "line",
        "also_said",
    }
)
"""Fields that few packs need. Where they say nothing they are left out, so that a pack without them keeps its hash."""

HASHED_AS = {"LayoutSection": "Section", "RuleChange": "Change"}
"""Classes that had another name when packs were hashed first: a pack keeps its hash."""

HASHED_WITH: Mapping[str, Mapping[str, Any]] = {"Rule": {"urgent": False}}
"""Fields that a class had when packs were hashed first, at what they said where they said nothing."""

UNORDERED = ("All", "AnyOf", "AtLeast")
"""Conditions whose parts may stand in any order."""


_ALREADY_PLAIN = frozenset({str, bool, int, type(None)})
_SAYS_SOMETHING = object()
"""Equal to no value: a field that is hashed whatever it says."""


def plain(value: Any) -> Any:
    """Turn a value of the rule base or a profile into plain JSON data; where something stands in a file is left out."""
    kind: Any = type(value)
    if kind in _ALREADY_PLAIN:
        return value
    if is_dataclass(value):
        said = ((name, nothing, getattr(value, name)) for name, nothing in _hashed(kind))
        content = {name: plain(each) for name, nothing, each in said if each != nothing}
        name = kind.__name__
        if name in UNORDERED:
            content["parts"] = sorted(content["parts"], key=str)
        return {HASHED_AS.get(name, name): {**HASHED_WITH.get(name, {}), **content}}
    if isinstance(value, Mapping):
        return [[key, plain(each)] for key, each in value.items()]
    if isinstance(value, frozenset):
        return sorted((plain(each) for each in value), key=str)
    if isinstance(value, (tuple, list)):
        return [plain(each) for each in value]
    if isinstance(value, date):
        return value.isoformat()
    return value


@cache
def _hashed(kind: type[Any]) -> tuple[tuple[str, Any], ...]:
    """List the fields of a class that are part of the meaning, each with the value at which it says nothing."""
    found: list[tuple[str, Any]] = []
    for each in fields(kind):
        if issubclass(kind, Duration) and each.name == "days":  # those on which rules of a pack turn are worked out
            found.append((each.name, 0))
        elif each.name in LATER:
            default = each.default if each.default_factory is MISSING else each.default_factory()
            found.append((each.name, default))
        elif each.name not in LAYOUT_ONLY:
            found.append((each.name, _SAYS_SOMETHING))
    return tuple(found)


def fingerprint(value: Any) -> str:
    """Hash a value: SHA-256 of its canonical JSON (RFC 8785)."""
    return hashlib.sha256(canonical(plain(value))).hexdigest()


def canonical(data: Any) -> bytes:
    """Write plain data as canonical JSON (RFC 8785).

    There are no fractions in it and its keys are ASCII, so that the quick writer of the standard library gives the same
    bytes as one made for canonical JSON; large packs would wait for that.
    """
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
