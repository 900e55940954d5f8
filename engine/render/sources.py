"""The sources: every statement that the rules on the page cite, by document and heading."""

from collections.abc import Iterable, Iterator

from engine.assessment.assessment import Assessment
from engine.page.model import Block, Item, Line, Run, Section, headed, line, names, section
from engine.render.outcomes import settled_value
from engine.render.shown import on_page
from engine.render.words import sentence
from engine.rulebase.base import RuleBase
from engine.rulebase.statements import Document, Statement

ORIGINS = {"derived": "our reading of the sources", "ours": "added; no source says it"}
"""What is said of what no source says in so many words."""


def sources(base: RuleBase, cited: Iterable[str]) -> Section:
    """List statements, grouped by document, in the order in which the document makes them."""
    statements = in_order_of_sources(base, cited)
    blocks: list[Block] = []
    for document in base.documents.values():
        mine = [each for each in statements if each.document == document.id]
        known = Run(known_of(document), "quiet")
        blocks += headed(line(sentence(document.title) if known.text else document.title, known), _by_heading(mine))
    return section("sources", "Sources", blocks)


def document_lines(document: Document) -> Iterator[Line]:
    """Walk what is known of a document: its title, then who wrote it, who published it, and when."""
    yield line(document.title)
    if known := known_of(document):
        yield line(Run(known, "quiet"))


def known_of(document: Document) -> str:
    """Say who wrote a document, who published it, and when, and what of that is not known.

    Nothing of a document without headings to be found under, which is no text of others.
    """
    if not (document.author or document.publisher or document.dated or document.short):
        return ""
    author = f"By {document.author}." if document.author else "Author not known."
    publisher = f"Published by {document.publisher}." if document.publisher else "Publisher not known."
    return f"{author} {publisher} {document.dated or 'Date not known'}."


def in_order_of_sources(base: RuleBase, cited: Iterable[str]) -> list[Statement]:
    """List statements, each once, in the order in which the documents make them."""
    return sorted({base.statements[name] for name in cited}, key=_place)


def _place(statement: Statement) -> tuple[str, int, str]:
    return (statement.span.file, statement.span.line, statement.id)


def _by_heading(statements: list[Statement]) -> Iterator[Item]:
    """Walk the headings of one document, with what is said under each."""
    grouped: dict[str, list[Item]] = {}
    for each in statements:
        grouped.setdefault(each.under, []).append(Item(line(each.says, names([each.id]))))
    for heading, items in grouped.items():
        if heading:
            yield Item(line(heading), (), tuple(items))
        else:
            yield from items


def cited_on_page(base: RuleBase, assessment: Assessment) -> set[str]:
    """Gather what is cited by the rules, defaults and values that a page shows."""
    shown = on_page(base, assessment)
    rules = {rule for name in shown for rule in assessment.decisions[name].rules}
    rules.update(assessment.warnings, assessment.advice)
    rules.update(rule for found in assessment.controls if found.required != "possible" for rule in found.rules)
    cited = {name for rule in rules for name in base.rules[rule].cites}
    for name in shown:
        cited.update(_of_value(base, assessment, name))
    return cited


def _of_value(base: RuleBase, assessment: Assessment, name: str) -> Iterator[str]:
    """Walk what the value of a decision cites, and its default where that stands."""
    decision, found = base.decisions[name], assessment.decisions[name]
    value = settled_value(found.outcome)
    if value is not None:
        yield from decision.values[value].cites
    if found.by_default and decision.default is not None:
        yield from decision.default.cites
