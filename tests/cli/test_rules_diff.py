"""`rules diff`: what it prints, how it ends, and that no text of a pack becomes markup."""

import json
import re
import shutil
from pathlib import Path

import pytest

from engine.interpret import symbolic
from engine.page.markdown import escaped
from tests.cli.conftest import Call
from tests.cli.program import run, with_fault
from tests.differences.repositories import git
from tests.mutation.small import PACK, WHOLE, line_of, pack, without

needs_z3 = pytest.mark.skipif(not symbolic.available(), reason="z3 is not installed")

TEXT = """\
From {a} to {b}
gate 1.0.0 (…) → gate 1.0.0 (…)

What is written otherwise
  1 rule changed
  - changed: opens-with-a-key ({b}/pack.yaml:49)
    - when: no longer {{visits: {{at_least: 3}}}}; now also {{visits: {{at_least: 4}}}}

  7 cases, then 6.

What that means
  The changes can reach 1 decision; the other 4 rest on the same rules.

  Entry [entry]
  - Complete profiles can get another result:
    - {a} says: Open [opens-with-a-key]
    - {b} says: Shut, by default
  - Incomplete profiles can be open otherwise:
    - {a} says: still open (Open or Shut) [opens-with-a-key]
    - {b} says: Shut, by default

  For example this, whatever else is answered:
    # entry
    # Assess it with `--as-of 2026-03-31`.
    id: witness-entry
    answers:
      has_key: yes
      visits: 3

Affected
  - Decisions: entry
  - Controls: none
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def two(here: Path, rules: str, cases: str = WHOLE) -> None:
    pack(here / "a")
    pack(here / "b", cases=cases, rules=rules)


def without_hashes(text: str) -> str:
    return re.sub(r"\([0-9a-f]{12}\)", "(…)", text)


@needs_z3
def test_a_threshold_moved(call: Call, here: Path) -> None:
    two(here, PACK.replace("at_least: 3", "at_least: 4"), without("a car is looked at"))
    ended = call("rules", "diff", "a", "b")
    assert without_hashes(ended.text).splitlines() == TEXT.format(a="a", b="b").splitlines()
    assert (ended.code, ended.err) == (1, "")


@needs_z3
def test_the_witness_in_json_is_a_profile_that_can_be_assessed(call: Call, here: Path) -> None:
    two(here, PACK.replace("at_least: 3", "at_least: 4"))
    found = json.loads(call("rules", "diff", "a", "b", "--format", "json").out)
    (entry,) = found["meaning"][0]["decisions"]
    values = []
    for side in ("before", "after"):
        profile = entry["complete"]["witness"][side]["profile"].encode()
        ended = call(
            "assess",
            "-",
            "--rules",
            side.replace("before", "a").replace("after", "b"),
            "--format",
            "json",
            data=profile,
        )
        values.append(json.loads(ended.out)["result"]["decisions"]["entry"]["value"])
    assert values == ["open", "shut"]
    assert found["affected"] == {"decisions": ["entry"], "controls": [], "undecided": []}


@needs_z3
@pytest.mark.parametrize("form", ["text", "markdown", "json"])
def test_no_difference_in_meaning_ends_with_0(call: Call, here: Path, form: str) -> None:
    two(here, PACK.replace("opens-with-a-key", "the-key-opens"))
    ended = call("rules", "diff", "a", "b", "--format", form)
    assert ended.code == 0
    if form == "json":
        assert json.loads(ended.out)["same"] is True
    else:
        assert "o difference (proved)" in ended.text.replace("\\", "")


@needs_z3
def test_what_is_undecided_is_said_and_ends_with_1(call: Call, here: Path) -> None:
    two(here, PACK.replace("any: [{comes_by: car}, {key_is_new: yes}]", "any: [{key_is_new: yes}, {comes_by: car}]"))
    ended = call("rules", "diff", "a", "b", "--rlimit", "1")
    assert ended.code == 1
    assert "undecided: the solver gave up after as many steps as it may take" in ended.text
    assert "(proved)" not in ended.text.partition("Care")[2].partition("Affected")[0]
    assert call("rules", "diff", "a", "b").code == 0


def test_without_z3_the_words_are_there_and_the_extra_is_named(
    call: Call, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(symbolic, "available", lambda: False)
    two(here, PACK.replace("at_least: 3", "at_least: 4"))
    ended = call("rules", "diff", "a", "b")
    assert ended.code == 2
    assert "changed: opens-with-a-key" in ended.text
    assert "What that means" not in ended.text
    assert ended.err == (
        "armslength: this needs the extra `proofs`; install it with: pip install 'armslength[proofs]'\n"
    )
    two(here, PACK)
    assert call("rules", "diff", "a", "b").code == 0, "where nothing was changed, nothing has to be proved"


@pytest.mark.parametrize(
    ("a", "message"),
    [
        ("nowhere", "armslength: `nowhere` is not a folder; name one, or a git revision such as `HEAD~1:rules`\n"),
        ("", "armslength: `` is not a folder; name one, or a git revision such as `HEAD~1:rules`\n"),
        (
            "b/pack.yaml",
            "armslength: `b/pack.yaml` is not a folder; name one, or a git revision such as `HEAD~1:rules`\n",
        ),
    ],
)
def test_what_is_no_pack_is_refused(call: Call, here: Path, a: str, message: str) -> None:
    two(here, PACK)
    ended = call("rules", "diff", a, "b")
    assert (ended.code, ended.out, ended.err) == (2, b"", message)


HOSTILE = "</details> <script>alert(1)</script> **bold** [link](javascript:alert(1)) | `code` {{7*7}} ``` %s @all"


def test_texts_of_a_pack_stay_texts(call: Call, here: Path) -> None:
    quoted = json.dumps(HOSTILE)
    two(
        here, PACK.replace("because: They are known.", f"because: {quoted}").replace("title: Entry", f"title: {quoted}")
    )
    page = call("rules", "diff", "a", "b", "--format", "markdown").text
    assert page.count(escaped(HOSTILE)) == 2
    rest = page.replace(escaped(HOSTILE), "")
    assert not any(word in rest for word in ("script", "details", "bold", "link", "code`", "7*7", "@"))


def test_where_z3_is_not_installed_nothing_asks_for_it(here: Path) -> None:
    two(here, PACK.replace("at_least: 3", "at_least: 4"))
    ended = run("rules", "diff", "a", "b", program=with_fault("sys.modules['z3'] = None"), cwd=here)
    assert ended.code == 2
    assert "changed: opens-with-a-key" in ended.text
    assert ended.err.startswith("armslength: this needs the extra `proofs`")


@needs_z3
@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_a_revision_is_held_against_a_folder_and_named_in_every_message(call: Call, here: Path) -> None:
    pack(here / "rules")
    git(here, "init", "-q")
    for text in (PACK, PACK.replace("has_key: yes}, {visits", "has_kee: yes}, {visits")):
        pack(here / "rules", rules=text)
        git(here, "add", "-A")
        git(here, "commit", "-q", "-m", "change")
    pack(here / "rules", rules=PACK.replace("at_least: 3", "at_least: 4"))
    ended = call("rules", "diff", "HEAD~1:rules", "rules")
    assert ended.code == 1
    assert ended.text.startswith("From HEAD~1:rules to rules\n")
    assert "HEAD~1:rules says: Open [opens-with-a-key]" in ended.text
    refused = call("rules", "diff", "HEAD:rules", "rules")
    assert (refused.code, refused.out) == (2, b"")
    assert refused.err.startswith(f"HEAD:rules/pack.yaml:{line_of(here / 'rules', 'visits: {at_least')}:")
    missing = call("rules", "impact", "HEAD~7:rules", "rules", "table.csv")
    assert (missing.code, missing.out) == (2, b"")
    assert missing.err == "armslength: there is no revision `HEAD~7`; `git log` lists them\n"
