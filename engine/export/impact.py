"""Whose result changes, as JSON, for programs that read it on."""

import json
from datetime import date
from typing import Any

from engine.assessment.compare import Timing
from engine.checks.differences.named_pack import NamedPack
from engine.interpret.results import DecisionCells
from engine.portfolio.compare import ChangeState, RowChange
from engine.portfolio.impact.count import Impact
from engine.render.differences.as_json import side_object

SCHEMA = "armslength/impact/1"


def impact_json(before: NamedPack, after: NamedPack, found: Impact, as_of: date | None) -> str:
    """Write the counts, and the first few profiles one by one. Only ASCII, so that any text is safe."""
    data = {
        "schema": SCHEMA,
        "before": side_object(before),
        "after": side_object(after),
        "as_of": as_of.isoformat() if as_of else None,
        "profiles": found.profiles,
        "changed": found.changes,
        "unchanged": found.unchanged,
        "unread": found.refused,
        "steps": [
            {
                **_step(kind, name, was, now),
                "profiles": count,
                "rules_gone": dict(found.removed[kind, name, was, now].most_common()),
                "rules_come": dict(found.added[kind, name, was, now].most_common()),
            }
            for (kind, name, was, now), count in found.steps.most_common()
        ],
        "first_changed": [
            {"id": each.id, "place": each.place, "moved": [_change(change) for change in each.changes]}
            for each in found.changed
        ],
        "first_unread": [
            {
                "id": each.id,
                "place": each.place,
                "by": [("before", "after")[side] for side in each.sides],
                "reasons": list(each.reasons),
            }
            for each in found.unread
        ],
    }
    return json.dumps(data, indent=2) + "\n"


def _change(change: RowChange) -> dict[str, Any]:
    step = _step(change.kind, change.name, change.before, change.after)
    return {**step, "rules_gone": list(change.removed), "rules_come": list(change.added)}


def _step(kind: str, name: str, was: ChangeState, now: ChangeState) -> dict[str, Any]:
    return {"kind": kind, "name": name, "was": _state(was), "now": _state(now)}


def _state(state: ChangeState) -> Any:
    if isinstance(state, Timing):
        return {"deadline": state.deadline, "cadence": state.cadence}
    if not isinstance(state, DecisionCells):
        return state
    return {part: list(cell) if isinstance(cell, tuple) else cell for part, cell in state.stated() if cell}
