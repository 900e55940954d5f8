"""`rules check`, `rules test` and `rules mutate` for programs: reports, coverage, mutants, and when they end with 1."""

import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from engine.interpret import symbolic
from tests.cli.conftest import Call
from tests.mutation.small import PACK, WHOLE, line_of, pack, without

pytestmark = pytest.mark.engines

needs_z3 = pytest.mark.skipif(not symbolic.available(), reason="z3 is not installed")
commands = pytest.mark.parametrize("command", ["check", "test"])
for_programs = pytest.mark.parametrize("form", ["json", "junit", "sarif"])


@commands
@for_programs
def test_a_pack_that_cannot_be_read_gives_a_report_too_and_ends_with_2(
    call: Call, tmp_path: Path, command: str, form: str
) -> None:
    folder = pack(tmp_path, rules=PACK.replace("has_key: yes}, {visits", "has_kee: yes}, {visits"))
    ended = call("rules", command, "--rules", folder, "--format", form)
    place = f"{folder / 'pack.yaml'}:{line_of(folder, 'has_kee')}:"
    assert ended.code == 2
    assert ended.err.startswith(place)
    if form == "junit":
        (error,) = ET.fromstring(ended.out).iter("error")
        assert error.get("type") == "unknown-name"
    else:
        found = json.loads(ended.out)
        results = found["findings"] if form == "json" else found["runs"][0]["results"]
        assert [each.get("code") or each["ruleId"] for each in results] == ["unknown-name"]


@commands
def test_a_pack_that_cannot_be_read_is_annotated(call: Call, tmp_path: Path, command: str) -> None:
    folder = pack(tmp_path, rules=PACK.replace("has_key: yes}, {visits", "has_kee: yes}, {visits"))
    ended = call("rules", command, "--rules", folder, "--format", "github")
    assert ended.code == 2
    assert ended.text.startswith("::error title=unknown-name,file=")


def test_a_file_that_is_no_yaml_gives_valid_sarif(call: Call, tmp_path: Path) -> None:
    model = pytest.importorskip("pydantic_sarif.model").StaticAnalysisResultsFormatSarifVersion210JsonSchema
    folder = pack(tmp_path)
    (folder / "more.yaml").write_bytes(b"rules: [\xff")
    ended = call("rules", "check", "--rules", folder, "--format", "sarif")
    assert ended.code == 2
    log = model.model_validate_json(ended.out)
    assert [each.ruleId for each in log.runs[0].results] == ["not-utf8"]


def test_a_case_that_fails_is_one_failure_among_the_cases(call: Call, tmp_path: Path) -> None:
    folder = pack(tmp_path, WHOLE.replace("expect: {care: high}", "expect: {care: middle}"))
    ended = call("rules", "test", "--rules", folder, "--format", "junit")
    assert ended.code == 1
    suite = ET.fromstring(ended.out)[0]
    failed = [case.get("name") for case in suite if len(case)]
    assert (failed, suite.get("tests")) == (["a new key is looked at"], "7")


def test_findings_of_check_by_their_kind(call: Call, tmp_path: Path) -> None:
    idle = "facts:\n  - {name: idle, kind: yes_no, topic: gate, question: Idle?, cites: [house.gate]}\n"
    folder = pack(tmp_path, rules=PACK.replace("facts:\n", idle))
    ended = call("rules", "check", "--rules", folder, "--format", "json")
    found = json.loads(ended.out)
    assert ended.code == 1
    assert [each["code"] for each in found["findings"]] == ["unread-fact", "ungiven-value"]
    assert found["pack"] == {"id": "gate", "version": "1.0.0"}


# ---- coverage


def test_whole_cases_cover_everything(call: Call, tmp_path: Path) -> None:
    ended = call("rules", "test", "--rules", pack(tmp_path), "--coverage", "--fail-under", "100")
    assert (ended.code, ended.out) == (0, b"")
    assert ended.err.endswith("; 10 of 10 points covered (100 %)\n")


def test_what_no_case_tries_is_listed_with_its_line(call: Call, tmp_path: Path) -> None:
    folder = pack(tmp_path, without("with a key and three visits"))
    ended = call("rules", "test", "--rules", folder, "--coverage")
    assert ended.code == 0, "what is missing is listed, and is no failure"
    line = line_of(folder, "name: opens-with-a-key")
    assert ended.text == (f"{folder / 'pack.yaml'}:{line}:11: never-fired: no case has rule `opens-with-a-key` fired\n")


def test_a_rule_that_is_never_open_or_ruled_out(call: Call, tmp_path: Path) -> None:
    cases = "cases:\n  - {name: a car, answers: {comes_by: car}, expect: {care: high}}\n"
    folder = pack(tmp_path, cases)
    ended = call("rules", "test", "--rules", folder, "--coverage")
    messages = [each.partition(": ")[2].partition(": ")[2] for each in ended.text.splitlines()]
    assert messages == [
        "no case has rule `opens-with-a-key` fired",
        "no case has rule `opens-with-a-key` ruled out",
        "no case hangs on `{has_key: yes}` of rule `opens-with-a-key`",
        "no case hangs on `{visits: {at_least: 3}}` of rule `opens-with-a-key`",
        "no case has rule `cars-are-looked-at` open",
        "no case has rule `cars-are-looked-at` ruled out",
        "no case hangs on `{key_is_new: yes}` of rule `cars-are-looked-at`",
    ]
    assert ended.err.endswith("; 3 of 10 points covered (30.0 %)\n")


