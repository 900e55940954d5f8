"""`form`: a form in Word that came back, as answers to be merged."""

from pathlib import Path

import click

from engine.commands.options import FILE, example, output_option, pack_option


@click.command("form", epilog=example("form from-maria.docx -o from-maria.yaml"))
@click.argument("form", metavar="FORM.docx", type=FILE)
@output_option("yaml")
@pack_option
def form(form: str, output: str, folder: Path | None) -> None:
    """Read a FORM that came back, which `document questions` wrote as Word: its answers as YAML, to be merged.

    Only what was ticked and typed into the fields is taken, with who answered and when. If anything was ticked that
    can't be true together, all of it is said, and nothing is written. A file that is there already is never written
    over.
    """
    from armslength.documents.filled_in import answers_of_form
    from engine import load_pack
    from engine.commands.terminal import refuse_to_write_over, to_file_or_out
    from engine.source.characters import visible
    from engine.source.origin import read_whole

    refuse_to_write_over(output, "the answers")
    base = load_pack(folder)
    to_file_or_out(answers_of_form(read_whole(form), visible(form), base), output, [form])
