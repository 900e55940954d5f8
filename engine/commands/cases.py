"""`rules test`: run the cases of a pack, and tell what they never try."""

import sys
from pathlib import Path

import click

from engine.commands.options import (
    FINDINGS,
    engine_option,
    example,
    fail_under_option,
    form_option,
    output_option,
    pack_option,
)


@click.command("test", epilog=example("rules test --rules my-pack --engine reference"))
@click.option("--coverage", "covering", is_flag=True, help="List the rules and tests that no case ever tries.")
@fail_under_option
@form_option("text", "json", "junit", "sarif", "github")
@engine_option
@output_option()
@pack_option
def test(covering: bool, fail_under: float | None, form: str, engine: str, output: str, folder: Path | None) -> None:
    """Run the cases of a pack and the worked examples that say what they expect.

    Exits with 1 if an outcome differs from what is expected; each difference is shown with its place. With --coverage,
    a rule counts as tried once it was fired, ruled out and open, and a test of a rule once the rule hung on it;
    --fail-under asks for a share of these.
    """
    from engine import api, coverage, run_cases
    from engine.commands.reporting import reporting, write
    from engine.commands.terminal import say
    from engine.export.reports.tested import tested, words

    with reporting("rules test", form, output):
        base = api.load_pack(folder)
        results = run_cases(base, engine)
        covered = coverage(base, results.runs) if covering or fail_under is not None else None
    write(tested(base, results, covered), form, output)
    say(words(results, covered))
    below = covered is not None and fail_under is not None and covered.percent < fail_under
    sys.exit(FINDINGS if results.failed or below else 0)
