"""Whatever is thrown at the readers, they answer with a tree or with diagnostics, never with another exception."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import InputError
from engine.source.diagnostics import Diagnostics, excerpt
from engine.source.json_tree import read_json_tree
from engine.source.text import Source, read_text
from engine.source.tree import Node
from engine.source.yaml_tree import PARSERS, read_tree

RULES = """\
# A comment
rules:
  - name: a-rule
    when:
      all:
        - {covered: yes, "é": ["x, y", 'it''s', 1:30]}
        - any: [{b: {one_of: [c, d]}}, e?]
    because: >-
      A sentence: it goes on,
      and on.
    text: |
      literal # text
    nothing:
"""
JSON = '{"a": [1, -2.5e3, true, null, "b\\u00e9\\n\\ud83d\\ude00"], "c": {"d": {}, "e": []}}\n'

PIECES = (
    "a", "b: ", "- ", "c:", "[", "]", "{", "}", ",", "\n", "\n  ", "\n    ", " ", '"x y"', "'q'", '"', "'", "# c",
    "|\n", ">\n", "&a ", "*a", "<<: ", "key: v\n", "@", "`", ":", ": ", "-", "é", "😀", "|-\n  x\n", "\\",
    '"\\u0041"', "0", "\r\n", '"a\n b"', "key: ", "\n- ", '"k": ', "{a: 1}", "[x, y]", "\n]", "why?", '"\\ud800"',
    '"\\e"', "x:y", "**b**",
)  # fmt: skip
EXOTIC = [
    "!",
    "!t ",
    "!!x",
    "?",
    "? ",
    "---\n",
    "...\n",
    "%",
    "%YAML 1.1\n",
    "\t",
    "\r",
    "\0",
    "\u200b",
    "\ud800",
    "\ufeff",
]

yaml_like = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)
yaml_and_worse = st.lists(st.sampled_from([*PIECES, *EXOTIC]), max_size=12).map("".join)


def outcome(text: str, number: int) -> tuple[Node | None, list[str]]:
    """What one of the parsers makes of the text."""
    diagnostics = Diagnostics()
    tree = read_tree(Source("f", text), diagnostics, PARSERS[number])
    return tree, [str(item) for item in diagnostics.items]


def read_every_way(data: bytes) -> None:
    """Fails by any exception other than `InputError`, and where neither a tree nor an error comes back."""
    readers = [lambda source, found, parser=parser: read_tree(source, found, parser) for parser in PARSERS]
    for reader in (*readers, read_json_tree):
        diagnostics = Diagnostics()
        try:
            source = read_text(data, diagnostics)
            tree = None if source is None else reader(source, diagnostics)
        except InputError:
            continue
        assert tree is not None or diagnostics.has_errors
        for item in diagnostics.items:
            assert item.span is not None
            assert str(item).isprintable()
            assert source is None or excerpt(item, source.text)


@given(st.binary(max_size=60))
def test_any_bytes_give_a_tree_or_diagnostics(data: bytes) -> None:
    """Noise."""
    read_every_way(data)


@given(st.text(max_size=40))
def test_any_text_gives_a_tree_or_diagnostics(text: str) -> None:
    """Text of the whole of Unicode, lone surrogates included."""
    read_every_way(text.encode("utf-8", "surrogatepass"))
    outcome(text, 0)
    outcome(text, 1)
    read_json_tree(Source("f", text), Diagnostics())


@given(yaml_and_worse)
def test_anything_like_yaml_gives_a_tree_or_diagnostics(text: str) -> None:
    """Noise made of YAML's own parts gets further in."""
    read_every_way(text.encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize("text", [RULES, JSON], ids=["yaml", "json"])
def test_mutants_of_a_good_file_give_a_tree_or_diagnostics(text: str) -> None:
    """One to three bytes changed, dropped, doubled or exchanged."""
    chance = random.Random(20260301)
    data = text.encode()
    for _ in range(600):
        mutant = bytearray(data)
        for _ in range(chance.randint(1, 3)):
            at = chance.randrange(len(mutant))
            change = chance.randrange(4)
            if change == 0:
                mutant[at] = chance.choice(b"\x00\x1b\t\r\n :-[]{},&*!|>'\"%@`?#\\\xff\xe9a0")
            elif change == 1:
                del mutant[at]
            elif change == 2:
                mutant[at:at] = mutant[at : at + chance.randint(1, 20)]
            else:
                mutant[at] = chance.randrange(256)
        read_every_way(bytes(mutant))


@given(yaml_like)
def test_both_parsers_give_the_same_tree_and_the_same_messages(text: str) -> None:
    """A file must mean the same on every machine, whether or not the C library is installed."""
    assert outcome(text, 0) == outcome(text, 1)


@given(yaml_and_worse)
def test_both_parsers_accept_the_same_files(text: str) -> None:
    """Behind a broken tag or directive the messages may differ; whether a file is refused never does."""
    (tree, messages), (other_tree, other_messages) = outcome(text, 0), outcome(text, 1)
    assert bool(messages) == bool(other_messages)
    assert messages or tree == other_tree


def test_the_good_files_are_good() -> None:
    """Otherwise their mutants would prove little."""
    assert outcome(RULES, 0)[1] == []
    assert outcome(RULES, 0) == outcome(RULES, 1)
    diagnostics = Diagnostics()
    assert read_json_tree(Source("f", JSON), diagnostics) is not None
    assert diagnostics.items == ()
