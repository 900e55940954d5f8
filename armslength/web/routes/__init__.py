"""The routes, a module a topic. Each gathers what a page shows, or asks the register for something; no more."""

from armslength.web.routes import (
    accounts,
    actions,
    calendar,
    components,
    controls,
    due,
    incidents,
    portfolio,
    result,
    reviews,
    rules,
    screening,
    sign_in,
    subjects,
    uploads,
    waivers,
    what_if,
    workbook,
)
from armslength.web.routing import Route

TOPICS = (
    subjects.ROUTES,
    screening.ROUTES,
    result.ROUTES,
    controls.ROUTES,
    what_if.ROUTES,
    reviews.ROUTES,
    incidents.ROUTES,
    actions.ROUTES,
    waivers.ROUTES,
    due.ROUTES,
    calendar.ROUTES,
    portfolio.ROUTES,
    workbook.ROUTES,
    rules.ROUTES,
    sign_in.ROUTES,
    accounts.ROUTES,
    uploads.ROUTES,
)
FOR_DEVELOPMENT = (components.ROUTES,)


def all_routes(development: bool = False) -> tuple[Route, ...]:
    """List all routes, topic by topic; in development also those for people who build the pages."""
    return tuple(route for topic in (*TOPICS, *(FOR_DEVELOPMENT if development else ())) for route in topic.all)
