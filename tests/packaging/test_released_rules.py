"""A result says in words where its rules are not those that were released under their version."""

import re
import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from engine import api
from engine.page.model import Run
from engine.portfolio.tally import Tally
from engine.render.explain import explanation_page
from engine.render.origins import unreleased_words
from engine.render.page import result_page
from engine.render.portfolio.summary_page import summary_text
from engine.rulebase.base import RuleBase
from engine.rulebase.released import REGISTER, registered
from tests.cli.program import ROOT, run
from tests.packs.shipped import shipped
from tools.release import entered

PROFILE = ROOT / "profiles" / "inclusion-sessions.yaml"
REGISTERED = registered(ROOT / REGISTER)
AT_RELEASE = "## Unreleased" not in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
"""At a release the heading of the list of changes becomes the version. In between, the rules may be under way."""


def changed_copy(folder: Path, version: str = "") -> Path:
    """Copy the shipped rules, and change a word that people read in one of them; or only their version."""
    pack = folder / "rules"
    shutil.copytree(ROOT / "rules", pack)
    if version:
        file = pack / "pack.yaml"
        file.write_text(re.sub(r"version: .*", f"version: {version}", file.read_text("utf-8"), count=1), "utf-8")
        return pack
    file = pack / "by-topic" / "oversight.yaml"
    text = file.read_text("utf-8")
    assert "because: " in text
    file.write_text(text.replace("because: ", "because: Practising. ", 1), "utf-8")
    return pack


def overlay(folder: Path, below: str) -> Path:
    pack = folder / "over"
    assert run("rules", "new", pack, "--extends", below).code == 0
    return pack


def as_released(base: RuleBase) -> bool:
    return REGISTERED[base.pack.id].get(base.pack.version) == base.sha256


def test_the_register_names_whole_hashes_and_each_version_once() -> None:
    lines = (ROOT / REGISTER).read_text("utf-8").splitlines()
    assert lines[0] == "id,version,sha256"
    assert all(re.fullmatch(r"[\w-]+,[\w.]+,[0-9a-f]{64}", line) for line in lines[1:])
    assert len({line.rpartition(",")[0] for line in lines[1:]}) == len(lines) - 1 >= 1


def test_what_is_released_is_entered() -> None:
    """To enter it: `python -m tools.release`; see "A release" in CONTRIBUTING."""
    assert as_released(shipped()) or not AT_RELEASE


def test_rules_as_they_were_released_need_no_remark() -> None:
    assert (list(unreleased_words(shipped())) == []) == as_released(shipped())


def test_another_pack_is_none_of_the_registers_business() -> None:
    assert list(unreleased_words(api.load_pack(ROOT / "tests" / "packs" / "library"))) == []


@pytest.fixture
def words() -> str:
    version = shipped().pack.version
    return f"These are not the rules that were released as armslength {version}: they have been changed."


def test_changed_rules_are_named_on_every_page_of_a_result(tmp_path: Path, words: str) -> None:
    base = api.load_pack(changed_copy(tmp_path))
    profile = api.read_profiles(PROFILE, base)[0]
    result = api.assess(base, profile, None, "reference")
    explained = api.explain_decision(base, profile, "oversight")
    for made in (result_page(base, result), explanation_page(base, explained, full=False, profile=profile)):
        assert [part.text for line in made.under for part in line if isinstance(part, Run)][-1] == words
    assert words in " ".join(summary_text(base, Tally(base).summary(), 88).split())


def test_changed_rules_are_named_in_a_workbook_of_results(tmp_path: Path, words: str) -> None:
    table, results = tmp_path / "table.csv", tmp_path / "results.xlsx"
    table.write_text("id\na\n", "utf-8")
    done = run("portfolio", table, "-o", results, "--rules", changed_copy(tmp_path), "--engine", "reference")
    assert done.code == 0
    assert words in {cell.value for (cell, *_) in load_workbook(results)["Summary"].iter_rows()}


def test_a_version_that_was_never_released_is_named(tmp_path: Path) -> None:
    base = api.load_pack(changed_copy(tmp_path, "9.9.9"))
    latest = list(REGISTERED["armslength"])[-1]
    assert list(unreleased_words(base)) == [
        f"No release of armslength 9.9.9 is known here; the latest one that is known is {latest}."
    ]


def test_changed_rules_below_are_named_too(tmp_path: Path, words: str) -> None:
    changed_copy(tmp_path)
    assert list(unreleased_words(api.load_pack(overlay(tmp_path, str(tmp_path / "rules"))))) == [words]
    other = tmp_path / "other"
    other.mkdir()
    assert (list(unreleased_words(api.load_pack(overlay(other, "armslength")))) == []) == as_released(shipped())


def test_the_register_travels_with_the_program() -> None:
    assert f'"{REGISTER}" = "engine/shipped/{REGISTER}"' in (ROOT / "pyproject.toml").read_text("utf-8")


def test_a_version_is_entered_once(tmp_path: Path) -> None:
    register = tmp_path / REGISTER
    assert entered(register, "hall", "1.0", "a" * 64) == ""
    assert entered(register, "hall", "1.1", "b" * 64) == ""
    assert entered(register, "hall", "1.1", "b" * 64) == ""
    assert entered(register, "hall", "1.0", "b" * 64) == "hall 1.0 was released with other rules; raise `version` first"
    assert register.read_text("utf-8") == f"id,version,sha256\nhall,1.0,{'a' * 64}\nhall,1.1,{'b' * 64}\n"
    assert registered(register) == {"hall": {"1.0": "a" * 64, "1.1": "b" * 64}}
