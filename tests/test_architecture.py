"""The shape of the code: imports run one way, each heavy library has one folder, and the engine knows no domain."""

import ast
import re
from collections.abc import Iterator, Mapping, Set
from functools import cache
from pathlib import Path

import pytest

import engine

ROOT = Path(__file__).parent.parent
ENGINE = ROOT / "engine"
OFFICE = ROOT / "armslength"

ORDER = [
    *("version", "errors", "frozen", "source", "page", "graph", "rulebase", "profile", "interpret", "batch"),
    *(
        "assessment",
        "inquiry",
        "handover",
        "interview",
        "checks",
        "portfolio",
        "render",
        "export",
        "imports",
        "workbook",
        "api",
        "testing",
        "commands",
    ),
]
"""Each may import only what stands to its left (and itself)."""

HOMES: dict[str, tuple[str, ...]] = {
    "click": ("commands",),
    "durable_rules_engine": ("interpret/durable",),
    "durable": ("interpret/durable",),
    "llvmlite": ("interpret/columnar",),
    "numpy": ("interpret/columnar", "batch", "portfolio/arrow"),
    "openpyxl": ("source/tables", "workbook"),
    "pyarrow": ("batch", "portfolio/arrow", "portfolio/spark"),
    "pyspark": ("portfolio/spark",),
    "z3": ("interpret/symbolic",),
}
"""The places that may import each of these: one, or one on the way in and one on the way out."""

OFFICE_HOMES: dict[str, tuple[str, ...]] = {
    "argon2": ("web",),
    "alembic": ("register/store/migrations",),
    "click": ("commands",),
    "cryptography": ("register/log",),
    "docx": ("documents/writers/word",),
    "flask": ("web",),
    "fontpkg_source_sans_3": ("documents/writers/typeset",),
    "icalendar": ("register/exchange",),
    "jinja2": ("web",),
    "lxml": ("documents/writers/word",),
    "pikepdf": ("documents/writers/typeset",),
    "sqlalchemy": ("register/store",),
    "typst": ("documents/writers/typeset",),
    "waitress": ("web",),
    "werkzeug": ("web",),
}
"""The same for the office, which has no other of these libraries."""

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


OF_THE_OFFICE = sorted(OFFICE.rglob("*.py"))
WRITTEN_BESIDE = sorted(each for each in OFFICE.rglob("*") if each.suffix in {".typ", ".html", ".css", ".js"})


@cache
def imports(path: Path) -> tuple[str, ...]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    if path == ENGINE / "errors.py":
        tree.body = [each for each in tree.body if not isinstance(each, ast.If)]  # what it names for types alone
    found: list[str] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.append(node.module)
    return tuple(found)


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


@pytest.mark.parametrize("path", OF_THE_OFFICE, ids=lambda path: str(path.relative_to(OFFICE)))
def test_each_heavy_library_has_one_home_in_the_office_too(path: Path) -> None:
    for module in imports(path):
        name = module.split(".")[0]
        if name in HOMES or name in OFFICE_HOMES:
            homes = OFFICE_HOMES.get(name, ())
            assert any(path.is_relative_to(OFFICE / home) for home in homes), f"{path} imports {module}"


MAY_KNOW = {
    "documents": {"documents"},
    "register": {"register"},
    "web": {"documents", "register", "web"},
    "commands": {"commands", "documents", "register", "web"},
}
"""Which rooms of the office each may import."""


@pytest.mark.parametrize("path", OF_THE_OFFICE, ids=lambda path: str(path.relative_to(OFFICE)))
def test_rooms_of_the_office_know_only_what_stands_below_them(path: Path) -> None:
    known = MAY_KNOW.get(path.relative_to(OFFICE).parts[0], set())
    rooms = {each.split(".")[1] for each in imports(path) if each.startswith("armslength.")}
    assert rooms <= known


def test_the_engine_does_not_know_what_stands_around_it() -> None:
    beyond = {"armslength", *OFFICE_HOMES} - {"click"}
    for path in modules():
        assert [each for each in imports(path) if each.split(".")[0] in beyond] == [], path


@pytest.mark.parametrize(
    "path", [*modules(), *OF_THE_OFFICE, *WRITTEN_BESIDE], ids=lambda path: str(path.relative_to(ROOT))
)
def test_no_word_of_the_domain_stands_in_the_code(path: Path) -> None:
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


def test_the_table_of_the_machines_names_files_that_are_there() -> None:
    """And each machine has its door and its hit policies under the same name."""
    head, _, *rows = [
        [cell.strip() for cell in line.strip().strip("|").split("|")]
        for line in (ast.get_docstring(ast.parse((ENGINE / "interpret/__init__.py").read_text())) or "").splitlines()
        if line.startswith("|")
    ]
    named = {machine: {"evaluate", "hit_policies"} for machine in head[1:]}
    for row in rows:
        for machine, cell in zip(head[1:], row[1:], strict=True):
            named[machine] |= set(re.findall(r"`([^`]+)`", cell))
    for machine, names in named.items():
        for name in names:
            at = ENGINE.parent / name if name.startswith("engine/") else ENGINE / "interpret" / machine / f"{name}.py"
            assert at.exists(), f"{machine} has no {name}"
    assert sorted(named) == ["columnar", "durable", "reference", "symbolic"]


