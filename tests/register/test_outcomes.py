"""Every command at every stage by every right: who may stands apart from what the stage allows."""

import csv
from pathlib import Path
from typing import get_args

import pytest

from armslength.register.domain.commands import Command
from armslength.register.domain.decide import decide
from armslength.register.domain.events import Stage
from armslength.register.domain.permission import Right
from armslength.register.domain.refusal import Refusal
from tests.register.situations import CAT, NOW, actor, at_stage, fitting

LINES = Path(__file__).with_name("outcomes.csv").read_text(encoding="utf-8").splitlines()
TABLE = {row["command"]: row for row in csv.DictReader(LINES)}
STAGES: dict[str, Stage | None] = {"not open": None, **{each.value: each for each in Stage}}


def test_the_table_names_every_command_and_every_stage() -> None:
    assert list(TABLE) == [each.__name__ for each in get_args(Command)]
    assert all(list(row) == ["command", "rights", *STAGES] for row in TABLE.values())


@pytest.mark.parametrize("right", Right)
@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("command", TABLE)
def test_what_comes_of_a_command(command: str, stage: str, right: Right) -> None:
    row = TABLE[command]
    expected = row[stage] if right in row["rights"].split() else "no-right"
    state = at_stage(STAGES[stage])
    answer = decide("one", state, fitting(state)[command], actor(CAT, right), NOW, "as agreed")
    assert (answer.code if isinstance(answer, Refusal) else "yes") == expected


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("command", TABLE)
def test_a_refusal_says_why_in_a_sentence_and_somebody_without_rights_gets_nothing(command: str, stage: str) -> None:
    state = at_stage(STAGES[stage])
    nobody = actor(CAT, Right.READER)
    for who in (nobody, actor()):
        answer = decide("one", state, fitting(state)[command], who, NOW, "as agreed")
        if isinstance(answer, Refusal):
            assert answer.reason[0].isupper()
            assert answer.reason.endswith(".")
        else:
            assert answer
            assert {each.by for each in answer} == {CAT}
            assert {(each.subject, each.at, each.why) for each in answer} == {("one", NOW.at, "as agreed")}
