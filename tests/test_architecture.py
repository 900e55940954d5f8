"""The shape of the code: imports run one way, each heavy library has one folder, and the engine knows no domain."""

import ast
import re
from collections.abc import Iterator, Mapping, Set
from functools import cache
from pathlib import Path

import pytest

import engine
from tests.modules import ENGINE, OFFICE, ROOT, found_in, modules, tree_of

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

DOMAIN = {
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
}


@cache
def imports(path: Path) -> tuple[str, ...]:
    body = tree_of(path).body
    if path == ENGINE / "errors.py":
        body = [each for each in body if not isinstance(each, ast.If)]  # what it names for types alone
    found: list[str] = []
    for node in (node for each in body for node in ast.walk(each)):
        if isinstance(node, ast.Import):
            found += (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.append(node.module)
    return tuple(found)


def part_of(module: str) -> str | None:
    words = module.split(".")
    return words[1] if words[0] == "engine" and len(words) > 1 else None


def to_the_right(path: Path) -> list[str]:
    """List what a module imports that stands to its right."""
    mine = path.relative_to(ENGINE).parts[0].removesuffix(".py")
    theirs = {each: part_of(each) for each in imports(path) if mine != "__init__"}
    return [each for each, part in theirs.items() if part is not None and ORDER.index(part) > ORDER.index(mine)]


def test_imports_run_left_to_right_only() -> None:
    assert found_in(modules(ENGINE), to_the_right) == {}


@pytest.mark.parametrize(("around", "homes"), [(ENGINE, HOMES), (OFFICE, OFFICE_HOMES)], ids=["engine", "office"])
def test_each_heavy_library_has_one_home(around: Path, homes: Mapping[str, tuple[str, ...]]) -> None:
    def away_from_home(path: Path) -> list[str]:
        heavy = {each.split(".")[0] for each in imports(path)} & {*HOMES, *OFFICE_HOMES}
        return [each for each in heavy if not any(path.is_relative_to(around / at) for at in homes.get(each, ()))]

    assert found_in(modules(around), away_from_home) == {}


MAY_KNOW = {
    "documents": {"documents"},
    "register": {"register"},
    "web": {"documents", "register", "web"},
    "commands": {"commands", "documents", "register", "web"},
}
"""Which rooms of the office each may import."""


def rooms_above(path: Path) -> set[str]:
    """Name the rooms of the office that a module imports and may not know."""
    rooms = {each.split(".")[1] for each in imports(path) if each.startswith("armslength.")}
    return rooms - MAY_KNOW.get(path.relative_to(OFFICE).parts[0], set())


def test_rooms_of_the_office_know_only_what_stands_below_them() -> None:
    assert found_in(modules(OFFICE), rooms_above) == {}


def test_the_engine_does_not_know_what_stands_around_it() -> None:
    beyond = {"armslength", *OFFICE_HOMES} - {"click"}
    heads = found_in(modules(ENGINE), lambda path: {each.split(".")[0] for each in imports(path)} & beyond)
    assert heads == {}


def words_of_the_domain(path: Path) -> set[str]:
    return set(re.findall(r"[a-z]+", path.read_text(encoding="utf-8").lower().replace("_", " "))) & DOMAIN


def test_no_word_of_the_domain_stands_in_the_code() -> None:
    beside = [each for each in OFFICE.rglob("*") if each.suffix in {".typ", ".html", ".css", ".js"}]
    assert len(beside) > 50
    assert found_in([*modules(ENGINE), *modules(OFFICE), *beside], words_of_the_domain) == {}


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
    for path in modules(ENGINE):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        if name != "engine":
            graph[name] = {module for module in imports(path) if module.startswith("engine.")}
    assert circles(graph) == []


def test_no_folder_imports_itself_in_a_circle() -> None:
    """Nor does a folder import its own subfolder where that imports it: one of the two stands below."""
    graph: dict[str, set[str]] = {}
    for path in modules(ENGINE):
        folder = str(path.parent.relative_to(ROOT))
        if path.parent != ENGINE:
            theirs = {folder_of(module) for module in imports(path) if module.startswith("engine.")}
            graph.setdefault(folder, set()).update(each for each in theirs if each and each != folder)
    assert circles(graph) == []


def test_a_circle_is_found() -> None:
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": {"a"}}) == ["b → c → b"]


def test_no_room_holds_more_than_a_sixth_of_the_lines() -> None:
    lines: dict[str, int] = {}
    for path in modules(ENGINE):
        room = path.relative_to(ENGINE).parts[0]
        lines[room] = lines.get(room, 0) + path.read_text(encoding="utf-8").count("\n")
    largest = max(lines, key=lambda room: lines[room])
    assert lines[largest] * 6 <= sum(lines.values()), f"{largest} has {lines[largest]} of {sum(lines.values())} lines"


def defined_types(path: Path) -> Iterator[str]:
    """Walk the names of classes and of types that a module defines at its top."""
    for node in tree_of(path).body:
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
    for path in modules(ENGINE):
        for name in defined_types(path):
            places.setdefault(name, []).append(str(path.relative_to(ENGINE)))
    several = {name: where for name, where in places.items() if len(where) > 1}
    assert {name: where for name, where in several.items() if name not in MORE_THAN_ONE_MEANING} == {}
    assert MORE_THAN_ONE_MEANING.keys() <= several.keys()


OPEN_TO_THE_OFFICE = frozenset({"page", "source", "rulebase", "render"})
"""The rooms that the office may enter besides the public face: it reads files with the same forms, and says what a pack
declares in the same words. None of them concludes anything. Its commands are read and end as the engine's do. See
decision record 047."""


def beyond_the_face(module: ast.Module, rooms: Set[str] = OPEN_TO_THE_OFFICE) -> list[str]:
    """List what a module of the office imports from the engine, save public names and the rooms open to it."""
    found = []
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            found += [each.name for each in node.names if each.name.startswith("engine.")]
        elif isinstance(node, ast.ImportFrom) and node.module == "engine":
            found += [f"engine.{each.name}" for each in node.names if each.name not in {*engine.__all__, "page"}]
        elif isinstance(node, ast.ImportFrom) and (part_of(node.module or "") or "page") not in rooms:
            found.append(str(node.module))
    return found


def test_the_office_sees_of_the_engine_only_its_face_and_the_rooms_open_to_it() -> None:
    def beyond(path: Path) -> list[str]:
        rooms = OPEN_TO_THE_OFFICE | ({"commands"} if path.parent.name == "commands" else set())
        return beyond_the_face(tree_of(path), rooms)

    assert found_in(modules(OFFICE), beyond) == {}


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
    assert beyond_the_face(ast.parse(line)) == beyond


def too_long(path: Path) -> list[str]:
    """List the functions of a module that are too long, and the module where it is."""
    functions = [each for each in ast.walk(tree_of(path)) if isinstance(each, ast.FunctionDef)]
    found = [each.name for each in functions if (each.end_lineno or 0) - each.lineno > 60]
    return found + (["the file"] if path.read_text(encoding="utf-8").count("\n") > 400 else [])


def test_rooms_stay_small() -> None:
    assert found_in([*modules(ENGINE), *modules(OFFICE), ROOT / "cli.py"], too_long) == {}
