"""`rules check`: read a pack strictly, look for what is wrong with it, and prove what is asked to be proved."""

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from engine.commands.on_use import around, imported
from engine.commands.options import FINDINGS, example, form_option, output_option, pack_option

if TYPE_CHECKING:
    from engine import Diagnostic, RuleBase

    FurtherCheck = Callable[[RuleBase], Iterable[Diagnostic]]


@click.command("check", epilog=example("rules check --rules my-pack --prove"))
@click.option("--prove", is_flag=True, help="Prove the laws and the pack's own properties, too.")
@click.option(
    "--witnesses",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="With --prove: write each profile that breaks a claim into this folder, not beneath the findings.",
)
@click.option(
    "--rlimit",
    metavar="STEPS",
    type=click.IntRange(min=1),
    help="With --prove: the solver steps that one question may take.  [default: 50000000]",
)
@form_option("text", "json", "junit", "sarif", "github")
@output_option()
@pack_option
def check(prove: bool, witnesses: Path | None, rlimit: int | None, form: str, output: str, folder: Path | None) -> None:
    """Read a pack strictly and report every static finding: what is unused, never fires, may both fire, is not cited.

    With --prove, every profile there can be is looked at, complete and partial ones: no gap and no conflict, settled
    stays settled, worse is never lighter, and whatever the pack claims of itself under `properties`. What does not hold
    is shown with a profile that breaks it; what can't be decided counts as a finding.

    Exits with 1 if there are findings, with 2 if the pack can't be read. For programs, there is a report in any case.
    """
    from engine import UsageError, api
    from engine.commands.proof_output import keep, proved
    from engine.commands.proof_output import witnesses as witnesses_of
    from engine.commands.reporting import reporting, write
    from engine.commands.terminal import say
    from engine.export.reports.checked import checked
    from engine.render.words import amount

    if not prove and (witnesses or rlimit):
        raise UsageError("`--witnesses` and `--rlimit` go with `--prove`")
    with reporting("rules check", form, output):
        base = api.load_pack(folder)
        findings = [*api.check(base), *(each for look in _further_checks() for each in look(base))]
    claims = proved(base, rlimit) if prove else []
    findings += [finding.diagnostic for claim in claims for finding in claim.findings]
    files = list(witnesses_of(base, claims))
    beneath = files if witnesses is None and form == "text" else []
    write(checked(base, findings), form, output, "".join(f"\n{text}" for _, text in beneath))
    if witnesses is not None:
        keep(witnesses, files)
    looked_up = f" ({len(base.looked_up)} in a crosswalk)" if base.crosswalks else ""
    say(
        f"{base.pack.id} {base.pack.version}: {amount(len(base.statements), 'statement')}, "
        f"{amount(len(base.facts), 'question')}, {amount(len(base.controls), 'control')}{looked_up}, "
        f"{amount(len(base.decisions), 'decision')}, {amount(len(base.rules), 'rule')}; "
        f"{amount(len(findings), 'finding') if findings else 'no findings'}"
    )
    sys.exit(FINDINGS if findings else 0)


def _further_checks() -> "Iterator[FurtherCheck]":
    """Walk the checks of what stands around the rules: the program names each of them, as `module:name`."""
    for where in around().checks:
        yield imported(where)
