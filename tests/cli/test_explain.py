"""`explain`: why, or why not, in which form, and what is refused."""

import pytest

from tests.cli.conftest import Call
from tests.cli.program import ATLAS, BOOK, MAP, ON_DAY, run


def test_why_a_decision_came_out_as_it_did() -> None:
    ended = run("explain", ATLAS, "loan", *ON_DAY)
    assert (ended.code, ended.err) == (0, "")
    assert "Lend it with care" in ended.text
    assert "\nWhy\n" in ended.text


def test_why_not_another_value(call: Call) -> None:
    ended = call("explain", ATLAS, "loan=read_here", *ON_DAY)
    assert (ended.code, ended.err) == (0, "")
    assert "To be read here" in ended.text
    assert ended.out != call("explain", ATLAS, "loan", *ON_DAY).out


@pytest.mark.parametrize("profile", [ATLAS, BOOK, MAP], ids=lambda path: path.stem)
@pytest.mark.parametrize("asked", ["loan", "care", "care=curator", "renewal", "reminders", "trouble_signs", "controls"])
@pytest.mark.parametrize("flags", [[], ["--full"], ["--format", "markdown"]], ids=" ".join)
def test_every_kind_of_decision_can_be_explained(call: Call, profile: str, asked: str, flags: list[str]) -> None:
    ended = call("explain", profile, asked, *ON_DAY, *flags)
    assert (ended.code, ended.err) == (0, "")
    assert len(ended.out) > 100


def test_full_shows_more(call: Call) -> None:
    assert len(call("explain", ATLAS, "loan", *ON_DAY, "--full").out) > len(call("explain", ATLAS, "loan", *ON_DAY).out)


def test_a_profile_from_standard_input(call: Call) -> None:
    piped = call("explain", "-", "loan", *ON_DAY, data=ATLAS.read_bytes())
    assert (piped.code, piped.err) == (0, "")
    assert piped.out == call("explain", ATLAS, "loan", *ON_DAY).out


LOANS = "its values are `lend`, `lend_with_care`, `read_here`, `decline`"
OTHERS = "ask about `loan`, `care`, `deposit`, `release`, or any other that `rules show` lists"


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("lone", "there is no decision `lone`; did you mean `loan`?"),
        ("loan=lent", "`loan` has no value `lent`; did you mean `lend`?"),
        ("loan=", f"`loan` has no value ``; {LOANS}"),
        ("loan=zzz", f"`loan` has no value `zzz`; {LOANS}"),
        ("\x1b[31m\n", f"there is no decision `\\x1b[31m\\n`; {OTHERS}"),
        ("", f"which decision is it about? {OTHERS.removeprefix('ask about ')}"),
        ("=", f"there is no decision ``; {OTHERS}"),
    ],
)
def test_what_the_pack_does_not_declare_is_refused(call: Call, asked: str, words: str) -> None:
    ended = call("explain", ATLAS, asked, *ON_DAY)
    assert (ended.code, ended.out) == (2, b"")
    assert ended.err == f"armslength: {words}\n"


def test_a_file_of_several_profiles_is_refused(call: Call) -> None:
    ended = call("explain", "-", "loan", *ON_DAY, data=b'[{"id": "one"}, {"id": "two"}]')
    assert (ended.code, ended.out) == (2, b"")
    assert ended.err == "armslength: `explain` takes one profile; this file holds 2\n"


@pytest.mark.parametrize("args", [[ATLAS], [], [ATLAS, "loan", "care"], [ATLAS, "loan", "--format", "json"]], ids=len)
def test_bad_usage(call: Call, args: list[str]) -> None:
    ended = call("explain", *args)
    assert (ended.code, ended.out) == (2, b"")
