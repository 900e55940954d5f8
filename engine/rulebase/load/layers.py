"""A pack and the packs that it extends, as layers: the lowest first, the pack itself last."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from engine.errors import InputError
from engine.frozen import frozen
from engine.rulebase.folders import extended_folder, pack_files
from engine.rulebase.load.files import LISTS, Declared, read_files
from engine.source.characters import in_backticks
from engine.source.diagnostics import Diagnostics
from engine.source.span import Span
from engine.source.text import Source, read_text
from engine.source.tree import Mapping, Node, Scalar

MOST_LAYERS = 8
"""Packs that lie over each other. More than anybody can keep in mind. Beyond it: `circular-packs`."""


@frozen
class Layer:
    """What one pack declares, and where it stands."""

    folder: Path
    declared: Declared

    @property
    def pack(self) -> Node:
        """What the pack says of itself, still as a tree."""
        if self.declared.pack is None:
            raise AssertionError("unreachable: a layer is made only of files that describe their pack")
        return self.declared.pack

    @property
    def id(self) -> str:
        """The id that the pack gives itself."""
        return self._text("id")

    @property
    def version(self) -> str:
        """The version that the pack gives itself."""
        return self._text("version")

    def _text(self, key: str) -> str:
        node = self.pack.get(key) if isinstance(self.pack, Mapping) else None
        return node.text if isinstance(node, Scalar) else ""


def read_pack_files(folder: Path) -> list[Source]:
    """Read the text of every rule file of a pack. Raises `InputError` with all that can't be read."""
    diagnostics = Diagnostics()
    sources = [read_text(path, diagnostics) for path in pack_files(folder)]
    diagnostics.raise_if_errors()
    return [source for source in sources if source is not None]


def layers_of(sources: Iterable[Source], folder: Path, diagnostics: Diagnostics) -> tuple[Layer, ...]:
    """Read a pack, and below it every pack that it extends.

    Raises `InputError` where one of them can't be read to its end, or can't be found.
    """
    layers = [_layer(sources, folder, diagnostics)]
    seen = {folder.resolve()}
    while below := _checked(layers[0], diagnostics):
        where = extended_folder(layers[0].folder, below.text)
        if where.resolve() in seen or len(layers) == MOST_LAYERS:
            problem = "leads back to itself" if where.resolve() in seen else f"goes deeper than {MOST_LAYERS} packs"
            diagnostics.error("circular-packs", below.span, f"`extends` {problem}; break the chain")
            diagnostics.raise_if_errors()
        seen.add(where.resolve())
        layers.insert(0, _below(where, layers[0].folder, below, diagnostics))
    return tuple(layers)


def named_below(declared: Declared) -> Scalar | None:
    """Find what a pack says it extends; nothing where it stands alone, or says it in a way that can't be read."""
    found = declared.pack.get("extends") if isinstance(declared.pack, Mapping) else None
    return found if isinstance(found, Scalar) and found.text.strip() else None


def extends_of(folder: Path) -> str:
    """Give what the pack in a folder says it extends; empty where it says nothing, or can't be read."""
    try:
        declared = read_files(read_pack_files(folder), Diagnostics())
    except InputError:
        return ""
    below = named_below(declared)
    return below.text if below else ""


def _checked(layer: Layer, diagnostics: Diagnostics) -> Scalar | None:
    below = named_below(layer.declared)
    written = layer.pack.get("extends") if isinstance(layer.pack, Mapping) else None
    if written is not None and below is None:
        message = "`extends` takes one text: the folder of a pack, as seen from this one, or the id of the shipped pack"
        diagnostics.error("wrong-kind", written.span, message)
        diagnostics.raise_if_errors()
    return below


def _below(where: Path, upper: Path, named: Scalar, diagnostics: Diagnostics) -> Layer:
    try:
        layer = _layer(read_pack_files(where), where, diagnostics)
    except InputError as error:
        if any(each.span is not None for each in error.diagnostics):
            raise
        layer = None
    if layer is not None and (layer.id == named.text or (upper / named.text).is_dir()):
        return layer
    message = f"`extends` names {in_backticks(named.text)}, where no pack is; name its folder, as seen from this pack"
    shipped = f", or the shipped pack `{layer.id}`" if layer else ""
    diagnostics.error("unknown-pack", named.span, message + shipped)
    diagnostics.raise_if_errors()
    raise AssertionError("unreachable: the error above is raised")


def _layer(sources: Iterable[Source], folder: Path, diagnostics: Diagnostics) -> Layer:
    """Read what one pack declares. Where a file could not be read to its end, nobody knows what it would have said."""
    declared = read_files(sources, diagnostics)
    if not declared.whole:
        diagnostics.raise_if_errors()
    if declared.pack is None:
        place = Span(str(folder / "pack.yaml"), 1, 1, 1, 1)
        diagnostics.error("no-pack", place, "no file of this folder holds the key `pack`")
        diagnostics.raise_if_errors()
    return Layer(folder, declared)


def merged(layers: Sequence[Layer]) -> Declared:
    """Put the declarations of every layer together; the description of the pack is that of the uppermost."""
    together = Declared(layers[-1].pack)
    for layer in layers:
        for key in (*LISTS, "topics"):
            getattr(together, key).extend(getattr(layer.declared, key))
    return together
