"""The rule base as a book: one HTML page, without network or script, in which everything leads to its place."""

from pathlib import Path

from engine.page.markup import Markup, element, joined
from engine.render.book.controls import controls_chapter
from engine.render.book.decisions import decisions_chapter
from engine.render.book.front import contents, cover, foot
from engine.render.book.matrix import matrix
from engine.render.book.parts import chapter, entry, rests_on
from engine.render.book.picture.drawing import picture
from engine.render.book.properties import properties_chapter
from engine.render.book.questions import questions_chapter
from engine.render.book.rules import rules_chapter
from engine.render.book.statements import statements_chapter
from engine.render.book.tables import changes_chapter, tables_chapter
from engine.rulebase.base import RuleBase

NOTHING_FROM_OUTSIDE = "default-src 'none'; style-src 'unsafe-inline'"
"""What a browser is told: load nothing and run nothing, whatever a text of the pack may say."""


def book(base: RuleBase) -> str:
    """Write the book. The same rules give the same text, to the letter."""
    style = Markup((Path(__file__).with_name("style.css")).read_text(encoding="utf-8"))
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=NOTHING_FROM_OUTSIDE),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", f"{base.pack.title} ({base.pack.id} {base.pack.version})"),
        element("style", style),
    )
    chapters = (
        _picture_chapter(base),
        decisions_chapter(base),
        tables_chapter(base),
        rules_chapter(base),
        questions_chapter(base),
        controls_chapter(base),
        changes_chapter(base),
        properties_chapter(base),
        statements_chapter(base),
        _principles_chapter(base),
    )
    body = element(
        "body",
        element("a", "Skip to the text", href="#text", class_="skip"),
        cover(base),
        contents(base),
        element("main", *chapters, foot(base), id="text"),
    )
    page = element("html", head, "\n", body, lang="en-GB")
    return joined((Markup("<!doctype html>\n"), page, Markup("\n"))).html


def _picture_chapter(base: RuleBase) -> Markup:
    intro = (
        "Lines lead from left to right: from a decision to each decision that reads it. Point at a box, or go to it "
        "with the Tab key, and its lines stand out; choose it to read how it is made. The dark boxes come first in a "
        "result, the round ones are what every set of rules has. Under each decision stands all that it reads."
    )
    drawing = element(
        "figure",
        element("div", picture(base), class_="wide", tabindex=0, role="region", aria_label="Picture, can be moved"),
        class_="picture",
    )
    table = element(
        "div", matrix(base), class_="wide matrix-wide", tabindex=0, role="region", aria_label="Table, can be moved"
    )
    return chapter("picture", "The decisions, and what they read", intro, drawing, table)


def _principles_chapter(base: RuleBase) -> Markup | None:
    """Write how the software itself behaves, where the sources ask for it."""
    entries = [
        entry("principle", each.name, each.says, rests_on(base, each.cites), level=3)
        for each in base.principles.values()
    ]
    intro = "What the sources ask of the way in which conclusions are drawn, rather than of a conclusion."
    return chapter("principles", "How the software behaves", intro, *entries) if entries else None
