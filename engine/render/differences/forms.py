"""A difference in the form asked for. Only the writer that is needed is loaded."""

from engine.checks.differences.meaning import Meaning
from engine.checks.differences.named_pack import NamedPack
from engine.checks.differences.words import DeclarationChange


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
    from engine.page.forms import write_page
    from engine.render.differences.page import difference_page

    return write_page(difference_page(before, after, changes, found), form, width=width, colour=colour)
