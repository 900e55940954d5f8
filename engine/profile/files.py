"""Profiles from a file: one YAML mapping, or JSON with one object or a list of them."""

from pathlib import Path

from engine.profile.profile import Profile
from engine.profile.read_profile import read_profile
from engine.rulebase.base import RuleBase
from engine.source.characters import in_backticks
from engine.source.diagnostics import Diagnostics
from engine.source.text import Source, read_text
from engine.source.tree import Node, Sequence
from engine.source.yaml_tree import read_tree


def profiles_from(origin: Path | bytes, base: RuleBase) -> tuple[Profile, ...]:
    """Read every profile of a file, or of bytes. Raises `InputError` with everything that is wrong with any of them."""
    diagnostics = Diagnostics()
    source = read_text(origin, diagnostics)
    tree = None if source is None else _tree(source, diagnostics)
    if tree is None:
        diagnostics.raise_if_errors()
        return ()
    nodes = tree.items if isinstance(tree, Sequence) else (tree,)
    if not nodes:
        diagnostics.error("empty-file", tree.span, "the list is empty: there is no profile in this file")
    profiles = tuple(read_profile(node, base, diagnostics) for node in nodes)
    seen: dict[str, int] = {}
    for place, profile in enumerate(profiles):
        if profile.id and profile.id in seen:
            message = f"profile {in_backticks(profile.id)} stands in this file already; give each an id of its own"
            diagnostics.error("duplicate-id", nodes[place].span, message)
        seen[profile.id] = place
    diagnostics.raise_if_errors()
    return profiles


def _tree(source: Source, diagnostics: Diagnostics) -> Node | None:
    """Read a text that begins like JSON as JSON, and everything else as YAML."""
    if source.text.lstrip()[:1] in ("{", "["):
        from engine.source.json_tree import read_json_tree

        return read_json_tree(source, diagnostics)
    return read_tree(source, diagnostics)
