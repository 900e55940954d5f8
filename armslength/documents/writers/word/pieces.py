"""Pieces of WordprocessingML for which python-docx has no call: fields, content controls, bookmarks, what tables say.

Every text goes in as the text or an attribute of an element, so that none can become more than text.
"""

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as WordParagraph

W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
BOX = "☐"
"""A box that is not ticked, in a font that Word has on every machine."""

TO_BE_WRITTEN = "Write here"


def piece(name: str, /, *inside: Any, **attributes: str | int) -> Any:
    """Make an element of the namespace `w`, unless its name says another; so for its attributes."""
    found = OxmlElement(name if ":" in name else f"w:{name}")
    for key, value in attributes.items():
        found.set(qn(f"w:{key.rstrip('_')}"), str(value))
    found.extend(inside)
    return found


def field(paragraph: WordParagraph, instruction: str) -> None:
    """Add a field, such as the number of the page, which Word works out when it lays out the sheets."""
    for kind in ("begin", None, "separate", "1", "end"):
        run = paragraph.add_run(kind if kind == "1" else None)
        if kind is None:
            words = piece("instrText")
            words.text = f" {instruction} "
            words.set(qn("xml:space"), "preserve")
            run._r.append(words)
        elif kind != "1":
            run._r.append(piece("fldChar", fldCharType=kind))


def bookmark(paragraph: WordParagraph, name: str, number: int) -> None:
    """Put a bookmark around a paragraph, to which links lead."""
    properties = paragraph._p.pPr
    at = 0 if properties is None else 1
    paragraph._p.insert(at, piece("bookmarkStart", id=number, name=name))
    paragraph._p.append(piece("bookmarkEnd", id=number))


def link(paragraph: WordParagraph, run: Any, to: str) -> None:
    """Let a run of a paragraph lead to a web or mail address, or with `#` to a bookmark."""
    around = piece("hyperlink", history=1)
    if to.startswith("#"):
        around.set(qn("w:anchor"), to[1:])
    else:
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
        around.set(qn("r:id"), paragraph.part.relate_to(to, kind, is_external=True))
    run._r.addprevious(around)
    around.append(run._r)


def described(table: Any, title: str, description: str) -> None:
    """Give a table its title and description, which are read out before its cells."""
    properties = table._tbl.tblPr
    properties.append(piece("tblCaption", val=title))
    properties.append(piece("tblDescription", val=description))


def head_row(row: Any) -> None:
    """Let a row be the head of its table: it is repeated on each sheet."""
    row._tr.get_or_add_trPr().append(piece("tblHeader"))


def kept_whole(row: Any) -> None:
    """Let a row stand on one sheet."""
    row._tr.get_or_add_trPr().append(piece("cantSplit"))


def ruled(paragraph: WordParagraph) -> None:
    """Draw a line under a paragraph, to write on."""
    edge: dict[str, str | int] = {"val": "single", "sz": 4, "space": 1, "color": "505A64"}
    borders = piece("pBdr", piece("bottom", **edge), piece("between", **edge))
    _put_into_properties(paragraph, borders)


def marked(paragraph: WordParagraph, side: str, colour: str) -> None:
    """Draw a line at one side of a paragraph."""
    _put_into_properties(paragraph, piece("pBdr", piece(side, val="single", sz=8, space=6, color=colour)))


def _put_into_properties(paragraph: WordParagraph, borders: Any) -> None:
    """Put borders where their place among the properties of a paragraph is."""
    properties = paragraph._p.get_or_add_pPr()
    before = [each for each in properties if each.tag in map(qn, BEFORE_BORDERS)]
    properties.insert(len(before), borders)


BEFORE_BORDERS = (
    *("w:pStyle", "w:keepNext", "w:keepLines", "w:pageBreakBefore", "w:framePr", "w:widowControl", "w:numPr"),
    "w:suppressLineNumbers",
)
"""The properties that come before the borders: Word holds to the order of its schema."""


def box_to_tick(paragraph: WordParagraph, tag: str, title: str, number: int) -> None:
    """Put a box to tick before what a paragraph says."""
    state = {f"{{{W14}}}val": "0"}
    check = paragraph._p.makeelement(f"{{{W14}}}checkbox", {}, nsmap={"w14": W14})
    for name, attributes in (
        ("checked", state),
        ("checkedState", {f"{{{W14}}}val": "2612", f"{{{W14}}}font": "MS Gothic"}),
        ("uncheckedState", {f"{{{W14}}}val": "2610", f"{{{W14}}}font": "MS Gothic"}),
    ):
        check.append(check.makeelement(f"{{{W14}}}{name}", attributes))
    run = paragraph.add_run(BOX)
    fonts = {"ascii": "MS Gothic", "hAnsi": "MS Gothic", "eastAsia": "MS Gothic"}
    run._r.get_or_add_rPr().append(piece("rFonts", hint="eastAsia", **fonts))
    _control(run._r, tag, title, number, check)


def space_to_type_in(paragraph: WordParagraph, tag: str, title: str, number: int) -> None:
    """Let a paragraph be a field that is typed in: words of ours stand there until then."""
    run = paragraph.add_run(TO_BE_WRITTEN)
    run._r.get_or_add_rPr().append(piece("color", val="505A64"))
    _control(run._r, tag, title, number, piece("showingPlcHdr"), piece("text", multiLine=1))


def _control(run: Any, tag: str, title: str, number: int, *kind: Any) -> None:
    """Put a content control around a run."""
    named = (piece("alias", val=title[:64]), piece("tag", val=tag), piece("id", val=number))
    content = piece("sdtContent")
    control = piece("sdt", piece("sdtPr", *named, *kind), content)
    run.addprevious(control)
    content.append(run)
