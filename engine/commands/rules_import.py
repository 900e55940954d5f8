"""`rules import`: a pack out of a file that others wrote."""

from pathlib import Path

import click

from engine.commands.options import example
from engine.commands.pack_folder import write_pack
from engine.commands.terminal import out, say
from engine.source.characters import visible


@click.command("import", epilog=example("rules import loans.dmn -o loans"))
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", "folder", metavar="DIR", required=True, type=click.Path(path_type=Path),
    help="The folder for the pack, which must be new or empty.",
)  # fmt: skip
@click.option("--only", metavar="DECISION", default="", help="Take this decision, with all that it needs.")
@click.option(
    "--null",
    type=click.Choice(["unknown", "value"]),
    help="What a cell `null` asks: that the answer is not known, or for an answer of its own, that there is none.",
)
def import_pack(file: Path, folder: Path, only: str, null: str | None) -> None:
    """Make a pack of the decision tables in a DMN file, in the folder DIR.

    Each table becomes a table of the pack, each input a question. What a pack can't hold is refused: everything in one
    run, each with its place in the file. `rules check --prove` then says where the tables have holes.
    """
    from engine import import_dmn

    made = import_dmn(file, only, "unknown" if null == "unknown" else "value" if null else "")
    written = write_pack(folder, made.files)
    for remark in made.remarks:
        say(f"note: {visible(remark)}")
    out("\n".join(written))
