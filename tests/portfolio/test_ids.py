"""Shared ids are found by partitions on disk, none too many and none too few."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

pa = pytest.importorskip("pyarrow")

from engine.errors import UsageError  # noqa: E402  only where the extra is installed
from engine.portfolio.arrow import ids as module  # noqa: E402
from engine.portfolio.arrow.ids import Ids, hashed_ids  # noqa: E402
from tests.portfolio.conftest import Run, json_rows, write  # noqa: E402


def candidates(batches: list[list[str]]) -> list[int]:
    with Ids() as found:
        for batch in batches:
            found.add(pa.array(batch, pa.string()))
        return [int(place) for place in found.candidates()]


def expected(batches: list[list[str]]) -> list[int]:
    texts = [text.strip() for batch in batches for text in batch]
    often = Counter(texts)
    return [place for place, text in enumerate(texts) if text and often[text] > 1]


@given(st.lists(st.lists(st.text("ab \u00e9", max_size=3), max_size=6), max_size=4))
def test_in_memory(batches: list[list[str]]) -> None:
    assert candidates(batches) == expected(batches)


@given(st.lists(st.lists(st.text("ab \u00e9", max_size=3), min_size=1, max_size=6), max_size=5))
def test_on_disk(batches: list[list[str]]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "MOST_WAITING", 3)
        assert candidates(batches) == expected(batches)


def test_an_id_longer_than_what_is_counted_byte_by_byte() -> None:
    long = "x" * (2 * module.LONGEST)
    assert candidates([[long, long + "y", long]]) == [0, 2]


def test_a_slice_of_a_column_and_the_column_itself_come_to_the_same() -> None:
    whole = pa.array(["a", "bb", "", "ccc"])
    assert hashed_ids(whole.slice(1, 3)).tolist() == hashed_ids(whole).tolist()[1:]


def test_different_ids_that_come_to_the_same_are_told_apart(
    tmp_path: Path, ran: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every id comes to the same here; only those that really are the same are refused."""
    import numpy as np

    monkeypatch.setattr(module, "hashed_ids", lambda texts: np.zeros(len(texts), np.uint64))
    write(tmp_path / "in.csv", [{"id": name, "people_served": "1"} for name in "abac"])
    ran("in.csv", "out.jsonl", "columnar")
    assert [row["id"] for row in json_rows(tmp_path / "out.jsonl")] == ["b", "c"]


def test_a_column_that_identifies_nothing_is_no_column_of_ids(
    tmp_path: Path, ran: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.portfolio.arrow.run.MOST_SHARING", 3)
    write(tmp_path / "in.csv", [{"id": name, "people_served": "1"} for name in "aabb"])
    with pytest.raises(UsageError, match="name another column with `--id COLUMN`"):
        ran("in.csv", "out.csv", "columnar")
