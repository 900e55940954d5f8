#!/bin/sh
# pyarrow 26.0.1: as a filter of rows, `!=` a value drops the rows where nothing is known, and `not in` a list of just that
# value keeps them; so does `~` before `isin`, and not before `==`. One would guess that the two say the same, and that
# neither holds for null, as in SQL. The text on `filters` names both operators and says nothing of null.
# Seen: of no, yes and null, `!= "yes"` keeps no; `not in ["yes"]` keeps no and null. duckdb 2.0.1 and polars 2.1.0 keep
# no for both, from the same file.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check pyarrow==26.0.1 duckdb==2.0.1 polars==2.1.0
cd "$work"
"$work/venv/bin/python" - <<'END'
import duckdb
import polars
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

pq.write_table(pa.table({"checked": ["no", "yes", None]}), "rows.parquet")
checked, column = pc.field("checked"), polars.col("checked")
arrow = {
    str(each): pq.read_table("rows.parquet", filters=each)["checked"].to_pylist()
    for each in (
        [("checked", "!=", "yes")], [("checked", "not in", ["yes"])], ~(checked == "yes"), ~checked.isin(["yes"])
    )
}
sql = [duckdb.sql(f"from 'rows.parquet' where checked {each}").fetchall() for each in ("<> 'yes'", "not in ('yes')")]
frames = [polars.read_parquet("rows.parquet").filter(each).rows() for each in (column != "yes", ~column.is_in(["yes"]))]
print(arrow, sql, frames)
assert list(arrow.values()) == [["no"], ["no", None], ["no"], ["no", None]]
assert sql == frames == [[("no",)], [("no",)]]
END
