"""What the rules say, to be read: one rule, control, decision, table, question or statement on a page of its own."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from engine.errors import UsageError
from engine.page.model import KeyValue, KeyValueList, Page, Paragraph, Section, line, section
from engine.page.text import page_text
from engine.render.entries.control import control_entry
from engine.render.entries.decision import decision_entry
from engine.render.entries.entry import PackEntry
from engine.render.entries.question import question_entry
from engine.render.entries.rule import rule_entry
from engine.render.entries.statement import statement_entry
from engine.render.entries.table import table_entry
from engine.render.footer import pack_line
from engine.render.show.by_title import count_found, found_by_title, found_sections
from engine.render.show.contents import contents_sections
from engine.render.sources import ORIGINS, sources
from engine.rulebase.base import RuleBase
from engine.source.characters import in_backticks
from engine.source.suggest import did_you_mean

MOST_ROWS = 50
"""Rows of a decision table that `rules show` prints. The rest is counted."""


def shown(base: RuleBase, name: str | None = None, width: int = 88, colour: bool = False) -> str:
    """Write what goes by a name as text; without a name, a list of everything by kind and topic.

    Raises `UsageError` where nothing goes by that name.
    """
    return "\n".join(page_text(page, width, colour) for page in shown_pages(base, name))


def shown_pages(base: RuleBase, name: str | None) -> list[Page]:
    """Give the pages for a name: one, or two where a rule and a control share it.

    What is no name may be a title, or words of one: the thing is shown or, where they lead to several, a list of them.
    """
    if name is None:
        return [Page(base.pack.title, (), _kept(contents_sections(base)), (pack_line(base),))]
    named = [_page(base, each) for each in _named(base, name)]
    return named or [_titled(base, name)]


def _titled(base: RuleBase, asked: str) -> Page:
    """Give the page of what goes by a title, or by words of it; where there are several, a list of them."""
    found = found_by_title(base, asked)
    several = count_found(found)
    if not several:
        known = [*base.rules, *base.controls, *base.decisions, *base.facts, *base.statements, *base.tables]
        kinds = "rule, control, decision, table, question or statement"
        hint = did_you_mean(asked, known)
        raise UsageError(f"no {kinds} has this name, or these words in its title: {in_backticks(asked)}{hint}")
    if several > 1:
        title = f"{several} things have “{asked}” in their title"
        under = line("Show one by the name behind its title.")
        return Page(title, (under,), _kept(found_sections(found)), (pack_line(base),))
    ((kind, titles),) = found.items()
    (name,) = titles
    return _page(base, next(each for each in _named(base, name) if each.kind == kind.removesuffix("s").lower()))


def shown_entry(base: RuleBase, kind: str, name: str) -> Page | None:
    """Give the page of one thing of a kind (`decision`, `question`, `control`, `rule`, `statement`, `table`).

    Nothing where the pack has no such kind of thing, or none of that name.
    """
    return next((_page(base, each) for each in _named(base, name) if each.kind == kind), None)


def _named(base: RuleBase, name: str) -> Iterator[PackEntry]:
    if name in base.decisions:
        yield decision_entry(base, base.decisions[name])
    if name in base.facts:
        yield question_entry(base, base.facts[name])
    if name in base.controls:
        yield control_entry(base, base.controls[name])
    if name in base.rules:
        yield rule_entry(base, base.rules[name])
    if name in base.statements:
        yield statement_entry(base, base.statements[name])
    if name in base.tables:
        yield table_entry(base, base.tables[name], MOST_ROWS)


def _page(base: RuleBase, entry: PackEntry) -> Page:
    mark = f"{entry.mark.capitalize()}." if entry.mark else ""
    under, footer = (line(entry.title), line(mark)), (line(entry.place), pack_line(base))
    cited = sources(base, entry.cites)
    if entry.origin in ORIGINS:
        cited = replace(cited, title=f"{cited.title}: {ORIGINS[entry.origin]}")
    return Page(f"{entry.kind.capitalize()} {entry.name}", under, _kept([*_sections(entry), cited]), footer)


def _kept(sections: Iterable[Section]) -> tuple[Section, ...]:
    return tuple(each for each in sections if each.blocks)


def _sections(entry: PackEntry) -> Iterator[Section]:
    """Walk the parts of a description: what takes one line stands together, what takes more under its own heading."""
    blocks = [each for each in (*entry.blocks, *entry.alone) if each is not None]
    parts = [part for each in blocks for part in (each.entries if isinstance(each, KeyValueList) else (each,))]
    short = [each for each in parts if not isinstance(each, KeyValue) or _is_one_line(each)]
    yield section("about", "", (KeyValueList((each,)) if isinstance(each, KeyValue) else each for each in short))
    for each in parts:
        if isinstance(each, KeyValue) and not _is_one_line(each):
            yield section("", each.label, each.blocks)


def _is_one_line(entry: KeyValue) -> bool:
    match entry.blocks:
        case (Paragraph(_, ()),):
            return True
    return False
