"""Planted edits of the shipped rules, each with what has to be said of it; witnesses replay by both engines."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

pytest.importorskip("z3")

from engine import api
from engine.checks.differences.meaning import Meaning, meaning
from engine.checks.differences.words import changes
from engine.rulebase.base import RuleBase
from engine.rulebase.load.folder import read_pack_files, to_rule_base
from tests.differences.replaying import replayed
from tests.packs.shipped import ROOT


@dataclass(frozen=True)
class Edit:
    """An edit of one file of the shipped rules."""

    file: str
    old: str
    new: str


COMMUNITY = Edit(
    "by-topic/oversight.yaml",
    "    when: {places: {includes: community}}\n",
    "    when: {all: [{places: {includes: community}}, {our_staff_present: never}]}\n",
)
DISCLOSURE = Edit(
    "by-topic/oversight.yaml",
    "    when: {disclosure_likelihood: {at_least: foreseeable}}\n    then: {oversight: standard}",
    "    when: {disclosure_likelihood: {at_least: ordinary}}\n    then: {oversight: standard}",
)
RENAMED = Edit("by-topic/oversight.yaml", "  - name: floor-community\n", "  - name: outings\n")
MOVED = Edit("by-topic/oversight.yaml", "rules:\n", "rules: # in any order\n")


def edited(folder: Path, edit: Edit) -> RuleBase:
    shutil.copytree(ROOT / "rules", folder / "rules")
    shutil.copytree(ROOT / "profiles", folder / "profiles")
    path = folder / "rules" / edit.file
    text = path.read_text(encoding="utf-8")
    assert text.count(edit.old) == 1
    path.write_text(text.replace(edit.old, edit.new), encoding="utf-8")
    return to_rule_base(read_pack_files(folder / "rules"), folder / "rules")


def verdicts(found: Meaning, name: str) -> tuple[str, str]:
    compared = next(each for each in found.compared if each.name == name)
    return compared.complete.kind, compared.partial.kind


def test_a_floor_that_asks_for_more_lowers_the_level_of_somebody(tmp_path: Path) -> None:
    before, after = api.load_pack(), edited(tmp_path, COMMUNITY)
    (change,) = changes(before, after)
    assert (change.kind, change.how, change.name) == ("rules", "changed", "floor-community")
    found = meaning(before, after)
    assert verdicts(found, "oversight") == ("differs", "differs")
    assert "model" in found.untouched, "the level is worked out after the model"
    oversight = next(each for each in found.compared if each.name == "oversight")
    assert oversight.complete.witness is not None
    assert oversight.complete.witness.was.fired == ("floor-community",)
    # What belongs to the standard level goes with it; what belongs to light touch is there in any case.
    assert {"agreed-thresholds", "agreed-recording", "stop-and-no-show"} <= set(found.controls)
    assert "named-contacts" not in found.controls
    assert not found.undecided
    count = sum(verdict.witness is not None for each in found.compared for verdict in (each.complete, each.partial))
    assert replayed(before, after, found) == count


@pytest.mark.parametrize("edit", [RENAMED, MOVED], ids=["another name", "another layout"])
def test_what_changes_nothing_is_proved_to(tmp_path: Path, edit: Edit) -> None:
    found = meaning(api.load_pack(), edited(tmp_path, edit))
    assert (found.is_same, found.compared) == (True, ())


def test_a_threshold_one_step_lower_raises_the_level_of_somebody(tmp_path: Path) -> None:
    before, after = api.load_pack(), edited(tmp_path, DISCLOSURE)
    found = meaning(before, after)
    oversight = next(each for each in found.compared if each.name == "oversight")
    seen = oversight.complete.witness
    assert seen is not None
    assert seen.before["disclosure_likelihood"] == "ordinary"
    assert seen.now.fired == ("floor-disclosure-foreseeable",)
    assert found.untouched
