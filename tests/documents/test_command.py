"""`armslength document`: what it writes where, and what it refuses in which words."""

import json
from io import BytesIO
from pathlib import Path

import docx
import pytest

from tests.cli.program import ATLAS, BOOK, ON_DAY, ROOT, RULES, run, with_fault
from tests.documents.reading_word import read_paragraphs

SLIP = ("document", "loan-slip", ATLAS, *ON_DAY)
SESSIONS, AS_OF = ROOT / "profiles" / "inclusion-sessions.yaml", ("--as-of", "2026-11-30")
NO_WORD = with_fault("sys.modules.update(dict.fromkeys(('docx', 'typst', 'pikepdf')))")


@pytest.mark.parametrize(
    ("ending", "begins"), [("docx", b"PK"), ("pdf", b"%PDF-1."), ("html", b"<!doctype html>"), ("md", b"# ")]
)
def test_the_ending_of_the_file_says_the_form(ending: str, begins: bytes, tmp_path: Path) -> None:
    path = tmp_path / f"slip.{ending.upper()}"
    ended = run(*SLIP, "-o", path)
    assert (ended.code, ended.text, ended.err) == (0, "", "")
    assert path.read_bytes().startswith(begins)


@pytest.mark.parametrize("name", ["slip.doc", "slip", "-", ".pdf", ""])
def test_a_name_without_a_known_ending_is_refused(name: str, tmp_path: Path) -> None:
    ended = run(*SLIP, "-o", name, cwd=tmp_path)
    assert ended.code == 2
    assert f"`{name}` does not say what to write; end it with .docx, .pdf, .html or .md" in ended.err
    assert list(tmp_path.iterdir()) == []


def test_a_file_to_write_is_asked_for() -> None:
    ended = run(*SLIP)
    assert ended.code == 2
    assert "Missing option '-o' / '--output'" in ended.err


def test_an_unknown_kind_is_named_with_those_that_there_are(tmp_path: Path) -> None:
    ended = run("document", "lone-slip", ATLAS, *ON_DAY, "-o", tmp_path / "a.pdf")
    assert ended.code == 2
    assert ended.err == "armslength: there is no document `lone-slip`; choose from `loan-slip`\n"


def test_one_about_one_is_not_about_two(tmp_path: Path) -> None:
    ended = run("document", "loan-slip", ATLAS, BOOK, *ON_DAY, "-o", tmp_path / "a.pdf")
    assert (ended.code, ended.err) == (2, "armslength: the document `loan-slip` is about one profile, not 2\n")


def test_a_template_is_for_word(tmp_path: Path) -> None:
    ended = run(*SLIP, "-o", tmp_path / "a.pdf", "--template", ATLAS)
    assert (ended.code, ended.err) == (
        2,
        "armslength: --template is for Word; end the name of the file to write with .docx\n",
    )


def test_a_template_lends_its_look_and_what_it_lacks_is_said(tmp_path: Path) -> None:
    house = docx.Document()
    house.styles["Caption"].delete()
    house.styles["Heading 1"].font.name = "Papyrus"
    house.save(str(tmp_path / "house.docx"))
    ended = run(*SLIP, "-o", tmp_path / "a.docx", "--template", tmp_path / "house.docx")
    assert ended.code == 0
    assert ended.err == (
        "missing-style: the template has no style `Caption`; make a style of this name in that file, so that it looks "
        "like the house; until then ours is used\n"
    )
    made = (tmp_path / "a.docx").read_bytes()
    assert docx.Document(BytesIO(made)).styles["Heading 1"].font.name == "Papyrus"
    run(*SLIP, "-o", tmp_path / "own.docx")
    assert read_paragraphs(made) == read_paragraphs((tmp_path / "own.docx").read_bytes())


def test_a_template_that_is_no_word_file_is_refused_and_nothing_written(tmp_path: Path) -> None:
    ended = run(*SLIP, "-o", tmp_path / "a.docx", "--template", ATLAS)
    assert ended.code == 2
    assert "the template is no Word file (.docx)" in ended.err
    assert not (tmp_path / "a.docx").exists()


@pytest.mark.parametrize("ending", ["docx", "pdf"])
def test_without_the_extra_it_says_how_to_get_it(ending: str, tmp_path: Path) -> None:
    ended = run(*SLIP, "-o", tmp_path / f"a.{ending}", program=NO_WORD)
    assert (ended.code, ended.err) == (
        2,
        "armslength: this needs the extra `documents`; install it with: pip install 'armslength[documents]'\n",
    )


