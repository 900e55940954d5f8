"""Small packs for tests of inquiries, written as people write them."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from engine.rulebase.base import RuleBase
from engine.rulebase.load.folder import read_pack_files, to_rule_base

Written = dict[str, Any]
Rules = Mapping[str, Written]
"""When each value is reached, the value written as `decision.value`."""

REASON = {"because": "So.", "cites": ["h.one"]}
LEVELS = {"low": "Low", "high": "High", "top": "Top"}


def written(folder: Path, yes_no: list[str], rules: Rules, **layout: Any) -> RuleBase:
    """Write a pack of questions to be answered with yes or no; each rule lifts a decision from `low` where it holds.

    `layout` may say what is primary, and what is left out.
    """
    decisions = dict.fromkeys(name.split(".")[0] for name in rules)
    shown = {"heading": ["who"], "primary": [], "headline": list(decisions), **layout}
    head = {
        "id": "small",
        "version": "1",
        "title": "Small",
        "topics": {"t": "T"},
        "roles": {"us": "Us", "they": "They"},
    }
    pack = {
        "pack": {**head, "header": {"who": "text"}, "layout": shown},
        "topic": "t",
        "documents": [{"id": "house", "prefix": "h", "title": "House"}],
        "statements": [{"id": "h.one", "must": "one", "says": "One."}],
        "facts": [{"name": name, "kind": "yes_no", "question": f"{name.title()}?", "why": "So."} for name in yes_no],
        "decisions": [
            {
                "name": name,
                "title": name.title(),
                "hit_policy": "max",
                "values": LEVELS,
                "default": {"value": "low", **REASON},
            }
            for name in decisions
        ],
        "rules": [
            {"name": name.replace(".", "-"), "when": when, "then": dict([name.split(".")]), **REASON}
            for name, when in rules.items()
        ],
    }
    folder.mkdir(exist_ok=True)
    (folder / "pack.yaml").write_text(json.dumps(pack), encoding="utf-8")
    return to_rule_base(read_pack_files(folder), folder)
