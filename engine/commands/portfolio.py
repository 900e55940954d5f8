"""`portfolio`: decide every row of a table, explain one of them, or write a workbook to be filled in."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from engine.commands.on_use import around, imported
from engine.commands.options import FINDINGS, day, example, pack_option

if TYPE_CHECKING:
    from engine import RuleBase, TableRun
    from engine.portfolio.job import Engine, ResultForm, TableJob

STREAM = "-"
NOT_ON_SPARK = {"sheets": "--sheet", "since": "--since", "refused": "--refused", "strict": "--strict"}
"""What can't be asked of Spark, and how it is asked for."""

MOST_SAID = 20
"""Refused rows that are told of where there is no table for them. The number of all is said, and `--refused` writes
them."""


class TableFirst(click.Group):
    """A group whose own arguments are those of its first command: what is no name of a command is a table."""

    @property
    def first(self) -> click.Command:
        """The command that is meant where no other is named."""
        return decide

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """Give the arguments to the command that is meant."""
        if args and args[0] in self.commands:
            return super().make_context(info_name, args, parent, **extra)
        return self.first.make_context(info_name, args, parent, **extra)


@click.group(cls=TableFirst)
def portfolio() -> None:
    """Decide every row of a table, or write a workbook to be filled in."""


@click.command(epilog=example("portfolio table.xlsx -o results.xlsx --since results-of-last-month.xlsx"))
@click.argument("table", type=click.Path(allow_dash=True))
@click.option("-o", "--output", metavar="OUT", help="Where the results go: .xlsx, .csv, .jsonl, .parquet, or `-`.")
@click.option("--id", "id_heading", metavar="COLUMN", default="", help="The column that says which row is which.")
@click.option("--sheet", "sheets", multiple=True, metavar="NAME", help="Only this sheet; may be given several times.")
@click.option("--explain", "row_id", metavar="ROW", help="Print the page for the row with this id instead.")
@click.option("--full", is_flag=True, help="With --explain: show all that stands behind it.")
@click.option("--since", metavar="LAST", help="Results of last time: say for each row what has changed since.")
@click.option("--refused", metavar="FILE", help="Where what can't be read is listed.  [default: beside OUT]")
@click.option("--overwrite", is_flag=True, help="Write over OUT if it is there already.")
@click.option("--strict", is_flag=True, help="Stop at the first answer or row that can't be read.")
@click.option(
    "--engine",
    type=click.Choice(["reference", "columnar", "spark"]),
    help="Which engine decides.  [default: columnar where it is installed, else reference]",
)
@click.option("--master", metavar="URL", help="With --engine spark: the cluster to use.")
@click.option("--as-of", callback=day, metavar="DATE", show_default="today", help="The day of assessment, YYYY-MM-DD.")
@pack_option
def decide(table: str, output: str | None, row_id: str | None, engine: Any, **options: Any) -> None:
    """Decide every row of TABLE (a workbook, CSV, JSON Lines or Parquet; `-` is standard input).

    A column for each question, headed by its name or its words, and a column `id`; blank, `?` and "don't know yet" are
    normal answers. `armslength portfolio template -o FILE.xlsx` writes a workbook to fill in.

    A register is read as a table, too, also for --since: `register.db`, or `register.db@2026-08-31` as it stood at the
    end of that day.

    OUT holds every row with what came out of it, and can go in again. An answer that can't be read counts as not known;
    it is listed apart, with its cell and the reason, and the exit code is 1. Only a row without an id of its own is
    refused.
    """
    from engine import UsageError

    if row_id is not None:
        _explain(table, output or STREAM, row_id, engine, options)
    elif output is None:
        raise UsageError("say where the results go, as in `-o results.xlsx`")
    elif engine == "spark":
        _on_spark(table, output, options)
    else:
        _decide(table, output, engine, options)


