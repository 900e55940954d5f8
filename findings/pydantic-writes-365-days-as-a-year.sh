#!/bin/sh
# pydantic 2.14.4: a `timedelta` of 365 days or more is written in years. A year of ISO 8601 is as long as the calendar makes
# it, so another reader gets another length wherever a 29 February lies between. One would guess P400D, which is exact.
# pydantic itself reads a year as 365 days, so a test that writes and reads with it shows nothing.
# Seen: 365 days are "P1Y", 400 days "P1Y35D"; from 1 March 2027 isodate 0.7.2 makes 366 and 401 days of them.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check pydantic==2.14.4 isodate==0.7.2
cd "$work"
"$work/venv/bin/python" - <<'END'
from datetime import date, timedelta

import isodate
from pydantic import TypeAdapter

length = TypeAdapter(timedelta)
start = date(2027, 3, 1)
seen = []
for days in (364, 365, 400):
    text = length.dump_python(timedelta(days=days), mode="json")
    assert length.validate_python(text) == timedelta(days=days)
    seen.append((text, (start + isodate.parse_duration(text) - start).days))
print(seen)
assert seen == [("P364D", 364), ("P1Y", 366), ("P1Y35D", 401)]  # one would guess 364, 365, 400
END
