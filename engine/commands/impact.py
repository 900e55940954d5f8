"""`rules impact`: whose result changes from one pack to another, over real profiles."""

import sys
from datetime import date
from pathlib import Path

import click

from engine.commands.options import FINDINGS, day, example, form_option, output_option
from engine.commands.pack_arguments import after_argument, before_argument, side
from engine.commands.progress import ticking


@click.command("impact", epilog=example("rules impact HEAD~1:rules rules table.xlsx"))
@before_argument
@after_argument
@click.argument("files", metavar="TABLE", nargs=-1, required=True, type=click.Path())
@click.option("--id", "id_heading", metavar="COLUMN", default="", help="The column that says which row is which.")
@click.option("--sheet", "sheets", multiple=True, metavar="NAME", help="Only this sheet; may be given several times.")
@click.option(
    "--most", metavar="N", type=click.IntRange(0), default=20, show_default=True, help="Show so many in full."
)
@click.option("--as-of", callback=day, metavar="DATE", show_default="today", help="The day of assessment, YYYY-MM-DD.")
@form_option("text", "json", "markdown")
@output_option()
def impact(
    before: str,
    after: str,
    files: tuple[str, ...],
    id_heading: str,
    sheets: tuple[str, ...],
    most: int,
    as_of: date,
    form: str,
    output: str,
) -> None:
    """Say whose result changes from pack A to pack B: each a folder, or a git revision such as HEAD~1:rules.

    TABLE is a workbook, CSV, JSON Lines or Parquet, or any number of profiles (.yaml). Counts come first: how many
    change, from what to what, by which rules. Then the first few, one by one. Compared are the decisions that a pack
    puts in its headline, what is required, and what is warned of. A column of a table that only one pack knows is
    passed over by the other; what can't be read by one of them is listed.

    Exits with 0 if nobody's result changes, and with 1 if somebody's does, or if something can't be read.
    """
    from engine import api
    from engine.commands.terminal import colour, to_file_or_out, width

    one, other = side(before), side(after)
    paths = [Path(name) for name in files]
    with ticking(paths[0], long=500) as progress:
        found = api.impact(
            one.base, other.base, paths, as_of, id_heading=id_heading, sheets=sheets, most=most, progress=progress
        )
    if form == "json":
        from engine.export.impact import impact_json

        page = impact_json(one, other, found, as_of)
    else:
        from engine.page.forms import write_page
        from engine.render.portfolio.impact_page import impact_page

        laid_out = impact_page(one, other, found, as_of)
        page = write_page(laid_out, form, width=width(output), colour=colour(output))
    to_file_or_out(page, output, files)
    sys.exit(FINDINGS if found.changes or found.refused or found.not_read else 0)
