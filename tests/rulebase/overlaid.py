"""The sound pack of the hostile ones with files added, and a pack of other files laid over it."""

from pathlib import Path

from engine.rulebase.base import RuleBase
from tests.hostile.packs import load, make_pack

HEAD = b"pack: {id: over, version: 1.0.0, title: Over, extends: ../below}\n"


def laid_over(folder: Path, below: dict[str, bytes], over: dict[str, bytes]) -> RuleBase:
    """Load a pack that consists of files laid over the sound one with its own."""
    make_pack(folder / "below", made=below)
    upper = folder / "over"
    upper.mkdir()
    for name, data in (over | {"pack.yaml": HEAD}).items():
        (upper / name).write_bytes(data)
    return load(upper)
