"""`rules test`: run the cases of a pack."""

import sys
from pathlib import Path

import click

from engine.commands.options import FINDINGS, engine_option, example, pack_option


@click.command("test", epilog=example("rules test --rules my-pack --engine reference"))
@engine_option
@pack_option
def test(engine: str, folder: Path | None) -> None:
    """Run the cases of a pack and the worked examples that say what they expect.

    Exits with 1 if an outcome differs from what is expected; each difference is shown with its place.
    """
    from engine import api
    from engine.checks.run import run_cases
    from engine.render.terminal import out, say

    tested = run_cases(api.load_pack(folder), engine)
    if tested.faults:
        out("\n".join(map(str, tested.faults)))
    say(f"{tested.cases} cases, {tested.failed or 'none'} failed; by {' and '.join(tested.engines) or 'no engine'}")
    sys.exit(FINDINGS if tested.failed else 0)
