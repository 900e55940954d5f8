"""Replaying a stored result: the same bytes again, or what differs."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from engine.assessment.assessment import Assessment, Concluded, OpenQuestion
from engine.assessment.compare import Comparison, Difference, Timing, compare, differing, rules_changed, timings_of
from engine.errors import UsageError
from engine.export.json import result_object
from engine.export.stored import stored_assessment, stored_documents
from engine.interpret.evaluation import Collected, Counted, Single
from engine.rulebase.base import RuleBase
from engine.rulebase.facts import answer_name

ORIGINS = {
    "pack_id": "another pack",
    "pack_version": "another version of the pack",
    "pack_sha256": "the rules have changed since",
    "profile_sha256": "the profile has changed since",
}
"""What is said where a result is from somewhere else."""

NOT_REQUIRED = "not required"
CONTROLS = {"yes": "required", "interim": "held meanwhile", "possible": "perhaps required"}
"""How a control stands."""


def stored_results(data: bytes) -> dict[str, dict[str, Any]]:
    """Read stored results, by the id of their profile. Raises `UsageError` where this is not a stored result."""
    return {str(each["result"]["profile"].get("id")): each["result"] for each in stored_documents(data)}


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
    before = _readable(base, stored)
    if before is not None:
        found = compare(before, again)
        timings = differing({**timings_of(base, before), **_stored_timings(stored)}, timings_of(base, again))
        yield from _said(base, replace(found, timings=timings))
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


def _readable(base: RuleBase, stored: dict[str, Any]) -> Assessment | None:
    """Read a stored result; none where it was tampered with, so that only its parts can be held against others."""
    try:
        return stored_assessment(base, stored)
    except UsageError:
        return None


def _stored_timings(stored: dict[str, Any]) -> dict[str, Timing]:
    """Read how soon required controls were due. Of values a stored result does not say it; today's pack has to do."""
    required = (each for each in stored["controls"] if each["required"] == "yes")
    return {each["id"]: Timing(each["deadline"] or "", each["cadence"] or "") for each in required}


def _said(base: RuleBase, found: Comparison) -> Iterator[str]:
    """Say where the two are from, if it is not the same, which answers are others, and what came out otherwise."""
    origins = {each.name: each for each in found.origins}
    for name, words in ORIGINS.items():
        if name in origins:
            yield f"{words}: {_short(origins[name].before)} then, {_short(origins[name].after)} now"
    for answer in found.answers:
        then, now = (answer_name(base.question(answer.name), side) for side in (answer.before, answer.after))
        yield f"answer `{answer.name}`: {then} then, {now} now"
    for each in found.decisions:
        yield f"decision `{each.name}`: {_difference(each)}"
    for control in found.controls:
        then, now = (
            NOT_REQUIRED if side is None else CONTROLS[side.required] for side in (control.before, control.after)
        )
        if then != now:
            yield f"control `{control.name}`: {then} then, {now} now"
    for kind, rules in (("warning", found.warnings), ("advice", found.advice)):
        yield from (f"{kind} `{rule.name}`: {'now given' if rule.after else 'no longer given'}" for rule in rules)
    for due in found.timings:
        if due.after is not None:
            yield f"due `{due.name}`: {due.after}"
    for asked in found.open_questions:
        yield f"open question `{asked.name}`: {_asked(asked)}"


def _asked(found: Difference[OpenQuestion]) -> str:
    """Say how an open question has changed: whether it is asked, for which decisions, or which answers settle one."""
    if found.before is None or found.after is None:
        return "now open" if found.before is None else "no longer open"
    then, now = (", ".join(side.decides) for side in (found.before, found.after))
    return f"matters to {then} then, to {now} now" if then != now else "other answers now settle a decision"


def _short(value: str | None) -> str:
    return str(value)[:12]


def _difference(found: Difference[Concluded]) -> str:
    """Say what a decision was and is, or, where that is the same, which rules it rested on and rests on."""
    before, after = _value(found.before), _value(found.after)
    if before != after:
        return f"{before} then, {after} now"
    removed, added = (", ".join(rules) for rules in rules_changed(found))
    reasons = (f"no longer {removed}" if removed else "", f"now also {added}" if added else "")
    return "; ".join(filter(None, (f"still {after}, for other reasons", *reasons)))


def _value(found: Concluded | None) -> str:
    if found is None:
        return "not there"
    outcome = found.outcome
    if outcome.status != "settled":
        return outcome.status
    match outcome:
        case Collected(members):
            return ", ".join(sorted(members)) or "nothing"
        case Counted(low):
            return str(low)
        case Single(possible):
            return str(next(iter(possible)))
