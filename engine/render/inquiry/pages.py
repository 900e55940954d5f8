"""The page of whatever was found by trying other answers."""

from engine.inquiry.carried_by import CarriedBy
from engine.inquiry.smallest_changes import SmallestChanges
from engine.inquiry.what_if import Supposition
from engine.page.model import Page
from engine.profile.profile import Profile
from engine.render.inquiry.carried_by import carried_by_page
from engine.render.inquiry.smallest_changes import smallest_changes_page
from engine.render.inquiry.what_if import what_if_page
from engine.rulebase.base import RuleBase


def inquiry_page(
    base: RuleBase,
    found: CarriedBy | SmallestChanges | Supposition,
    profile: Profile,
    decision: str = "",
    *,
    full: bool = False,
) -> Page:
    """Lay out what was found for a profile; with `decision`, of what if only what is about that one."""
    match found:
        case CarriedBy():
            return carried_by_page(base, found, profile)
        case SmallestChanges():
            return smallest_changes_page(base, found, profile, full=full)
        case Supposition():
            return what_if_page(base, found, profile, decision, full=full)
