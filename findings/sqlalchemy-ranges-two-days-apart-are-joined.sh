#!/bin/sh
# SQLAlchemy 2.1.9: two ranges of dates with two days between them are adjacent, and their union holds those two days.
# It happens where the first ends and the second begins with an exclusive bound. `Range` does in Python what PostgreSQL does
# with ranges; one would guess False and an error, as for ranges that are further apart, and as PostgreSQL 15 answers.
# Seen: True, and a union up to 31 December that holds 31 March and 1 April, which neither of the two holds.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check SQLAlchemy==2.1.9
cd "$work"
"$work/venv/bin/python" - <<'END'
from datetime import date

from sqlalchemy.dialects.postgresql import Range

before = Range(date(2026, 1, 1), date(2026, 3, 31), bounds="[)")  # to 30 March
after = Range(date(2026, 4, 1), date(2026, 12, 31), bounds="(]")  # from 2 April
between = [date(2026, 3, 31), date(2026, 4, 1)]
assert not any(each.contains(day) for each in (before, after) for day in between)
joined = before.union(after)
print(before.adjacent_to(after), joined, [joined.contains(day) for day in between])
assert before.adjacent_to(after) and all(joined.contains(day) for day in between)
# The same days, written with inclusive bounds, are apart, as they should be.
closed = Range(date(2026, 1, 1), date(2026, 3, 30), bounds="[]"), Range(date(2026, 4, 2), date(2026, 12, 31), bounds="[]")
assert closed == (before, after) and not closed[0].adjacent_to(closed[1])
try:
    closed[0].union(closed[1])
except ValueError as error:
    print(error)
else:
    raise AssertionError("they are joined now")
END
