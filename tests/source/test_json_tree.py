"""JSON becomes the same tree as YAML, strictly by RFC 8259."""

import pytest

from engine.source.diagnostics import Diagnostics
from engine.source.json_tree import read_json_tree
from engine.source.text import Source
from engine.source.tree import Mapping, Node, Scalar, Sequence
from engine.source.yaml_tree import read_tree

REFUSED = {
    "empty": ("", ["f:1:1: empty-file: the file is empty"]),
    "blank": (" \n\t", ["f:1:1: empty-file: the file is empty"]),
    "duplicate keys": (
        '{"a": 1,\n "\\u0061": 2,\n "a": 3}',
        [
            "f:2:2: duplicate-key: `a` is given twice, first at 1:2; keep one of the two",
            "f:3:2: duplicate-key: `a` is given twice, first at 1:2; keep one of the two",
        ],
    ),
    "empty key": ('{"": 1}', ["f:1:2: empty-key: a key is missing; write one before the `:`"]),
    "comma at the end of a list": (
        "[1, ]",
        ["f:1:5: json-syntax: a `,` with nothing after it before `]`; delete the `,`"],
    ),
    "comma at the end of a mapping": (
        '{"a": 1,\r\n}',
        ["f:2:1: json-syntax: a `,` with nothing after it before `}`; delete the `,`"],
    ),
    "comma missing": ("[1 2]", ["f:1:4: json-syntax: expected `,` or `]` here, not `2`"]),
    "comma too many": ("[1,,2]", ["f:1:4: json-syntax: expected a value here, not `,`; put text in double quotes"]),
    "colon missing": ('{"a" 1}', ["f:1:6: json-syntax: expected `:` here, not `1`"]),
    "key without quotes": ("{a: 1}", ["f:1:2: json-syntax: expected a key in double quotes here, not `a`"]),
    "number as a key": ("{1: 1}", ["f:1:2: json-syntax: expected a key in double quotes here, not `1`"]),
    "value missing": ('{"a": }', ["f:1:7: json-syntax: expected a value here, not `}`; put text in double quotes"]),
    "text without quotes": (
        "[yes]",
        ["f:1:2: json-syntax: expected a value here, not `yes`; put text in double quotes"],
    ),
    "single quotes": ("['a']", ["f:1:2: json-syntax: expected a value here, not `'a'`; put text in double quotes"]),
    "comment": ("[] // a", ["f:1:4: json-syntax: the document has ended before this; delete the rest"]),
    "second document": ("{}\n{}", ["f:2:1: json-syntax: the document has ended before this; delete the rest"]),
    "cut off in a list": ("[1", ["f:1:3: json-syntax: expected `,` or `]` here, not the end of the file"]),
    "cut off after a comma": (
        "[1,",
        ["f:1:4: json-syntax: expected a value here, not the end of the file; put text in double quotes"],
    ),
    "cut off after a key": ('{"a"', ["f:1:5: json-syntax: expected `:` here, not the end of the file"]),
    "cut off in a text": ('["é", "a', ["f:1:7: json-syntax: the quotation mark here is never closed"]),
    "line break in a text": (
        '["a\n"]',
        ["f:1:4: json-syntax: a line break or tab inside a text; write `\\n` or `\\t`"],
    ),
    "unknown escape": (r'["\x41"]', ["f:1:3: json-syntax: a backslash that starts no escape; write two backslashes"]),
    "unfinished escape": (r'["\u12"]', ["f:1:4: json-syntax: `\\u` needs four hexadecimal digits after it"]),
    "lone surrogate": (r'["\ud83d"]', ["f:1:2: lone-surrogate: half a character: U+D83D; write the whole character"]),
    "NUL as an escape": (
        r'{"\u0000": 1}',
        ["f:1:2: control-character: control character NUL (U+0000) in the text; delete it"],
    ),
    "hidden character as an escape": (
        r'"\u200b"',
        ["f:1:1: hidden-character: a character that cannot be seen: ZERO WIDTH SPACE (U+200B); delete it"],
    ),
    "control character": (
        '["\x1b"]',
        ["f:1:3: control-character: control character ESCAPE (U+001B) in the text; delete it"],
    ),
    "not a number": ("[NaN]", ["f:1:2: json-syntax: expected a value here, not `NaN`; put text in double quotes"]),
    "infinity": (
        "[-Infinity]",
        ["f:1:2: json-syntax: expected a value here, not `-Infinity`; put text in double quotes"],
    ),
    "octal": ("[012]", ["f:1:2: json-syntax: expected a value here, not `012`; put text in double quotes"]),
    "underscore in a number": (
        "[1_000]",
        ["f:1:2: json-syntax: expected a value here, not `1_000`; put text in double quotes"],
    ),
    "hexadecimal": ("[0x1F]", ["f:1:2: json-syntax: expected a value here, not `0x1F`; put text in double quotes"]),
    "digits of another script": (
        "[٣]",
        ["f:1:2: json-syntax: expected a value here, not `٣`; put text in double quotes"],
    ),
    "word run on": ("[nulls]", ["f:1:2: json-syntax: expected a value here, not `nulls`; put text in double quotes"]),
    "depth": ("[" * 100_000, ["f:1:65: too-deep: nested more than 64 levels deep; lay it out flatter"]),
    "depth of mappings": (
        '{"a":' * 100_000,
        ["f:1:321: too-deep: nested more than 64 levels deep; lay it out flatter"],
    ),
    "too many values": (
        "[" + "1,\n" * 200_001,
        ["f:200000:1: too-large: more than 200,000 values in one file; split it"],
    ),
    "faults before a syntax error": (
        '{"a": 1, "a": 2',
        [
            "f:1:10: duplicate-key: `a` is given twice, first at 1:2; keep one of the two",
            "f:1:16: json-syntax: expected `,` or `}` here, not the end of the file",
        ],
    ),
}


