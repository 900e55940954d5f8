"""The files of a pack: their top-level keys, merged; no order of files matters."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from engine.source.diagnostics import Diagnostics
from engine.source.form import Form
from engine.source.text import Source
from engine.source.tree import Node, Scalar
from engine.source.yaml_tree import read_tree

CHANGES = ("switch_off", "tighten")
"""What a pack may say of the rules of the packs that it extends."""

LISTS = (
    "documents", "statements", "principles", "facts", "decisions", "controls", "rules", "tables", "properties",
    "crosswalks", "glossary", *CHANGES,
)  # fmt: skip


@dataclass(slots=True)
class Declared:
    """What the files declare, still as trees. Facts and controls come with the default topic of their file.

    `whole` tells that every file could be read to its end: only then is a name that is nowhere declared unknown.
    `files` are the names of the files.
    """

    pack: Node | None = None
    documents: list[Node] = field(default_factory=list)
    statements: list[Node] = field(default_factory=list)
    principles: list[Node] = field(default_factory=list)
    facts: list[tuple[Node, str]] = field(default_factory=list)
    decisions: list[Node] = field(default_factory=list)
    controls: list[tuple[Node, str]] = field(default_factory=list)
    rules: list[Node] = field(default_factory=list)
    tables: list[Node] = field(default_factory=list)
    properties: list[Node] = field(default_factory=list)
    crosswalks: list[Node] = field(default_factory=list)
    glossary: list[Node] = field(default_factory=list)
    switch_off: list[Node] = field(default_factory=list)
    tighten: list[Node] = field(default_factory=list)
    topics: list[Scalar] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    whole: bool = True

    def nodes(self) -> Iterator[Node]:
        """Walk every declaration."""
        if self.pack is not None:
            yield self.pack
        yield from (*self.documents, *self.statements, *self.principles, *self.decisions, *self.rules, *self.properties)
        yield from self.crosswalks
        yield from (node for node, _ in (*self.facts, *self.controls))


def read_files(sources: Iterable[Source], diagnostics: Diagnostics) -> Declared:
    """Read every file into trees and gather what they declare."""
    declared = Declared()
    for source in sources:
        declared.files.append(source.name)
        tree = read_tree(source, diagnostics)
        if tree is None:
            declared.whole = False
            continue
        form = Form(tree, "a rule file", diagnostics, optional=("pack", "topic", *LISTS))
        topic = form.name("topic")
        written = form.at("topic")
        if topic and isinstance(written, Scalar):
            declared.topics.append(written)
        if form.has("pack"):
            if declared.pack is not None:
                diagnostics.error("second-pack", form.at("pack").span, f"`pack` stands already at {declared.pack.span}")
            else:
                declared.pack = form.at("pack")
        for key in LISTS:
            nodes = form.items(key)
            kept = getattr(declared, key)
            kept.extend([(node, topic) for node in nodes] if key in ("facts", "controls") else nodes)
    return declared
