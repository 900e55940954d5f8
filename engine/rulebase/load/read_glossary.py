"""The glossary: from its trees to terms."""

from collections.abc import Iterable

from engine.rulebase.glossary import GlossaryTerm
from engine.source.characters import in_backticks
from engine.source.diagnostics import Diagnostics
from engine.source.form import Form
from engine.source.tree import Node

REQUIRED = ("term", "means")
OPTIONAL = ("avoid", "fine_in")


def read_glossary(nodes: Iterable[Node], diagnostics: Diagnostics) -> dict[str, GlossaryTerm]:
    """Read the terms by their words, in the order of the alphabet.

    No term stands twice, and no word is used by one and avoided by another.
    """
    terms: dict[str, GlossaryTerm] = {}
    for node in nodes:
        term = _term(node, diagnostics)
        key = term.term.casefold()
        if key in terms:
            message = f"the term {in_backticks(term.term)} stands already at {terms[key].span}"
            diagnostics.error("duplicate-name", term.span, message)
        elif key:
            terms[key] = term
    for term in terms.values():
        for word in term.avoid:
            if word.casefold() in terms:
                message = (
                    f"{in_backticks(word)} is itself a term, at {terms[word.casefold()].span}; avoid it, or use it"
                )
                diagnostics.error("used-and-avoided", term.span, message)
    return {terms[key].term: terms[key] for key in sorted(terms)}


def _term(node: Node, diagnostics: Diagnostics) -> GlossaryTerm:
    form = Form(node, "a term", diagnostics, required=REQUIRED, optional=OPTIONAL)
    return GlossaryTerm(
        form.text("term"), form.text("means"), form.texts("avoid"), form.texts("fine_in"), form.at("term").span
    )
