"""What a workbook says of itself: its sheets, its texts, the formats of its cells, and from when it counts days."""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from engine.frozen import frozen
from engine.source.opening import Unreadable
from engine.source.tables.limits import MOST_CELLS, MOST_CHARACTERS, WAY_OUT
from engine.source.tables.package import Package, broken, too_many_cells

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@frozen
class SheetPart:
    """One sheet of cells: its name, the part that holds it, and whether people see it."""

    name: str
    part: str
    hidden: bool


@frozen
class WorkbookParts:
    """What the cells of every sheet refer to.

    `formats` gives the code of the number format for each style, and `coloured` the styles with a colour behind the
    text, as cells name them. `comments` tells whether anybody has commented on a cell.
    """

    sheets: tuple[SheetPart, ...]
    from_1904: bool
    texts: tuple[str, ...]
    formats: tuple[str | int, ...]
    coloured: frozenset[str] = frozenset()
    comments: bool = False


def read_workbook_parts(package: Package) -> WorkbookParts:
    """Read everything but the sheets themselves. Raises `Unreadable`."""
    top = _Relations()
    package.read("_rels/.rels", top)
    workbook = top.by_kind.get("officeDocument", "xl/workbook.xml")
    related = _Relations(posixpath.dirname(workbook))
    package.read(posixpath.join(posixpath.dirname(workbook), "_rels", posixpath.basename(workbook) + ".rels"), related)
    overview = _Overview()
    package.read(workbook, overview)
    texts, styles = _Texts(), _Styles()
    for kind, handler in (("sharedStrings", texts), ("styles", styles)):
        if kind in related.by_kind and package.has(related.by_kind[kind]):
            package.read(related.by_kind[kind], handler)
    sheets = []
    for name, relation, hidden in overview.sheets:
        kind, part = related.by_id.get(relation, ("", ""))
        if not kind:
            raise broken()
        if kind == "worksheet":
            sheets.append(SheetPart(name, part, hidden))
    formats = tuple(styles.codes.get(each, each) for each in styles.formats)
    comments = any("comments" in part.lower() for part in package.names)
    return WorkbookParts(
        tuple(sheets), overview.from_1904, tuple(texts.found), formats, frozenset(styles.coloured()), comments
    )


def in_bounds(text: str, length: int) -> str:
    """Give the text, unless the cell that it is a part of has grown too long. Raises `Unreadable`."""
    if length > MOST_CHARACTERS:
        raise Unreadable("too-large", f"a cell with more than {MOST_CHARACTERS:,} characters; {WAY_OUT}")
    return text


def unescaped(text: str) -> str:
    """Give the text with the characters that XML cannot hold, which a workbook writes as `_x000D_`."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


class _Silent:
    """A handler that does nothing, for others to do something."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        pass

    def end(self, name: str) -> None:
        pass

    def text(self, text: str) -> None:
        pass


@dataclass
class _Relations(_Silent):
    folder: str = ""
    by_id: dict[str, tuple[str, str]] = field(default_factory=dict)
    by_kind: dict[str, str] = field(default_factory=dict)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            kind = attributes.get("Type", "").rpartition("/")[2]
            target = attributes.get("Target", "")
            part = posixpath.normpath(posixpath.join("/", self.folder, target)).lstrip("/")
            self.by_id[attributes.get("Id", "")] = (kind, part)
            self.by_kind.setdefault(kind, part)


@dataclass
class _Overview(_Silent):
    sheets: list[tuple[str, str, bool]] = field(default_factory=list)
    from_1904: bool = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "workbookPr":
            self.from_1904 = attributes.get("date1904", "0") in ("1", "true")
        elif name == "sheet":
            relation = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            hidden = attributes.get("state", "visible") != "visible"
            self.sheets.append((attributes.get("name", ""), relation, hidden))


@dataclass
class _Texts(_Silent):
    """The texts that cells share; how they are spoken (`rPh`) is left out."""

    found: list[str] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _length: int = 0
    _inside: bool = False
    _spoken: bool = False

    def start(self, name: str, attributes: dict[str, str]) -> None:  # noqa: ARG002  every handler is called so
        if name == "si":
            self._parts, self._length = [], 0
        elif name == "rPh":
            self._spoken = True
        elif name == "t":
            self._inside = not self._spoken

    def end(self, name: str) -> None:
        if name == "si":
            if len(self.found) == MOST_CELLS:
                raise too_many_cells()
            self.found.append(unescaped("".join(self._parts)))
        elif name == "rPh":
            self._spoken = False
        elif name == "t":
            self._inside = False

    def text(self, text: str) -> None:
        if self._inside:
            self._length += len(text)
            self._parts.append(in_bounds(text, self._length))


@dataclass
class _Styles(_Silent):
    codes: dict[int, str] = field(default_factory=dict)
    formats: list[int] = field(default_factory=list)
    fills: list[int] = field(default_factory=list)
    patterns: list[str] = field(default_factory=list)
    _inside: bool = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "numFmt":
            self.codes[int(attributes.get("numFmtId", "0"))] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            self._inside = True
        elif name == "xf" and self._inside:
            self.formats.append(int(attributes.get("numFmtId", "0")))
            self.fills.append(int(attributes.get("fillId", "0")))
        elif name == "fill":
            self.patterns.append("")
        elif name in ("patternFill", "gradientFill") and self.patterns:
            self.patterns[-1] = attributes.get("patternType", "solid")

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self._inside = False

    def coloured(self) -> Iterator[str]:
        """Walk the styles with a colour behind the text; the first two fills are those that every workbook has."""
        shown = {place for place, pattern in enumerate(self.patterns) if place > 1 and pattern not in ("", "none")}
        yield from (str(style) for style, fill in enumerate(self.fills) if fill in shown)