@pytest.mark.parametrize("ending", ["html", "md"])
def test_pages_need_no_extra(ending: str, tmp_path: Path) -> None:
    assert run(*SLIP, "-o", tmp_path / f"a.{ending}", program=NO_WORD).code == 0


def test_what_was_read_is_not_written_over(tmp_path: Path) -> None:
    mine = tmp_path / "mine.md"
    mine.write_bytes(ATLAS.read_bytes())
    ended = run("document", "loan-slip", mine, *ON_DAY, "-o", mine)
    assert ended.code == 2
    assert "would be written over what was read from it" in ended.err
    assert mine.read_bytes() == ATLAS.read_bytes()


def test_standard_input_is_read_once(tmp_path: Path) -> None:
    written = tmp_path / "a.md"
    assert run("document", "loan-slip", "-", *ON_DAY, "-o", written, data=ATLAS.read_bytes()).code == 0
    twice = run("document", "loan-slip", "-", "-", *ON_DAY, "-o", written, data=ATLAS.read_bytes())
    assert twice.err == "armslength: `-` is given twice, but standard input can be read only once\n"


def test_html_is_replayed_from_its_stamp(tmp_path: Path) -> None:
    for ending in ("html", "md", "docx"):
        run(*SLIP, "-o", tmp_path / f"a.{ending}")
        ended = run("replay", tmp_path / f"a.{ending}", ATLAS, *RULES)
        assert (ended.code, ended.err) == (0, "")


def test_an_earlier_result_must_be_one(tmp_path: Path) -> None:
    (tmp_path / "earlier.json").write_text(json.dumps({"some": "thing"}))
    ended = run(*SLIP, "-o", tmp_path / "a.md", "--earlier", tmp_path / "earlier.json")
    assert ended.code == 2
    assert "stored result" in ended.err


@pytest.mark.parametrize(
    ("option", "said"),
    [
        (("--role", "contract_manager"), "asks no questions, so it can't be for one role"),
        (("--earlier", "earlier.json"), "does not say what has changed since earlier results"),
    ],
)
def test_what_a_document_has_no_place_for_is_refused(option: tuple[str, ...], said: str, tmp_path: Path) -> None:
    """A record "for the contract manager" that is the same for everybody would say what is not so."""
    stored = run("assess", SESSIONS, *AS_OF, "--format", "json", "-o", tmp_path / "earlier.json")
    assert stored.code == 0, stored.err
    ended = run("document", "decision-record", SESSIONS, *AS_OF, "-o", tmp_path / "a.md", *option, cwd=tmp_path)
    assert (ended.code, ended.err) == (2, f"armslength: the document `decision-record` {said}\n")
    assert not (tmp_path / "a.md").exists()


def test_a_form_that_may_be_filled_in_is_never_written_over(tmp_path: Path) -> None:
    asked = ("document", "questions", SESSIONS, *AS_OF)
    form = tmp_path / "form.docx"
    assert run(*asked, "-o", form).code == 0
    form.write_bytes(form.read_bytes() + b"filled in")
    ended = run(*asked, "-o", form)
    assert (ended.code, form.read_bytes()[-9:]) == (2, b"filled in")
    assert ended.err.endswith("` is there already, perhaps filled in; give the form another name\n")


@pytest.mark.parametrize("command", [("document", "decision-record"), ("pack",)])
def test_a_day_to_come_where_the_past_is_asked_about_is_warned_of(command: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "group.yaml").write_text("id: group\nanswers: {last_reviewed_on: 2031-05-05}\n")
    out = tmp_path / ("a.zip" if command == ("pack",) else "a.md")
    ended = run(*command, "group.yaml", *AS_OF, "-o", out, cwd=tmp_path)
    assert (ended.code, out.exists()) == (0, True)
    assert "day-to-come: `last_reviewed_on` asks about the past, but 2031-05-05 lies after" in ended.err


def test_a_table_stands_alone(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("id,stage\na,new\n")
    ended = run("document", "board-report", "t.csv", SESSIONS, *AS_OF, "-o", "a.md", cwd=tmp_path)
    assert (ended.code, ended.err) == (2, "armslength: `t.csv` is a table; give it alone, or give profiles only\n")
