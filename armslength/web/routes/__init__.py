"""The routes, a module a topic. Each gathers what a page shows, or asks the register for something; no more."""

from armslength.web.routes import (
    accounts,
    actions,
    adopt,
    calendar,
    components,
    controls,
    documents,
    due,
    erasing,
    helping,
    history,
    incidents,
    links,
    moving,
    portfolio,
    result,
    reviews,
    rules,
    screening,
    share,
    sign,
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
    sign.ROUTES,
    moving.ROUTES,
    documents.ROUTES,
    history.ROUTES,
    erasing.ROUTES,
    share.ROUTES,
    links.ROUTES,
    adopt.ROUTES,
    helping.ROUTES,
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
