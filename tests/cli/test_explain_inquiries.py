"""`explain` asked otherwise: what if, what would make it so, and which answers carry it."""

import pytest

from tests.cli.conftest import Call
from tests.cli.program import ATLAS, BOOK, MAP, ON_DAY, ROOT

NEEDS_A_VALUE = "`--changes` needs a value: DECISION=VALUE, or DECISION with `--at-most` or `--at-least`"

ASKED = [
    ("--if", "state_of_item=fragile"),
    ("--if", "state_of_item=unknown", "--if", "card-seen=no"),
    ("care", "--if", "state_of_item=fragile", "--if", "loan=decline"),
    ("care", "--at-most", "light"),
    ("care", "--at-least", "curator", "--changes", "3"),
    ("loan=lend", "--changes", "1"),
    ("controls=condition-note", "--changes", "1"),
    ("care", "--evidence"),
    ("controls=condition-note", "--evidence"),
    ("trouble_signs", "--evidence"),
]


@pytest.mark.parametrize("profile", [ATLAS, BOOK, MAP], ids=lambda path: path.stem)
@pytest.mark.parametrize("asked", ASKED, ids=" ".join)
@pytest.mark.parametrize("flags", [[], ["--full"], ["--format", "markdown"]], ids=" ".join)
def test_every_question_is_answered_for_every_profile(
    call: Call, profile: str, asked: tuple[str, ...], flags: list[str]
) -> None:
    ended = call("explain", profile, *asked, *ON_DAY, *flags)
    assert (ended.code, ended.err) == (0, "")
    assert len(ended.out) > 100


def test_a_wanted_level_that_is_there_needs_no_change(call: Call) -> None:
    ended = call("explain", ATLAS, "care", "--at-most", "counter", *ON_DAY)
    assert "It is so already: nothing has to change." in ended.text


def test_what_if_shows_now_and_then(call: Call) -> None:
    ended = call("explain", ATLAS, "care", "--if", "state_of_item=fragile", *ON_DAY)
    assert "Now: Worn" in ended.text
    assert "Side by side" in ended.text


def test_what_if_says_what_a_page_no_longer_shows(call: Call) -> None:
    """Work that has ended has no level any more, though the rules still conclude the same one."""
    profile = ROOT / "profiles" / "inclusion-sessions.yaml"
    cells = [
        " ".join(line.split())
        for line in call("explain", profile, "--if", "stage=ended", "--as-of", "2026-11-22").text.split("\n")
    ]
    gone, ended = "Oversight level Enhanced. drops away.", "Whether the work has ended Not ended. Ended."
    assert cells.index(gone) < cells.index(ended)
    same = call("explain", profile, "oversight", "--if", "stage=ended", "--as-of", "2026-11-22").text
    assert "Enhanced." in same
    assert "drops away." in same


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["care", "--if", "stat_of_item=worn"], "decision `stat_of_item`; did you mean `state_of_item`?"),
        (["care", "--if", "state_of_item=wornn"], "`wornn` is not one of the answers; did you mean `Worn`?"),
        (["carre", "--if", "state_of_item=worn"], "there is no decision `carre`; did you mean `care`?"),
        (["loan", "--at-most", "lend"], "the values of `loan` have no order; those of `care`, `deposit` have one"),
        (["care", "--at-most", "lite"], "`care` has no value `lite`; did you mean `light`?"),
        (["care", "--changes", "2"], NEEDS_A_VALUE),
        (["care=light", "--at-most", "light"], "the value is said twice; write `care` with `--at-most` or"),
        (["care", "--at-most", "light", "--at-least", "light"], "are questions of their own; ask one"),
        (["care", "--evidence", "--if", "state_of_item=worn"], "are questions of their own; ask one"),
        (["--evidence"], "which decision is it about? `loan`, `care`"),
        ([], "which decision is it about? `loan`, `care`"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_said(call: Call, args: list[str], words: str) -> None:
    ended = call("explain", ATLAS, *args, *ON_DAY)
    assert (ended.code, ended.out) == (2, b"")
    assert words in ended.err
