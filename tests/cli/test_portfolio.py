"""`portfolio` as people call it: tables in and out, one row explained, standard streams, and what goes wrong."""

import csv
import io
import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from engine.portfolio import arrow
from tests.cli.conftest import Call
from tests.cli.program import ROOT, run

needs_arrow = pytest.mark.skipif(not arrow.available(), reason="the extra `portfolio` is not installed")
FORTY = ROOT / "profiles" / "portfolio" / "forty-partners.csv"
PAYLOADS = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1",
    '=HYPERLINK("http://x")',
    "'=1",
    "''-x",
    "<b>&",
    "{{7*7}}",
    "%s",
]


def rows_of(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline="")))


def test_a_table_in_a_table_out_and_a_summary(call: Call, tmp_path: Path) -> None:
    ended = call("portfolio", FORTY, "-o", tmp_path / "out.csv")
    assert ended.code == 0
    assert ended.text.startswith("40 rows: 40 decided, 0 refused\n")
    assert "Delivery model, and oversight level" in ended.text
    rows = rows_of((tmp_path / "out.csv").read_bytes())
    assert len(rows) == 40
    assert {row["result_model_status"] for row in rows} == {"settled", "open"}
    assert not (tmp_path / "out-refused.csv").exists()


def test_standard_input_and_output(call: Call) -> None:
    ended = call("portfolio", "-", "-o", "-", data=b"id,people_served\na,1\nb,many\n")
    assert ended.code == 1
    assert [row["id"] for row in rows_of(ended.out)] == ["a", "b"]
    assert "2 rows: 2 decided, 0 refused\n1 row has answers that can't be read; they count as not known." in ended.err
    assert "row 3, people_served: `many` is not a whole number; use the digits 0 to 9 only, as in `12`" in ended.err


