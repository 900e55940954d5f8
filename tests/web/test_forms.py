"""Forms: every kind of question with what people type, good and bad, and what is said of it; all is kept."""

from typing import Any

import pytest

from engine import Given
from engine.rulebase.facts import Answer, Members
from tests.web.answers import BASE, entered, form_of, say, stands, words_of
from tests.web.at_hand import NOW, Browser, a_browser

YES_NO, CHOICE, CHOICES, NUMBER, DAY = (
    "meets_people_we_support", "who_pays", "activities", "people_served", "last_reviewed_on",
)  # fmt: skip
CONTROL = "named-contacts"
PLACES = BASE.facts[CHOICES].values
TWO = sorted(PLACES)[:2]


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Browser:
    browser = a_browser(tmp_path_factory.mktemp("forms"))
    entered(browser)
    return browser


@pytest.fixture
def fresh(browser: Browser) -> str:
    """Enter a subject of which nothing was said."""
    return entered(browser, f"fresh-{len(browser.desk.register.subjects())}")


Row = tuple[str, list[str], Any]

GOOD: list[tuple[str, list[str], Answer | None]] = [
    (YES_NO, ["yes"], True),
    (YES_NO, ["no"], False),
    (YES_NO, ["unknown"], None),
    (CHOICE, ["grant_or_donations"], "grant_or_donations"),
    (CHOICE, ["unknown"], None),
    (CHOICES, [TWO[0]], Members(frozenset({TWO[0]}), frozenset(PLACES) - {TWO[0]})),
    (CHOICES, TWO, Members(frozenset(TWO), frozenset(PLACES) - {*TWO})),
    (CHOICES, ["none"], Members(frozenset(), frozenset(PLACES))),
    (CHOICES, ["unknown"], None),
    (NUMBER, ["12"], 12),
    (NUMBER, [" 12 "], 12),
    (CONTROL, ["in_place"], "in_place"),
    (CONTROL, ["missing"], "missing"),
    (CONTROL, ["unknown"], None),
]


def rounds(table: list[Row]) -> list[list[Row]]:
    """Part a table so that each question stands once in a part: what one form can hold."""
    parts: list[list[Row]] = []
    for row in table:
        part = next((part for part in parts if row[0] not in {each[0] for each in part}), None)
        if part is None:
            parts.append(part := [])
        part.append(row)
    return parts


@pytest.mark.parametrize("rows", rounds(GOOD))
def test_an_answer_is_saved_as_it_was_meant(
    browser: Browser, fresh: str, rows: list[tuple[str, list[str], Answer | None]]
) -> None:
    sent: dict[str, object] = {}
    for name, typed, _ in rows:
        sent |= {f"seen.{name}": "0", f"answer.{name}": typed}
    browser.post(f"/s/{fresh}/answers", sent)
    for name, _, value in rows:
        kept = stands(browser, fresh).current(name)
        assert kept is not None
        assert (name, kept.value, kept.version, kept.by.name) == (name, value, 1, "Ann Moss")


BAD: list[tuple[str, list[str], str]] = [
    (YES_NO, ["maybe"], "“maybe”"),
    (YES_NO, ["yes", "no"], "“yes; no”"),
    (YES_NO, ["yes", "unknown"], "“don't know yet” beside it"),
    (YES_NO, ["n/a"], "“n/a” says nothing that is known"),
    (CHOICE, ["nobody we know"], "“nobody we know” is not one of the answers"),
    (CHOICES, [TWO[0], "none"], "Keep one or the other"),
    (CHOICES, [TWO[0], "unknown"], "“don't know yet” beside it"),
    (CHOICES, ["on the moon"], "“on the moon” is not one of the answers"),
    (NUMBER, ["twelve"], "“twelve” is not a whole number"),
    (NUMBER, ["12.5"], "“12.5” is not a whole number"),
    (NUMBER, ["-1"], "must lie between"),
    (NUMBER, ["9" * 12], "must lie between"),
    (NUMBER, ["１２"], "is not a whole number"),  # noqa: RUF001  what a keyboard set to full width writes
    (CONTROL, ["perhaps"], "“perhaps”"),
    (YES_NO, ["yes\u200b"], "cannot be seen"),
    (YES_NO, ["yes\0"], "Control character"),
    (NUMBER, ["1" * 5_000], "4,000 is the most that can be saved"),
]


@pytest.mark.parametrize("rows", rounds(BAD))
def test_what_is_no_answer_is_said_at_its_field_and_kept(
    browser: Browser, rows: list[tuple[str, list[str], str]]
) -> None:
    before = stands(browser).version
    sent: dict[str, object] = {}
    for name, typed, _ in rows:
        sent |= {f"seen.{name}": "0", f"answer.{name}": typed}
        sent |= {f"evidence.{name}": "minutes", f"said.{name}": "<Pat & Co>"}
    page = browser.post("/s/one/answers", sent, 422)
    again, told = form_of(page), words_of(page)
    assert told.count("Error:") == len(rows)
    for name, typed, says in rows:
        assert says in told
        assert f'href="#answer.{name}"' in page, "the summary leads to the field"
        assert f'id="answer.{name}-slip"' in page
        assert again[f"evidence.{name}"] == ["minutes"]
        assert again[f"said.{name}"] == ["<Pat & Co>"]
        offered = {*BASE.question(name).values, "yes", "no", "none", "unknown"}
        kept = [typed[0]] if name == NUMBER else [each for each in typed if each in offered]
        assert again.get(f"answer.{name}", []) == kept
    assert stands(browser).version == before


DAYS_GOOD = ["3 3 2027", "3 March 2027", "3/3/2027", "2027-03-03", "3 Mar 27"]
DAYS_TO_COME = [("4 March 2027", "4 March 2027 has not come yet")]
DAYS_BAD = [
    ("31 2 2027", "is not a date"),
    ("March 2027", "names no day"),
    ("soon", "is not a date"),
    ("3 13 2026", "has no month 13"),
    ("3 3 62", "which century"),
]


