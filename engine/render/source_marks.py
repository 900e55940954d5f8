"""Where a conclusion stands: in a document and under which heading, derived from one, or in none of them."""

from collections.abc import Iterable

from engine.page.model import Line, Run, line
from engine.render.room import Room
from engine.rulebase.base import RuleBase
from engine.rulebase.rules import Rule
from engine.rulebase.statements import Document

DERIVED, OURS = "derived from", "ours"

NO_DOCUMENT = Run(f"({OURS})", "quiet")

MOST_WORDS = 3
"""Words of a title and of a heading in the mark on a short page. They are enough to find it. Beyond it: `…`."""


def legend() -> Line:
    """Say what the marks on a page mean."""
    words = f"“{DERIVED.capitalize()}”: our reading. “{OURS.capitalize()}”: in no document."
    return line("In brackets: where it stands.", words)


def rule_mark(base: RuleBase, rule: Rule, room: Room, *, heading: bool = True) -> Run:
    """Write the mark of what a rule concludes."""
    return source_mark(base, rule.cites, room, rule.origin, heading=heading)


def source_mark(base: RuleBase, cites: Iterable[str], room: Room, origin: str = "", *, heading: bool = True) -> Run:
    """Write the mark of a conclusion: its first statement in a document; one without a heading stands in none.

    On a short page it may leave the heading out.
    """
    cited = [base.statements[name] for name in cites]
    found = next((each for each in cited if each.under), None)
    if found is None or origin == OURS:
        return NO_DOCUMENT
    derived = f"{DERIVED} " if "derived" in (origin, found.origin) else ""
    place = [document_words(base.documents[found.document]), *([found.under] if heading or room.full else [])]
    return Run(f"({derived}{', '.join(place if room.full else map(_clipped, place))})", "quiet")


def _clipped(heading: str) -> str:
    words = heading.split()
    return heading if len(words) <= MOST_WORDS else f"{' '.join(words[:MOST_WORDS])}…"


def document_words(document: Document) -> str:
    """Name a document shortly: as the pack does, or by its title, without what follows a colon."""
    return document.short or document.title.split(": ")[0]
