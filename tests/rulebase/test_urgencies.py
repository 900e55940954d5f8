"""Warnings and advice are ordered by the harm that the pack declares, never by the names of its rules."""

from datetime import date
from pathlib import Path

import pytest

from engine.assessment.assess import to_assessment
from engine.interpret.reference.evaluate import evaluate
from engine.interpret.result_columns import warnings_in_order
from engine.page.model import Run
from engine.profile.profile import Given, Profile
from engine.render.next_steps import urgent_advice
from engine.render.room import Room
from engine.rulebase.base import RuleBase
from engine.rulebase.load.read_rules import GONE
from tests.hostile.packs import BASE, load, make_pack, said

HASH_BEFORE = "5c0700d00af28e65eefb4f19fa8c71d8856dbc248b2ebc838f31210f4da684d0"
"""Of the sound pack, by the program that knew rules as urgent or not."""

RULE = "rules:\n  - {name: bad, MORE, when: always, then: {advise: Stay.}, because: So., cites: [hr.load]}\n"
ON_THE_WATER = """
topic: boat
rules:
  - {name: late, when: always, then: {warn: Late., advise: Row back.}, because: So., cites: [hr.load]}
  - {name: adrift, urgency: lost, when: always, then: {warn: Adrift., advise: Flare.}, because: So., cites: [hr.load]}
  - {name: beached, urgency: lost, when: always, then: {warn: Beached., advise: Wait.}, because: So., cites: [hr.load]}
  - {name: sinking, urgency: drown, when: always, then: {warn: Sinking., advise: Out.}, because: So., cites: [hr.load]}
"""
ON_LAND = """
topic: people
rules:
  - {name: unsure, urgency: lost, when: always, then: {advise: Count heads.}, because: So., cites: [hr.load]}
  - {name: barred, urgency: lost, when: always, then: {warn: Barred.}, because: So., cites: [hr.load]}
"""
ANYWHERE = """
rules:
  - {name: afraid, urgency: lost, when: always, then: {advise: Stay calm.}, because: So., cites: [hr.load]}
"""


def pack_saying(urgencies: str) -> bytes:
    text = (BASE / "pack.yaml").read_text(encoding="utf-8")
    return text.replace("  roles:", f"  urgencies: {urgencies}\n  roles:").encode()


def at_sea(folder: Path, urgencies: str = "{drown: Act now, lost: Keep together}") -> RuleBase:
    made = {"a.yaml": ON_THE_WATER, "b.yaml": ON_LAND, "c.yaml": ANYWHERE}
    files = {name: text.encode() for name, text in made.items()}
    return load(make_pack(folder, made=files | {"pack.yaml": pack_saying(urgencies)}))


def only_ours(names: "list[str] | tuple[str, ...]") -> list[str]:
    own = ("late", "adrift", "beached", "sinking", "unsure", "barred", "afraid")
    return [name for name in names if name in own]


def test_people_read_by_harm_then_by_topic_then_as_the_rules_stand(tmp_path: Path) -> None:
    base = at_sea(tmp_path / "pack")
    read = base.as_read(only_ours(sorted(base.rules)))
    assert read == ["sinking", "unsure", "barred", "adrift", "beached", "afraid", "late"]


def test_the_pack_says_which_harm_is_the_gravest(tmp_path: Path) -> None:
    base = at_sea(tmp_path / "pack", "{lost: Keep together, drown: Act now}")
    assert only_ours(base.as_read(base.rules))[-2:] == ["sinking", "late"]
    assert only_ours(warnings_in_order(base)) == ["adrift", "barred", "beached", "sinking", "late"]


def test_results_run_by_harm_and_no_layout_of_files_changes_them(tmp_path: Path) -> None:
    profile = Profile("a", {}, {"people": Given(3)}, {}, None, (), None, "", "", {})
    base = at_sea(tmp_path / "pack")
    found = to_assessment(base, profile, date(2026, 1, 1), evaluate(base, profile.facts(), date(2026, 1, 1)))
    assert only_ours(found.advice) == ["sinking", "adrift", "afraid", "beached", "unsure", "late"]
    assert only_ours(found.warnings) == ["sinking", "adrift", "barred", "beached", "late"]


def test_what_has_a_declared_urgency_is_never_cut_off(tmp_path: Path) -> None:
    many = "".join(
        RULE.removeprefix("rules:\n").replace("bad, MORE", f"flare-{n}, urgency: drown").replace("Stay", f"Flare {n}")
        for n in range(20)
    )
    made = {"a.yaml": ("rules:\n" + many).encode(), "pack.yaml": pack_saying("{drown: Act now}")}
    base = load(make_pack(tmp_path / "pack", made=made))
    profile = Profile("a", {}, {}, {}, None, (), None, "", "", {})
    found = to_assessment(base, profile, None, evaluate(base, {}, None))
    shown = urgent_advice(base, found, Room(full=False, left=0))
    said_of_it = [(run.text for run in item.line if isinstance(run, Run)) for item in shown]
    assert [list(each)[:2] for each in said_of_it] == [["Act now:", f"Flare {n}."] for n in range(20)]


def test_a_pack_without_urgencies_keeps_its_hash_and_one_with_them_has_another(tmp_path: Path) -> None:
    assert load(BASE).sha256 == HASH_BEFORE
    one, other = at_sea(tmp_path / "one"), at_sea(tmp_path / "other", "{lost: Keep together, drown: Act now}")
    assert one.sha256 != other.sha256


@pytest.mark.parametrize(
    ("urgencies", "rule", "expected"),
    [
        (
            "{drown: Act now}",
            RULE.replace("MORE", "urgent: yes"),
            f"bad.yaml:2:17: unknown-key: a rule has no key `urgent` any more; {GONE['urgent']}",
        ),
        (
            "{drown: Act now, lost: Keep together}",
            RULE.replace("MORE", "urgency: thirst"),
            (
                "bad.yaml:2:26: unknown-urgency: rule `bad` names the urgency `thirst`, which is declared nowhere"
                "; choose from `drown`, `lost`"
            ),
        ),
        (
            "{drown: Act now}",
            RULE.replace("MORE", "urgency: drown").replace("advise: Stay.", "hire: stay"),
            (
                "bad.yaml:2:26: idle-urgency: rule `bad` neither warns nor advises, so `urgency` orders nothing; "
                "leave it out"
            ),
        ),
        (
            "{drown: [Act, now]}",
            RULE.replace("MORE", "urgency: drown"),
            "pack.yaml:8:22: wrong-kind: the label of `drown` must be a text",
        ),
        ("{drown: Act now}", "rules: []\n", "pack.yaml:8:15: unused-urgency: no rule has the urgency `drown`"),
    ],
)
def test_what_is_wrong_with_an_urgency_is_said(tmp_path: Path, urgencies: str, rule: str, expected: str) -> None:
    made = {"bad.yaml": rule.encode(), "pack.yaml": pack_saying(urgencies)}
    assert expected in said(make_pack(tmp_path / "pack", made=made))[1]
