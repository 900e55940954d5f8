"""`profile new` and `profile check`: from a blank profile to an assessment, and every error with its place."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Call
from tests.cli.program import ATLAS, BOOK, MAP, ON_DAY, RULES, profile, run

pytestmark = pytest.mark.engines

FILLED_IN = {
    "borrower_kind": "adult",
    "lives_here": "yes",
    "item_kind": "book",
    "reference_mark": "no",
    "state_of_item": "{value: fragile, evidence: loose pages, known: observed}",
    "fees_owed": "0",
    "overdue_items": "0",
}


def test_from_a_blank_profile_to_an_assessment(tmp_path: Path) -> None:
    blank = run("profile", "new", "--quick", *RULES)
    assert (blank.code, blank.err) == (0, "")
    text = blank.text.replace("id: give-it-a-short-name", "id: my-loan")
    for question, answer in FILLED_IN.items():
        assert f"\n  {question}: unknown\n" in text
        text = text.replace(f"\n  {question}: unknown\n", f"\n  {question}: {answer}\n")
    path = profile(tmp_path, text)

    checked = run("profile", "check", path, *RULES)
    assert (checked.code, checked.out) == (0, b"")
    assert checked.err.startswith("my-loan: reads well; 7 of ")

    assessed = run("assess", path, *ON_DAY, "--format", "json")
    assert (assessed.code, assessed.err) == (0, "")
    result = json.loads(assessed.out)["result"]
    assert result["profile"]["id"] == "my-loan"
    assert result["decisions"]["care"]["at_least"] == "curator"


BLANKS = [
    [],
    ["--quick"],
    ["--topic", "item"],
    ["--topic", "history", "--topic", "desk"],
    ["--quick", "--topic", "use"],
]


@pytest.mark.parametrize("flags", BLANKS, ids=" ".join)
def test_a_blank_profile_reads_back_as_nothing_answered(call: Call, flags: list[str]) -> None:
    blank = call("profile", "new", *flags, *RULES)
    assert (blank.code, blank.err) == (0, "")
    checked = call("profile", "check", "-", *RULES, data=blank.out)
    assert (checked.code, checked.out) == (0, b"")
    assert checked.err.startswith("give-it-a-short-name: reads well; 0 of ")
    for form in ("json", "text"):
        nothing = call("assess", "-", *ON_DAY, "--format", form, data=b"id: give-it-a-short-name\n")
        assert call("assess", "-", *ON_DAY, "--format", form, data=blank.out).out == nothing.out


def test_a_check_names_what_can_still_matter_after_the_answers_so_far(call: Call) -> None:
    nothing = call("profile", "check", "-", data=b"id: x\n").err
    assert "can still change the result" in nothing
    assert "meets_people_we_support, " in nothing
    assert "is_registered" in nothing
    answered = b"id: x\nanswers: {meets_people_we_support: no, needs_registration: no}\n"
    left = call("profile", "check", "-", data=answered).err
    assert "handles_information_about_people, " in left
    for settled in ("meets_people_we_support", "alone_with_people", "evenings_or_weekends", "is_registered"):
        assert settled not in left


def test_a_blank_profile_of_the_shipped_rules_reads_back() -> None:
    blank = run("profile", "new")
    assert (blank.code, blank.err) == (0, "")
    checked = run("profile", "check", "-", data=blank.out)
    assert (checked.code, checked.out) == (0, b"")
    assert " 0 of " in checked.err


def test_a_topic_leaves_the_others_out(call: Call) -> None:
    text = call("profile", "new", "--topic", "history", *RULES).text
    assert "fees_owed: unknown" in text
    assert "item_kind: unknown" not in text


def test_an_unknown_topic_is_refused_with_the_topics_there_are(call: Call) -> None:
    ended = call("profile", "new", "--topic", "histroy", *RULES)
    assert (ended.code, ended.out) == (2, b"")
    assert "did you mean `history`?; the topics are borrower, item, use, history, desk" in ended.err


def test_check_names_every_profile_it_has_read() -> None:
    ended = run("profile", "check", ATLAS, BOOK, MAP, *RULES)
    assert (ended.code, ended.out) == (0, b"")
    assert [line.partition(":")[0] for line in ended.err.splitlines()] == [each.stem for each in (ATLAS, BOOK, MAP)]


def test_check_says_all_errors_of_all_files_in_one_run(call: Call, tmp_path: Path) -> None:
    first = profile(tmp_path, "id: first\nanswers:\n  lives_here: perhaps\n  lives_hear: yes\n", "first.yaml")
    second = profile(tmp_path, "id: [second\n", "second.yaml")
    ended = call("profile", "check", first, ATLAS, second, *RULES)
    assert (ended.code, ended.out) == (2, b"")
    assert [line.partition(": ")[0] for line in ended.err.splitlines()] == [
        f"{first}:3:15",
        f"{first}:4:3",
        f"{second}:1:5",
    ]


@pytest.mark.parametrize("command", [["check"], ["new", "x"], ["old"], []], ids=" ".join)
def test_bad_usage(call: Call, command: list[str]) -> None:
    ended = call("profile", *command)
    assert ended.code == 2
    assert ended.out == b""
