#!/bin/sh
# SQLAlchemy 2.1.9: `//` goes down for Float, and towards zero for Integer, so -7 // 2 is -4 or -3 by the type of the column.
# It is called floor division, and one would guess Python's -4 throughout. For integers it writes the plain `/` of the
# database, and for others FLOOR(a / b). PostgreSQL 15 answers as SQLite does here. The remainder fits the -3: -7 % 2 is -1.
# Seen on SQLite: -3 for Integer, -4 for Float, and -4 for Integer over a float.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check SQLAlchemy==2.1.9
cd "$work"
"$work/venv/bin/python" - <<'END'
from sqlalchemy import Column, Float, Integer, MetaData, Table, create_engine, select

moves = Table("moves", MetaData(), Column("whole", Integer), Column("parts", Float))
engine = create_engine("sqlite://")
moves.metadata.create_all(engine)
with engine.begin() as connection:
    connection.execute(moves.insert(), [{"whole": -7, "parts": -7.0}])
    asked = (moves.c.whole // 2, moves.c.parts // 2, moves.c.whole // 2.0, moves.c.whole % 2)
    seen = connection.execute(select(*asked)).one()
print([f"{expression} = {number}" for expression, number in zip(asked, seen)])
assert seen == (-3, -4, -4, -1) and -7 // 2 == -4
END
