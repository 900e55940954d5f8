"""What is wrong with a pack is said exactly: each error of each file, at its place, in words that show the way out."""

from pathlib import Path

import pytest

from tests.hostile.made import PACKS, Made
from tests.hostile.packs import ERRORS, FINDINGS, KEPT_PACKS, listed, made_lines, make_pack, said


@pytest.mark.parametrize("case", KEPT_PACKS, ids=lambda case: case.name)
def test_the_messages_are_those_beside_the_pack(case: Path, tmp_path: Path) -> None:
    kind, lines = said(make_pack(tmp_path / "pack", case))
    assert (kind, lines) == listed(case)


@pytest.mark.parametrize("case", PACKS.values(), ids=PACKS.keys())
def test_a_pack_that_no_text_file_can_hold(case: Made, tmp_path: Path) -> None:
    kind, lines = said(make_pack(tmp_path / "pack", made={"bad.yaml": case.data}))
    assert lines == made_lines(case, "bad.yaml")
    assert kind == (FINDINGS if case.findings or not case.lines else ERRORS)


def test_the_sound_pack_is_sound(tmp_path: Path) -> None:
    assert said(make_pack(tmp_path / "pack")) == (FINDINGS, [])


def test_every_error_of_a_pack_is_said_in_one_run() -> None:
    kind, lines = listed(next(case for case in KEPT_PACKS if case.name == "many-errors-at-once"))
    assert kind == ERRORS
    assert len(lines) >= 10
    assert len({line.split(":")[0] for line in lines}) > 3


def test_there_are_sixty_kinds_at_least() -> None:
    assert len(KEPT_PACKS) + len(PACKS) >= 60
