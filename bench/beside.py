"""The program as it was at an earlier commit, run beside this one on the same rules."""

import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from shutil import copytree

from bench.children import ROOT

BEFORE = "d20e1f8"
"""The commit against which several aims are set: the last one before they were written down."""

CARRIED_OVER = {
    "    urgent: yes\n": "    urgency: urgent\n",
    "\n  roles:\n": "\n  urgencies:\n    urgent: Urgent\n\n  roles:\n",
}
"""What has to be written otherwise since: what harm is urgent was a flag then, and is a kind now."""


@dataclass(frozen=True, slots=True)
class Before:
    """An earlier state of the project: its folder, and its rules as that program and as this one reads them.

    `rules` lie in `folder`. Its commands are run there, as in `ran([sys.executable, "-m", "cli", ...], before.folder)`.
    """

    folder: Path
    rules: Path
    rules_today: Path


@contextmanager
def before() -> Iterator[Before | None]:
    """Write the earlier state into a folder of its own for as long as it is needed; none where git doesn't hold it."""
    archive = subprocess.run(["git", "archive", BEFORE], cwd=ROOT, capture_output=True, check=False)
    if archive.returncode:
        yield None
        return
    with tempfile.TemporaryDirectory() as written:
        folder, today = Path(written, "before"), Path(written, "today")
        with tarfile.open(fileobj=BytesIO(archive.stdout)) as files:
            files.extractall(folder, filter="data")
        for name in ("rules", "profiles"):
            copytree(folder / name, today / name)
        for path in (today / "rules").rglob("*.yaml"):
            text = path.read_text(encoding="utf-8")
            for was, now in CARRIED_OVER.items():
                text = text.replace(was, now)
            path.write_text(text, encoding="utf-8")
        yield Before(folder, folder / "rules", today / "rules")
