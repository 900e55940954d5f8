"""A DMN file as the files of a pack: read whole or refused whole, with everything that can't be held in one run."""

from dataclasses import dataclass
from pathlib import Path

from engine.imports.dmn.made_pack import PackMaker
from engine.imports.dmn.own_file import OwnFile, is_own
from engine.imports.dmn.questions import NullMeans
from engine.imports.dmn.read_file import chosen, read_dmn, read_root
from engine.imports.dmn.write_pack import PackFiles, PackWriter
from engine.source.diagnostics import Diagnostics


@dataclass(frozen=True, slots=True)
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
        files = OwnFile(root, chosen(root, only), path.name, diagnostics).files()
        diagnostics.raise_if_errors()
        return ImportedPack(files, ())
    file = read_dmn(root, only, diagnostics)
    made = PackMaker(file, null, diagnostics).make()
    diagnostics.raise_if_errors()
    writer = PackWriter(made, path.name, file.name)
    return ImportedPack(writer.files(), tuple(dict.fromkeys(writer.remarks)))
