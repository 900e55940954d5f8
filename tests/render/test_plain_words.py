"""Values in plain words."""

from datetime import date

import pytest

from engine.profile.profile import Given
from engine.render.words import (
    amount,
    answer_words,
    basis_words,
    cadence_words,
    day_words,
    deadline_words,
    listed,
    literal_words,
    sentence,
)
from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import Between, Includes, Literal, OlderThan, OneOf
from engine.rulebase.facts import Answer, Members
from engine.source.duration import duration_from


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("same_day", "the same day"),
        ("P0D", "the same day"),
        ("PT24H", "within 24 hours"),
        ("P1W", "within 1 week"),
        ("P1Y6M", "within 1 year and 6 months"),
        ("P2DT12H", "within 2 days and 12 hours"),
    ],
)
def test_deadlines(text: str, words: str) -> None:
    assert deadline_words(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [("P1M", "every month"), ("P3M", "every 3 months"), ("P1Y", "every year"), ("P1M1W", "every 1 month and 1 week")],
)
def test_rhythms(text: str, words: str) -> None:
    assert cadence_words(text) == words


def test_lists_and_counts() -> None:
    assert [listed([]), listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"], "and")] == [
        "",
        "a",
        "a or b",
        "a, b and c",
    ]
    assert [amount(1, "rule"), amount(2, "rule"), amount(0, "entry", "entries")] == ["1 rule", "2 rules", "0 entries"]


def test_words_with_commas_are_joined_by_semicolons() -> None:
    assert listed(["No", "Here, in person", "There"]) == "No; Here, in person; or There"


def test_of_sentences_that_are_joined_only_the_last_ends() -> None:
    assert listed(["It is late, and cold.", "Nobody came.", "It rains."], "and") == (
        "It is late, and cold; Nobody came; and It rains."
    )


def test_sentences_end_once() -> None:
    assert [sentence("a"), sentence("a."), sentence("a?"), sentence("")] == ["a.", "a.", "a?", ""]


def test_days_are_written_without_the_locale() -> None:
    assert day_words(date(2026, 3, 3)) == "3 March 2026"


@pytest.mark.parametrize(
    ("name", "answer", "words"),
    [
        ("only_copy", True, "yes"),
        ("state_of_item", "worn", "Worn"),
        ("replacement_price", 240, "240 pounds"),
        ("address_checked_on", date(2023, 5, 4), "4 May 2023"),
        ("wanted_for", "a talk", "a talk"),
        ("only_copy", None, "not known"),
        ("card-seen", "in_place", "in place"),
        ("goes_to", Members(frozenset({"home"}), frozenset({"classroom", "exhibition", "abroad"})), "Home"),
        ("goes_to", Members(frozenset(), frozenset({"home", "classroom", "exhibition", "abroad"})), "none of these"),
        ("goes_to", Members(frozenset({"home"}), frozenset({"abroad"})), "Home; not Abroad; the rest not known"),
    ],
)
def test_answers(name: str, answer: Answer | None, words: str, library: RuleBase) -> None:
    assert answer_words(library.question(name), answer) == words


AGE = duration_from("P3Y")
NO_TIME = duration_from("P0D")
assert AGE is not None
assert NO_TIME is not None


@pytest.mark.parametrize(
    ("literal", "words"),
    [
        (Literal("only_copy", OneOf(frozenset({True}))), "Is it the only copy in the district? — yes"),
        (Literal("state_of_item", OneOf(frozenset({"fragile", "worn"}))), "What state is it in? — Worn or Fragile"),
        (Literal("goes_to", Includes("abroad")), "Where will it be taken? — includes Abroad"),
        (Literal("replacement_price", Between(100, None)), "What would it cost to replace it? — at least 100 pounds"),
        (Literal("replacement_price", Between(None, 9)), "What would it cost to replace it? — at most 9 pounds"),
        (Literal("replacement_price", Between(5, 5)), "What would it cost to replace it? — exactly 5 pounds"),
        (Literal("replacement_price", Between(5, 9)), "What would it cost to replace it? — 5 to 9 pounds"),
        (Literal("address_checked_on", OlderThan(AGE)), "When was their address last checked? — more than 3 years ago"),
        (Literal("address_checked_on", OlderThan(NO_TIME)), "When was their address last checked? — in the past"),
        (Literal("card-seen", OneOf(frozenset({"missing"}))), "Has the card been looked at? — missing"),
        (Literal("care", OneOf(frozenset({"curator"})), on_decision=True), "Degree of care — By the curator"),
        (Literal("trouble_signs", Between(2, None), on_decision=True), "Signs of trouble — at least 2"),
        (Literal("reminders", Includes("weekly"), on_decision=True), "Reminders — includes A reminder"),
        (Literal("controls", Includes("card-seen"), on_decision=True), "Card looked at — required"),
    ],
)
def test_conditions(literal: Literal, words: str, library: RuleBase) -> None:
    assert literal_words(library, literal) == words


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (None, ""),
        (Given(True), ""),
        (Given(True, "the slip"), "Evidence: the slip."),
        (
            Given(True, "the slip", "observed", "the clerk", date(2026, 5, 4)),
            "Evidence: the slip (observed by the clerk, 4 May 2026).",
        ),
        (Given(True, known="told"), "Known: told."),
    ],
)
def test_what_an_answer_rests_on(given: Given | None, words: str) -> None:
    assert basis_words(given) == words
