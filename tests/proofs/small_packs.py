"""Small packs as data: the common questions that all of them stand on, and each with its own rules."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from engine.rulebase.base import RuleBase
from engine.rulebase.load.folder import to_rule_base
from engine.source.text import Source

HERE = Path(__file__).parent

COMMON = """
pack: {id: small, version: '1', title: Small, topics: {t: T}, roles: {us: Us}, layout: {primary: [], headline: []}}
documents: [{id: doc, prefix: doc, title: Doc}]
statements: [{id: doc.all, must: anything, says: All of it.}]
facts:
  - {name: a, kind: yes_no}
  - {name: b, kind: yes_no}
  - {name: c, kind: yes_no}
  - {name: danger, kind: yes_no, worse: 'yes'}
  - {name: safe, kind: yes_no, worse: 'no'}
  - {name: only_if_a, kind: yes_no, applies_when: {a: 'yes'}}
  - {name: colour, kind: choice, values: {red: Red, green: Green, blue: Blue}}
  - {name: risk, kind: choice, ordered: 'yes', worse: higher, values: {small: Small, fair: Fair, great: Great}}
  - {name: n, kind: number, unit: things, range: ['0', '20'], worse: higher}
  - {name: tools, kind: choices, worse: more, values: {hammer: Hammer, saw: Saw, file: File}}
  - {name: since, kind: date, worse: earlier}
  - {name: label, kind: choice, values: {deal: Deal, gift: Gift}}
controls:
  - {name: alarm}
  - {name: guard}
  - {name: only-on-the-left}
"""
FACT = {"question": "What?", "why": "So.", "topic": "t"}
CONTROL = {"title": "T", "what": "W", "owner": "us", "evidence": "E", "topic": "t", "cites": ["doc.all"]}
RULE = {"because": "So.", "cites": ["doc.all"]}


@cache
def listed(name: str) -> list[dict[str, Any]]:
    """Read a file of packs; every scalar stays text, as the reader of packs has it."""
    found: list[dict[str, Any]] = yaml.load((HERE / name).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return found


def pack_text(case: Mapping[str, Any]) -> str:
    """Write a whole pack out, with what all rules, decisions and controls have in common filled in."""
    common = yaml.load(COMMON, Loader=yaml.BaseLoader)
    belongs = case.get("belongs_to", {})
    controls = [
        {**CONTROL, **each, **({"belongs_to": belongs[each["name"]]} if each["name"] in belongs else {})}
        for each in common["controls"]
    ]
    whole = {
        **common,
        "facts": [{**FACT, **each} for each in common["facts"]],
        "controls": controls,
        "decisions": [_decision(each) for each in case.get("decisions", ())],
        "rules": [{**RULE, **each} for each in case["rules"]],
        "properties": [{"cites": ["doc.all"], **each} for each in case.get("properties", ())],
    }
    return yaml.safe_dump(json.loads(json.dumps(whole)), sort_keys=False, width=1000)


def _decision(given: Mapping[str, Any]) -> dict[str, Any]:
    written = given.get("default", {})
    default = {"value": written} if isinstance(written, str) else written
    return {"title": "D", **given, **({"default": {**RULE, **default}} if default else {})}


def small_pack(case: Mapping[str, Any]) -> RuleBase:
    """Read a pack as a file of that text would be read."""
    return to_rule_base([Source("small.yaml", pack_text(case))], Path("small"))
