#!/bin/sh
# python-calamine 0.9.1: in a column of timestamps, the one at midnight comes back as a `date`, the others as `datetime`.
# All cells have the same number format, which shows the time. The two kinds can't be sorted or compared.
# Seen: [datetime.datetime(2026, 1, 1, 9, 30), datetime.date(2026, 1, 2)].
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check python-calamine==0.9.1 openpyxl==3.1.5
cd "$work"
"$work/venv/bin/python" - <<'END'
from datetime import date, datetime

from openpyxl import Workbook, load_workbook
from python_calamine import CalamineWorkbook

book = Workbook()
for row, when in enumerate((datetime(2026, 1, 1, 9, 30), datetime(2026, 1, 2)), start=1):
    book.active.cell(row, 1, when).number_format = "yyyy-mm-dd hh:mm"
book.save("times.xlsx")
seen = [row[0] for row in CalamineWorkbook.from_path("times.xlsx").get_sheet_by_index(0).to_python()]
print(seen)
assert seen == [datetime(2026, 1, 1, 9, 30), date(2026, 1, 2)] and type(seen[1]) is date
try:
    sorted(seen)
except TypeError as error:
    print(error)
else:
    raise AssertionError("they can be sorted now")
assert [type(row[0].value) for row in load_workbook("times.xlsx").active] == [datetime, datetime]
END
