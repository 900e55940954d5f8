"""Which files are read, and how they may be written: by their endings, and in what Windows writes."""

import codecs
import json
from pathlib import Path

import pytest

from engine import api
from engine.portfolio import arrow
from engine.rulebase.load.revision import load_revision
from engine.source.revision import copied_out
from tests.cli.conftest import Call
from tests.differences.repositories import git

PACK = """\
pack: {id: door, version: 0.1.0, title: How a visitor is watched, topics: {all: All}, header: {who: text},
       layout: {heading: [who], primary: [watch], headline: [watch, fee]}}
documents: [{id: house, prefix: h, title: House rules}]
statements: [{id: h.one, must: one, says: Who is alone is watchéd.}]
topic: all
facts:
  - {name: alone, kind: yes_no, question: Are they alone with people?}
  - {name: late, kind: yes_no, question: Is it late?}
decisions:
  - {name: watch, title: Watch, hit_policy: max, values: {light: Light, close: Close},
     default: {value: light, because: Nothing asks for more., cites: [h.one]}}
  - {name: fee, title: Fee, hit_policy: first, values: {none: None, some: Some}}
tables: [{name: fees, file: fees.csv, hit_policy: first, decides: [fee], because: So., cites: [h.one]}]
rules:
  - {name: alone-late, when: {all: [{alone: yes}, {late: yes}]}, then: {watch: close}, because: So., cites: [h.one]}
"""
MORE = "rules:\n  - {name: alone, when: {alone: yes}, then: {watch: close}, because: In May., cites: [h.one]}\n"
CASES = "cases:\n  - {name: wrong on purpose, answers: {alone: yes, late: yes}, expect: {watch: light}}\n"
FEES = "late,fee\nyes,some\n,none\n"
PROFILE = "id: café\nwho: Zoë\nanswers: {alone: yes, late: no}\n"
TABLE = "id,who,alone,late\r\ncafé,Zoë,yes,no\r\nb,,no,no\r\n"
LINES = '{"id": "café", "who": "Zoë", "alone": true, "late": false}\r\n{"id": "b", "alone": false, "late": false}\r\n'
ON_DAY = ("--as-of", "2026-05-04")

WRITTEN = {
    "a byte order mark": lambda text: codecs.BOM_UTF8 + text.encode(),
    "Windows PowerShell": lambda text: codecs.BOM_UTF16_LE + text.replace("\n", "\r\n").encode("utf-16-le"),
    "UTF-16, big end first": lambda text: codecs.BOM_UTF16_BE + text.encode("utf-16-be"),
}
as_written = pytest.mark.parametrize("written", WRITTEN)


def write(folder: Path, written: str = "", **also: str) -> Path:
    files = {"pack.yaml": PACK, "fees.csv": FEES, **also}
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(WRITTEN[written](text) if written else text.encode())
    return folder


@pytest.mark.parametrize("ending", [".yml", ".YML", ".YAML"])
def test_every_ending_of_yaml_is_read(call: Call, tmp_path: Path, ending: str) -> None:
    pack = write(tmp_path / "door", **{f"more{ending}": MORE, f"cases/c{ending}": CASES})
    profile = tmp_path / f"x{ending}"
    profile.write_text(PROFILE, encoding="utf-8")
    assert "4 rules; no findings" in call("rules", "check", "--rules", pack).err
    tested = call("rules", "test", "--rules", pack, "--engine", "reference")
    assert (tested.code, "1 case, 1 failed" in tested.err) == (1, True)
    assert "Watch: Close" in call("assess", profile, "--rules", pack, *ON_DAY).text
    assert "1 profile" in call("rules", "impact", pack, pack, profile, *ON_DAY).text


def test_what_editors_systems_and_git_leave_in_a_folder_is_passed_over(call: Call, tmp_path: Path) -> None:
    """A pack may be a repository of its own, and be open in an editor, or come from a Mac."""
    left = (
        "~$pack.yaml",
        "._pack.yaml",
        ".github/workflows/rules.yml",
        "cases/.old.yaml",
        "cases/~$c.yaml",
        "~$fees.csv",
    )
    pack = write(tmp_path / "door", **dict.fromkeys(left, "no pack: ["), **{"cases/c.yaml": CASES})
    (pack / ".#pack.yaml").symlink_to("somebody@somewhere.1234")
    clean = write(tmp_path / "clean", **{"cases/c.yaml": CASES})
    for words in (("rules", "check"), ("rules", "test", "--engine", "reference")):
        ended, alone = (call(*words, "--rules", each) for each in (pack, clean))
        assert (ended.code, ended.err) == (alone.code, alone.err)
        assert "rule" in ended.err or "1 case, 1 failed" in ended.err


