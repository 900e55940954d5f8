"""Thirty arrangements by a reader who had not seen the rules, and six told late: all was written down beforehand."""

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from engine.api import read_profiles
from engine.assessment.assess import to_assessment
from engine.assessment.assessment import Assessment
from engine.assessment.result import Result
from engine.interpret.evaluation import Collected, Highest, Single, is_left_out
from engine.interpret.reference.evaluate import evaluate
from engine.page.text import page_text
from engine.render.page import result_page
from tests.packs.shipped import shipped

THIRTY, LATE = (
    yaml.safe_load((Path(__file__).parent / "thirty" / f"{name}.yaml").read_text(encoding="utf-8"))
    for name in ("arrangements", "late_escalation")
)
DAY: date = THIRTY["as_of"]
ARRANGEMENTS: dict[str, dict[str, Any]] = {
    each["name"]: each for file in (THIRTY, LATE) for each in file["arrangements"]
}
ASKED = ("yes", "interim")
"""How a control can be required that is asked for now: for certain, or until what is open is answered."""


def result(arrangement: dict[str, Any]) -> Result:
    statuses = {name: status for status in ("missing", "in_place") for name in arrangement.get(status, ())}
    controls = {name: status == "in_place" for name, status in statuses.items()}
    written = {"id": arrangement["name"], "answers": arrangement["answers"], "controls": controls}
    (profile,) = read_profiles(json.dumps(written, default=str).encode(), shipped())
    found = evaluate(shipped(), profile.facts(), DAY)
    return Result(profile, to_assessment(shipped(), profile, DAY, found), ("reference",))


def differences(arrangement: dict[str, Any]) -> Iterator[str]:
    """List where a result is not what was written down, or where its short page does not say what it should."""
    found, expected = result(arrangement), arrangement["expect"]
    yield from single_differences(found.assessment, expected)
    yield from oversight_differences(found.assessment, expected)
    yield from control_differences(found.assessment, expected)
    yield from page_differences(found, expected)


def page_differences(found: Result, expected: dict[str, Any]) -> Iterator[str]:
    """Read the short page for `says`, and the full one for `says_in_full` and `says_not`."""
    for key, full in (("says", False), ("says_in_full", True), ("says_not", True)):
        text = " ".join(page_text(result_page(shipped(), found, full=full), 1000, False).split())
        for pattern in expected.get(key, ()):
            if bool(re.search(pattern, text)) == (key == "says_not"):
                yield f"the page ({key}): {pattern!r}"


def single_differences(found: Assessment, expected: dict[str, Any]) -> Iterator[str]:
    for name in ("model", "readiness"):
        outcome = found.outcome(name)
        assert isinstance(outcome, Single)
        came = {outcome.interim} if outcome.interim else set(outcome.possible)
        if name in expected and not came <= set(expected[name]):
            yield f"{name}: expected {' or '.join(expected[name])}, came {', '.join(sorted(map(str, came)))}"
    yield from (f"{name} is settled" for name in expected.get("unsettled", ()) if found.outcome(name).status != "open")
    contradictions = found.outcome("contradictions")
    assert isinstance(contradictions, Collected)
    for name in set(expected.get("contradictions", ())) - contradictions.members:
        yield f"the contradiction {name} is not named"
    for name in set(expected.get("contradictions_not", ())) & contradictions.members:
        yield f"a contradiction is named where there is none: {name}"


def oversight_differences(found: Assessment, expected: dict[str, Any]) -> Iterator[str]:
    """Compare the floor that the answers set, and the level that is applied, with what was expected."""
    outcome, wanted = found.outcome("oversight"), expected.get("oversight", {})
    assert isinstance(outcome, Highest)
    if wanted == "none":
        outcomes = {name: each.outcome for name, each in found.decisions.items()}
        if not is_left_out(shipped().pack, outcomes, "oversight"):
            yield "oversight: a level is set where none is"
        return
    levels = list(shipped().decisions["oversight"].values)
    floor, applied = (levels.index(each or "") for each in (outcome.at_least, outcome.interim or outcome.at_most))
    if "at_least" in wanted and floor < levels.index(wanted["at_least"]):
        yield f"oversight: expected at least {wanted['at_least']}, and the answers ask for {levels[floor]}"
    if "at_most" in wanted and applied > levels.index(wanted["at_most"]):
        yield f"oversight: expected at most {wanted['at_most']}, and {levels[applied]} is applied"


def control_differences(found: Assessment, expected: dict[str, Any]) -> Iterator[str]:
    asked = {each.name for each in found.controls if each.required in ASKED}
    yield from (f"not asked for: {name}" for name in expected.get("asked", ()) if name not in asked)
    yield from (f"asked for, and too much: {name}" for name in expected.get("not_asked", ()) if name in asked)


@pytest.mark.parametrize(("file", "count", "could_hurt"), [(THIRTY, 30, 12), (LATE, 6, 4)])
def test_so_many_of_each_file_could_hurt_somebody(file: dict[str, Any], count: int, could_hurt: int) -> None:
    names = {each["name"]: bool(each.get("could_hurt")) for each in file["arrangements"]}
    assert (len(names), sum(names.values())) == (count, could_hurt)
    assert file["as_of"] == DAY
    assert len(ARRANGEMENTS) == 36


@pytest.mark.parametrize("name", ARRANGEMENTS)
def test_what_comes_out_is_what_was_written_down_before(name: str) -> None:
    found = list(differences(ARRANGEMENTS[name]))
    assert not found, f"{name}:\n  " + "\n  ".join(found) + f"\n  expected because: {ARRANGEMENTS[name]['why']}"
