"""What falls due over all subjects: read, filtered, taken along."""

from collections.abc import Iterable

from armslength.register.domain.due import DueLine
from armslength.register.exchange.calendar import calendar
from armslength.register.exchange.telling import due_data
from armslength.web.asking import Asking
from armslength.web.exports import as_csv
from armslength.web.pages.due import DuePage, DueWanted, Pairs, due_page, due_table, wanted_lines
from armslength.web.routing import READERS, Download, Routes

ROUTES = Routes("due")


@ROUTES.get("/due", READERS)
def shown(asking: Asking) -> DuePage:
    """Show what falls due, as the address says."""
    page = asking.wanted("page")
    number = int(page) if page.isascii() and page.isdecimal() and len(page) < 9 else 1
    return due_page(
        asking.overview(), DueWanted.of(asking.query), number, asking.office, asking.today, asking.desk.words
    )


@ROUTES.get("/due.csv", READERS)
def as_table(asking: Asking) -> Download:
    """Give what is shown as CSV."""
    head, *rows = due_table(_lines(asking), asking.office, asking.desk.words)
    return as_csv("due", head, rows)


@ROUTES.get("/due.json", READERS)
def as_data(asking: Asking) -> Download:
    """Give what is shown as JSON, as the command line writes it."""
    return Download(due_data(_lines(asking)).encode(), "due.json", "application/json")


@ROUTES.get("/due.ics", READERS)
def as_calendar(asking: Asking) -> Download:
    """Give what is shown as a calendar, to be imported once."""
    return calendar_file(asking, DueWanted.of(asking.query))


def calendar_file(asking: Asking, want: DueWanted) -> Download:
    """Write what falls due as a calendar."""
    return Download(calendar(pairs_of(asking, want), asking.office), "due.ics", "text/calendar")


def pairs_of(asking: Asking, want: DueWanted) -> Pairs:
    """Find the lines that are wanted today."""
    return wanted_lines(asking.overview(), want, asking.today)


def _lines(asking: Asking) -> Iterable[DueLine]:
    return (line for line, _ in pairs_of(asking, DueWanted.of(asking.query)))
