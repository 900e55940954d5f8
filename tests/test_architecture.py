"""The shape of the code: imports run one way, each heavy library has one folder, and the engine knows no domain."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ENGINE = ROOT / "engine"

ORDER = [
    *("version", "errors", "source", "page", "graph", "rulebase", "profile", "interpret", "assessment", "checks"),
    *("render", "export", "portfolio", "workbook", "api", "commands"),
]
"""Each may import only what stands to its left (and itself)."""

HOMES: dict[str, tuple[str, ...]] = {
    "click": ("commands",),
    "durable_rules_engine": ("interpret/durable",),
    "durable": ("interpret/durable",),
    "numpy": ("interpret/columnar", "portfolio/arrow"),
    "openpyxl": ("source/tables", "workbook"),
    "pyarrow": ("interpret/columnar", "portfolio/arrow", "portfolio/spark"),
    "pyspark": ("portfolio/spark",),
    "z3": ("interpret/symbolic",),
}
"""The places that may import each of these: one, or one on the way in and one on the way out."""

DOMAIN = (
    "partner",
    "partners",
    "partnership",
    "subcontract",
    "subcontracts",
    "subcontracting",
    "safeguarding",
    "oversight",
    "vcse",
    "commissioner",
    "inspector",
    "mobilisation",
)


def modules() -> list[Path]:
    return sorted(path for path in ENGINE.rglob("*.py"))


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def part_of(module: str) -> str | None:
    words = module.split(".")
    return words[1] if words[0] == "engine" and len(words) > 1 else None


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ENGINE)))
def test_imports_run_left_to_right_only(path: Path) -> None:
    mine = path.relative_to(ENGINE).parts[0].removesuffix(".py")
    if mine == "__init__":
        return
    for module in imports(path):
        theirs = part_of(module)
        if theirs is not None:
            assert ORDER.index(theirs) <= ORDER.index(mine), f"{mine} imports {module}"


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ENGINE)))
def test_each_heavy_library_has_one_home(path: Path) -> None:
    for module in imports(path):
        homes = HOMES.get(module.split(".")[0])
        if homes is not None:
            at_home = any(path.is_relative_to(ENGINE / home) for home in homes)
            assert at_home, f"{path} imports {module}, whose home is {' or '.join(homes)}"


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ENGINE)))
def test_no_word_of_the_domain_stands_in_the_engine(path: Path) -> None:
    words = set(re.findall(r"[a-z]+", path.read_text(encoding="utf-8").lower().replace("_", " ")))
    assert not words & set(DOMAIN)


@pytest.mark.parametrize("machine", ["columnar", "durable", "reference", "symbolic"])
def test_each_machine_is_ignorant_of_the_others(machine: str) -> None:
    others = {"durable", "reference", "columnar", "symbolic"} - {machine}
    files = list((ENGINE / "interpret" / machine).rglob("*.py"))
    assert len(files) > 3
    for path in files:
        for module in imports(path):
            words = module.split(".")
            assert not (words[:2] == ["engine", "interpret"] and len(words) > 2 and words[2] in others), (path, module)


def test_every_home_is_there() -> None:
    """A home that moved away would let its library live anywhere."""
    assert all((ENGINE / home).is_dir() for homes in HOMES.values() for home in homes)


def test_no_module_imports_itself_in_a_circle() -> None:
    graph: dict[str, set[str]] = {}
    for path in modules():
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        if name != "engine":
            graph[name] = {module for module in imports(path) if module.startswith("engine.")}
    done: set[str] = set()

    def visit(name: str, path: tuple[str, ...]) -> None:
        assert name not in path, " → ".join((*path, name))
        if name in done:
            return
        for each in graph.get(name, ()):
            visit(each, (*path, name))
        done.add(name)

    for name in graph:
        visit(name, ())


@pytest.mark.parametrize("path", [*modules(), ROOT / "cli.py"], ids=str)
def test_rooms_stay_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 400
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno <= 60, node.name
