"""What the pages are made of, for those who build them. Only in development."""

from dataclasses import replace

from armslength.web.asking import Asking, NothingThere
from armslength.web.development.specimens import SPECIMENS, TYPED
from armslength.web.pages.components import ComponentsPage, components_page
from armslength.web.pages.faults import FAULTS, FaultPage, fault_page
from armslength.web.routing import Door, Routes

ROUTES = Routes("components")


@ROUTES.get("/components", Door.OPEN)
def components(asking: Asking) -> ComponentsPage:
    """Show every component in every state."""
    return components_page(SPECIMENS, asking.desk.words)


@ROUTES.get("/components/faults/<name>", Door.OPEN)
def fault(asking: Asking, name: str) -> FaultPage:
    """Show the page of a fault, as if something had been typed. Raises `NothingThere`."""
    if name not in FAULTS:
        raise NothingThere(name)
    page = fault_page(name, asking.desk.words, number="1f3c9a2b")
    return replace(page, typed=TYPED, again=f"/components/faults/{name}")
