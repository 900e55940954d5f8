"""The register: the list of its subjects."""

from armslength.web.asking import Asking
from armslength.web.pages.subjects import SubjectsPage, subjects_page
from armslength.web.routing import READERS, Routes

ROUTES = Routes("subjects")


@ROUTES.get("/", READERS)
def overview(asking: Asking) -> SubjectsPage:
    """Show all subjects."""
    return subjects_page(asking.desk.register.subjects(), asking.office, asking.desk.words)
