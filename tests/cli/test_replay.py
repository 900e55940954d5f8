"""`replay`: a stored result against the same profile assessed again; the same bytes, or what differs."""

import json
from pathlib import Path
from shutil import copytree

import pytest

from tests.cli.conftest import Call
from tests.cli.program import ATLAS, BOOK, LIBRARY, MAP, ON_DAY, RULES, profile, run

pytestmark = pytest.mark.engines

SAME = "The same: pack, profile and day give the same bytes again.\n"


@pytest.fixture
def stored(call: Call, tmp_path: Path) -> Path:
    path = tmp_path / "result.json"
    path.write_bytes(call("assess", ATLAS, *ON_DAY, "--format", "json").out)
    return path


def test_the_same_bytes_come_again(stored: Path) -> None:
    ended = run("replay", stored, ATLAS, *RULES)
    assert (ended.code, ended.text, ended.err) == (0, SAME, "")


def test_the_day_is_that_of_the_stored_result(call: Call, tmp_path: Path) -> None:
    """The address on this profile makes a difference to the rules, by its age."""
    for day in ("2019-02-01", "2026-05-04"):
        path = tmp_path / f"{day}.json"
        path.write_bytes(call("assess", MAP, *RULES, "--as-of", day, "--format", "json").out)
        assert call("replay", path, MAP, *RULES).text == SAME


