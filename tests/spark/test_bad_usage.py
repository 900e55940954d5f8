"""What can be wrong before Spark runs, or while it does: each with its message, and nothing left behind."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("numpy")
pytest.importorskip("pyarrow")

import pyarrow as pa
import pyarrow.parquet as pq

from engine.errors import InputError, InternalError, MissingExtra, UsageError
from engine.portfolio.spark import run_on_spark
from tests.cli.program import run as program
from tests.packs.shipped import shipped
from tests.spark.tables import DAY

HERE = "local[1]"
JAVA = "; Spark needs Java 17 or later: install it, or set JAVA_HOME to the folder it is in"


def table(folder: Path, **columns: list[str]) -> str:
    """Write a table, with the ids of four rows of which one can be decided."""
    folder.mkdir()
    pq.write_table(pa.table({"id": ["a", "b", "b ", ""], **columns}), folder / "part.parquet")
    return str(folder)


def run(folder: Path, source: str, target: str = "out", id_column: str = "") -> object:
    return run_on_spark(shipped(), source, str(folder / target), DAY, id_column, HERE)


def test_without_the_extra_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in [name for name in sys.modules if name.startswith("engine.portfolio.spark.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "pyspark", None)
    with pytest.raises(MissingExtra, match=r"pip install 'armslength\[spark\]'"):
        run(tmp_path, "in")


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (["in", "-o", "out", "--sheet", "A"], "`--sheet` does not go with `--engine spark`"),
        (["in", "-o", "out", "--since", "last.csv"], "`--since` does not go with `--engine spark`"),
        (["in", "-o", "out", "--refused", "bad.csv"], "`--refused` does not go with `--engine spark`"),
        (["in", "-o", "out", "--strict"], "`--strict` does not go with `--engine spark`"),
        (["-", "-o", "out"], "Spark reads a folder or a table, and writes a folder; name them instead of `-`"),
        (["in", "-o", "-"], "Spark reads a folder or a table, and writes a folder; name them instead of `-`"),
    ],
)
def test_what_goes_with_files_does_not_go_with_spark(asked: list[str], message: str) -> None:
    ended = program("portfolio", *asked, "--engine", "spark")
    assert (ended.code, ended.out, ended.err) == (2, b"", f"armslength: {message}\n")


@pytest.mark.cluster
class TestJava:
    """Spark is not even started where there is no Java for it."""

    def test_it_is_missed(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        monkeypatch.delenv("JAVA_HOME", raising=False)
        monkeypatch.setenv("PATH", str(tmp_path))
        with pytest.raises(UsageError) as caught:
            run(tmp_path, "in")
        assert str(caught.value) == f"no Java is found{JAVA}"

    def test_it_is_not_where_it_is_said_to_be(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        monkeypatch.setenv("JAVA_HOME", "nowhere")
        with pytest.raises(UsageError) as caught:
            run(tmp_path, "in")
        assert str(caught.value) == f"no Java is found in JAVA_HOME, `nowhere`{JAVA}"

    @pytest.mark.parametrize(("said", "version"), [("1.8.0_402", "8"), ("11.0.2", "11"), ("16", "16")])
    def test_it_is_too_old(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, said: str, version: str) -> None:
        java = tmp_path / "bin" / "java"
        java.parent.mkdir()
        java.write_text(f"#!/bin/sh\necho 'openjdk version \"{said}\"' >&2\n")
        java.chmod(0o755)
        monkeypatch.setenv("JAVA_HOME", str(tmp_path))
        with pytest.raises(UsageError) as caught:
            run(tmp_path, "in")
        assert str(caught.value) == f"this Java is of version {version}{JAVA}"


@pytest.mark.cluster
@pytest.mark.usefixtures("small_spark")
class TestSpark:
    """Spark runs on this machine."""

    def test_there_is_no_such_source(self, tmp_path: Path) -> None:
        for source in ("nothing", str(tmp_path / "nothing")):
            with pytest.raises(UsageError) as caught:
                run(tmp_path, source)
            assert str(caught.value) == f"Spark finds no folder and no table `{source}`"

    @pytest.mark.parametrize("there", ["out", "out-refused"])
    def test_the_target_is_there_already(self, tmp_path: Path, there: str) -> None:
        (tmp_path / there).mkdir()
        with pytest.raises(UsageError) as caught:
            run(tmp_path, "in", "out/")
        assert str(caught.value) == f"`{tmp_path / there}` is there already; name another output, or move it away"

    def test_the_columns_are_not_questions(self, tmp_path: Path) -> None:
        with pytest.raises(InputError, match="no question, control or field is called `stagee`; did you mean `stage`"):
            run(tmp_path, table(tmp_path / "in", stagee=["new"] * 4))
        with pytest.raises(InputError, match="no column is headed `name`"):
            run(tmp_path, str(tmp_path / "in"), id_column="name")
        assert [path.name for path in tmp_path.iterdir()] == ["in"]

    def test_a_file_is_broken(self, tmp_path: Path) -> None:
        """Spark's own message would show where it is; what is in it stays in it."""
        source = table(tmp_path / "in")
        Path(source, "worse.parquet").write_bytes(b"PAR1 secret PAR1")
        with pytest.raises(UsageError, match=r"^Spark gave up: \w+") as caught:
            run(tmp_path, source)
        assert "secret" not in str(caught.value)
        assert [path.name for path in tmp_path.iterdir()] == ["in"]

    def test_a_lost_row_is_missed(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        from engine.portfolio.spark import run as module

        def lossy(frame: Any, *_: Any) -> Any:
            return done(frame, *_).limit(3)

        done: Callable[..., Any] = vars(module)["decided"]
        monkeypatch.setattr(module, "decided", lossy)
        with pytest.raises(InternalError, match=r"^4 rows came in, but \d rows were decided and \d refused; nothing"):
            run(tmp_path, table(tmp_path / "in"))
        assert [path.name for path in tmp_path.iterdir()] == ["in"]

    def test_it_leaves_two_folders_of_parquet(self, tmp_path: Path) -> None:
        run(tmp_path, table(tmp_path / "in"))
        assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "out", "out-refused"]
        assert pq.read_table(tmp_path / "out").column("id").to_pylist() == ["a"]
        refused = pq.read_table(tmp_path / "out-refused").to_pydict()
        assert sorted(zip(refused["id"], refused["result_errors"], strict=True)) == [
            ("", "id: the row has no id; give it one of its own"),
            ("b", "id: more than one row has this id; give each row one of its own"),
            ("b ", "id: more than one row has this id; give each row one of its own"),
        ]
        assert {len(row) for row in refused["result_controls_required"]} == {0}

    def test_no_rows_are_no_rows(self, tmp_path: Path) -> None:
        (tmp_path / "in").mkdir()
        pq.write_table(pa.table({"id": pa.array([], pa.string())}), tmp_path / "in" / "part.parquet")
        run(tmp_path, str(tmp_path / "in"))
        assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "out"]
        assert "result_errors" in pq.read_table(tmp_path / "out").column_names
