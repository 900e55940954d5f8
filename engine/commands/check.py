"""`rules check`: read a pack strictly and look for what is wrong with it."""

import sys
from pathlib import Path

import click

from engine.commands.options import FINDINGS, example, form_option, pack_option


@click.command("check", epilog=example("rules check --rules my-pack"))
@form_option("text", "json", "junit", "sarif", "github")
@pack_option
def check(form: str, folder: Path | None) -> None:
    """Read a pack strictly and report every static finding: what is unused, never fires, may both fire, is not cited.

    Exits with 1 if there are findings, with 2 if the pack can't be read. For programs, there is a report in any case.
    """
    from engine import api
    from engine.checks.cases import read_examples
    from engine.checks.check import check as every_check
    from engine.commands.reporting import reporting, write
    from engine.render.reports.checked import checked
    from engine.render.terminal import say

    with reporting("rules check", form):
        base = api.load_pack(folder)
        findings = every_check(base, read_examples(base))
    write(checked(base, findings), form)
    say(
        f"{base.pack.id} {base.pack.version}: {len(base.statements)} statements, {len(base.facts)} questions, "
        f"{len(base.controls)} controls, {len(base.decisions)} decisions, {len(base.rules)} rules; "
        f"{len(findings) or 'no'} finding{'' if len(findings) == 1 else 's'}"
    )
    sys.exit(FINDINGS if findings else 0)
