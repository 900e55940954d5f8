"""A workbook is the same, byte for byte, whether lxml is installed or not: openpyxl would write others with it."""

import subprocess
import sys

import pytest

SAID = "import {first}, openpyxl.xml; print(openpyxl.xml.LXML)"


@pytest.mark.parametrize("first", ["engine.workbook.template", "engine.source.tables.workbook"])
def test_openpyxl_is_asked_not_to_write_with_lxml(first: str) -> None:
    pytest.importorskip("lxml")
    done = subprocess.run([sys.executable, "-c", SAID.format(first=first)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
