"""Where the rule files of a pack are."""

import os
from collections.abc import Collection
from pathlib import Path

from engine.errors import InputError
from engine.source.diagnostics import Diagnostic

CASES = "cases"
"""The folder of a pack that holds its cases; no rule file stands in it."""

OFFICE = "office"
"""The folder of a pack that holds what stands around its rules, such as documents; no rule file stands in it."""

YAML = (".yaml", ".yml")
"""How the names of files end that hold rules, cases or profiles, in capitals too."""

TABLES = (".csv",)
"""How the names of files end that hold decision tables, in capitals too."""

NOT_OF_THE_PACK = (".", "~$")
"""How the names of files and folders begin that editors, systems and git leave in a folder; they are passed over."""


def yaml_files(folder: Path) -> list[Path]:
    """List the files of YAML in a folder and in the folders inside it, by name."""
    return _files(folder, YAML)


def _files(folder: Path, endings: Collection[str]) -> list[Path]:
    """List what has a name that ends so, in capitals too; also a folder, which cannot be read as what it is called."""
    found: list[Path] = []
    for within, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(NOT_OF_THE_PACK)]
        ours = (*folders, *(name for name in files if not name.startswith(NOT_OF_THE_PACK)))
        found += (Path(within, name) for name in ours if os.path.splitext(name)[1].lower() in endings)
    return sorted(found)


def pack_files(folder: Path) -> list[Path]:
    """List the rule files of a pack, in an order that means nothing.

    Raises `InputError` where there is no such folder, or no rule file in it.
    """
    found = [path for path in yaml_files(folder) if _may_hold_rules(path, folder)]
    if not found:
        problem = "holds no rule file (`*.yaml`)" if folder.is_dir() else "is not a folder"
        message = f"`{folder}` {problem}; name the folder of a pack"
        raise InputError((Diagnostic("no-pack", message, None),))
    return found


def office_files(folder: Path) -> list[Path]:
    """List the files of YAML that hold what stands around the rules of a pack; a pack need not have any."""
    return yaml_files(folder / OFFICE)


def table_files(folder: Path) -> list[Path]:
    """List the files of a pack that may hold decision tables, in capitals too, in an order that means nothing."""
    return [path for path in _files(folder, TABLES) if _may_hold_rules(path, folder)]


def _may_hold_rules(path: Path, folder: Path) -> bool:
    """Tell whether a file stands neither among the cases of a pack nor in its office."""
    within = path.relative_to(folder).parts[:-1]
    return CASES not in within and within[:1] != (OFFICE,)


def shipped_folder() -> Path:
    """Find the shipped pack: inside the installed package, or beside it in a checkout.

    >>> (shipped_folder() / "pack.yaml").is_file()
    True
    """
    package = Path(__file__).parent.parent
    inside = package / "shipped" / "rules"
    found = inside if inside.is_dir() else package.parent / "rules"
    try:
        here = Path.cwd()
    except OSError:  # the working folder is gone
        return found
    return found.relative_to(here) if found.is_relative_to(here) else found


def extended_folder(folder: Path, named: str) -> Path:
    """Find the pack that another one extends: a folder as seen from it; what is none can only be the shipped pack."""
    there = Path(os.path.normpath(folder / named))
    return there if there.is_dir() else shipped_folder()
