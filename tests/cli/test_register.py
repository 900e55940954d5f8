"""The register from the command line: each entry is made as a whole, or its refusal is said and nothing is changed."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from shutil import copytree
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from armslength.register.declared import read_register
from engine import Profile, load_pack, read_profiles, read_rows, write_profile
from tests.cli.conftest import Call
from tests.packs.shipped import ROOT

PARTNERS = ROOT / "profiles" / "portfolio" / "forty-partners.csv"
WORKER, MANAGER, LEAD = ("Grace Obi, service_manager", "Tom Reed, registered_manager", "Ann Moss, governance_lead")


@pytest.fixture(scope="module")
def entered(tmp_path_factory: pytest.TempPathFactory, call: Call) -> Path:
    """The folder of a register with one arrangement, entered on 12 January 2025."""
    folder = tmp_path_factory.mktemp("entered")
    path = folder / "register.db"
    assert call("register", "init", path).code == 0
    done = call("register", "import", path, as_new(ID, folder), "--by", WORKER, "--as-of", "2025-01-12")
    assert done.code == 0, done.text
    return folder


@pytest.fixture
def file(entered: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return copytree(entered, tmp_path, dirs_exist_ok=True) / "register.db"


def as_new(name: str, folder: Path) -> Path:
    """Copy an example as it may have been before it started, without what a register knows by itself."""
    base = load_pack()
    (profile,) = read_profiles(ROOT / "profiles" / f"{name}.yaml", base)
    knows = read_register(base).knows
    answers = {
        question: replace(given, on=None) for question, given in profile.answers.items() if question not in knows
    }
    controls = {each: replace(given, on=None) for each, given in profile.controls.items()}
    copy = folder / f"{name}.yaml"
    copy.write_text(write_profile(base, Profile(name, profile.header, answers, controls)), encoding="utf-8")
    return copy


ID = "job-course-on-their-terms"


def entries(call: Call, file: Path) -> int:
    (only,) = json.loads(call("register", "list", file, "--format", "json").text)
    return int(only["version"])


def test_a_register_is_made_with_its_key_and_never_twice(tmp_path: Path, call: Call) -> None:
    made = call("register", "init", tmp_path / "a.db")
    assert (made.code, (tmp_path / "a.db.key").is_file()) == (0, True)
    before = (tmp_path / "a.db").read_bytes()
    again = call("register", "init", tmp_path / "a.db")
    assert again.code == 2
    assert "is there already" in again.err
    assert (tmp_path / "a.db").read_bytes() == before


def test_forty_rows_are_entered_each_as_a_whole(tmp_path: Path, call: Call) -> None:
    file = tmp_path / "register.db"
    call("register", "init", file)
    done = call("register", "import", file, PARTNERS, "--by", WORKER, "--as-of", "2026-11-02")
    assert (done.code, done.text.splitlines()[-1]) == (0, "40 entered")
    listed = json.loads(call("register", "list", file, "--format", "json").text)
    ids = [line.partition(",")[0] for line in PARTNERS.read_text(encoding="utf-8").splitlines()[1:]]
    assert [each["id"] for each in listed] == ids
    again = call("register", "import", file, PARTNERS, "--by", WORKER, "--as-of", "2026-11-02")
    assert (again.code, again.text.splitlines()[-1]) == (0, "40 there already")
    assert json.loads(call("register", "list", file, "--format", "json").text) == listed


def test_a_row_that_cannot_be_read_is_not_entered_and_it_is_said_what_to_mend(tmp_path: Path, call: Call) -> None:
    file, table, list_ = tmp_path / "register.db", tmp_path / "t.csv", tmp_path / "done.csv"
    call("register", "init", file)
    table.write_text("id,meets_people_we_support,stage\none,yes,new\ntwo,perhaps,new\nthree,no,new\nthree,no,new\n")
    done = call("register", "import", file, table, "--by", WORKER, "-o", list_)
    assert done.code == 1
    assert done.text.splitlines()[-1] == "1 entered, 3 not entered"
    assert [line.split(",")[1:4] for line in list_.read_text(encoding="utf-8").splitlines()[1:]] == [
        ["2", "one", "entered"],
        ["3", "two", "not entered"],
        ["4", "three", "not entered"],
        ["5", "three", "not entered"],
    ]
    assert "perhaps" in list_.read_text(encoding="utf-8")
    assert [each["id"] for each in json.loads(call("register", "list", file, "--format", "json").text)] == ["one"]


def test_what_is_otherwise_in_the_register_stays_and_both_are_shown(file: Path, tmp_path: Path, call: Call) -> None:
    other = tmp_path / "other.yaml"
    text = as_new(ID, tmp_path).read_text(encoding="utf-8")
    assert "  shared_pathway: no\n" in text
    other.write_text(text.replace("  shared_pathway: no\n", "  shared_pathway: yes\n"), encoding="utf-8")
    before = entries(call, file)
    done = call("register", "import", file, other, "--by", LEAD)
    assert done.code == 1
    assert "`shared_pathway` is not changed: Grace Obi answered no, and here stands yes" in done.text
    assert entries(call, file) == before


def test_what_is_over_already_is_not_entered(tmp_path: Path, call: Call) -> None:
    file, table = tmp_path / "register.db", tmp_path / "t.csv"
    call("register", "init", file)
    table.write_text("id,stage\none,ended\n")
    done = call("register", "import", file, table, "--by", WORKER)
    assert done.code == 1
    assert "`stage` says that it is over" in done.text


def test_an_answer_is_changed_only_by_who_has_read_the_one_that_stands(file: Path, call: Call) -> None:
    day = ("--as-of", "2025-01-13")
    before = entries(call, file)
    refused = call("register", "answer", file, ID, "shared_pathway=yes", "--by", LEAD, *day)
    assert refused.code == 1
    assert "Grace Obi answered this on 2025-01-12" in refused.err
    assert "Theirs: no" in refused.err
    assert "Yours: yes" in refused.err
    assert entries(call, file) == before
    assert call("register", "answer", file, ID, "shared_pathway@1=yes", "--by", LEAD, *day).code == 0
    assert "shared_pathway@2: yes, " in call("register", "show", file, ID, "--answers").text


def test_of_several_answers_all_are_entered_or_none(file: Path, call: Call) -> None:
    before = entries(call, file)
    done = call("register", "answer", file, ID, "evenings_or_weekends=yes", "shared_pathway=yes", "--by", WORKER)
    assert done.code == 1
    assert entries(call, file) == before


def test_a_workbook_comes_back_with_what_happened_and_is_written_over_nothing(
    file: Path, tmp_path: Path, call: Call
) -> None:
    words = ("register", "import", file, PARTNERS.with_suffix(".xlsx"), "--by", WORKER, "--as-of", "2026-11-02", "-o")
    assert call(*words, tmp_path / "back.xlsx").code == 0
    rows = load_workbook(tmp_path / "back.xlsx")["Portfolio"].iter_rows(min_row=3, values_only=True)
    assert {row[-2:] for row in rows} == {("entered", None)}
    before = versions(call, file)
    again = call(*words, tmp_path / "back.xlsx")
    assert (again.code, versions(call, file)) == (2, before)
    one = call("register", "import", file, PARTNERS, "--by", WORKER, "-o", tmp_path / "other.xlsx")
    assert one.code == 2
    assert "a workbook comes back where one workbook goes in" in one.err


def versions(call: Call, file: Path) -> list[int]:
    return [int(each["version"]) for each in json.loads(call("register", "list", file, "--format", "json").text)]


BAD_INPUTS = {
    "no such question": (("answer", "no_such_question=yes"), "no_such_question"),
    "no name": (("answer", "=yes"), "write NAME=VALUE"),
    "no value": (("answer", "evenings_or_weekends"), "write NAME=VALUE"),
    "no such answer": (("answer", "evenings_or_weekends=perhaps"), "perhaps"),
    "a decision": (("answer", "model=partnership"), "decided by the rules"),
    "no day": (("start", "--on", "soon"), "YYYY-MM-DD"),
    "a day to come": (("note", "It.", "--as-of", "2999-01-01"), "has not come yet"),
}


@pytest.mark.parametrize("case", BAD_INPUTS)
def test_bad_input_is_named_and_changes_nothing(file: Path, call: Call, case: str) -> None:
    (name, *rest), says = BAD_INPUTS[case]
    before = entries(call, file)
    done = call("register", *name.split(), file, ID, *rest, "--by", MANAGER)
    assert (done.code, done.text) == (2, "")
    assert says in done.err
    assert entries(call, file) == before


OWNED = ("--owner", "A. Name", "--until", "2999-01-01")


REFUSED = {
    "no right": (("start", "--on", "2025-01-12", "--by", WORKER), "This needs the right of approver"),
    "not signed": (("start", "--on", "2025-01-12", "--by", MANAGER), "Sign it first"),
    "no reason": (
        ("waiver ask", "review-dates-fixed", "--owner", "A. Name", "--until", "2999-01-01", "--by", WORKER),
        "Say why",
    ),
    "no way of knowing": (
        ("answer", "evenings_or_weekends=yes", "--known", "rumour", "--by", WORKER),
        "is named `rumour`",
    ),
    "no evidence": (("action close", "action-1", "--by", WORKER), "no action named"),
    "no such control": (
        ("waiver ask", "review-dates-fixd", "--owner", "A", "--until", "2999-01-01", "--why", "So.", "--by", WORKER),
        "No control is named `review-dates-fixd`; did you mean `review-dates-fixed`?",
    ),
    "before the last entry": (("note", "It.", "--by", WORKER, "--as-of", "2025-01-11"), "an entry of 2025-01-12"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_refusal_says_why_and_changes_nothing(file: Path, call: Call, case: str) -> None:
    (name, *rest), says = REFUSED[case]
    before = entries(call, file)
    done = call("register", *name.split(), file, ID, *rest)
    assert (done.code, done.text) == (1, "")
    assert says in done.err
    assert entries(call, file) == before


@pytest.mark.parametrize("by", ["Tom Reed", "Tom Reed, wizard", ", registered_manager"])
def test_who_enters_something_has_a_name_and_a_role_of_the_pack(file: Path, call: Call, by: str) -> None:
    assert call("register", "note", file, ID, "It.", "--by", by).code == 2


def test_an_arrangement_that_is_not_there_is_not_made_up(file: Path, call: Call) -> None:
    for words in (("show",), ("note",), ("sign",)):
        rest = {"show": (), "note": ("It.", "--by", WORKER), "sign": ("--by", MANAGER, "--declaration", "I agree.")}
        done = call("register", *words, file, "job-course-on-their-term", *rest[words[0]])
        assert done.code == 2
        assert f"is not in the register; did you mean `{ID}`?" in done.err


SESSIONS = "inclusion-sessions"


@pytest.fixture
def started(file: Path, tmp_path: Path, call: Call) -> Path:
    """The same with another arrangement beside it, which starts on 2 February once what comes first is there."""
    assert (
        call("register", "import", file, as_new(SESSIONS, tmp_path), "--by", WORKER, "--as-of", "2025-01-13").code == 0
    )
    enter(call, file, SESSIONS, "2025-01-20", "sign", "--declaration", "I agree.")
    refused = call("register", "start", file, SESSIONS, "--on", "2025-02-02", "--by", MANAGER, "--as-of", "2025-02-02")
    assert (refused.code, refused.text) == (1, "")
    assert refused.err.splitlines()[0] == "armslength: It has to wait. Whether it is ready: Do not start yet."
    assert "- Not known: Agreed safeguarding thresholds [agreed-thresholds] Safeguarding lead." in refused.err
    assert "- Not answered: Do they do any of these tasks? [sensitive_tasks] Service manager, The" in refused.err
    controls = ("agreed-thresholds", "lawful-sharing", "recruitment-checks", "mobilisation-workshop")
    answers = ("evenings_or_weekends=no", "sensitive_tasks=none", "governance_fit_can_be_mended=yes")
    enter(call, file, SESSIONS, "2025-02-02", "answer", *(f"{each}=yes" for each in controls), *answers)
    enter(call, file, SESSIONS, "2025-02-02", "start", "--on", "2025-02-02")
    return file


def enter(call: Call, file: Path, subject: str, day: str, name: str, *rest: str, by: str = MANAGER) -> str:
    """Enter something, and give what is said of it."""
    done = call("register", *name.split(), file, subject, *rest, "--by", by, "--as-of", day)
    assert done.code == 0, done.err
    return done.text


def test_what_falls_due_as_text_as_data_and_as_a_calendar(started: Path, call: Call) -> None:
    file = started
    lines = json.loads(call("register", "due", file, "--as-of", "2025-02-02", "--format", "json").text)
    early = next(each for each in lines if each["kind"] == "early_review")
    assert (early["on"], early["overdue"]) == ("2025-03-16", False)
    text = call("register", "due", file, "--as-of", "2025-02-02", "--within", "P30D").text
    assert "2025-03-02" in text
    assert "2025-03-16" not in text
    assert "2025-03-16 OVERDUE" in call("register", "due", file, "--as-of", "2025-03-17").text
    assert "2025-03-16 OVERDUE" not in call("register", "due", file, "--as-of", "2025-03-16").text
    calendar = call("register", "due", file, "--as-of", "2025-02-02", "--format", "ics").text
    assert "DTSTART;VALUE=DATE:20250316" in calendar
    assert "Reed" not in calendar
    assert call("register", "due", file, "--within", "a month").code == 2


def test_a_register_is_shown_as_it_had_been_entered_on_a_day(file: Path, call: Call) -> None:
    assert call("register", "note", file, ID, "It moved.", "--by", WORKER, "--as-of", "2025-02-01").code == 0
    assert "It moved." in call("register", "show", file, ID, "--history").text
    assert "It moved." not in call("register", "show", file, ID, "--history", "--as-of", "2025-01-31").text
    assert json.loads(call("register", "list", file, "--format", "json", "--as-of", "2025-01-11").text) == []


def test_what_was_touched_up_is_found_here_and_by_the_export_alone(file: Path, tmp_path: Path, call: Call) -> None:
    done = call("register", "verify", file)
    assert done.code == 0
    kept = done.text.split()[-1]
    assert call("register", "export", file, "-o", tmp_path / "out").code == 0
    alone = [sys.executable, "-I", str(tmp_path / "out" / "verify.py"), str(tmp_path / "out")]
    assert subprocess.run(alone, capture_output=True, check=False).returncode == 0
    events = tmp_path / "out" / "events.jsonl"
    events.write_bytes(events.read_bytes().replace(b"Grace Obi", b"Grace Oby", 1))
    assert subprocess.run(alone, capture_output=True, check=False).returncode == 1
    assert call("register", "export", file, "-o", tmp_path / "out").code == 2
    assert call("register", "note", file, ID, "It.", "--by", WORKER).code == 0
    assert call("register", "verify", file, "--checkpoint", kept).code == 0
    assert call("register", "verify", file, "--checkpoint", "1-0000000000000000").code == 1


def test_a_checkpoint_is_taken_as_it_was_kept_and_a_slip_is_not_taken_for_tampering(
    file: Path, tmp_path: Path, call: Call
) -> None:
    """The tutorial keeps the line that `export` says; the folder that it wrote holds the checkpoint in full."""
    kept = tmp_path / "kept.txt"
    kept.write_text(call("register", "export", file, "-o", tmp_path / "out").err, encoding="utf-8")
    for each in (kept, tmp_path / "out" / "checkpoint.txt"):
        assert call("register", "verify", file, "--checkpoint", each).code == 0
    (tmp_path / "other.txt").write_text("Bread, milk")
    for slip, says in (
        ("keptt.txt", "`keptt.txt` is no checkpoint such as `1234-0f3a9c51d2e4b678`, and no file that is there"),
        (tmp_path / "other.txt", "holds no checkpoint such as `1234-0f3a9c51d2e4b678`, or more than one"),
    ):
        done = call("register", "verify", file, "--checkpoint", slip)
        assert (done.code, says in done.err) == (2, True), done.err


@pytest.mark.engines
def test_the_pack_to_be_handed_over_holds_a_history_that_checks_itself(file: Path, tmp_path: Path, call: Call) -> None:
    """The entries of one arrangement, of a register that holds another: nothing of the other goes along."""
    other = tmp_path / "other.yaml"
    other.write_text("id: other\nservice: Something that is nobody else's business\n", encoding="utf-8")
    assert call("register", "import", file, other, "--by", WORKER, "--as-of", "2025-01-12").code == 0
    assert call("register", "note", file, ID, "It moved.", "--by", WORKER, "--as-of", "2025-01-12").code == 0
    packed, folder = tmp_path / "p.zip", tmp_path / "p"
    done = call("register", "pack", file, ID, "--as-of", "2025-01-12", "-o", packed)
    assert done.code == 0, done.err
    with ZipFile(packed) as archive:
        archive.extractall(folder)
    assert "It moved." in (folder / "history.txt").read_text(encoding="utf-8")
    assert "How to check the history" in (folder / "contents.html").read_text(encoding="utf-8")
    assert not [each for each in folder.iterdir() if b"nobody else's business" in each.read_bytes()]
    alone = [sys.executable, "-I", "verify.py", "."]
    assert subprocess.run(alone, capture_output=True, cwd=folder, check=False).returncode == 0
    texts = folder / "texts.jsonl"
    texts.write_bytes(texts.read_bytes().replace(b"It moved.", b"It stays."))
    assert subprocess.run(alone, capture_output=True, cwd=folder, check=False).returncode == 1


def test_a_backup_is_restored_as_the_same_register(file: Path, tmp_path: Path, call: Call) -> None:
    assert call("register", "backup", file, tmp_path / "copy.db").code == 0
    assert call("register", "restore", tmp_path / "copy.db", tmp_path / "again.db").code == 0
    assert (
        call("register", "verify", tmp_path / "again.db").text.split()[1:]
        == (call("register", "verify", file).text.split()[1:])
    )
    assert call("register", "backup", file, tmp_path / "copy.db").code == 2


def test_an_export_is_made_a_register_again_with_its_key_to_the_byte(file: Path, tmp_path: Path, call: Call) -> None:
    call("register", "export", file, "-o", tmp_path / "out")
    key = tmp_path / "register.db.key"
    done = call("register", "restore", tmp_path / "out", tmp_path / "again.db", "--signing", key)
    assert done.code == 0, done.err
    call("register", "export", tmp_path / "again.db", "-o", tmp_path / "second")
    for each in sorted((tmp_path / "out").iterdir()):
        assert (tmp_path / "second" / each.name).read_bytes() == each.read_bytes(), each.name
    (tmp_path / "out" / "leaves.txt").unlink()
    assert call("register", "restore", tmp_path / "out", tmp_path / "third.db").code == 2
    assert not (tmp_path / "third.db").exists()


def test_a_register_is_read_as_a_table(tmp_path: Path, call: Call) -> None:
    """What forty rows said comes out again, save what the register knows by itself."""
    file, table = tmp_path / "register.db", tmp_path / "table.csv"
    call("register", "init", file)
    call("register", "import", file, PARTNERS, "--by", WORKER)
    assert call("register", "table", file, "-o", table).code == 0
    base = load_pack()
    knows = {"stage", "started_on", "last_reviewed_on", "worst_incident", "incident_passed_on"}
    went_in, came_out = read_rows(PARTNERS, base), read_rows(table, base)
    assert [each.id for each in came_out] == [each.id for each in went_in]
    for one, other in zip(went_in, came_out, strict=True):
        assert dict(other.header) == dict(one.header)
        assert {n: a for n, a in other.facts().items() if n not in knows} == {
            n: a for n, a in one.facts().items() if n not in knows
        }
    assert call("register", "table", file, "-o", table).code == 2


def test_without_its_libraries_the_extra_is_named(tmp_path: Path) -> None:
    hidden = "import sys; sys.modules['sqlalchemy'] = None; import cli; cli.main()"
    done = subprocess.run(
        [sys.executable, "-c", hidden, "register", "init", str(tmp_path / "a.db")],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert "pip install 'armslength[register]'" in done.stderr
    assert list(tmp_path.iterdir()) == []
