"""One or several assessments as text, Markdown or JSON. Only the writer that is needed is loaded."""

from collections.abc import Sequence

from engine.assessment.assessment import Assessment
from engine.profile.profile import Profile
from engine.render.page import page
from engine.rulebase.base import RuleBase

Found = tuple[Profile, Assessment, tuple[str, ...]]
"""A profile, its assessment, and the engines that stand behind it."""


def in_form(base: RuleBase, found: Sequence[Found], form: str, *, width: int, colour: bool) -> str | bytes:
    """Write assessments one after another; as JSON, one gives an object and several an array."""
    if form == "json":
        from engine.export.json import render

        return render(base, [(assessment, engines) for _, assessment, engines in found])
    pages = [page(base, *each) for each in found]
    if form == "markdown":
        from engine.page.markdown import page_markdown

        return "\n\n---\n\n".join(map(page_markdown, pages))
    from engine.page.text import page_text

    return "\n\n".join(page_text(each, width, colour) for each in pages)
