#!/bin/sh
# icalendar 7.3.2: a calendar that is read and written again says P1D where it said PT24H. To RFC 5545 (3.3.6) the two differ
# on the night the clocks change: a day keeps the hour of the clock, and 24 hours are 24 hours. One would guess that what is
# only read and written stays. The reminder moves by an hour, also in `alarms` of the event that was read.
# Seen: TRIGGER:-PT24H becomes TRIGGER:-P1D, DURATION:PT24H becomes DURATION:P1D; 24 hours before 10:00 on 29 March 2026 in
# London is given as 10:00 on the 28th, which is 23 hours before.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check icalendar==7.3.2 tzdata==2026.6
cd "$work"
"$work/venv/bin/python" - <<'END'
from datetime import UTC, timedelta

from icalendar import Calendar

LINES = (
    "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//example//example//EN",
    "BEGIN:VEVENT", "UID:1@example.org", "DTSTAMP:20260101T000000Z",
    "DTSTART;TZID=Europe/London:20260329T100000", "DURATION:PT24H",
    "BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:Review", "TRIGGER:-PT24H", "END:VALARM",
    "END:VEVENT", "END:VCALENDAR", "",
)
read = Calendar.from_ical("\r\n".join(LINES))
written = [line for line in read.to_ical().decode().splitlines() if line.startswith(("DURATION", "TRIGGER"))]
(event,) = read.events
(alarm,) = event.alarms.times
before = event.start.astimezone(UTC) - alarm.trigger.astimezone(UTC)
print(written, alarm.trigger.isoformat(), before)
assert sorted(written) == ["DURATION:P1D", "TRIGGER:-P1D"]
assert before == timedelta(hours=23)  # one would guess 24
END
