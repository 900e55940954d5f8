"""Two packs that a command takes, each a folder or a folder in a git revision."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from engine.checks.differences.named_pack import NamedPack

before_argument = click.argument("before", metavar="A")
after_argument = click.argument("after", metavar="B")


def side(name: str) -> "NamedPack":
    """Load a pack from a folder, or from a git revision such as `HEAD~1:rules`.

    Raises `InputError` with everything that is wrong with it, and `UsageError` where there is no such thing.
    """
    from engine import UsageError, api
    from engine.checks.differences.named_pack import NamedPack, count_cases
    from engine.rulebase.load.revision import load_revision
    from engine.source.characters import in_backticks, visible
    from engine.source.revision import copied_out, names_revision

    if names_revision(name):
        with copied_out(name) as found:
            return NamedPack(visible(name), load_revision(found, name), count_cases(found.folder))
    folder = Path(name)
    if not name or not folder.is_dir():
        raise UsageError(f"{in_backticks(name)} is not a folder; name one, or a git revision such as `HEAD~1:rules`")
    return NamedPack(visible(name), api.load_pack(folder), count_cases(folder))
