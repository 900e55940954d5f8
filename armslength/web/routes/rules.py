"""The rules as a book: contents, search, and each thing on a page of its own."""

from armslength.web.asking import Asking, NothingThere
from armslength.web.exports import as_csv
from armslength.web.pages.rules import KINDS, EntryPage, LookedFor, RulesPage, entry_page, entry_rows, rules_page
from armslength.web.routing import READERS, Download, Routes
from engine import book
from engine.render.show import shown_entry

ROUTES = Routes("rules")


@ROUTES.get("/rules", READERS)
def contents(asking: Asking) -> RulesPage:
    """Show what there is, or what goes by the words that were looked for."""
    return rules_page(asking.office.base, _looked_for(asking), asking.desk.words)


@ROUTES.get("/rules.csv", READERS)
def contents_table(asking: Asking) -> Download:
    """Give what is shown as a table."""
    head = (asking.say(f"rules.head.{each}") for each in ("kind", "title", "name", "stands"))
    return as_csv("rules", head, entry_rows(asking.office.base, _looked_for(asking), asking.desk.words))


@ROUTES.get("/rules.html", READERS)
def whole_book(asking: Asking) -> Download:
    """Give the whole book as one file that needs no network."""
    base = asking.office.base
    return Download(book(base).encode(), f"{base.pack.id}-{base.pack.version}.html", "text/html")


def _looked_for(asking: Asking) -> LookedFor:
    kind = asking.wanted("kind")
    return LookedFor(asking.wanted("q"), kind if kind in KINDS else "")


@ROUTES.get("/rules/<name>", READERS)
def rule(asking: Asking, name: str) -> EntryPage:
    """Show a rule."""
    return entry(asking, "rule", name)


@ROUTES.get("/rules/<kind>/<name>", READERS)
def entry(asking: Asking, kind: str, name: str) -> EntryPage:
    """Show a statement, a question, a control, a decision or a table."""
    page = shown_entry(asking.office.base, kind, name)
    if page is None:
        raise NothingThere(name)
    return entry_page(asking.office.base, page, asking.desk.words)
