"""A folder as it is in a git revision: its files are copied out, so that they can be read like any others."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from engine.errors import UsageError
from engine.frozen import frozen
from engine.source.characters import in_backticks, visible

READ = (".yaml", ".yml", ".csv")
"""How the files end that a pack can be made of; no others are copied."""

ORDINARY = b"100"
"""How the mode of an ordinary file begins: links and other repositories are passed over."""


@frozen
class CopiedOut:
    """A folder of a revision, the whole revision around it, and the hash of all that is in that."""

    folder: Path
    whole: Path
    tree: str


def names_revision(name: str) -> bool:
    """Tell whether a name is that of a folder in a revision (`HEAD~1:rules`), and not of one on the disk."""
    return ":" in name and not os.path.lexists(name)


@contextmanager
def copied_out(name: str) -> Iterator[CopiedOut]:
    """Copy the files of a revision into a folder that is gone afterwards.

    The whole revision is copied, since a pack may extend another one beside it. Raises `UsageError` where git, the
    revision or the folder in it is missing.
    """
    revision, _, path = name.partition(":")
    tree = _tree(revision)
    inside = _folder_in(tree, name, revision, path)
    with TemporaryDirectory(prefix="armslength-") as made:
        whole = Path(made).resolve()
        _copy(tree, whole)
        (whole / inside).mkdir(parents=True, exist_ok=True)
        yield CopiedOut(whole / inside, whole, tree)


def _tree(revision: str) -> str:
    """Give the hash of everything in a revision."""
    if not revision or revision.startswith("-"):
        raise UsageError("name the revision before the colon, as in `HEAD~1:rules`")
    _git("rev-parse", "--git-dir")
    found = _git("rev-parse", "--verify", "--quiet", revision + "^{tree}", else_=b"").decode("ascii").strip()
    if not found:
        raise UsageError(f"there is no revision {in_backticks(revision)}; `git log` lists them")
    return found


def _folder_in(tree: str, name: str, revision: str, path: str) -> PurePosixPath:
    """Find a folder in a revision: from its root, or with `./` from where we are."""
    if path.startswith(("./", "../")) or path in (".", ".."):
        prefix = os.fsdecode(_git("rev-parse", "--show-prefix")).rstrip("\n")
        path = os.path.normpath(prefix + path)
    path = path.rstrip("/")
    inside = PurePosixPath(path)
    if ".." in inside.parts or inside.is_absolute():
        raise UsageError(f"{in_backticks(name)} leads out of the repository; name a folder inside it")
    kind = _git("cat-file", "-t", f"{tree}:{'' if path == '.' else path}", else_=b"").decode("ascii").strip()
    if kind != "tree":
        problem = "is not a folder" if kind else "is not there"
        raise UsageError(f"{in_backticks(path)} {problem} in revision {in_backticks(revision)}; name a folder of it")
    return inside


def _copy(tree: str, target: Path) -> None:
    entries = [each for each in _git("ls-tree", "-r", "-z", "--full-tree", tree).split(b"\0") if each]
    wanted: list[tuple[bytes, str]] = []
    for entry in entries:
        about, _, path = entry.partition(b"\t")
        mode, _, blob = about.split(b" ", 2)
        name = os.fsdecode(path)
        if mode.startswith(ORDINARY) and name.lower().endswith(READ) and ".." not in PurePosixPath(name).parts:
            wanted.append((blob, name))
    data = _git("cat-file", "--batch", given=b"".join(blob + b"\n" for blob, _ in wanted)) if wanted else b""
    place = 0
    for _, name in wanted:
        end = data.index(b"\n", place)
        size = int(data[place:end].rsplit(b" ", 1)[1])
        copy = target / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(data[end + 1 : end + 1 + size])
        place = end + size + 2


def _git(*args: str, given: bytes = b"", else_: bytes | None = None) -> bytes:
    """Run git and give what it says; `else_` is given where it fails. Raises `UsageError` without one."""
    quiet = {**os.environ, "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0"}
    try:
        done = subprocess.run(["git", *args], input=given, capture_output=True, env=quiet, check=False)  # noqa: S603, S607  no shell
    except OSError as problem:
        raise UsageError("git is not there to read a revision; install it, or name a folder") from problem
    if done.returncode == 0:
        return done.stdout
    if else_ is not None:
        return else_
    words = done.stderr.decode("utf-8", "replace").strip().splitlines()
    if words and "not a git repository" in words[0]:
        raise UsageError("this folder is in no git repository, so that there are no revisions; name a folder instead")
    raise UsageError(f"git can't read this repository: {visible(words[0]) if words else 'it gives no reason'}")
