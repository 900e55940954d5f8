"""The reference says what the pack and the code say; every code that a message bears is described."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("z3")

from armslength.documents.declared import OF_EVERY_SECTION, read_office
from armslength.documents.parts_declared import PARTS, PARTS_OF_MANY
from engine import load_pack
from engine.rulebase.load.folder import read_pack_files, to_rule_base
from engine.source.text import Source
from tests.packs.shipped import ROOT
from tools.docs.generate import stale_references
from tools.docs.writer import documents
from tools.docs.writer.checks import OF_CASES, OF_PACKS
from tools.docs.writer.errors import GROUPS
from tools.docs.writer.limits import limits, limits_in
from tools.docs.writer.rule_files import EXAMPLE

REPORTING = {
    **dict.fromkeys(("error", "warning", "Diagnostic", "RowFault", "_fail", "_NotText", "SyntaxFault"), 0),
    **dict.fromkeys(("Unreadable", "CellFault", "CellRefused", "NotFlat"), 0),
    "Wrong": 1,
    "refuse": 3,
}
"""What is called with the code of a message, and as which of its arguments."""

OFFICE = "../armslength"
"""The folder of the office, as seen from that of the engine."""

UNKNOWN = "unknown"
"""What is called with the kind of a name that is declared nowhere: its first word ends the code."""


def test_the_reference_shows_how_a_table_is_decided_and_nothing_of_the_parser() -> None:
    page = (ROOT / "docs" / "reference" / "command-line.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"\n## armslength portfolio\n(.*?)\n## ", page, re.DOTALL)
    assert "armslength portfolio [OPTIONS] TABLE\n" in shown
    assert {"--output", "--id", "--since", "--strict", "--engine"} <= set(re.findall("--[a-z-]+", shown))
    assert "UNSET" not in page


def nodes_in(folder: str) -> Iterator[ast.AST]:
    """Walk everything that stands in the modules of a folder."""
    for path in sorted((ROOT / "engine" / folder).rglob("*.py")):
        yield from ast.walk(ast.parse(path.read_text(encoding="utf-8")))


def codes_in(folder: str) -> Iterator[str]:
    """Walk the codes of messages that the modules of a folder make."""
    for node in nodes_in(folder):
        if isinstance(node, ast.Call) and node.args:
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            place = REPORTING.get(name, 0)
            given = node.args[place] if place < len(node.args) else None
            first = given.value if isinstance(given, ast.Constant) else None
            if isinstance(first, str) and name in REPORTING and " " not in first:  # a line of a log is no code
                yield first
            elif isinstance(first, str) and name == UNKNOWN and first:
                yield f"unknown-{first.split()[0]}"


def codes_in_tables(folder: str) -> Iterator[str]:
    """Walk the codes that stand beside their message, to be reported where the table is read: `(code, message)`."""
    for node in nodes_in(folder):
        if isinstance(node, ast.Tuple):
            for code in node.elts[:-1]:
                if isinstance(code, ast.Constant) and isinstance(code.value, str):
                    yield code.value


def checks_in(folder: str) -> Iterator[str]:
    """Walk the codes of the checks that the modules of a folder declare."""
    for node in nodes_in(folder):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Check":
            yield ast.literal_eval(node.args[0])


def described() -> set[str]:
    return {code for _, group in GROUPS for code in group}


def test_the_reference_is_what_the_pack_and_the_code_say() -> None:
    assert stale_references() == [], "run `make docs`"


def test_every_code_of_a_message_is_described() -> None:
    found = {code for folder in ("source", "rulebase", "profile", "checks", OFFICE) for code in codes_in(folder)}
    assert len(found) > 100
    assert found - described() == set(), "describe these in tools/docs/writer/errors.py"


def test_no_code_is_described_that_nothing_reports() -> None:
    reported = {*codes_in("."), *codes_in(OFFICE)}
    assert described() - reported - set(codes_in_tables("source")) - set(codes_in_tables("rulebase")) == set()


def test_every_check_has_a_page_and_a_code_of_its_own() -> None:
    declared = list(checks_in("."))
    assert len(declared) == len(set(declared))
    assert set(declared) == {*OF_PACKS, *OF_CASES}
    assert set(declared) & described() == {"unknown-statement"}, "a pack may cite it, and so may a worked example"


def test_every_key_of_a_document_is_described() -> None:
    parts = (*PARTS.values(), *PARTS_OF_MANY.values())
    used = {key for each in parts for key in (*each.needs, *each.may)}
    assert set(documents.KEYS) == {"part", *OF_EVERY_SECTION, *used}


def test_the_example_of_a_document_is_sound(tmp_path: Path) -> None:
    (tmp_path / "office" / "documents").mkdir(parents=True)
    pack = "pack: {id: above, version: 1.0.0, title: Above, extends: armslength}\n"
    (tmp_path / "pack.yaml").write_text(pack, encoding="utf-8")
    (tmp_path / "office" / "documents" / "note.yaml").write_text(documents.EXAMPLE, encoding="utf-8")
    assert "handover-note" in read_office(load_pack(tmp_path)).documents


def test_the_example_of_a_rule_reads_as_part_of_the_shipped_pack() -> None:
    folder = ROOT / "rules"
    base = to_rule_base([*read_pack_files(folder), Source("example.yaml", EXAMPLE)], Path(folder))
    assert "sessions-in-the-dark" in base.rules


def test_every_limit_says_what_it_counts() -> None:
    found = limits()
    assert len(found) > 60
    assert [f"{each.module}.{each.name}" for each in found if not each.counts] == []


def test_what_is_said_beyond_a_limit_is_a_code_that_is_described() -> None:
    codes = {code for each in limits() for code in re.findall(r"`([a-z][a-z-]+)`", each.beyond)}
    assert codes >= {"too-large", "not-compared", "undecided"}
    assert codes <= described() | {*OF_PACKS, *OF_CASES}


def test_a_limit_is_read_from_its_constant_and_the_text_under_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pens").mkdir()
    text = 'MOST_PENS = 3\n"""Pens in a case. More\nbreak. Beyond it: `too-large`."""\nOTHER = 4\nLONGEST = 5\n'
    (tmp_path / "pens" / "case.py").write_text(text, encoding="utf-8")
    monkeypatch.setattr("tools.docs.writer.limits.ENGINE", tmp_path / "pens")
    monkeypatch.syspath_prepend(tmp_path)
    pens, longest = limits_in(tmp_path / "pens" / "case.py")
    assert (pens.value, pens.counts, pens.why, pens.beyond) == (3, "Pens in a case", "More break.", "`too-large`")
    assert (longest.name, longest.value, longest.text) == ("LONGEST", 5, "")