@pytest.mark.parametrize(("text", "messages"), REFUSED.values(), ids=REFUSED.keys())
def test_it_is_refused_with_this_message(text: str, messages: list[str]) -> None:
    """The whole list, so that nothing is reported twice or besides."""
    diagnostics = Diagnostics()
    read_json_tree(Source("f", text), diagnostics)
    assert [str(item) for item in diagnostics.items] == messages


def tree_of(text: str) -> Node:
    """The tree of a text that must be accepted."""
    diagnostics = Diagnostics()
    tree = read_json_tree(Source("f", text), diagnostics)
    assert [str(item) for item in diagnostics.items] == []
    assert tree is not None
    return tree


def test_scalars_stay_text_and_null_is_the_value_left_out() -> None:
    """The same as an empty value in YAML; numbers keep their spelling."""
    tree = tree_of('["a", 12345678901234567890, -0.50, 1E+5, true, false, null, "null"]')
    assert isinstance(tree, Sequence)
    assert [(item.text, item.quoted) for item in tree.items if isinstance(item, Scalar)] == [
        ("a", True),
        ("12345678901234567890", False),
        ("-0.50", False),
        ("1E+5", False),
        ("true", False),
        ("false", False),
        ("", False),
        ("null", True),
    ]


def test_every_escape_of_json_is_read() -> None:
    """Pairs of surrogates and the escaped slash are what YAML's reader refuses or what it may lack."""
    tree = tree_of(r'"\"\\\/\n\t\u00e9\ud83d\ude00\r\n"')
    assert isinstance(tree, Scalar)
    assert tree.text == '"\\/\n\té😀\r\n'


def test_tabs_and_crlf_may_stand_between_values() -> None:
    """They are ordinary in JSON, and columns count them as one character."""
    tree = tree_of('{\r\n\t"a":\t[\r\n\t\t1]}\r\n')
    assert isinstance(tree, Mapping)
    assert [str(tree.span), str(tree.entries[0].key.span), str(tree.entries[0].value.span)] == [
        "f:1:1",
        "f:2:2",
        "f:2:7",
    ]
    inner = tree.entries[0].value
    assert isinstance(inner, Sequence)
    assert str(inner.items[0].span) == "f:3:3"
    assert (inner.span.end_line, inner.span.end_column) == (3, 5)


@pytest.mark.parametrize(
    "text", ['{"a": ["é", {"b": "x y"}, []], "c": 1}', '[\n "a",\n {"b":\n  "c"}\n]', "[\n\n\n  1]", '"a"', "1"]
)
def test_where_a_text_is_both_it_gives_the_same_tree_as_yaml(text: str) -> None:
    """Places included."""
    assert tree_of(text) == read_tree(Source("f", text), Diagnostics())


def test_a_depth_of_64_is_accepted() -> None:
    """As in YAML."""
    assert tree_of("[" * 64 + "]" * 64)
