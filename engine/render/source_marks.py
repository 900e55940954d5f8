"""Where a conclusion stands: in a document and under which heading, derived from one, or in none of them."""

from collections.abc import Iterable

from engine.page.model import Line, Run, line
from engine.rulebase.base import RuleBase
from engine.rulebase.rules import Rule
from engine.rulebase.statements import Document, Statement

DERIVED, OURS = "derived from", "ours"

WHAT_THEY_MEAN = line(
    "In brackets: the document and the heading where it stands.",
    f"“{DERIVED.capitalize()}”: our reading of it. “{OURS.capitalize()}”: no document says it.",
)


def legend() -> Line:
    """Say what the marks on a page mean."""
    return WHAT_THEY_MEAN


def rule_mark(base: RuleBase, rule: Rule) -> Run:
    """Mark what a rule concludes."""
    return source_mark(base, rule.cites, rule.origin)


def source_mark(base: RuleBase, cites: Iterable[str], origin: str = "") -> Run:
    """Mark a conclusion by the first statement that stands in a document; one without a heading stands in none."""
    cited = [base.statements[name] for name in cites]
    found = next((each for each in cited if each.under), None)
    if found is None or origin == OURS:
        return Run(f"({OURS})", "quiet")
    derived = "derived" in (origin, found.origin)
    return Run(f"({f'{DERIVED} ' if derived else ''}{_place(base, found)})", "quiet")


def _place(base: RuleBase, statement: Statement) -> str:
    return f"{document_words(base.documents[statement.document])}, {statement.under}"


def document_words(document: Document) -> str:
    """Name a document shortly: by its title, without what follows a colon."""
    return document.title.split(":")[0]
