"""A difference between two packs as JSON, for programs that read it on."""

import json
from typing import Any

from engine.checks.differences.meaning import DifferenceVerdict, Meaning
from engine.checks.differences.named_pack import NamedPack
from engine.checks.differences.words import DeclarationChange
from engine.render.differences.page import witness_texts
from engine.render.differences.standings import standing_words
from engine.rulebase.base import RuleBase

SCHEMA = "armslength/difference/1"


def difference_json(
    before: NamedPack, after: NamedPack, changes: tuple[DeclarationChange, ...], found: tuple[Meaning, ...] | None
) -> str:
    """Write everything, each witness too. Only ASCII, so that any text is safe."""
    data = {
        "schema": SCHEMA,
        "before": side_object(before),
        "after": side_object(after),
        "words": [_change(each) for each in changes],
        "same": None if found is None else all(each.is_same for each in found),
        "meaning": None if found is None else [_meaning(before, after, each) for each in found],
        "affected": None if found is None else _affected(found),
    }
    return json.dumps(data, indent=2) + "\n"


def side_object(side: NamedPack) -> dict[str, Any]:
    """Write which pack a side is."""
    pack = side.base.pack
    return {
        "name": side.name,
        "pack": pack.id,
        "version": pack.version,
        "sha256": side.base.sha256,
        "cases": side.cases,
    }


def _change(change: DeclarationChange) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "how": change.how,
        "name": change.name,
        "was": change.was or None,
        "place": str(change.span) if change.span else None,
        "parts": [
            {"part": each.part, "how": each.how, "before": list(each.before), "after": list(each.after)}
            for each in change.parts
        ],
    }


def _meaning(before: NamedPack, after: NamedPack, found: Meaning) -> dict[str, Any]:
    first, last = found.stretch.first, found.stretch.last
    return {
        "from": first.isoformat() if first else None,
        "until": last.isoformat() if last else None,
        "same": found.is_same,
        "decisions": [
            {
                "name": each.name,
                "difference": each.kind,
                "complete": _verdict(before, after, each.name, each.complete),
                "partial": _verdict(before, after, each.name, each.partial),
            }
            for each in found.compared
        ],
        "asked_otherwise": list(found.asked_differently),
        "on_the_same_rules": list(found.untouched),
    }


def _affected(found: tuple[Meaning, ...]) -> dict[str, Any]:
    return {
        "decisions": sorted({name for each in found for name in each.decisions}),
        "controls": sorted({name for each in found for name in each.controls}),
        "undecided": sorted({name for each in found for name in each.undecided}),
    }


def _verdict(before: NamedPack, after: NamedPack, decision: str, verdict: DifferenceVerdict) -> dict[str, Any]:
    data: dict[str, Any] = {"difference": verdict.kind}
    if verdict.members or verdict.undecided:
        data |= {"members": list(verdict.members), "undecided": list(verdict.undecided)}
    seen = verdict.witness
    if seen is not None:
        was, now = witness_texts(before, after, decision, verdict)
        data["witness"] = {
            "member": verdict.member or None,
            "as_of": seen.as_of.isoformat(),
            "before": {"profile": was, **_says(before.base, decision, verdict.member, seen.was)},
            "after": {"profile": now, **_says(after.base, decision, verdict.now, seen.now)},
        }
    return data


def _says(base: RuleBase, decision: str, member: str, standing: Any) -> dict[str, Any]:
    return {
        "says": standing_words(base.decisions[decision], member, standing),
        "rules": list(standing.fired),
        "open_rules": list(standing.open),
        "by_default": standing.by_default,
    }