@pytest.mark.parametrize(("least", "code"), [("29.9", 0), ("30", 0), ("30.1", 1)])
def test_too_little_covered_ends_with_1(call: Call, tmp_path: Path, least: str, code: int) -> None:
    cases = "cases:\n  - {name: a car, answers: {comes_by: car}, expect: {care: high}}\n"
    assert call("rules", "test", "--rules", pack(tmp_path, cases), "--fail-under", least).code == code


def test_a_part_that_could_not_decide_is_not_covered_by_being_there(call: Call, tmp_path: Path) -> None:
    cases = """
cases:
  - name: a car and a new key
    answers: {comes_by: car, has_key: yes, key_is_new: yes}
    expect: {care: high}
"""
    ended = call("rules", "test", "--rules", pack(tmp_path, cases), "--coverage")
    for asked in ("{comes_by: car}", "{key_is_new: yes}"):
        assert f"no case hangs on `{asked}`" in ended.text, "each alone would do, so that none decides"


def test_while_a_rule_is_open_nothing_decides_it(call: Call, tmp_path: Path) -> None:
    cases = "cases:\n  - {name: a key, answers: {has_key: yes}, expect: {entry: {possible: [open, shut]}}}\n"
    ended = call("rules", "test", "--rules", pack(tmp_path, cases), "--coverage")
    assert "no case hangs on `{has_key: yes}`" in ended.text, "without the key it would be ruled out; it is not settled"


# ---- mutants


@needs_z3
def test_mutate_says_how_many_were_noticed(call: Call, tmp_path: Path) -> None:
    ended = call("rules", "mutate", "--rules", pack(tmp_path), "--fail-under", "100")
    assert (ended.code, ended.out) == (0, b"")
    assert ended.err.startswith("32 mutants, 30 killed, 2 equivalent, 0 survived; 100 % ")


@needs_z3
def test_a_survivor_is_listed_with_its_line_and_ends_with_1_only_where_asked(call: Call, tmp_path: Path) -> None:
    folder = pack(tmp_path, without("without a key it stays shut"))
    ended = call("rules", "mutate", "--rules", folder)
    line = line_of(folder, "{has_key: yes}, {visits")
    assert ended.code == 0
    said, _, example = ended.text.partition("; ")
    assert said == (
        f"{folder / 'pack.yaml'}:{line}:19: survived: no case notices literal dropped: "
        "rule `opens-with-a-key`: `{has_key: yes}` dropped"
    )
    smallest = r"visits: [34]|has_key: no"  # either is one answer long; which comes first, the solver may choose
    assert re.fullmatch(rf"with `\{{({smallest})\}}` `entry` comes out otherwise\n", example)
    assert call("rules", "mutate", "--rules", folder, "--fail-under", "96.6").code == 0
    assert call("rules", "mutate", "--rules", folder, "--fail-under", "96.7").code == 1


@needs_z3
def test_mutate_as_json(call: Call, tmp_path: Path) -> None:
    folder = pack(tmp_path, without("without a key it stays shut"))
    found = json.loads(call("rules", "mutate", "--rules", folder, "--format", "json").out)
    figures = {"mutants": 32, "tried": 32, "killed": 29, "equivalent": 2, "survived": 1, "score": 96.6}
    assert found["figures"] == figures
    assert sum(not each["passed"] for each in found["tried"]) == 1


def test_a_sample_tries_only_so_many(call: Call, tmp_path: Path) -> None:
    folder = pack(tmp_path)
    one = call("rules", "mutate", "--rules", folder, "--sample", "5", "--seed", "3", "--format", "json")
    assert one.err.startswith("5 of 32 mutants, ")
    again = call("rules", "mutate", "--rules", folder, "--sample", "5", "--seed", "3", "--format", "json")
    assert (one.code, one.out) == (again.code, again.out)


def test_cases_that_fail_already_are_told_first(call: Call, tmp_path: Path) -> None:
    folder = pack(tmp_path, WHOLE.replace("expect: {care: high}", "expect: {care: middle}"))
    ended = call("rules", "mutate", "--rules", folder)
    assert ended.code == 1
    assert ": case-failed: a new key is looked at: " in ended.text
    assert ended.err == "the cases fail on the pack as it is; mend them first\n"


def test_mutate_refuses_a_pack_that_cannot_be_read(call: Call, tmp_path: Path) -> None:
    folder = pack(tmp_path, rules=PACK.replace("hit_policy: any", "hit_policy: ani"))
    ended = call("rules", "mutate", "--rules", folder)
    assert (ended.code, ended.out) == (2, b"")
