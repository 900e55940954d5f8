"""What a typed line means: an answer by number, name or words, or a word for what to do instead."""

from dataclasses import replace
from datetime import date

import pytest

from engine import load_pack
from engine.interview.interview import Interview
from engine.interview.read_line import MOST_CHARACTERS, Meant, NotUnderstood, Said, numbered, read_line
from engine.interview.take import NOTHING_TYPED, take
from engine.profile.profile import Given
from engine.rulebase.facts import Answer, Members
from tests.interview.library import DAY, LIBRARY, NOBODY

SHIPPED = load_pack()
GROUPS = ("home_delivery", "reading_group", "volunteer")


def groups(*holds: str) -> Members:
    return Members(frozenset(holds), frozenset(GROUPS) - frozenset(holds))


ANSWERS: list[tuple[str, str, Answer]] = [
    ("borrower_kind", "2", "child"),
    ("borrower_kind", "child", "child"),
    ("borrower_kind", " a CHILD ", "child"),
    ("borrower_kind", "A visitor, passing through", "visitor"),
    ("lives_here", "1", True),
    ("lives_here", "y", True),
    ("lives_here", "N", False),
    ("lives_here", "no", False),
    ("member_groups", "1, 3", groups("home_delivery", "volunteer")),
    ("member_groups", "1 3", groups("home_delivery", "volunteer")),
    ("member_groups", "1 and 3", groups("home_delivery", "volunteer")),
    ("member_groups", "Reading group; volunteer", groups("reading_group", "volunteer")),
    ("member_groups", "0", groups()),
    ("member_groups", "none", groups()),
    ("fees_owed", "2", 2),
    ("fees_owed", "0", 0),
    ("last_damage", "none", "none"),
    ("address_checked_on", "3 March 2026", date(2026, 3, 3)),
    ("address_checked_on", "2026-03-03", date(2026, 3, 3)),
    ("guardian-signature", "1", "in_place"),
    ("guardian-signature", "no", "missing"),
    ("guardian-signature", "in place", "in_place"),
    ("wanted_for", "her grandmother", "her grandmother"),
]


@pytest.mark.parametrize(("name", "text", "answer"), ANSWERS)
def test_answers(name: str, text: str, answer: Answer) -> None:
    assert read_line(LIBRARY, name, text) == Said(answer)


INSTEAD = {
    "?": Meant("help"),
    "help": Meant("help"),
    "don't know": Meant("not known"),
    "Don\u2019t know yet": Meant("not known"),
    "unknown": Meant("not known"),
    "~": Meant("not known"),
    "Later": Meant("later"),
    "doesn't apply": Meant("does not apply"),
    "N/A": Meant("does not apply"),
    "back": Meant("back"),
    "change 2": Meant("change", "2"),
    "change": Meant("change"),
    "change fees_owed": Meant("change", "fees_owed"),
    "evidence: the minutes of 3 March": Meant("evidence", "the minutes of 3 March"),
    "evidence minutes": Meant("evidence", "minutes"),
    "stop": Meant("stop"),
    "": Meant("go on"),
    "  ": Meant("go on"),
}


@pytest.mark.parametrize("name", ["borrower_kind", "lives_here", "member_groups", "fees_owed", "wanted_for"])
@pytest.mark.parametrize(("text", "meant"), INSTEAD.items())
def test_words_instead_of_an_answer(name: str, text: str, meant: Meant) -> None:
    assert read_line(LIBRARY, name, text) == meant


WRONG = {
    ("borrower_kind", "9"): "there is no answer `9`; the numbers are 1 to 5",
    ("borrower_kind", "chidl"): "`chidl` is not one of the answers; did you mean `A child`?",
    ("member_groups", "1, 7"): "there is no answer `7`; the numbers are 0 to 3",
    ("member_groups", "0, 1"): "`none` stands beside other answers; keep one or the other",
    ("lives_here", "maybe"): "`maybe` is neither `yes` nor `no`; write `yes` or `no`",
    ("lives_here", "3"): "there is no answer `3`; the numbers are 1 to 2",
    ("fees_owed", "much"): "`much` is not a whole number; use the digits 0 to 9 only, as in `12`",
    (
        "address_checked_on",
        "March 2026",
    ): "`March 2026` names no day; write it too, as in `15 June 2026` or `2026-06-15`",
    ("wanted_for", "x" * 4001): "the line is longer than 4,000 characters; write less",
}


