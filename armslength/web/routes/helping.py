"""Help, in one place."""

from armslength.web.asking import Asking
from armslength.web.pages.help import HelpPage, help_page
from armslength.web.routing import Door, Routes

ROUTES = Routes("help")


@ROUTES.get("/help", Door.OPEN)
def shown(asking: Asking) -> HelpPage:
    """Show the help."""
    return help_page(asking.office.base, asking.desk.words)
