"""The routes, a module a topic. Each gathers what a page shows, or asks the register for something; no more."""

from armslength.web.routes import subjects
from armslength.web.routing import Route

TOPICS = (subjects.ROUTES,)


def all_routes() -> tuple[Route, ...]:
    """List all routes, topic by topic."""
    return tuple(route for topic in TOPICS for route in topic.all)
