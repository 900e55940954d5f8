"""Every kind of hostile YAML is refused with its place and the way out, in the same words by both parsers."""

import pytest

from engine.source import limits
from engine.source.diagnostics import Diagnostics
from engine.source.text import Source
from engine.source.yaml_tree import PARSERS, Parser, read_tree

both_parsers = pytest.mark.parametrize("parser", PARSERS, ids=lambda parser: parser.__name__)

NO_ALIAS = "is not allowed; write the value out, or put the text in quotes"
NO_ANCHOR = "is not allowed; delete it, or put the text in quotes"
NO_TAG = "tag: a tag (`!`) is not allowed; delete it, or put text that starts with `!` in quotes"
NO_COLON = "a `:` is not allowed here; put text that contains `: ` in quotes, or mend the indentation"
KEY_EXPECTED = "expected a key here; it must line up with the keys above it"
TRAILING = "nothing may follow the value on its line; put the whole text in quotes"
BACKSLASH = "this backslash starts no escape; write two backslashes, or use single quotes"
HALF = "lone-surrogate: an escape in this text stands for no character; write the character itself"
ENDED = "the document has ended before this; mend the indentation, or put the text in quotes"
NO_DIRECTIVE = "directive: a directive (`%`) is not allowed; delete the line"

REFUSED = {
    "alias bomb": (
        "a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
        [
            f"f:1:4: anchor: an anchor (`&a`) {NO_ANCHOR}",
            f"f:2:4: anchor: an anchor (`&b`) {NO_ANCHOR}",
            f"f:2:8: alias: an alias (`*a`) {NO_ALIAS}",
            f"f:2:12: alias: an alias (`*a`) {NO_ALIAS}",
            f"f:3:5: alias: an alias (`*b`) {NO_ALIAS}",
            f"f:3:9: alias: an alias (`*b`) {NO_ALIAS}",
        ],
    ),
    "alias of itself": (
        "&a [*a]",
        [f"f:1:1: anchor: an anchor (`&a`) {NO_ANCHOR}", f"f:1:5: alias: an alias (`*a`) {NO_ALIAS}"],
    ),
    "alias as a key": ("*a : b", [f"f:1:1: alias: an alias (`*a`) {NO_ALIAS}"]),
    "alias of nothing": ("a: *b", [f"f:1:4: alias: an alias (`*b`) {NO_ALIAS}"]),
    "text that starts with a star": (
        "a: **bold**",
        ["f:1:4: alias: an alias (`*`) is not allowed; put text that starts with `*` in quotes"],
    ),
    "text that starts with an ampersand": (
        "a: & co",
        ["f:1:4: anchor: an anchor (`&`) is not allowed; put text that starts with `&` in quotes"],
    ),
    "merge key": (
        "a: {x: 1}\nb: {<<: {y: 2}}",
        ["f:2:5: merge-key: a merge key (`<<`) is not allowed; write the entries out"],
    ),
    "python tag": ("a: !!python/object/apply:os.system [id]", [f"f:1:4: {NO_TAG}"]),
    "standard tag": ("!!str a: 1", [f"f:1:1: {NO_TAG}"]),
    "tag on a list": ("!x [a]", [f"f:1:1: {NO_TAG}"]),
    "tag without a name": ("a: ! b", [f"f:1:4: {NO_TAG}"]),
    "tag that is broken": ("a: !<b c", [f"f:1:4: {NO_TAG}"]),
    "tag with brackets": ("a: ![x, y]", [f"f:1:4: {NO_TAG}"]),
    "tag with brackets ends the reading": ("a: ![x, y]\na: 2", [f"f:1:4: {NO_TAG}"]),
    "tag of an unknown family": ("a: !b!c d", [f"f:1:4: {NO_TAG}"]),
    "duplicate key": (
        "a: 1\nb: 2\n'a': 3\na: 4",
        [
            "f:3:1: duplicate-key: `a` is given twice, first at 1:1; keep one of the two",
            "f:4:1: duplicate-key: `a` is given twice, first at 1:1; keep one of the two",
        ],
    ),
    "duplicate key inside brackets": (
        "- {yes: 1, yes: 2}",
        ["f:1:12: duplicate-key: `yes` is given twice, first at 1:4; keep one of the two"],
    ),
    "duplicate key without values": (
        "é: 1\n{{7*7}: , {7*7}: }",
        ["f:2:1: yaml-syntax: this line has no `:`; write `key: value`, or indent it to go on with the line above"],
    ),
    "two documents": (
        "a: 1\n---\nb: 2\n---\nc: 3",
        ["f:2:1: several-documents: a second document starts here; put it into a file of its own"],
    ),
    "two documents, ended by dots": (
        "a: 1\n...\n---\nb: 2",
        ["f:3:1: several-documents: a second document starts here; put it into a file of its own"],
    ),
    "version directive": ("%YAML 1.2\n---\na: 1", [f"f:1:1: {NO_DIRECTIVE}"]),
    "tag directives": ("# x\n\n%TAG ! y\n%FOO\n---\na: 1", [f"f:3:1: {NO_DIRECTIVE}", f"f:4:1: {NO_DIRECTIVE}"]),
    "directive and nothing else": (
        "%YAML 1.1",
        [f"f:1:1: {NO_DIRECTIVE}", "f:1:1: empty-file: the file holds only comments"],
    ),
    "directive after the text": ("a: 1\n%0", [f"f:2:1: {NO_DIRECTIVE}"]),
    "empty": ("", ["f:1:1: empty-file: the file is empty"]),
    "blank": (" \n\n", ["f:1:1: empty-file: the file is empty"]),
    "a start and nothing else": ("---\n", ["f:1:1: empty-file: the file is empty"]),
    "only comments": ("# a\n  # b: c\n", ["f:1:1: empty-file: the file holds only comments"]),
    "empty key": ("'': 1\n", ["f:1:1: empty-key: a key is missing; write one before the `:`"]),
    "list as a key": (
        "? [a]\n: 1\nb: 2\nb: 3",
        [
            "f:1:3: key-not-text: a key must be plain text, not a list or a mapping",
            "f:4:1: duplicate-key: `b` is given twice, first at 3:1; keep one of the two",
        ],
    ),
    "mapping as a key": ("{a: 1}: 2", ["f:1:1: key-not-text: a key must be plain text, not a list or a mapping"]),
    "tab as indentation": ("a:\n\tb: 1", ["f:2:1: tab: the line is indented with a tab; indent with spaces"]),
    "tab after spaces": ("a:\n  \tb: 1", ["f:2:3: tab: the line is indented with a tab; indent with spaces"]),
    "tab in the text": ("a: 'b\tc'", ["f:1:6: tab: a tab in the text; write a space instead"]),
    "depth in brackets": ("[" * 100_000, ["f:1:65: too-deep: nested more than 64 levels deep; lay it out flatter"]),
    "depth in braces": ("{a: " * 100_000, ["f:1:257: too-deep: nested more than 64 levels deep; lay it out flatter"]),
    "depth in lists": ("- " * 100_000, ["f:1:129: too-deep: nested more than 64 levels deep; lay it out flatter"]),
    "depth in keys": ("? " * 100_000, ["f:1:129: too-deep: nested more than 64 levels deep; lay it out flatter"]),
    "depth by lines": (
        "".join(f"{' ' * depth}a:\n" for depth in range(70)),
        ["f:65:65: too-deep: nested more than 64 levels deep; lay it out flatter"],
    ),
    "NUL": ("a: \0", ["f:1:4: control-character: control character NUL (U+0000) in the text; delete it"]),
    "NUL as an escape": (
        r'a: "\0"',
        ["f:1:4: control-character: control character NUL (U+0000) in the text; delete it"],
    ),
    "ESC as an escape": (
        r'- "\e[31m"',
        ["f:1:3: control-character: control character ESCAPE (U+001B) in the text; delete it"],
    ),
    "right-to-left override as an escape": (
        r'"\u202e": 1',
        ["f:1:1: hidden-character: a character that cannot be seen: RIGHT-TO-LEFT OVERRIDE (U+202E); delete it"],
    ),
    "line separator as an escape": (
        r'a: "\L"',
        ["f:1:4: hidden-character: a character that cannot be seen: LINE SEPARATOR (U+2028); delete it"],
    ),
    "lone surrogate": ("a: \ud83d", ["f:1:4: lone-surrogate: half a character: U+D83D; write the whole character"]),
    "lone surrogate as an escape": (r'a: "\ud83d"', [f"f:1:4: {HALF}"]),
    "pair of surrogates as escapes": (r'a: "\ud83d\ude00"', [f"f:1:4: {HALF}"]),
    "escape beyond Unicode": (r'a: "\UFFFFFFFF"', [f"f:1:4: {HALF}"]),
    "unknown escape": (r'a: "c:\data"', [f"f:1:7: yaml-syntax: {BACKSLASH}"]),
    "unfinished escape": (
        r'a: "\x0g"',
        ["f:1:7: yaml-syntax: the escape needs hexadecimal digits; write two backslashes, or use single quotes"],
    ),
    "colon in the text": ("a: b: c", [f"f:1:5: yaml-syntax: {NO_COLON}"]),
    "colon in the text, after wide characters": ("a: 😀é: b", [f"f:1:6: yaml-syntax: {NO_COLON}"]),
    "colon in the text, with CRLF": ("a: 1\r\nb: c: d\r\n", [f"f:2:5: yaml-syntax: {NO_COLON}"]),
    "colon without a space": (
        "a: {b:[c]}",
        ["f:1:6: yaml-syntax: a `:` inside brackets needs a space after it, or quotes around its text"],
    ),
    "unindented key": ("a:\n    b: 1\n  c: 1", [f"f:3:3: yaml-syntax: {KEY_EXPECTED}"]),
    "key in a list": ("- a\nb: c", ["f:2:1: yaml-syntax: expected `- ` here; it must line up with the list above it"]),
    "outdented key": ("  a: 1\nb: 2", [f"f:2:1: yaml-syntax: {ENDED}"]),
    "list on the line of its key": (
        "a: - b",
        ["f:1:4: yaml-syntax: a `- ` is not allowed here; start the list on a line of its own"],
    ),
    "key on the line of its key": (
        "a: ? b",
        ["f:1:4: yaml-syntax: a `? ` is not allowed here; put the text in quotes"],
    ),
    "text after a quoted text": ("a: 'it's'", [f"f:1:8: yaml-syntax: {TRAILING}"]),
    "line without a colon": (
        "a: 1\nkey\nb: 2",
        ["f:2:1: yaml-syntax: this line has no `:`; write `key: value`, or indent it to go on with the line above"],
    ),
    "open quote": ("a: 1\nb: 'x\nc: 3\n", ["f:2:4: yaml-syntax: the quotation mark here is never closed"]),
    "document mark in a quoted text": (
        'a: "x\n---\n"',
        ["f:2:1: yaml-syntax: `---` or `...` inside a quoted text; is a quotation mark missing above?"],
    ),
    "open bracket": ("a: [1,\n  2\n", ["f:1:4: yaml-syntax: this `[` is never closed"]),
    "open brace": ("a: {b: 1", ["f:1:4: yaml-syntax: this `{` is never closed"]),
    "bracket closed by a brace": ("a: [1}", ["f:1:6: yaml-syntax: expected `,` or `]` here"]),
    "brace closed by a bracket": ("a: {b: 1]", ["f:1:9: yaml-syntax: expected `,` or `}` here"]),
    "bracket too many": ("a: ]", ["f:1:4: yaml-syntax: expected a value here, not `]`"]),
    "comma too many": ("a: [b,,c]", ["f:1:7: yaml-syntax: expected a value here, not `,`"]),
    "bracket opened last": ("a: [", ["f:1:5: yaml-syntax: expected a value here, not the end of the line"]),
    "at sign": ("a: @me", ["f:1:4: yaml-syntax: `@` cannot start a text; put the text in quotes"]),
    "percent sign": ("a: %5", ["f:1:4: yaml-syntax: `%` cannot start a text; put the text in quotes"]),
    "text after a bar": (
        "a: |x\n  y",
        ["f:1:5: yaml-syntax: only the text's own lines may follow `|` or `>`; start the text on the next line"],
    ),
    "template in the text": ("a: {{7*7}}", ["f:1:5: key-not-text: a key must be plain text, not a list or a mapping"]),
    "faults before a syntax error": (
        "a: &x 1\na: 2\n- b",
        [
            f"f:1:4: anchor: an anchor (`&x`) {NO_ANCHOR}",
            "f:2:1: duplicate-key: `a` is given twice, first at 1:1; keep one of the two",
            f"f:3:1: yaml-syntax: {KEY_EXPECTED}",
        ],
    ),
    "long and dangerous key": (
        f'"{"k" * 90}`\\t": 1\n"{"k" * 90}`\\t": 1',
        [f"f:2:1: duplicate-key: `{'k' * 59}…` is given twice, first at 1:1; keep one of the two"],
    ),
}


