"""The styles of a Word file: which are needed, our own look, and the house's own file as a template."""

from copy import deepcopy
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

import docx
from docx.document import Document as WordFile
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml.ns import qn
from docx.parts.numbering import NumberingPart
from docx.shared import Mm, Pt, RGBColor

from armslength.documents.writers.word.pieces import piece
from engine import Diagnostic, InputError

PARAGRAPHS = (
    *("Normal", "Title", "Heading 1", "Heading 2", "Heading 3", "Heading 4", "Heading 5"),
    *("List Bullet", "List Bullet 2", "List Bullet 3", "Caption"),
)
GRID = "Table Grid"
TABLES = ("Normal Table", GRID)
NEEDED = (*PARAGRAPHS, GRID)
"""The names of the styles that a document is written in."""

FONT = "Arial"
INK, QUIET = RGBColor(0x1B, 0x1F, 0x24), RGBColor(0x50, 0x5A, 0x64)
SIZES = {"Title": 22, "Heading 1": 15, "Heading 2": 12.5, "Heading 3": 11, "Heading 4": 11, "Heading 5": 11}
MARGIN = Mm(20)


def template_findings(template: bytes) -> tuple[Diagnostic, ...]:
    """Report each style that a document needs and the house's file has not: ours is used instead.

    Raises `InputError` where the file is no Word file.
    """
    there = {style.name for style in _read(template).styles}
    way_out = "make a style of this name in that file, so that it looks like the house; until then ours is used"
    return tuple(
        Diagnostic("missing-style", f"the template has no style `{name}`", None, "warning", way_out)
        for name in NEEDED
        if name not in there
    )


def of_the_house(template: bytes) -> WordFile:
    """Make an empty file of the house's: its styles, header, footer and page, and nothing of its text.

    A style that is missing is put in as it is in our own. Raises `InputError` where the file is no Word file.
    """
    word = _read(template)
    body = word.element.body
    for each in list(body):
        if each.tag != qn("w:sectPr"):
            body.remove(each)
    there, ours = {style.name for style in word.styles}, our_own("en-GB", landscape=False)
    for name in NEEDED:
        if name not in there:
            style = deepcopy(ours.styles[name].element)
            for each in style.xpath("w:pPr/w:numPr | w:basedOn | w:link | w:next"):
                each.getparent().remove(each)
            word.styles.element.append(style)
    return word


def _read(template: bytes) -> WordFile:
    try:
        with ZipFile(BytesIO(template)) as zipped:
            is_word = "word/document.xml" in zipped.namelist()
        if is_word:
            return docx.Document(BytesIO(template))
    except (BadZipFile, KeyError, ValueError):
        pass
    way_out = "save the house's file in Word as .docx, without macros, and give that"
    raise InputError((Diagnostic("not-a-word-file", "the template is no Word file (.docx)", None, help=way_out),))


def our_own(language: str, *, landscape: bool) -> WordFile:
    """Make an empty file in our own look: a plain sans, dark on white, A4 with margins of 20 mm."""
    word = docx.Document()
    _speak(word, language)
    for style in [each for each in word.styles if each.type == WD_STYLE_TYPE.TABLE and each.name not in TABLES]:
        style.delete()
    for name in PARAGRAPHS:
        _plain(word.styles[name])
    normal = word.styles["Normal"]
    normal.font.size, normal.font.color.rgb = Pt(10.5), INK
    normal.paragraph_format.space_after, normal.paragraph_format.line_spacing = Pt(6), 1.1
    for name, size in SIZES.items():
        style = word.styles[name]
        style.font.size, style.font.bold, style.font.color.rgb = Pt(size), True, INK
        style.font.italic = False
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(size), Pt(4)
        style.paragraph_format.keep_with_next = True
    for border in word.styles["Title"].element.xpath("w:pPr/w:pBdr"):
        border.getparent().remove(border)
    word.styles["Title"].paragraph_format.space_before = Pt(0)
    caption = word.styles["Caption"]
    caption.font.size, caption.font.bold, caption.font.color.rgb = Pt(11), True, INK
    caption.paragraph_format.space_before = Pt(6)
    caption.paragraph_format.keep_with_next = True
    _sheet(word, landscape)
    return word


def _sheet(word: WordFile, landscape: bool) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = (Mm(297), Mm(210)) if landscape else (Mm(210), Mm(297))
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = MARGIN
    section.footer_distance = Mm(10)


def _plain(style: Any) -> None:
    """Set a style in our font, and no longer in that of the theme."""
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for name in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{name}"), FONT)


def _speak(word: WordFile, language: str) -> None:
    """Set the language of all that is written, so that it is read out and spelt as such."""
    for each in word.styles.element.iter(qn("w:lang")):
        each.set(qn("w:val"), language)
    for each in word.settings.element.iter(qn("w:themeFontLang")):
        each.set(qn("w:val"), language)


def _numbering(word: WordFile) -> Any:
    """Give the part of a file that holds its lists; one without lists may have none."""
    try:
        return word.part.part_related_by(RELATIONSHIP_TYPE.NUMBERING)
    except KeyError:
        place, nothing = PackURI("/word/numbering.xml"), piece("numbering")
        made = NumberingPart(place, CONTENT_TYPE.WML_NUMBERING, nothing, word.part.package)
        word.part.relate_to(made, RELATIONSHIP_TYPE.NUMBERING)
        return made


def has_bullets(style: Any) -> bool:
    """Tell whether a style for lists brings its bullets with it."""
    properties = style.element.pPr
    return properties is not None and properties.numPr is not None


def bullets(word: WordFile) -> int:
    """Add bullets of three levels, for lists whose style has none; give their number."""
    numbering = _numbering(word).element
    taken = [int(each.get(qn("w:abstractNumId"))) for each in numbering.findall(qn("w:abstractNum"))]
    number = max(taken, default=0) + 1
    levels = (
        piece(
            "lvl",
            piece("start", val=1),
            piece("numFmt", val="bullet"),
            piece("lvlText", val="•"),
            piece("lvlJc", val="left"),
            piece("pPr", piece("ind", left=360 * (level + 1), hanging=360)),
            ilvl=level,
        )
        for level in range(3)
    )
    made = piece("abstractNum", piece("multiLevelType", val="hybridMultilevel"), *levels, abstractNumId=number)
    first = numbering.find(qn("w:num"))
    if first is None:
        numbering.append(made)
    else:
        first.addprevious(made)
    return int(numbering.add_num(number).numId)
