"""Every limit of the program, from the constants in the code and the texts under them.

The text under such a constant says in its first sentence what is counted, then why so many and, beginning with
`Beyond it: `, what is said of more.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import engine
from tools.docs.writer.markdown import page, table

ENGINE = Path(engine.__file__).parent
NAMED = re.compile(r"_?(MOST|LONGEST|DEEPEST|LARGEST|WIDEST|RLIMIT)(_|$)")
BEYOND = "Beyond it: "
FIRST = ("source", "profile", "rulebase", "checks", "interpret", "workbook", "portfolio")
"""The folders in the order in which people come upon their limits; all others follow."""


@dataclass(frozen=True, slots=True)
class Limit:
    """A number beyond which nothing is read, shown or kept, and the text under it, empty where it has none."""

    module: str
    name: str
    value: int
    text: str

    @property
    def counts(self) -> str:
        """What is counted: the first sentence."""
        return self.text.removesuffix(self.beyond).partition(". ")[0].rstrip(".")

    @property
    def why(self) -> str:
        """Why so many: the sentences after it, but the last where that says what is said of more."""
        return self.text.partition(BEYOND)[0].partition(". ")[2].strip()

    @property
    def beyond(self) -> str:
        """What is said of more, if anything is."""
        return self.text.partition(BEYOND)[2].rstrip(".")


def limits() -> list[Limit]:
    """List every limit, those of the first folders first, and of a folder in the order of its files."""
    found = [limit for path in sorted(ENGINE.rglob("*.py")) for limit in limits_in(path)]
    return sorted(found, key=lambda each: _place(each.module))


def limits_in(path: Path) -> Iterator[Limit]:
    """Walk the limits that a module declares."""
    module = ".".join(path.relative_to(ENGINE.parent).with_suffix("").parts).removesuffix(".__init__")
    body = ast.parse(path.read_text(encoding="utf-8")).body
    for place, node in enumerate(body):
        match node:
            case ast.Assign(targets=[ast.Name(id=name)]) if NAMED.match(name):
                after = body[place + 1] if place + 1 < len(body) else None
                yield Limit(module, name, getattr(import_module(module), name), _text(after))


def _text(node: ast.stmt | None) -> str:
    match node:
        case ast.Expr(value=ast.Constant(value=str() as text)):
            return " ".join(text.split())
    return ""


def _place(module: str) -> int:
    folder = module.split(".")[1]
    return FIRST.index(folder) if folder in FIRST else len(FIRST)


def limits_page() -> str:
    """Write the page: first what people may come upon, then what is shown, kept or tried at a time."""
    found = [each for each in limits() if each.text]
    return page(
        "Limits",
        "Every input ends in bounded time and memory. What goes beyond a limit is refused, with a way out.",
        "## What you may come upon",
        table(("limit", "counts", "why so many", "beyond it"), map(_row, (each for each in found if each.beyond))),
        "## How much is shown, kept or tried at a time",
        "Beyond these, nothing is refused.",
        table(("limit", "counts", "why so many"), (_row(each)[:3] for each in found if not each.beyond)),
    )


def _row(limit: Limit) -> tuple[str, str, str, str]:
    return f"{limit.value:,}", limit.counts, limit.why, limit.beyond
