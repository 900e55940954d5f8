"""One statement of a source document, to be read."""

from collections.abc import Iterator

from engine.page.model import Block, Heading, Item, Paragraph, Section, line, listing, names, section
from engine.render.references import citing
from engine.rulebase.base import RuleBase
from engine.rulebase.statements import Statement


def statement_sections(base: RuleBase, statement: Statement) -> Iterator[Section]:
    """Show what a document says, where it says it, how it has to show in the pack, and everything that cites it."""
    document = base.documents[statement.document]
    kind = next((each for each in base.pack.statement_kinds if each.name == statement.must), None)
    where = Item(line(f"In: {document.title}" + (f", under: {statement.under}" if statement.under else "")))
    how = Item(line(f"Kind: {kind.says}", names([kind.name]))) if kind is not None else None
    yield section("says", "", [Paragraph(line(statement.says)), listing([where, how])])
    found = list(citing(base, statement.id))
    blocks: list[Block] = []
    for group in dict.fromkeys(each for each, _, _ in found):
        items = [Item(line(words, names([name]))) for kind_, name, words in found if kind_ == group]
        blocks += [Heading(line(group)), listing(items)]
    yield section("cited_by", f"Cited by ({len(found)})", blocks)
