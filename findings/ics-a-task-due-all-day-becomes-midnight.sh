#!/bin/sh
# ics 0.7.3: an event on a day stays one on a day when a calendar is read and written again, and a task that is due on a day
# does not: it is due at midnight UTC then, the minute at which the day begins.
# Seen: DTSTART;VALUE=DATE:20260715 stays; DUE;VALUE=DATE:20260715 becomes DUE:20260715T000000Z. icalendar 7.3.2 keeps both.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check ics==0.7.3 icalendar==7.3.2
cd "$work"
"$work/venv/bin/python" - <<'END'
import icalendar
import ics

LINES = (
    "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//example//example//EN",
    "BEGIN:VEVENT", "UID:1@example.org", "DTSTAMP:20260101T000000Z", "DTSTART;VALUE=DATE:20260715", "END:VEVENT",
    "BEGIN:VTODO", "UID:2@example.org", "DTSTAMP:20260101T000000Z", "DUE;VALUE=DATE:20260715", "END:VTODO",
    "END:VCALENDAR", "",
)
text = "\r\n".join(LINES)


def days(written: str) -> list[str]:
    return sorted(line for line in written.splitlines() if line.startswith(("DTSTART", "DUE")))


again = days(ics.Calendar(text).serialize())
kept = days(icalendar.Calendar.from_ical(text).to_ical().decode())
print(again, kept)
assert kept == ["DTSTART;VALUE=DATE:20260715", "DUE;VALUE=DATE:20260715"]
assert again == ["DTSTART;VALUE=DATE:20260715", "DUE:20260715T000000Z"]
END
