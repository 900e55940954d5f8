"""`register`: arrangements over time, in one file. What enters something stands in `recording`."""

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import click

from armslength.commands.pack import refuse_to_print_a_zip
from armslength.commands.register_options import (
    as_of_option,
    by_option,
    kept_checkpoint,
    key_option,
    moment,
    needing_the_extra,
    office_of,
    opened,
    place,
    reads,
    register_argument,
    subject_argument,
    why_option,
)
from engine.commands.on_use import CommandOnUse, OnUse
from engine.commands.options import FINDINGS, example, form_option, output_option, pack_option

RECORDING = "armslength.commands.recording"

ENTERING = (
    CommandOnUse("answer", f"{RECORDING}:answer", "Answer questions, or say whether controls are in place."),
    CommandOnUse("evidence", f"{RECORDING}:evidence", "Attach evidence, or let it count no longer."),
    CommandOnUse("sign", f"{RECORDING}:sign", "Adopt the assessment as it stands."),
    CommandOnUse("start", f"{RECORDING}:start", "Record the first day, or plan it."),
    CommandOnUse("pause", f"{RECORDING}:pause", "Record that nothing happens from a day on."),
    CommandOnUse("resume", f"{RECORDING}:resume", "Record that it goes on."),
    CommandOnUse("end", f"{RECORDING}:end", "Begin to close it down, or record that this is done."),
    CommandOnUse("scope", f"{RECORDING}:scope", "Agree anew what the work is."),
    CommandOnUse("review", f"{RECORDING}:review", "Record a review that was held."),
    CommandOnUse("incident", f"{RECORDING}:incident", "Record an incident, or how soon it was escalated."),
    CommandOnUse("action", f"{RECORDING}:action", "Agree an action, agree it anew, or close it with evidence."),
    CommandOnUse("waiver", f"{RECORDING}:waiver", "Ask for a waiver; approve, extend or end one."),
    CommandOnUse("question", "armslength.commands.asking:question", "Put a question to somebody, and take the answer."),
    CommandOnUse("share", "armslength.commands.asking:share", "Record what somebody else may see, or end that."),
    CommandOnUse("note", f"{RECORDING}:note", "Write something into the history."),
    CommandOnUse("erase", f"{RECORDING}:erase", "Erase texts about a person; the history says that it was done."),
    CommandOnUse("adopt", "armslength.commands.adopting:adopt", "Go over to the rules that are installed now."),
)
"""The commands that enter something about one subject."""


ACCOUNTS = CommandOnUse("account", "armslength.commands.account:account", "Say who may sign in, if people do.")


@click.group(cls=OnUse, on_use=(*ENTERING, ACCOUNTS))
def register() -> None:
    """Keep arrangements over time, in one file: answers, decisions, reviews, incidents, and what falls due.

    REGISTER is a file, or the address of a PostgreSQL database. Nothing in it is changed or deleted: each entry says
    who made it, when and why. An entry that is refused changes nothing; the reason is said, and the exit code is 1.
    """


@register.command(epilog=example("register init register.db"))
@register_argument
@key_option
def init(file: str, key: Path | None) -> None:
    """Make a register with nothing in it, and its key: keep a copy of the key somewhere else."""
    from engine.commands.terminal import say

    with needing_the_extra():
        from armslength.register.store.key_files import beside
        from armslength.register.store.register import create_register

        made = create_register(place(file), key)
    say(f"{made.place}: a register with nothing in it. Its key is {key or beside(Path(file))}; keep a copy elsewhere.")


