"""What the rules say, to be read: one rule, control, decision, question or statement with all that refers to it."""

import re
from collections.abc import Callable, Iterator, Sequence

from engine.errors import UsageError
from engine.page.model import Block, Heading, Item, Line, Page, Paragraph, Section, line, listing, names, section
from engine.page.text import page_text
from engine.render.footer import pack_line
from engine.render.show.contents import contents_sections
from engine.render.show.control import control_sections
from engine.render.show.decision import decision_sections
from engine.render.show.question import question_sections
from engine.render.show.rule import rule_sections
from engine.render.show.statement import statement_sections
from engine.render.show.table import table_sections
from engine.rulebase.base import RuleBase
from engine.source.characters import in_backticks
from engine.source.suggest import did_you_mean

Thing = tuple[str, str]
"""The kind of a thing, and its name."""

_WORD = re.compile(r"\w+")

KINDS: tuple[tuple[str, str, Callable[..., Iterator[Section]]], ...] = (
    ("Decision", "decisions", decision_sections),
    ("Question", "facts", question_sections),
    ("Control", "controls", control_sections),
    ("Rule", "rules", rule_sections),
    ("Statement", "statements", statement_sections),
    ("Table", "tables", table_sections),
)
"""The kinds of things that are shown: what people call one, where a rule base holds them, and what is shown of it."""

MOST_FOUND = 40
"""Things that are listed for words that stand in many titles. Beyond it: how many more there are."""


def shown(base: RuleBase, name: str | None = None, width: int = 88, colour: bool = False) -> str:
    """Write what goes by a name or a title as text; without one, a list of everything by kind and topic.

    Raises `UsageError` where nothing goes by that name, and no title holds these words.
    """
    return "\n".join(page_text(page, width, colour) for page in shown_pages(base, name))


def shown_pages(base: RuleBase, name: str | None) -> list[Page]:
    """Give the pages for a name: one, or two where a rule and a control share it.

    What is no name may be a title, or words of one: the thing is shown or, where they lead to several, a list of them.
    """
    if name is None:
        return [_page(base, base.pack.title, (), contents_sections(base))]
    things = [(kind, each) for kind, group, _ in KINDS for each in getattr(base, group)]
    named = [thing for thing in things if thing[1] == name]
    found = named or _by_title(base, things, _words(name))
    if not found:
        hint = did_you_mean(name, [each for _, each in things])
        kinds = "rule, control, decision, table, question or statement"
        raise UsageError(f"no {kinds} is named {in_backticks(name)}, and no title holds these words{hint}")
    if len(found) > 1 and not named:
        return [_list_of(base, name, found)]
    return [_page_of(base, *thing) for thing in found]


def _by_title(base: RuleBase, things: Sequence[Thing], asked: list[str]) -> list[Thing]:
    """List the things of this title, or else those with all these words in it; a control goes by its question, too."""
    called = {thing: [_words(text) for text in _called(base, *thing)] for thing in things}
    if not asked:
        return []
    whole = [thing for thing in things if asked in called[thing]]
    return whole or [thing for thing in things if any(set(asked) <= set(words) for words in called[thing])]


def _called(base: RuleBase, kind: str, name: str) -> tuple[str, ...]:
    """Give what a thing is called in words, its title first; a statement of a source has none."""
    match kind:
        case "Question":
            return (base.facts[name].question,)
        case "Control":
            return base.controls[name].title, base.question(name).question
        case "Statement":
            return ()
    (thing,) = (getattr(base, group)[name] for each, group, _ in KINDS if each == kind)
    return (thing.title,)


def _title(base: RuleBase, kind: str, name: str) -> str:
    return next(iter(_called(base, kind, name)), "")


def _words(text: str) -> list[str]:
    """List the words of a text, for looking one up: case and marks make no difference."""
    return _WORD.findall(text.casefold())


def _list_of(base: RuleBase, asked: str, found: Sequence[Thing]) -> Page:
    blocks: list[Block] = []
    for kind, _, _ in KINDS:
        here = [name for each, name in found[:MOST_FOUND] if each == kind]
        if here:
            blocks.append(Heading(line(f"{kind}s")))
            blocks.append(listing(Item(line(_title(base, kind, name), names([name]))) for name in here))
    if len(found) > MOST_FOUND:
        blocks.append(Paragraph(line(f"And {len(found) - MOST_FOUND} more; say another word of the title.")))
    title = f"{len(found)} things have “{asked}” in their title"
    under = line("Show one by the name behind its title.")
    return _page(base, title, under, iter([section("found", "", blocks)]))


def _page_of(base: RuleBase, kind: str, name: str) -> Page:
    (page,) = (
        _page(base, f"{kind} {name}", line(_title(base, kind, name)), sections(base, getattr(base, group)[name]))
        for each, group, sections in KINDS
        if each == kind
    )
    return page


def _page(base: RuleBase, title: str, under: Line, sections: Iterator[Section]) -> Page:
    kept = tuple(section for section in sections if section.blocks)
    return Page(title, (under,) if under else (), kept, (pack_line(base),))
