"""What these commands have in common: a report in the form asked for, also where the pack is refused."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from engine import InputError
from engine.commands.failures import say_diagnostics
from engine.commands.terminal import STANDARD_OUTPUT, to_file_or_out
from engine.export.reports.forms import in_form
from engine.export.reports.report import Report, refused


def write(report: Report, form: str, output: str, after: str = "") -> None:
    """Write a report to a file or standard output, with what comes after; as text, nothing where nothing was found."""
    text = in_form(report, form) + after
    if text or output != STANDARD_OUTPUT:
        to_file_or_out(text, output)


@contextmanager
def reporting(command: str, form: str, output: str) -> Iterator[None]:
    """End in words as ever where the input is refused and, for programs, with a report that says so."""
    try:
        yield
    except InputError as error:
        if form == "text":
            raise
        write(refused(command, error.diagnostics), form, output)
        say_diagnostics(error.diagnostics)
        sys.exit(error.exit_code)
