"""The types that a file declares: FEEL's own, restricted to some values, or put together of others."""

from collections.abc import Mapping

from engine.imports.dmn.model import ItemType, Written
from engine.source.xml_tree import XmlElement

FEEL_TYPES: Mapping[str, str] = {
    "string": "string",
    "number": "number",
    "integer": "number",
    "long": "number",
    "double": "number",
    "boolean": "boolean",
    "date": "date",
    "Any": "",
    "": "",
}
"""The types of a single value, by how tools write them, and the kind that each is of; `Any` leaves it to the cells."""

WHOLE_TYPES = ("integer", "long")
"""Those of which every number is whole; a number of FEEL may have a point."""

MOST_LEVELS = 20
"""Types within types. No person nests more than five. Beyond it a type is read as one that nothing is known of."""


class ItemTypes:
    """The types of a file by name, each worked out when it is asked for."""

    def __init__(self, definitions: XmlElement) -> None:
        """Note what is declared; of two types of one name the first counts."""
        self._written: dict[str, XmlElement] = {}
        for each in definitions.each("itemDefinition"):
            self._written.setdefault(each.get("name"), each)

    def named(self, reference: str, levels: int = 0) -> ItemType:
        """Give the type of a name; one that is declared nowhere is of a kind that a pack doesn't have."""
        name = reference if reference in self._written else reference.rpartition(":")[2]
        if name in self._written and levels < MOST_LEVELS:
            return self._made(self._written[name], levels + 1)
        return ItemType(base=FEEL_TYPES.get(name, name), whole=name in WHOLE_TYPES)

    def _made(self, element: XmlElement, levels: int) -> ItemType:
        below = self.named(element.text_of("typeRef"), levels)
        allowed = written_in(element, "allowedValues") or written_in(element, "typeConstraint") or below.allowed
        parts = {each.get("name"): self._made(each, levels + 1) for each in element.each("itemComponent")}
        collection = element.get("isCollection") == "true" or below.collection
        return ItemType(below.base, allowed, parts or below.components, collection, below.whole)


def written_in(parent: XmlElement, name: str) -> Written | None:
    """Give the text that stands in an element of this name, where it is not blank."""
    found = parent.first(name)
    text = found.first("text") if found is not None else None
    if text is None or not text.text.strip():
        return None
    return Written(text.text.strip(), text.span)
