"""A difference in the form asked for. Only the writer that is needed is loaded."""

from engine.checks.differences.named_pack import NamedPack
from engine.checks.differences.pack_differences import PackDifferences


def difference(
    before: NamedPack, after: NamedPack, found: PackDifferences, form: str, *, width: int, colour: bool
) -> str:
    """Write a difference as text, Markdown or JSON."""
    if form == "json":
        from engine.render.differences.as_json import difference_json

        return difference_json(before, after, found.changes, found.meanings)
    from engine.page.forms import write_page
    from engine.render.differences.page import difference_page

    page = difference_page(before, after, found.changes, found.meanings)
    return write_page(page, form, width=width, colour=colour)
