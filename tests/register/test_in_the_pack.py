# ruff: noqa: E501  one case a line, with the whole sentence that people read
"""What is said is held to the pack, once for every edge: names that it has, and answers of the kind that it asks for."""

import ast
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from armslength.register.domain import commands as ask
from armslength.register.domain import in_the_pack
from armslength.register.domain.refusal import Refusal
from engine.profile.profile import KNOWN
from engine.rulebase.facts import Members
from tests.packs.shipped import ROOT
from tests.register.course import Course, example, office, pack_version

DAY = "2026-03-02"
ON = date(2026, 3, 2)
MANY = frozenset(office().base.facts["places"].values)


@pytest.fixture(scope="module")
def course() -> Course:
    """What runs, with one question out and one answer to it."""
    made = Course()
    made.enter("2026-01-12", example("job-course-on-their-terms"), ask.Open({}, pack_version()))
    made.sign("2026-01-20")
    made.on("2026-02-02", ask.Start(date(2026, 2, 2)))
    made.on("2026-02-03", ask.SendQuestion("people_served", "How many people come?", "The tutor"))
    return made


def first(kind: str) -> str:
    """Name a question of a kind."""
    return next(each.name for each in office().base.facts.values() if each.kind == kind)


WRONG: list[tuple[str, Any, str]] = [
    ("not-in-pack", ask.AnswerQuestion("shared_pathwy", True, 0), "No question is named `shared_pathwy`; did you mean `shared_pathway`?"),
    ("no-such-answer", ask.AnswerQuestion("shared_pathway", "yes", 1), "`yes` is neither `yes` nor `no`."),
    ("no-such-answer", ask.AnswerQuestion("worst_incident", "minor", 0), "`minor` is none of its answers; choose from `none`, `concern`, `harm`, `serious_harm_or_death`."),
    ("no-such-answer", ask.AnswerQuestion("people_served", True, 0), "`True` is no whole number."),
    ("no-such-answer", ask.AnswerQuestion("people_served", -1, 0), "-1 is not between "),
    ("no-such-answer", ask.AnswerQuestion("last_reviewed_on", "2026-01-01", 0), "`2026-01-01` is no day."),
    ("no-such-answer", ask.AnswerQuestion("places", "community", 0), "`community` does not say of each choice whether it holds."),
    ("no-such-answer", ask.AnswerQuestion("places", Members(frozenset({"moon"}), frozenset()), 0), "`moon` is none of its answers"),
    ("no-such-answer", ask.AnswerQuestion("places", Members(MANY, MANY), 0), "` can't hold and not hold."),
    ("no-such-answer", ask.AnswerQuestion("shared_pathway", None, 1, text="Yes, I think"), "It is not answered in words."),
    ("not-in-pack", ask.AnswerQuestion("shared_pathway", True, 1, known="rumour"), "No way of knowing is named `rumour`"),
    ("not-in-pack", ask.SetControl("exit-plan", "in_place", 0), "No control is named `exit-plan`."),
    ("no-such-answer", ask.SetControl("review-dates-fixed", "yes", 1), "`yes` is neither `in_place` nor `missing`."),
    ("not-in-pack", ask.AttachEvidence("action-7", "A page", "Grace Obi"), "No question, control or action is named `action-7`"),
    ("not-in-pack", ask.HoldReview("yearly", ON, "All is well."), "No kind of review is named `yearly`"),
    ("not-in-pack", ask.RecordIncident(ON, "none", "It."), "No severity is named `none`; choose from `concern`, `harm`, `serious_harm_or_death`."),
    ("not-in-pack", ask.AgreeAction("It", "Grace Obi", ON, after="incident-3"), "No incident, review or control is named `incident-3`"),
    ("not-in-pack", ask.AskWaiver("exit-plan", "Grace Obi", ON), "No control is named `exit-plan`."),
    ("not-in-pack", ask.SendQuestion("how_many", "How many?", "The tutor"), "No question is named `how_many`"),
    ("not-in-pack", ask.SendQuestion("people_served", "Is it?", "The tutor", of_control=True), "No control is named `people_served`"),
    ("no-such-answer", ask.ProposeAnswer("question-1", "twelve"), "`twelve` is no whole number."),
]  # fmt: skip


@pytest.mark.parametrize(("code", "command", "says"), WRONG, ids=lambda each: type(each).__name__)
def test_what_the_pack_does_not_know_is_refused(course: Course, code: str, command: Any, says: str) -> None:
    answer = course.ask(DAY, command, why="as agreed")
    assert isinstance(answer, Refusal)
    assert answer.code == code
    assert says in answer.reason


def test_a_field_of_the_head_that_the_pack_does_not_have_is_refused() -> None:
    answer = Course().ask(DAY, ask.Open({"partner.nme": ("Open Door",)}, pack_version()))
    assert isinstance(answer, Refusal)
    assert answer.reason == "No field of the head is named `partner.nme`; did you mean `partner.name`?"


RIGHT: list[Any] = [
    ask.AnswerQuestion("shared_pathway", True, 1, known="told"),
    ask.AnswerQuestion("shared_pathway", None, 1),
    ask.AnswerQuestion("people_served", 12, 0),
    ask.AnswerQuestion("last_reviewed_on", date(2026, 1, 1), 0),
    ask.AnswerQuestion("places", Members(MANY, frozenset()), 0),
    ask.SetControl("review-dates-fixed", None, 1),
    ask.AttachEvidence("shared_pathway", "A page", "Grace Obi"),
    ask.RecordIncident(ON, "concern", "It."),
    ask.AgreeAction("It", "Grace Obi", ON, after="review-dates-fixed"),
    ask.SendQuestion("review-dates-fixed", "Are they?", "The tutor", of_control=True),
    ask.ProposeAnswer("question-1", 12),
    ask.ProposeAnswer("question-1", None),
]


@pytest.mark.parametrize("command", RIGHT, ids=lambda each: type(each).__name__)
def test_what_the_pack_knows_is_let_through(course: Course, command: Any) -> None:
    seen = {"seen": course.state.seen(command.question)} if isinstance(command, ask.AnswerQuestion) else {}
    answer = course.ask(DAY, replace(command, **seen) if seen else command, why="as agreed")
    assert not isinstance(answer, Refusal), answer


def test_an_answer_can_be_known_as_in_a_profile() -> None:
    assert in_the_pack.KNOWN == KNOWN


def test_every_edge_comes_in_by_this_door() -> None:
    """Nothing in the program decides a command without saying what it is held to."""
    calls = [
        (path.name, {each.arg for each in node.keywords})
        for path in (ROOT / "armslength").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "decide"
    ]
    assert calls
    assert all("held" in keywords for _, keywords in calls), calls
