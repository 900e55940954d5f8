"""`questions`: the open questions that matter, for whoever knows the answers."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from engine.commands.options import FILE, as_of_option, completing, example, pack_option

if TYPE_CHECKING:
    from engine import Handover, RuleBase

FORMS = {".xlsx": "workbook", ".yaml": "yaml", ".yml": "yaml", ".md": "markdown", ".html": "html", ".txt": "text"}
"""How questions are written, by the end of the file's name."""

TO_FILL_IN = ("workbook", "yaml")
"""The forms that `merge` takes answers from."""


@click.command(epilog=example("questions my-arrangement.yaml --for service_manager -o for-maria.xlsx"))
@click.argument("profile", type=FILE)
@click.option(
    "--for",
    "role",
    metavar="ROLE",
    default="",
    shell_complete=completing(lambda base: base.pack.roles),
    help="Only what this role is likely to know, and what anybody may answer.",
)
@as_of_option
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    default="-",
    type=click.Path(allow_dash=True),
    help="The file to write.  [default: standard output]",
)
@pack_option
def questions(profile: str, role: str, as_of: date, output: str, folder: Path | None) -> None:
    """Write the open questions about a PROFILE that matter, for all or for one role.

    Each question has its reason, examples and the answers to choose from, and room for the answer, what shows it, how
    it is known, a name and a day. By the end of its name, FILE is a workbook (.xlsx) or YAML, to be filled in, or a
    page to read (.md, .html, .txt). A file that is there already is never written over. `armslength merge` takes the
    answers back.
    """
    from engine import UsageError, api, hand_over, next_questions
    from engine.commands.profile_files import one_profile
    from engine.commands.terminal import STANDARD_OUTPUT, refuse_to_write_over, say
    from engine.render.handover import how_many_words, role_words
    from engine.source.characters import in_backticks, visible

    form = "text" if output == STANDARD_OUTPUT else FORMS.get(Path(output).suffix.lower(), "")
    if not form:
        raise UsageError(f"{in_backticks(output)} is no name for questions; let it end in {', '.join(FORMS)}")
    refuse_to_write_over(output, "the questions")
    base = api.load_pack(folder)
    about = one_profile(profile, "questions", base)
    worth = [each.name for each in next_questions(base, about, as_of)]
    found = hand_over(base, api.assess(base, about, as_of, "reference"), role, worth)
    if not found.names():
        whom = f" {role_words(base, found.made_from.role)}" if role else ""
        say(f"there is nothing to ask{whom}: no open question that matters is left; nothing is written")
        return
    _write(base, found, form, output)
    if output != STANDARD_OUTPUT:
        back = f"; take the answers back with: armslength merge {visible(profile)} {visible(output)}"
        say(f"{visible(output)}: {how_many_words(base, found)}{back if form in TO_FILL_IN else ''}")


def _write(base: "RuleBase", found: "Handover", form: str, output: str) -> None:
    from engine import api, write_question_workbook
    from engine.commands.terminal import colour, to_file_or_out, width
    from engine.source.atomic import replaced

    if form == "workbook":
        with replaced(Path(output)) as beside:
            write_question_workbook(base, found, beside)
        return
    to_file_or_out(api.write_questions(base, found, form, width=width(output), colour=colour(output)), output)
