"""`rules show`: one thing that the pack declares, with all that refers to it."""

from pathlib import Path

import click

from engine.commands.options import completing, example, output_option, pack_option


@click.command("show", epilog=example("rules show model"))
@click.argument(
    "name",
    required=False,
    shell_complete=completing(
        lambda base: [*base.decisions, *base.rules, *base.controls, *base.facts, *base.statements, *base.tables]
    ),
)
@output_option()
@pack_option
def show(name: str | None, output: str, folder: Path | None) -> None:
    """Show a rule, control, decision, table, question or statement, with all that refers to it; or list everything.

    NAME is its name, its title, or words of its title (in quotes, if they are several); what several go by is listed.
    """
    from engine import api
    from engine.commands.terminal import colour, to_file_or_out, width
    from engine.render.show import shown

    to_file_or_out(shown(api.load_pack(folder), name, width(output), colour(output)), output)
