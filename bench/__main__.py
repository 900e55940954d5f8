"""Measure everything, print the tables, and write them to docs/performance.md."""

import platform
from pathlib import Path

from bench import engines, process

TARGET = Path(__file__).parent.parent / "docs" / "performance.md"

HEAD = """# How fast it is

Ratios and medians of one run on one machine; machines differ, ratios less so. To repeat it: `make bench`.

Measured with CPython {python} on {system}.
"""


def main() -> None:
    """Run every measurement."""
    parts = [HEAD.format(python=platform.python_version(), system=platform.system())]
    for measure in (process.table, engines.table):
        parts.append(measure())
        print(parts[-1])
    TARGET.write_text("\n".join(parts), encoding="utf-8")


if __name__ == "__main__":
    main()
