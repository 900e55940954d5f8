"""A file that can't be read says every fault with its place; one of somebody else's is refused with the way out."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from engine import InputError, read_answers_back
from engine.handover.answer_sheet import ABOUT, QUESTIONS
from tests.handover.handed import fill_in, handed_over, made, one
from tests.profile.made_profiles import PACKS

BASE = PACKS["library"]
PROFILE = one(BASE, "id: a\n")
HEAD = "made_from: {profile: a, sha256: b, pack: town-library, version: 1}\n"


def refused(path: Path) -> list[str]:
    with pytest.raises(InputError) as caught:
        read_answers_back(path, BASE, PROFILE)
    return [str(each).replace(f"{path.parent}/", "") for each in caught.value.diagnostics]


OTHER_PROFILE = "other-profile: the answers are about `b`, and the profile is `a`; merge them into the profile of `b`"
OTHER_PACK = (
    "other-pack: the questions are those of the rules `boats`, not of `town-library`; name these rules with `--rules`"
)
NO_MAPPING = "wrong-kind: a file of questions must be a mapping of keys to values"
NO_HEAD = "missing-key: a file of questions needs the key `made_from`"
NO_KEY = "unknown-key: a file of questions has no key `answrs`; did you mean `answers`?"
GUESSED = "unknown-value: `guessed` is no `known` of the answer to `lives_here`; allowed: `observed`, "
FAULTY = """answers:
  fees_owd: 1
  lives_here:
    value: maybe
    known: guessed
controls:
  fees_owed: yes
