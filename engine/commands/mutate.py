"""`rules mutate`: break the rules one by one, and see whether the cases notice."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from engine.commands.options import FINDINGS, example, fail_under_option, form_option, output_option, pack_option

if TYPE_CHECKING:
    from engine.checks.mutation.trial import MutantVerdict


@click.command("mutate", epilog=example("rules mutate --sample 300 --seed 1"))
@click.option("--sample", "size", metavar="N", type=click.IntRange(1), help="Try only so many, picked by chance.")
@click.option("--seed", type=int, default=0, show_default=True, help="What decides which ones a sample picks.")
@fail_under_option
@form_option("text", "json")
@output_option()
@pack_option
def mutate(size: int | None, seed: int, fail_under: float | None, form: str, output: str, folder: Path | None) -> None:
    """Break the rules of a pack in one small way after another, and see whether its cases notice.

    A threshold is moved by one, a value exchanged, `all` becomes `any`, a test or a conclusion is left out, and so on.
    A change that no case notices is listed with its place: write the case that would. What makes no difference to
    anybody is not counted. Exits with 1 if the share that was noticed is under --fail-under, or if the cases fail on
    the pack as it is.
    """
    from engine import api
    from engine.checks.mutation.mutants import mutants
    from engine.checks.mutation.mutation_run import MutationRun, sample
    from engine.checks.mutation.trial import Trial
    from engine.commands.reporting import reporting, write
    from engine.commands.terminal import say, to_file_or_out
    from engine.export.reports.mutated import mutated, words

    with reporting("rules mutate", form, output):
        base = api.load_pack(folder)
        everything = list(mutants(base))
        trial = Trial(base, everything)
    if trial.faults:
        to_file_or_out("\n".join(map(str, trial.faults)), output)
        say("the cases fail on the pack as it is; mend them first")
        sys.exit(FINDINGS)
    chosen = sample(everything, size, seed)
    with progress(len(chosen)) as step:
        done = MutationRun(tuple(step(trial.verdict(each)) for each in chosen), len(everything))
    write(mutated(base, done), form, output)
    say(words(done))
    sys.exit(FINDINGS if fail_under is not None and done.percent < fail_under else 0)


@contextmanager
def progress(length: int) -> "Iterator[Callable[[MutantVerdict], MutantVerdict]]":
    """Show on a terminal how far it has come; nothing anywhere else."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield lambda verdict: verdict
        return
    with click.progressbar(length=length, label="trying mutants", file=sys.stderr) as bar:

        def step(verdict: "MutantVerdict") -> "MutantVerdict":
            bar.update(1)
            return verdict

        yield step
