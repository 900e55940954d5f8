"""Note how each case of the DMN TCK comes out by each engine, for the reference: `python -m tests.imports.note_tck`.

Needs the TCK and, for its column, the engine of Apache KIE that `make peers` installs.
"""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from engine.imports.dmn.model import POLICIES
from engine.source.xml_tree import read_xml
from tests.imports.tck import MACHINES, TckCase, cases_of, imported, models, wrong
from tests.peers.judged import wrong_in_kie
from tests.peers.kie import ENGINE, Kie, running
from tools.docs.writer.dmn_tck import NOTED

Noted = dict[str, str]


def noted(kie: Kie | None = None) -> Iterator[Noted]:
    """Walk the cases, with what each machine here makes of them, and KIE if it is there."""
    for model in models():
        with TemporaryDirectory() as folder:
            base = imported(model, Path(folder))
        cases = cases_of(model)
        failed = {name: {case for case, *_ in wrong(base, cases, run)} for name, run in MACHINES.items()}
        if kie is not None:
            failed["kie"] = {case for case, _ in wrong_in_kie(kie, base, cases)}
        for case in cases:
            verdicts = {name: "wrong" if case.name in found else "right" for name, found in failed.items()}
            yield {"model": model.stem, "policy": policy_of(model), "case": case.name, **verdicts, **expected(case)}


def policy_of(model: Path) -> str:
    """The letters of the hit policy of a model's one table."""
    (decision,) = read_xml(model).each("decision")
    (found,) = decision.each("decisionTable")
    return POLICIES[found.get("hitPolicy") or "UNIQUE", found.get("aggregation")]


def expected(case: TckCase) -> Noted:
    """What must come out, in words."""
    return {"expected": "; ".join(words(each) for each in case.expected.values())}


def words(value: Any) -> str:
    """Write a value of a case."""
    if isinstance(value, list):
        return "[" + ", ".join(map(words, value)) + "]"
    return " + ".join(map(words, value.values())) if isinstance(value, dict) else str(value)


def as_csv(rows: list[Noted]) -> str:
    """Write the lines as the page of the reference reads them."""
    out = io.StringIO()
    lines = csv.DictWriter(out, [*rows[0]], lineterminator="\n")
    lines.writeheader()
    lines.writerows(rows)
    return out.getvalue()


if __name__ == "__main__":
    with running(ENGINE) as engine:
        NOTED.write_text(as_csv(list(noted(engine))), encoding="utf-8")
