"""Things of a pack found by what people call them: a title or a question, whole, or some of its words."""

import re
from collections.abc import Iterator, Mapping

from engine.page.model import Item, Paragraph, Section, line, listing, names, section
from engine.rulebase.base import RuleBase

MOST_FOUND = 40
"""Things that are listed for words that stand in many titles. Beyond it: how many more there are."""

Found = Mapping[str, Mapping[str, str]]
"""For each kind of thing, the names of those that were found, each with its title."""

_WORD = re.compile(r"\w+")


def found_by_title(base: RuleBase, asked: str) -> Found:
    """Find the things of this title, or else those with all these words in it; case and marks make no difference.

    A control goes by its title and by the question about it. A statement of a source has no title.
    """
    wanted = _words(asked)
    called = [(kind, name, [_words(text) for text in texts], texts[0]) for kind, name, texts in _called(base)]
    whole = [each for each in called if wanted in each[2]]
    found = whole or [each for each in called if any(set(wanted) <= set(words) for words in each[2])]
    by_kind: dict[str, dict[str, str]] = {}
    for kind, name, _, title in found if wanted else ():
        by_kind.setdefault(kind, {})[name] = title
    return by_kind


def found_sections(found: Found) -> Iterator[Section]:
    """List what was found by kind, each with its name."""
    left = MOST_FOUND
    for kind, titles in found.items():
        shown = list(titles.items())[:left]
        left -= len(shown)
        items = [Item(line(title, names([name]))) for name, title in shown]
        yield section(kind, f"{kind} ({len(titles)})", [listing(items)])
    more = count_found(found) - MOST_FOUND
    if more > 0:
        yield section("more", "", [Paragraph(line(f"And {more} more; say another word of the title."))])


def count_found(found: Found) -> int:
    """Count what was found, of every kind."""
    return sum(map(len, found.values()))


def _called(base: RuleBase) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Walk what can be found: its kind, its name, and what people call it, the title first."""
    for name, decision in base.decisions.items():
        yield "Decisions", name, (decision.title,)
    for name, fact in base.facts.items():
        yield "Questions", name, (fact.question,)
    for name, control in base.controls.items():
        yield "Controls", name, (control.title, base.question(name).question)
    for name, rule in base.rules.items():
        yield "Rules", name, (rule.title,)
    for name, table in base.tables.items():
        yield "Tables", name, (table.title,)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
