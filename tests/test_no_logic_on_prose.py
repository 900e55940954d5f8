"""No check and no machine takes apart a text that the package made: what it wants to know, a value must say."""

import ast

from tests.modules import ENGINE, modules, tree_of

TAKE_APART = {
    *("startswith", "endswith", "split", "rsplit", "splitlines", "partition", "rpartition"),
    *("removeprefix", "removesuffix"),
}

NOT_OURS = {
    ("checks/avoided_word.py", "split"): "the words of a glossary are sought in the texts of the pack, word by word",
    ("interpret/results.py", "split"): "a list in a cell of an earlier run, read from somebody's file",
    ("interpret/durable/host.py", "split"): "durable-rules tells in a text of its own which of its rules fired",
}
"""The places where a text that somebody else made is taken apart."""


def taken_apart(module: ast.Module) -> list[str]:
    """List the methods that take a text apart, as they are called in a module."""
    calls = (node.func for node in ast.walk(module) if isinstance(node, ast.Call))
    return [each.attr for each in calls if isinstance(each, ast.Attribute) and each.attr in TAKE_APART]


def test_no_check_and_no_machine_takes_a_text_apart() -> None:
    found = {
        (path.relative_to(ENGINE).as_posix(), method)
        for room in ("checks", "interpret")
        for path in modules(ENGINE / room)
        for method in taken_apart(tree_of(path))
    }
    assert found == set(NOT_OURS)


def test_a_text_taken_apart_is_found() -> None:
    assert taken_apart(ast.parse("name = seen[0].split('`')[1]")) == ["split"]
    assert taken_apart(ast.parse("certain = any(each.startswith('at least') for each in words)")) == ["startswith"]
    assert taken_apart(ast.parse("found = re.compile(words)")) == []
