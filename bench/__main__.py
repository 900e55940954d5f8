"""Measure everything, or what is named, print the tables, and write them to docs/performance.md.

`python -m bench [NAME...] [--large] [--long]`: sections that are not named stay as they were. `--large` adds ten
million rows; `--long` lets people answer questions for ten minutes.
"""

import platform
import sys
from importlib import import_module
from pathlib import Path

from bench.sections import renewed

TARGET = Path(__file__).parent.parent / "docs" / "performance.md"

HEAD = """# How fast it is

Ratios and medians of one run on one machine; machines differ, ratios less so. To repeat it: `make bench`. To repeat one
section: `python -m bench NAME`, with the name that stands under it.

Measured with CPython {python} on {system}.
"""

MEASURES = {
    "process": ("One profile, as a process", "process", "table"),
    "engines": ("The engines, per profile", "engines", "table"),
    "machines": ("Every machine on the same problem", "throughput", "table"),
    "kernel": ("The kernel", "kernel", "table"),
    "files": ("File to file", "files", "table"),
    "rows": ("More rows", "growth", "rows_table"),
    "columns": ("More columns, and more processors", "growth", "columns_table"),
    "rules": ("More rules", "growth", "rules_table"),
    "spark": ("On Spark", "spark_workers", "table"),
    "proofs": ("Proofs", "proofs", "table"),
    "mutants": ("Mutants and coverage", "mutation", "table"),
    "cases": ("Cases by the kernel", "cases", "table"),
    "impact": ("Two packs on the same rows", "impact", "table"),
    "workbook": ("A workbook", "workbooks", "table"),
    "documents": ("Documents", "documents", "table"),
    "register": ("A register", "registers", "table"),
    "web": ("The pages", "web_pages", "table"),
    "people": ("Twenty people at once", "web_people", "table"),
    "questions": ("How many answers it takes", "questions", "table"),
    "suite": ("The suite", "suite", "table"),
}
"""The name of each section, its heading, and the module and function that measure it."""


def main(words: list[str]) -> None:
    """Run the measurements that are named, or all."""
    names = [word for word in words if not word.startswith("-")] or list(MEASURES)
    unknown = [name for name in names if name not in MEASURES]
    if unknown:
        raise SystemExit(f"there is no measurement `{unknown[0]}`; there are {', '.join(MEASURES)}")
    fresh = {}
    for name in names:
        fresh[name] = measured(name)
        print(fresh[name])
    head = HEAD.format(python=platform.python_version(), system=platform.system())
    order = [title for title, _, _ in MEASURES.values()]
    page = TARGET.read_text(encoding="utf-8") if TARGET.exists() else ""
    TARGET.write_text(renewed(page, head, order, fresh), encoding="utf-8")


def measured(name: str) -> str:
    """Measure one section; where a library is missing, the section says so."""
    title, module, function = MEASURES[name]
    try:
        table = str(getattr(import_module(f"bench.{module}"), function)())
    except ModuleNotFoundError as missing:
        table = f"## {title}\n\nNot measured: {missing.name} is not installed.\n"
    return f"{table.rstrip()}\n\nRepeat it with `python -m bench {name}`.\n"


if __name__ == "__main__":
    main(sys.argv[1:])
