"""Writing a profile back over its own file: whole or not at all, and no comment is lost."""

from itertools import count
from pathlib import Path

import yaml

from engine.errors import UsageError
from engine.source.atomic import atomic_write
from engine.source.characters import in_backticks, visible
from engine.source.opening import Unreadable, open_ordinary
from engine.source.text import mark_of

BEFORE = ".before"
"""What is put behind the name of a file that is kept for its comments."""


def rewrite(path: Path, text: str) -> Path | None:
    """Write the text of a profile over its file in one step; give the copy that was kept of the old one, if any.

    A profile that is written anew holds no comments. A file that has some, or that can't be looked through, is kept
    beside the new one: as `NAME.before`, and with a number behind it where that is another file's copy. Raises
    `UsageError` where either can't be written; both are as they were then.
    """
    old = _bytes_of(path)
    kept = _keep(path, old) if has_comments(old) else None
    atomic_write(path, text.encode(), in_backticks(visible(str(path))))
    return kept


def has_comments(data: bytes) -> bool:
    """Tell whether a file of YAML holds a comment: anything but space between two of its tokens, or after a `|`.

    What can't be looked through counts as if it did.
    """
    mark, written = mark_of(data)
    try:
        text = data[len(mark) :].decode(written)
        if "#" not in text:
            return False
        end = 0
        for token in yaml.scan(text, Loader=yaml.SafeLoader):
            start = token.start_mark.index
            between, end = text[end:start], token.end_mark.index
            if "#" in between:
                return True
            block = isinstance(token, yaml.ScalarToken) and token.style in ("|", ">")
            if block and "#" in text[start:end].partition("\n")[0]:
                return True
        return "#" in text[end:]
    except (UnicodeDecodeError, yaml.YAMLError):
        return True


def _bytes_of(path: Path) -> bytes:
    """Read what stands there now; nothing where there is no file yet."""
    try:
        with open_ordinary(path) as file:
            return file.read()
    except Unreadable as problem:
        if problem.code == "missing-file":
            return b""
        raise UsageError(f"{in_backticks(visible(str(path)))} can't be written: {problem.message}") from None


def _keep(path: Path, old: bytes) -> Path:
    """Copy a file under the first name that is free, or that holds the same already."""
    names = (path.with_name(f"{path.name}{BEFORE}{'' if number == 1 else f'-{number}'}") for number in count(1))
    kept = next(each for each in names if not each.exists() or (each.is_file() and each.read_bytes() == old))
    if not kept.exists():
        atomic_write(kept, old, in_backticks(visible(str(kept))))
    return kept
