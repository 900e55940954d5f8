"""`explain`: why a decision came out as it did, or why not otherwise."""

from datetime import date
from pathlib import Path

import click

from engine.commands.options import FILE, as_of_option, completing, example, form_option, output_option, pack_option


@click.command(epilog=example("explain my-arrangement.yaml model=in_between"))
@click.argument("profile", type=FILE)
@click.argument("decision", metavar="DECISION[=VALUE]", shell_complete=completing(lambda base: base.decisions))
@click.option("--full", is_flag=True, help="Show the whole derivation of every rule.")
@form_option("text", "markdown")
@as_of_option
@output_option
@pack_option
def explain(profile: str, decision: str, full: bool, form: str, as_of: date, output: str, folder: Path | None) -> None:
    """Say why a DECISION about one PROFILE came out as it did, or why not as VALUE.

    Names the rules with what held, what failed and what is still open, and every single answer that would change it.
    `rules show` lists the decisions.
    """
    from engine import api
    from engine.commands.profile_files import one_profile
    from engine.commands.terminal import colour, to_file_or_out, width

    base = api.load_pack(folder)
    read = one_profile(profile, "explain", base)
    name, asked, value = decision.partition("=")
    found = api.explain_decision(base, read, name, value if asked else None, as_of)
    wide, coloured = width(output), colour(output)
    page = api.write_explanation(base, found, read, form, full=full, width=wide, colour=coloured)
    to_file_or_out(page, output, [profile])