@register.command("import", epilog=example("register import register.db table.xlsx --by 'A. Name, service_manager'"))
@register_argument
@click.argument("profiles", metavar="PROFILES...", nargs=-1, required=True, type=click.Path(path_type=Path))
@by_option
@why_option
@as_of_option
@key_option
@click.option("-o", "--output", metavar="FILE", help="What happened and what to mend: .csv, or the workbook as .xlsx.")
@pack_option
def import_(
    file: str, profiles: tuple[Path, ...], by: str, why: str, as_of: date | None, key: Path | None, output: str | None,
    folder: Path | None,
) -> None:  # fmt: skip
    """Enter the profiles of files, and of the rows of tables (a workbook, CSV, JSON Lines, Parquet).

    It is said of each what happened. A row with an answer that can't be read is not entered. What is in the register
    already is not changed: only what nobody answered yet is added. The exit code is 1 where there is anything to mend.

    With -o FILE.xlsx, a workbook comes back as it is, with two more columns: what happened, and what to mend.
    """
    from engine import UsageError
    from engine.commands.terminal import out, refuse_to_write_over, to_file_or_out

    returns = bool(output) and str(output).lower().endswith((".xlsx", ".xlsm"))
    if returns and [each.suffix.lower() for each in profiles] not in ([".xlsx"], [".xlsm"]):
        raise UsageError("a workbook comes back where one workbook goes in; let the list end in .csv")
    if returns:
        refuse_to_write_over(str(output), "the workbook")
    office, there = office_of(folder), opened(file, key)
    from armslength.register.domain.office import actor_named
    from armslength.register.exchange.arriving import arrive, arrived_table, arrived_text, coming

    who, came = actor_named(office, by), coming(office, profiles)
    arrived = arrive(there, office, came, who, moment(as_of), why)
    out(arrived_text(arrived))
    if output and returns:
        from armslength.register.exchange.workbook_in import beside
        from engine.source.atomic import replaced

        with replaced(Path(output)) as target:
            target.write_bytes(beside(office, profiles[0].read_bytes(), arrived))
    elif output:
        to_file_or_out(arrived_table(arrived), output, [str(each) for each in profiles])
    sys.exit(FINDINGS if any(each.mend for each in arrived) else 0)


@register.command("list", epilog=example("register list register.db"))
@reads
@form_option("text", "json")
@output_option()
def list_(file: str, as_of: date | None, form: str, output: str, folder: Path | None) -> None:
    """List what is in the register; with --as-of, what had been entered by the end of that day."""
    from engine.commands.terminal import to_file_or_out

    office, there = office_of(folder), opened(file)
    from armslength.register.exchange.telling import list_data, list_text, listed_on

    listed = listed_on(there, office, as_of)
    to_file_or_out(list_data(listed) if form == "json" else list_text(listed, office), output, [file])


@register.command(epilog=example("register show register.db my-arrangement --answers"))
@reads
@subject_argument
@click.option("--answers", is_flag=True, help="List every answer with its version and who gave it.")
@click.option("--history", is_flag=True, help="List every entry.")
@click.option("--full", is_flag=True, help="Show the whole page of the assessment, too.")
@output_option()
def show(
    file: str, subject: str, as_of: date | None, answers: bool, history: bool, full: bool, output: str,
    folder: Path | None,
) -> None:  # fmt: skip
    """Show one arrangement: where it stands, what falls due, what has changed since it was signed, and the conclusion.

    With --as-of, it is shown as it had been entered by the end of that day.
    """
    from engine import write_results
    from engine.commands.terminal import colour, to_file_or_out, width

    office, there = office_of(folder), opened(file)
    from armslength.register.exchange.telling import answers_text, assessed, history_text, state_on, subject_text

    today = moment(as_of).today(office)
    state = state_on(there, office, subject, as_of)
    result = assessed(state, office, today)
    parts = []
    if full or not (answers or history):
        parts.append("\n".join(subject_text(state, office, result, today)))
        parts.append(
            write_results(office.base, [result], "text", full=full, width=width(output), colour=colour(output))
        )
    if answers:
        parts.append("\n".join(answers_text(state)))
    if history:
        parts.append("\n".join(history_text(state.history, office)))
    to_file_or_out("\n\n".join(parts), output, [file])


