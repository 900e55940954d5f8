"""The modules of the project as the tests of how it is written see them: each is read and parsed once."""

import ast
from collections.abc import Callable, Collection, Iterable
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
ENGINE, OFFICE, TESTS = ROOT / "engine", ROOT / "armslength", ROOT / "tests"


@cache
def modules(folder: Path) -> tuple[Path, ...]:
    return tuple(sorted(folder.rglob("*.py")))


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def found_in(paths: Iterable[Path], look: Callable[[Path], Collection[str]]) -> dict[str, Collection[str]]:
    """Give what a look at each file finds, by its place, where it finds anything."""
    return {place(path): found for path in paths if (found := look(path))}
