"""What is written in YAML arrives as text with its place, and nothing is guessed about it."""

import dataclasses

import pytest

from engine.source.diagnostics import Diagnostics
from engine.source.span import Span
from engine.source.text import Source
from engine.source.tree import Node
from engine.source.yaml_tree import PARSERS, Mapping, Parser, Scalar, Sequence, read_tree

both_parsers = pytest.mark.parametrize("parser", PARSERS, ids=lambda parser: parser.__name__)


def tree_of(text: str, parser: Parser) -> Node:
    """The tree of a text that must be accepted."""
    diagnostics = Diagnostics()
    tree = read_tree(Source("f", text), diagnostics, parser)
    assert [str(item) for item in diagnostics.items] == []
    assert tree is not None
    return tree


def plain(node: Node) -> object:
    """The tree without places, for comparison."""
    if isinstance(node, Mapping):
        return {entry.key.text: plain(entry.value) for entry in node.entries}
    return [plain(item) for item in node.items] if isinstance(node, Sequence) else node.text


def place(node: Node) -> tuple[int, int, int, int]:
    """Start and end."""
    return node.span.line, node.span.column, node.span.end_line, node.span.end_column


@both_parsers
def test_no_scalar_is_given_a_type(parser: Parser) -> None:
    """YAML 1.1 would read False, 90, 10, 1.0e5 and a date, and the key as True."""
    expected = ["1:30", "012", "1e5", "2023-02-29", "~", "null", ".inf", "0x1F", "1_000", "٣", "NA", "="]
    text = f"no: NO\non: [{', '.join(expected)}, {{0.__class__}}]"
    assert plain(tree_of(text, parser)) == {"no": "NO", "on": [*expected, {"0.__class__": ""}]}


@both_parsers
def test_a_number_of_5000_digits_is_text(parser: Parser) -> None:
    """It must cost nothing until a declaration asks for a number."""
    assert plain(tree_of("9" * 5000, parser)) == "9" * 5000


@both_parsers
def test_quotes_are_told_from_plain_text(parser: Parser) -> None:
    """A caller may care whether somebody wrote `unknown` or "unknown"."""
    tree = tree_of("- a\n- 'a'\n- \"a\"\n- |\n  a\n- >-\n  a\n-\n- ''", parser)
    assert isinstance(tree, Sequence)
    found = [(item.text, item.quoted) for item in tree.items if isinstance(item, Scalar)]
    assert found == [("a", False), ("a", True), ("a", True), ("a\n", True), ("a", True), ("", False), ("", True)]


@both_parsers
def test_every_node_knows_where_it_stands(parser: Parser) -> None:
    """Columns in characters; a block ends with what is last in it, brackets with themselves.

    A value that was left out stands at the `:` of its key.
    """
    tree = tree_of("# é\na: b 😀 c\nlist:\n- x\n- {k: 'v',\n   m: [1]}\nlast:\n", parser)
    assert isinstance(tree, Mapping)
    a, items, last = tree.entries
    assert isinstance(items.value, Sequence)
    x, braces = items.value.items
    assert place(tree) == (2, 1, 7, 5)
    assert place(a.key) == (2, 1, 2, 2)
    assert place(a.value) == (2, 4, 2, 9)
    assert place(items.value) == (4, 1, 6, 11)
    assert place(x) == (4, 3, 4, 4)
    assert place(braces) == (5, 3, 6, 11)
    assert place(last.value) == (7, 5, 7, 5)
    assert a.key.span == Span("f", 2, 1, 2, 2)
    assert str(a.value.span) == "f:2:4"


@both_parsers
def test_crlf_is_accepted_and_moves_no_place(parser: Parser) -> None:
    """Windows editors write it; a folded or literal text has plain line feeds all the same."""
    lines = "a:\n  - b\n  - c: |\n      d\n      e\n"
    assert tree_of(lines.replace("\n", "\r\n"), parser) == tree_of(lines, parser)


@both_parsers
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: [who? me, b ? c, d?]", {"a": ["who? me", "b ? c", "d?"]}),
        ("{a?: b?c, d: e:f}", {"a?": "b?c", "d": "e:f"}),
        ("[a\n  b\n\n  c # d\n  , e]", ["a b\nc", "e"]),
        ("[-a, a#b, a]", ["-a", "a#b", "a"]),
        ("[a: b, 'c': d]", [{"a": "b"}, {"c": "d"}]),
        ("a: b#c # d", {"a": "b#c"}),
        ("? a\n: b", {"a": "b"}),
        ("---\na: b\n...\n", {"a": "b"}),
        ('"<<": 1', {"<<": "1"}),
        ("a: <<", {"a": "<<"}),
        (r'"\u00e9\x41\U0001F600\/\_": 1', {"éA😀/\xa0": "1"}),
        ("a: 50% off\nb: '%s'\nc: 🏡", {"a": "50% off", "b": "%s", "c": "🏡"}),
        ("a: >\n  b\n  c\n\n  d\n", {"a": "b c\nd\n"}),
        ("[]", []),
        ("{}", {}),
        ("[" * 64 + "]" * 64, None),
    ],
)
def test_both_parsers_read_the_same(text: str, expected: object, parser: Parser) -> None:
    """The one in Python left to itself would take `?` in brackets for a key."""
    tree = tree_of(text, parser)
    assert expected is None or plain(tree) == expected


@both_parsers
def test_a_mapping_gives_the_value_of_a_key(parser: Parser) -> None:
    """`get` and the entries agree."""
    tree = tree_of("a: 1\nb: 2", parser)
    assert isinstance(tree, Mapping)
    assert tree.get("b") == tree.entries[1].value
    assert tree.get("c") is None


def test_nodes_are_frozen() -> None:
    """A tree that is read once and shared must not change under anybody's hands."""
    tree = tree_of("a: [1]", PARSERS[0])
    assert isinstance(tree, Mapping)
    for value in (tree, tree.entries[0], tree.entries[0].value, tree.entries[0].key, tree.span):
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(value, dataclasses.fields(value)[0].name, None)
        assert not hasattr(value, "__dict__")