def test_what_cannot_be_read_stands_in_a_table_beside_the_results(call: Call, tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("id,people_served\na,1\nb,many\n", encoding="utf-8")
    ended = call("portfolio", tmp_path / "in.csv", "-o", tmp_path / "out.jsonl")
    assert ended.code == 1
    refused = rows_of((tmp_path / "out-refused.csv").read_bytes())
    assert [(row["id"], row["column"], row["value"]) for row in refused] == [("b", "people_served", "many")]
    assert "many" not in ended.err


@pytest.mark.engines
def test_one_row_explained_is_the_page_that_assess_prints(call: Call, tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text(
        "id,partner.name,service,meets_people_we_support,places\nx,The Choir,Singing,yes,our_place\n", encoding="utf-8"
    )
    (tmp_path / "x.yaml").write_text(
        "id: x\npartner: {name: The Choir}\nservice: Singing\n"
        "answers: {meets_people_we_support: yes, places: [our_place]}\n",
        encoding="utf-8",
    )
    row = call("portfolio", tmp_path / "in.csv", "--explain", "x", "--as-of", "2026-05-04")
    alone = call("assess", tmp_path / "x.yaml", "--as-of", "2026-05-04")
    assert row.code == 0
    assert row.out == alone.out


@pytest.mark.engines
def test_one_row_explained_says_what_could_not_be_read(call: Call, tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("id,people_served\nx,many\n", encoding="utf-8")
    ended = call("portfolio", tmp_path / "in.csv", "--explain", "x", "--as-of", "2026-05-04")
    assert ended.code == 1
    assert ended.text.startswith("x\n")
    assert "in.csv:2:2: not-integer: `many` is not a whole number" in ended.err
    assert ended.err.endswith("; it counts as not known\n")


def test_what_is_there_is_not_written_over_unless_asked(call: Call, tmp_path: Path) -> None:
    """Somebody may have gone on filling it in."""
    (tmp_path / "in.csv").write_text("id,people_served\na,1\n", encoding="utf-8")
    out, refused = tmp_path / "out.csv", tmp_path / "out-refused.csv"
    out.write_text("filled in", encoding="utf-8")
    ended = call("portfolio", tmp_path / "in.csv", "-o", out)
    assert ended.code == 2
    assert ended.err == (f"armslength: `{out}` is there already; give the results another name, or add `--overwrite`\n")
    assert out.read_text(encoding="utf-8") == "filled in"
    refused.write_text("of last time", encoding="utf-8")
    assert call("portfolio", tmp_path / "in.csv", "-o", out, "--overwrite").code == 0
    assert b"result_model" in out.read_bytes()
    assert not refused.exists()


def test_a_template_is_never_written_over(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "partners.xlsx"
    path.write_bytes(b"filled in")
    ended = call("portfolio", "template", "-o", path)
    assert (ended.code, ended.out) == (2, b"")
    assert "is there already, perhaps filled in; give the workbook another name" in ended.err
    assert path.read_bytes() == b"filled in"


@pytest.mark.parametrize("engine", ["reference", pytest.param("columnar", marks=needs_arrow)])
def test_refused_rows_stay_in_a_workbook_with_their_errors_and_go_in_again(
    call: Call, tmp_path: Path, engine: str
) -> None:
    import openpyxl

    table = "id,people_served,stage\na,1,new\nb,many,running\nc,1,new\nc,2,new\n"
    (tmp_path / "in.csv").write_text(table, encoding="utf-8")
    out = tmp_path / "out.xlsx"
    ended = call("portfolio", tmp_path / "in.csv", "-o", out, "--engine", engine)
    assert ended.code == 1
    assert 'the sheet "Refused" says which cells can\'t be read, and why' in ended.err
    sheet = openpyxl.load_workbook(out)["Portfolio"]
    headings = [cell.value for cell in sheet[1]]
    rows: dict[object, dict[object, Any]] = {
        row[0].value: dict(zip(headings, (cell.value for cell in row), strict=True)) for row in sheet.iter_rows(2)
    }
    assert rows["b"]["stage"] == "running"
    assert "`many` is not a whole number" in rows["b"]["Result: Answers that can't be read"]
    assert rows["b"]["people_served"] == "many"
    assert rows["b"]["Result: Controls missing"]
    assert "more than one row has this id" in rows["c"]["Result: Errors"]
    assert not rows["c"]["Result: Controls missing"]
    assert not rows["a"]["Result: Errors"]
    listed = [row[5].value for row in openpyxl.load_workbook(out)["Refused"].iter_rows(2)]
    assert listed == ["decided without it", "refused", "refused"]
    again = call("portfolio", out, "-o", tmp_path / "again.jsonl", "--engine", engine)
    assert again.text.startswith("4 rows: 2 decided, 2 refused")


@needs_arrow
@pytest.mark.parametrize("engine", ["reference", "columnar"])
def test_strictly_the_place_of_the_first_bad_cell_is_named(call: Call, tmp_path: Path, engine: str) -> None:
    (tmp_path / "in.csv").write_text("id,stage\na,new\nb,runing\n", encoding="utf-8")
    ended = call("portfolio", tmp_path / "in.csv", "-o", tmp_path / "o.csv", "--strict", "--engine", engine)
    assert ended.code == 2
    assert f"{tmp_path / 'in.csv'}:3:2: unknown-value: `runing` is not one of the answers; did you mean" in ended.err


def test_a_row_that_is_not_there(call: Call) -> None:
    ended = call("portfolio", FORTY, "--explain", "brookside-singer")
    assert ended.code == 2
    assert ended.err == ("armslength: no row has the id `brookside-singer`; did you mean `brookside-singers`?\n")


@pytest.mark.parametrize("engine", ["reference", pytest.param("columnar", marks=needs_arrow)])
@pytest.mark.parametrize("suffix", ["csv", "jsonl", "xlsx", pytest.param("parquet", marks=needs_arrow)])
def test_texts_stay_texts_in_every_field_and_form(call: Call, tmp_path: Path, suffix: str, engine: str) -> None:
    """Through the form and into CSV: formulas are guarded there, and come back as they were."""
    rows = [
        {"id": payload, "partner.name": payload, "service": payload, "people_have_agreed.evidence": payload}
        for payload in PAYLOADS
    ]
    with (tmp_path / "in.jsonl").open("w", encoding="utf-8") as file:
        file.writelines(json.dumps({**row, "id": row["id"].strip()}) + "\n" for row in rows)
    first, second = tmp_path / f"first.{suffix}", tmp_path / "second.jsonl"
    assert call("portfolio", tmp_path / "in.jsonl", "-o", first, "--engine", engine).code == 0
    assert call("portfolio", first, "-o", second, "--engine", engine).code == 0
    found = [json.loads(line) for line in second.read_text(encoding="utf-8").splitlines()]
    for row, expected in zip(found, rows, strict=True):
        for name in ("partner.name", "service", "people_have_agreed.evidence"):
            assert row[name] == expected[name]
    if suffix == "csv":
        with first.open(encoding="utf-8", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        assert not [cell for cell in cells if cell[:1] in tuple("=+-@\t")]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
def test_a_full_disk_leaves_nothing_half_written(tmp_path: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        ended = run("portfolio", FORTY, "-o", "-", stdout=full)
    assert ended.code == 2
    assert ended.err.splitlines()[0] == "armslength: the output can't be written: no space left on device"


@pytest.mark.parametrize("suffix", ["csv", "jsonl", "xlsx", pytest.param("parquet", marks=needs_arrow)])
def test_a_disk_that_fills_up_while_results_are_written(tmp_path: Path, suffix: str) -> None:
    """A limit on the size of files stands for the disk: the target is as it was, and nothing is left beside it."""
    target = tmp_path / f"out.{suffix}"
    target.write_bytes(b"as it was")
    program = (
        "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
        "import cli; resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192)); "
        f"cli.main(['portfolio', {str(FORTY)!r}, '-o', {str(target)!r}, '--overwrite'])"
    )
    ended = run(program=(sys.executable, "-B", "-c", program))
    assert ended.code == 2
    assert "the output can't be written: file too large" in ended.err
    assert target.read_bytes() == b"as it was"
    assert os.listdir(tmp_path) == [target.name]


THERE = {"p.yaml": b"id: a\n", "t.csv": b"id\na\n", "t.xlsx": b"PK\3\4\xff", "t.docx": b"PK\3\4\xff"}


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["portfolio"], "Missing argument 'TABLE'"),
        (["portfolio", "t.csv"], "say where the results go, as in `-o results.xlsx`"),
        (["portfolio", "t.csv", "-o", "out.docx"], "let it end in `.csv`, `.jsonl`, `.ndjson`, `.xlsx`, `.parquet`"),
        (["portfolio", "missing.csv", "-o", "out.csv"], "missing.csv:1:1: missing-file: there is no such file"),
        (
            ["portfolio", "p.yaml", "-o", "out.csv"],
            "`p.yaml` is a profile, and no table; `armslength assess` decides it",
        ),
        (["assess", "t.csv"], "t.csv:1:1: wrong-kind: this is a table, and no profile; decide its rows with `arms"),
        (["questions", "t.xlsx"], "t.xlsx:1:1: wrong-kind: this is a table, and no profile; decide its rows with"),
        (["assess", "t.docx"], "t.docx:1:1: not-utf8: this is a workbook, a Word file or another archive, and no text"),
        (["assess", "none.csv"], "none.csv:1:1: missing-file: there is no such file"),
        (["portfolio", ".", "-o", "out.csv"], ".:1:1: not-a-file: this is a folder; name a file in it"),
        (["portfolio", str(FORTY), "-o", "no/such/folder/out.csv"], "can't be written: no such file or directory"),
        (["portfolio", str(FORTY), "--id", "nobody", "-o", "out.csv"], "no column is headed `nobody`"),
        (["portfolio", str(FORTY), "--sheet", "x", "-o", "out.csv"], "only a workbook has sheets"),
        (["portfolio", "template", "-o", "out.csv"], "is no name for a workbook; let it end in `.xlsx`"),
    ],
)
def test_what_goes_wrong_is_said(
    call: Call, args: list[str], message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, data in THERE.items():
        (tmp_path / name).write_bytes(data)
    ended = call(*args)
    assert ended.code == 2
    assert message in ended.err
    assert not ended.out
    assert {each.name for each in tmp_path.iterdir()} == THERE.keys()


def test_without_the_extra_everything_but_parquet_works(tmp_path: Path) -> None:
    program = (
        "import sys, importlib.util as u; found = u.find_spec; "
        "u.find_spec = lambda name, *rest: None if name in ('numpy', 'pyarrow') else found(name, *rest); "
        "import cli; cli.main()"
    )
    child = (sys.executable, "-c", program)
    ended = run("portfolio", FORTY, "-o", tmp_path / "out.xlsx", program=child)
    assert ended.code == 0
    assert ended.err.endswith("by reference\n")
    ended = run("portfolio", FORTY, "-o", tmp_path / "out.parquet", program=child)
    assert ended.code == 2
    assert ended.err == (
        "armslength: this needs the extra `portfolio`; install it with: pip install 'armslength[portfolio]'\n"
    )


def test_a_template_is_written_and_goes_through_once_it_is_filled_in(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "partners.xlsx"
    assert call("portfolio", "template", "--quick", "-o", path).code == 0
    import openpyxl

    workbook = openpyxl.load_workbook(path)
    sheet = next(each for each in workbook.worksheets if each["A1"].value == "Name or number")
    sheet["A3"] = "choir"
    workbook.save(path)
    ended = call("portfolio", path, "-o", tmp_path / "out.jsonl")
    assert ended.code == 0, ended.err
    assert json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8"))["Name or number"] == "choir"
