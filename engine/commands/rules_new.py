"""`rules new`: the first files of a pack."""

from pathlib import Path

import click

from engine import UsageError, load_pack, shipped_folder
from engine.commands.options import example
from engine.commands.terminal import out
from engine.export.starter import Files, new_overlay, new_pack, seen_from
from engine.source.characters import in_backticks


@click.command(epilog=example("rules new our-rules --extends armslength"))
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--extends", "below", metavar="PACK", help="Lay it over this pack: a folder, or the id of the shipped one."
)
def new(folder: Path, below: str | None) -> None:
    """Start a small and sound pack in the folder DIR, which must be new or empty.

    `rules check` finds nothing in it, and its cases pass. With --extends, all of the other pack holds, and the new one
    adds to it or changes single rules.
    """
    files = new_pack(folder) if below is None else _over(folder, below)
    _write(folder, files)
    out("\n".join(str(folder / name) for name in files))


def _over(folder: Path, below: str) -> Files:
    base = load_pack(shipped_folder())
    is_folder = Path(below).is_dir() and below
    # A folder that happens to be called like the shipped pack, and holds no rules, is not what is meant.
    if is_folder and (below != base.pack.id or any(Path(below).rglob("*.yaml"))):
        return new_overlay(folder, load_pack(Path(below)), seen_from(folder, Path(below)))
    if below != base.pack.id:
        message = (
            f"`--extends` names {in_backticks(below)}, which is no folder and not the shipped pack `{base.pack.id}`"
        )
        raise UsageError(message)
    return new_overlay(folder, base, below)


def _write(folder: Path, files: Files) -> None:
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
