"""`assess`: what it prints where, in which form and order, and with which exit code it ends."""

import json
from datetime import date
from pathlib import Path

import pytest

from tests.cli.conftest import Call
from tests.cli.program import ATLAS, BOOK, DAY, MAP, ON_DAY, ROOT, RULES, needs_second_engine, profile, run

pytestmark = pytest.mark.engines

RESULT_KEYS = {
    *("schema", "profile", "pack", "as_of", "decisions", "controls", "rules", "open_questions", "warnings", "advice"),
    "ignored_answers",
}


def test_text_goes_to_standard_output_and_nothing_to_standard_error() -> None:
    ended = run("assess", ATLAS, *ON_DAY)
    assert (ended.code, ended.err) == (0, "")
    assert "Atlas of the Northern Rivers" in ended.text
    assert "Lend it with care" in ended.text
    assert "4 May 2026" in " ".join(ended.text.split())
    assert "\x1b" not in ended.text
    assert ended.out.endswith(b"\n")


def test_the_shipped_rules_are_the_default() -> None:
    ended = run("assess", ROOT / "profiles" / "inclusion-sessions.yaml", "--format", "json")
    assert (ended.code, ended.err) == (0, "")
    assert json.loads(ended.out)["result"]["pack"]["id"] == "armslength"


def test_json_is_one_canonical_object_for_one_profile(call: Call) -> None:
    import rfc8785

    ended = call("assess", ATLAS, *ON_DAY, "--format", "json")
    assert (ended.code, ended.err) == (0, "")
    read = json.loads(ended.out)
    assert set(read) == {"result", "run"}
    assert set(read["result"]) == RESULT_KEYS
    assert read["result"]["as_of"] == DAY
    assert read["result"]["profile"]["id"] == "school-atlas"
    assert read["result"]["decisions"]["loan"]["value"] == "lend_with_care"
    assert rfc8785.dumps(read) + b"\n" == ended.out


def test_markdown_is_markdown(call: Call) -> None:
    ended = call("assess", ATLAS, *ON_DAY, "--format", "markdown")
    assert (ended.code, ended.err) == (0, "")
    assert ended.text.startswith("# Atlas of the Northern Rivers\n")


@pytest.mark.parametrize("files", [(MAP, ATLAS, BOOK), (BOOK, MAP, ATLAS)], ids=["one order", "another"])
def test_several_profiles_come_in_the_order_given(call: Call, files: tuple[Path, ...]) -> None:
    wanted = [path.stem for path in files]
    array = json.loads(call("assess", *files, *ON_DAY, "--format", "json").out)
    assert [each["result"]["profile"]["id"] for each in array] == wanted
    for form in ("text", "markdown"):
        shown = call("assess", *files, *ON_DAY, "--format", form).text
        places = [shown.index(f"Profile: {name}") for name in wanted]
        assert places == sorted(places)


def test_each_of_several_is_what_it_is_alone(call: Call) -> None:
    array = json.loads(call("assess", ATLAS, MAP, *ON_DAY, "--format", "json").out)
    assert array == [json.loads(call("assess", each, *ON_DAY, "--format", "json").out) for each in (ATLAS, MAP)]


def test_a_json_file_may_hold_several_profiles(call: Call) -> None:
    data = b'[{"id": "one"}, {"id": "two", "answers": {"reference_mark": "yes"}}]'
    ended = call("assess", "-", *ON_DAY, "--format", "json", data=data)
    assert [each["result"]["profile"]["id"] for each in json.loads(ended.out)] == ["one", "two"]


def test_a_profile_is_read_from_standard_input_like_from_a_file() -> None:
    from_file = run("assess", ATLAS, *ON_DAY, "--format", "json")
    piped = run("assess", "-", *ON_DAY, "--format", "json", data=ATLAS.read_bytes())
    assert (piped.code, piped.err, piped.out) == (0, "", from_file.out)


def test_standard_input_may_stand_among_files(call: Call) -> None:
    ended = call("assess", ATLAS, "-", MAP, *ON_DAY, "--format", "json", data=BOOK.read_bytes())
    ids = [each["result"]["profile"]["id"] for each in json.loads(ended.out)]
    assert ids == ["school-atlas", "child-pop-up-book", "rare-map"]


def test_an_open_primary_decision_ends_with_3_where_that_is_asked_for() -> None:
    ended = run("assess", BOOK, *ON_DAY, "--fail-on-open")
    assert (ended.code, ended.err) == (3, "")
    assert ended.out == run("assess", BOOK, *ON_DAY).out


