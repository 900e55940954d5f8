"""`rules export`: the rule base in a form that other programs read."""

from pathlib import Path

import click

from engine.commands.options import example, output_option, pack_option


@click.command("export", epilog=example("rules export --to dmn -o rules.dmn"))
@click.option("--to", "form", type=click.Choice(["dmn"]), required=True, help="The form: DMN 1.3, with its diagrams.")
@output_option("dmn")
@pack_option
def export(form: str, output: str, folder: Path | None) -> None:
    """Write the rule base for another program.

    As DMN, every decision is a decision table, each rule a row with its reason and its sources, and each question an
    input. What comes out is the same where every question is answered; what DMN can't say is told in the file.
    """
    from engine import api, dmn
    from engine.commands.terminal import to_file_or_out

    writers = {"dmn": dmn}
    to_file_or_out(writers[form](api.load_pack(folder)), output)
