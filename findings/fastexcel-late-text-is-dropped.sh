#!/bin/sh
# fastexcel 0.21.0: a text below the first 1,000 rows of a column of numbers comes back as null, with no error or warning.
# Only the rows before it decide the kind of the column; what does not fit is not refused.
# Seen: [1397.0, None, 1399.0], where the cell between says "see note". With `dtypes` as text it is there.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check fastexcel==0.21.0 polars==2.1.0 openpyxl==3.1.5
cd "$work"
"$work/venv/bin/python" - <<'END'
import warnings

import fastexcel
from openpyxl import Workbook

book = Workbook()
book.active.append(["hours"])
for number in range(1500):
    book.active.append([number])
book.active["A1400"] = "see note"
book.save("hours.xlsx")
reader = fastexcel.read_excel("hours.xlsx")
with warnings.catch_warnings():
    warnings.simplefilter("error")
    found = reader.load_sheet(0).to_polars()["hours"]
print(found.dtype, found[1397:1400].to_list())
assert found[1397:1400].to_list() == [1397.0, None, 1399.0]
text = reader.load_sheet(0, dtypes={"hours": "string"}).to_polars()["hours"]
assert text[1398] == "see note"
END
