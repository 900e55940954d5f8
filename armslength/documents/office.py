"""What a pack declares of its documents: which there are, what stands in each, in which order and in which words.

All of it is words for people. It concludes nothing, and so it is no part of the hash of a pack.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.rulebase.conditions import ALWAYS, NEVER, Condition
from engine.source.span import Span


@dataclass(frozen=True, slots=True)
class Wording:
    """A sentence or a paragraph, and when it is said: where `when` certainly holds, and `unless` does not.

    `{name}` in it stands for a field in the head of the profile, or for the answer to a question. `control` is the
    control that it is a wording for, where it is one.
    """

    says: str
    span: Span
    when: Condition = ALWAYS
    unless: Condition = NEVER
    control: str = ""


@dataclass(frozen=True, slots=True)
class DocumentSection:
    """One section: the part that makes it, what that is about, and the words before it.

    `marks` are decisions that mark lines, each with the words for such a line; `where` picks results out of many;
    `spaces` are labels with space to write after each, in `columns` where there are some; `briefly` leaves out what
    shows a control; `none` are the words where the part has nothing to say. An `annex` stands behind the signatures.
    Where `when` does not hold the section is left out.
    """

    key: str
    part: str
    title: str
    span: Span
    says: tuple[Wording, ...] = ()
    when: Condition = ALWAYS
    annex: bool = False
    decisions: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    controls: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    marks: Mapping[str, str] = field(default_factory=dict)
    wordings: tuple[Wording, ...] = ()
    spaces: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    briefly: bool = False
    where: Condition = ALWAYS
    none: str = ""


@dataclass(frozen=True, slots=True)
class Signing:
    """Who signs a document, by their roles, and what they declare by it."""

    declaration: str
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """A kind of document: what it is called, for whom it is, and its sections by their keys, in order.

    It is about `one` result, or about `many` together. One that is `in_pack` is handed over with everything else
    that shows how a decision came about.
    """

    name: str
    title: str
    reader: str
    sections: Mapping[str, DocumentSection]
    signing: Signing | None
    span: Span
    in_pack: bool = False
    about: str = "one"

    def has_part(self, part: str) -> bool:
        """Tell whether one of its sections is made of such a part."""
        return any(each.part == part for each in self.sections.values())


@dataclass(frozen=True, slots=True)
class Office:
    """Every kind of document that a pack declares, by name."""

    documents: Mapping[str, DocumentKind] = field(default_factory=dict)