@pytest.mark.parametrize(("name", "text"), WRONG)
def test_what_can_t_be_read_says_why(name: str, text: str) -> None:
    assert read_line(LIBRARY, name, text) == NotUnderstood(WRONG[name, text])


def test_where_an_answer_is_a_number_itself_nothing_is_numbered() -> None:
    counter = replace(LIBRARY.facts["counter"], values={"two": "2", "one": "1"})
    base = replace(LIBRARY, facts={**LIBRARY.facts, "counter": counter})
    assert numbered(base, "counter") == {}
    assert read_line(base, "counter", "1") == Said("one")


def test_an_answer_that_is_worded_like_what_else_may_be_typed_is_that_answer() -> None:
    counter = replace(LIBRARY.facts["counter"], values={"stop": "Stop", "later": "Later"})
    base = replace(LIBRARY, facts={**LIBRARY.facts, "counter": counter})
    assert read_line(base, "counter", "stop") == Said("stop")
    assert read_line(base, "counter", "back") == Meant("back")


def test_what_hides_in_a_line_is_refused() -> None:
    for text in ("a remark\x1b[2J", "evidence \u202eabc"):
        assert isinstance(read_line(LIBRARY, "wanted_for", text), NotUnderstood)
    assert MOST_CHARACTERS == 4000


def test_every_number_and_every_label_of_the_shipped_pack_is_read_as_its_answer() -> None:
    count = 0
    for question in SHIPPED.questions():
        for number, (name, words) in numbered(SHIPPED, question.name).items():
            by_number = read_line(SHIPPED, question.name, str(number))
            assert isinstance(by_number, Said), (question.name, number)
            assert read_line(SHIPPED, question.name, name) == by_number
            if question.name not in SHIPPED.controls:
                assert read_line(SHIPPED, question.name, words) == by_number
            count += 1
    assert count > 400


TROUBLE = {
    "": NOTHING_TYPED,
    "back": "this is the first question of this run",
    "change": "name a question, by its number or its name, as in `change 2`",
    "change 1": "there is no question `1`; `rules show` lists them",
    "change fees_oved": "there is no question `fees_oved`; did you mean `fees_owed`?",
    "evidence minutes": "no answer has been given yet that something could show",
}


@pytest.mark.parametrize(("text", "reason"), TROUBLE.items())
def test_what_can_t_be_done_says_why_and_does_nothing(text: str, reason: str) -> None:
    taken = take(LIBRARY, Interview(NOBODY), "borrower_kind", text, DAY)
    assert (taken.doing, taken.reason, taken.interview) == ("not understood", reason, Interview(NOBODY))


def test_evidence_belongs_to_the_answer_that_is_looked_at_or_to_the_last_one() -> None:
    now = Interview(NOBODY)
    for name, text in (("borrower_kind", "child"), ("lives_here", "yes"), ("item_kind", "later")):
        now = take(LIBRARY, now, name, text, DAY, "Noor").interview
    last = take(LIBRARY, now, "only_copy", "evidence a bill", DAY)
    assert last.interview.given("lives_here") == Given(True, "a bill", by="Noor", on=DAY)
    gone = take(LIBRARY, now, "only_copy", "change 1", DAY).interview
    looked_at = take(LIBRARY, gone, gone.at, "evidence her card", DAY)
    assert looked_at.interview.given("borrower_kind").evidence == "her card"
    assert looked_at.interview.at == "borrower_kind"
    assert take(LIBRARY, gone, gone.at, "evidence", DAY).reason.startswith("say what shows it")


def test_a_question_is_found_by_its_words() -> None:
    taken = take(LIBRARY, Interview(NOBODY), "borrower_kind", "change How much do they owe?", DAY)
    assert taken.interview == Interview(NOBODY, at="fees_owed")
