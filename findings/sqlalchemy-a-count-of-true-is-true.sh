#!/bin/sh
# SQLAlchemy 2.1.9 on SQLite: `func.sum` of something true or false is True or False, whatever the number is.
# SQLite adds up ones and noughts, and gives 3. SQLAlchemy takes it that a sum has the type of what is added, and turns the
# 3 into a bool; True then counts as 1 in Python. One would guess 3. `func.total`, or a cast to Integer, gives it.
# Seen: True where three rows of four are true, for a column and for a comparison; 3 and 3.0 with the cast and with `total`.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check SQLAlchemy==2.1.9
cd "$work"
"$work/venv/bin/python" - <<'END'
from sqlalchemy import Boolean, Column, Integer, MetaData, Table, create_engine, func, select

checks = Table("checks", MetaData(), Column("passed", Boolean), Column("score", Integer))
engine = create_engine("sqlite://")
checks.metadata.create_all(engine)
passed, score = checks.c.passed, checks.c.score
with engine.begin() as connection:
    connection.execute(checks.insert(), [{"passed": number > 1, "score": number} for number in (1, 2, 3, 4)])
    asked = (func.sum(passed), func.sum(score > 1), func.sum(passed.cast(Integer)), func.total(passed))
    seen = connection.execute(select(*asked)).one()
    raw = connection.exec_driver_sql("SELECT sum(passed) FROM checks").scalar_one()
print(seen, raw)
assert seen[0] is True and seen[1] is True
assert seen[2:] == (3, 3.0) and raw == 3
END
