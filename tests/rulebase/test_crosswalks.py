"""Crosswalks lead from controls to texts outside the pack; they are checked like rules, and decide nothing."""

from pathlib import Path

import pytest

from engine.checks.differences.words import changes
from engine.render.show import shown
from tests.hostile.packs import load, make_pack, said
from tests.rulebase.overlaid import laid_over

GOOD = """\
crosswalks:
  - name: harbour-law
    title: What the harbour master looks for
    true_on: 2026-03-01
    remark: No advice.
    references:
      - {id: hl.s1, frame: Harbour Law, title: Section 1}
      - {id: hl.s2, frame: Harbour Law, title: Section 2}
    lines:
      - {controls: [life-jackets], references: [hl.s1], looks_for: A jacket for each., found_in: The law of 1999}
"""
MISTAKES = (
    (
        "[life-jackets]",
        "[life-jacket]",
        (
            "w.yaml:10:20: unknown-control: crosswalk `harbour-law` names the control `life-jacket`, which is "
            "declared nowhere; did you mean `life-jackets`?"
        ),
    ),
    (
        "references: [hl.s1]",
        "references: [hl.s3]",
        "w.yaml:10:49: unknown-reference: the crosswalk has no reference `hl.s3`; did you mean `hl.s2`?",
    ),
    ("id: hl.s2", "id: hl.s1", "w.yaml:8:14: duplicate-name: reference `hl.s1` is declared already at w.yaml:7:14"),
    ("    true_on: 2026-03-01\n", "", "w.yaml:2:5: missing-key: a crosswalk needs the key `true_on`"),
    (
        "looks_for",
        "look_for",
        "w.yaml:10:57: unknown-key: a line of a crosswalk has no key `look_for`; did you mean `looks_for`?",
    ),
)


@pytest.mark.parametrize(("before", "after", "expected"), MISTAKES, ids=[after for _, after, _ in MISTAKES])
def test_what_is_wrong_with_a_crosswalk_is_said(tmp_path: Path, before: str, after: str, expected: str) -> None:
    assert GOOD.count(before) == 1
    folder = make_pack(tmp_path / "pack", made={"w.yaml": GOOD.replace(before, after).encode()})
    assert expected in said(folder)[1]


def test_a_sound_crosswalk_is_no_finding(tmp_path: Path) -> None:
    without_it = said(make_pack(tmp_path / "without"))
    assert said(make_pack(tmp_path / "pack", made={"w.yaml": GOOD.encode()})) == without_it


def test_a_crosswalk_decides_nothing(tmp_path: Path) -> None:
    """The hash is over all that decides, so that an equal hash says that no decision can differ."""
    plain = load(make_pack(tmp_path / "plain"))
    crossed = load(make_pack(tmp_path / "crossed", made={"w.yaml": GOOD.encode()}))
    assert crossed.crosswalks
    assert crossed.sha256 == plain.sha256
    assert [(each.kind, each.how, each.name) for each in changes(plain, crossed)] == [
        ("crosswalks", "added", "harbour-law")
    ]


def test_a_control_shows_where_others_look_for_it(tmp_path: Path) -> None:
    base = load(make_pack(tmp_path / "pack", made={"w.yaml": GOOD.encode()}))
    text = shown(base, "life-jackets")
    for words in ("What the harbour master looks for", "A jacket for each.", "Harbour Law: Section 1", "1 March 2026"):
        assert words in text
    assert "harbour master" not in shown(base, "trip-list")


def test_a_pack_laid_over_another_exchanges_a_crosswalk_as_a_whole(tmp_path: Path) -> None:
    newer = GOOD.replace("A jacket for each.", "Two jackets.").replace("2026-03-01", "2027-03-01")
    base = laid_over(tmp_path, {"w.yaml": GOOD.encode()}, {"w.yaml": newer.encode()})
    (only,) = base.crosswalks.values()
    assert [each.looks_for for each in only.lines] == ["Two jackets."]
    assert only.true_on.year == 2027
