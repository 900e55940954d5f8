"""What is entered over the life of one loan: paused, asked about, shared, erased, held to other rules, ended."""

import shutil
from csv import DictReader
from datetime import datetime
from pathlib import Path
from typing import Protocol

import pytest
from openpyxl import load_workbook

from armslength.register.store.keeping import upgrade
from tests.cli.conftest import Call
from tests.packs.shipped import ROOT
from tests.register.keeping import files_of

LIBRARY = ROOT / "tests" / "packs" / "library"
MAP = LIBRARY.parent / "library-profiles" / "rare-map.yaml"
CLERK, LIBRARIAN = "Ida Marsh, desk_clerk", "Noor Bell, branch_librarian"


class Enter(Protocol):
    """Enters something as on a day, and gives what was said of it; `says` is what a refusal says instead."""

    def __call__(self, day: str, name: str, *rest: str, by: str = LIBRARIAN, says: str = "") -> str: ...


@pytest.fixture
def file(tmp_path: Path, call: Call) -> Path:
    """A register with one loan, signed on 3 February 2025."""
    path = tmp_path / "loans.db"
    assert call("register", "init", path).code == 0
    done = call("register", "import", path, MAP, "--by", CLERK, "--as-of", "2025-02-03", "--rules", LIBRARY)
    assert done.code == 0, done.text
    return path


@pytest.fixture
def enter(file: Path, call: Call) -> Enter:
    def run(day: str, name: str, *rest: str, by: str = LIBRARIAN, says: str = "") -> str:
        done = call("register", *name.split(), file, "rare-map", *rest, "--by", by, "--as-of", day, "--rules", LIBRARY)
        assert done.code == (1 if says else 0), done.err
        assert says in done.err
        return done.text

    return run


def shown(call: Call, file: Path, *rest: str) -> str:
    done = call("register", "show", file, "rare-map", "--rules", LIBRARY, *rest)
    assert done.code == 0, done.err
    return done.text


def test_it_is_paused_goes_on_and_is_ended(file: Path, call: Call, enter: Enter) -> None:
    enter("2025-02-03", "pause", "--on", "2025-02-03", says="It has not started, so there is nothing to pause.")
    enter("2025-02-03", "sign", "--declaration", "I agree.")
    assert enter("2025-02-10", "start", "--on", "2025-02-10") == "rare-map: started: running, 2025-02-10\n"
    enter("2025-03-03", "pause", "--on", "2025-03-03", "--until", "2025-03-03", says="It has to go on after the day")
    said = enter("2025-03-03", "pause", "--on", "2025-03-03", "--until", "2025-03-17", by=CLERK)
    assert said == "rare-map: paused: 2025-03-03, 2025-03-17\n"
    enter("2025-03-10", "resume", "--on", "2025-03-10", by=CLERK, says="This needs the right of approver")
    assert enter("2025-03-10", "resume", "--on", "2025-03-10") == "rare-map: resumed: 2025-03-10\n"
    enter("2025-04-01", "end", "--on", "2025-04-01", "--done", says="Close it down first")
    assert enter("2025-04-01", "end", "--on", "2025-04-14") == "rare-map: ended: ending, 2025-04-14\n"
    assert enter("2025-04-14", "end", "--on", "2025-04-14", "--done") == "rare-map: ended: ended, 2025-04-14\n"
    enter("2025-04-15", "answer", "counter=main", says="It is closed down.")
    assert "Returned since 2025-04-14" in call("register", "list", file, "--rules", LIBRARY).text


