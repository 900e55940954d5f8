"""Word files: what a reader, a screen reader and a form need of them, and the house's own file."""

import re
from dataclasses import replace
from io import BytesIO

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Length, Mm

from armslength.documents.model import SignatureLine, field_tag, signatures
from armslength.documents.writers import write_document
from armslength.documents.writers.word.styles import NEEDED, template_findings
from engine import InputError
from engine.page.model import Paragraph, Remark, Run, Section, line
from tests.documents.at_hand import document_of
from tests.documents.random_documents import EVERY
from tests.documents.reading_word import parts, read_fields, read_paragraphs
from tests.page.every_block import PAGE


def opened(content: bytes) -> "docx.document.Document":
    return docx.Document(BytesIO(content))


def in_millimetres(*lengths: Length | None) -> list[int]:
    return [round(each.mm) for each in lengths if each is not None]


@pytest.fixture(scope="module")
def every() -> bytes:
    return write_document(EVERY, "docx")


def test_headings_go_down_from_the_title(every: bytes) -> None:
    found = [(each.style, each.text) for each in read_paragraphs(every) if each.style.startswith(("Title", "Heading"))]
    assert found == [
        ("Title", "Every kind of block, with <b>harm</b> & *stars*"),
        ("Heading 1", "Lists"),
        ("Heading 2", "Nested"),
        ("Heading 2", "Compact"),
        ("Heading 2", "Labelled"),
        ("Heading 1", "Tables"),
        ("Heading 1", "Sections inside"),
        ("Heading 2", "Late in the rain late"),
        ("Heading 2", "A group (1)"),
        ("Heading 1", "To fill in"),
    ]


def test_lists_are_lists_and_know_their_depth(every: bytes) -> None:
    found = [(each.style, each.text) for each in read_paragraphs(every) if each.style.startswith("List")]
    assert ("List Bullet", "One rule-a, rule b more of it") in found
    assert ("List Bullet 2", "below") in found


def test_the_head_of_every_table_is_repeated_and_the_table_says_what_it_is(every: bytes) -> None:
    tables = opened(every).tables
    assert len(tables) == 3
    for table in tables:
        head, *others = table.rows
        assert head._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(each._tr.trPr.find(qn("w:tblHeader")) is None for each in others)
        assert all(each._tr.trPr.find(qn("w:cantSplit")) is not None for each in others)
    said = [
        tuple(each._tbl.tblPr.find(qn(f"w:{name}")).get(qn("w:val")) for name in ("tblCaption", "tblDescription"))
        for each in tables
    ]
    assert said == [
        ("Who holds what", "Line, Who, By when"),
        ("Tables", "No., When, Then"),
        ("Signed", "Role, Signature"),
    ]


def test_it_is_british_english_throughout(every: bytes) -> None:
    styles = parts(every)["word/styles.xml"].decode()
    assert set(re.findall(r'<w:lang [^>]*w:val="([^"]*)"', styles)) == {"en-GB"}
    assert opened(every).core_properties.language == "en-GB"


def test_each_sheet_says_what_it_is_of_which_day_and_which_of_how_many(every: bytes) -> None:
    (section,) = opened(every).sections
    (foot,) = section.footer.paragraphs
    assert foot.text == "Somebody · 4 May 2026\tPage 1 of 1"
    assert [each.text.strip() for each in foot._p.iter(qn("w:instrText"))] == ["PAGE", "NUMPAGES"]
    assert in_millimetres(section.page_width, section.page_height, section.left_margin) == [210, 297, 20]


def test_a_map_may_lie_on_its_side() -> None:
    (section,) = opened(write_document(replace(EVERY, layout="landscape"), "docx")).sections
    assert in_millimetres(section.page_width, section.page_height) == [297, 210]


def test_a_remark_is_a_comment_on_its_paragraph(every: bytes) -> None:
    (comment,) = opened(every).comments
    assert (comment.text, comment.author) == ("Say who locks it", "armslength")
    assert comment._comment_elm.get(qn("w:date")) == "2026-05-04T12:00:00Z"
    assert "The hall is locked at ten.Say who locks it" in [each.text for each in read_paragraphs(every)]


