"""The list of all subjects."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from armslength.register.domain.events import Stage
from armslength.register.domain.office import RegisterOffice
from armslength.register.store.reading import Listed
from armslength.web.words import Words


@dataclass(frozen=True, slots=True)
class SubjectRow:
    """One subject in the list."""

    name: str
    head: tuple[str, ...]
    stage: str
    since: str


@dataclass(frozen=True, slots=True)
class SubjectsPage:
    """The list of all subjects."""

    template: ClassVar[str] = "subjects.html"
    title: str
    headings: tuple[str, ...]
    rows: tuple[SubjectRow, ...]


def subjects_page(listed: Iterable[Listed], office: RegisterOffice, words: Words) -> SubjectsPage:
    """Make the list of all subjects."""
    rows = tuple(
        SubjectRow(
            name=each.name,
            head=tuple("; ".join(each.header.get(path, ())) for path in office.fields),
            stage=office.stages[Stage(each.stage)] if each.stage else "",
            since=words.day(each.since) if each.since else "",
        )
        for each in listed
    )
    return SubjectsPage(words.say("subjects.title"), office.fields, rows)