"""
WRONG_YAML: dict[str, tuple[str, list[str]]] = {
    "about somebody else": (HEAD.replace("profile: a", "profile: b"), [f"1:1: {OTHER_PROFILE}"]),
    "of another pack": (HEAD.replace("town-library", "boats"), [f"1:1: {OTHER_PACK}"]),
    "without a head": ("answers: {fees_owed: 1}\n", [f"1:1: {NO_HEAD}"]),
    "a head without a profile": (
        HEAD.replace("profile: a, ", ""),
        ["1:12: missing-key: `made_from` needs the key `profile`"],
    ),
    "a strange key": (HEAD + "answrs: {}\n", [f"2:1: {NO_KEY}"]),
    "a strange question and bad answers": (
        HEAD + FAULTY,
        [
            "3:3: unknown-fact: there is no question `fees_owd`; did you mean `fees_owed`?",
            "5:12: not-yes-no: `maybe` is neither `yes` nor `no`; write `yes` or `no`",
            f"6:12: {GUESSED}`documented`, `told`, `assumed`, `doubtful`",
            "8:3: unknown-control: there is no control `fees_owed`",
        ],
    ),
    "no mapping": ("- a\n", [f"1:1: {NO_MAPPING}"]),
    "a profile": (
        "id: a\nwho: Zoe\nanswers: {lives_here: yes}\n",
        ["1:1: missing-key: this is a profile, and no file of questions; give one that `armslength questions` wrote"],
    ),
    "nothing": ("", ["1:1: empty-file: the file is empty"]),
}


@pytest.mark.parametrize(("text", "messages"), WRONG_YAML.values(), ids=WRONG_YAML)
def test_yaml_that_is_wrong(text: str, messages: list[str], tmp_path: Path) -> None:
    (tmp_path / "q.yaml").write_text(text)
    assert refused(tmp_path / "q.yaml") == [f"q.yaml:{each}" for each in messages]


TO_READ = "to-read-only: a page is for reading; answers are taken from the workbook or the YAML file of the questions"
WRONG_FORMS = {
    "q.md": TO_READ,
    "q.csv": "unknown-form: the name of a file of questions ends in `.xlsx` or `.yaml`",
    "q.docx": (
        "unknown-form: this is Word; take its answers out first, with `armslength form FORM.docx -o ANSWERS.yaml`"
    ),
    "gone.yaml": "missing-file: there is no such file",
    "gone.xlsx": "missing-file: there is no such file",
}


@pytest.mark.parametrize(("name", "message"), WRONG_FORMS.items(), ids=WRONG_FORMS)
def test_a_file_of_another_form(name: str, message: str, tmp_path: Path) -> None:
    if not name.startswith("gone"):
        (tmp_path / name).write_text("x")
    assert refused(tmp_path / name) == [f"{name}:1:1: {message}"]


def edited(path: Path, change: Callable[[Any], None]) -> Path:
    workbook = load_workbook(path)
    change(workbook)
    workbook.save(path)
    return path


def cells(**texts: str) -> Callable[[Any], None]:
    """Write into cells of the sheet of questions."""

    def change(workbook: Any) -> None:
        for place, text in texts.items():
            workbook[QUESTIONS][place].value = text

    return change


def about(**texts: str) -> Callable[[Any], None]:
    def change(workbook: Any) -> None:
        for place, text in texts.items():
            workbook[ABOUT][place].value = text

    return change


NO_RESULT = "a formula without a stored result; open the workbook in a spreadsheet program and save it"
NO_QUESTION = "nothing says which question this row answers; give it the `Reference` of its question"
NOT_MADE = (
    "the sheet `About this file` does not say what the file was made from: `Profile`, `Rules` is missing; make it again"
)
NO_STATUS = "control `Card looked at` is in place (`yes`), missing (`no`) or `unknown`, not `perhaps`"
WAYS = "`observed`, `documented`, `told`, `assumed`, `doubtful`"
NO_WAY = f"unknown-word: there is no way of knowing `guessed`; choose from {WAYS}"
WRONG_SHEETS: dict[str, tuple[Callable[[Any], None], list[str]]] = {
    "a strange answer, way of knowing and day": (
        cells(E6="perhaps", G6="guessed", I6="some day"),
        [
            f"Questions!E6: not-a-status: {NO_STATUS}",
            f"Questions!G6: {NO_WAY}",
            "Questions!I6: not-date: `some day` is not a date; write year, month and day as in `2026-03-31`",
        ],
    ),
    "an answer to nothing": (cells(K6="", E6="yes"), [f"Questions!K6: no-question: {NO_QUESTION}"]),
    "a question twice": (
        cells(K6="borrower_kind"),
        ["Questions!K17: answered-twice: `borrower_kind` stands in two rows; keep one of them"],
    ),
    "a strange question": (
        cells(K6="fees_owd"),
        ["Questions!K6: unknown-fact: there is no question `fees_owd`; did you mean `fees_owed`?"],
    ),
    "a heading that is gone": (
        cells(E5="Answer"),
        ["Questions!A5: missing-heading: no column is headed `Your answer`; leave the headings as they were made"],
    ),
    "a formula without a value": (cells(E6="=1+1"), [f"Questions!E6: no-stored-result: {NO_RESULT}"]),
    "not said what it was made from": (about(A2="", A4=""), [f"1:1: missing-row: {NOT_MADE}"]),
    "about somebody else": (about(B2="b"), [f"1:1: {OTHER_PROFILE}"]),
    "a day that is none, for all": (
        about(B9="Monday"),
        ["About this file!B9: not-date: `Monday` is not a date; write year, month and day as in `2026-03-31`"],
    ),
    "without the sheet": (
        lambda workbook: workbook.remove(workbook[ABOUT]),
        ["1:1: missing-sheet: there is no sheet `About this file`; choose from `Questions`, `Lists`"],
    ),
}


@pytest.mark.parametrize(("change", "messages"), WRONG_SHEETS.values(), ids=WRONG_SHEETS)
def test_a_workbook_that_is_wrong(change: Callable[[Any], None], messages: list[str], tmp_path: Path) -> None:
    path = made(BASE, handed_over(BASE, PROFILE), tmp_path / "q.xlsx")
    assert refused(edited(path, change)) == [f"q.xlsx:{each}" for each in messages]


def test_rows_that_are_gone_moved_or_blank_and_columns_of_ones_own_are_no_fault(tmp_path: Path) -> None:
    handover = handed_over(BASE, PROFILE)
    path = made(BASE, handover, tmp_path / "q.xlsx")
    fill_in(BASE, path, {handover.names()[2]: {"evidence": "their notes"}})

    def change(workbook: Any) -> None:
        sheet = workbook[QUESTIONS]
        sheet.delete_rows(6)
        sheet.insert_rows(6, 2)
        sheet.insert_cols(1)
        sheet["A5"].value = "My own"

    back = read_answers_back(edited(path, change), BASE, PROFILE)
    assert set(back.given) == set(handover.names()[1:])
    assert back.given[handover.names()[2]].evidence == "their notes"


def test_another_workbook_is_refused(tmp_path: Path) -> None:
    Workbook().save(tmp_path / "q.xlsx")
    assert refused(tmp_path / "q.xlsx") == [
        "q.xlsx:1:1: missing-sheet: there is no sheet `Questions`; choose from `Sheet`",
        "q.xlsx:1:1: missing-sheet: there is no sheet `About this file`; choose from `Sheet`",
    ]
