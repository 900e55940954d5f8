"""Which rules were released under which version, so that a result can say that its rules are others.

The register is a file beside the shipped rules. It knows the packs that this project releases; of others it says
nothing.
"""

import csv
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from engine.frozen import frozen
from engine.rulebase.base import RuleBase
from engine.rulebase.folders import shipped_folder

REGISTER = "released.csv"
"""The name of the register: a row for each released version, the latest last, with the columns `COLUMNS`."""

COLUMNS = ("id", "version", "sha256")


@frozen
class Unreleased:
    """A pack that bears an id of the register and holds other rules than were released as that version.

    `latest` is the last version that was released; `version` may be one that never was.
    """

    id: str
    version: str
    latest: str
    known: bool


def unreleased(base: RuleBase) -> Iterator[Unreleased]:
    """Walk the packs that are not as they were released: the pack itself, then those below it, the upmost first."""
    packs = [(base.pack.id, base.pack.version, base.sha256)]
    packs += [(each.id, each.version, each.sha256) for each in reversed(base.extends)]
    for name, version, sha256 in packs:
        versions = registered(shipped_folder().absolute().parent / REGISTER).get(name, {})
        if versions and versions.get(version) != sha256:
            yield Unreleased(name, version, list(versions)[-1], version in versions)


@cache
def registered(register: Path) -> Mapping[str, Mapping[str, str]]:
    """Read a register: for each pack the hash of each version, the latest last; nothing where there is no register."""
    found: dict[str, dict[str, str]] = {}
    if register.is_file():
        with register.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                found.setdefault(row["id"], {})[row["version"]] = row["sha256"]
    return found
