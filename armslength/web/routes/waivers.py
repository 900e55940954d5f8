"""Waivers: the list of all of a subject. They are asked for, approved and ended on the page of their control."""

from armslength.web.asking import Asking
from armslength.web.exports import as_csv
from armslength.web.pages.waivers import STANDS, WaiversPage, table, waivers_page
from armslength.web.routing import READERS, Download, Routes

ROUTES = Routes("waivers")


@ROUTES.get("/s/<subject>/waivers", READERS)
def shown(asking: Asking, subject: str) -> WaiversPage:
    """Show the waivers of a subject."""
    return waivers_page(asking.state(subject), asking.office, _want(asking), asking.today, asking.desk.words)


@ROUTES.get("/s/<subject>/waivers.csv", READERS)
def as_table(asking: Asking, subject: str) -> Download:
    """Give the waivers that are shown as a table."""
    head, *rows = table(asking.state(subject), asking.office, _want(asking), asking.today, asking.desk.words)
    return as_csv(f"{subject}-waivers", head, rows)


def _want(asking: Asking) -> str:
    wanted = asking.wanted("stands")
    return wanted if wanted in STANDS else ""
