"""The calendar of what falls due: whole days, names that stay, and nobody's name in it."""

from datetime import date, timedelta
from typing import Any

import pytest

from armslength.register.domain import commands as ask
from armslength.register.exchange.calendar import calendar, stamp_of
from tests.register.course import GRACE, Course, example, office, pack_version

icalendar = pytest.importorskip("icalendar", reason="the extra `register` is not installed")


@pytest.fixture
def course() -> Course:
    made = Course("job-course")
    made.enter("2026-01-12", example("job-course-on-their-terms"), ask.Open({}, pack_version()))
    made.sign("2026-01-20")
    made.on("2026-02-02", ask.Start(date(2026, 2, 2)))
    made.on("2026-02-03", ask.AgreeAction("Ring Mrs Penhaligon", "Tom Ashworth", date(2026, 3, 31)), by=GRACE)
    made.on(
        "2026-02-03", ask.AttachEvidence("baseline-measured", "Ashworth's letter", "Tom Ashworth", date(2026, 4, 30))
    )
    made.on("2026-02-03", ask.SendQuestion("people_served", "Mr Ashworth, how many?", "Tom Ashworth", date(2026, 3, 1)))
    made.on("2026-02-03", ask.SendQuestion("sessions_a_month", "And how often?", "Tom Ashworth"))
    return made


def written(course: Course, day: str) -> bytes:
    return calendar([(each, stamp_of(each, course.state)) for each in course.due(day)], office())


def events(course: Course, day: str) -> dict[str, Any]:
    return {str(each["uid"]): each for each in icalendar.Calendar.from_ical(written(course, day)).walk("VEVENT")}


def test_each_line_with_a_day_is_a_whole_day_of_its_own(course: Course) -> None:
    found = events(course, "2026-02-03")
    lines = {f"job-course/{each.key}@armslength": each.on for each in course.due("2026-02-03") if each.on}
    assert {uid: each.decoded("dtstart") for uid, each in found.items()} == lines
    for each in found.values():
        assert type(each.decoded("dtstart")) is date
        assert each.decoded("dtend") - each.decoded("dtstart") == timedelta(days=1)
        assert each["transp"] == "TRANSPARENT"
    assert b"DTSTART;VALUE=DATE:20260331\r\n" in written(course, "2026-02-03")


def test_nobody_is_named_and_nobody_s_text_stands_in_it(course: Course) -> None:
    whole = written(course, "2026-02-03").replace(b"\r\n ", b"")
    for word in (b"Penhaligon", b"Ashworth", b"Grace", b"Obi", b"Tom", b"Reed", b"letter"):
        assert word not in whole
    assert b"SUMMARY:job-course: An action is due" in whole


def test_the_same_state_gives_the_same_bytes(course: Course) -> None:
    assert written(course, "2026-02-03") == written(course, "2026-02-03")


def test_a_day_that_moves_keeps_its_name_and_its_number_grows(course: Course) -> None:
    before = events(course, "2026-02-03")["job-course/action/action-1@armslength"]
    moved = ask.ChangeAction("action-1", "Ring Mrs Penhaligon", "Tom Ashworth", date(2026, 4, 15))
    course.on("2026-03-30", moved)
    after = events(course, "2026-03-30")["job-course/action/action-1@armslength"]
    assert after.decoded("dtstart") == date(2026, 4, 15)
    assert after["sequence"] > before["sequence"]
    assert after.decoded("dtstamp") > before.decoded("dtstamp")


def test_the_stamp_is_that_of_the_event_and_no_clock_s(course: Course) -> None:
    stamp = events(course, "2026-02-03")["job-course/action/action-1@armslength"].decoded("dtstamp")
    assert stamp.isoformat() == "2026-02-03T12:00:00+00:00"
