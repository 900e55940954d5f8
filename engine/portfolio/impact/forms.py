"""Whose result changes, in the form asked for. Only the writer that is needed is loaded."""

from datetime import date

from engine.checks.differences.named_pack import NamedPack
from engine.portfolio.impact.counted import Impact


def impact_in_form(
    before: NamedPack, after: NamedPack, found: Impact, as_of: date | None, form: str, *, width: int, colour: bool
) -> str:
    """Write it as text, Markdown or JSON."""
    if form == "json":
        from engine.portfolio.impact.as_json import impact_json

        return impact_json(before, after, found, as_of)
    from engine.page.forms import write_page
    from engine.portfolio.impact.page import impact_page

    return write_page(impact_page(before, after, found, as_of), form, width=width, colour=colour)
