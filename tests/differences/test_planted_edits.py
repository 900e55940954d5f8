"""Planted edits of a small pack: what is written otherwise, what that means, and witnesses that replay."""

from pathlib import Path

import pytest

pytest.importorskip("z3")

from engine import api
from engine.checks.differences.meaning import meaning
from engine.checks.differences.words import changes
from engine.rulebase.base import RuleBase
from tests.differences.planted import EDITS, GATE, Edit
from tests.differences.replaying import replayed
from tests.mutation.small import base, pack


def two(tmp_path: Path, edit: Edit) -> tuple[RuleBase, RuleBase]:
    """Read the pack before and after an edit."""
    assert edit.pack.count(edit.old) == 1, "the edit must hit one place"
    return base(pack(tmp_path / "before", rules=edit.pack)), base(
        pack(tmp_path / "after", rules=edit.pack.replace(edit.old, edit.new))
    )


every_edit = pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.says)


@every_edit
def test_it_is_said_in_words(tmp_path: Path, edit: Edit) -> None:
    found = changes(*two(tmp_path, edit))
    said = tuple(
        f"{each.kind} {each.how} {each.name}: {' '.join(p.part for p in each.parts)}".strip() for each in found
    )
    assert said == edit.words


@every_edit
def test_it_is_said_what_it_means(tmp_path: Path, edit: Edit) -> None:
    found = meaning(*two(tmp_path, edit))
    kinds = {each.name: (each.complete.kind, each.partial.kind) for each in found.compared}
    words = {True: "differs", False: "same"}
    assert kinds == {name: (words[one], words[other]) for name, (one, other) in edit.means.items()}
    assert set(found.decisions) == {name for name, either in edit.means.items() if any(either)}
    assert found.controls == edit.controls
    assert found.is_same is not any(any(either) for either in edit.means.values())


@every_edit
def test_every_witness_replays_by_every_engine_with_different_results(tmp_path: Path, edit: Edit) -> None:
    before, after = two(tmp_path, edit)
    found = meaning(before, after)
    assert replayed(before, after, found) == sum(one + other for one, other in edit.means.values())


def test_a_question_in_another_form_is_answered_for_each_pack_by_itself(tmp_path: Path) -> None:
    before = base(pack(tmp_path / "before", rules=GATE))
    text = GATE.replace(
        "kind: number, topic: gate, question: How often?, unit: times, range: [0, 9]",
        "kind: choice, topic: gate, question: How often?, values: {seldom: Seldom, often: Often}",
    ).replace("visits: {at_least: 3}", "visits: often")
    after = base(pack(tmp_path / "after", rules=text))
    found = meaning(before, after)
    assert found.asked_differently == ("visits",)
    (entry,) = found.compared
    assert entry.name == "entry"
    assert entry.complete.kind == entry.partial.kind == "differs"
    seen = entry.complete.witness
    assert seen is not None
    assert type(seen.before["visits"]) is int or seen.after["visits"] in ("seldom", "often")
    assert replayed(before, after, found) == 2


def test_a_question_that_only_one_pack_asks_is_left_out_for_the_other(tmp_path: Path) -> None:
    before = base(pack(tmp_path / "before", rules=GATE))
    lines = [line for line in GATE.splitlines() if "name: visits" not in line]
    text = "\n".join(lines).replace("all: [{has_key: yes}, {visits: {at_least: 3}}]", "has_key: yes") + "\n"
    after = base(pack(tmp_path / "after", rules=text))
    found = meaning(before, after)
    assert found.asked_differently == ("visits",)
    seen = found.compared[0].complete.witness
    assert seen is not None
    # Few visits keep the gate shut by the first pack; the second does not ask. An old key would open it in any case.
    assert seen.before["visits"] in (0, 1, 2)
    assert seen.after.get("has_key") is True
    assert "visits" not in seen.after
    assert replayed(before, after, found) == 2


def test_a_decision_that_came_and_one_that_went_are_named(tmp_path: Path) -> None:
    before = base(pack(tmp_path / "before", rules=GATE))
    after = base(pack(tmp_path / "after", rules=GATE.replace("name: entry", "name: way_in").replace("entry", "way_in")))
    found = meaning(before, after)
    assert (found.added, found.removed) == (("way_in",), ("entry",))
    assert not found.is_same


def test_a_question_that_is_too_hard_is_called_undecided_and_never_proved(tmp_path: Path) -> None:
    said = [meaning(*two(tmp_path, edit), rlimit=1) for edit in EDITS if edit.means]
    verdicts = {v.kind for found in said for each in found.compared for v in (each.complete, each.partial)}
    assert "undecided" in verdicts
    for found in said:
        if any("undecided" in (each.complete.kind, each.partial.kind) for each in found.compared):
            assert not found.is_same


def test_nothing_has_to_be_proved_of_a_pack_and_itself() -> None:
    shipped = api.load_pack()
    found = meaning(shipped, shipped)
    assert (found.compared, found.is_same, len(found.untouched)) == ((), True, len(shipped.decisions))
    assert changes(shipped, shipped) == ()
