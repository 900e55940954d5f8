"""A DMN file as the files of a pack: read whole or refused whole, with everything that can't be held in one run."""

from collections.abc import Sequence
from pathlib import Path

from engine.frozen import frozen
from engine.imports.dmn.made_pack import PackMaker
from engine.imports.dmn.own_file import OwnFile, is_own
from engine.imports.dmn.questions import NullMeans
from engine.imports.dmn.read_file import chosen, read_dmn, read_root
from engine.imports.dmn.values import FeelFault
from engine.imports.dmn.write_pack import PackFiles, PackWriter
from engine.source.diagnostics import Diagnostics
from engine.source.xml_tree import XmlElement


@frozen
class ImportedPack:
    """The files of a pack by their paths inside its folder, and what people should know of what was read."""

    files: PackFiles
    remarks: tuple[str, ...]


def import_dmn(path: Path, only: str = "", null: NullMeans = "") -> ImportedPack:
    """Read a DMN file as a pack. Raises `InputError` with all that a pack can't hold, each with its place.

    `only` names a decision: it is taken with all that it needs, and whatever else the file holds is passed over.
    `null` says what `null` means in a cell that asks: the answer is not known, or an answer of its own.

    >>> made = import_dmn(table)
    >>> list(made.files)
    ['pack.yaml', 'questions.yaml', 'decisions.yaml', 'tables/loan.csv']
    """
    diagnostics = Diagnostics()
    root = read_root(path)
    if is_own(root):
        files = _own(root, chosen(root, only), path.name, diagnostics)
        diagnostics.raise_if_errors()
        return ImportedPack(files, ())
    file = read_dmn(root, only, diagnostics)
    made = PackMaker(file, null, diagnostics).make()
    diagnostics.raise_if_errors()
    writer = PackWriter(made, path.name, file.name)
    return ImportedPack(writer.files(), tuple(dict.fromkeys(writer.remarks)))


def _own(root: XmlElement, decisions: Sequence[XmlElement], file: str, diagnostics: Diagnostics) -> PackFiles:
    """Read a file of ours; one that was changed in a way that we would never write is refused as a whole."""
    try:
        return OwnFile(root, decisions, file, diagnostics).files()
    except (FeelFault, LookupError, StopIteration, TypeError, ValueError):
        message = (
            "the file says that armslength wrote it, and is not as that writes; export it again, or take `exporter` "
            "out to have it read like any other"
        )
        diagnostics.error("not-held", root.span, message)
        return {}
