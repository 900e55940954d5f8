"""Small tables under every policy: for each complete profile Apache KIE, given the file, says what the pack says.

Where no row fits, some policies have no value there: decision record 053. KIE counts different outputs; these differ.
"""

from collections.abc import Iterator
from decimal import Decimal
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from engine.imports.dmn.import_dmn import import_dmn
from engine.interpret.reference.evaluate import evaluate
from tests.imports.tck import agrees, given, written
from tests.imports.written import one_table, saved
from tests.peers.kie import ENGINE, Kie, needs_engine, running

pytestmark = [pytest.mark.peers, needs_engine]

ASKS = ["x", "y", "z"]
WORDS = '"a" | < 3 | - -> "p"\nnot("a") | - | true -> "q"\n"b" | [2..5] | - -> "r"'
APART = '"a" | < 3 | - -> "p"\n"a" | >= 3 | - -> "q"\n"b", "c" | - | true -> "r"'
ALIKE = '"a" | < 3 | - -> "p"\n"a", "b" | - | - -> "p"\nnot("a", "b") | > 4 | false -> "q"'
NUMBERS = '"a" | < 3 | - -> 7\nnot("a") | - | true -> 12\n"b" | (1..5] | - -> 30\n- | 4, 6 | - -> 5'
LISTED: dict[str, Any] = {"listed": ['"r", "p", "q"']}
TABLES: dict[str, tuple[str, dict[str, Any]]] = {
    "UNIQUE": (APART, {}),
    "UNIQUE with a default": (APART, {"default": ['"s"']}),
    "ANY": (ALIKE, {}),
    "FIRST": (WORDS, {}),
    "PRIORITY": (WORDS, LISTED),
    "PRIORITY with a default": (WORDS, {**LISTED, "default": ['"r"']}),
    "RULE ORDER": (WORDS + '\n- | > 4 | - -> "p"', {}),
    "OUTPUT ORDER": (WORDS, LISTED),
    "COLLECT": (WORDS, {}),
    "COLLECT+SUM": (NUMBERS, {}),
    "COLLECT+MIN": (NUMBERS, {}),
    "COLLECT+MAX": (NUMBERS, {}),
    "COLLECT+COUNT": (NUMBERS, {}),
}
NULL_THERE: dict[str, Any] = {"COLLECT+SUM": Decimal(0), "RULE ORDER": [], "OUTPUT ORDER": []}
"""What comes out here where no row fits, and KIE gives null; for COLLECT it gives an empty list, as we do."""

TEXTS = {"a": "a", "b": "b", "c": "c", "another_value": "zzz"}


@pytest.fixture(scope="module")
def kie() -> Iterator[Kie]:
    with running(ENGINE) as engine:
        yield engine


@pytest.mark.parametrize("name", TABLES)
def test_every_complete_profile_comes_out_the_same(kie: Kie, name: str, tmp_path: Path) -> None:
    rows, how = TABLES[name]
    content = one_table(rows, asks=ASKS, policy=name.partition(" with")[0], **how)
    base = written(import_dmn(saved(tmp_path, content)), tmp_path / "pack")
    wrong = []
    for text, number, truth in product(TEXTS, range(8), (True, False)):
        if text in base.facts["x"].values:
            got, _ = kie.decide(content, {"x": TEXTS[text], "y": number, "z": truth})
            found = given(base, "d", evaluate(base, {"x": text, "y": number, "z": truth}).decisions["d"])
            expected = got["D"]
            if isinstance(expected, int | float):
                expected = Decimal(str(expected))
            if expected is None:
                expected = NULL_THERE.get(name)
            found = found.removesuffix(" (no row fits)") if isinstance(found, str) else found
            if expected is not found and not agrees(base, "d", expected, found):
                wrong.append((text, number, truth, expected, found))
    assert wrong == []
