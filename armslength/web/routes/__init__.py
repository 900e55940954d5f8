"""The routes, a module a topic. Each gathers what a page shows, or asks the register for something; no more."""

from armslength.web.routes import accounts, sign_in, subjects, uploads
from armslength.web.routing import Route

TOPICS = (subjects.ROUTES, sign_in.ROUTES, accounts.ROUTES, uploads.ROUTES)


def all_routes() -> tuple[Route, ...]:
    """List all routes, topic by topic."""
    return tuple(route for topic in TOPICS for route in topic.all)
