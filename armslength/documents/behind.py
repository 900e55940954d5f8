"""Parts that stand behind the answer: the rules that gave it, and what the documents say that they cite."""

from collections.abc import Iterator

from armslength.documents.conclusions import WHOLE
from armslength.documents.office import DocumentSection
from armslength.documents.writing import Writing
from engine.page.model import Block, PageTable, cell, line
from engine.render.shown import on_page
from engine.render.source_marks import rule_mark
from engine.render.sources import cited_on_page
from engine.render.sources import sources as of_statements


def rules(writing: Writing, section: DocumentSection) -> Iterator[Block]:  # noqa: ARG001  every part is called so
    """Walk the rules that gave what is shown, each with its reason and where that stands."""
    base, assessment = writing.base, writing.assessment
    shown = (rule for name in on_page(base, assessment) for rule in assessment.decisions[name].rules)
    rows = tuple(
        (
            cell(line(base.rules[name].title)),
            cell(line(base.rules[name].because)),
            cell(line(rule_mark(base, base.rules[name], WHOLE))),
        )
        for name in base.as_read(dict.fromkeys(shown))
    )
    if rows:
        yield PageTable("", ("Rule", "Why", "Where it stands"), rows)


def sources(writing: Writing, section: DocumentSection) -> Iterator[Block]:  # noqa: ARG001  every part is called so
    """Walk the statements that are cited, by document and heading."""
    yield from of_statements(writing.base, cited_on_page(writing.base, writing.assessment)).blocks