def test_a_question_is_sent_and_its_answer_counts_once_it_is_accepted(file: Path, call: Call, enter: Enter) -> None:
    sent = enter("2025-02-04", "question send", "counter", "--to", "The porter", "--until", "2025-02-28", by=CLERK)
    assert "question-1, counter, At which counter did they ask?, The porter, 2025-02-28" in sent
    due = call("register", "due", file, "--as-of", "2025-02-04", "--rules", LIBRARY).text
    assert "2025-02-28  rare-map: At which counter did they ask?" in due
    enter("2025-02-05", "question accept", "question-1", says="It is not answered yet.")
    enter("2025-02-05", "question answer", "question-1", "main", "--evidence", "The slip", by=CLERK)
    assert "counter@" not in shown(call, file, "--answers")
    enter("2025-02-06", "question accept", "question-1", "--seen", "2", says="there is nothing to change")
    assert "counter@1: main (The slip)" in enter("2025-02-06", "question accept", "question-1")
    enter("2025-02-06", "question send", "card-seen", "--to", "The porter", "--wording", "Was it?", by=CLERK)
    enter("2025-02-07", "question answer", "question-2", "no", by=CLERK)
    enter("2025-02-07", "question accept", "question-2", says="Theirs: in_place. Yours: missing.")
    enter("2025-02-07", "question decline", "question-2", by=CLERK)
    enter("2025-02-07", "question decline", "question-2", by=CLERK, says="This was declined already.")
    enter("2025-02-07", "question send", "nothing", "--to", "The porter", says="No question is named `nothing`")
    enter("2025-02-07", "question answer", "question-9", "no", says="No question named `question-9` was sent.")


def test_what_somebody_else_may_see_is_recorded_and_ended(enter: Enter) -> None:
    enter(
        "2025-02-04", "share open", "--to", "The insurer", "--shows", "history", "--until", "2025-02-03", says="is over"
    )
    opened = enter("2025-02-04", "share open", "--to", "The insurer", "--shows", "history", "--until", "2025-02-28")
    assert opened == "rare-map: shared: share-1, The insurer, history, 2025-02-28\n"
    assert enter("2025-02-05", "share revoke", "share-1", by=CLERK) == "rare-map: share revoked: share-1\n"
    enter("2025-02-05", "share revoke", "share-1", says="It is revoked already.")


def test_a_name_is_erased_from_the_head_and_from_the_file(file: Path, call: Call, enter: Enter) -> None:
    assert b"Quill" in files_of(file)
    enter("2025-02-04", "erase", "1", "body.header.borrower.name", says="Say why it is erased.")
    enter("2025-02-04", "erase", "1", "body.header.borrower.nam", "--why", "x", says="has no text about a person at")
    enter("2025-02-04", "erase", "1", "body.header.borrower.name", "--why", "She asked.", by=CLERK, says="This needs")
    enter("2025-02-04", "erase", "1", "body.header.borrower.name", "--why", "She asked.")
    enter("2025-02-04", "erase", "1", "body.header.borrower.name", "--why", "She asked.", says="is erased already")
    assert b"Quill" not in files_of(file)
    assert "[erased]" in call("register", "list", file, "--rules", LIBRARY).text
    assert "personal text erased: 1, body.header.borrower.name; why: She asked." in shown(call, file, "--history")
    assert call("register", "verify", file).code == 0


@pytest.fixture
def laxer(tmp_path: Path) -> Path:
    """The same rules, but nothing passes through the curator's hands."""
    pack = tmp_path / "laxer"
    shutil.copytree(LIBRARY, pack)
    shutil.copytree(LIBRARY.parent / "library-profiles", tmp_path / "library-profiles")
    rules = pack / "rules" / "care.yaml"
    text = rules.read_text(encoding="utf-8")
    assert text.count("    then: {care: curator}\n") == 2
    text = text.replace("    then: {care: curator}\n", "    then: {care: counter}\n")
    rules.write_text(text.replace("      care: curator\n", "      care: counter\n"), encoding="utf-8")
    return pack


def test_other_rules_are_adopted_once_what_they_change_was_shown(
    file: Path, call: Call, enter: Enter, laxer: Path
) -> None:
    def adopt(*rest: str | Path, typed: bytes = b"") -> tuple[int, str]:
        words = ("--by", LIBRARIAN, "--as-of", "2025-02-05", "--rules", laxer)
        done = call("register", "adopt", file, "rare-map", *rest, *words, data=typed)
        return done.code, done.text + done.err

    assert "It is held to these rules already." in enter_refused(call, file)
    code, said = adopt("--was", laxer)
    assert code == 2
    assert "holds town-library 2.3.0 (" in said
    code, said = adopt("--was", LIBRARY, typed=b"n\n")
    assert code == 1
    assert "Degree of care: By the curator → Looked over" in said
    assert "First look at what other rules change for it." in said
    code, said = adopt(typed=b"y\n")
    assert code == 0
    assert "Nobody has signed it." in said
    assert "rare-map: pack adopted: town-library 2.3.0" in said
    assert adopt("--shown")[0] == 1, "it is held to them already"


