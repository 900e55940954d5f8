#!/bin/sh
# wtforms 3.3.2: `WeekField` is documented to store the Monday of the week that `<input type="week">` gives. HTML counts weeks
# as ISO 8601 does; the field counts from the year's first Monday. In a year that begins on Tuesday, Wednesday or Thursday,
# as 2026 does, every week is stored a week late, and shown a week early; two weeks of the browser become the same Monday.
# Seen: 2026-W01, which begins on 29 December 2025, is stored as 5 January 2026; 2026-W53 and 2027-W01 both as 4 January
# 2027; and 1 January 2027 is shown as 2027-W00, which HTML does not allow.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check WTForms==3.3.2 Werkzeug==3.1.9
cd "$work"
"$work/venv/bin/python" - <<'END'
from datetime import date

from werkzeug.datastructures import MultiDict
from wtforms import Form, WeekField


class Rota(Form):
    week = WeekField()


def stored(text: str) -> date:
    form = Rota(MultiDict({"week": text}))
    assert form.validate()
    return form.week.data


def said_by_html(text: str) -> date:
    return date.fromisoformat(f"{text}-1")


weeks = ("2026-W01", "2026-W53", "2027-W01")
seen = [(said_by_html(each).isoformat(), stored(each).isoformat()) for each in weeks]
shown = Rota(data={"week": date(2027, 1, 1)}).week()
print(seen, shown)
assert seen == [("2025-12-29", "2026-01-05"), ("2026-12-28", "2027-01-04"), ("2027-01-04", "2027-01-04")]
assert 'value="2027-W00"' in shown
END
