#!/bin/sh
# pyarrow 26.0.1: a null that stands in the dictionary, and not among the indices, is a null to `is_null` and `count`,
# and none to `null_count`, `drop_null` and `fill_null`. The format allows such a column; one would guess that they agree.
# Seen: is_null [False, True, False], null_count 0, drop_null ['x', None, 'x'].
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check pyarrow==26.0.1
cd "$work"
"$work/venv/bin/python" - <<'END'
import pyarrow as pa
import pyarrow.compute as pc

column = pa.DictionaryArray.from_arrays(pa.array([0, 1, 0]), pa.array(["x", None]))
column.validate(full=True)
seen = {
    "values": column.to_pylist(),
    "is_null": column.is_null().to_pylist(),
    "null_count": column.null_count,
    "count of what is valid": pc.count(column).as_py(),
    "drop_null": pc.drop_null(column).to_pylist(),
    "fill_null": pc.fill_null(column, "y").to_pylist(),
    "null_count once decoded": column.dictionary_decode().null_count,
}
print(seen)
assert seen == {
    "values": ["x", None, "x"],
    "is_null": [False, True, False],
    "null_count": 0,  # one would guess 1
    "count of what is valid": 2,
    "drop_null": ["x", None, "x"],  # ["x", "x"]
    "fill_null": ["x", None, "x"],  # ["x", "y", "x"]
    "null_count once decoded": 1,
}
END
