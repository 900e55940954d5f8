"""`questions` and `merge`: questions out to those who know, answers back, and nothing that was said is lost."""

import os
import pty
import select
import subprocess
from pathlib import Path

import pytest

from engine import Given, load_pack, read_profiles
from tests.cli.conftest import Call
from tests.cli.program import LIBRARY, ON_DAY, PROGRAM, RULES, environment, profile, run
from tests.handover.handed import an_answer, fill_in

BASE = load_pack(LIBRARY)
TEXT = """id: loan-7
item: An atlas
borrower: {name: Ada}
answers:
  lives_here: {value: yes, by: desk, on: 2026-05-01}
"""
OLD = "# asked on Friday\n" + TEXT


@pytest.fixture
def loan(tmp_path: Path) -> Path:
    return profile(tmp_path, TEXT, "loan.yaml")


def questions(call: Call, loan: Path, name: str, *more: str) -> Path:
    ended = call("questions", loan, *ON_DAY, "-o", loan.parent / name, *more)
    assert (ended.code, ended.out) == (0, b""), ended.err
    return loan.parent / name


def given(path: Path, name: str) -> Given:
    (found,) = read_profiles(path, BASE)
    return {**found.answers, **found.controls}[name]


def test_what_is_written_is_said_with_the_way_back(call: Call, loan: Path) -> None:
    ended = call("questions", loan, *ON_DAY, "--for", "desk_clerk", "-o", loan.parent / "q.xlsx")
    assert ended.code == 0
    assert ended.err.startswith(f"{loan.parent / 'q.xlsx'}: ")
    assert " questions (Desk clerk: " in ended.err
    assert ended.err.endswith(f"take the answers back with: armslength merge {loan} {loan.parent / 'q.xlsx'}\n")


@pytest.mark.parametrize(
    ("arguments", "begins"),
    [
        ([], "Questions about An atlas, Ada\n"),
        (["--for", "curator"], "Questions for the curator of the special collection"),
    ],
)
def test_without_a_file_it_is_a_page_to_read(call: Call, loan: Path, arguments: list[str], begins: str) -> None:
    ended = call("questions", loan, *ON_DAY, *arguments)
    assert (ended.code, ended.err) == (0, "")
    assert ended.text.startswith(begins)


@pytest.mark.parametrize(("name", "begins"), [("q.md", "# Questions about "), ("q.html", "<!doctype html>")])
def test_pages_are_written_by_the_end_of_the_name(call: Call, loan: Path, name: str, begins: str) -> None:
    assert questions(call, loan, name).read_text().lower().startswith(begins.lower())


def test_a_file_that_is_there_is_never_written_over(call: Call, loan: Path) -> None:
    path = questions(call, loan, "q.yaml")
    before = path.read_text()
    ended = call("questions", loan, *ON_DAY, "-o", path)
    assert (ended.code, path.read_text()) == (2, before)
    assert "is there already, perhaps filled in; give the questions another name" in ended.err


def test_another_end_of_a_name_is_refused(call: Call, loan: Path) -> None:
    ended = call("questions", loan, *ON_DAY, "-o", loan.parent / "q.docx")
    assert ended.code == 2
    assert "is no name for questions; let it end in .xlsx, .yaml, .yml, .md, .html, .txt\n" in ended.err


def test_where_nothing_is_left_nothing_is_written(call: Call, tmp_path: Path) -> None:
    answers = "".join(f"  {name}: {an_answer(BASE, name, 'yaml')}\n" for name in BASE.facts)
    controls = "".join(f"  {name}: yes\n" for name in BASE.controls)
    path = profile(tmp_path, f"id: a\nanswers:\n{answers}controls:\n{controls}")
    ended = call("questions", path, *ON_DAY, "--for", "schools_officer", "-o", tmp_path / "q.xlsx")
    assert (ended.code, ended.out) == (0, b"")
    said = "there is nothing to ask Schools officer: no open question that matters is left; nothing is written\n"
    assert ended.err == said
    assert not (tmp_path / "q.xlsx").exists()


@pytest.mark.parametrize("form", ["xlsx", "yaml"])
def test_answers_come_back_with_who_said_so(call: Call, loan: Path, form: str) -> None:
    path = questions(call, loan, f"q.{form}")
    fill_in(BASE, path, {"fees_owed": {"answer": "3", "evidence": "the till"}}, {"by": "Maria", "on": "2026-05-02"})
    ended = call("merge", loan, path, *RULES)
    assert ended.code == 0
    assert ended.text.startswith("Answers for loan-7\n1 answer came back: 1 new.\n")
    assert "Evidence: the till (by Maria, 2 May 2026)." in ended.text
    assert ended.err == f"{loan}: written, with all that was said\n"
    found = given(loan, "fees_owed")
    assert str(found).startswith(
        "Given(value=3, evidence='the till', known='', by='Maria', on=datetime.date(2026, 5, 2)"
    )
    again = call("merge", loan, path, *RULES)
    assert (again.code, again.err) == (0, f"{loan} holds all of this already, and stays as it is\n")


