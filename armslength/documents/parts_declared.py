"""The parts that a section can be made of, each with the keys that say what it is about."""

from typing import NamedTuple


class PartKeys(NamedTuple):
    """The keys that a section of this part needs, and those that it may have."""

    needs: tuple[str, ...] = ()
    may: tuple[str, ...] = ()


PARTS: dict[str, PartKeys] = {
    "advice": PartKeys(),
    "agenda": PartKeys(("decisions",)),
    "answer": PartKeys((), ("decisions",)),
    "answers": PartKeys(("facts",)),
    "basis": PartKeys((), ("facts",)),
    "clauses": PartKeys(("controls", "wordings")),
    "controls": PartKeys((), ("controls", "classes", "statuses", "briefly")),
    "evidence": PartKeys(),
    "lines": PartKeys(("facts",), ("marks",)),
    "open": PartKeys((), ("decisions",)),
    "outcomes": PartKeys(("decisions",)),
    "questions": PartKeys(),
    "reasons": PartKeys((), ("decisions",)),
    "rules": PartKeys(),
    "sentences": PartKeys(("wordings",)),
    "sources": PartKeys(),
    "space": PartKeys(("spaces",), ("columns",)),
    "steps": PartKeys(("wordings",)),
    "warnings": PartKeys(),
    "words": PartKeys(("says",)),
}
"""Each part by its name; what it writes is said by the function of the same name in `parts`."""

PARTS_OF_MANY: dict[str, PartKeys] = {
    "changed": PartKeys(("decisions",)),
    "counts": PartKeys(("decisions",)),
    "crossed": PartKeys(("decisions",)),
    "missed": PartKeys((), ("classes",)),
    "space": PARTS["space"],
    "those": PartKeys(("decisions",), ("where",)),
    "words": PARTS["words"],
}
"""The parts of a document that is about many results; see `parts_of_many`."""

ABOUT = {"one": PARTS, "many": PARTS_OF_MANY}
"""What a document is about: one result, or many together."""
