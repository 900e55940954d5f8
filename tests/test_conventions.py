"""What CONTRIBUTING says of how code and tests are written, as far as a machine can tell."""

import ast
import os
import re
from collections.abc import Iterator
from pathlib import Path

from tests.modules import ENGINE, OFFICE, ROOT, TESTS, found_in, modules, place, tree_of

# fmt: off
VERBS = frozenset((
    "Add", "Adopt", "Agree", "Answer", "Approve", "Ask", "Assess", "Attach", "Begin", "Bind", "Break", "Bring",
    "Build", "Check", "Choose", "Climb", "Close", "Code", "Colour", "Combine", "Compare", "Compile", "Complete",
    "Connect", "Copy", "Count", "Cover", "Cut", "Decide", "Declare", "Describe", "Draw", "Drop", "End", "Enter",
    "Erase", "Escape", "Estimate", "Evaluate", "Explain", "Fill", "Find", "Finish", "Fold", "Follow", "Forget",
    "Gather", "Give", "Go", "Group", "Guard", "Guess", "Hash", "Hold", "Identify", "Import", "Join", "Keep", "Key",
    "Lay", "Lead", "Leave", "Let", "Link", "List", "Load", "Look", "Make", "Map", "Move", "Name", "Note", "Number",
    "Offer", "Open", "Order", "Pack", "Pair", "Part", "Pick", "Place", "Point", "Post", "Prepare", "Present",
    "Prove", "Put", "Quote", "Raise", "Reach", "Read", "Recognise", "Record", "Refuse", "Register", "Remove",
    "Render", "Report", "Run", "Say", "Set", "Share", "Shorten", "Show", "Sign", "Sort", "Split", "Start", "State",
    "Stop", "Sum", "Take", "Tell", "Test", "Try", "Turn", "Type", "Unpickle", "Wait", "Walk", "Work", "Write",
))
# fmt: on
"""With one of these begins what is said of a function. Add a verb where none of them will do."""

OF_ITS_OWN = {"DMN": "each hit policy is described as the standard names it"}
"""First words that are no verbs, each with its reason."""


def described(path: Path) -> Iterator[tuple[str, str]]:
    """Walk the functions of a module that say what they do, but properties: each name with the first word."""
    for node in ast.walk(tree_of(path)):
        if not isinstance(node, ast.FunctionDef) or any(
            "property" in ast.unparse(each) for each in node.decorator_list
        ):
            continue
        says = ast.get_docstring(node)
        if says and not node.name.startswith("__"):
            yield node.name, re.split(r"[^\w]", says, maxsplit=1)[0]


def against_convention(path: Path) -> list[str]:
    return [f"{name}: {word}" for name, word in described(path) if word not in VERBS and word not in OF_ITS_OWN]


def test_what_is_said_of_a_function_begins_with_a_verb() -> None:
    assert found_in([*modules(ENGINE), *modules(OFFICE)], against_convention) == {}


def test_a_description_that_begins_otherwise_is_found(tmp_path: Path) -> None:
    file = tmp_path / "a.py"
    file.write_text('def one():\n    """The first."""\n\n\ndef two():\n    """Give the second."""\n', encoding="utf-8")
    assert against_convention(file) == ["one: The"]


# ---- how the tests are laid out


def test_contributing_names_every_folder_of_tests_and_no_other() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    named = re.findall(r"^\| `(\w+)/` \|", text, re.MULTILINE)
    there = {path.name for path in TESTS.iterdir() if path.is_dir() and list(path.rglob("*.py"))}
    assert len(named) == len(set(named))
    assert set(named) == there


def test_every_folder_of_tests_is_a_package() -> None:
    folders = {path.parent for path in modules(TESTS)}
    assert sorted(place(each) for each in folders if not (each / "__init__.py").is_file()) == []


def test_no_test_module_is_imported_by_another() -> None:
    """What several tests share lies in a module of its own: there it has a name, and is collected once."""
    found = [
        f"{place(path)}: {name}"
        for path in modules(TESTS)
        for name in imported(path)
        if name.startswith("tests.") and any(part.startswith("test_") for part in name.split("."))
    ]
    assert found == []


def imported(path: Path) -> Iterator[str]:
    """Walk the modules that a module imports, and the names that it takes from them as if they were modules."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{each.name}" for each in node.names)


# ---- no test asserts seconds

CLOCKS = {
    "perf_counter",
    "perf_counter_ns",
    "monotonic",
    "monotonic_ns",
    "process_time",
    "process_time_ns",
    "thread_time",
}
WEIGHS = TESTS / "work.py"
"""The one place that looks at a clock, to weigh a step: everything is held against counts."""


def clocks(path: Path) -> list[str]:
    """List what a module reads from a clock, and the waiting that it breaks off."""
    found = []
    for node in ast.walk(tree_of(path)):
        match node:
            case ast.Attribute(attr=name) | ast.Name(id=name) if name in CLOCKS:
                found.append(f"{node.lineno}: {name}")
            case ast.Attribute(value=ast.Name(id="time"), attr="time"):
                found.append(f"{node.lineno}: time.time")
            case ast.keyword(arg="timeout"):
                found.append(f"{node.value.lineno}: timeout")
            case ast.keyword(arg="deadline", value=ast.Constant(value=int() | float())):
                found.append(f"{node.value.lineno}: deadline")
    return sorted(found)


def test_no_test_looks_at_a_clock() -> None:
    """Work is bounded by counts, see `tests/work.py`: a loaded machine is slow, and nothing is wrong with it."""
    assert list(found_in(modules(TESTS), clocks)) == [place(WEIGHS)]


def test_a_look_at_a_clock_is_found(tmp_path: Path) -> None:
    file = tmp_path / "a.py"
    file.write_text(
        "import time\na = time.time()\ntime.monotonic()\nrun(timeout=5)\ns(deadline=200)\ns(deadline=None)\n"
    )
    assert clocks(file) == ["2: time.time", "3: monotonic", "4: timeout", "5: deadline"]
    assert clocks(WEIGHS) != []


def test_every_finding_can_be_run_and_stands_in_the_overview() -> None:
    overview = (ROOT / "findings" / "README.md").read_text(encoding="utf-8")
    scripts = list((ROOT / "findings").glob("*.sh"))
    assert scripts
    assert [each.name for each in scripts if not os.access(each, os.X_OK) or each.stem not in overview] == []
