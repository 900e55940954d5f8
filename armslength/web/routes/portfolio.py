"""All subjects together: pictures, how they moved, and documents about all of them."""

from datetime import date

from armslength.documents.kinds import build
from armslength.documents.writers import write_document
from armslength.register.domain.events import Stage
from armslength.register.domain.trends import Standing, quarter_ends
from armslength.register.exchange.movement import movement
from armslength.register.exchange.telling import assessed, states_on
from armslength.web.asking import Asking, NothingThere
from armslength.web.exports import as_csv
from armslength.web.pages.movement import MovementPage, movement_page
from armslength.web.pages.movement import table as movement_table
from armslength.web.pages.portfolio import REPORT_FORMS, PortfolioPage, portfolio_page, table
from armslength.web.routing import READERS, Download, Routes
from armslength.web.security.uploads import MEDIA_TYPES
from engine import Result

ROUTES = Routes("portfolio")

QUARTERS = 4
"""Quarters that are looked back on: a year. Each costs an assessment of everything."""

MOST_MOVED = 500
"""What is counted: subjects that are all assessed, on two days or more, while somebody waits, as for their movement and
for documents about all of them. Why so many: half a minute on an old machine. Beyond it: nothing is worked out, and the
page says how to go about it instead."""


@ROUTES.get("/portfolio", READERS)
def shown(asking: Asking) -> PortfolioPage:
    """Show all subjects together."""
    found, kinds, words = asking.overview(), asking.desk.documents.documents.values(), asking.desk.words
    too_many = _too_many(asking)
    return found.once(
        "portfolio", lambda: portfolio_page(found.outlooks, kinds, asking.office, asking.today, words, too_many)
    )


def _too_many(asking: Asking) -> int:
    """Give the most subjects that are assessed while somebody waits, where there are more; else 0."""
    return MOST_MOVED if len(asking.overview().outlooks) > MOST_MOVED else 0


@ROUTES.get("/portfolio.csv", READERS)
def as_table(asking: Asking) -> Download:
    """Give what is counted as a table."""
    found = asking.overview().outlooks
    head, *rows = table(found, asking.office, asking.today, asking.desk.words)
    return as_csv("portfolio", head, rows)


@ROUTES.get("/portfolio/movement", READERS)
def moved(asking: Asking) -> MovementPage:
    """Show how all moved over the last quarters."""
    too_many = _too_many(asking)
    return movement_page(() if too_many else _standings(asking), asking.office, asking.desk.words, too_many)


@ROUTES.get("/portfolio/movement.csv", READERS)
def moved_table(asking: Asking) -> Download:
    """Give how all moved as a table."""
    head, *rows = movement_table(_standings(asking), asking.office, asking.office.follows, asking.desk.words)
    return as_csv("movement", head, rows)


def _standings(asking: Asking) -> tuple[Standing, ...]:
    """Count how all moved; what was counted of the same entries on the same day is not counted again.

    Raises `NothingThere` where they are too many.
    """
    if _too_many(asking):
        raise NothingThere(str(MOST_MOVED))
    kept, size = asking.desk.moved, asking.desk.register.head().edge.size
    found = kept.get(asking.today)
    if found is None or found[0] != size:
        found = (size, movement(asking.desk.register, asking.office, asking.today, QUARTERS))
        kept.clear()
        kept[asking.today] = found
    return found[1]


@ROUTES.get("/portfolio/<name>.<form>", READERS)
def report(asking: Asking, name: str, form: str) -> Download:
    """Give a document about all subjects that have not ended, compared with the end of the last quarter."""
    documents = asking.desk.documents
    kind = documents.documents.get(name)
    if kind is None or kind.about != "many" or form not in REPORT_FORMS or _too_many(asking):
        raise NothingThere(name)
    results = list(_results(asking, asking.today).values())
    earlier = _results(asking, _last_quarter(asking.today)) if kind.has_part("changed") else {}
    then = {each.assessment.profile_id: each.assessment for each in earlier.values()}
    document = build(asking.office.base, results, documents, name, earlier=then)
    media_type = {"html": "text/html", "md": "text/markdown"}.get(form) or MEDIA_TYPES[form]
    return Download(write_document(document, form), f"{name}-{asking.today}.{form}", media_type)


def _results(asking: Asking, day: date) -> dict[str, Result]:
    """Assess every subject that had not ended by the end of a day, as it stood."""
    states = states_on(asking.desk.register, asking.office, day)
    return {
        name: assessed(state, asking.office, day) for name, state in states.items() if state.stage is not Stage.ENDED
    }


def _last_quarter(today: date) -> date:
    return quarter_ends(date(today.year - 1, 1, 1), today)[-1]