def test_another_day_in_the_stored_result_is_another_result(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "moved.json"
    result = call("assess", MAP, *ON_DAY, "--format", "json").out
    path.write_bytes(result.replace(b'"as_of":"2026-05-04"', b'"as_of":"2019-02-01"'))
    ended = call("replay", path, MAP, *RULES)
    assert ended.code == 1
    assert "parts of the result that differ: " in ended.text


def test_layout_is_not_meaning(call: Call, stored: Path, tmp_path: Path) -> None:
    stored.write_text(json.dumps(json.loads(stored.read_text()), indent=4), encoding="utf-8")
    other = profile(
        tmp_path, "# the same, said otherwise\n" + ATLAS.read_text().replace("only_copy: no", "only_copy:  no")
    )
    assert call("replay", stored, other, *RULES).text == SAME


def test_a_changed_profile(call: Call, stored: Path, tmp_path: Path) -> None:
    changed = profile(
        tmp_path, ATLAS.read_text().replace("state_of_item: {value: worn", "state_of_item: {value: sound")
    )
    ended = call("replay", stored, changed, *RULES)
    assert (ended.code, ended.err) == (1, "")
    assert "school-atlas: the profile has changed since: " in ended.text
    assert "school-atlas: decision `care`: still counter, for other reasons; no longer worn-looked-over" in ended.text
    assert "the rules have changed" not in ended.text


GATE = """
pack: {id: gate, version: 0.1.0, title: Gate, topics: {all: All}, roles: {us: We}, header: {who: text},
  layout: {heading: [who], primary: [go], headline: [go]}}
documents: [{id: house, prefix: h, title: House rules}]
statements: [{id: h.one, must: one, says: One.}]
topic: all
facts: [{name: alone, kind: yes_no, question: Are they alone?}]
decisions:
  - {name: go, title: Watch, hit_policy: max, values: {light: Light, close: {label: Close, deadline: P1D}},
     default: {value: light, because: So., cites: [h.one]}}
controls: [{name: guard, title: A guard, what: One., topic: all, owner: us, evidence: A list., deadline: P1W,
  cites: [h.one]}]
rules:
  - {name: alone-close, when: {alone: yes}, then: {go: close, require: [guard], warn: Mind., advise: Call.},
     because: So., cites: [h.one]}
"""


def test_all_that_came_out_otherwise_is_named(call: Call, tmp_path: Path) -> None:
    (tmp_path / "gate").mkdir()
    (tmp_path / "gate" / "pack.yaml").write_text(GATE, encoding="utf-8")
    rules = ("--rules", tmp_path / "gate")
    path, with_others, alone = (tmp_path / name for name in ("stored.json", "with.yaml", "alone.yaml"))
    with_others.write_text("id: a\nanswers: {alone: no}\n", encoding="utf-8")
    alone.write_text("id: a\nanswers: {alone: yes}\n", encoding="utf-8")
    path.write_bytes(call("assess", with_others, *rules, "--as-of", "2026-05-04", "--format", "json").out)
    lines = call("replay", path, alone, *rules).text.splitlines()
    assert lines[1:-1] == [
        "a: answer `alone`: no then, yes now",
        "a: decision `advice`: nothing then, alone-close now",
        "a: decision `controls`: nothing then, guard now",
        "a: decision `go`: light then, close now",
        "a: decision `warnings`: nothing then, alone-close now",
        "a: control `guard`: not required then, required now",
        "a: warning `alone-close`: now given",
        "a: advice `alone-close`: now given",
        "a: due `go.close`: P1D",
        "a: due `guard`: P1W",
    ]


EXTRA = """
  - {name: door, title: The door, hit_policy: any, values: {shut: Shut, ajar: Ajar},
     default: {value: shut, because: So., cites: [h.one]}}
controls:"""


def test_a_decision_that_the_rules_no_longer_make_is_named(call: Call, tmp_path: Path) -> None:
    pack, path, alone = tmp_path / "rules" / "pack.yaml", tmp_path / "stored.json", tmp_path / "alone.yaml"
    alone.write_text("id: a\n", encoding="utf-8")
    pack.parent.mkdir()
    pack.write_text(GATE.replace("\ncontrols:", EXTRA), encoding="utf-8")
    path.write_bytes(call("assess", alone, "--rules", pack.parent, "--format", "json").out)
    pack.write_text(GATE, encoding="utf-8")
    lines = call("replay", path, alone, "--rules", pack.parent).text.splitlines()
    assert lines[1:] == [
        "a: decision `door`: shut then, not there now",
        "a: parts of the result that differ: decisions, pack",
    ]


def test_changed_rules(call: Call, stored: Path, tmp_path: Path) -> None:
    pack = copytree(LIBRARY, tmp_path / "pack")
    decisions = pack / "decisions.yaml"
    decisions.write_text(decisions.read_text().replace("full: The price of the item", "full: What it costs"))
    ended = call("replay", stored, ATLAS, "--rules", pack)
    assert (ended.code, ended.err) == (1, "")
    assert "school-atlas: the rules have changed since: " in ended.text
    assert "the profile has changed" not in ended.text


def test_another_pack(call: Call, stored: Path, tmp_path: Path) -> None:
    pack = copytree(LIBRARY, tmp_path / "pack")
    name = pack / "pack.yaml"
    name.write_text(name.read_text().replace("version: 2.3.0", "version: 2.4.0"))
    ended = call("replay", stored, ATLAS, "--rules", pack)
    assert ended.code == 1
    assert "another version of the pack: 2.3.0 then, 2.4.0 now" in ended.text


def test_a_profile_that_the_result_does_not_speak_of(call: Call, stored: Path) -> None:
    ended = call("replay", stored, BOOK, *RULES)
    assert (ended.code, ended.text) == (1, "the stored result has no profile `child-pop-up-book`\n")


def test_several_profiles(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "results.json"
    path.write_bytes(call("assess", ATLAS, MAP, BOOK, *ON_DAY, "--format", "json").out)
    assert call("replay", path, MAP, ATLAS, *RULES).text == SAME
    assert call("replay", "-", BOOK, *RULES, data=path.read_bytes()).text == SAME
    assert call("replay", path, "-", *RULES, data=MAP.read_bytes()).text == SAME


@pytest.mark.parametrize(
    "text",
    [
        *("", "x", "[", "null", "3", '"text"', "{}", "[]x", "[1]", '{"result": 3}', '{"result": {"schema": "other"}}'),
        '{"result": {"schema": "armslength/assessment/1", "profile": 3}}',
        '{"result": {"schema": "armslength/assessment/1", "profile": {"id": "school-atlas"}, "as_of": 3}}',
        '{"result": {"schema": "armslength/assessment/1", "profile": {"id": "school-atlas"}, "as_of": "now"}}',
        '{"result": NaN}',
        "[" * 100_000,
        "\ufeff{}",
    ],
    ids=lambda text: text[:40] or "nothing",
)
def test_what_is_no_stored_result_is_refused(call: Call, text: str) -> None:
    ended = call("replay", "-", ATLAS, *RULES, data=text.encode())
    assert (ended.code, ended.out) == (2, b"")
    assert ended.err.startswith("armslength: ")
    assert ended.err.count("\n") == 1


@pytest.mark.parametrize(
    "value",
    ["12345678901234567890123", "1e999", '"\\ud800"', "3", "1", "null", "[]", "{}", "true", "[" * 400 + "]" * 400],
    ids=lambda value: value[:30],
)
@pytest.mark.parametrize("key", ["pack", "decisions", "rules", "surplus"])
def test_a_result_that_was_tampered_with_is_never_the_same(call: Call, stored: Path, key: str, value: str) -> None:
    read = json.loads(stored.read_text())
    read["result"][key] = "PLACE"
    stored.write_text(json.dumps(read).replace('"PLACE"', value), encoding="utf-8")
    ended = call("replay", stored, ATLAS, *RULES)
    assert ended.code == 1
    assert key in ended.text


def test_one_is_not_the_same_as_true(call: Call, stored: Path) -> None:
    stored.write_bytes(stored.read_bytes().replace(b'"by_default":false', b'"by_default":0', 1))
    ended = call("replay", stored, ATLAS, *RULES)
    assert ended.code == 1
    assert ended.text.endswith("parts of the result that differ: decisions\n")


def test_a_result_that_is_too_large_is_refused(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "large.json"
    path.write_bytes(b" " * 8_000_001)
    ended = call("replay", path, ATLAS, *RULES)
    assert (ended.code, ended.err) == (2, f"armslength: `{path}` is larger than 8 MB\n")


@pytest.mark.parametrize("data", [b"id: a\n", b"PK\x03\x04", b"# A page\n"])
def test_what_is_neither_a_result_nor_a_document_is_refused_with_both(call: Call, tmp_path: Path, data: bytes) -> None:
    (tmp_path / "x").write_bytes(data)
    ended = call("replay", tmp_path / "x", MAP, *RULES)
    assert (ended.code, ended.out) == (2, b"")
    assert "give a file written by `assess --format json`, or a document that bears the stamp of one" in ended.err
