"""Hostile CSV files, each with the lines that are said of it."""

from tests.hostile.made_tables import (
    HIDDEN,
    NO_HEADING,
    NO_ID,
    NOT_AN_EXTRA,
    NOT_CLOSED,
    NOT_UTF8,
    NUL,
    OWN,
    ROW_TOO_LARGE,
    SHORT,
    SURPLUS,
    MadeTable,
    rows,
    table,
    twice,
)

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
        "2:6: not-a-status: control `Life jackets` is in place (`yes`), missing (`no`) or `unknown`, not `perhaps`",
        "3:2: out-of-range: `How many are going?` must lie between 1 and 12 people, not 13",
        "3:4: not-date: `2026-02-29` is not a date; February 2026 has 28 days",
        "4:2: not-integer: `1E1` is not a whole number; use the digits 0 to 9 only, as in `12`",
        "4:5: unknown-value: `;` lists nothing; write `none` for none of these",
        f"6:5: unknown-value: `?` {NOT_AN_EXTRA}",
    ),
    "wrong-basis": rows(
        "t.csv",
        "id,wind,wind.known,wind.on,wind.evidence,wind.by\na,calm,guessed,soon,,\nb,calm,Observed,2026-03-01,log,us\n",
        "a b",
        "2:3: unknown-word: there is no way of knowing `guessed`; "
        "choose from `observed`, `documented`, `told`, `assumed`, `doubtful`",
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
