"""`rules book`: the whole rule base as one page."""

from pathlib import Path

import click

from engine.commands.options import example, output_option, pack_option


@click.command("book", epilog=example("rules book -o rules.html"))
@output_option("html")
@pack_option
def book(output: str, folder: Path | None) -> None:
    """Write the whole rule base as one HTML page to read, search or print.

    Every decision, rule, question, control and source has its place, and whatever speaks of it leads there. A picture
    shows which decision reads which. The page needs no network and runs no program; the same rules give the same page.
    """
    from engine import api
    from engine import book as written
    from engine.commands.terminal import to_file_or_out

    to_file_or_out(written(api.load_pack(folder)), output)