@portfolio.command(epilog=example("portfolio template --quick -o table.xlsx"))
@click.option("-o", "--output", required=True, metavar="FILE", help="The workbook to write.")
@click.option("--quick", is_flag=True, help="Only the quick screen, on one sheet.")
@click.option("--evidence", is_flag=True, help="With columns for what each answer rests on: what shows it, who, when.")
@pack_option
def template(output: str, quick: bool, evidence: bool, folder: Path | None) -> None:
    """Write a workbook to fill in: a row for each arrangement, with the allowed answers to choose from.

    `armslength profile to-row` writes one that is filled in with profiles.
    """
    from engine import UsageError, api, write_template
    from engine.commands.terminal import refuse_to_write_over, say
    from engine.source.atomic import replaced

    target = Path(output)
    refuse_to_write_over(output, "the workbook")
    if target.suffix.lower() != ".xlsx":
        raise UsageError(f"`{output}` is no name for a workbook; let it end in `.xlsx`")
    with replaced(target) as beside:
        write_template(api.load_pack(folder), beside, quick=quick, evidence=evidence)
    say(f"{output}: a workbook to fill in; decide it with: armslength portfolio {output} -o results.xlsx")


def _decide(table: str, output: str, engine: "Engine | None", options: dict[str, Any]) -> None:
    from engine import api
    from engine.commands.terminal import colour, out, width

    base = api.load_pack(options["folder"])
    with _job(base, table, output, engine, options) as job:
        _spare(output, job, overwrite=options["overwrite"])
        done = api.decide_table(base, job)
        if job.refused is not None and not done.summary.faulty and options["overwrite"]:
            job.refused.unlink(missing_ok=True)  # what was refused last time is no longer
        if output == STREAM:
            with job.target.open("rb") as file:
                while part := file.read(1_000_000):
                    out(part)
    _say_summary(base, done, job, to_terminal=output != STREAM, width=width(), colour=colour())
    sys.exit(FINDINGS if done.summary.faulty else 0)


def _spare(output: str, job: "TableJob", *, overwrite: bool) -> None:
    """Refuse to write over what is there already: somebody may have gone on filling it in."""
    from engine import UsageError
    from engine.source.characters import visible

    for path in (None if output == STREAM else job.target, job.refused):
        if path is not None and path.exists() and not overwrite:
            way_out = "give the results another name, or add `--overwrite`"
            raise UsageError(f"`{visible(str(path))}` is there already; {way_out}")


def _say_summary(
    base: "RuleBase", done: "TableRun", job: "TableJob", *, to_terminal: bool, width: int, colour: bool
) -> None:
    from engine.commands.terminal import out, say
    from engine.render.portfolio.summary_page import summary_text

    words = summary_text(base, done.summary, width, colour=colour and to_terminal)
    (out if to_terminal else say)(words)
    for each in done.refused_cells[:MOST_SAID] if not to_terminal else ():
        say(f"row {each.row}, {each.column or 'the whole row'}: {each.reason}")
    if done.summary.faulty and job.form == "xlsx" and job.refused is None:
        say('the sheet "Refused" says which cells can\'t be read, and why')
    elif done.summary.faulty and job.refused is not None:
        say(f"{job.refused}: what can't be read, with the reasons")
    elif len(done.refused_cells) > MOST_SAID and not to_terminal:
        say("and more; `--refused FILE` lists them all")
    others = "".join(f"; some rows by {name} as well, with the same results" for name in done.engines[1:])
    say(f"decided by {done.engines[0]}{others}")


@contextmanager
def _job(
    base: "RuleBase", table: str, output: str, engine: "Engine | None", options: dict[str, Any]
) -> "Iterator[TableJob]":
    """Put together what is asked; standard input and output go through files in a folder of their own."""
    import tempfile

    from engine import TableJob
    from engine.commands.progress import ticking
    from engine.commands.terminal import say
    from engine.portfolio.run.complete_job import engine_at_hand

    with tempfile.TemporaryDirectory(prefix="armslength-") as folder:
        source = _source(base, table, options["as_of"], Path(folder))
        form = _form(output)
        target = Path(folder) / "results" if output == STREAM else Path(output)
        with ticking(source) as progress:
            yield TableJob(
                source=source,
                shown="" if source == Path(table) else table,
                target=target,
                form=form,
                refused=_refused_at(options["refused"], output, form),
                as_of=options["as_of"],
                engine=engine_at_hand(engine),
                id_heading=options["id_heading"],
                sheets=options["sheets"],
                earlier=_earlier(base, options["since"], options["as_of"], Path(folder)),
                strict=options["strict"],
                warn=lambda warning: say(str(warning)),
                progress=progress,
            )


