"""What these commands have in common: a report in the form asked for, also where the pack is refused."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from engine import InputError
from engine.commands.failures import say_diagnostics
from engine.commands.terminal import out
from engine.export.reports.forms import in_form
from engine.export.reports.report import Report, refused


def write(report: Report, form: str) -> None:
    """Write a report to standard output; as text, nothing where nothing was found."""
    text = in_form(report, form)
    if text:
        out(text)


@contextmanager
def reporting(command: str, form: str) -> Iterator[None]:
    """End in words as ever where the input is refused and, for programs, with a report that says so."""
    try:
        yield
    except InputError as error:
        if form == "text":
            raise
        write(refused(command, error.diagnostics), form)
        say_diagnostics(error.diagnostics)
        sys.exit(error.exit_code)
