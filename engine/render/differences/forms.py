"""A difference in the form asked for. Only the writer that is needed is loaded."""

from engine.checks.differences.meaning import Meaning
from engine.checks.differences.named_pack import NamedPack
from engine.checks.differences.words import DeclarationChange
from engine.page.model import Page


def difference(
    before: NamedPack,
    after: NamedPack,
    changes: tuple[DeclarationChange, ...],
    found: tuple[Meaning, ...] | None,
    form: str,
    *,
    width: int,
    colour: bool,
) -> str:
    """Write a difference as text, Markdown or JSON."""
    if form == "json":
        from engine.render.differences.as_json import difference_json

        return difference_json(before, after, changes, found)
    from engine.render.differences.page import difference_page

    return page_in_form(difference_page(before, after, changes, found), form, width=width, colour=colour)


def page_in_form(page: Page, form: str, *, width: int, colour: bool) -> str:
    """Write a page as text or Markdown."""
    if form == "markdown":
        from engine.page.markdown import page_markdown

        return page_markdown(page)
    from engine.page.text import page_text

    return page_text(page, width, colour).rstrip("\n") + "\n"
