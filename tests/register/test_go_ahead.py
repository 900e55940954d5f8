# ruff: noqa: E501  whole sentences that people read
"""What work waits for before it starts: the refusal names all that is missing and who owns it."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from armslength.register.domain import commands as ask
from armslength.register.domain.decide import decide
from armslength.register.domain.events import Event
from armslength.register.domain.making import Held, Now
from armslength.register.domain.office import StartRule
from armslength.register.domain.refusal import Refusal
from armslength.register.exchange.acting import Refused, decided
from engine.rulebase.facts import Answer, Members
from tests.register.course import GRACE, TOM, Course, example, office, pack_version
from tests.register.situations import NOW, actor

FIRST = ("agreed-thresholds", "lawful-sharing", "recruitment-checks")
"""What must be in place before the sessions start, and is not known of them."""
START = ask.Start(date(2025, 2, 1))


@pytest.fixture(scope="module")
def signed() -> tuple[Event, ...]:
    """Inclusion sessions, signed, of which all but what comes first is answered."""
    course = Course("sessions", may_wait=True)
    course.enter("2025-01-10", example("inclusion-sessions"), ask.Open({}, pack_version()))
    course.answer("2025-01-11", evenings_or_weekends=False, governance_fit_can_be_mended=True)
    course.on("2025-01-11", ask.AnswerQuestion("sensitive_tasks", none_of("sensitive_tasks"), 0))
    course.set("2025-01-11", "mobilisation-workshop", "in_place")
    course.sign("2025-01-20")
    return tuple(course.events)


@pytest.fixture
def sessions(signed: tuple[Event, ...]) -> Course:
    course = Course("sessions", may_wait=True)
    course.events.extend(signed)
    return course


def none_of(question: str) -> Answer:
    return Members(frozenset(), frozenset(office().base.facts[question].values))


def refused(answer: tuple[Event, ...] | Refusal) -> Refusal:
    assert isinstance(answer, Refusal), answer
    return answer


def test_what_is_missing_is_named_with_who_owns_it(sessions: Course) -> None:
    refusal = refused(sessions.ask("2025-02-01", START))
    assert refusal.code == "not-ready"
    assert [(each.name, each.stands, each.owner) for each in refusal.lacking] == [
        ("agreed-thresholds", "not known", "Safeguarding lead"),
        ("lawful-sharing", "not known", "Information governance lead"),
        ("recruitment-checks", "not known", "The partner's lead"),
    ]
    assert refusal.lines() == (
        "It has to wait. Whether it is ready: Do not start yet.",
        "- Not known: Agreed safeguarding thresholds [agreed-thresholds] Safeguarding lead.",
        "- Not known: A record of the lawful basis for sharing, and of consent [lawful-sharing] Information governance lead.",
        "- Not known: Everyone working with people has had the checks their role needs [recruitment-checks] The partner's lead.",
        "Put these right, and enter that they are. A control can also be waived for a time by whoever may approve it.",
    )


def test_it_starts_once_the_last_of_it_is_in_place(sessions: Course) -> None:
    for each in FIRST[:-1]:
        sessions.set("2025-01-30", each, "in_place")
    assert [each.name for each in refused(sessions.ask("2025-02-01", START)).lacking] == [FIRST[-1]]
    sessions.set("2025-02-01", FIRST[-1], "in_place")
    sessions.on("2025-02-01", START)


def test_evidence_that_has_ended_holds_it_up_again(sessions: Course) -> None:
    for each in FIRST:
        sessions.set("2025-01-30", each, "in_place")
    sessions.on("2025-01-30", ask.AttachEvidence(FIRST[0], "The page", "Grace Obi", until=date(2025, 2, 1)))
    (lacking,) = refused(sessions.ask("2025-02-02", ask.Start(date(2025, 2, 2)))).lacking
    assert (lacking.name, lacking.stands) == (FIRST[0], "missing")
    sessions.on("2025-02-01", START)


def test_a_waiver_is_a_way_out_from_its_approval_through_its_last_day(sessions: Course) -> None:
    for each in FIRST[:-1]:
        sessions.set("2025-01-30", each, "in_place")
    sessions.on("2025-01-30", ask.AskWaiver(FIRST[-1], "Grace Obi", date(2025, 2, 28)), by=GRACE, why="Forms are late.")
    assert refused(sessions.ask("2025-02-01", START)).code == "not-ready", "nobody has approved it"
    sessions.on("2025-02-01", ask.ApproveWaiver("waiver-1"), by=TOM)
    assert not isinstance(sessions.ask("2025-02-28", ask.Start(date(2025, 2, 28))), Refusal)
    assert refused(sessions.ask("2025-03-01", ask.Start(date(2025, 3, 1)))).code == "not-ready"
    sessions.on("2025-02-02", ask.EndWaiver("waiver-1"))
    assert refused(sessions.ask("2025-02-02", ask.Start(date(2025, 2, 2)))).code == "not-ready"


def test_what_is_waived_lets_it_go_ahead_wherever_it_is_asked_for(sessions: Course) -> None:
    for each in FIRST[:-1]:
        sessions.set("2025-01-30", each, "in_place")
    sessions.on("2025-01-30", ask.AskWaiver(FIRST[-1], "Grace Obi", date(2025, 2, 28)), by=GRACE, why="Forms are late.")
    now = Now(datetime(2025, 2, 1, 12, tzinfo=UTC), date(2025, 2, 1))
    with pytest.raises(Refused, match="recruitment-checks"):
        decided(office(), "sessions", sessions.state, (START,), actor(TOM), now)
    approved = (ask.ApproveWaiver("waiver-1"), START)
    assert len(decided(office(), "sessions", sessions.state, approved, actor(TOM), now)) == 2


def test_what_no_control_can_put_right_is_named_by_its_rule(sessions: Course) -> None:
    """Consent can't be waived: it is no control."""
    for each in FIRST:
        sessions.set("2025-01-30", each, "in_place")
    sessions.answer("2025-01-30", people_have_agreed=False)
    (lacking,) = refused(sessions.ask("2025-02-01", START)).lacking
    assert lacking.said == (
        "People have not consented, and the work has not started [new-work-waits-for-agreement] "
        "Service manager, The partner's lead."
    )


