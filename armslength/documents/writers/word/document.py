"""A document as a Word file: headings, real lists, tables whose head is repeated, comments, fields to fill in."""

from collections.abc import Iterable
from datetime import UTC, datetime, time
from io import BytesIO
from itertools import zip_longest
from typing import Any

from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run as WordRun

from armslength.documents.model import Document, field_tag
from armslength.documents.writers.word import pieces
from armslength.documents.writers.word.file import finished
from armslength.documents.writers.word.styles import (
    GRID,
    PARAGRAPHS,
    QUIET,
    bullets,
    has_bullets,
    of_the_house,
    our_own,
)
from armslength.documents.writers.words import column_weights, foot_words, leads_to, places
from engine.page.model import (
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
    TableCell,
    Ticks,
    Tone,
    Verbatim,
    address,
)
from engine.page.shown import shown, shown_rows, shown_runs

DEEPEST_HEADING, DEEPEST_LIST = 5, 3
COLOURS: dict[Tone, RGBColor] = {
    "good": RGBColor(0x1F, 0x5C, 0x2A),
    "bad": RGBColor(0x9C, 0x1F, 0x1F),
    "doubt": RGBColor(0x6A, 0x43, 0x00),
    "quiet": QUIET,
    "mark": QUIET,
    "code": QUIET,
}
TYPED = "Consolas"
LINK = RGBColor(0x0A, 0x4A, 0x8A)
WRITER = "armslength"


def document_docx(document: Document, template: bytes | None = None) -> bytes:
    """Write a document as a Word file; with a `template`, in the styles of the house's own file.

    Raises `InputError` where the template is no Word file.
    """
    return _Writer(document, template).written()


