"""The check of what a pack declares of its documents, as a part of `rules check`."""

from armslength.documents.declared import read_office
from engine import Diagnostic, RuleBase


def findings(base: RuleBase) -> tuple[Diagnostic, ...]:
    """Read the documents of a pack. Raises `InputError` with every fault; what can be read has none."""
    read_office(base)
    return ()
