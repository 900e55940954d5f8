#!/bin/sh
# duckdb 2.0.1: to an integer, a half goes to even from DOUBLE, and away from zero from DECIMAL and from text.
# `round` goes away from zero for all of them, so a cast of a DOUBLE differs from its `round`.
# Seen: 2.5 to INTEGER is 2 from DOUBLE, 3 from DECIMAL and from text; `round` gives 3 each time.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check duckdb==2.0.1
cd "$work"
"$work/venv/bin/python" - <<'END'
import duckdb

seen = {
    kind: duckdb.sql(f"select v::integer, round(v::{number})::integer from (select {value}::{kind} as v)").fetchall()[0]
    for kind, number, value in (
        ("double", "double", "2.5"), ("decimal(2,1)", "decimal(2,1)", "2.5"), ("varchar", "double", "'2.5'")
    )
}
print(seen)
assert seen == {"double": (2, 3), "decimal(2,1)": (3, 3), "varchar": (3, 3)}
END