YES_OR_NO = [each.name for each in BASE.facts.values() if each.kind == "yes_no"]


def test_the_day_on_which_something_was_known_is_read_as_people_write_it(browser: Browser, fresh: str) -> None:
    sent: dict[str, object] = {}
    for name, day in zip(YES_OR_NO, DAYS_GOOD, strict=False):
        sent |= {f"seen.{name}": "0", f"answer.{name}": "yes", f"on.{name}": day}
    browser.post(f"/s/{fresh}/answers", sent)
    kept = [stands(browser, fresh).answers[name][-1].on for name in YES_OR_NO[: len(DAYS_GOOD)]]
    assert kept == [NOW.date()] * len(DAYS_GOOD)


def test_a_day_that_is_none_or_has_not_come_is_said_at_its_field_and_kept(browser: Browser) -> None:
    for table in (DAYS_TO_COME, DAYS_BAD):
        sent: dict[str, object] = {}
        for name, (day, _) in zip(YES_OR_NO, table, strict=False):
            sent |= {f"seen.{name}": "0", f"answer.{name}": "yes", f"on.{name}": day}
        page = browser.post("/s/one/answers", sent, 422)
        again, told = form_of(page), words_of(page)
        for name, (day, says) in zip(YES_OR_NO, table, strict=False):
            assert says in told
            assert f'id="on.{name}-slip"' in page
            assert again[f"on.{name}"] == [day]


def test_what_an_answer_rests_on_is_looked_at_too(browser: Browser) -> None:
    table = [
        ("known", "by heart", "no way of knowing"),
        ("evidence", "e" * 4_001, "4,001 characters"),
        ("said", "Pat\u202e", "cannot be seen"),
    ]
    sent = {f"seen.{YES_NO}": "0", f"answer.{YES_NO}": "yes"}
    page = browser.post("/s/one/answers", sent | {f"{part}.{YES_NO}": text for part, text, _ in table}, 422)
    for part, _, says in table:
        assert says in words_of(page)
        assert f'id="{part}.{YES_NO}-slip"' in page


def test_all_that_is_wrong_is_said_at_once(browser: Browser) -> None:
    sent = {
        f"seen.{NUMBER}": "0", f"answer.{NUMBER}": "many", f"on.{NUMBER}": "soon",
        f"seen.{CHOICE}": "0", f"answer.{CHOICE}": "them",
    }  # fmt: skip
    page = browser.post("/s/one/answers", sent, 422)
    assert [f"{part}-slip" in page for part in (f"answer.{NUMBER}", f"on.{NUMBER}", f"answer.{CHOICE}")] == [True] * 3
    assert "Look at 3 answers again" in page


def test_what_is_left_alone_saves_nothing(browser: Browser) -> None:
    before = stands(browser).version
    sent = {f"seen.{YES_NO}": "0", f"seen.{NUMBER}": "0", f"answer.{NUMBER}": " ", f"evidence.{NUMBER}": ""}
    assert browser.post("/s/one/answers", sent) == "/s/one?done=nothing_new"
    assert stands(browser).version == before


def test_evidence_without_an_answer_asks_for_the_answer(browser: Browser) -> None:
    page = browser.post("/s/one/answers", {f"seen.{NUMBER}": "0", f"evidence.{NUMBER}": "the rota"}, 422)
    assert "say what the answer is" in words_of(page)
    assert form_of(page)[f"evidence.{NUMBER}"] == ["the rota"]


def test_an_answer_that_is_emptied_is_not_taken_back_by_silence(browser: Browser, fresh: str) -> None:
    say(browser, fresh, {NUMBER: Given(12)})
    page = browser.post(f"/s/{fresh}/answers", {f"seen.{NUMBER}": "1", f"answer.{NUMBER}": ""}, 422)
    assert "until now the answer is “12" in words_of(page)


def test_a_question_of_another_pack_is_nobodys_question(browser: Browser) -> None:
    before = stands(browser).version
    assert browser.post("/s/one/answers", {"seen.no_such_thing": "0", "answer.no_such_thing": "yes"})
    assert stands(browser).version == before


def test_a_version_that_nobody_can_have_seen_is_none(browser: Browser, fresh: str) -> None:
    say(browser, fresh, {YES_NO: Given(True)})
    for seen in ("", "x", "-1", "1e3", "９", "9" * 30):  # noqa: RUF001  a figure of full width
        page = browser.post(f"/s/{fresh}/answers", {f"seen.{YES_NO}": seen, f"answer.{YES_NO}": "no"}, 409)
        assert "Somebody answered this before you" in page


def test_a_set_that_is_known_in_part_stays_so_until_somebody_says_that_it_is_whole(
    browser: Browser, fresh: str
) -> None:
    part = Members(frozenset({TWO[0]}), frozenset())
    say(browser, fresh, {CHOICES: Given(part)})
    topic = BASE.facts[CHOICES].topic
    sent = form_of(browser.get(f"/s/{fresh}/topic/{topic}"))
    assert sent[f"answer.{CHOICES}"] == [TWO[0]]
    assert browser.post(f"/s/{fresh}/topic/{topic}", sent).endswith("done=nothing_new")
    page = browser.post(f"/s/{fresh}/topic/{topic}", {**sent, f"whole.{CHOICES}": "yes"}, 200)
    browser.post(f"/s/{fresh}/topic/{topic}", form_of(page))
    kept = stands(browser, fresh).current(CHOICES)
    assert kept is not None
    assert kept.value == Members(frozenset({TWO[0]}), frozenset(PLACES) - {TWO[0]})
