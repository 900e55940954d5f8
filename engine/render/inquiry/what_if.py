"""The page of what if: what was supposed, and what would then be otherwise, side by side with now."""

from collections.abc import Iterator

from engine.assessment.assessment import ControlFound
from engine.assessment.compare import comes_out_differently
from engine.inquiry.what_if import Supposition
from engine.page.model import (
    Item,
    Page,
    PageTable,
    Paragraph,
    Run,
    Section,
    TableCell,
    cell,
    line,
    listing,
    names,
    section,
)
from engine.profile.profile import Profile
from engine.render.changes import change_words
from engine.render.inquiry.frame import framed
from engine.render.outcomes import outcome_words
from engine.render.room import more
from engine.render.shown import on_page
from engine.render.words import answer_words, owner_words, sentence
from engine.rulebase.base import RuleBase
from engine.rulebase.decisions import ADVICE, CONTROLS, WARNINGS

MOST_LISTED = 12
"""Controls, pieces of advice or questions that a page of what if lists under one heading. Beyond it: the rest is
counted; `--full` shows all."""

TAKEN = "It is taken as settled for all that reads it, whatever the answers say."
NOTHING = "Nothing would be otherwise."
"""What is said where both assessments are alike in all that a page shows."""


def what_if_page(
    base: RuleBase, found: Supposition, profile: Profile, decision: str = "", *, full: bool = False
) -> Page:
    """Lay out what was supposed and what would then be otherwise; with `decision`, only what is about that one."""
    title = base.decisions[decision].title if decision else ""
    differ = [_decisions(base, found, decision), *(_rest(base, found, full=full) if not decision else ())]
    if not any(each.blocks for each in differ):
        differ = [section("decisions", "", [Paragraph(line(NOTHING))])]
    sections = (_supposed(base, found), *differ)
    return framed(base, profile, f"{title}: what if" if title else "What if", sections, found.before.as_of)


def _supposed(base: RuleBase, found: Supposition) -> Section:
    """List what is answered otherwise, and what is taken as settled."""
    items = [_answer(base, found, name) for name in found.answers]
    for name, value in found.decided.items():
        decision = base.decisions[name]
        items.append(
            Item(line(f"{decision.title}:", Run(sentence(decision.values[value].label), "strong")), (line(TAKEN),))
        )
    return section("supposed", "Supposed", [listing(items)])


def _answer(base: RuleBase, found: Supposition, name: str) -> Item:
    question = base.question(name)
    before, after = found.now.get(name), found.answers[name]
    if before == after:
        return Item(line(question.question, sentence(f"{answer_words(question, after)}, as now")))
    then = Run(sentence(answer_words(question, after)), "strong")
    return Item(line(question.question, then, sentence(f"Now: {answer_words(question, before)}")))


def _decisions(base: RuleBase, found: Supposition, only: str) -> Section:
    """Put the decisions that come out differently side by side, those first that a page of results shows first.

    One that the page of only one of the two has differs, even where the rules would conclude the same.
    """
    now, then = (dict.fromkeys(on_page(base, each)) for each in (found.before, found.after))
    differ = {each.name for each in found.comparison.decisions if comes_out_differently(each)} | (now.keys() ^ then)
    listed_apart = () if only else (CONTROLS, WARNINGS, ADVICE)
    order = dict.fromkeys(name for name in (*base.pack.laid_out(), *sorted(differ)) if name in differ)
    wanted = [name for name in order if only in ("", name) and name not in listed_apart]
    gone, come = now.keys() - then, then.keys() - now
    rows = tuple(_row(base, found, name, gone=name in gone, come=name in come) for name in wanted)
    table = PageTable("", ("Decision", "Now", "Then"), rows) if rows else None
    return section("decisions", "Side by side", [table])


def _row(base: RuleBase, found: Supposition, name: str, *, gone: bool, come: bool) -> tuple[TableCell, ...]:
    decision = base.decisions[name]
    before, after = (each.decisions[name].outcome for each in (found.before, found.after))
    words = outcome_words(decision, after) if come else change_words(decision, before, after)
    return (
        cell(decision.title),
        cell(sentence("does not apply" if come else outcome_words(decision, before))),
        cell(sentence("drops away" if gone else words)),
    )


def _rest(base: RuleBase, found: Supposition, *, full: bool) -> Iterator[Section]:
    """Walk what comes and goes: controls, warnings, advice and open questions."""
    compared = found.comparison
    come = (each.name for each in compared.controls if _held(each.after) and not _held(each.before))
    gone = (each.name for each in compared.controls if _held(each.before) and not _held(each.after))
    warned, advised = (
        {speaks: [each.name for each in differ if (each.after is True) is speaks] for speaks in (True, False)}
        for differ in (compared.warnings, compared.advice)
    )
    opened = (each.name for each in compared.open_questions if each.before is None)
    closed = (each.name for each in compared.open_questions if each.after is None)
    for key, title, items in (
        ("controls-come", "Controls that come", [_control(base, name) for name in come]),
        ("controls-go", "Controls that go", [_control(base, name) for name in gone]),
        ("warnings-come", "Warnings that come", [_said(base, name, WARNINGS) for name in base.as_read(warned[True])]),
        ("warnings-go", "Warnings that go", [_said(base, name, WARNINGS) for name in base.as_read(warned[False])]),
        ("advice-comes", "Advice that comes", [_said(base, name, ADVICE) for name in base.as_read(advised[True])]),
        ("advice-goes", "Advice that goes", [_said(base, name, ADVICE) for name in base.as_read(advised[False])]),
        ("opens", "Questions that become open", [_question(base, name) for name in opened]),
        ("closes", "Questions that are open no longer", [_question(base, name) for name in closed]),
    ):
        shown = items if full else items[:MOST_LISTED]
        if len(items) > len(shown):
            shown = [*shown, more(len(items) - len(shown), "more")]
        yield section(key, f"{title} ({len(items)})", [listing(shown)])


def _held(control: ControlFound | None) -> bool:
    """Tell whether a control is required, or is to be held meanwhile."""
    return control is not None and control.required in ("yes", "interim")


def _control(base: RuleBase, name: str) -> Item:
    control = base.controls[name]
    return Item(line(control.title, f"({owner_words(base, control)})"))


def _said(base: RuleBase, name: str, decision: str) -> Item:
    rule = base.rules[name]
    return Item(line(rule.warning if decision == WARNINGS else rule.advice, names([name])))


def _question(base: RuleBase, name: str) -> Item:
    return Item(line(base.question(name).question))
