"""Hostile input ends after bounded work and in 300 MB, each in a process of its own; a large pack costs few calls."""

import signal
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import FrameType

import pytest

from engine.source.diagnostics import Diagnostics
from engine.source.pure_parser import PureParser
from engine.source.text import Source
from engine.source.tree import Mapping, Node, Sequence
from engine.source.yaml_tree import FASTEST, read_tree
from tests import work

CHILD = """
import sys
from engine.errors import InputError
from engine.source.diagnostics import Diagnostics, excerpt
from engine.source.json_tree import read_json_tree
from engine.source.text import read_text
from engine.source.tree import Mapping, Node, Sequence
from engine.source.yaml_tree import FASTEST, read_tree
from tests import work
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

    assert ended(CHILD, str(path), form) == (0, b"")


def ended(script: str, *arguments: str) -> tuple[int, bytes]:
    """Run a script within the bounds; give its exit code, and what it wrote as errors."""
    most = work.seconds_of_the_processor()
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        cwd=Path(sys.modules["engine.source"].__path__[0]).parents[1],
        preexec_fn=lambda: work.hold_this_process(most),
        capture_output=True,
        check=False,
    )
    return done.returncode, done.stderr


def test_the_bounds_are_felt(monkeypatch: pytest.MonkeyPatch) -> None:
    """Otherwise the test above would prove little."""
    monkeypatch.setattr(work, "MOST_STEPS", 1_000_000)
    assert ended("while True: pass")[0] in (-signal.SIGXCPU, -signal.SIGKILL)
    assert b"MemoryError" in ended("x = bytearray(400_000_000)")[1]


RULE = "- name: rule-{}\n  when:\n    all:\n      - {{covered: yes}}\n  then: {{model: x}}\n"
MOST_CALLS = 15
"""Calls for each value of a file: eleven today. A pack is read at every command, so each call more would be felt."""


def test_a_large_pack_is_read_in_few_calls_for_each_value() -> None:
    """Ten thousand lines cost no more for each value than a thousand do."""
    if FASTEST is PureParser:
        pytest.skip("PyYAML has no parser in C here, and the one in Python makes more calls")
    for rules in (200, 2000):
        source = Source("f", "".join(RULE.format(number) for number in range(rules)))
        calls, tree = calls_of(partial(read_tree, source, Diagnostics()))
        assert tree is not None
        values = count(tree)
        assert values == 1 + 14 * rules
        assert values < calls < MOST_CALLS * values


def calls_of(make: Callable[[], Node | None]) -> tuple[int, Node | None]:
    """Count the calls, in Python and into C, that making something takes."""
    calls = 0

    def count_call(_: FrameType, event: str, __: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count_call)
    try:
        made = make()
    finally:
        sys.setprofile(before)
    return calls, made


def count(node: Node) -> int:
    """Count the values of a tree, keys included."""
    match node:
        case Sequence():
            return 1 + sum(map(count, node.items))
        case Mapping():
            return 1 + sum(1 + count(entry.value) for entry in node.entries)
    return 1
