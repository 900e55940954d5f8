"""`rules new`: the first files of a pack."""

from pathlib import Path

import click

from engine import UsageError, load_pack, shipped_folder
from engine.commands.options import example
from engine.commands.pack_folder import write_pack
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
    out("\n".join(write_pack(folder, files)))


def _over(folder: Path, below: str) -> Files:
    base = load_pack(shipped_folder())
    is_folder = Path(below).is_dir() and below
    # A folder that happens to be called like the shipped pack, with no file of a pack in it, is not what is meant.
    if is_folder and (below != base.pack.id or any(Path(below).glob("*.yaml"))):
        return new_overlay(folder, load_pack(Path(below)), seen_from(folder, Path(below)))
    if below != base.pack.id:
        message = (
            f"`--extends` names {in_backticks(below)}, which is no folder and not the shipped pack `{base.pack.id}`"
        )
        raise UsageError(message)
    return new_overlay(folder, base, below)
