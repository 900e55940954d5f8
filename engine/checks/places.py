"""Where the tests of a rule are written: found again in the files, and needed only when one of them is to be shown."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path

from engine.errors import InputError
from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import Includes, Literal
from engine.rulebase.load.files import read_files
from engine.rulebase.load.folder import read_pack_files
from engine.rulebase.rules import Rule
from engine.rulebase.written_tests import WrittenTest, subject_of, written_tests
from engine.source.diagnostics import Diagnostics
from engine.source.span import Span
from engine.source.tree import Mapping as Tree
from engine.source.tree import Node, Scalar, Sequence


class WrittenPlaces:
    """Looks the tests of rules up in the files of a pack, which are read once, when the first is looked up."""

    def __init__(self, base: RuleBase) -> None:
        """Take the pack as it was loaded."""
        self._base = base

    def asked(self, rule: Rule, index: int) -> Span:
        """Give the place of the test of a rule at `index`, in the order of `written_tests`; else that of the rule."""
        node = self._rules.get(rule.span)
        when = node.get("when") if isinstance(node, Tree) else None
        listed = list(written_tests(rule.when))
        if when is None or index >= len(listed):
            return rule.span
        return _among(list(_written(when, subject_of(listed[index]))), listed, index) or rule.span

    @cached_property
    def _rules(self) -> Mapping[Span, Node]:
        try:
            declared = read_files(read_pack_files(Path(self._base.folder)), Diagnostics())
        except InputError:  # the files have changed since; the place of the rule has to do
            return {}
        names = ((node.get("name"), node) for node in declared.rules if isinstance(node, Tree))
        return {name.span: node for name, node in names if name is not None}


def _among(written: list[tuple[Scalar, Node]], listed: list[WrittenTest], index: int) -> Span | None:
    """Pick the mention of a subject: that of the same rank, or the member where one mention holds several."""
    wanted = listed[index]
    same = [place for place, each in enumerate(listed) if subject_of(each) == subject_of(wanted)]
    if len(written) == len(same):
        return written[same.index(index)][0].span
    if isinstance(wanted, Literal) and isinstance(wanted.test, Includes):
        for _, value in written:
            for scalar in _scalars(value):
                if scalar.text == wanted.test.member:
                    return scalar.span
    return written[0][0].span if written else None


def _written(node: Node, subject: str) -> Iterator[tuple[Scalar, Node]]:
    """Walk the mentions of a subject in a condition, with what is asked of it."""
    if isinstance(node, Tree):
        for entry in node.entries:
            if entry.key.text == subject:
                yield entry.key, entry.value
            else:
                yield from _written(entry.value, subject)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _written(item, subject)


def _scalars(node: Node) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _scalars(item)
    else:
        for entry in node.entries:
            yield from _scalars(entry.value)
