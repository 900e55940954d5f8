"""What came in as CSV goes out byte by byte as the reference writes it, however it was written, wherever it is cut."""

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from engine import api
from engine.errors import ArmslengthError
from engine.portfolio.job import Engine, TableJob
from engine.rulebase.base import RuleBase
from tests.hostile.packs import load, make_pack
from tests.portfolio.conftest import DAY, needs_arrow

pytestmark = needs_arrow

HEADINGS = "id,boat,notes"
TEXTS = ["", "canoe", "yacht", "raft", "=1+1", "'=1+1", "-5", "-x", "a, b", 'a "b"', " x ", "2", "é", "x\ny", "'"]
CELLS = st.sampled_from(TEXTS)
ROW = st.tuples(st.integers(0, 9).map(str) | CELLS, CELLS, CELLS)
UNEVEN_ROW = ROW | st.lists(CELLS, min_size=2, max_size=4).map(tuple)
ROWS = st.lists(ROW, max_size=6) | st.lists(UNEVEN_ROW, max_size=6)
QUOTED: list[set[int]] = [set(), {0, 1, 2}, {2}]
"""The columns around all of whose cells stand marks."""


def written(cell: str, *, quoted: bool) -> str:
    """Write a cell as other programs do, which put marks around more than needs them, and no guards."""
    doubled = cell.replace('"', '""')
    return f'"{doubled}"' if quoted or any(each in cell for each in ',"\n') else cell


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> RuleBase:
    return load(make_pack(tmp_path_factory.mktemp("pack") / "sound"))


def outcome(base: RuleBase, source: Path, engine: Engine) -> tuple[bytes, ...] | str:
    """Give what a run writes, or what it says where it can't."""
    out, refused = source.with_name(f"{engine}.csv"), source.with_name(f"{engine}-refused.csv")
    for path in (out, refused):
        path.unlink(missing_ok=True)
    try:
        api.decide_table(base, TableJob(source, out, DAY, engine=engine, refused=refused, shown="t.csv"))
    except ArmslengthError as error:
        return str(error)
    return tuple(path.read_bytes() for path in (out, refused) if path.exists())


@settings(max_examples=30)
@given(ROWS, st.sampled_from(QUOTED), st.sampled_from(["\n", "\r\n"]), st.integers(1, 60), st.booleans())
@example([("1", "canoe", "a, b"), ("2", "yacht", "x"), ("3", "", "=1+1")], {0, 1, 2}, "\r\n", 9, True)
@example([("1", "'=1+1", "-5"), ("2", "raft", "-x"), ("2", "raft", "")], set(), "\n", 200, False)
@example([("1", "canoe", ""), ("2", "", "", "x"), ("3", "", "a"), ("4", "raft")], set(), "\n", 20, True)
@example([("1", "canoe", "x"), ("1", "canoe"), ("2", "yacht", "x")], set(), "\n", 200, True)
@example([("1", "", ""), ("", "", ""), ("2", "canoe", "note")], set(), "\n", 7, True)
def test_both_engines_write_the_same_bytes(
    sound: RuleBase,
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[tuple[str, ...]],
    quoted: set[int],
    end: str,
    size: int,
    ended: bool,
) -> None:
    from engine.portfolio.arrow import comma_separated, csv_ambiguity

    lines = [",".join(written(cell, quoted=place in quoted) for place, cell in enumerate(row)) for row in rows]
    source = tmp_path_factory.mktemp("t") / "t.csv"
    source.write_bytes((end.join([HEADINGS, *lines]) + (end if ended else "")).encode())
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(comma_separated, "BLOCK", size)
        patched.setattr(csv_ambiguity, "AT_A_TIME", 5)
        patched.setattr(comma_separated, "BYTES_WRITTEN", 1_000)
        assert outcome(sound, source, "columnar") == outcome(sound, source, "reference")
