"""Columns of Parquet and Arrow of every type are read as what they say, or refused in words at their heading."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from engine.errors import InputError
from tests.hostile.packs import BASE, load
from tests.portfolio.every_form import ENGINES, profiles_in, run

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")

BOATS = load(BASE)
NAME = UUID("12345678-1234-5678-1234-567812345678")
DAY, LATER = datetime(2026, 3, 31), datetime(2026, 3, 31, 9)
IN_LONDON = ["2026-03-31", "2026-03-31T00:00:01+01:00"]
READ: dict[str, tuple[Any, list[object], list[str]]] = {
    "UUID": (pa.uuid(), [NAME.bytes, bytes(16)], [str(NAME), str(UUID(int=0))]),
    "whole numbers": (pa.int16(), [7, -3], ["7", "-3"]),
    "floats": (pa.float64(), [7.0, 1.5], ["7", "1.5"]),
    "halves": (pa.float16(), [7.0, 1.5], ["7", "1.5"]),
    "decimals": (pa.decimal128(20, 3), [Decimal("7.000"), Decimal("1.500")], ["7", "1.5"]),
    "days": (pa.date64(), [date(2026, 3, 31), date(1, 1, 1)], ["2026-03-31", "0001-01-01"]),
    "moments": (pa.timestamp("us"), [DAY, LATER], ["2026-03-31", "2026-03-31T09:00:00"]),
    "moments of a zone": (pa.timestamp("s", "Europe/London"), [1774911600, 1774911601], IN_LONDON),
    "finer moments": (pa.timestamp("ns"), [1, 86_400 * 10**9], ["1970-01-01 00:00:00.000000001", "1970-01-02"]),
    "coded texts": (pa.dictionary(pa.int8(), pa.string()), ["a", "b"], ["a", "b"]),
    "viewed texts": (pa.string_view(), ["a", "b"], ["a", "b"]),
    "large texts": (pa.large_string(), ["a", "b"], ["a", "b"]),
    "lists of one length": (pa.list_(pa.string(), 2), [["a", "b"], ["c", "d"]], ["a; b", "c; d"]),
    "viewed lists": (pa.list_view(pa.string()), [["a", "b"], ["c"]], ["a; b", "c"]),
    "lists of numbers": (pa.large_list(pa.float32()), [[1, 2.5], [3]], ["1; 2.5", "3"]),
}
REFUSED: dict[str, tuple[Any, object]] = {
    "structures": (pa.struct([("a", pa.int8())]), {"a": 1}),
    "maps": (pa.map_(pa.string(), pa.int8()), [("a", 1)]),
    "lists of lists": (pa.list_(pa.list_(pa.string())), [["a"]]),
    "lists of structures": (pa.list_(pa.struct([("a", pa.int8())])), [{"a": 1}]),
    "bytes": (pa.binary(), b"a"),
    "bytes of one length": (pa.binary(2), b"ab"),
    "lengths of time": (pa.duration("s"), timedelta(1)),
}


def put(path: Path, heading: str, column: Any) -> Path:
    others = {"id": pa.array(["x", "y"][: len(column)])}
    pq.write_table(pa.table({**others, heading: column}), path)
    return path


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("case", READ)
def test_what_can_be_read_is_read_whatever_the_column_is_for(tmp_path: Path, case: str, engine: str) -> None:
    """As ids and as texts, and once more from the results."""
    kind, values, texts = READ[case]
    ids = put(tmp_path / "ids.parquet", "id", pa.array(values, kind))
    remarks = put(tmp_path / "remarks.parquet", "remark", pa.array(values, kind))
    for source in (ids, remarks):
        for form in ("csv", "parquet", "xlsx"):
            target = tmp_path / f"{source.stem}-{engine}.{form}"
            run(BOATS, source, target, engine)
            found = profiles_in(BOATS, target)
            said = [each.id if source == ids else str(each.answers["remark"].value) for each in found]
            assert said == texts, target.name


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("heading", ["id", "people", "extras", "remark", "trip"])
@pytest.mark.parametrize("case", REFUSED)
def test_other_columns_are_refused_at_their_heading(tmp_path: Path, case: str, heading: str, engine: str) -> None:
    kind, value = REFUSED[case]
    path = put(tmp_path / "in.parquet", heading, pa.array([value], kind))
    with pytest.raises(InputError) as refused:
        run(BOATS, path, tmp_path / "out.csv", engine)
    place = 1 if heading == "id" else 2
    (said,) = map(str, refused.value.diagnostics)
    kind = pq.read_schema(path).field(heading).type
    assert said.startswith(f":1:{place}: unknown-type: the column `{heading}` holds `{kind}`; write texts, numbers, ")


def test_a_batch_of_arrow_says_the_same() -> None:
    """Runs and structures come from other programs, past any file."""
    from engine.batch.decide import decide, plan_of

    runs = pa.RunEndEncodedArray.from_arrays(pa.array([1, 2], pa.int32()), pa.array(["calm", "stormy"]))
    plain = pa.array(["calm", "stormy"])
    both = [
        decide(plan_of(BOATS), pa.record_batch({"id": plain, "wind": wind})).drop_columns(["wind"])
        for wind in (runs, plain)
    ]
    assert both[0].equals(both[1])
    with pytest.raises(InputError, match=r"unknown-type: the column `wind` holds `struct<a: int64>`; write texts"):
        decide(plan_of(BOATS), pa.record_batch({"id": plain, "wind": pa.array([{"a": 1}, None])}))
    listed = pa.record_batch({"id": plain, "extras": pa.array([["sail"], ["radio", None]])})
    errors = decide(plan_of(BOATS), listed).column("result_not_read").to_pylist()
    assert errors[0] is None
    assert errors[1].startswith("extras: `extras` lists something that is no plain text")


def test_a_broken_line_of_json_keeps_its_id(tmp_path: Path) -> None:
    lines = [
        '{"id": "a", "wind": "calm"}',
        '{"id": "b", "wind": }',
        '{"id": 7.0, "people": NaN}',
        '{"wind": calm, "id": "c"}',
        '{"id": "d", "id": "e"}',
        '{"id": "f\\u00e9", "extras": [',
        '{"hirer": {"name": "x"}, "hirer.name": "y", "id": "g"}',
    ]
    (tmp_path / "in.jsonl").write_text("\n".join(lines), encoding="utf-8")
    for engine in ENGINES:
        run(BOATS, tmp_path / "in.jsonl", tmp_path / f"{engine}.csv", engine)
        refused = (tmp_path / f"{engine}.csv-refused").read_text(encoding="utf-8").splitlines()[1:]
        assert [line.split(",")[:2] for line in refused] == [
            ["b", "2"], ["7", "3"], ["", "4"], ["", "5"], ["f\u00e9", "6"], ["g", "7"],
        ]  # fmt: skip
