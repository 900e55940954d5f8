"""XML as a tree in which every element knows its line and column, read without anything being expanded or fetched.

A document type, with which entities and outside files come, is refused where it begins. Depth, elements and size are
bounded, so that a small file can't ask for much.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

from engine.errors import InputError
from engine.source.characters import refused_character, visible, why_refused
from engine.source.diagnostics import Diagnostic
from engine.source.opening import Unreadable, open_ordinary
from engine.source.span import Span, start_of
from engine.source.text import MOST_BYTES

MOST_ELEMENTS = 200_000
"""Elements of an XML file. A table of five thousand rows and ten columns has about that many. Beyond it:
`too-large`."""

DEEPEST = 60
"""Levels of elements within each other. Files that tools write have about ten. Beyond it: `too-deep`."""

_SEPARATOR = "\x1f"
"""What the parser puts between a namespace and a name; no namespace can hold it."""


@dataclass(slots=True)
class XmlElement:
    """An element: its name and namespace, its attributes by name without a prefix, its own text, and what is in it.

    Of an attribute of another namespace the name is `{namespace}name`, so that extensions of tools stay apart.
    """

    name: str
    namespace: str
    attributes: Mapping[str, str]
    span: Span
    children: list["XmlElement"] = field(default_factory=list)
    text: str = ""

    def get(self, name: str) -> str:
        """Give an attribute without blanks around it; "" where it is not there."""
        return self.attributes.get(name, "").strip()

    def each(self, name: str) -> Iterator["XmlElement"]:
        """Walk the elements of one name that stand directly in this one."""
        return (child for child in self.children if child.name == name and child.namespace == self.namespace)

    def first(self, name: str) -> "XmlElement | None":
        """Give the first element of a name that stands directly in this one."""
        return next(self.each(name), None)

    def text_of(self, name: str) -> str:
        """Give the text of the first element of a name in this one, without blanks around it; "" without one."""
        found = self.first(name)
        return "" if found is None else found.text.strip()


def read_xml(path: Path) -> XmlElement:
    """Read a file as XML. Raises `InputError` where it is none, holds a document type, or is beyond the limits."""
    shown = visible(str(path))
    try:
        with open_ordinary(path) as file:
            data = file.read(MOST_BYTES + 1)
        if len(data) > MOST_BYTES:
            raise Unreadable("too-large", "larger than 5 MB; split it")
    except Unreadable as fault:
        raise InputError((Diagnostic(fault.code, fault.message, start_of(shown)),)) from None
    except OSError:
        message = "the file cannot be read"
        raise InputError((Diagnostic("unreadable-file", message, start_of(shown)),)) from None
    return _Reader(shown).read(data)


class _Reader:
    """Builds the tree while the parser walks the file."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._open: list[XmlElement] = []
        self._texts: list[list[str]] = []
        self._root: XmlElement | None = None
        self._count = 0
        self._parser = expat.ParserCreate(namespace_separator=_SEPARATOR)
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = self._document_type
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters

    def read(self, data: bytes) -> XmlElement:
        if not data.strip():
            raise self._fault("empty-file", "there is nothing in the file")
        try:
            self._parser.Parse(data, True)
        except expat.ExpatError as problem:
            words = expat.errors.messages.get(problem.code, "it breaks off")
            place = Span(self._file, problem.lineno, problem.offset + 1, problem.lineno, problem.offset + 2)
            message = f"this is not XML: {words}; save the file again in the tool that wrote it"
            raise InputError((Diagnostic("xml-syntax", message, place),)) from None
        except (LookupError, ValueError, UnicodeError):
            raise self._fault("xml-syntax", "this is not XML in an encoding that is read; save it as UTF-8") from None
        assert self._root is not None  # noqa: S101  a file without an element is an error of the parser
        return self._root

    def _here(self) -> Span:
        line, column = self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1
        return Span(self._file, line, column, line, column + 1)

    def _fault(self, code: str, message: str) -> InputError:
        return InputError((Diagnostic(code, message, self._here()),))

    def _document_type(self, *_: object) -> None:
        message = "the file holds a document type (DOCTYPE), through which it could read other files; delete it"
        raise self._fault("document-type", message)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if self._count > MOST_ELEMENTS:
            raise self._fault("too-large", f"more than {MOST_ELEMENTS:,} elements in one file; split it")
        if len(self._open) >= DEEPEST:
            raise self._fault("too-deep", f"elements within each other, more than {DEEPEST} levels deep")
        namespace, _, own = name.rpartition(_SEPARATOR)
        made = XmlElement(own, namespace, {_attribute(key): text for key, text in attributes.items()}, self._here())
        self._refuse_hidden(*attributes.values())
        if self._open:
            self._open[-1].children.append(made)
        else:
            self._root = made
        self._open.append(made)
        self._texts.append([])

    def _end(self, _: str) -> None:
        self._open.pop().text = "".join(self._texts.pop())

    def _characters(self, text: str) -> None:
        self._refuse_hidden(text)
        self._texts[-1].append(text)

    def _refuse_hidden(self, *texts: str) -> None:
        """Refuse a text with a character that hides meaning."""
        for text in texts:
            hidden = refused_character(text)
            if hidden is not None:
                raise self._fault(*why_refused(text[hidden]))


def _attribute(key: str) -> str:
    namespace, _, name = key.rpartition(_SEPARATOR)
    return f"{{{namespace}}}{name}" if namespace else name
