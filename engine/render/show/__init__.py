"""What the rules say, to be read: one rule, control, decision, question or statement with all that refers to it."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from engine.errors import UsageError
from engine.page.model import Line, Page, Section, line
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


def shown(base: RuleBase, name: str | None = None, width: int = 88, colour: bool = False) -> str:
    """Write what goes by a name as text; without a name, a list of everything by kind and topic.

    Raises `UsageError` where nothing goes by that name.
    """
    return "\n".join(page_text(page, width, colour) for page in shown_pages(base, name))


def shown_pages(base: RuleBase, name: str | None) -> list[Page]:
    """Give the pages for a name: one, or two where a rule and a control share it."""
    if name is None:
        return [_page(base, base.pack.title, (), contents_sections(base))]
    found = list(_named(base, name))
    if not found:
        known = [*base.rules, *base.controls, *base.decisions, *base.facts, *base.statements, *base.tables]
        hint = did_you_mean(name, known)
        raise UsageError(
            f"no rule, control, decision, table, question or statement is named {in_backticks(name)}{hint}"
        )
    return found


def _named(base: RuleBase, name: str) -> Iterator[Page]:
    kinds: tuple[tuple[str, Mapping[str, Any], Callable[..., Iterator[Section]]], ...] = (
        ("Decision", base.decisions, decision_sections),
        ("Question", base.facts, question_sections),
        ("Control", base.controls, control_sections),
        ("Rule", base.rules, rule_sections),
        ("Statement", base.statements, statement_sections),
        ("Table", base.tables, table_sections),
    )
    for kind, group, sections in kinds:
        if name in group:
            heading = getattr(group[name], "question" if kind == "Question" else "title", "")
            yield _page(base, f"{kind} {name}", line(heading), sections(base, group[name]))


def _page(base: RuleBase, title: str, under: Line, sections: Iterator[Section]) -> Page:
    kept = tuple(section for section in sections if section.blocks)
    return Page(title, (under,) if under else (), kept, (pack_line(base),))
