"""The tables of the DMN TCK: every case by every engine, from what was noted when they were run."""

import csv
from pathlib import Path

from tools.docs.writer.markdown import code, page, table

NOTED = Path(__file__).parent.parent / "dmn_tck.csv"
"""A line for each case, a column for each engine; `python -m tests.imports.note_tck` writes it anew."""

HEAD = (
    "The [DMN TCK](https://github.com/dmn-tck/tck) (commit 0dbcaf9b98bc, July 2026, Apache License 2.0) has seventeen "
    "models of its level 2 that are decision tables, with three cases each. Each model was imported with `armslength "
    "rules import`, and each case put to the four engines here. Then the pack was exported with `armslength rules "
    "export`, and the case put to Apache KIE with that file. Whoever has the TCK can run it: "
    "`ARMSLENGTH_DMN_TCK=FOLDER pytest tests/imports/test_tck.py`."
)
ENGINES = {
    "reference": "Reference",
    "durable": "durable-rules",
    "columnar": "Columns",
    "symbolic": "z3",
    "kie": "Apache KIE, from our file",
}


def dmn_tck() -> str:
    """Write the page."""
    with NOTED.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    body = [
        (code(row["model"]), row["policy"], row["case"], *(row[engine] for engine in ENGINES), row["expected"])
        for row in rows
    ]
    right = sum(all(row[engine] == "right" for engine in ENGINES) for row in rows)
    counted = f"{right} of {len(rows)} cases come out as they must in all of them."
    head = ("Model", "Policy", "Case", *ENGINES.values(), "What must come out")
    return page("The tables of the DMN TCK", f"{HEAD}\n\n{counted}", table(head, body))