@pytest.mark.parametrize(
    ("files", "flags", "code"),
    [
        ([BOOK], [], 0),
        ([ATLAS], ["--fail-on-open"], 0),
        ([ATLAS, MAP], ["--fail-on-open"], 0),
        ([ATLAS, BOOK, MAP], ["--fail-on-open"], 3),
        ([BOOK], ["--fail-on-open", "--format", "json"], 3),
        ([BOOK], ["--fail-on-open", "--format", "markdown"], 3),
    ],
)
def test_fail_on_open_looks_at_every_profile(call: Call, files: list[str], flags: list[str], code: int) -> None:
    ended = call("assess", *files, *ON_DAY, *flags)
    assert (ended.code, ended.err) == (code, "")
    assert ended.out


def test_the_day_is_today_unless_it_is_given(call: Call) -> None:
    before = date.today().isoformat()
    found = json.loads(call("assess", MAP, *RULES, "--format", "json").out)["result"]["as_of"]
    assert before <= found <= date.today().isoformat()


def test_the_day_makes_a_difference(call: Call) -> None:
    """The address on this profile was checked early in 2019: lately then, long ago in 2026."""
    then, now = (
        json.loads(call("assess", MAP, *RULES, "--as-of", day, "--format", "json").out)["result"]
        for day in ("2019-02-01", DAY)
    )
    assert (then["as_of"], now["as_of"]) == ("2019-02-01", DAY)
    assert then["decisions"] != now["decisions"]
    assert then["profile"] == now["profile"]


@pytest.mark.parametrize(
    "words",
    ["2026-13-01", "0000-02-01", "20260131", "2026-1-31", "2026-W05-6", "", "today", "२०२६-०१-३१", "9999-99-99"],
)
def test_what_is_no_day_is_refused(call: Call, words: str) -> None:
    ended = call("assess", ATLAS, *RULES, "--as-of", words)
    assert (ended.code, ended.out) == (2, b"")
    assert f"`{words}` is not a date; write it as YYYY-MM-DD" in ended.err


def test_a_day_that_its_month_does_not_have_is_told_from_one_that_is_written_otherwise(call: Call) -> None:
    ended = call("assess", ATLAS, *RULES, "--as-of", "2026-02-29")
    assert (ended.code, ended.out) == (2, b"")
    assert "`2026-02-29` is not a date; February 2026 has 28 days" in ended.err


@pytest.mark.parametrize(
    "args",
    [
        [],
        ["--rules", "x"],
        [ATLAS, "--format", "pdf"],
        [ATLAS, "--engine", "third"],
        [ATLAS, "--no-such-option"],
        [ATLAS, "--rules"],
        [ATLAS, "--rules", ""],
        [ATLAS, "--as-of"],
    ],
    ids=lambda args: " ".join(str(arg) for arg in args[1:]) or "nothing",
)
def test_bad_usage_ends_with_2_and_nothing_on_standard_output(call: Call, args: list[str]) -> None:
    ended = call("assess", *args)
    assert (ended.code, ended.out) == (2, b"")
    assert "Error: " in ended.err


def test_everything_wrong_with_any_profile_is_said_at_once(call: Call, tmp_path: Path) -> None:
    bad = profile(tmp_path, "id: bad\nanswers:\n  item_kind: bok\n  fees_owed: many\n")
    worse = profile(tmp_path, "id: worse\nanswers: {borowed: yes}\n", "worse.yaml")
    ended = call("assess", ATLAS, bad, MAP, worse, tmp_path / "none.yaml", *ON_DAY)
    assert (ended.code, ended.out) == (2, b"")
    lines = ended.err.splitlines()
    assert [line.split(": ")[:2] for line in lines] == [
        [f"{bad}:3:14", "unknown-value"],
        [f"{bad}:4:14", "not-integer"],
        [f"{worse}:2:11", "unknown-fact"],
        [f"{tmp_path / 'none.yaml'}:1:1", "missing-file"],
    ]
    assert "did you mean `book`?" in lines[0]


@pytest.mark.parametrize("engine", ["reference", pytest.param("durable", marks=needs_second_engine)])
def test_one_engine_alone_may_be_asked_for(call: Call, engine: str) -> None:
    alone = json.loads(call("assess", ATLAS, *ON_DAY, "--engine", engine, "--format", "json").out)
    both = json.loads(call("assess", ATLAS, *ON_DAY, "--format", "json").out)
    assert alone["run"]["engines"] == [engine]
    assert alone["result"] == both["result"]


@needs_second_engine
def test_both_engines_stand_behind_a_result(call: Call) -> None:
    ended = call("assess", ATLAS, *ON_DAY, "--format", "json")
    assert json.loads(ended.out)["run"]["engines"] == ["reference", "durable"]
