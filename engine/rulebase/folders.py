"""Where the rule files of a pack are."""

from pathlib import Path

from engine.errors import InputError
from engine.source.diagnostics import Diagnostic

CASES = "cases"
"""The folder of a pack that holds its cases; no rule file stands in it."""


def pack_files(folder: Path) -> list[Path]:
    """List the rule files of a pack, in an order that means nothing.

    Raises `InputError` where there is no such folder, or no rule file in it.
    """
    found = [path for path in sorted(folder.rglob("*.yaml")) if CASES not in path.relative_to(folder).parts[:-1]]
    if not found:
        problem = "holds no rule file (`*.yaml`)" if folder.is_dir() else "is not a folder"
        message = f"`{folder}` {problem}; name the folder of a pack"
        raise InputError((Diagnostic("no-pack", message, None),))
    return found