@pytest.mark.parametrize("to", ["", "https://example.org"])
def test_a_remark_is_on_the_whole_of_its_paragraph(to: str) -> None:
    """Links among it, which hold their text themselves, so that a comment could end before one."""
    on = Paragraph(line(Run("Read", to=to), "and", Run("agree", to=to)))
    section = Section("s", "Said", (Remark(on, line("When?")),))
    made = write_document(replace(EVERY, page=replace(PAGE, sections=(section,))), "docx")
    assert "Read and agreeWhen?" in [each.text for each in read_paragraphs(made)]
    (start,) = opened(made).element.body.iter(qn("w:commentRangeStart"))
    assert (
        "".join(each.text or "" for each in start.itersiblings() for each in each.iter(qn("w:t"))) == "Read and agree"
    )


def test_what_is_typed_and_ticked_can_be_found_again(every: bytes) -> None:
    assert read_fields(every) == {"late=yes": "box", "late=no": "box", "why": "text"}


def test_a_tag_is_never_longer_than_word_takes_and_stays_unlike_others() -> None:
    tags = {field_tag("a" * 70, value) for value in ("", "yes", "no", "b" * 40)} | {field_tag("a" * 60, "yes")}
    assert {len(each) for each in tags} == {64}
    assert len(tags) == 5
    assert field_tag("short", "yes") == "short=yes"


def test_each_who_signs_has_a_row() -> None:
    who = [SignatureLine("Lead", "A. B."), SignatureLine("Manager")]
    section = signatures("s", "Signatures", [line("I have read it.")], who)
    (table,) = opened(write_document(replace(EVERY, page=replace(PAGE, sections=(section,))), "docx")).tables
    assert [[each.text for each in row.cells] for row in table.rows] == [
        ["Role", "Name", "Signature", "Date"],
        ["Lead", "A. B.", "", ""],
        ["Manager", "", "", ""],
    ]
    assert [in_millimetres(row.height) for row in table.rows[1:]] == [[10], [10]]


def test_links_lead_to_places_and_addresses_and_never_to_a_script(every: bytes) -> None:
    word = opened(every)
    marks = {each.get(qn("w:name")) for each in word.element.body.iter(qn("w:bookmarkStart"))}
    leads = list(word.element.body.iter(qn("w:hyperlink")))
    inside = {each.get(qn("w:anchor")) for each in leads} - {None}
    outside = {word.part.rels[name].target_ref for each in leads if (name := each.get(qn("r:id")))}
    assert inside
    assert inside <= marks
    assert outside == {"https://example.org/register?a=1&b=2", "mailto:us@example.org"}


def test_no_two_fields_or_marks_share_a_number() -> None:
    body = opened(write_document(document_of("questions", "inclusion-sessions"), "docx")).element.body
    found = [each.find(qn("w:id")).get(qn("w:val")) for each in body.iter(qn("w:sdtPr"))]
    found += [each.get(qn("w:id")) for each in body.iter(qn("w:bookmarkStart"))]
    assert len(found) == len(set(found)) > 20


# fmt: off
ORDER = {
    "pPr": (
        "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers",
        "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct",
        "autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing",
        "mirrorIndents", "suppressOverlap", "jc", "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl",
        "divId", "cnfStyle", "rPr", "sectPr", "pPrChange",
    ),
    "rPr": (
        "rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "outline", "shadow",
        "emboss", "imprint", "noProof", "snapToGrid", "vanish", "webHidden", "color", "spacing", "w", "kern",
        "position", "sz", "szCs", "highlight", "u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em",
        "lang", "eastAsianLayout", "specVanish", "oMath",
    ),
    "tblPr": (
        "tblStyle", "tblpPr", "tblOverlap", "bidiVisual", "tblStyleRowBandSize", "tblStyleColBandSize", "tblW", "jc",
        "tblCellSpacing", "tblInd", "tblBorders", "shd", "tblLayout", "tblCellMar", "tblLook", "tblCaption",
        "tblDescription",
    ),
    "tcPr": (
        "cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge", "tcBorders", "shd", "noWrap", "tcMar", "textDirection",
        "tcFitText", "vAlign", "hideMark",
    ),
    "sectPr": (
        "headerReference", "footerReference", "footnotePr", "endnotePr", "type", "pgSz", "pgMar", "paperSrc",
        "pgBorders", "lnNumType", "pgNumType", "cols", "formProt", "vAlign", "noEndnote", "titlePg", "textDirection",
        "bidi", "rtlGutter", "docGrid",
    ),
}
# fmt: on
"""In which order ECMA-376 (part 1, 17) wants the properties; Word offers to repair a file that has them otherwise."""


