"""Paths as a code host knows them: from the root of the repository, wherever in it the program was started."""

import os
from functools import cache
from pathlib import Path


def from_root(file: str) -> str:
    """Write the path of a file from the root of its repository; as it is where it lies in none."""
    path = Path(os.path.abspath(file))
    root = _root_of(path.parent)
    return file if root is None else path.relative_to(root).as_posix()


@cache
def _root_of(folder: Path) -> Path | None:
    """Find the repository around a folder; in a second working tree or a submodule, `.git` is a file."""
    return next((each for each in (folder, *folder.parents) if (each / ".git").exists()), None)
