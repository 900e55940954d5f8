"""A document as PDF/UA-1, laid out by typst: what it says goes in as data and is never read as markup.

typst is told to use no font of the machine, no clock and no network, so that the same document is the same file. It
refuses what would not be accessible. What it can't say yet, that the first cell of a row is its heading, is added to
its tags afterwards.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from importlib.resources import as_file, files
from io import BytesIO
from pathlib import Path
from typing import Any

from armslength.documents.model import Document
from armslength.documents.writers.words import foot_words, runs
from engine import InternalError
from engine.page.model import (
    DEEPEST,
    Blank,
    Block,
    Figure,
    Heading,
    Item,
    KeyValueList,
    Line,
    Listing,
    PageTable,
    Paragraph,
    Remark,
    Run,
    Section,
    Ticks,
    Verbatim,
    address,
)
from engine.source.characters import harmless, visible

FONT = "Source Sans 3"
FONT_FILES = "fontpkg_source_sans_3"
"""The package whose folder `files` holds the font."""

NARROWEST, WIDEST = 6, 40
"""Of a column, the letters between which its share of the width is drawn: a short one stays readable, a long one does
not take all."""

Data = dict[str, Any]


def document_pdf(document: Document) -> bytes:
    """Write a document as PDF/UA-1; the same document gives the same bytes.

    Raises `InternalError` where typst finds fault with it, since no text of a document can bring that about.
    """
    import typst

    template = Path(__file__).with_name("document.typ").read_bytes()
    with as_file(files(FONT_FILES) / "files") as fonts:
        try:
            made, warned = typst.compile_with_warnings(
                template,
                format="pdf",
                font_paths=[str(fonts)],
                ignore_system_fonts=True,
                sys_inputs={"document": json.dumps(_data(document), ensure_ascii=False)},
                pdf_standards=["ua-1"],
                timestamp=datetime(document.day.year, document.day.month, document.day.day, tzinfo=UTC),
            )
        except typst.TypstError as error:
            raise InternalError(f"the document could not be laid out: {error.message}") from error
    if warned:
        raise InternalError(f"the document could not be laid out well: {warned[0].message}")
    return _with_row_headings(made)


def _data(document: Document) -> Data:
    page = document.whole_page()
    lang, _, region = document.language.partition("-")
    keys = frozenset(_keys(page.sections))
    writer = _Writer(keys)
    return {
        "title": harmless(page.title),
        "lang": lang,
        "region": region or None,
        "font": FONT,
        "landscape": document.layout == "landscape",
        "foot": foot_words(document),
        "under": [writer.line(each) for each in page.under if each],
        "blocks": [found for each in page.sections for found in writer.block(each, 1)],
        "footer": [writer.line(each) for each in page.footer if each],
    }


def _keys(blocks: Iterable[Block]) -> Iterator[str]:
    """Walk the keys that a run may lead to: those of sections with a heading."""
    for each in blocks:
        if isinstance(each, Section):
            if each.key and each.title:
                yield each.key
            yield from _keys(each.blocks)


class _Writer:
    """Turns blocks into the data that the template lays out."""

    def __init__(self, keys: frozenset[str]) -> None:
        self._keys = keys

    def block(self, block: Block, level: int) -> Iterator[Data]:
        """Walk the data of a block; headings in it are of this level."""
        match block:
            case Section():
                yield from self._section(block, level)
            case Heading(line):
                if line:
                    yield self._heading(line, level)
            case Paragraph(line, more):
                yield {"kind": "paragraph", "lines": self._lines((line, *more))}
            case Listing(items):
                yield {"kind": "list", "items": [self._item(each) for each in items]}
            case Verbatim(text):
                yield {"kind": "verbatim", "text": "\n".join(visible(row) for row in text.splitlines())}
            case KeyValueList(entries):
                terms = [{"label": harmless(each.label), "blocks": self._blocks(each.blocks, level)} for each in entries]
                yield {"kind": "terms", "entries": terms}
            case PageTable():
                yield self._table(block, level)
            case Figure(words, drawing):
                yield {"kind": "picture", "words": harmless(words), "svg": drawing.html}
            case Blank(label, rows):
                yield {"kind": "blank", "label": harmless(label), "rows": rows}
            case Ticks(_, choices):
                yield {"kind": "ticks", "choices": [self.line(each.line) for each in choices]}
            case Remark(on, note):
                yield from self.block(on, level)
                yield {"kind": "note", "line": self.line(note)}

    def _blocks(self, blocks: Iterable[Block], level: int) -> list[Data]:
        return [found for each in blocks for found in self.block(each, level)]

    def _section(self, section: Section, level: int) -> Iterator[Data]:
        if section.new_page:
            yield {"kind": "sheet"}
        if section.title:
            yield self._heading((Run(section.title), *section.beside), level, section.key)
        yield from self._blocks(section.blocks, level + bool(section.title))

    def _heading(self, line: Line, level: int, key: str = "") -> Data:
        return {"kind": "heading", "level": min(level, DEEPEST), "line": self.line(line), "key": key}

    def _item(self, item: Item) -> Data:
        return {"lines": self._lines((item.line, *item.more)), "below": [self._item(each) for each in item.below]}

    def _table(self, table: PageTable, level: int) -> Data:
        rows = [[self._blocks(cell, level) for cell in row] for row in table.rows]
        return {
            "kind": "table",
            "caption": harmless(table.caption),
            "head": [harmless(each) for each in table.head],
            "rows": rows,
            "fill": table.to_fill,
            "widths": _widths(table.head, rows),
        }

    def _lines(self, lines: Iterable[Line]) -> list[list[Data]]:
        return [self.line(each) for each in lines if each]

    def line(self, line: Line) -> list[Data]:
        """Write the runs of a line, with the spaces between them as runs of their own."""
        found: list[Data] = []
        for run in runs(line):
            found += [_run(" ")] if found else []
            found.append(_run(run.text, run.tone, self._to(run)))
        return found

    def _to(self, run: Run) -> str:
        to = address(run)
        return "" if to.startswith("#") and to[1:] not in self._keys else to


def _run(text: str, tone: str = "", to: str = "") -> Data:
    return {"text": text, "tone": tone, "to": to}


def _widths(head: Sequence[str], rows: Sequence[Sequence[Sequence[Data]]]) -> list[float]:
    """Share the width of a table out by how much there is to read in each column."""
    longest = [max(map(len, each.split()), default=1) for each in head]
    for row in rows:
        for place, cell in enumerate(row):
            words = len(" ".join(_texts(cell)))
            longest[place] = max(longest[place], words**0.7 if words else 0)  # type: ignore[call-overload]
    return [min(max(each, NARROWEST), WIDEST) for each in longest]


def _texts(data: object) -> Iterator[str]:
    match data:
        case {"text": str(text)}:
            yield text
        case dict():
            for each in data.values():
                yield from _texts(each)
        case list():
            for each in data:
                yield from _texts(each)


def _with_row_headings(made: bytes) -> bytes:
    """Tag the first cell of each row as the heading of the row, and write the same bytes for the same tags."""
    import pikepdf

    with pikepdf.open(BytesIO(made)) as pdf:
        root = pdf.Root.get("/StructTreeRoot")
        for row in _rows(root):
            first = next(iter(_kids(row)), None)
            if first is not None and first.get("/S") == "/TD":
                first["/S"] = pikepdf.Name("/TH")
                first["/A"] = pikepdf.Array([pikepdf.Dictionary(O=pikepdf.Name("/Table"), Scope=pikepdf.Name("/Row"))])
        out = BytesIO()
        pdf.save(out, deterministic_id=True, linearize=False)
    return out.getvalue()


def _rows(node: Any, body: bool = False) -> Iterator[Any]:
    """Walk the rows of the bodies of all tables."""
    for each in _kids(node):
        kind = each.get("/S")
        if kind == "/TR" and body:
            yield each
        yield from _rows(each, body=kind == "/TBody" or (body and kind != "/Table"))


def _kids(node: Any) -> Iterator[Any]:
    """Walk the tags below a tag; what is not a tag is left out."""
    import pikepdf

    kids = None if node is None else node.get("/K")
    for each in kids if isinstance(kids, pikepdf.Array) else [] if kids is None else [kids]:
        if isinstance(each, pikepdf.Dictionary) and "/S" in each:
            yield each
