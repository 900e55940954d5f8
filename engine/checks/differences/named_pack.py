"""One of two packs that are held against each other."""

from pathlib import Path

from engine.frozen import frozen
from engine.rulebase.base import RuleBase
from engine.rulebase.folders import CASES, yaml_files
from engine.source.diagnostics import Diagnostics
from engine.source.text import read_text
from engine.source.tree import Mapping, Sequence
from engine.source.yaml_tree import read_tree


@frozen
class NamedPack:
    """A pack under the name that it was asked for by, and how many cases it has."""

    name: str
    base: RuleBase
    cases: int


def count_cases(folder: Path) -> int:
    """Count the cases of a pack. What can't be read counts for nothing: `rules test` says what is wrong with it."""
    return sum(_count(path) for path in yaml_files(folder / CASES))


def _count(path: Path) -> int:
    diagnostics = Diagnostics()
    source = read_text(path, diagnostics)
    tree = None if source is None else read_tree(source, diagnostics)
    listed = tree.get("cases") if isinstance(tree, Mapping) else None
    return len(listed.items) if isinstance(listed, Sequence) else 0
