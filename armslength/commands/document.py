"""`document`: what people file, sign and send, as Word, PDF, HTML or Markdown."""

from datetime import date
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

import click

from engine.commands.options import (
    FILE,
    as_of_option,
    completing,
    engine_option,
    example,
    pack_option,
    profiles_argument,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from engine import Profile, RuleBase

FORMS = ("docx", "pdf", "html", "md")
"""The endings of a file's name; each is a form."""

TABLES = (".csv", ".tsv", ".xlsx", ".xlsm", ".jsonl", ".ndjson", ".parquet")
"""The endings of the name of a table, each of whose rows is a profile."""


def form_of(_: click.Context, __: click.Parameter, value: str) -> str:
    """Hold the name of the file to write to an ending that says its form."""
    if PurePath(value).suffix.lstrip(".").lower() not in FORMS:
        endings = ", ".join(f".{each}" for each in FORMS[:-1])
        raise click.BadParameter(f"`{value}` does not say what to write; end it with {endings} or .{FORMS[-1]}")
    return value


def kinds(base: "RuleBase") -> "Iterable[str]":
    """List the kinds of document that a pack declares."""
    from armslength.documents.declared import read_office

    return read_office(base).documents


@click.command("document", epilog=example("document decision-record my-arrangement.yaml -o my-arrangement.docx"))
@click.argument("kind", metavar="KIND", shell_complete=completing(kinds))
@profiles_argument
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    required=True,
    type=click.Path(),
    callback=form_of,
    help="The file to write: .docx, .pdf, .html or .md.",
)
@click.option("--template", metavar="FILE", type=FILE, help="For .docx: the house's own file, for its look.")
@click.option("--role", default="", help="For questions: only those that somebody in this role may know.")
@click.option("--earlier", metavar="RESULT", type=FILE, help="For a report: stored results, to say what has changed.")
@as_of_option
@engine_option
@pack_option
def document(
    kind: str, profiles: tuple[str, ...], output: str, template: str | None, role: str, earlier: str | None,
    as_of: date, engine: str, folder: Path | None,
) -> None:  # fmt: skip
    """Write the document KIND on a PROFILE (a file, or `-` for standard input); a report is on several, or on a table.

    Which kinds there are stands in the rules, in the folder `office/documents`: their sections, order and wording can
    be changed there. Word and PDF need the extra `documents`. A form in Word that is there already, and may be filled
    in, is never written over.
    """
    from armslength.documents.declared import read_office
    from armslength.documents.kinds import build
    from armslength.documents.writers import write_document
    from engine import UsageError, assess, load_pack, read_results
    from engine.commands.doubtful_days import warn_of_days_to_come
    from engine.commands.terminal import refuse_to_write_over, say, to_file_or_out
    from engine.source.origin import read_whole, stdin_once

    form = PurePath(output).suffix.lstrip(".").lower()
    if template and form != "docx":
        raise UsageError("--template is for Word; end the name of the file to write with .docx")
    read = [*profiles, *filter(None, (template, earlier))]
    stdin_once(*read)
    base = load_pack(folder)
    office = read_office(base)
    before = read_results(base, read_whole(earlier)) if earlier else ()
    results = [assess(base, each, as_of, engine) for each in profiles_or_rows(profiles, base)]
    then = {each.assessment.profile_id: each.assessment for each in before}
    made = build(base, results, office, kind, earlier=then, role=role)
    house = read_whole(template) if template else None
    if form == "docx" and office.documents[kind].has_part("questions"):
        refuse_to_write_over(output, "the form")
    written = write_document(made, form, house)
    for each in findings(house):
        say(each)
    to_file_or_out(written, output, read)
    for result in results:
        warn_of_days_to_come(result.profile, result.assessment.to_come, as_of)


def profiles_or_rows(names: tuple[str, ...], base: "RuleBase") -> "list[Profile]":
    """Read the profiles of files, or those in the rows of one table."""
    from engine import UsageError, read_rows
    from engine.commands.profile_files import profiles_in
    from engine.source.characters import in_backticks, visible

    table = next((each for each in names if PurePath(each).suffix.lower() in TABLES), None)
    if table is not None and len(names) > 1:
        raise UsageError(f"{in_backticks(visible(table))} is a table; give it alone, or give profiles only")
    if table is not None:
        return list(read_rows(Path(table), base))
    return profiles_in(names, base)


def findings(house: bytes | None) -> list[str]:
    """Say which styles the house's file has not, each with the way out."""
    if house is None:
        return []
    from armslength.documents.writers.word.styles import template_findings

    return [f"{each}; {each.help}" for each in template_findings(house)]
