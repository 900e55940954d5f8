"""`rules check`: read a pack strictly and look for what is wrong with it."""

import sys
from pathlib import Path

import click

from engine.commands.options import FINDINGS, example, pack_option


@click.command("check", epilog=example("rules check --rules my-pack"))
@pack_option
def check(folder: Path | None) -> None:
    """Read a pack strictly and report every static finding: what is unused, never fires, may both fire, is not cited.

    Exits with 1 if there are findings, with 2 if the pack can't be read.
    """
    from engine import api
    from engine.checks.cases import read_examples
    from engine.checks.check import check as every_check
    from engine.render.terminal import out, say

    base = api.load_pack(folder)
    findings = every_check(base, read_examples(base))
    if findings:
        out("\n".join(map(str, findings)))
    say(
        f"{base.pack.id} {base.pack.version}: {len(base.statements)} statements, {len(base.facts)} questions, "
        f"{len(base.controls)} controls, {len(base.decisions)} decisions, {len(base.rules)} rules; "
        f"{len(findings) or 'no'} finding{'' if len(findings) == 1 else 's'}"
    )
    sys.exit(FINDINGS if findings else 0)
