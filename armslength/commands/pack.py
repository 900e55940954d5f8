"""`pack`: everything that shows how one decision came about, in one file, to be handed over."""

import sys
from datetime import date
from pathlib import Path, PurePath

import click

from engine.commands.options import FILE, as_of_option, engine_option, example, output_option, pack_option

FORMS = ("html", "md", "docx", "pdf")


@click.command("pack", epilog=example("pack my-arrangement.yaml -o my-arrangement.zip"))
@click.argument("profile", metavar="PROFILE", type=FILE)
@click.option(
    "--format", "forms", type=click.Choice(FORMS), multiple=True, help="A form of the documents.  [default: html]"
)
@as_of_option
@engine_option
@output_option("zip")
@pack_option
def pack(profile: str, forms: tuple[str, ...], as_of: date, engine: str, output: str, folder: Path | None) -> None:
    """Put everything that shows how one decision came about into a zip: to be handed over, or kept.

    It holds the documents that the rules put into it, the result and the profile, and a page of contents that says what
    each file is and how to work the result out again. Several --format give each document in each of them.
    """
    from armslength.documents.declared import read_office
    from armslength.documents.pack import inspection_pack
    from engine import UsageError, assess, load_pack
    from engine.commands.doubtful_days import warn_of_days_to_come
    from engine.commands.profile_files import profiles_in
    from engine.commands.terminal import to_file_or_out

    refuse_to_print_a_zip(output)
    base = load_pack(folder)
    office = read_office(base)
    found = profiles_in([profile], base)
    if len(found) != 1:
        raise UsageError(f"a pack is about one profile, and `{profile}` holds {len(found)}")
    result = assess(base, found[0], as_of, engine)
    to_file_or_out(inspection_pack(base, result, office, dict.fromkeys(forms or ("html",))), output, [profile])
    warn_of_days_to_come(result.profile, result.assessment.to_come, as_of)


def refuse_to_print_a_zip(output: str) -> None:
    """Refuse a name that says another form than a zip, and a terminal."""
    from engine import UsageError
    from engine.commands.terminal import STANDARD_OUTPUT
    from engine.source.characters import in_backticks, visible

    if output != STANDARD_OUTPUT and PurePath(output).suffix.lower() != ".zip":
        raise UsageError(f"{in_backticks(visible(output))} is no name for a pack; let it end in .zip")
    if output == STANDARD_OUTPUT and sys.stdout is not None and sys.stdout.isatty():
        raise UsageError("a pack is a zip, and nothing to read at a terminal; name its file with `-o FILE.zip`")
