"""Entering a new subject: the fields of its head, its name in the register, and whether it runs already."""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from typing import ClassVar

from armslength.register.domain.office import RegisterOffice
from armslength.register.domain.policy import OPENS_AT
from armslength.web.forms import Typing
from armslength.web.pages.asked import slips_of, such_a_day
from armslength.web.pages.parts import Breadcrumbs, Choice, ErrorSummary, Link, Question
from armslength.web.words import Words, capital

MOST_OF_AN_ID = 60
"""What is counted: characters of an id that is made from a name. Why so many: it stands in addresses and file names,
and is to be read aloud. Beyond it: the rest of the name is left out."""

HEAD = "head."
"""With what the name of a field of the head begins."""


@dataclass(frozen=True, slots=True)
class NewPage:
    """A form to enter a subject."""

    template: ClassVar[str] = "subjects/new.html"
    title: str
    crumbs: Breadcrumbs
    slips: ErrorSummary
    head: tuple[Question, ...]
    stage: Question
    since: Question
    id: Question


def new_page(office: RegisterOffice, words: Words, typing: Typing) -> NewPage:
    """Make the form to enter a subject, with what was typed into it."""
    stage = typing.first("stage", OPENS_AT[0].value)
    return NewPage(
        title=words.say("entering.title"),
        crumbs=Breadcrumbs((Link(words.say("screening.register"), "/"),)),
        slips=slips_of(typing, "form"),
        head=tuple(
            Question(
                HEAD + field.path, field_words(field.path), "text",
                hint=_hint(field.path, office, words, several=field.many),
                typed=typing.first(HEAD + field.path, ""), slip=typing.faults.get(HEAD + field.path, ""),
            )
            for field in office.base.pack.header
            if not field.fact
        ),
        stage=Question(
            "stage", words.say("entering.stage"), "one",
            choices=tuple(Choice(each.value, office.stages[each], chosen=each.value == stage) for each in OPENS_AT),
            slip=typing.faults.get("stage", ""),
        ),
        since=Question(
            "since", words.say("entering.since"), "date",
            hint=words.say("entering.since_hint", such=such_a_day(office.base, words)),
            typed=typing.first("since", ""), slip=typing.faults.get("since", ""),
        ),
        id=Question(
            "id", words.say("entering.id"), "text", hint=words.say("entering.id_hint"),
            typed=typing.first("id", ""), slip=typing.faults.get("id", ""),
        ),
    )  # fmt: skip


def _hint(path: str, office: RegisterOffice, words: Words, *, several: bool) -> str:
    return " ".join(filter(None, (office.hints.get(path, ""), words.say("entering.several") if several else "")))


def field_words(path: str) -> str:
    """Give the words for a field of the head, from its path."""
    return capital(path.replace(".", " ").replace("_", " "))


def proposed_id(name: str, taken: Collection[str]) -> str:
    """Make an id for a name: its letters and figures, with hyphens between, and a number where it is taken."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(each for each in plain if not unicodedata.combining(each))
    made = re.sub(r"[^\w]+|_+", "-", letters)[:MOST_OF_AN_ID].strip("-")
    if not made:
        return ""
    number = 2
    found = made
    while found in taken:
        found = f"{made}-{number}"
        number += 1
    return found