def test_a_pack_may_be_of_yml_alone_and_its_examples_too(call: Call, tmp_path: Path) -> None:
    pack = write(tmp_path / "door")
    text = (pack / "pack.yaml").read_text(encoding="utf-8").replace("topics:", "examples: ../shown, topics:")
    (pack / "pack.yaml").unlink()
    (pack / "pack.yml").write_text(text, encoding="utf-8")
    (tmp_path / "shown").mkdir()
    (tmp_path / "shown" / "a.yml").write_text(PROFILE + "expect: {watch: close}\n", encoding="utf-8")
    tested = call("rules", "test", "--rules", pack, "--engine", "reference")
    assert (tested.code, "1 case, 1 failed" in tested.err) == (1, True)


def test_every_ending_is_read_in_a_revision_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "door", **{"more.YML": MORE})
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "-m", "First")
    monkeypatch.chdir(tmp_path)
    with copied_out("HEAD:door") as found:
        base = load_revision(found, "HEAD:door")
    assert "alone" in base.rules
    assert base.sha256 == api.load_pack(tmp_path / "door").sha256


@as_written
def test_packs_and_profiles_are_read_as_windows_writes_them(call: Call, tmp_path: Path, written: str) -> None:
    plain, other = write(tmp_path / "a" / "door"), write(tmp_path / "b" / "door", written, **{"cases/c.yaml": CASES})
    (tmp_path / "a" / "x.yaml").write_text(PROFILE, encoding="utf-8")
    (tmp_path / "b" / "x.yaml").write_bytes(WRITTEN[written](PROFILE))
    pages = [
        call("assess", folder.parent / "x.yaml", "--rules", folder, *ON_DAY, "--format", "json")
        for folder in (plain, other)
    ]
    assert pages[0].code == pages[1].code == 0, pages[1].err
    assert pages[0].out == pages[1].out
    assert call("rules", "test", "--rules", other, "--engine", "reference").code == 1


@as_written
def test_a_pack_that_extends_another_is_read_anew_however_it_is_written(tmp_path: Path, written: str) -> None:
    """What was compiled is kept by the text of every pack below, also where `extends` stands there in two bytes."""
    below = write(tmp_path / "below")
    over = tmp_path / "over"
    over.mkdir()
    head = "pack: {id: over, version: 0.1.0, title: Over, extends: ../below}\n"
    (over / "pack.yaml").write_bytes(WRITTEN[written](head))
    assert "alone" not in api.load_pack(over).rules
    (below / "more.yml").write_text(MORE, encoding="utf-8")
    assert "alone" in api.load_pack(over).rules


@as_written
@pytest.mark.parametrize("engine", ["reference", "columnar"])
@pytest.mark.parametrize(("name", "text"), [("in.csv", TABLE), ("in.jsonl", LINES), ("in.json", LINES)])
def test_tables_are_read_as_windows_writes_them(
    call: Call, tmp_path: Path, written: str, engine: str, name: str, text: str
) -> None:
    if engine == "columnar" and not arrow.available():
        pytest.skip("the extra `portfolio` is not installed")
    pack = write(tmp_path / "door")
    results = []
    for folder, data in (("plain", text.encode()), ("other", WRITTEN[written](text.replace("\r\n", "\n")))):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).write_bytes(data)
        ended = call(
            *("portfolio", tmp_path / folder / name, "-o", tmp_path / folder / "out.csv"),
            *("--rules", pack, "--engine", engine, *ON_DAY),
        )
        assert ended.code == 0, ended.err
        results.append((tmp_path / folder / "out.csv").read_bytes())
    assert results[0] == results[1]
    assert "café" in results[0].decode()


@as_written
def test_a_stored_result_is_read_as_windows_writes_it(call: Call, tmp_path: Path, written: str) -> None:
    pack = write(tmp_path / "door")
    profile, stored = tmp_path / "x.yaml", tmp_path / "stored.json"
    profile.write_text(PROFILE, encoding="utf-8")
    shown = call("assess", profile, "--rules", pack, *ON_DAY, "--format", "json").text
    assert json.loads(shown)
    stored.write_bytes(WRITTEN[written](shown))
    ended = call("replay", stored, profile, "--rules", pack)
    assert (ended.code, ended.text) == (0, "The same: pack, profile and day give the same bytes again.\n")
