"""The documents that a pack declares, read once, and made of a subject as it stands."""

from datetime import date

from armslength.documents.declared import read_office
from armslength.documents.kinds import build
from armslength.documents.model import Document
from armslength.documents.office import DocumentKind, Office
from armslength.register.domain.office import RegisterOffice
from armslength.register.domain.state import State
from armslength.register.exchange.telling import assessed
from engine import Result, RuleBase

_READ: list[tuple[RuleBase, Office]] = []
"""What was read, with its pack: an application has one, and tests a few."""


def declared(base: RuleBase) -> Office:
    """Give what a pack declares of its documents."""
    for known, office in _READ:
        if known is base:
            return office
    _READ.append((base, read_office(base)))
    return _READ[-1][1]


def kinds_of_one(base: RuleBase) -> dict[str, DocumentKind]:
    """Give the kinds of document that are about one subject, by name."""
    return {name: kind for name, kind in declared(base).documents.items() if kind.about == "one"}


def result_to_keep(state: State, office: RegisterOffice, day: date) -> Result:
    """Assess a subject by every engine there is, as what leaves the house is."""
    return assessed(state, office, day, "both")


def document_of(result: Result, base: RuleBase, kind: str) -> Document:
    """Make a document about a subject."""
    return build(base, [result], declared(base), kind)