class _Writer:
    """Writes the parts of one document, each after the one before."""

    def __init__(self, document: Document, template: bytes | None) -> None:
        self.document = document
        self.page = document.whole_page()
        if template is None:
            self.word = our_own(document.language, landscape=document.layout == "landscape")
            self.foot()
        else:
            self.word = of_the_house(template)
        sheet = self.word.sections[0]
        self.width = int((sheet.page_width or Mm(210)) - (sheet.left_margin or 0) - (sheet.right_margin or 0))
        self.styles = {name: self.word.styles[name] for name in PARAGRAPHS}
        self.places = places(self.page.sections)
        self.number = 0
        self.bullets: int | None = None
        self.breaks = False
        self.under = shown(self.page.title)

    def written(self) -> bytes:
        """Write the whole of it."""
        self.paragraph("Title").add_run(shown(self.page.title))
        for line in self.page.under:
            self.line(line)
        for section in self.page.sections:
            self.section(section, 1)
        for place, line in enumerate(each for each in self.page.footer if shown_runs(each)):
            paragraph = self.line(line)
            for run in paragraph._p.iter(qn("w:r")):
                WordRun(run, paragraph).font.size = Pt(8.5)
            for run in paragraph.runs:
                run.font.color.rgb = QUIET
            paragraph.paragraph_format.space_after = Pt(0)
            if place == 0:
                paragraph.paragraph_format.space_before = Pt(18)
                pieces.marked(paragraph, "top", "505A64")
        return finished(self.word, self.document)

    def foot(self) -> None:
        """Write the foot of each sheet: name and day, and which page of how many it is."""
        (paragraph,) = self.word.sections[0].footer.paragraphs
        sheet = self.word.sections[0]
        inner = Emu(int((sheet.page_width or 0) - (sheet.left_margin or 0) - (sheet.right_margin or 0)))
        paragraph.paragraph_format.tab_stops.add_tab_stop(inner, WD_TAB_ALIGNMENT.RIGHT)
        for each in paragraph.style.element.xpath("w:pPr/w:tabs") if paragraph.style is not None else ():
            each.getparent().remove(each)
        paragraph.add_run(foot_words(self.document) + "\tPage ")
        pieces.field(paragraph, "PAGE")
        paragraph.add_run(" of ")
        pieces.field(paragraph, "NUMPAGES")
        for run in paragraph.runs:
            run.font.size, run.font.color.rgb = Pt(9), QUIET

    def paragraph(self, style: str = "Normal", into: Any = None) -> WordParagraph:
        """Add a paragraph at the end of the file, or of a cell; the first of a section may begin a sheet."""
        made: WordParagraph = (into or self.word).add_paragraph()
        made._p.style = self.styles[style].style_id
        if self.breaks and into is None:
            made.paragraph_format.page_break_before = True
            self.breaks = False
        return made

    def line(self, line: Line, style: str = "Normal", into: Any = None) -> WordParagraph:
        """Add a paragraph of one line."""
        made = self.paragraph(style, into)
        self.runs(made, line)
        return made

    def lines(self, lines: Iterable[Line], style: str = "Normal", into: Any = None) -> WordParagraph:
        """Add a paragraph of several lines, of which empty ones are left out."""
        made = self.paragraph(style, into)
        self.rows(made, lines)
        return made

    def rows(self, paragraph: WordParagraph, lines: Iterable[Line]) -> None:
        """Add lines to a paragraph, with a break between them."""
        for place, line in enumerate(each for each in lines if shown_runs(each)):
            if place:
                paragraph.add_run().add_break()
            self.runs(paragraph, line)

    def runs(self, paragraph: WordParagraph, line: Line) -> None:
        """Add the runs of a line to a paragraph."""
        for place, run in enumerate(shown_runs(line)):
            if place:
                paragraph.add_run(" ")
            self.run(paragraph, run)

    def run(self, paragraph: WordParagraph, run: Run) -> None:
        """Add a run in its tone; leading where it leads, if that is a place."""
        made = paragraph.add_run(run.text)
        if run.tone in ("strong", "good", "bad", "doubt"):
            made.bold = True
        if run.tone in COLOURS:
            made.font.color.rgb = COLOURS[run.tone]
        if run.tone == "code":
            made.font.name, made.font.size = TYPED, Pt(9)
        to = address(run)
        if to.startswith("#"):
            to = self.places.get(to[1:], "")
        if to:
            made.font.color.rgb, made.font.underline = LINK, True
            pieces.link(paragraph, made, to)

    def section(self, section: Section, level: int) -> None:
        """Add a section: its heading, if it has one, and what is in it."""
        self.breaks = self.breaks or section.new_page
        inside = level
        title = (Run(section.title), *section.beside)
        if section.title and shown_runs(title):
            made = self.heading(title, level)
            if section.key in self.places:
                self.number += 1
                pieces.bookmark(made, self.places[section.key].removeprefix("#"), self.number)
            inside += 1
            self.under = shown(section.title)
        for block, after in zip_longest(section.blocks, section.blocks[1:]):
            self.block(block, inside)
            if leads_to(block, after):
                self.word.paragraphs[-1].paragraph_format.keep_with_next = True

    def heading(self, line: Line, level: int) -> WordParagraph:
        """Add a heading; one too deep is as deep as there are."""
        return self.line(line, f"Heading {min(level, DEEPEST_HEADING)}")

    def block(self, block: Block, level: int) -> None:
        """Add a block; headings in it are of this level."""
        match block:
            case Heading(line):
                if shown_runs(line):
                    self.heading(line, level)
            case Paragraph(line, more):
                self.lines((line, *more))
            case Listing(items):
                self.listing(items)
            case Verbatim(text):
                self.verbatim(text)
            case KeyValueList(entries):
                for entry in entries:
                    made = self.line((Run(entry.label, "strong"),))
                    made.paragraph_format.keep_with_next = True
                    made.paragraph_format.space_after = Pt(0)
                    for run in made.runs:
                        run.font.size, run.font.color.rgb = Pt(10), QUIET
                    for each in entry.blocks:
                        self.block(each, level)
            case PageTable():
                self.table(block)
            case Figure():
                self.figure(block)
            case Blank():
                self.blank(block)
            case Ticks():
                self.ticks(block)
            case Remark(on, note):
                self.remark(on, note)
            case Section():
                self.section(block, level)

    def listing(self, items: Iterable[Item], into: Any = None, depth: int = 1) -> None:
        """Add a list, and the lists below its entries."""
        name = "List Bullet" if depth == 1 else f"List Bullet {min(depth, DEEPEST_LIST)}"
        for item in items:
            made = self.lines((item.line, *item.more), name, into)
            made.paragraph_format.space_after = Pt(2)
            if not has_bullets(self.styles[name]):
                self.bullets = bullets(self.word) if self.bullets is None else self.bullets
                properties = made._p.get_or_add_pPr().get_or_add_numPr()
                properties.get_or_add_ilvl().val = min(depth, DEEPEST_LIST) - 1
                properties.get_or_add_numId().val = self.bullets
            self.listing(item.below, into, depth + 1)

    def verbatim(self, text: str) -> None:
        """Add lines that stay as they are."""
        for row in shown_rows(text):
            made = self.paragraph()
            made.paragraph_format.space_after = Pt(0)
            run = made.add_run(row)
            run.font.name, run.font.size = TYPED, Pt(9)

    def table(self, table: PageTable) -> None:
        """Add a table under its caption: its head is repeated on each sheet, and no row is cut in two."""
        if shown(table.caption):
            self.line((Run(table.caption),), "Caption")
        elif self.breaks:
            self.paragraph()
        made = self.word.add_table(rows=1, cols=len(table.head), style=GRID)
        made.autofit = False
        pieces.described(made, shown(table.caption) or self.under, ", ".join(map(shown, table.head)))
        pieces.head_row(made.rows[0])
        for cell, words in zip(made.rows[0].cells, table.head, strict=True):
            self.cell(cell, (Paragraph((Run(words, "strong"),)),))
            cell._tc.get_or_add_tcPr().append(pieces.piece("shd", val="clear", color="auto", fill="E9EDF0"))
        for row in table.rows:
            added = made.add_row()
            pieces.kept_whole(added)
            if table.to_fill:
                added.height = Mm(10)
            for cell, found in zip(added.cells, row, strict=True):
                self.cell(cell, found)
                for paragraph in cell.paragraphs if table.to_fill and row is not table.rows[-1] else ():
                    paragraph.paragraph_format.keep_with_next = True
        weights = column_weights(table)
        for column, weight in zip(made.columns, weights, strict=True):
            column.width = Emu(self.width * weight // sum(weights))
            for cell in column.cells:
                cell.width = column.width
        self.paragraph().paragraph_format.line_spacing = Pt(8)

    def cell(self, cell: Any, found: TableCell) -> None:
        """Write what stands in a cell."""
        first = cell.paragraphs[0]
        for block in found:
            match block:
                case Paragraph(line, more):
                    self.lines((line, *more), into=cell)
                case Listing(items):
                    self.listing(items, into=cell)
        if len(cell.paragraphs) > 1:
            first._p.getparent().remove(first._p)
        for each in cell.paragraphs:
            each.paragraph_format.space_before = each.paragraph_format.space_after = Pt(2)

    def figure(self, figure: Figure) -> None:
        """Add a drawing with the words that say the same."""
        from armslength.documents.writers.typeset.picture import picture

        made = self.paragraph()
        shape = made.add_run().add_picture(BytesIO(picture(figure.drawing.html)), width=Emu(self.width))
        shape._inline.docPr.set("descr", shown(figure.words))

    def blank(self, blank: Blank) -> None:
        """Add space to write in: a field that is typed in where it has a key, else lines."""
        label = self.line((Run(blank.label),))
        label.paragraph_format.keep_with_next = True
        for row in range(1 if blank.key else blank.lines):
            made = self.paragraph()
            pieces.ruled(made)
            made.paragraph_format.space_before, made.paragraph_format.space_after = Pt(12), Pt(0)
            made.paragraph_format.keep_with_next = row + 1 < blank.lines
            if blank.key:
                self.number += 1
                pieces.space_to_type_in(made, field_tag(blank.key), shown(blank.label), self.number)
        self.paragraph().paragraph_format.line_spacing = Pt(8)

    def ticks(self, ticks: Ticks) -> None:
        """Add answers to be ticked, each with a box before it."""
        for tick in ticks.choices:
            made = self.paragraph()
            made.paragraph_format.left_indent, made.paragraph_format.first_line_indent = Mm(8), Mm(-8)
            made.paragraph_format.tab_stops.add_tab_stop(Mm(8))
            self.number += 1
            words = " ".join(run.text for run in shown_runs(tick.line))
            pieces.box_to_tick(made, field_tag(ticks.key, tick.value), words, self.number)
            made.paragraph_format.keep_with_next = True
            made.paragraph_format.space_after = Pt(2)
            made.add_run("\t")
            self.runs(made, tick.line)

    def remark(self, on: Paragraph, note: Line) -> None:
        """Add a paragraph with a comment at its side."""
        made = self.paragraph()
        first = made.add_run()
        self.rows(made, (on.line, *on.more))
        last = made.add_run()  # links hold their runs themselves, so that neither end may be one
        words = " ".join(run.text for run in shown_runs(note))
        comment = self.word.add_comment([first, last], words, author=WRITER, initials="")
        noon = datetime.combine(self.document.day, time(12), UTC)
        comment._comment_elm.set(qn("w:date"), noon.strftime("%Y-%m-%dT%H:%M:%SZ"))
