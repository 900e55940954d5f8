"""The chapter on sources: what each document says, in the words of the pack, and everything that rests on it."""

from engine.page.markup import Inside, Markup, element, joined, listing
from engine.render.book.links import KINDS, code, link
from engine.render.book.parts import ORIGINS, chapter, entry, group, labelled, paragraph
from engine.render.show.references import citing
from engine.render.sources import in_order_of_sources
from engine.rulebase.base import RuleBase
from engine.rulebase.statements import Statement


def statements_by_document(base: RuleBase) -> dict[str, list[Statement]]:
    """Put every statement under its document, in the order in which the document makes them."""
    ordered = in_order_of_sources(base, base.statements)
    groups = {name: [each for each in ordered if each.document == name] for name in base.documents}
    return {name: found for name, found in groups.items() if found}


def statements_chapter(base: RuleBase) -> Markup:
    """Write the chapter."""
    groups = (
        group(f"sources-{name}", base.documents[name].title, len(found), *(_statement(base, each) for each in found))
        for name, found in statements_by_document(base).items()
    )
    intro = (
        "What the source documents say, one statement at a time, in our own words. Every rule rests on one statement "
        "at least, and the statement names everything that rests on it."
    )
    return chapter("sources", "Sources", intro, *groups)


def _statement(base: RuleBase, statement: Statement) -> Markup:
    kind = next((each for each in base.pack.statement_kinds if each.name == statement.must), None)
    under = f"Under “{statement.under}”. " if statement.under else ""
    origin = f" {ORIGINS[statement.origin].capitalize()}." if statement.origin in ORIGINS else ""
    return entry(
        "statement",
        statement.id,
        statement.says,
        paragraph(under, f"{kind.says}." if kind else "", origin, class_="quiet"),
        labelled("Cited by", _cited_by(base, statement)),
    )


def _cited_by(base: RuleBase, statement: Statement) -> Markup | None:
    rows: list[Inside] = []
    for kind, name, words in citing(base, statement.id):
        if kind in KINDS:
            rows.append(joined((element("em", KINDS[kind]), " ", link(KINDS[kind], name, words), " ", code(name))))
        else:
            rows.append(joined((element("em", "how the software behaves"), f" {words}")))
    return listing(rows)
