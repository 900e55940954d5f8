#!/bin/sh
# duckdb 2.0.1: a column of dates such as 03/04/26 is read as April 2003; with a column of ISO dates before it, as April of
# the year 3. Both are DATE, with no error or warning. One would guess 2026 or text, and that other columns change nothing.
# The file has one format of dates, not each column: the first column of dates settles it, and ISO takes "03" as a year.
# Seen: 2003-04-26 alone, 0003-04-26 after a column that holds 2026-01-31.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check duckdb==2.0.1
cd "$work"
"$work/venv/bin/python" - <<'END'
from pathlib import Path

import duckdb


def seen(name, *lines):
    """The kind and the text of the last column of a file, as they are read."""
    Path(name).write_text("\n".join(lines) + "\n")
    table = duckdb.read_csv(name)
    return str(table.types[-1]), [str(row[-1]) for row in table.fetchall()]


alone = seen("alone.csv", "review", "03/04/26", "31/12/26")
beside = seen("beside.csv", "start,review", "2026-01-31,03/04/26", "2026-01-31,31/12/26")
print(alone, beside)
assert alone == ("DATE", ["2003-04-26", "2031-12-26"])
assert beside == ("DATE", ["0003-04-26", "0031-12-26"])
# Years of four digits are read day first; the same column is text after a column of ISO dates.
assert seen("four.csv", "review", "03/04/2026") == ("DATE", ["2026-04-03"])
assert seen("four.csv", "start,review", "2026-01-31,03/04/2026") == ("VARCHAR", ["03/04/2026"])
END
