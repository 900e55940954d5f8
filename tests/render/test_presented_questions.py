"""What is said where a question is asked: made once, whichever page, file or form asks it."""

from dataclasses import replace

from engine.render.question import presented
from engine.rulebase.facts import Members
from tests.hostile.packs import BASE, load
from tests.packs.shipped import shipped

BOATS = load(BASE)


def test_a_question_with_all_there_is_to_say() -> None:
    people = replace(BOATS.facts["people"], example="Two adults: 2", worse="higher", when_silent=1, why="It may sink.")
    base = replace(BOATS, facts={**BOATS.facts, "people": people})
    asked = presented(base, "people")
    assert (asked.takes, asked.range, asked.unit) == ("a whole number from 1 to 12 people", (1, 12), "people")
    assert (asked.why, asked.worse, asked.assumed) == ("It may sink.", "more", "1 people")
    assert asked.examples == (("Example", "Two adults: 2"),)
    assert (asked.topic, asked.answers, asked.shown_by, asked.owner) == ("Who is going", {}, "", "")


def test_what_is_not_said_is_empty() -> None:
    asked = presented(BOATS, "reads_charts")
    assert (asked.examples, asked.range, asked.unit, asked.assumed) == ((), None, "", "")


def test_silence_that_means_none_of_a_set_is_said() -> None:
    extras = replace(BOATS.facts["extras"], when_silent=Members(frozenset(), frozenset(BOATS.facts["extras"].values)))
    assert presented(replace(BOATS, facts={**BOATS.facts, "extras": extras}), "extras").assumed == "none of these"


def test_the_question_for_a_control_says_who_sees_to_it_and_what_shows_it() -> None:
    asked = presented(BOATS, "life-jackets")
    assert asked.question == "Is this in place: Life jackets?"
    assert (asked.owner, asked.shown_by) == ("Boat keeper", "The keeper has seen them.")
    assert asked.answers == {"in_place": "in place", "missing": "missing"}


def test_every_question_says_what_it_takes() -> None:
    base = shipped()
    asked = [presented(base, question.name) for question in base.questions()]
    assert len(asked) > 80
    assert all(each.question and each.takes and each.topic for each in asked)