def _written_as_table(
    base: "RuleBase", name: str, as_of: date | None, folder: Path
) -> "tuple[Path, date | None] | None":
    """Let what stands around the engine write as a table what is none: the table, and the day that its name says."""
    readers = (imported(where) for where in around().tables)
    return next((found for read in readers if (found := read(name, base, as_of, folder))), None)


def _earlier(base: "RuleBase", since: str | None, as_of: date | None, folder: Path) -> Path | None:
    """Give the results of last time; those of what is no table are worked out as of the day that its name says."""
    from engine import TableJob, api

    written = since and _written_as_table(base, since, as_of, folder)
    if not since or not written:
        return Path(since) if since else None
    path, day = written
    results = folder / "results-of-last-time.csv"
    api.decide_table(base, TableJob(path, results, day or as_of, shown=since))
    return results


def _source(base: "RuleBase", table: str, as_of: date | None, folder: Path) -> Path:
    """Give the path of the table; of standard input, that of a copy, and of what is no table, that of one."""
    import shutil

    from engine import UsageError
    from engine.rulebase.folders import YAML
    from engine.source.characters import in_backticks

    if table != STREAM:
        if Path(table).suffix.lower() in YAML and Path(table).is_file():
            way_out = "`armslength assess` decides it, and `armslength profile to-row` makes a row of it"
            raise UsageError(f"{in_backticks(table)} is a profile, and no table; {way_out}")
        written = _written_as_table(base, table, as_of, folder)
        return written[0] if written else Path(table)
    if sys.stdin is None:
        raise UsageError("standard input is closed")
    copy = folder / "standard-input"
    with copy.open("wb") as file:
        shutil.copyfileobj(sys.stdin.buffer, file)
    return copy


def _form(output: str) -> "ResultForm":
    from engine.portfolio.run.complete_job import form_by_name

    return "csv" if output == STREAM else form_by_name(output)


def _refused_at(refused: str | None, output: str, form: "ResultForm") -> Path | None:
    """Choose where refused rows are listed: in the workbook itself, or in a table beside the results."""
    if refused is not None:
        return Path(refused)
    if form == "xlsx" or output == STREAM:
        return None
    return Path(output).with_name(f"{Path(output).stem}-refused.csv")


def _explain(table: str, output: str, row_id: str, engine: "Engine | None", options: dict[str, Any]) -> None:
    from engine import api
    from engine.commands.terminal import colour, say, to_file_or_out, width
    from engine.portfolio.run.one_row import profile_of

    base = api.load_pack(options["folder"])
    with _job(base, table, STREAM, engine, options) as job:
        profile, faults = profile_of(base, job, row_id)
    done = api.assess(base, profile, options["as_of"])
    page = api.write_results(base, [done], "text", full=options["full"], width=width(output), colour=colour(output))
    to_file_or_out(page, output, [table])
    for fault in faults:
        say(f"{fault}; it counts as not known")
    sys.exit(FINDINGS if faults else 0)


def _on_spark(source: str, target: str, options: dict[str, Any]) -> None:
    from engine import UsageError, api, run_on_spark
    from engine.commands.terminal import say
    from engine.interpret.result_columns import NOT_READ, TO_COME

    for name, asked in NOT_ON_SPARK.items():
        if options[name]:
            raise UsageError(f"`{asked}` does not go with `--engine spark`")
    if STREAM in (source, target):
        raise UsageError("Spark reads a folder or a table, and writes a folder; name them instead of `-`")
    base = api.load_pack(options["folder"])
    counts = run_on_spark(base, source, target, options["as_of"], options["id_heading"], options["master"])
    if counts.own:
        say(counts.own)
    both = counts.decided + counts.refused
    say(f"{both:,} rows: {counts.decided:,} decided, {counts.refused:,} refused; by columnar on Spark")
    if counts.not_read:
        say(f"{counts.not_read:,} with answers that can't be read; they count as not known: see `{NOT_READ}`")
    if counts.to_come:
        say(f"warning: {counts.to_come:,} with a day yet to come where the past is asked about: see `{TO_COME}`")
    if counts.refused_at is not None:
        say(f"{counts.refused_at}: the rows that can't be decided, with the reasons")
    sys.exit(FINDINGS if counts.refused or counts.not_read else 0)
