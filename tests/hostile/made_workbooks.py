"""Hostile workbooks, each with the lines that are said of it."""

from collections.abc import Sequence
from typing import Any

from tests.hostile.made_tables import (
    BROKEN,
    DOCTYPE,
    HIDDEN,
    NO_HEADING,
    NO_ID,
    NO_RESULT,
    PAGE,
    PASSWORD,
    SAVE,
    SHEETS,
    TOO_LARGE,
    TOO_MANY,
    UNPACKED,
    WAY_OUT,
    disguised,
    rows,
    table,
    twice,
)
from tests.hostile.xlsx import DAY_STYLE, HEAD, MAIN, Cell, Stored, relation, relations, sheet, workbook, zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000)
ERROR = Stored("e", "#N/A")
SUM = Stored("n", None, formula="1+1")
BOMB = (
    '<!DOCTYPE worksheet [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;">]>'
)
OUTSIDE = '<!DOCTYPE worksheet [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
RELATED, ONE = "xl/_rels/workbook.xml.rels", "worksheets/sheet1.xml"
PLAIN = sheet(["id", "remark"], ["a", "x"])
STAFF = sheet(["id", "telephone"], ["x", "12"])
PROSE = sheet(["What this is"], ["Some words about it."])


def one(*cells: Sequence[Cell], **kept: Any) -> bytes:
    """A workbook of one sheet."""
    return workbook({"Data": sheet(*cells, **kept)})


def from_sheet(xml: str) -> bytes:
    return workbook({"Data": f'{HEAD}<worksheet xmlns="{MAIN}">{xml}</worksheet>'})


def dated(properties: str) -> bytes:
    day = [Stored("n", value, style) for value, style in (("0", DAY_STYLE), ("45000", "2"), ("45000.5", DAY_STYLE))]
    rows: list[list[Cell]] = [[f"r{n}", each] for n, each in enumerate(day)]
    return workbook({"Data": sheet(["id", "checked_on"], *rows)}, properties=properties)


def listed_otherwise(data: bytes, offset: int, value: int, size: int) -> bytes:
    """The archive with another number in what its list says of the overview of sheets."""
    at = data.rindex(b"PK\x01\x02", 0, data.rindex(b"xl/workbook.xml")) + offset
    return data[:at] + value.to_bytes(size, "little") + data[at + size :]


CHECKSUM, UNPACKED_SIZE, FLAGS = (16, 4), (24, 4), (8, 2)


def other(place: tuple[int, int], value: int) -> bytes:
    offset, size = place
    return listed_otherwise(workbook({"Data": PLAIN}), offset, value, size)