def contradiction(call: Call, loan: Path) -> Path:
    """A file that was made before the profile was answered, and says otherwise."""
    loan.write_text("id: loan-7\n")
    path = questions(call, loan, "q.yaml")
    loan.write_text(OLD)
    return fill_in(
        BASE, path, {"lives_here": {"answer": "no", "by": "curator", "on": "2026-05-03", "evidence": "moved"}}
    )


def test_a_contradiction_that_nobody_decides_writes_nothing_and_shows_both(call: Call, loan: Path) -> None:
    path = contradiction(call, loan)
    ended = call("merge", loan, path, *RULES)
    assert ended.code == 1
    shown = " ".join(ended.text.split())
    assert "What contradicts - Do they live, work or study in the district? [lives_here]" in shown
    assert "The profile: yes. Known: by desk, 1 May 2026." in shown
    assert f"{path}: no. Evidence: moved (by curator, 3 May 2026). Not decided." in shown
    said = "a contradiction is not decided, and nothing is written; decide with `--take mine` or `--take theirs`\n"
    assert ended.err == said
    assert loan.read_text() == OLD
    assert not (loan.parent / "loan.yaml.before").exists()


@pytest.mark.parametrize(("take", "value"), [("mine", "True"), ("theirs", "False")])
def test_what_is_not_taken_is_kept_and_so_are_comments(call: Call, loan: Path, take: str, value: str) -> None:
    path = contradiction(call, loan)
    ended = call("merge", loan, path, "--take", take, *RULES)
    assert ended.code == 0
    assert str(given(loan, "lives_here")).startswith(f"Given(value={value}, ")
    text = loan.read_text()
    for said in ("by: desk", "by: curator", "2026-05-01", "2026-05-03", "evidence: moved", "also_said:"):
        assert said in text
    assert text.startswith("# asked on Friday\nid: loan-7\n")
    assert not (loan.parent / "loan.yaml.before").exists()


def test_where_an_answer_has_no_line_of_its_own_the_file_is_written_anew_and_kept(call: Call, loan: Path) -> None:
    path = contradiction(call, loan)
    old = "# asked on Friday\n{id: loan-7, answers: {lives_here: {value: yes, by: desk}}}\n"
    loan.write_text(old)
    ended = call("merge", loan, path, "--take", "theirs", *RULES)
    assert ended.code == 0
    assert (loan.parent / "loan.yaml.before").read_text() == old
    assert (
        f"{loan}.before: the file as it was, for its comments; a profile that is written anew holds none\n" in ended.err
    )


def test_the_profile_may_go_elsewhere(call: Call, loan: Path) -> None:
    path = contradiction(call, loan)
    out = loan.parent / "new.yaml"
    assert call("merge", loan, path, "--take", "theirs", "-o", out, *RULES).code == 0
    assert loan.read_text() == OLD
    assert "by: curator" in out.read_text()
    ended = call("merge", loan, path, "--take", "theirs", "-o", "-", *RULES)
    assert ended.text == out.read_text()
    assert "What contradicts" in ended.err


def test_no_other_profile_is_written_over(call: Call, loan: Path) -> None:
    path = contradiction(call, loan)
    other = profile(loan.parent, "id: loan-8\nanswers: {lives_here: yes}\n", "other.yaml")
    ended = call("merge", loan, path, "--take", "theirs", "-o", other, *RULES)
    assert (ended.code, ended.out) == (2, b"")
    assert ended.err.endswith("` is there already, perhaps filled in; give the profile another name\n")
    assert other.read_text().startswith("id: loan-8\n")
    assert call("merge", loan, path, "--take", "theirs", "-o", loan, *RULES).code == 0
    assert "by: curator" in loan.read_text()


def test_where_two_who_answered_contradict_each_other_both_files_are_named(call: Call, loan: Path) -> None:
    """Neither answer stands in the profile, so that neither may be called the profile's."""
    first, second = questions(call, loan, "first.yaml"), questions(call, loan, "second.yaml")
    fill_in(BASE, first, {"fees_owed": {"answer": "3"}}, {"by": "Maria"})
    fill_in(BASE, second, {"fees_owed": {"answer": "5"}}, {"by": "Sam"})
    shown = "".join(call("merge", loan, first, second, *RULES).text.split())  # a long path may be broken by the line
    assert f"{first}:3pounds.Known:byMaria.{second}:5pounds.Known:bySam.Notdecided." in shown
    assert "Theprofile:" not in shown
    shown = "".join(call("merge", loan, first, second, "--take", "mine", *RULES).text.split())
    assert f"Taken:theanswerof{first}.Theotheroneiskeptbesideit." in shown
    assert given(loan, "fees_owed").value == 3


