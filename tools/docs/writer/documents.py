"""How documents are declared: the kinds of the pack, the keys, and what each part writes."""

from collections.abc import Iterable, Mapping

from armslength.documents.declared import AS_OF, OF_EVERY_SECTION, OF_EVERY_SECTION_OF_MANY, read_office
from armslength.documents.parts import WRITERS
from armslength.documents.parts_declared import PARTS, PARTS_OF_MANY, PartKeys
from armslength.documents.portfolio import WRITERS_OF_MANY
from engine import RuleBase
from tools.docs.writer.markdown import bullets, code, fenced, page, plain, table

EXAMPLE = """\
document:
  name: handover-note
  title: Handover note
  reader: "For the manager who takes over."
  sections:
    answer:
      part: answer
      title: What it is
      says: "{partner.name} provides: {service}."
    first:
      part: controls
      title: What comes first
      classes: [blocking]
      none: "Nothing that must be in place before new work starts is missing."
  signature:
    declaration: "I have handed this over."
    roles: [service_manager]
"""

OF_A_DOCUMENT = {
    "name": "What the kind is called on the command line; a pack above lays its own over the kind of the same name.",
    "title": "What it is called in its heading.",
    "reader": "Who it is for, in a sentence under the heading.",
    "about": "`one` profile (as without it), or `many` together.",
    "in_pack": "`yes`: it goes into the file for an inspector.",
    "sections": "The sections by their keys, in order.",
    "signature": "Who signs: the `roles`, and their `declaration`.",
}

HEAD = ("Kind", "What it is", "Who it is for")

TEXTS = (
    (
        "`{name}` in a text stands for a field in the head of the profile, for the answer to a question, or, as "
        f"`{{{AS_OF}}}`, for the day of assessment. A text with one that is not known is not said."
    ),
    "`{says: …, when: …}` is said only where the condition certainly holds, and `unless` only where it does not.",
    "In `clauses`, `control` names the control that the wording is for.",
    (
        "In `sentences`, `when` may ask only for answers, joined by `all`. The sentence is said where each of them was "
        "given with evidence and not assumed: it can say no more than they do."
    ),
    "A text in a document about many profiles is plain: it has no `{name}` and depends on nothing.",
)

KEYS = {
    "part": "What makes the section: one of the parts below.",
    "title": "Its heading.",
    "says": "Words before it: a text, or a list of texts.",
    "when": "A condition, as in rules. Without it, or where it certainly holds, the section is there.",
    "none": "What stands there where the part has nothing to say.",
    "annex": "`yes`: it stands behind the signatures, on a sheet of its own.",
    "decisions": "Decisions that it is about.",
    "facts": "Questions that it is about.",
    "controls": "Controls that it is about; without them, all that must be in place.",
    "classes": "Only controls of these classes.",
    "statuses": "Only controls that are `missing`, `unknown` or `in_place`.",
    "briefly": "`yes`: without what shows a control.",
    "marks": "Decisions that mark lines, each with the words for such a line.",
    "wordings": "Texts, each by itself or with what it depends on: see below.",
    "spaces": "Labels with space to write after each; several lines where the label ends in `.`, `:` or `…`.",
    "columns": "With `spaces`: the heads of a table, with a row for each label.",
    "where": "A condition: only profiles for which it certainly holds.",
}
"""What each key of a section means."""


def documents(base: RuleBase) -> str:
    """Write the page."""
    kinds = read_office(base).documents.values()
    return page(
        "Documents",
        "What stands in a document is declared in `office/documents` of a pack, a file for each kind. "
        "`rules check` reads these files strictly. They are words, and no part of the hash of the pack.",
        fenced(EXAMPLE, "yaml"),
        "## The kinds of this pack",
        table(HEAD, ((code(each.name), each.title, plain(each.reader)) for each in kinds)),
        "## A document",
        table(("Key", "What it says"), ((code(key), says) for key, says in OF_A_DOCUMENT.items())),
        "## A section",
        table(("Key", "What it says"), ((code(key), says) for key, says in KEYS.items())),
        "## Parts of a document about one profile",
        _parts(PARTS, WRITERS, OF_EVERY_SECTION),
        "## Parts of a document about many",
        _parts(PARTS_OF_MANY, {**WRITERS, **WRITERS_OF_MANY}, OF_EVERY_SECTION_OF_MANY),
        "## Texts",
        bullets(TEXTS),
    )


def _parts(parts: Mapping[str, PartKeys], writers: Mapping[str, object], every: Iterable[str]) -> str:
    rows = (
        (code(name), _says(writers[name]), _keys(keys.needs, every), _keys(keys.may, every))
        for name, keys in parts.items()
    )
    return table(("Part", "What it writes", "Needs", "May have"), rows)


def _says(writer: object) -> str:
    first = (writer.__doc__ or "").split("\n\n")[0]
    return plain(first.removeprefix("Walk "))


def _keys(keys: Iterable[str], every: Iterable[str]) -> str:
    return ", ".join(code(key) for key in keys if key not in every or key == "says")
