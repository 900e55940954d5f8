"""`rules schema`: JSON Schema for editors and other programs."""

from pathlib import Path

import click

from engine.commands.options import example, output_option, pack_option


@click.command("schema", epilog=example("rules schema rules -o rules.schema.json"))
@click.argument("kind", type=click.Choice(["rules", "cases", "profile"]), default="rules")
@output_option("json")
@pack_option
def schema(kind: str, output: str, folder: Path | None) -> None:
    """Write the JSON Schema (2020-12) of rule files, of cases or of profiles, with the names that the pack declares.

    An editor that knows it completes the names of questions, decisions and controls with their values, shows what each
    means, and marks what can't be right. `rules check` stays the judge.
    """
    from engine import api
    from engine import schema as made
    from engine.commands.terminal import to_file_or_out
    from engine.export.schema.layout import laid_out

    to_file_or_out(laid_out(made(api.load_pack(folder), kind)), output)
