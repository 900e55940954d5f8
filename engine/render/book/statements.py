"""The chapter on sources: what each document says, in the words of the pack, and everything that rests on it."""

from engine.page.model import Item, Line, Run, Section, key_value, key_values, line, listing
from engine.render.book.links import KINDS, code, link
from engine.render.book.parts import ORIGINS, chapter, entry, group, quiet
from engine.render.references import citing
from engine.render.sources import in_order_of_sources
from engine.rulebase.base import RuleBase
from engine.rulebase.statements import Statement


def statements_chapter(base: RuleBase) -> Section | None:
    """Write the chapter, in which every statement stands under its document, in the order of the document."""
    ordered = in_order_of_sources(base, base.statements)
    documents = {name: [each for each in ordered if each.document == name] for name in base.documents}
    intro = (
        "What the source documents say, one statement at a time, in our own words. Every rule rests on one statement "
        "at least, and the statement names everything that rests on it."
    )
    groups = (
        group(f"sources-{name}", base.documents[name].title, (_statement(base, each) for each in found))
        for name, found in documents.items()
        if found
    )
    return chapter("sources", "Sources", intro, groups)


def _statement(base: RuleBase, statement: Statement) -> Section:
    kind = next((each for each in base.pack.statement_kinds if each.name == statement.must), None)
    return entry(
        "statement",
        statement.id,
        statement.says,
        quiet(
            f"Under “{statement.under}”." if statement.under else "",
            f"{kind.says}." if kind else "",
            f"{ORIGINS[statement.origin].capitalize()}." if statement.origin in ORIGINS else "",
        ),
        key_values([key_value("Cited by", listing(Item(_cited(*each)) for each in citing(base, statement.id)))]),
    )


def _cited(kind: str, name: str, words: str) -> Line:
    if kind not in KINDS:
        return line(Run("how the software behaves", "quiet"), words)
    return line(Run(KINDS[kind], "quiet"), link(KINDS[kind], name, words), code(name))