@both_parsers
@pytest.mark.parametrize(("text", "messages"), REFUSED.values(), ids=REFUSED.keys())
def test_it_is_refused_with_this_message(text: str, messages: list[str], parser: Parser) -> None:
    """The whole list, so that nothing is reported twice or besides."""
    diagnostics = Diagnostics()
    read_tree(Source("f", text), diagnostics, parser)
    assert [str(item) for item in diagnostics.items] == messages


@both_parsers
def test_too_many_values_are_refused(parser: Parser, monkeypatch: pytest.MonkeyPatch) -> None:
    """By a limit that is soon reached; a table of that many values is among the hostile ones."""
    monkeypatch.setattr(limits, "MOST_NODES", 1_000)
    diagnostics = Diagnostics()
    read_tree(Source("f", "[" + "a,\n" * 1_001), diagnostics, parser)
    assert [str(item) for item in diagnostics.items] == [
        "f:1000:1: too-large: more than 1,000 values in one file; split it"
    ]


@both_parsers
def test_all_faults_of_a_file_are_found_in_one_run(parser: Parser) -> None:
    """Somebody who mends a file should have to do it once."""
    text = "a: &x 1\nb: *x\n<<: {}\n? [a]\n: 3\n'': 4\na: 5\n!!str c: !y 6\nd: \"\\e\"\n---\ne: 1\n"
    diagnostics = Diagnostics()
    read_tree(Source("f", text), diagnostics, parser)
    found = [(item.code, item.span.line) for item in diagnostics.items if item.span]
    assert found == [
        ("anchor", 1),
        ("alias", 2),
        ("merge-key", 3),
        ("key-not-text", 4),
        ("empty-key", 6),
        ("duplicate-key", 7),
        ("tag", 8),
        ("tag", 8),
        ("control-character", 9),
        ("several-documents", 10),
    ]


@both_parsers
def test_what_can_be_read_comes_back_without_the_refused_parts(parser: Parser) -> None:
    """So that later steps can report their own faults in the same run."""
    text = "a: 1\na: 2\n<<: {z: 0}\n? [k]\n: 3\n'': 4\n*k : 5\nb: *k\n"
    tree = read_tree(Source("f", text), Diagnostics(), parser)
    assert tree is not None
    assert [(entry.key.text, entry.value.text) for entry in tree.entries] == [("a", "1"), ("b", "*k")]  # type: ignore[union-attr]


def test_the_parser_in_c_is_used_where_it_is_installed() -> None:
    """Otherwise the two parsers of these tests would be one, and large packs would be slow."""
    assert [parser.__name__ for parser in PARSERS] == ["CSafeLoader", "PureParser"]
