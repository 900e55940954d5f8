"""A folder for a new pack: new or empty, so that nothing that stands there is written over."""

from collections.abc import Mapping
from pathlib import Path

from engine import UsageError
from engine.source.characters import in_backticks


def write_pack(folder: Path, files: Mapping[str, str]) -> list[str]:
    """Write the files of a pack, given by their paths in it, and give their paths. Raises `UsageError`."""
    shown = in_backticks(str(folder))
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise UsageError(f"{shown} is there already, and not an empty folder; choose another name")
        for name, text in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
    except (OSError, ValueError) as problem:
        reason = getattr(problem, "strerror", None) or "no folder can have this name"
        raise UsageError(f"{shown} can't be written: {reason.lower()}") from problem
    return [str(folder / name) for name in files]
