"""Hostile JSON Lines files, each with the lines that are said of it."""

from tests.hostile.made_tables import NOT_LISTED, OWN, ROW_TOO_LARGE, disguised, rows, table

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