@register.command(epilog=example("register due register.db --within P30D --format ics -o due.ics"))
@reads
@click.option("--within", metavar="DURATION", help="Only what is overdue or due within a time, as in P30D.")
@click.option("--id", "subjects", metavar="ID", multiple=True, help="Only this one; may be given several times.")
@form_option("text", "json", "ics", "xlsx")
@output_option()
def due(
    file: str, as_of: date | None, within: str | None, subjects: tuple[str, ...], form: str, output: str,
    folder: Path | None,
) -> None:  # fmt: skip
    """List what falls due, by day, each with the rule or the person that set the day.

    As `ics` it is a calendar for Outlook, Google and Apple, with no names of people in it; as `xlsx` a workbook to sort
    and filter. Dates include their own day.
    """
    from engine import UsageError
    from engine.commands.terminal import STANDARD_OUTPUT, to_file_or_out
    from engine.source.duration import duration_from

    time = duration_from(within) if within else None
    if within and time is None:
        raise UsageError(f"`{within}` is not a duration; write it as in P30D or P3M")
    office, there = office_of(folder), opened(file)
    from armslength.register.exchange.calendar import calendar
    from armslength.register.exchange.outlook import due_lines, outlooks
    from armslength.register.exchange.telling import due_data, due_text, due_workbook

    if form == "xlsx" and output == STANDARD_OUTPUT:
        raise UsageError("a workbook is nothing to read at a terminal; name its file with `-o due.xlsx`")
    today = moment(as_of).today(office)
    stamped = due_lines(outlooks(there, office, today, subjects or None), today, time)
    lines = [line for line, _ in stamped]
    make: dict[str, Callable[[], str | bytes]] = {
        "ics": lambda: calendar(stamped, office),
        "json": lambda: due_data(lines),
        "xlsx": lambda: due_workbook(lines, office),
        "text": lambda: due_text(lines) or "Nothing is due.",
    }
    with needing_the_extra():
        written = make[form]()
    to_file_or_out(written, output, [file])


@register.command(epilog=example("register verify register.db --checkpoint 1234-0f3a9c51d2e4b678"))
@register_argument
@click.option(
    "--checkpoint",
    "kept",
    multiple=True,
    metavar="KEPT",
    help="A checkpoint that you kept: its short form, or the file that holds it.",
)
@pack_option
def verify(file: str, kept: tuple[str, ...], folder: Path | None) -> None:
    """Check that nothing in the register was touched up, lost or written anew. The exit code is 1 where something was.

    Keep the checkpoint that it says somewhere else: with it, a missing end is found, too.
    """
    from engine.commands.terminal import out, say

    office, there = office_of(folder), opened(file)
    from armslength.register.exchange.outlook import kept_otherwise
    from armslength.register.store.verifying import verify_register

    found = verify_register(there, [kept_checkpoint(each) for each in kept])
    found.wrong += kept_otherwise(there, office) if not found.wrong else ()
    for each in found.wrong:
        say(each)
    if not found.wrong:
        out(f"{there.place}: {found.size} entries, all as they were written. Checkpoint: {found.short}")
    sys.exit(FINDINGS if found.wrong else 0)


@register.command(epilog=example("register export register.db -o handed-over"))
@register_argument
@click.option("-o", "--output", metavar="FOLDER", required=True, type=click.Path(path_type=Path), help="A new folder.")
def export(file: str, output: Path) -> None:
    """Write the log into a new folder: events, texts, hashes, checkpoint, and `verify.py`, which checks it anywhere."""
    from engine.commands.terminal import say

    there = opened(file)
    from armslength.register.exchange.leaving import export as write

    short = write(there, output)
    say(f"{output}: checkpoint {short}; check it with: python {output / 'verify.py'} {output}")


@register.command(epilog=example("register table register.db -o table.xlsx"))
@reads
@click.option("-o", "--output", metavar="FILE", required=True, help="The table to write: .xlsx, .csv or .jsonl.")
def table(file: str, as_of: date | None, output: str, folder: Path | None) -> None:
    """Write all arrangements as a table, as they stand or stood at the end of a day: for `armslength portfolio`.

    Two such tables, of two days, show what has moved in between: `armslength portfolio … --since`.
    """
    from engine import UsageError, write_rows
    from engine.commands.terminal import refuse_to_write_over
    from engine.source.atomic import replaced

    target = Path(output)
    refuse_to_write_over(output, "the table")
    if target.suffix.lower() not in (".xlsx", ".csv", ".jsonl"):
        raise UsageError(f"`{output}` is no name for a table; let it end in .xlsx, .csv or .jsonl")
    office, there = office_of(folder), opened(file)
    from armslength.register.domain.known import profile_of
    from armslength.register.exchange.telling import states_on

    today = moment(as_of).today(office)
    profiles = [profile_of(state, office, today) for state in states_on(there, office, as_of).values()]
    with replaced(target) as beside:
        write_rows(office.base, profiles, beside)


