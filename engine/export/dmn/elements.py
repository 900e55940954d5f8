"""XML elements of the DMN file: their namespaces, and texts that show as they are."""

from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring

from engine.source.characters import harmless

MODEL = "https://www.omg.org/spec/DMN/20191111/MODEL/"
OWN = "urn:armslength:rules"
"""The namespace of what only we read: how the rules call something, and what DMN has no word for."""

SPACES = {
    "": MODEL,
    "dmndi": "https://www.omg.org/spec/DMN/20191111/DMNDI/",
    "dc": "http://www.omg.org/spec/DMN/20180521/DC/",
    "di": "http://www.omg.org/spec/DMN/20180521/DI/",
    "rules": OWN,
}
"""The namespaces of DMN 1.3 and our own, by the prefix with which they are written."""


def qualified(name: str) -> str:
    """Put a name (`decision`, `dmndi:DMNShape`) into its namespace."""
    prefix, _, local = name.rpartition(":")
    return f"{{{SPACES[prefix]}}}{local}"


def root(name: str, /, **attributes: str) -> Element:
    """Make the outermost element."""
    return Element(qualified(name), _kept(attributes))


def own(element: Element, **words: str) -> None:
    """Note what only we read beside an element; what is empty is left out."""
    for name, text in words.items():
        if text:
            element.set(qualified(f"rules:{name}"), harmless(text))


def inside(parent: Element, name: str, words: str = "", /, **attributes: str) -> Element:
    """Add an element at the end of another, with a text if there is one; empty attributes are left out."""
    made = SubElement(parent, qualified(name), _kept(attributes))
    if words:
        made.text = harmless(words)
    return made


def _kept(attributes: dict[str, str]) -> dict[str, str]:
    return {name: harmless(words) for name, words in attributes.items() if words}


def document(element: Element) -> str:
    """Write the whole as a file."""
    for prefix, space in SPACES.items():
        register_namespace(prefix, space)
    indent(element)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(element, encoding="unicode") + "\n"