def test_an_answer_that_is_taken_after_all_is_said_to_be(call: Call, loan: Path) -> None:
    path = contradiction(call, loan)
    assert call("merge", loan, path, "--take", "mine", *RULES).code == 0
    assert "Taken:" not in call("merge", loan, path, *RULES).text
    shown = "".join(call("merge", loan, path, "--take", "theirs", *RULES).text.split())
    assert f"Taken:theanswerof{path}.Theotheroneiskeptbesideit." in shown
    assert given(loan, "lives_here").value is False


def test_every_fault_of_every_file_is_said_and_nothing_is_written(call: Call, loan: Path) -> None:
    good, bad = questions(call, loan, "good.yaml"), questions(call, loan, "bad.yaml")
    fill_in(BASE, good, {"fees_owed": {"answer": "3"}})
    fill_in(BASE, bad, {"fees_owed": {"answer": "three"}, "overdue_items": {"answer": "1", "known": "guessed"}})
    ended = call("merge", loan, good, bad, loan.parent / "gone.xlsx", *RULES)
    assert (ended.code, ended.out) == (2, b"")
    assert [line.split(": ")[1] for line in ended.err.splitlines()] == ["not-integer", "unknown-value", "missing-file"]
    assert loan.read_text() == TEXT


@pytest.mark.parametrize(
    ("name", "arguments", "said"),
    [
        ("loan.json", [], "is no name for a profile in YAML; name one with `-o FILE.yaml`"),
        (
            "loan.yaml",
            ["-o", "loan.xlsx"],
            "`loan.xlsx` is no name for a profile in YAML; name one with `-o FILE.yaml`",
        ),
    ],
)
def test_a_profile_is_written_as_yaml_only(call: Call, loan: Path, name: str, arguments: list[str], said: str) -> None:
    path = questions(call, loan, "q.yaml")
    (loan.parent / "loan.json").write_text('{"id": "loan-7"}')
    ended = call("merge", loan.parent / name, path, *arguments, *RULES)
    assert ended.code == 2
    assert said in ended.err


def test_a_profile_from_standard_input_needs_a_place_to_go(call: Call, loan: Path) -> None:
    path = questions(call, loan, "q.yaml")
    ended = call("merge", "-", path, *RULES, data=TEXT.encode())
    assert (ended.code, ended.out) == (2, b"")
    said = "armslength: the profile comes from standard input; say where it goes with `-o FILE.yaml`, or `-o -`\n"
    assert ended.err == said
    assert call("merge", "-", path, "-o", "-", *RULES, data=TEXT.encode()).text.startswith("id: loan-7\n")


def at_a_terminal(arguments: list[str | Path], typed: str) -> tuple[int, str]:
    """Run the program in a pseudo-terminal, type, and give its exit code and all that it shows."""
    mine, theirs = pty.openpty()
    started = subprocess.Popen(
        [*PROGRAM, *map(str, arguments)], stdin=theirs, stdout=theirs, stderr=theirs, env=environment(TERM="dumb")
    )
    os.close(theirs)
    os.write(mine, typed.encode())
    shown = b""
    while select.select([mine], [], [], 60)[0]:
        try:
            part = os.read(mine, 4096)
        except OSError:
            break
        if not part:
            break
        shown += part
    os.close(mine)
    return started.wait(60), shown.decode()


@pytest.mark.parametrize(
    ("typed", "code", "begins"),
    [("t\n", 0, "Given(value=False, "), ("m\n", 0, "Given(value=True, "), ("x\no\n", 1, "")],
)
def test_at_a_terminal_it_asks(call: Call, loan: Path, typed: str, code: int, begins: str) -> None:
    path = contradiction(call, loan)
    ended, shown = at_a_terminal(["merge", loan, path, *RULES], typed)
    assert ended == code, shown
    assert "mine, in the profile: yes. Known: by desk, 1 May 2026." in shown
    assert "no. Evidence: moved (by curator, 3 May 2026)." in shown
    if begins:
        assert str(given(loan, "lives_here")).startswith(begins)
    else:
        assert loan.read_text() == OLD


def test_breaking_off_at_the_question_writes_nothing_and_says_so(call: Call, loan: Path) -> None:
    path = contradiction(call, loan)
    ended, shown = at_a_terminal(["merge", loan, path, *RULES], "\x04")
    assert (ended, loan.read_text()) == (130, OLD)
    assert "broken off; nothing is written" in shown


def test_the_questions_of_a_profile_on_standard_input(loan: Path) -> None:
    ended = run("questions", "-", *ON_DAY, data=TEXT.encode())
    assert (ended.code, ended.err) == (0, "")
    assert ended.text.startswith("Questions about An atlas, Ada\n")