def test_it_can_be_planned_all_the_same(sessions: Course) -> None:
    sessions.on("2025-01-21", ask.Prepare(date(2025, 2, 1)))


def running(sessions: Course) -> Course:
    for each in FIRST:
        sessions.set("2025-02-01", each, "in_place")
    sessions.on("2025-02-01", START)
    return sessions


def test_it_goes_on_after_a_pause_only_where_it_could_start(sessions: Course) -> None:
    running(sessions).on("2025-05-01", ask.Pause(date(2025, 5, 1)))
    sessions.set("2025-05-02", FIRST[0], "missing")
    (lacking,) = refused(sessions.ask("2025-06-02", ask.Resume(date(2025, 6, 2)))).lacking
    assert (lacking.name, lacking.stands) == (FIRST[0], "missing")
    sessions.set("2025-06-02", FIRST[0], "in_place")
    sessions.on("2025-06-02", ask.Resume(date(2025, 6, 2)))


def test_after_a_change_of_scope_the_checks_are_repeated_only_where_nothing_that_blocks_is_missing(
    sessions: Course,
) -> None:
    running(sessions)
    repeated = ask.SetControl("start-gone-through-again", "in_place", seen=0)
    assert not isinstance(sessions.ask("2025-05-01", repeated), Refusal), "no change of scope waits for it"
    sessions.on("2025-05-01", ask.RefreshScope("Fridays, too", date(2025, 6, 6)))
    assert not isinstance(sessions.ask("2025-05-01", repeated), Refusal)
    sessions.set("2025-05-02", FIRST[0], "missing")
    (lacking,) = refused(sessions.ask("2025-05-03", repeated)).lacking
    assert lacking.name == FIRST[0]
    assert not isinstance(sessions.ask("2025-05-03", replace(repeated, value="missing")), Refusal)


def test_what_has_to_be_held_to_an_assessment_is_not_let_through_without_one(sessions: Course) -> None:
    now = Now(NOW.at.replace(year=2026), NOW.today)
    with pytest.raises(ValueError, match="held to an assessment"):
        decide("sessions", sessions.state, START, actor(), now, held=Held(office()))


def test_the_shipped_pack_waits_for_what_blocks() -> None:
    assert office().start == StartRule("readiness", ("go", "go_with_conditions"), ("blocking",))
