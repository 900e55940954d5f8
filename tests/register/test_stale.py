"""A signed decision never moves; what has changed since is named exactly."""

from datetime import date

import pytest

from armslength.register.domain import commands as ask
from armslength.register.domain.events import PackVersion, Stage
from armslength.register.domain.stale import Stale, stale
from tests.register.course import Course, example, office, pack_version


@pytest.fixture
def signed() -> Course:
    made = Course()
    made.enter("2026-01-12", example("sing-along-in-the-lounge"), ask.Open({}, pack_version()))
    made.sign("2026-01-20")
    return made


def found(course: Course, day: str) -> Stale | None:
    return stale(course.state, office(), course.assessed(day), date.fromisoformat(day))


def test_nothing_is_stale_where_nobody_signed_or_nothing_changed(signed: Course) -> None:
    new = Course()
    new.on("2026-01-12", ask.Open({}, pack_version()))
    assert found(new, "2026-01-12") is None
    assert found(signed, "2026-01-21") is None


def test_the_same_answer_with_other_evidence_changes_nothing(signed: Course) -> None:
    kept = signed.state.current("alone_with_people")
    assert kept is not None
    signed.answer("2026-01-21", alone_with_people=kept.value)
    assert found(signed, "2026-01-21") is None


def test_it_names_the_answers_that_are_otherwise_and_the_rules_that_come_and_go(signed: Course) -> None:
    kept = signed.state.current("alone_with_people")
    assert kept is not None
    assert kept.value is False
    signed.answer("2026-01-21", alone_with_people=True)
    result = found(signed, "2026-01-21")
    assert result is not None
    assert [(each.name, each.then, each.now, each.by) for each in result.answers] == [
        ("alone_with_people", False, True, "Tom Reed")
    ]
    assert result.pack is None
    assert result.signature == signed.state.signatures[-1]
    assert not set(result.rules_new) & set(result.rules_gone)
    now = {each.name for each in signed.assessed("2026-01-21").rules if each.status == "fired"}
    assert set(result.rules_new) <= now
    assert not set(result.rules_gone) & now


def test_signing_again_makes_it_fresh(signed: Course) -> None:
    signed.answer("2026-01-21", alone_with_people=True)
    signed.sign("2026-01-22")
    assert found(signed, "2026-01-22") is None


def test_other_rules_make_it_stale_and_are_named(signed: Course) -> None:
    newer = PackVersion("armslength", "9.9.9", "9" * 64)
    old = signed.state.pack
    signed.on("2026-02-01", ask.AdoptPack(newer, shown=True))
    result = found(signed, "2026-02-01")
    assert result is not None
    assert result.pack == (old, newer)
    assert result.answers == ()


def test_time_alone_makes_nothing_stale_while_the_conclusions_are_the_same() -> None:
    """A review moves the answer that the register gives; what was decided stands."""
    made = Course()
    already = ask.Open({}, pack_version(), Stage.RUNNING, date(2024, 3, 1))
    made.enter("2026-01-12", example("relaxed-film-mornings"), already)
    made.answer("2026-01-12", last_reviewed_on=date(2025, 11, 3))
    made.sign("2026-01-20")
    before = made.assessed("2026-01-20").outcome("oversight")
    made.on("2026-03-16", ask.HoldReview("annual_evaluation", date(2026, 3, 16), still_right="It works."))
    assert made.assessed("2026-03-16").outcome("oversight") == before
    assert found(made, "2026-03-16") is None


def test_a_stage_that_opens_a_primary_decision_makes_it_stale_and_is_named(signed: Course) -> None:
    """Once it runs, questions about running work are open, and with them how closely it is watched."""
    signed.on("2026-02-02", ask.Start(date(2026, 2, 2)))
    result = found(signed, "2026-02-02")
    assert result is not None
    assert "oversight" in [each.name for each in result.decisions]
    assert ("stage", "new", "running", "register") in [(e.name, e.then, e.now, e.by) for e in result.answers]
