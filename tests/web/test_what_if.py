"""What if: columns side by side say what the engine says, and nothing is saved before somebody asks for it."""

from collections.abc import Mapping
from datetime import date
from urllib.parse import urlencode

import pytest

from armslength.web.pages.what_if import MOST_SUPPOSED
from engine import ControlFound, what_if
from engine.assessment.compare import comes_out_differently
from engine.render.shown import on_page
from engine.rulebase.facts import Answer
from tests.web.answers import words_of
from tests.web.at_hand import OFFICE, Browser
from tests.web.shipped import a_browser_with, folded, hidden_in, standing

BASE = OFFICE.base
NAMES = ("advocacy-in-complaints", "laundry-to-our-specification", "befriender-alone-at-home")
Answers = Mapping[str, Answer | None]
COLUMNS: tuple[Answers, ...] = (
    {"touches_restrictive_practice": True},
    {"same-day-escalation": "missing"},
    {"alone_with_people": None},
)
DAY = date(2027, 3, 3)


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Browser:
    return a_browser_with(tmp_path_factory.mktemp("what-if"), NAMES)


def typed(answer: Answer | None) -> str:
    if answer is None:
        return "unknown"
    return ("yes" if answer else "no") if isinstance(answer, bool) else str(answer)


def address(name: str, *columns: Answers, page: str = "what-if") -> str:
    """Give the address that asks for columns of other answers."""
    fields = [("ask", question) for column in columns for question in column]
    for number, column in enumerate(columns, 1):
        fields += [(f"{number}.{question}", typed(answer)) for question, answer in column.items()]
    return f"/s/{name}/{page}?{urlencode([*fields, ('columns', str(len(columns)))])}"


def is_held(control: ControlFound | None) -> bool:
    return control is not None and control.required in ("yes", "interim")


@pytest.mark.parametrize("name", NAMES[::2])
def test_each_column_is_what_the_engine_says(browser: Browser, name: str) -> None:
    version = browser.desk.register.state(name).version
    said = words_of(browser.get(address(name, *COLUMNS)))
    _, result = standing(browser, name)
    assert result.profile is not None
    for column in COLUMNS:
        found = what_if(BASE, result.profile, column, DAY)
        shown = {*on_page(BASE, found.before), *on_page(BASE, found.after)}
        changed = [each.name for each in found.comparison.decisions if comes_out_differently(each)]
        titles = [BASE.decisions[each].title for each in changed if each in shown and each in BASE.pack.laid_out()]
        held = [each.name for each in found.comparison.controls if is_held(each.before) is not is_held(each.after)]
        titles += [BASE.controls[each].title for each in held]
        assert [title for title in titles if folded(title) not in said] == []
    assert browser.desk.register.state(name).version == version


def test_a_decision_stands_in_one_row_with_all_its_columns(browser: Browser) -> None:
    rows = browser.get(address(NAMES[0], *COLUMNS, page="what-if.csv")).splitlines()
    assert rows[0].removeprefix("\ufeff") == "Decision,Now,What if 1,What if 2,What if 3"
    (oversight,) = [each for each in rows if each.startswith("Oversight level,")]
    assert oversight.startswith("Oversight level,Enhanced.,Direct control.,As now,")


def test_no_more_than_four_columns_and_no_strange_questions(browser: Browser) -> None:
    said = browser.get(f"/s/{NAMES[0]}/what-if?ask=alone_with_people&ask=nothing&columns=9&ask=partner_name")
    assert "What if 4" in said
    assert "What if 5" not in said
    assert "Add a column" not in said
    assert "nothing" not in words_of(said).split("Answers, side by side")[1].split("A question to answer")[0].split()


def test_more_questions_than_fit_are_left_out_and_that_is_said(browser: Browser) -> None:
    asked = [name for name, fact in BASE.facts.items() if fact.kind == "yes_no"][: MOST_SUPPOSED + 1]
    page = browser.get(f"/s/{NAMES[0]}/what-if?" + urlencode([("ask", each) for each in asked]))
    assert "Only the first 20 questions are shown." in page
    assert page.count("Leave this out") == MOST_SUPPOSED


@pytest.mark.parametrize("columns", ["", "x", "-1", "²", "99999999999"])
def test_odd_numbers_of_columns_are_one_column(browser: Browser, columns: str) -> None:
    said = browser.get(f"/s/{NAMES[0]}/what-if?ask=alone_with_people&columns={columns}")
    assert "What if 1" in said
    assert "What if 2" not in said


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("alone_with_people", "perhaps"),
        ("started_on", "soon"),
        ("places", "on the moon"),
        ("same-day-escalation", "half"),
    ],
)
def test_what_cannot_be_read_is_said_and_kept(browser: Browser, question: str, text: str) -> None:
    page = browser.get(f"/s/{NAMES[0]}/what-if?" + urlencode([("ask", question), (f"1.{question}", text)]), 422)
    assert f'href="#1.{question}"' in page
    assert f"“{text}”" in words_of(page)


def test_a_reader_may_look_and_not_save(browser: Browser) -> None:
    try:
        page = browser.as_("reader").get(address(NAMES[0], {"touches_restrictive_practice": True}))
        assert "Save what if 1" not in page
        assert "Direct control" in page
        sent = {"seen.touches_restrictive_practice": "1", "answer.touches_restrictive_practice": "yes"}
        browser.post(f"/s/{NAMES[0]}/answers", sent, 403)
    finally:
        browser.as_("approver")
    assert "Save what if 1" in browser.get(address(NAMES[0], {"touches_restrictive_practice": True}))


def test_a_column_is_saved_after_it_was_shown_once_more(browser: Browser) -> None:
    name, here = NAMES[2], f"/s/{NAMES[2]}/answers"
    before = browser.desk.register.state(name)
    sent = hidden_in(browser.get(address(name, {"alone_with_people": False})), here)
    seen = str(before.seen("alone_with_people"))
    assert sent == {"seen.alone_with_people": seen, "answer.alone_with_people": "no", "back": f"/s/{name}/result"}
    page = browser.post(here, sent, 200)
    assert browser.desk.register.state(name).version == before.version
    again = hidden_in(page, here)
    assert browser.post(here, {**again, "why": "We have changed it."}).startswith(f"/s/{name}/result")
    kept = browser.desk.register.state(name).current("alone_with_people")
    assert kept is not None
    assert (kept.value, kept.by.name) == (False, "Ann Moss")


def test_a_column_that_was_overtaken_shows_both_answers(browser: Browser) -> None:
    here = f"/s/{NAMES[1]}/answers"
    sent = {"seen.alone_with_people": "0", "answer.alone_with_people": "yes", "said.alone_with_people": "Ann"}
    state = browser.desk.register.state(NAMES[1])
    if state.current("alone_with_people") is None:
        assert browser.post(here, {**sent, "answer.alone_with_people": "no"})
    said = words_of(browser.post(here, sent, 409))
    assert "Ann Moss (Registered manager), on 3 March 2027 No." in said
    assert "You Yes." in said
    kept = browser.desk.register.state(NAMES[1]).current("alone_with_people")
    assert kept is not None
    assert kept.value is False
