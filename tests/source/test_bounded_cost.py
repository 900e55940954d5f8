"""Hostile input ends within 5 seconds and 300 MB, each in a process of its own, and a large pack reads fast."""

import resource
import subprocess
import sys
import time
from pathlib import Path

import pytest

from engine.source.diagnostics import Diagnostics
from engine.source.text import Source
from engine.source.yaml_tree import read_tree

CHILD = """
import sys, time
from engine.errors import InputError
from engine.source.diagnostics import Diagnostics, excerpt
from engine.source.json_tree import read_json_tree
from engine.source.text import read_text
from engine.source.yaml_tree import read_tree
diagnostics = Diagnostics()
try:
    source = read_text(sys.argv[1], diagnostics)
    if source:
        (read_json_tree if sys.argv[2] == "json" else read_tree)(source, diagnostics)
        diagnostics.raise_if_errors()
except InputError as error:
    for item in error.diagnostics:
        excerpt(item, source.text if source else "")
"""
LARGE = {
    "values": "[" + "a," * 2_499_000 + "]",
    "numbers": "[" + "1," * 2_499_000 + "1]",
    "keys": "".join(f"k{number}: v\n" for number in range(400_000)),
    "JSON keys": "{" + ",".join(f'"k{number}": 1' for number in range(300_000)) + "}",
    "duplicate keys": "a: 1\n" * 900_000,
    "aliases": "- *a\n" * 900_000,
    "brackets": "[" * 4_999_999,
    "brackets on lines": "[\n" * 2_000_000,
    "closed brackets": "[[[[a]]],\n" * 500_000,
    "one quoted text": '"' + "x\\n" * 1_600_000 + '"',
    "open quote": 'a: "' + "x " * 2_400_000,
    "block text": "a: |\n" + "  line\n" * 700_000,
    "lines of one text": "a: x\n" + "   y\n" * 900_000,
    "long key": "x" * 4_999_000 + ": a",
    "line breaks": "\n" * 4_999_999,
    "short lines": "a\n" * 2_400_000 + "b: ]",
    "comments": "# abc defg\n" * 450_000,
    "blanks": " " * 4_999_000 + "x: ]",
    "colons": ":" * 4_999_999,
    "NULs": "\0" * 4_999_999,
    "wide": "# 😀é\n" * 500_000 + "a: [",
    "wide text": '"' + "😀" * 1_200_000 + '"',
}


@pytest.mark.parametrize("form", ["yaml", "json"])
@pytest.mark.parametrize("text", LARGE.values(), ids=LARGE.keys())
def test_it_ends_soon_and_in_little_memory(text: str, form: str, tmp_path: Path) -> None:
    """5 MB of one trick, read, refused and shown."""
    path = tmp_path / "large"
    path.write_text(text, encoding="utf-8", newline="")

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (300_000_000, 300_000_000))

    root = Path(sys.modules["engine.source"].__path__[0]).parents[1]
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(path), form],
        timeout=5,
        cwd=root,
        preexec_fn=limit,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_ten_thousand_lines_read_fast() -> None:
    """A third of a second would be felt at every command; the limit leaves room for slow machines."""
    rule = "- name: rule-{}\n  when:\n    all:\n      - {{covered: yes}}\n  then: {{model: x}}\n"
    source = Source("f", "".join(rule.format(number) for number in range(2000)))
    times = []
    for _ in range(3):
        start = time.perf_counter()
        assert read_tree(source, Diagnostics())
        times.append(time.perf_counter() - start)
    assert min(times) < 0.3
