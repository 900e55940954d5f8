"""What the pages are made of, for those who build them. Only in development."""

from armslength.web.asking import Asking
from armslength.web.development.specimens import SPECIMENS
from armslength.web.pages.components import ComponentsPage, components_page
from armslength.web.routing import Door, Routes

ROUTES = Routes("components")


@ROUTES.get("/components", Door.OPEN)
def components(asking: Asking) -> ComponentsPage:
    """Show every component in every state."""
    return components_page(SPECIMENS, asking.desk.words)
