"""The first files of a pack, or of a pack that is laid over another: small, sound, and with a case that passes."""

import os
import re
from collections.abc import Collection
from pathlib import Path

from engine.rulebase.base import RuleBase
from engine.rulebase.folders import CASES
from engine.source.names import NameStyle

Files = dict[str, str]
"""By path inside the folder of the pack: what is written there."""

TEMPLATES = Path(__file__).with_name("starter_files")
"""Files of packs in which words in capital letters stand for names."""

KINDS = """
  statement_kinds:
    KIND: {says: What we add, shown_by: rule, decisions: [advice]}"""
"""For a pack whose statements are of kinds; where there are none below, a first one would leave those below without."""


def new_pack(folder: Path) -> Files:
    """Write the files of a pack that stands alone, with an id after the name of its folder."""
    name = _name(folder)
    return {
        "pack.yaml": _template("pack.yaml").replace("ID", name),
        "rules.yaml": _template("rules.yaml"),
        f"{CASES}/first.yaml": _template("cases.yaml"),
    }


def new_overlay(folder: Path, below: RuleBase, named: str) -> Files:
    """Write the files of a pack that is laid over another, which goes by `named`: an id, or a folder."""
    name = _unused(_name(folder), {below.pack.id, *(pack.id for pack in below.extends)})
    documents = below.documents.values()
    words = {
        "KINDS": KINDS if below.pack.statement_kinds else "",
        "ID": _unused(name, {document.id.removesuffix("-rules") for document in documents}),
        "PREFIX": _unused(name.replace("-", ""), {document.prefix for document in documents}, ""),
        "KIND": _unused("of_ours", {kind.name for kind in below.pack.statement_kinds}, "_"),
        "RULE": _unused("the-day-and-the-name", {*below.rules}),
        "TITLE": f"What we add to {below.pack.id}",
        "BELOW": named,
    }
    pack, cases = _template("pack-laid-over.yaml"), _template("cases-laid-over.yaml")
    for key, word in words.items():
        pack, cases = pack.replace(key, word), cases.replace(key, word)
    return {"pack.yaml": pack, f"{CASES}/first.yaml": cases}


def seen_from(folder: Path, other: Path) -> str:
    """Write the way from one folder to another as a pack writes it."""
    return Path(os.path.relpath(other.resolve(), folder.resolve())).as_posix()


def _template(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")


def _name(folder: Path) -> str:
    """Make a name of the name of a folder, as far as that goes."""
    words = re.sub("[^a-z0-9]+", "-", folder.resolve().name.lower()).strip("-")
    return words if NameStyle.KEBAB.pattern.fullmatch(words) and len(words) <= 60 else "my-pack"


def _unused(name: str, taken: Collection[str], joint: str = "-") -> str:
    number = 2
    found = name
    while found in taken:
        found, number = f"{name}{joint}{number}", number + 1
    return found