@pytest.mark.parametrize("kind", ["every", "contract-checklist", "questions", "decision-record"])
def test_properties_stand_in_the_order_of_the_standard(kind: str, every: bytes) -> None:
    content = every if kind == "every" else write_document(document_of(kind, "inclusion-sessions"), "docx")
    seen = 0
    for name, part in parts(content).items():
        if not re.fullmatch(r"word/(document|styles|numbering|footer\d*|comments)\.xml", name):
            continue
        for holder, order in ORDER.items():
            for each in parse_xml(part).iter(qn(f"w:{holder}")):
                found = [inside.tag.split("}")[1] for inside in each]
                assert found == sorted(found, key=order.index), (name, holder)
                seen += 1
    assert seen > 200


# ---- the house's own file


def house(*without: str) -> bytes:
    word = docx.Document()
    word.styles["Heading 1"].font.name = "Papyrus"
    for name in without:
        word.styles[name].delete()
    word.sections[0].header.paragraphs[0].text = "The house of Somebody"
    word.sections[0].left_margin = Mm(33)
    word.add_paragraph("Text of the template, which is left out")
    written = BytesIO()
    word.save(written)
    return written.getvalue()


def test_the_house_lends_its_styles_its_header_and_its_page() -> None:
    template = house()
    word = opened(write_document(EVERY, "docx", template))
    assert word.styles["Heading 1"].font.name == "Papyrus"
    (section,) = word.sections
    assert section.header.paragraphs[0].text == "The house of Somebody"
    assert in_millimetres(section.left_margin) == [33]
    assert template_findings(template) == ()


def test_it_says_the_same_in_the_look_of_the_house(every: bytes) -> None:
    in_house = read_paragraphs(write_document(EVERY, "docx", house("List Bullet 2", "Caption", "Table Grid")))
    assert in_house == read_paragraphs(every)


def test_a_missing_style_is_a_finding_with_its_name_and_the_way_out() -> None:
    template = house("List Bullet", "Caption")
    found = template_findings(template)
    assert [(each.code, each.message, each.severity) for each in found] == [
        ("missing-style", "the template has no style `List Bullet`", "warning"),
        ("missing-style", "the template has no style `Caption`", "warning"),
    ]
    way_out = "make a style of this name in that file, so that it looks like the house; until then ours is used"
    assert {each.help for each in found} == {way_out}
    word = opened(write_document(EVERY, "docx", template))
    assert {"List Bullet", "Caption"} <= {each.name for each in word.styles}
    bullets = [each for each in word.paragraphs if each.style is not None and each.style.name == "List Bullet"]
    assert bullets
    assert all(each._p.pPr is not None and each._p.pPr.numPr is not None for each in bullets)


def test_every_style_that_is_needed_may_be_missing() -> None:
    """All but the one that Word itself can't do without."""
    template = house(*(each for each in NEEDED if each != "Normal"))
    assert len(template_findings(template)) == len(NEEDED) - 1
    assert read_paragraphs(write_document(EVERY, "docx", template)) == read_paragraphs(write_document(EVERY, "docx"))


def test_a_file_of_the_house_may_know_no_lists_at_all() -> None:
    word = opened(house("List Bullet", "List Bullet 2", "List Bullet 3"))
    for name, related in list(word.part.rels.items()):
        if related.reltype.endswith("/numbering"):
            del word.part.rels[name]
    written = BytesIO()
    word.save(written)
    assert "word/numbering.xml" not in parts(written.getvalue())
    made = write_document(EVERY, "docx", written.getvalue())
    assert "word/numbering.xml" in parts(made)
    assert read_paragraphs(made) == read_paragraphs(write_document(EVERY, "docx"))


@pytest.mark.parametrize("content", [b"", b"PK", b"no zip", write_document(EVERY, "html"), b"PK\x05\x06" + bytes(18)])
def test_what_is_no_word_file_is_refused(content: bytes) -> None:
    for refusing in (template_findings, lambda it: write_document(EVERY, "docx", it)):
        with pytest.raises(InputError) as refused:
            refusing(content)
        (only,) = refused.value.diagnostics
        assert only.message == "the template is no Word file (.docx)"
        assert only.help == "save the house's file in Word as .docx, without macros, and give that"
