"""`ask` as people use it: in a terminal from the first question to the last, broken off, or fed from a file."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from engine import RuleBase, assess, load_pack, read_profiles
from engine.rulebase.facts import Answer, Members
from tests.cli.conftest import Call
from tests.cli.program import ROOT, RULES, run
from tests.cli.pseudo_terminal import CTRL_C, CTRL_D, PROMPT, Terminal

DAY = date(2026, 11, 22)
AS_OF = ("--as-of", DAY.isoformat())
FILE = "mine.yaml"
NUMBER = re.compile(r"^\d+\. ", re.MULTILINE)
CODES = re.compile(r"\x1b\[?[0-9;?]*[A-Za-z]|[\b\x07]")


def words(text: str) -> str:
    return " ".join(text.split())


def typed(answer: Answer | None) -> str:
    """An answer as somebody types it who knows the names."""
    match answer:
        case None:
            return "don't know"
        case bool():
            return "yes" if answer else "no"
        case Members(holds):
            return "; ".join(sorted(holds)) or "none"
        case date():
            return f"{answer:%d/%m/%Y}"
    return "yes" if answer == "in_place" else "no" if answer == "missing" else str(answer)


class Person:
    """Somebody who knows the answers of a worked example, and some more, and reads what is on the screen."""

    def __init__(self, base: RuleBase, example: str, **more: Answer) -> None:
        (profile,) = read_profiles(ROOT / "profiles" / f"{example}.yaml", base)
        self.base, self.knows = base, {**profile.facts(), **more}
        self.by_words = {words(each.question): each.name for each in base.questions()}

    def question_on(self, screen: str) -> str:
        """The question that is put, by its words; every other word of the screen may change."""
        put = words(NUMBER.split(CODES.sub("", screen[screen.rindex("So far.") :]), maxsplit=1)[1])
        return self.by_words[max((each for each in self.by_words if put.startswith(each)), key=len)]

    def reply_to(self, screen: str) -> str:
        return typed(self.knows.get(self.question_on(screen)))


@pytest.fixture(scope="module")
def base() -> RuleBase:
    return load_pack()


@contextmanager
def asking(folder: Path, *more: str) -> Iterator[Terminal]:
    with Terminal("ask", FILE, *AS_OF, *more, cwd=folder, env={"NO_COLOR": "1"}) as terminal:
        yield terminal


def answers_in(base: RuleBase, folder: Path) -> Mapping[str, Answer]:
    (profile,) = read_profiles(folder / FILE, base)
    return profile.facts()


def outcomes(base: RuleBase, folder: Path) -> dict[str, object]:
    (profile,) = read_profiles(folder / FILE, base)
    return {name: assess(base, profile, DAY, "reference").outcome(name) for name in base.pack.headline}


def answered_by(person: Person, terminal: Terminal, screen: str, most: int = 200) -> tuple[str, list[str]]:
    """Answer to the end, or so many questions; give the last of the screen and the questions that were put."""
    put: list[str] = []
    while not terminal.ended and len(put) < most:
        assert screen.count("So far.") == 1
        put.append(person.question_on(screen))
        screen = terminal.type(person.reply_to(screen))
    return screen, put


# ---- three whole arrangements


def test_settled_early(base: RuleBase, tmp_path: Path) -> None:
    """An accountant meets nobody we support: a few answers, and it ends by itself."""
    person = Person(base, "head-office-accounting")
    with asking(tmp_path) as terminal:
        screen, put = answered_by(person, terminal, terminal.shown())
        assert terminal.code == 0
    assert len(put) < 12
    assert "Delivery model: Not covered" in words(screen)
    assert "That is settled: no answer that is still missing can change it." in words(screen)
    assert f"Everything is saved in {FILE}." in screen
    assert answers_in(base, tmp_path) == {name: person.knows[name] for name in put if name in person.knows}


def test_left_half_way_and_taken_up_again(base: RuleBase, tmp_path: Path) -> None:
    """Left by a word, by Ctrl-C and by Ctrl-D; what was put off comes last, in the run in which it is answered."""
    person = Person(base, "advocacy-in-reviews", danger_now=True)
    put: list[str] = []
    for leave in ("stop", CTRL_C, CTRL_D):
        with asking(tmp_path) as terminal:
            screen, some = answered_by(person, terminal, terminal.shown(), 5)
            put += some
            last = person.question_on(screen)
            end = terminal.type(leave) if isinstance(leave, str) else terminal.press(leave)
            assert terminal.code == (130 if leave == CTRL_C else 0)
            assert f"To go on: armslength ask {FILE}" in words(end)
            assert last not in answers_in(base, tmp_path)
    with asking(tmp_path) as terminal:
        screen = terminal.shown()
        assert f"{len(answers_in(base, tmp_path))} questions are answered there already." in words(screen)
        assert person.question_on(screen) == last
        screen = terminal.type("later")
        assert "It comes again at the end, if it still matters then." in screen
        screen, rest = answered_by(person, terminal, screen)
        assert terminal.code == 0
    assert rest[-1] == last
    assert len(put + rest) == len({*put, *rest})
    assert "That is settled" in screen
    whole = tmp_path / "whole"
    whole.mkdir()
    with asking(whole) as terminal:
        answered_by(person, terminal, terminal.shown())
    assert outcomes(base, tmp_path) == outcomes(base, whole)


def test_changed_and_changed_back(base: RuleBase, tmp_path: Path) -> None:
    """The other answer changes what follows; changed back, everything is as it would have been."""
    person = Person(base, "transport-after-serious-incident", danger_now=True)
    with asking(tmp_path) as terminal:
        screen, put = answered_by(person, terminal, terminal.shown(), 8)
        before = (tmp_path / FILE).read_bytes()
        here, so_far = person.question_on(screen), screen[screen.index("So far.") : screen.index("Why we ask")]
        first = put[0]
        assert person.question_on(terminal.type("change 1")) == first
        changed = terminal.type("no" if person.knows[first] is True else "yes")
        assert "Changed from: " in changed
        assert (tmp_path / FILE).read_bytes() != before
        again = terminal.type(f"change {first}")
        assert "The answer that is there: " in again
        screen = terminal.type(person.reply_to(again))
        assert "Changed from: " in screen
        assert person.question_on(screen) == here
        assert screen[screen.index("So far.") : screen.index("Why we ask")] == so_far
        assert (tmp_path / FILE).read_bytes() == before
        assert person.question_on(terminal.type("back")) == put[-1]
        screen = terminal.type("")
        assert person.question_on(screen) == here
        screen, _ = answered_by(person, terminal, screen)
        assert terminal.code == 0
    assert "What is left is not known yet: " in screen
    assert "Ask first: " in screen
    assert f"To put them to whoever knows: armslength questions {FILE} -o questions.xlsx" in words(screen)
    assert answers_in(base, tmp_path).items() <= person.knows.items()


# ---- what a screen reader, a log and a file of answers need


@pytest.mark.parametrize("no_colour", ["", "1"])
def test_no_line_is_ever_drawn_again(base: RuleBase, tmp_path: Path, no_colour: str) -> None:
    """No cursor is moved and nothing is wiped; without colour, there is no code of the terminal at all."""
    person = Person(base, "head-office-accounting")
    with Terminal("ask", FILE, *AS_OF, cwd=tmp_path, env={"NO_COLOR": no_colour or None}) as terminal:
        screen = terminal.shown()
        for line in ("?", "maybe", "back", "change 7", "evidence x"):
            assert "So far." not in terminal.type(line)
        answered_by(person, terminal, terminal.type(person.reply_to(screen)))
        assert terminal.code == 0
        codes = set(CODES.findall(terminal.screen))
        assert "\r" not in terminal.screen
    assert codes <= {"\x1b[1m", "\x1b[33m", "\x1b[31m", "\x1b[0m"}
    assert bool(codes) is not bool(no_colour)


def test_answers_from_a_file_are_as_if_they_were_typed(call: Call, tmp_path: Path) -> None:
    """The lines show where they were asked for; where they end, the interview is left."""
    path = tmp_path / "loan.yaml"
    ended = call(
        "ask",
        path,
        *RULES,
        "--by",
        "Noor",
        "--as-of",
        "2026-05-04",
        data=b"change borrower_kind\nchild\nchange lives_here\nyes\nstop\n",
    )
    assert (ended.code, ended.err) == (0, "")
    assert ended.text.count(PROMPT) == 5
    assert f"{PROMPT}child\n" in ended.text
    assert path.read_text().startswith("id: loan\nanswers:\n")
    (profile,) = read_profiles(path, load_pack(Path(RULES[1])))
    assert {given.by for given in profile.answers.values()} == {"Noor"}
    again = call("ask", path, *RULES, data=b"")
    assert again.code == 0
    assert "2 questions are answered there already." in words(again.text)
    assert "To go on: armslength ask" in again.text


def test_a_file_with_bytes_that_are_no_text_is_read_line_by_line(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "loan.yaml"
    ended = call("ask", path, *RULES, data=b"\xff\xfe\n" + b"x" * 20_000 + b"\nchange borrower_kind\nchild")
    assert ended.code == 0
    assert "the line is longer than 4,000 characters" in words(ended.text).lower()
    assert "borrower_kind: child" in path.read_text()


def test_what_is_said_not_to_apply_is_answered_with_what_it_hangs_on(call: Call, tmp_path: Path) -> None:
    """By which answers it applies, or on which unanswered questions that hangs; of a control, that rules decide."""
    ended = call(
        *("ask", tmp_path / "loan.yaml", *RULES),
        data=b"change lives_here\nn/a\nchange borrower_kind\nchild\nchange lives_here\nn/a\n"
        b"change guardian-signature\nn/a\nchange item_kind\nn/a\n",
    )
    said = words(ended.text)
    hangs = "Who wants to borrow it? (change borrower_kind)"
    noted = "Noted: said not to apply. It counts as not known, and nothing is concluded from it."
    assert f"{noted} Whether it applies hangs on: {hangs}" in said
    assert f"{noted} It applies because of what was answered to: {hangs}" in said
    assert f"{noted} Whether it is required follows from the other answers." in said
    assert f"{noted} It is asked of everybody." in said


# ---- the file


def test_each_answer_is_saved_before_the_next_question(base: RuleBase, tmp_path: Path) -> None:
    """Whatever becomes of the window: the program is ended without a word, and the answers are there."""
    person = Person(base, "head-office-accounting")
    with asking(tmp_path) as terminal:
        _, put = answered_by(person, terminal, terminal.shown(), 3)
        assert not terminal.ended
    assert terminal.killed()
    assert answers_in(base, tmp_path) == {name: person.knows[name] for name in put}


def test_nothing_is_written_before_the_first_answer(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "loan.yaml"
    ended = call("ask", path, *RULES, data=b"?\nnonsense\nback\nstop\n")
    assert ended.code == 0
    assert not path.exists()
    assert "Nothing was answered, so nothing is written." in ended.text
    assert "is saved in" not in ended.text.split("Nothing was answered")[1]
    assert "armslength assess" not in ended.text


def test_what_is_settled_is_in_sight_before_the_next_question(call: Call, tmp_path: Path) -> None:
    """Work that somebody is in danger from stops; that is said at once, and not only on the page at the end."""
    path = tmp_path / "group.yaml"
    path.write_text(
        "id: group\nanswers:\n  hands_on_regulated_care: yes\n  integral_to_regulated_outcomes: yes\n"
        "  complementary: yes\n  who_engages_them: us\n  stage: running\n  danger_now: yes\n"
    )
    asked = call("ask", path, *AS_OF, data=b"stop\n").text
    so_far = asked[asked.index("So far.") :].split("\n\n")[0]
    assert "Whether it is ready: Stop until people are safe." in so_far


def test_what_a_person_wrote_stays_as_it_is(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "loan.yaml"
    path.write_text("# as told\nid: a\nanswers:\n  item_kind: book  # a map\n  lives_here:\n")
    ended = call("ask", path, *RULES, data=b"change borrower_kind\nchild\nchange lives_here\nyes\nstop\n")
    assert ended.err == ""
    assert path.read_text() == (
        "# as told\nid: a\nanswers:\n  item_kind: book  # a map\n  lives_here: yes\n  borrower_kind: child\n"
    )
    assert list(tmp_path.iterdir()) == [path]


def test_comments_that_would_be_lost_are_kept_beside_it(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "loan.yaml"
    path.write_text("# as told on Monday\nid: a\nanswers: {item_kind: book}\n")
    ended = call("ask", path, *RULES, data=b"change borrower_kind\nchild\nyes\nstop\n")
    assert ended.err == f"{path} held comments; it is kept as it was in {path}.before\n"
    assert (tmp_path / "loan.yaml.before").read_text().startswith("# as told on Monday\n")
    assert "borrower_kind: child" in path.read_text()


def test_what_somebody_else_writes_meanwhile_is_kept(tmp_path: Path) -> None:
    with Terminal("ask", "loan.yaml", *RULES, cwd=tmp_path) as terminal:
        terminal.shown()
        terminal.type("change borrower_kind")
        terminal.type("child")
        terminal.type("change lives_here")
        path = tmp_path / "loan.yaml"
        path.write_text(path.read_text() + "  item_kind: map\n")
        screen = terminal.type("yes")
        assert "loan.yaml was changed meanwhile; what it says now is kept" in screen
        assert path.read_text() == "id: loan\nanswers:\n  borrower_kind: child\n  item_kind: map\n  lives_here: yes\n"
        path.write_text("id: [")
        screen = terminal.type("no")
        assert "can't be read any more; the last answer is not saved" in screen
        assert terminal.code == 2
        assert path.read_text() == "id: ["


REFUSED = {
    "a list": (b'[{"id": "a"}, {"id": "b"}]', "`ask` takes one profile; "),
    "json": (b'{"id": "a"}', "is JSON, and answers are kept as YAML; write the profile as YAML first"),
    "a fault": (b"id: a\nanswers:\n  borrower_kind: nobody\n", "`borrower_kind` has no answer `nobody`"),
}


@pytest.mark.parametrize(("data", "says"), REFUSED.values(), ids=REFUSED)
def test_a_file_that_can_t_be_gone_on_with_is_left_alone(call: Call, tmp_path: Path, data: bytes, says: str) -> None:
    path = tmp_path / "loan.yaml"
    path.write_bytes(data)
    ended = call("ask", path, *RULES, data=b"child\n")
    assert (ended.code, ended.out) == (2, b"")
    assert says in ended.err
    assert path.read_bytes() == data


@pytest.mark.parametrize("name", ["loan.json", "loan.docx", "loan.XLSX"])
def test_no_profile_is_begun_in_a_file_of_another_kind(call: Call, tmp_path: Path, name: str) -> None:
    ended = call("ask", tmp_path / name, *RULES, data=b"1\n")
    assert (ended.code, ended.out) == (2, b"")
    assert "is no name for a profile in YAML; let it end in .yaml\n" in ended.err
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_hides_something_is_refused(tmp_path: Path) -> None:
    for hidden in ("No\u202eor", b"No\xffor"):
        ended = run("ask", "loan.yaml", *RULES, "--by", hidden, data=b"stop\n", cwd=tmp_path)
        assert (ended.code, ended.out) == (2, b"")
        assert "`--by` holds a character that nobody can see" in ended.err


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    for name in (".", ""):
        ended = run("ask", name, *RULES, data=b"stop\n", cwd=tmp_path)
        assert (ended.code, ended.out) == (2, b"")
        assert "is not a file" in ended.err or "a folder" in ended.err


def test_standard_input_is_no_place_for_answers(call: Call) -> None:
    ended = call("ask", "-", *RULES, data=b"child\n")
    assert (ended.code, ended.err) == (2, "armslength: the answers are kept in a file; name one instead of `-`\n")


def test_a_folder_that_is_not_there_is_told_of(tmp_path: Path) -> None:
    ended = run("ask", "nowhere/loan.yaml", *RULES, data=b"child\n", cwd=tmp_path)
    assert (ended.code, ended.out) == (2, b"")
    assert ended.err == "armslength: there is no folder `nowhere`; make it first\n"


def test_further_goes_on_to_all_that_a_page_shows(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "loan.yaml"
    path.write_text("id: a\nanswers: {item_kind: map, borrower_kind: visitor}\n")
    short = call("ask", path, *RULES, data=b"don't know\n" * 40)
    far = call("ask", path, *RULES, "--further", data=b"don't know\n" * 40)
    assert 0 < short.text.count(PROMPT) < far.text.count(PROMPT) < 40
