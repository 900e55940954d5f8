"""Hostile tables, each with the lines that are said of it: of the whole table, or of the rows that are refused.

The lines were thought out before they were ever printed. Beside them stand the ids of the rows that are read.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tests.hostile.xlsx import DAY_STYLE, HEAD, MAIN, Cell, Stored, relation, relations, sheet, workbook, zipped


@dataclass(frozen=True, slots=True)
class MadeTable:
    """A file and what must be said of it: `lines` of the whole table, `refused` of single rows, `warned` beside."""

    file: str
    data: bytes
    lines: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    warned: tuple[str, ...] = ()


def table(file: str, data: bytes | str, *lines: str) -> MadeTable:
    """A table that is refused as a whole."""
    return MadeTable(file, _bytes(data), tuple(f"{file}:{line}" for line in lines))


def rows(
    file: str, data: bytes | str, ids: str | tuple[str, ...], *refused: str, warned: tuple[str, ...] = ()
) -> MadeTable:
    """A table of which some rows are read, and others refused."""
    listed = tuple(ids.split()) if isinstance(ids, str) else ids
    return MadeTable(
        file,
        _bytes(data),
        refused=tuple(f"{file}:{line}" for line in refused),
        ids=listed,
        warned=tuple(f"{file}:{line}" for line in warned),
    )


def _bytes(data: bytes | str) -> bytes:
    return data if isinstance(data, bytes) else data.encode()


NO_ID = "missing-id-column: no column says which row is which; head it `id`, or name it with `--id COLUMN`"
SHEETS = "; or name the sheets that hold the table with `--sheet NAME`"
NO_HEADING = "empty-heading: nothing says what this cell is about; give its column a heading, or empty the cell"
NOT_CLOSED = "csv-syntax: a quotation mark in this row is never closed; close it, or write it twice"
NUL = "control-character: control character NUL (U+0000) in the text; delete it"
OWN = " If the column is your own, head it `own: …`"
NOT_AN_EXTRA = (
    "is not one of the answers; choose from `A sail`, `An anchor`, `A radio`; put `;` between several answers"
)
SAVE = "save it as a workbook (`.xlsx`) or as CSV"
WAY_OUT = "save each sheet as CSV, or use Parquet"
PAGE = f"1:1: not-a-table: the file is a web page or XML, whatever its name; open it and {SAVE}"
BROKEN = "1:1: broken-workbook: the workbook is cut off or damaged; save it again"
PASSWORD = "1:1: encrypted: the workbook is protected by a password; save it without one"
TOO_LARGE = f"1:1: too-large: the workbook is larger than 20 MB; {WAY_OUT}"
UNPACKED = f"1:1: too-large: the workbook unpacks to more than 100 MB or 2,000 parts; {WAY_OUT}"
TOO_MANY = f"1:1: too-large: more than 1,000,000 cells in one workbook; {WAY_OUT}"
DOCTYPE = "1:1: document-type: the workbook holds a document type (DOCTYPE), which none needs; save it again"
NO_RESULT = (
    "no-stored-result: a formula without a stored result; open the workbook in a spreadsheet program and save it"
)
HIDDEN = "hidden-character: a character that cannot be seen: {}; delete it"
SHORT = "short-row: the row has {} cells, but there are 3 headings; is a comma missing?"
SURPLUS = "surplus-cells: the row has {} cells, but there are 3 headings; put a text with a comma in it in quotes"
ROW_TOO_LARGE = "too-large: a row is larger than 5 MB; is a quotation mark never closed?"
NOT_UTF8 = "not-utf8: byte 0x{} is not UTF-8; save the file as `CSV UTF-8`"
NOT_LISTED = "not-a-text: `extras` lists something that is no plain text, or has a `;` in it or spaces around it"


def twice(one: str, other: str) -> str:
    return f"column-twice: `{one}` and `{other}` are about the same; keep one of the two"


def disguised(ending: str, holds: str, right: str) -> str:
    return f"1:1: disguised: the name ends in `{ending}`, but the file is {holds}; let its name end in `{right}`"


CSV = {
    "empty": table("t.csv", "", "1:1: empty-file: the file is empty"),
    "blank": table("t.csv", "\n \n\r\n", "1:1: empty-file: the file is empty"),
    "only-commas": table(
        "t.csv", ",,\n,,\n", "1:1: no-headings: there are no headings; the first row must be headings"
    ),
    "header-only": table("t.csv", "id,boat\n\n", "1:1: no-rows: there are headings, but no row under them"),
    "no-header": table("t.csv", "a1,canoe\na2,yacht\n", f"1:1: {NO_ID}"),
    "header-twice": table(
        "t.csv", "id,wind,Wind,ID\na,calm,calm,b\n", f"1:3: {twice('Wind', 'wind')}", f"1:4: {twice('ID', 'id')}"
    ),
    "name-and-question": table(
        "t.csv", "id,wind,How strong is the wind?\na,calm,\n", f"1:3: {twice('How strong is the wind?', 'wind')}"
    ),
    "field-that-is-a-question": table(
        "t.csv", "id,boat,Which boat is it?\na,canoe,\n", f"1:3: {twice('Which boat is it?', 'boat')}"
    ),
    "set-and-members": table("t.csv", "id,extras.sail,extras\na,yes,\n", f"1:3: {twice('extras', 'extras.sail')}"),
    "empty-headings": rows("t.csv", "id,,wind,\na,,calm,\nb,x,calm\nc,,calm\n", "a b c", f"3:2: {NO_HEADING}"),
    "typo-in-a-heading": table(
        "t.csv",
        "id,wnid,Can everybody swimm?\na,calm,yes\n",
        "1:2: unknown-heading: no question, control or field is called `wnid`; did you mean `wind`?" + OWN,
        "1:3: unknown-heading: no question, control or field is called `Can everybody swimm?`; "
        "did you mean `Can everybody swim?`?" + OWN,
    ),
    "homoglyph-in-a-heading": table(
        "t.csv",
        "id,w\u0456nd\na,calm\n",
        "1:2: unknown-heading: no question, control or field is called `w\u0456nd`; it has a "
        "CYRILLIC SMALL LETTER BYELORUSSIAN-UKRAINIAN I (U+0456); did you mean `wind`?" + OWN,
    ),
    "no-id": table("t.csv", "boat,wind\ncanoe,calm\n", f"1:1: {NO_ID}"),
    "short-and-surplus-rows": rows(
        "t.csv",
        "id,boat,wind\na\nb,canoe\nc,canoe,calm,\nd,canoe,calm,x\ne,canoe,calm\n",
        "c e",
        f"2:2: {SHORT.format(1).replace('1 cells', '1 cell')}",
        f"3:3: {SHORT.format(2)}",
        f"5:4: {SURPLUS.format(4)}",
    ),
    "open-quote": table("t.csv", 'id,remark\na,fine\nb,"open\nc,fine\n', f"3:1: {NOT_CLOSED}"),
    "open-quote-in-a-long-file": table("t.csv", 'id,remark\na,"open\n' + "b,fine\n" * 800_000, f"2:1: {ROW_TOO_LARGE}"),
    "text-behind-a-quote": table(
        "t.csv",
        'id,remark\na,"so" he said\n',
        "2:1: csv-syntax: text follows a closing quotation mark; write a quotation mark inside a cell twice",
    ),
    "line-breaks-in-quotes": rows(
        "t.csv",
        'id,remark,wind\na,"one\ntwo\r\nthree",calm\nb,fine,clam\n',
        "a b",
        "5:3: unknown-value: `clam` is not one of the answers; did you mean `Calm`?",
    ),
    "field-of-200-kb": rows("t.csv", f"id,remark\na,{'x' * 200_000}\nb,\n", "a b"),
    "id-of-200-kb": rows(
        "t.csv",
        f"id,wind\n{'x' * 200_000},storm\n",
        ("x" * 200_000,),
        "2:2: unknown-value: `storm` is not one of the answers; did you mean `Stormy`?",
    ),
    "line-of-six-megabytes": table("t.csv", "id,remark\na," + "x" * 6_000_000, f"2:1: {ROW_TOO_LARGE}"),
    "too-many-columns": table(
        "t.csv", "id" + ",x" * 20_000 + "\n", "1:16385: too-large: more than 16,384 columns; split the table"
    ),
    "thousands-of-headings-of-ones-own": rows(
        "t.csv", "id," + ",".join(f"q{n:x}" for n in range(3000)) + "\na" + "," * 3000 + "\n", "a"
    ),
    "thousands-of-headings-twice": MadeTable(
        "t.csv",
        ("id," + "q," * 3000 + "\na" + "," * 3001 + "\n").encode(),
        (
            *(
                f"t.csv:1:{n + 3}: column-twice: two columns are headed `q`; give one of them another heading"
                for n in range(1000)
            ),
            "too-many-errors: reading stops after 1000 errors; mend these first",
        ),
    ),
    "semicolons": table(
        "t.csv",
        "id;boat\na;canoe\n",
        "1:1: other-delimiter: the cells are separated by semicolons (`;`); save the file with commas between them",
    ),
    "semicolons-and-a-comma": table(
        "t.csv",
        "id;Where, and when?\na;canoe\n",
        "1:1: other-delimiter: the cells are separated by semicolons (`;`); save the file with commas between them",
    ),
    "semicolons-that-are-announced": table(
        "t.csv",
        "sep=;\nid;boat\na;canoe\n",
        "1:1: other-delimiter: the cells are separated by semicolons (`;`); save the file with commas between them",
    ),
    "tabs": table(
        "t.tsv",
        "id\tboat\na\tcanoe\n",
        "1:1: other-delimiter: the cells are separated by tabs; save the file with commas between them",
    ),
    "bars": table(
        "t.txt",
        "id|boat\na|canoe\n",
        "1:1: other-delimiter: the cells are separated by bars (`|`); save the file with commas between them",
    ),
    "cp1252": table("t.csv", "id,remark\na,ok\nb,caf\xe9\n".encode("cp1252"), f"3:2: {NOT_UTF8.format('E9')}"),
    "half-a-character": table("t.csv", b"id,remark\na,\xe2\x82,\n", f"2:2: {NOT_UTF8.format('E2')}"),
    "utf-16": rows("t.csv", "id,wind\r\na,calm\r\n".encode("utf-16"), "a"),
    "utf-16-big-endian": rows(
        "t.csv", b"\xfe\xff" + "id,wind\na,calm\n\u00e9\U0001f600,\n".encode("utf-16-be"), "a \u00e9\U0001f600"
    ),
    "utf-16-cut-off": table("t.csv", "id,remark\na,ok\nb,c".encode("utf-16")[:-1], f"3:2: {NOT_UTF8.format('FF')}"),
    "utf-16-half-a-pair": table(
        "t.csv", b"\xff\xfe" + "id,remark\na,".encode("utf-16-le") + b"\x00\xd8,\x00", f"2:2: {NOT_UTF8.format('ED')}"
    ),
    "utf-16-blank": table("t.csv", " \n".encode("utf-16"), "1:1: empty-file: the file is empty"),
    "utf-32": table(
        "t.csv", "id,wind\na,calm\n".encode("utf-32"), "1:1: not-utf8: the file is UTF-32; save it as `CSV UTF-8`"
    ),
    "utf-16-without-a-mark": table(
        "t.csv",
        "id,wind\na,calm\n".encode("utf-16-le"),
        "1:1: not-utf8: the file looks like UTF-16; save it as `CSV UTF-8`",
    ),
    "byte-order-mark": rows("t.csv", b"\xef\xbb\xbfid,wind\r\na,calm\r\n", "a"),
    "nul": table("t.csv", b"id,remark\na,ok\nb,o\0k\n", f"3:2: {NUL}"),
    "old-line-ends": table(
        "t.csv",
        b"id,wind\ra,calm\rb,calm\r",
        "1:1: csv-syntax: a carriage return without a line feed; save the file with ordinary line ends",
    ),
    "ids-stay-as-they-are": rows(
        "t.csv",
        "id,wind\nNA,calm\nnull,calm\n00123,calm\n123,calm\n1E5,calm\n-,calm\n~,calm\nyes,calm\n1.0,calm\n2026-02-29,\n",
        "NA null 00123 123 1E5 - ~ yes 1.0 2026-02-29",
    ),
    "ids-with-spaces-around": rows("t.csv", "id,wind\n  a 1 ,calm\n", ("a 1",)),
    "no-id-in-a-row": rows(
        "t.csv", "id,wind\n,calm\nb,calm\n", "b", "2:1: missing-id: the row has no id; give it one of its own"
    ),
    "hidden-characters": rows(
        "t.csv",
        "id,remark,wind\na\u202eb,x,calm\nc,x\u200by,calm\nd,ok,calm\n",
        "c d",
        f"2:1: {HIDDEN.format('RIGHT-TO-LEFT OVERRIDE (U+202E)')}",
        f"3:2: {HIDDEN.format('ZERO WIDTH SPACE (U+200B)')}",
    ),
    "escape-sequence": rows(
        "t.csv",
        "id,wind\n\x1b[31mred,calm\nb,calm\n",
        "b",
        "2:1: control-character: control character ESCAPE (U+001B) in the text; delete it",
    ),
    "unknown-words": rows(
        "t.csv", 'id,wind,people,can_swim\na,?,,unknown\nb,Don\u2019t know yet,"don\'t know",not known\n', "a b"
    ),
    "wrong-cells": rows(
        "t.csv",
        "id,people,can_swim,checked_on,extras,life-jackets,youngest\n"
        "a,\u0663,Y,03/04/2026,sail; mast,perhaps,A child\n"
        "b,13,yes,2026-02-29,sail;sail,in place,ADULT\n"
        "c,1E1,no,2026-03-01,;,no,teenager\n"
        "d,12,TRUE,2026-03-01,none,MISSING,A  Grown-Up\n"
        'e,3,no,,"sail; ?",,\n',
        "a b c d e",
        "2:2: not-integer: `\u0663` is not a whole number; use the digits 0 to 9 only, as in `12`",
        "2:3: not-yes-no: `Y` is neither `yes` nor `no`; did you mean `yes`?",
        "2:4: not-date: `03/04/2026` does not say which is the day and which the month; write the month in words, "
        "as in `15 June 2026` or `2026-06-15`",
        f"2:5: unknown-value: `mast` {NOT_AN_EXTRA}",
        "2:6: not-a-status: control `life-jackets` is in place (`yes`), missing (`no`) or `unknown`, not `perhaps`",
        "3:2: out-of-range: `people` must lie between 1 and 12 people, not 13",
        "3:4: not-date: `2026-02-29` is not a date; February 2026 has 28 days",
        "3:5: listed-twice: `sail` is listed twice",
        "4:2: not-integer: `1E1` is not a whole number; use the digits 0 to 9 only, as in `12`",
        "4:5: unknown-value: `;` lists nothing; write `none` for none of these",
        f"6:5: unknown-value: `?` {NOT_AN_EXTRA}",
    ),
    "wrong-basis": rows(
        "t.csv",
        "id,wind,wind.known,wind.on,wind.evidence,wind.by\na,calm,guessed,soon,,\nb,calm,Observed,2026-03-01,log,us\n",
        "a b",
        "2:3: unknown-word: there is no way of knowing `guessed`; "
        "choose from `observed`, `documented`, `told`, `assumed`",
        "2:4: not-date: `soon` is not a date; write year, month and day as in `2026-03-31`",
    ),
    "semicolons-in-quotes": table(
        "t.csv",
        '"id";"wind"\n"a";"calm"\n',
        "1:1: other-delimiter: the cells are separated by semicolons (`;`); save the file with commas between them",
    ),
    "semicolons-and-commas-in-quotes": rows("t.csv", '"id","wind"\n"a;b","calm"\n', "a;b"),
    "formulas-as-text": rows("t.csv", "id,remark\n'=1+1,'=cmd|' /C calc'!A0\n'-5,'+1\n=2,@x\n", ("=1+1", "-5", "=2")),
    "why-we-ask": rows("t.csv", "id,wind\nWhy we ask,It matters.\nWhy we ask,calm\n", ("Why we ask",)),
}

JSON_LINES = {
    "empty": table("t.jsonl", "", "1:1: empty-file: the file is empty"),
    "one-list": table(
        "t.json", '[{"id": "a"}]', "1:1: not-json-lines: the file is one JSON list; write one object on each line"
    ),
    "one-object-over-lines": table(
        "t.json",
        '{\n  "id": "a"\n}\n',
        "1:1: not-json-lines: an object goes on over several lines; write one object on each line",
    ),
    "no-objects": table(
        "t.jsonl",
        "1\n2\n",
        "1:1: not-an-object: a line must be one object in braces",
        "2:1: not-an-object: a line must be one object in braces",
    ),
    "empty-objects": table(
        "t.jsonl", "{}\n{}\n", "1:1: no-headings: no line holds an object with keys; write one object on each line"
    ),
    "broken-lines": rows(
        "t.jsonl",
        '{"id": "a", "wind": "calm"}\n{"id": "b", "wind": }\n{"id": "c", "id": "d"}\n"e"\n{"id": "f", "people": NaN}\n'
        '{"id": "g", "people": 3}\n{"id": "h"',
        "a g",
        "2:21: json-syntax: expected a value here, not `}`; put text in double quotes",
        "3:13: duplicate-key: `id` is given twice, first at 3:2; keep one of the two",
        "4:1: not-an-object: a line must be one object in braces",
        "5:23: json-syntax: expected a value here, not `NaN`; put text in double quotes",
        "7:11: json-syntax: expected `,` or `}` here, not the end of the file",
    ),
    "nested-and-flat-twice": table(
        "t.jsonl",
        '{"id": "a", "hirer": {"name": "x"}, "hirer.name": "y"}\n'
        '{"id": "b", "wind": "calm", "answers": {"wind": "calm"}}\n',
        "1:1: duplicate-key: `hirer.name` is given twice in one line; keep one of the two",
        "2:1: duplicate-key: `wind` is given twice in one line; keep one of the two",
    ),
    "unknown-key": table(
        "t.jsonl",
        '{"id": "a"}\n{"id": "b", "answers": {"wnid": "calm"}}\n',
        "2:2: unknown-heading: no question, control or field is called `wnid`; did you mean `wind`?" + OWN,
    ),
    "wrong-kinds": rows(
        "t.jsonl",
        '{"id": {"value": {"value": "a"}}, "people": [1, 2]}\n{"id": "b", "people": true}\n'
        '{"id": "c", "extras": ["a;b"]}\n'
        '{"id": "d", "extras": [null]}\n{"id": 5.0, "people": 3.0}\n{"id": 7, "people": 3.5}\n',
        "a b c d 5 7",
        "1:2: not-integer: `1; 2` is not a whole number; use the digits 0 to 9 only, as in `12`",
        "2:2: not-integer: `yes` is not a whole number; use the digits 0 to 9 only, as in `12`",
        f"3:3: {NOT_LISTED}",
        f"4:3: {NOT_LISTED}",
        "6:2: not-integer: `3.5` is not a whole number; use the digits 0 to 9 only, as in `12`",
    ),
    "deep": rows(
        "t.jsonl",
        '{"id": "a"}\n{"id": ' + '{"a": ' * 20 + "1" + "}" * 20 + "}\n" + '{"id": ' + "[" * 100_000 + "\n",
        "a",
        "2:1: too-deep: nested more than 8 levels deep; lay it out flatter",
        "3:71: too-deep: nested more than 64 levels deep; lay it out flatter",
    ),
    "half-a-surrogate-pair": rows(
        "t.jsonl",
        '{"id": "a\\ud800"}\n{"id": "\\ud83d\\ude00"}\n',
        ("\U0001f600",),
        "1:8: lone-surrogate: half a character: U+D800; write the whole character",
    ),
    "cp1252": table("t.jsonl", b'{"id": "caf\xe9"}\n', "1:1: not-utf8: byte 0xE9 is not UTF-8; save the file as UTF-8"),
    "utf-16": rows("t.jsonl", '{"id": "a"}\r\n'.encode("utf-16"), "a"),
    "byte-order-mark": rows("t.jsonl", b'\xef\xbb\xbf{"id": "a"}\n', "a"),
    "line-of-six-megabytes": table("t.jsonl", '{"id": "' + "x" * 6_000_000, f"1:1: {ROW_TOO_LARGE}"),
    "named-csv": table("t.csv", '{"id": "a"}\n', disguised(".csv", "JSON Lines", ".jsonl")),
}


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

TABLES = {
    **{f"csv/{name}": case for name, case in CSV.items()},
    **{f"jsonl/{name}": case for name, case in JSON_LINES.items()},
    **{f"xlsx/{name}": case for name, case in WORKBOOKS.items()},
}
