#!/bin/sh
# pendulum 3.3.0: a month that was read from ISO 8601 is a month to pendulum's dates, and thirty days to those of Python.
# `Duration` is a `timedelta`, so adding it to a plain date is no error.
# Seen: 1 March 2026 and P1M is 2026-04-01 for pendulum.date, 2026-03-31 for datetime.date.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check pendulum==3.3.0
cd "$work"
"$work/venv/bin/python" - <<'END'
from datetime import date, timedelta

import pendulum

month = pendulum.parse("P1M")
seen = (pendulum.date(2026, 3, 1) + month, date(2026, 3, 1) + month, date(2026, 1, 31) + month)
print(month, *seen)
assert isinstance(month, timedelta)
assert [each.isoformat() for each in seen] == ["2026-04-01", "2026-03-31", "2026-03-02"]
END