def folder_of(module: str) -> str | None:
    """Find the folder of the engine that a module lies in; none for the top itself, which only names what is public."""
    path = ROOT.joinpath(*module.split("."))
    folder = path if path.is_dir() else path.parent
    return str(folder.relative_to(ROOT)) if folder != ENGINE and folder.is_relative_to(ENGINE) else None


def circles(graph: Mapping[str, set[str]]) -> list[str]:
    """List a path back to its start for each circle that a walk along the imports meets."""
    found: list[str] = []
    done: set[str] = set()

    def visit(name: str, path: tuple[str, ...]) -> None:
        if name in path:
            found.append(" → ".join((*path[path.index(name) :], name)))
        elif name not in done:
            for each in sorted(graph.get(name, ())):
                visit(each, (*path, name))
            done.add(name)

    for name in sorted(graph):
        visit(name, ())
    return found


def test_every_home_is_there() -> None:
    """A home that moved away would let its library live anywhere."""
    assert all((ENGINE / home).is_dir() for homes in HOMES.values() for home in homes)
    assert all((OFFICE / home).is_dir() for homes in OFFICE_HOMES.values() for home in homes)


def test_no_module_imports_itself_in_a_circle() -> None:
    graph: dict[str, set[str]] = {}
    for path in modules():
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        if name != "engine":
            graph[name] = {module for module in imports(path) if module.startswith("engine.")}
    assert circles(graph) == []


def test_no_folder_imports_itself_in_a_circle() -> None:
    """Nor does a folder import its own subfolder where that imports it: one of the two stands below."""
    graph: dict[str, set[str]] = {}
    for path in modules():
        folder = str(path.parent.relative_to(ROOT))
        if path.parent != ENGINE:
            theirs = {folder_of(module) for module in imports(path) if module.startswith("engine.")}
            graph.setdefault(folder, set()).update(each for each in theirs if each and each != folder)
    assert circles(graph) == []


def test_a_circle_is_found() -> None:
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": {"a"}}) == ["b → c → b"]


def test_no_room_holds_more_than_a_sixth_of_the_lines() -> None:
    lines: dict[str, int] = {}
    for path in modules():
        room = path.relative_to(ENGINE).parts[0]
        lines[room] = lines.get(room, 0) + path.read_text(encoding="utf-8").count("\n")
    largest = max(lines, key=lambda room: lines[room])
    assert lines[largest] * 6 <= sum(lines.values()), f"{largest} has {lines[largest]} of {sum(lines.values())} lines"


def defined_types(path: Path) -> Iterator[str]:
    """Walk the names of classes and of types that a module defines at its top."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        match node:
            case ast.ClassDef(name=name):
                yield name
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
                if name.lstrip("_")[:1].isupper() and not name.isupper():
                    yield name


MORE_THAN_ONE_MEANING: dict[str, str] = {}
"""Names of types that mean different things in different modules, each with the reason."""


def test_the_name_of_a_type_has_one_meaning() -> None:
    places: dict[str, list[str]] = {}
    for path in modules():
        for name in defined_types(path):
            places.setdefault(name, []).append(str(path.relative_to(ENGINE)))
    several = {name: where for name, where in places.items() if len(where) > 1}
    assert {name: where for name, where in several.items() if name not in MORE_THAN_ONE_MEANING} == {}
    assert MORE_THAN_ONE_MEANING.keys() <= several.keys()


OPEN_TO_THE_OFFICE = frozenset({"page", "source", "rulebase", "render"})
"""The rooms that the office may enter besides the public face: it reads files with the same forms, and says what a pack
declares in the same words. None of them concludes anything. Its commands are read and end as the engine's do. See
decision record 047."""


def beyond_the_face(source: str, rooms: Set[str] = OPEN_TO_THE_OFFICE) -> list[str]:
    """List what a module of the office imports from the engine, save public names and the rooms open to it."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found += [each.name for each in node.names if each.name.startswith("engine.")]
        elif isinstance(node, ast.ImportFrom) and node.module == "engine":
            found += [f"engine.{each.name}" for each in node.names if each.name not in {*engine.__all__, "page"}]
        elif isinstance(node, ast.ImportFrom) and (part_of(node.module or "") or "page") not in rooms:
            found.append(str(node.module))
    return found


def test_the_office_sees_of_the_engine_only_its_face_and_the_rooms_open_to_it() -> None:
    for path in OFFICE.rglob("*.py"):
        rooms = OPEN_TO_THE_OFFICE | ({"commands"} if path.parent.name == "commands" else set())
        assert beyond_the_face(path.read_text(encoding="utf-8"), rooms) == [], path


@pytest.mark.parametrize(
    ("line", "beyond"),
    [
        ("from engine import assess, load_pack", []),
        ("from engine.page.model import Page", []),
        ("from engine import page", []),
        ("from engine import api", ["engine.api"]),
        ("from engine.render.words import sentence", []),
        ("from engine.assessment.assess import to_assessment", ["engine.assessment.assess"]),
        ("import engine.interpret.reference", ["engine.interpret.reference"]),
    ],
)
def test_what_the_office_may_not_see_is_found(line: str, beyond: list[str]) -> None:
    assert beyond_the_face(line) == beyond


@pytest.mark.parametrize("path", [*modules(), *OF_THE_OFFICE, ROOT / "cli.py"], ids=str)
def test_rooms_stay_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 400
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno <= 60, node.name
