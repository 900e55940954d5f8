"""Forty arrangements over two years: what is due on 20 November 2026, worked out by hand from the documents.

Each line below was written before the program was asked: from what `rules/office/demo.yaml` tells, counted back from
that day, and the statement of the document that sets the time (`/rules/sources`). Where the documents name no time, the
time is ours (`ours.times`).
"""

from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

from armslength.register.domain.due import DueKind, DueLine, due
from armslength.register.domain.events import Stage
from armslength.register.domain.known import profile_of
from armslength.register.exchange.demo import batches, create_demo
from armslength.register.store.register import Register, create_register
from armslength.register.store.verifying import verify_register
from engine import assess
from tests.register.course import office

UNTIL = date(2026, 11, 20)
REVIEW, EARLY, LEARNING, ACTION = DueKind.REVIEW, DueKind.EARLY_REVIEW, DueKind.LEARNING, DueKind.ACTION
WAIVER, EVIDENCE, QUESTION = DueKind.WAIVER, DueKind.EVIDENCE, DueKind.QUESTION
SCOPE, AGAIN = DueKind.SCOPE, DueKind.START_AGAIN

BY_HAND: list[tuple[str, DueKind, str, date, str]] = [
    # Held on 24 January 2026 (300 days before); reviewed annually.
    ("brookside-singers", REVIEW, "annual_evaluation", date(2027, 1, 24), "sp.review-annual"),
    # Held on 31 October; a month later is 30 November, which has no 31st.
    ("good-dog-days", REVIEW, "monthly_check_in", date(2026, 11, 30), "sp.review-monthly"),
    # Held on 11 October; quarterly.
    ("good-dog-days", REVIEW, "quarterly_review", date(2027, 1, 11), "sp.review-quarterly"),
    # Held on 12 August, so quarterly it would be 12 November; both sides fixed 30 November.
    ("green-hands-garden", REVIEW, "quarterly_review", date(2026, 11, 30), "Grace Obi"),
    # The incident of 8 November involved both: learning within a month, the next meeting within two weeks (both ours).
    ("wheels-for-westmere", LEARNING, "joint-learning-review", date(2026, 12, 8), "sp.eg-incident-review"),
    ("wheels-for-westmere", REVIEW, "review_now", date(2026, 11, 22), "sp.eg-incident-actions"),
    # Agreed through 18 November, and not closed.
    ("wheels-for-westmere", ACTION, "action-1", date(2026, 11, 18), "Grace Obi"),
    ("windmill-kitchen", WAIVER, "waiver-1", date(2026, 12, 20), "Tom Reed"),
    ("millrace-laundry", EVIDENCE, "evidence-1", date(2026, 11, 15), "Grace Obi"),
    ("st-brannocks-visitors", QUESTION, "question-1", date(2026, 11, 27), "Grace Obi"),
    # On 31 October it no longer fits: the scope within a month, then the checks within six weeks, a review in two.
    ("carenote-systems", SCOPE, "scope-refreshed", date(2026, 11, 30), "sp.eg-scope-refresh"),
    ("carenote-systems", AGAIN, "start-gone-through-again", date(2026, 12, 12), "sp.eg-scope-remobilise"),
    ("carenote-systems", REVIEW, "review_now", date(2026, 11, 14), "sp.adaptive-governance"),
    # Paused until 30 December, before which the checks are repeated.
    ("open-kiln-pottery", AGAIN, "start-gone-through-again", date(2026, 12, 30), "Grace Obi"),
    # The new scope takes effect on 4 December.
    ("evergreen-day-trips", AGAIN, "start-gone-through-again", date(2026, 12, 4), "Tom Reed"),
    # Started on 21 October; the early review six weeks later.
    ("together-in-tune", EARLY, "early_review", date(2026, 12, 2), "cm.mob-early-review"),
    # Held on 10 November; monthly.
    ("steadyground-behaviour", REVIEW, "monthly_quality_meeting", date(2026, 12, 10), "cm.eg-communication-monthly"),
    # Held on 11 November; weekly, or at least fortnightly. The board on 1 October; at least quarterly.
    ("saltmarsh-lead-provider", REVIEW, "fortnightly_triage", date(2026, 11, 25), "pt.gov-triage"),
    ("saltmarsh-lead-provider", REVIEW, "partnership_board", date(2027, 1, 1), "pt.gov-board"),
    # Read on 17 November; weekly.
    ("level-ground-peers", REVIEW, "weekly_look", date(2026, 11, 24), "cm.eg-wellbeing-summary"),
    # Since 16 November the risk is rising: a review within two weeks.
    ("level-ground-peers", REVIEW, "review_now", date(2026, 11, 30), "sp.symptom-risk"),
]


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Register:
    made = create_register(tmp_path_factory.mktemp("demo") / "register.db")
    create_demo(made, office(), UNTIL)
    return made


@pytest.fixture(scope="module")
def lines(register: Register) -> tuple[DueLine, ...]:
    found: list[DueLine] = []
    for name in {each.subject for each in register.events()}:
        state = register.state(name)
        profile = profile_of(state, office(), UNTIL)
        found += due(state, office(), assess(office().base, profile, UNTIL, "reference").assessment, UNTIL)
    return tuple(found)


@pytest.mark.parametrize(("subject", "kind", "name", "on", "by"), BY_HAND, ids=str)
def test_what_is_due_is_what_a_reader_works_out(
    lines: tuple[DueLine, ...], subject: str, kind: DueKind, name: str, on: date, by: str
) -> None:
    (line,) = [each for each in lines if (each.subject, each.kind, each.name) == (subject, kind, name)]
    assert line.on == on
    assert line.overdue == (on < UNTIL)
    person = line.set_by.person
    assert by in ((person.name,) if person else line.set_by.cites)


def test_they_are_forty_at_every_stage_and_nothing_was_touched_up(register: Register) -> None:
    stages = Counter(each.stage for each in register.subjects())
    assert sum(stages.values()) == 40
    assert set(stages) == {*Stage} - {Stage.STARTING}
    assert verify_register(register).wrong == []


def test_they_span_two_years_and_leave_the_last_day_free(register: Register) -> None:
    days = [each.at.date() for each in register.events()]
    assert days == sorted(days)
    assert (days[0], days[-1]) == (UNTIL - timedelta(days=730), UNTIL - timedelta(days=1))


def test_the_same_day_gives_the_same_entries(register: Register) -> None:
    again = tuple(event for batch in batches(office(), UNTIL) for event in batch)
    assert register.events() == again


def test_it_is_told_by_a_file_of_the_pack_alone() -> None:
    """No name of a row stands in the code, so that another pack can have its own."""
    from armslength.register.exchange import demo

    assert "brookside" not in Path(demo.__file__).read_text(encoding="utf-8")
