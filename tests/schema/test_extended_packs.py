"""The schema of a pack that is laid over another, and of what only some packs have: tables, dates, silence."""

from pathlib import Path
from typing import Any

import pytest

from engine.export.schema import schema
from engine.rulebase.base import RuleBase
from tests.rulebase.over import HEAD, over
from tests.rulebase.tabled import declared
from tests.schema.yaml_1_2 import loaded

jsonschema = pytest.importorskip("jsonschema")

SOUND = """\
switch_off: [{rule: storm, because: Our bay is calm.}]
tighten: [{rule: long-trip, question: hours, to: 4, because: So.}]
facts: [{name: dog, kind: yes_no, topic: people, question: Is a dog there, when_silent: no}]
rules:
  - name: high-swell
    replaces: We have a wall.
    when: {swell: wild}
    then: {hire: stay}
    because: So.
    cites: [hr.wind]
    from: "2026-01-01"
    until: "2026-12-31"
"""


@pytest.fixture
def base(tmp_path: Path) -> RuleBase:
    return over(tmp_path, declared("first") + SOUND, **{"berths.csv": "people,dog,berth\n3,yes,inner\n"})


def complaints(base: RuleBase, text: str) -> list[str]:
    made: dict[str, Any] = schema(base, "rules")
    jsonschema.Draft202012Validator.check_schema(made)
    return [error.json_path for error in jsonschema.Draft202012Validator(made).iter_errors(loaded(text))]


def test_what_the_reader_accepts_is_accepted(base: RuleBase) -> None:
    assert complaints(base, HEAD.replace("EXTENDS", "../below") + declared("first") + SOUND) == []


@pytest.mark.parametrize(
    ("before", "after", "place"),
    [
        ("because: Our bay is calm.", "why: Our bay is calm.", "$.switch_off[0]"),
        ("question: hours", "question: people", "$.tighten[0].question"),
        ("hit_policy: first\n    decides", "hit_policy: frist\n    decides", "$.tables[0].hit_policy"),
        ("decides: [berth]", "decides: [birth]", "$.tables[0].decides"),
        ("file: berths.csv", "file: berths.xlsx", "$.tables[0].file"),
        ('from: "2026-01-01"', "from: soon", "$.rules[0].from"),
        ("extends: ../below", "extends: ../below, header: {a: text}", "$.pack"),
        (", extends: ../below", "", "$.pack"),
    ],
)
def test_a_mistake_is_marked(base: RuleBase, before: str, after: str, place: str) -> None:
    text = HEAD.replace("EXTENDS", "../below") + declared("first") + SOUND
    assert before in text
    assert place in complaints(base, text.replace(before, after))