@register.command(epilog=example("register pack register.db my-arrangement -o my-arrangement.zip"))
@reads
@subject_argument
@click.option(
    "--format",
    "forms",
    type=click.Choice(("html", "md", "docx", "pdf")),
    multiple=True,
    help="A form of the documents.",
)
@output_option("zip")
def pack(file: str, subject: str, as_of: date | None, forms: tuple[str, ...], output: str, folder: Path | None) -> None:
    """Put everything behind one arrangement into a zip: its documents, its history, and `verify.py` to check that.

    With --as-of, the documents are those of that day; the history is whole, since only a whole one can be checked.
    """
    from armslength.documents.declared import read_office
    from armslength.documents.pack import inspection_pack
    from engine.commands.terminal import to_file_or_out

    refuse_to_print_a_zip(output)
    office, there = office_of(folder), opened(file)
    from armslength.register.exchange.leaving import history_of
    from armslength.register.exchange.telling import assessed, history_text, state_on

    result = assessed(state_on(there, office, subject, as_of), office, moment(as_of).today(office), "both")
    history = history_of(there, subject, history_text(there.state(subject).history, office))
    documents = read_office(office.base)
    made = inspection_pack(office.base, result, documents, dict.fromkeys(forms or ("html",)), history)
    to_file_or_out(made, output, [file])


@register.command(epilog=example("register backup register.db register-2026-05.db"))
@register_argument
@click.argument("to", metavar="FILE", type=click.Path(path_type=Path))
def backup(file: str, to: Path) -> None:
    """Copy the register into a new FILE, and check the copy. The key is not in it."""
    from engine.commands.terminal import say

    there = opened(file)
    from armslength.register.store.keeping import back_up

    say(f"{to}: a whole copy, with checkpoint {back_up(there, to)}. Keep the key apart from it.")


@register.command(epilog=example("register restore register-2026-05.db register.db"))
@click.argument("file", metavar="BACKUP", type=click.Path(path_type=Path))
@click.argument("to", metavar="REGISTER", type=click.Path(path_type=Path))
@click.option("--signing", metavar="FILE", type=click.Path(path_type=Path), help="Of an export: the key that it had.")
def restore(file: Path, to: Path, signing: Path | None) -> None:
    """Make a register from a BACKUP, or from the folder of an export, under a name that is free, and check it.

    An export is signed with a new key, unless --signing gives the one that it had.
    """
    from engine import UsageError
    from engine.commands.terminal import say

    with needing_the_extra():
        from armslength.register.store.keeping import make_again
        from armslength.register.store.keeping import restore as again
        from armslength.register.store.key_files import beside, read_key
        from armslength.register.verify import CannotCheck, read_folder
    if file.is_dir():
        try:
            log = read_folder(file)
        except CannotCheck as error:
            raise UsageError(str(error)) from None
        make_again(log, to, signing=read_key(signing) if signing else None)
        say(f"{to}: made again from {file}. Its key is {beside(to)}; keep a copy elsewhere.")
        return
    again(file, to)
    say(f"{to}: restored. Put its key back as {beside(to)} before anything is entered.")


@register.command(epilog=example("register upgrade register.db"))
@register_argument
def upgrade(file: str) -> None:
    """Bring a register that an older version of the program wrote to the form of this one; the old file is kept.

    Of a database, make a backup first: its server keeps it.
    """
    from engine.commands.terminal import say

    with needing_the_extra():
        from armslength.register.store.keeping import upgrade as go_on

        done = go_on(place(file))
    named = "the database" if "://" in file else file
    kept = f"; as it was, it is kept as {done.kept}" if done and done.kept else ""
    say(f"{named}: upgraded{kept}" if done else f"{named}: up to date already")