WORKBOOKS = {
    "no-sheet-with-data": table(
        "t.xlsx",
        workbook({"Data": sheet()}),
        "1:1: no-headings: no sheet holds a table; name its columns in a row of headings, one of them `id`",
    ),
    "only-sheets-that-are-no-data": table(
        "t.xlsx",
        workbook(dict.fromkeys(("Read me", "Lists", "Summary", "Refused"), PROSE)),
        "1:1: no-headings: no sheet holds a table; name its columns in a row of headings, one of them `id`",
    ),
    "header-only": table("t.xlsx", one(["id", "wind"]), "Data!A1: no-rows: there are headings, but no row under them"),
    "header-twice": table("t.xlsx", one(["id", "wind", "Wind"], ["a"]), f"Data!C1: {twice('Wind', 'wind')}"),
    "tables-on-sheets-that-are-called-like-ours": rows(
        "t.xlsx", workbook({"Read me": PLAIN, "Summary": sheet(["id", "wind"], ["a", "calm"])}), "a a"
    ),
    "no-id-in-a-sheet": table(
        "t.xlsx",
        workbook({"Data": PLAIN, "Notes": sheet([], [None, "wind", "boat"], [None, "calm"])}),
        f"Notes!B2: {NO_ID}{SHEETS}",
    ),
    "sheets-that-are-left-out": rows(
        "t.xlsx",
        workbook({"Data": PLAIN, "Winds": sheet([], [None, "wind"], [None, "calm"]), "Notes": PROSE, "Staff": STAFF}),
        "a",
        warned=(
            "Notes!A1: sheet-left-out: the sheet `Notes` is left out: no heading is a question, and none `id`",
            "Staff!A1: sheet-left-out: the sheet `Staff` is left out: it has ids, but asks nothing",
            "Winds!B2: sheet-left-out: the sheet `Winds` is left out: only one heading is a question, and none `id`",
        ),
    ),
    "titles-above-the-headings": rows(
        "t.xlsx",
        one(["Boats of 2026"], ["wind", None, "Made by us"], [], ["id", "wind"], ["a", "clam"]),
        "a",
        "Data!B5: unknown-value: `clam` is not one of the answers; did you mean `Calm`?",
        warned=("Data!A4: headings-below: the headings stand in row 4; what stands above is passed over",),
    ),
    "empty-heading-over-data": rows(
        "t.xlsx", one(["id", None, None, "wind"], ["a", None, "x", "calm"]), "a", f"Data!C2: {NO_HEADING}"
    ),
    "columns-with-nothing-in-them": rows(
        "t.xlsx",
        one([None, "id", None, "wind", None], [None, "a", None, "clam", " "]),
        "a",
        "Data!D2: unknown-value: `clam` is not one of the answers; did you mean `Calm`?",
    ),
    "error-in-a-heading": table(
        "t.xlsx",
        one(["id", ERROR], ["a", "calm"]),
        "Data!B1: error-cell: the cell shows the error `#N/A`; mend it, or empty the cell",
    ),
    "merged-headings": table(
        "t.xlsx",
        one(["id", "wind"], ["a", "calm"], after='<mergeCells><mergeCell ref="B1:C1"/></mergeCells>'),
        "Data!B1: merged-cells: cells are merged here, from B1 on; take them apart, and fill in each",
    ),
    "errors-and-formulas": rows(
        "t.xlsx",
        one(
            ["id", "remark", "people"],
            ["a", ERROR],
            ["b", None, SUM],
            ["c", Stored("str", "so", formula="A1"), Stored("n", "3", formula="1+2")],
            [SUM],
            ["d", Stored("str", "", formula="A9")],
            ["e", Stored("str", None, formula="A9")],
            ["f", Stored("e", "#DIV/0!", formula="1/0")],
        ),
        "a b c d e f",
        "Data!B2: error-cell: the cell shows the error `#N/A`; mend it, or empty the cell",
        f"Data!C3: {NO_RESULT}",
        f"Data!A5: {NO_RESULT}",
        f"Data!B7: {NO_RESULT}",
        "Data!B8: error-cell: the cell shows the error `#DIV/0!`; mend it, or empty the cell",
    ),
    "merged-cells": rows(
        "t.xlsx",
        one(
            ["id", "wind", "remark"],
            ["a", "calm"],
            ["b", "calm"],
            ["c"],
            ["d", "calm", "x"],
            ["e", "calm"],
            after='<mergeCells><mergeCell ref="B3:B4"/><mergeCell ref="$C$5:D5"/><mergeCell ref="F2:G9"/>'
            '<mergeCell ref="A9:C12"/><mergeCell ref="B6"/></mergeCells>',
        ),
        "a b c d e",
        "Data!B3: merged-cells: cells are merged here, from B3 on; take them apart, and fill in each",
        "Data!B4: merged-cells: cells are merged here, from B3 on; take them apart, and fill in each",
        "Data!C5: merged-cells: cells are merged here, from C5 on; take them apart, and fill in each",
    ),
    "hidden-rows-columns-and-sheets": rows(
        "t.xlsx",
        workbook(
            {
                "Data": sheet(
                    ["id", "wind", "remark"],
                    ["a", "calm", "x"],
                    ["b", "calm", "x"],
                    [],
                    before='<cols><col min="2" max="3" hidden="1"/><col min="5" max="16384" hidden="1"/></cols>',
                    row_attributes={3: 'hidden="1"', 4: 'hidden="1"'},
                ),
                "More": sheet(["id", "people"], ["a", "3"]),
                "Lists": PROSE,
            },
            states={"More": "veryHidden", "Lists": "hidden"},
        ),
        "a b a",
        warned=(
            "Data!B1: hidden-columns: columns B and C are hidden, and read like the others",
            "Data!A3: hidden-rows: row 3 is hidden, perhaps by a filter, and read like the others",
            "More!A1: hidden-sheet: the sheet `More` is hidden; it is read like the others",
        ),
    ),
    "ids-stay-as-they-are": rows(
        "t.xlsx",
        one(["id"], *([each] for each in ("NA", "null", "00123", "1E5", "-", "=1+1", "'x", "TRUE"))),
        "NA null 00123 1E5 - =1+1 'x TRUE",
    ),
    "ids-that-are-numbers": rows(
        "t.xlsx",
        one(
            ["id"],
            *(
                [Stored("n", value)]
                for value in ("5", "5.0", "1E5", "-7", "0.1", "1.1000000000000001", "123456789012345")
            ),
            [Stored("n", "1234567890123456")],
            [Stored("n", "NaN")],
            [Stored("n", "inf")],
            [Stored("n", "x")],
            [Stored("b", "1")],
            [Stored("b", "2")],
            [Stored("s", "7")],
            [Stored("z", "7")],
        ),
        "5 5 100000 -7 0.1 1.1 123456789012345 yes",
        "Data!A9: rounded-number: a number of more than 15 digits, which workbooks round; "
        "format the cell as text and type it again",
        *(
            f"Data!A{row}: broken-cell: what the file stores for this cell cannot be read; type it again"
            for row in (10, 11, 12, 14, 15, 16)
        ),
    ),
    "hidden-characters": rows(
        "t.xlsx", one(["id"], ["a\u202eb"], ["c"]), "c", f"Data!A2: {HIDDEN.format('RIGHT-TO-LEFT OVERRIDE (U+202E)')}"
    ),
    "days-from-1900": rows(
        "t.xlsx",
        dated(""),
        "r0 r1 r2",
        "Data!B2: not-date: `00:00:00` is not a date; write year, month and day as in `2026-03-31`",
    ),
    "days-from-1904": rows(
        "t.xlsx",
        dated('date1904="1"'),
        "r0 r1 r2",
        "Data!B2: not-date: `00:00:00` is not a date; write year, month and day as in `2026-03-31`",
    ),
    "day-beyond-the-calendar": rows(
        "t.xlsx",
        one(["id", "checked_on"], ["a", Stored("n", "99999999", DAY_STYLE)], ["b"]),
        "a b",
        "Data!B2: not-date: the cell is shown as a date, but its number is no day; type the date again",
    ),
    "field-of-200-kb": rows("t.xlsx", one(["id", "remark"], ["a", "x" * 200_000]), "a"),
    "field-of-two-megabytes": table(
        "t.xlsx",
        one(["id", "remark"], ["a", "x" * 2_000_000]),
        f"1:1: too-large: a cell with more than 1,000,000 characters; {WAY_OUT}",
    ),
    "html": table("t.xlsx", "<html><table><tr><td>id</td></tr></table></html>", PAGE),
    "html-with-a-doctype": table("t.xlsx", b"\xef\xbb\xbf\r\n<!DOCTYPE html><html></html>", PAGE),
    "xml-spreadsheet": table("t.xls", '<?xml version="1.0"?><Workbook/>', PAGE),
    "csv-named-xlsx": table("t.xlsx", "id,wind\na,calm\n", disguised(".xlsx", "plain text", ".csv")),
    "xlsx-named-csv": table("t.csv", workbook({"Data": PLAIN}), disguised(".csv", "a workbook", ".xlsx")),
    "xlsx-without-an-ending": rows("table", workbook({"Data": PLAIN}), "a"),
    "csv-without-an-ending": rows("table", "id\na\n", "a"),
    "old-workbook": table(
        "t.xls", OLE, f"1:1: old-workbook: a workbook of the old kind (`.xls`), or another old document; {SAVE}"
    ),
    "old-workbook-named-xlsx": table(
        "t.xlsx", OLE, f"1:1: old-workbook: a workbook of the old kind (`.xls`), or another old document; {SAVE}"
    ),
    "with-a-password": table("t.xlsx", OLE + "EncryptedPackage".encode("utf-16-le") + bytes(1000), PASSWORD),
    "with-a-zip-password": table("t.xlsx", other(FLAGS, 1), PASSWORD),
    "binary-workbook": table(
        "t.xlsb", zipped({"xl/workbook.bin": b"x"}), f"1:1: old-workbook: a binary workbook (`.xlsb`); {SAVE}"
    ),
    "open-document": table(
        "t.ods", zipped({"mimetype": b"x", "content.xml": b"x"}), f"1:1: not-a-table: an OpenDocument file; {SAVE}"
    ),
    "another-zip": table(
        "t.zip",
        zipped({"table.csv": b"id\na\n"}),
        "1:1: not-a-table: a zip archive without a workbook in it; unpack it first",
    ),
    "gzip": table(
        "t.csv.gz", b"\x1f\x8b\x08" + bytes(20), "1:1: compressed: the file is compressed (gzip); unpack it first"
    ),
    "pdf": table("t.csv", b"%PDF-1.7", f"1:1: not-a-table: the file is a PDF; {SAVE}"),
    "parquet-named-csv": table("t.csv", b"PAR1" + bytes(20), disguised(".csv", "Parquet", ".parquet")),
    "cut-off": table("t.xlsx", workbook({"Data": PLAIN})[:-40], BROKEN),
    "only-the-beginning": table("t.xlsx", workbook({"Data": PLAIN})[:100], BROKEN),
    "damaged-inside": table("t.xlsx", other(CHECKSUM, 7), BROKEN),
    "claims-to-be-small": table("t.xlsx", other(UNPACKED_SIZE, 4), BROKEN),
    "claims-to-be-large": table("t.xlsx", other(UNPACKED_SIZE, 110_000_000), UNPACKED),
    "no-parts": table("t.xlsx", zipped({"xl/workbook.xml": b"<workbook/>"}), BROKEN),
    "not-xml": table("t.xlsx", workbook({"Data": "PK"}), BROKEN),
    "sheet-that-is-nowhere": table(
        "t.xlsx",
        workbook({"Data": PLAIN, "More": PLAIN}, parts={RELATED: relations([relation("rId1", "worksheet", ONE)])}),
        BROKEN,
    ),
    "sheet-whose-part-is-missing": table(
        "t.xlsx",
        workbook({"Data": PLAIN}, parts={RELATED: relations([relation("rId1", "worksheet", "worksheets/x.xml")])}),
        BROKEN,
    ),
    "chart-on-a-sheet-of-its-own": rows(
        "t.xlsx",
        workbook(
            {"Data": PLAIN, "Chart": "<chartsheet/>"},
            parts={
                RELATED: relations([relation("rId1", "worksheet", ONE), relation("rId2", "chartsheet", "chart.xml")])
            },
        ),
        "a",
    ),
    "rows-out-of-order": table("t.xlsx", from_sheet('<sheetData><row r="2"/><row r="1"/></sheetData>'), BROKEN),
    "row-twice": table("t.xlsx", from_sheet('<sheetData><row r="2"/><row r="2"/></sheetData>'), BROKEN),
    "cell-twice": table("t.xlsx", from_sheet('<sheetData><row r="1"><c r="A1"/><c r="A1"/></row></sheetData>'), BROKEN),
    "cell-of-another-row": table("t.xlsx", from_sheet('<sheetData><row r="1"><c r="A2"/></row></sheetData>'), BROKEN),
    "row-beyond-the-sheet": table("t.xlsx", from_sheet('<sheetData><row r="999999999999"/></sheetData>'), BROKEN),
    "column-beyond-the-sheet": table(
        "t.xlsx", from_sheet('<sheetData><row r="1"><c r="XFE1"/></row></sheetData>'), BROKEN
    ),
    "merged-nonsense": table("t.xlsx", from_sheet('<mergeCells><mergeCell ref="A1:"/></mergeCells>'), BROKEN),
    "dimension-that-lies": rows(
        "t.xlsx",
        from_sheet(
            '<dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c t="str"><v>id</v></c></row>'
            '<row><c t="str"><v>a</v></c></row></sheetData>'
        ),
        "a",
    ),
    "names-with-a-prefix": rows(
        "t.xlsx",
        workbook(
            {
                "Data": f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData>'
                '<x:row r="1"><x:c r="A1" t="str"><x:v>id</x:v></x:c></x:row>'
                '<x:row r="2"><x:c r="A2" t="str"><x:v>a</x:v></x:c></x:row></x:sheetData></x:worksheet>'
            }
        ),
        "a",
    ),
    "entities-that-grow": table(
        "t.xlsx", workbook({"Data": PLAIN.replace("<worksheet", BOMB + "<worksheet").replace(">x<", ">&d;<")}), DOCTYPE
    ),
    "entity-from-outside": table(
        "t.xlsx",
        workbook({"Data": PLAIN.replace("<worksheet", OUTSIDE + "<worksheet").replace(">x<", ">&x;<")}),
        DOCTYPE,
    ),
    "entities-in-the-overview": table(
        "t.xlsx", workbook({"Data": PLAIN}, parts={"xl/workbook.xml": OUTSIDE + "<worksheet/>"}), DOCTYPE
    ),
    "entities-in-the-texts": table(
        "t.xlsx", workbook({"Data": PLAIN}, parts={"xl/sharedStrings.xml": OUTSIDE + "<worksheet/>"}), DOCTYPE
    ),
    "zip-bomb": table("t.xlsx", workbook({"Data": PLAIN}, parts={"xl/media/a.png": bytes(110_000_000)}), UNPACKED),
    "bomb-of-spaces": table(
        "t.xlsx",
        from_sheet(" " * 49_000_000),
        "1:1: no-headings: no sheet holds a table; name its columns in a row of headings, one of them `id`",
    ),
    "bomb-of-elements": table("t.xlsx", from_sheet("<x/>" * 7_000_000), TOO_MANY),
    "bomb-of-empty-cells": table(
        "t.xlsx",
        from_sheet(
            "<sheetData><row>"
            + "<c/>" * 16_384
            + "</row>"
            + ("<row>" + "<c/>" * 16_384 + "</row>") * 400
            + "</sheetData>"
        ),
        TOO_MANY,
    ),
    "bomb-of-wide-rows": table(
        "t.xlsx",
        from_sheet(
            "<sheetData>"
            + "".join(f'<row r="{n}"><c r="XFD{n}" t="str"><v>x</v></c></row>' for n in range(1, 10_000))
            + "</sheetData>"
        ),
        TOO_MANY,
    ),
    "bomb-of-formulas": table(
        "t.xlsx", from_sheet("<sheetData>" + "<row><c><f/></c></row>" * 600_000 + "</sheetData>"), TOO_MANY
    ),
    "bomb-of-texts": table("t.xlsx", workbook({"Data": PLAIN}, texts="<si/>" * 3_000_000), TOO_MANY),
    "bomb-of-merged-cells": table(
        "t.xlsx", from_sheet("<mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>' * 20_000 + "</mergeCells>"), BROKEN
    ),
    "many-parts": table("t.xlsx", workbook({"Data": PLAIN}, parts={f"x{n}": "" for n in range(3000)}), UNPACKED),
    "twenty-one-megabytes": table("t.xlsx", workbook({"Data": PLAIN}) + bytes(20_000_000), TOO_LARGE),
    "long-list-of-parts": table(
        "t.xlsx",
        zipped({f"{n:x}": "" for n in range(90_000)}),
        "1:1: not-a-table: a zip archive without a workbook in it; unpack it first",
    ),
}
