"""The rule base as a book: one page, without network or script, in which everything leads to its place."""

from pathlib import Path

from engine.page.html import page_html
from engine.page.model import Figure, Line, Page, Run, Section, line
from engine.render.book.chapters import (
    answer_lists_chapter,
    changes_chapter,
    chapter,
    controls_chapter,
    crosswalks_chapter,
    decisions_chapter,
    glossary_chapter,
    principles_chapter,
    properties_chapter,
    questions_chapter,
    rules_chapter,
    statements_chapter,
    tables_chapter,
)
from engine.render.book.matrix import matrix
from engine.render.book.picture.boxes import Box
from engine.render.book.picture.drawing import picture
from engine.render.entries.links import place
from engine.render.footer import NOT_LEGAL_ADVICE, SHORT
from engine.render.origins import layers_words
from engine.render.references import DecisionReads, all_reads, pairs
from engine.render.words import amount
from engine.rulebase.base import RuleBase


def book(base: RuleBase) -> str:
    """Write the book as HTML. The same rules give the same text, to the letter.

    >>> book(base).startswith("<!doctype html>")
    True
    """
    style = Path(__file__).with_name("style.css").read_text(encoding="utf-8")
    pack = base.pack
    return page_html(
        book_page(base), style=style, contents=True, window_title=f"{pack.title} ({pack.id} {pack.version})"
    )


def book_page(base: RuleBase) -> Page:
    """Lay the book out: a chapter for each kind of thing that the rules are made of."""
    chapters = (
        _picture_chapter(base),
        decisions_chapter(base),
        tables_chapter(base),
        rules_chapter(base),
        questions_chapter(base),
        answer_lists_chapter(base),
        controls_chapter(base),
        changes_chapter(base),
        properties_chapter(base),
        statements_chapter(base),
        principles_chapter(base),
        crosswalks_chapter(base),
        glossary_chapter(base),
    )
    version = f"{base.pack.id} {base.pack.version} ({base.sha256[:SHORT]})."
    return Page(
        title=base.pack.title,
        under=_cover(base),
        sections=tuple(each for each in chapters if each is not None),
        footer=(line(version, "The same rules give the same book."),),
    )


def _cover(base: RuleBase) -> tuple[Line, ...]:
    """Say what the book is, which version, how much is in it, and how to read it."""
    pack = base.pack
    counts = (
        amount(len(base.decisions), "decision"),
        amount(len(base.rules), "rule"),
        amount(len(base.facts), "question"),
        amount(len(base.controls), "control"),
        amount(len(base.statements), "statement"),
    )
    intro = (
        "Everything that the rules say stands here: how each decision is made, every rule with its reason, every "
        "question, everything that has to be in place, and the sources that all of it rests on. Names in"
    )
    names = "are those of the rule files; each leads to its place."
    return (
        line(Run("The rules, as a book:", "quiet"), Run(f"{pack.id} {pack.version}.", "quiet"), layers_words(base)),
        line(*(Run(each, "strong") for each in counts)),
        line(intro, Run("this type", "code"), names),
        NOT_LEGAL_ADVICE,
    )


def _picture_chapter(base: RuleBase) -> Section | None:
    reads = all_reads(base)
    boxes = [_box(base, number, name, reads[name]) for number, name in enumerate(base.decisions)]
    intro = (
        "Lines lead from left to right: from a decision to each decision that reads it. Point at a box, or go to it "
        "with the Tab key, and its lines stand out; choose it to read how it is made. The dark boxes come first in a "
        "result, the round ones are what every set of rules has. Under each decision stands all that it reads."
    )
    figures = (
        Figure("The decisions, and which reads which", picture(boxes, pairs(reads))),
        Figure("How many questions of each topic a decision reads", matrix(base, reads)),
    )
    return chapter("picture", "The decisions, and what they read", intro, figures)


def _box(base: RuleBase, number: int, name: str, reads: DecisionReads) -> Box:
    decision, asked = base.decisions[name], len(reads.questions)
    counts = [amount(len(base.rules_of[name]), "rule"), amount(asked, "question") if asked else ""]
    kind = "first" if name in base.pack.headline else "always" if decision.built_in else "usual"
    return Box(number, name, decision.title, ", ".join(filter(None, counts)), kind, place("decision", name))