def enter_refused(call: Call, file: Path) -> str:
    words = ("--by", LIBRARIAN, "--as-of", "2025-02-05", "--rules", LIBRARY)
    done = call("register", "adopt", file, "rare-map", "--shown", *words)
    assert done.code == 1
    return done.err


def test_what_falls_due_is_a_workbook_to_sort_and_filter(file: Path, call: Call, enter: Enter, tmp_path: Path) -> None:
    enter("2025-02-04", "question send", "counter", "--to", "The porter", "--until", "2025-02-28", by=CLERK)
    enter("2025-02-04", "action agree", "--says", "=1+1", "--owner", "Ida", "--until", "2025-02-07", by=CLERK)
    words = ("register", "due", file, "--as-of", "2025-02-08", "--rules", LIBRARY, "--format", "xlsx")
    assert call(*words, "-o", tmp_path / "due.xlsx").code == 0
    sheet = load_workbook(tmp_path / "due.xlsx").worksheets[0]
    _, *rows = sheet.iter_rows(values_only=True)
    assert [(row[0], *row[1:5], row[6]) for row in rows] == [
        (datetime(2025, 2, 7), "yes", "rare-map", "=1+1", "Something is to be done", "Ida Marsh"),
        (datetime(2025, 2, 28), None, "rare-map", "At which counter did they ask?", "An answer is due", "Ida Marsh"),
    ]
    assert sheet["D2"].data_type == "s"
    assert "name its file with `-o due.xlsx`" in call(*words).err


def test_a_register_is_read_where_a_table_is_asked_for(file: Path, call: Call, enter: Enter, tmp_path: Path) -> None:
    enter("2025-02-03", "answer", "address_checked_on@1=2022-03-04", by=CLERK)
    enter("2025-03-04", "answer", "fees_owed@1=0", "goes_to@1=none", by=CLERK)
    out = tmp_path / "out.csv"
    words = ("--as-of", "2025-03-05", "--rules", LIBRARY, "-o", out, "--overwrite")
    done = call("portfolio", file, *words, "--since", f"{file}@2025-03-03")
    assert done.code == 0, done.err
    (row,) = DictReader(out.read_text(encoding="utf-8").splitlines())
    assert row["id"] == "rare-map"
    assert "answered fees_owed: 6 -> 0" in row["result_changed"]
    assert "warnings: no longer" in row["result_changed"]
    same = call("portfolio", f"{file}@2025-03-03", *words, "--since", f"{file}@2025-02-03")
    assert same.code == 0
    (row,) = DictReader(out.read_text(encoding="utf-8").splitlines())
    assert row["result_changed"] == "warnings: now two-signs-together", "the address was checked three years ago"
    assert "`2025-02-30` is no day" in call("portfolio", f"{file}@2025-02-30", *words).err
    assert "there is no such file" in call("portfolio", tmp_path / "none.db", *words).err


def test_a_register_of_an_older_version_is_brought_up_to_date_and_kept(tmp_path: Path, call: Call) -> None:
    schemas = ROOT / "tests" / "register" / "schemas"
    old, key = tmp_path / "0001.db", tmp_path / "0001.db.key"
    shutil.copyfile(schemas / "0001.db", old)
    shutil.copyfile(schemas / "0001.key", key)
    key.chmod(0o600)
    checkpoint = (schemas / "0001.checkpoint").read_text(encoding="utf-8")
    done = call("register", "upgrade", old)
    assert done.code == 0
    assert ("as it was, it is kept as" in done.err) or ("up to date already" in done.err)
    assert "up to date already" in call("register", "upgrade", old).err
    assert call("register", "verify", old, "--checkpoint", checkpoint).code == 0
    assert upgrade(old) is None
    assert call("register", "upgrade", tmp_path / "none.db").code == 2
