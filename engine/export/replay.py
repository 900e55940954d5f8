"""Replaying a stored result: the same bytes again, or what differs."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from engine.assessment.assessment import Assessment
from engine.errors import UsageError
from engine.export.json import SCHEMA, result_object
from engine.rulebase.base import RuleBase


def stored_results(data: bytes) -> dict[str, dict[str, Any]]:
    """Read stored results, by the id of their profile. Raises `UsageError` where this is not a stored result."""
    try:
        read = json.loads(data.decode("utf-8", "strict"), parse_constant=_refuse)
    except (ValueError, RecursionError) as problem:
        raise UsageError("the stored result is not JSON; give a file written by `assess --format json`") from problem
    found: dict[str, dict[str, Any]] = {}
    for each in read if isinstance(read, list) else [read]:
        result = each.get("result") if isinstance(each, dict) else None
        profile = result.get("profile") if isinstance(result, dict) else None
        if not isinstance(result, dict) or not isinstance(profile, dict) or result.get("schema") != SCHEMA:
            raise UsageError(f"this is no stored result of the form `{SCHEMA}`; write one with `assess --format json`")
        found[str(profile.get("id"))] = result
    return found


def _refuse(word: str) -> None:
    raise ValueError(word)


def day_of(result: dict[str, Any]) -> date | None:
    """Find the day a stored result was assessed on. Raises `UsageError` where it holds something else."""
    day = result.get("as_of")
    try:
        return None if day is None else date.fromisoformat(day)
    except (TypeError, ValueError) as problem:
        raise UsageError("`as_of` of the stored result is not a date") from problem


def differences(base: RuleBase, stored: dict[str, Any], again: Assessment) -> Iterator[str]:
    """Say in what a stored result differs from the same profile assessed again; nothing where it is the same."""
    fresh = result_object(base, again)
    others = sorted(key for key in {*stored, *fresh} if not _same(stored, fresh, key))
    if not others:
        return
    for part, key, words in (
        ("pack", "id", "another pack"),
        ("pack", "version", "another version of the pack"),
        ("pack", "sha256", "the rules have changed since"),
        ("profile", "sha256", "the profile has changed since"),
    ):
        before, after = _inside(stored, part, key), fresh[part][key]
        if before != after:
            yield f"{words}: {_short(before)} then, {_short(after)} now"
    decisions = stored.get("decisions")
    for name, after in fresh["decisions"].items():
        before = decisions.get(name) if isinstance(decisions, dict) else None
        if before != after:
            yield f"decision `{name}`: {_difference(before, after)}"
    yield f"parts of the result that differ: {', '.join(others)}"


def _same(stored: dict[str, Any], fresh: dict[str, Any], key: str) -> bool:
    return key in stored and key in fresh and _bytes(stored[key]) == _bytes(fresh[key])


def _bytes(part: Any) -> bytes | None:
    """Write a part of a result as canonical JSON; none where it holds what no result of ours can hold."""
    import rfc8785

    try:
        return rfc8785.dumps(part)
    except (rfc8785.CanonicalizationError, RecursionError):
        return None


def _inside(stored: dict[str, Any], part: str, key: str) -> Any:
    group = stored.get(part)
    return group.get(key) if isinstance(group, dict) else None


def _short(value: Any) -> str:
    return str(value)[:12]


def _difference(before: Any, after: dict[str, Any]) -> str:
    """Say what a decision was and is, or, where that is the same, which rules it rested on and rests on."""
    if _value(before) != _value(after):
        return f"{_value(before)} then, {_value(after)} now"
    old, new = (set(map(str, each.get("rules") or ())) for each in (before, after))
    gone, come = ", ".join(sorted(old - new)), ", ".join(sorted(new - old))
    reasons = [f"no longer {gone}" if gone else "", f"now also {come}" if come else ""]
    return f"still {_value(after)}, for other reasons" + "".join(f"; {each}" for each in reasons if each)


def _value(decision: Any) -> str:
    if not isinstance(decision, dict):
        return "not there"
    value = decision.get("value")
    words = ", ".join(map(str, value)) or "nothing" if isinstance(value, list) else str(value)
    return words if decision.get("status") == "settled" else f"{decision.get('status')}"
