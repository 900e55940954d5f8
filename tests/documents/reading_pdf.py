"""A PDF as a screen reader reads it: the tree of what is what, each with its text; of a picture, the words for it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name


@dataclass
class Tagged:
    """One element of the tree: what it is, its attributes, its words and what is in it."""

    kind: str
    scope: str = ""
    inside: "list[Tagged | str]" = field(default_factory=list)

    @property
    def text(self) -> str:
        """What is read out of it; the mark of an entry of a list is none of its words."""
        return (
            "" if self.kind == "Lbl" else "".join(each if isinstance(each, str) else each.text for each in self.inside)
        )

    def all(self, *kinds: str) -> "list[Tagged]":
        return [each for each in self.walk() if each.kind in kinds]

    def walk(self) -> "Iterator[Tagged]":
        for each in self.inside:
            if isinstance(each, Tagged):
                yield each
                yield from each.walk()


@dataclass(frozen=True)
class ReadPdf:
    """What a PDF says: of itself, in its outline, and to be read out."""

    title: str
    language: str
    outline: list[str]
    pages: int
    tree: Tagged


def read_pdf(content: bytes) -> ReadPdf:
    with pikepdf.open(BytesIO(content)) as pdf:
        texts = {(page.objgen, number): words for page in pdf.pages for number, words in _marked(page)}
        with pdf.open_outline() as outline:
            titles = list(_titles(outline.root))
        title = str(pdf.docinfo["/Title"])
        tree = Tagged("Root")
        _read(pdf.Root.StructTreeRoot, None, texts, tree)
        return ReadPdf(title, str(pdf.Root.Lang), titles, len(pdf.pages), tree)


def _titles(items: Any) -> Iterator[str]:
    for each in items:
        yield str(each.title)
        yield from _titles(each.children)


def _read(element: Any, page: Any, texts: dict[Any, str], into: Tagged) -> None:
    """Read what is in an element; `page` is the one that it said it is on, or the one around it."""
    kids = element.get("/K")
    for each in kids if isinstance(kids, Array) else [] if kids is None else [kids]:
        if isinstance(each, Dictionary):
            here = each.get("/Pg", page)
            if each.get("/Type") == Name.MCR:
                into.inside.append(texts.get((here.objgen, int(each.MCID)), ""))
            elif each.get("/Type") != Name.OBJR:
                found = Tagged(str(each.S).lstrip("/"), _scope(each))
                into.inside.append(found)
                if "/Alt" in each and Name.Figure == each.S:
                    found.inside.append(str(each.Alt))
                else:
                    _read(each, here, texts, found)
        else:
            into.inside.append(texts.get((page.objgen, int(each)), ""))


def _scope(element: Any) -> str:
    found = element.get("/A")
    for each in found if isinstance(found, Array) else [] if found is None else [found]:
        if "/Scope" in each:
            return str(each.Scope).lstrip("/")
    return ""


def heights(content: bytes) -> set[float]:
    """Gather the heights at which there is text on the first sheet."""
    found, height = set[float](), 0.0
    with pikepdf.open(BytesIO(content)) as pdf:
        for each in pikepdf.parse_content_stream(pdf.pages[0]):
            operands: Any = each.operands
            match str(each.operator):
                case "cm":
                    height = float(operands[5])
                case "TJ" | "Tj":
                    found.add(height)
    return found


def _marked(page: Any) -> Iterator[tuple[int, str]]:
    """Walk the marked pieces of a page, each with its words."""
    fonts = {str(name): _letters(font) for name, font in (page.Resources.get("/Font") or {}).items()}
    inside: list[int | None] = []
    found: dict[int, str] = {}
    letters: dict[int, str] = {}
    for each in pikepdf.parse_content_stream(page):
        operands: Any = each.operands
        match str(each.operator):
            case "BDC":
                properties = operands[1]
                is_marked = isinstance(properties, Dictionary) and "/MCID" in properties
                inside.append(int(properties.MCID) if is_marked else inside[-1] if inside else None)
            case "BMC":
                inside.append(None)
            case "EMC":
                inside.pop()
            case "Tf":
                letters = fonts[str(operands[0])]
            case "Tj" | "TJ" if inside and inside[-1] is not None:
                pieces = operands[0] if isinstance(operands[0], Array) else [operands[0]]
                words = "".join(_words(bytes(it), letters) for it in pieces if isinstance(it, pikepdf.String))
                found[inside[-1]] = found.get(inside[-1], "") + words
    yield from found.items()


def _words(codes: bytes, letters: dict[int, str]) -> str:
    return "".join(letters[int.from_bytes(codes[at : at + 2])] for at in range(0, len(codes), 2))


def _letters(font: Any) -> dict[int, str]:
    """Read which letters the codes of a font stand for."""
    found: dict[int, str] = {}
    for each in pikepdf.parse_content_stream(font.ToUnicode):
        operands: Any = each.operands
        if str(each.operator) == "endbfchar":
            pairs = [bytes(pair) for pair in operands]
            found |= {
                int.from_bytes(code): text.decode("utf-16-be")
                for code, text in zip(pairs[::2], pairs[1::2], strict=True)
            }
        assert str(each.operator) != "endbfrange", "the reader of the tests knows single letters only"
    return found
