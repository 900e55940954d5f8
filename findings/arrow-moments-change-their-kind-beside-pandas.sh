#!/bin/sh
# pyarrow 26.0.1: `to_pylist` of moments in nanoseconds gives other values once pandas 2.3.3 is installed, though nobody
# imports it: `pandas.Timestamp` for `datetime`, and a value where there was a ValueError. One would guess that what a column
# holds does not hang on what else is installed.
# Seen: alone a ValueError and `datetime`; beside pandas two values of the kind `Timestamp`, whose `time()` drops the nanosecond.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check pyarrow==26.0.1
cd "$work"
cat > read.py <<'END'
import pyarrow as pa

day = 86_400 * 10**9
for moment in (day, day + 1):
    try:
        (found,) = pa.array([moment], pa.timestamp("ns")).to_pylist()
        print(type(found).__name__, found.time())
    except ValueError:
        print("ValueError")
END
alone=$("$work/venv/bin/python" read.py)
"$work/venv/bin/pip" install --quiet --disable-pip-version-check pandas==2.3.3
beside=$("$work/venv/bin/python" read.py)
printf 'alone:\n%s\nbeside pandas:\n%s\n' "$alone" "$beside"
[ "$alone" = "datetime 00:00:00
ValueError" ]
[ "$beside" = "Timestamp 00:00:00
Timestamp 00:00:00" ]
