"""The commands that a page shows: found, run in a scratch folder, and their output compared or refreshed.

A page is Markdown. Its fenced blocks marked `console` are run from top to bottom in one scratch folder that holds a
copy of the rules and of the worked examples. A comment just above a block may say more of it:

    <!-- exit: 2 -->                   the exit code that the last command has (else 0)
    <!-- parts: ..Why, Next..Last -->  show only these parts of the last output: each from the line that begins so (or
                                       from the start) up to the one that begins so (or to the end)
    <!-- types: yes / 2 / stop -->     what is typed at the last command, line by line
    <!-- file: my-partner.yaml -->     the block is not run: it is the content of this file
    <!-- add: my-partner.yaml -->      the block is not run: it is added to the end of this file
    <!-- fill: my-partner.yaml -->     the block is not run: each `key: value` in it replaces the line of that key

What is shown in between is exactly what came out, save that a line `…` stands for what was left out.

A page that people practise from works on copies or on packs of their own, and ends with how to be rid of them.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

BLOCK = re.compile(
    r"(?P<note><!--(?P<says>[^>]*?)-->\n)?(?P<open>(?P<fence>```+)(?P<kind>\w*)\n)(?P<body>.*?)(?P=fence)\n", re.DOTALL
)
PROMPT = "$ "
CUT = "…"
SCRATCH = ("rules", "profiles")
PROGRAM = Path(sys.executable).parent
"""The folder of this Python, and of the program that is installed with it."""


class NotAsShown(Exception):  # noqa: N818  it says what happened
    """A command ended otherwise than its page says, or its output lacks what is to be shown of it."""


@dataclass
class Block:
    """One fenced block of a page with the comment above it; `start` and `end` bound its body in the text."""

    kind: str
    body: str
    start: int
    end: int
    says: dict[str, str] = field(default_factory=dict)


def pages_with_commands(root: Path) -> list[Path]:
    """List the pages written by hand that show commands; no other page is touched."""
    found = [root / "README.md", root / "CONTRIBUTING.md", *sorted((root / "docs").rglob("*.md"))]
    by_hand = (path for path in found if path.is_file() and root / "docs" / "reference" not in path.parents)
    return [path for path in by_hand if "```console\n" in path.read_text(encoding="utf-8")]


def blocks(text: str) -> Iterator[Block]:
    """Walk the fenced blocks of a page."""
    for found in BLOCK.finditer(text):
        pairs = [part.partition(":") for part in (found["says"] or "").split(";")]
        says = {key.strip(): value.strip() for key, _, value in pairs if key.strip()}
        yield Block(found["kind"], found["body"], found.start("body"), found.end("body"), says)


def refreshed(text: str) -> str:
    """Run the commands of a page; give its text with the output that came out now."""
    parts, done = [], 0
    for block, body in ran(text):
        parts += [text[done : block.start], body]
        done = block.end
    return "".join((*parts, text[done:]))


def ran(text: str, program: Path = PROGRAM) -> Iterator[tuple[Block, str]]:
    """Run a page in a scratch folder; give each block that was run with the body that it should have.

    `program` is the folder in which `armslength` is found.
    """
    with TemporaryDirectory(prefix="armslength-docs-") as name:
        scratch = Path(name)
        for folder in SCRATCH:
            shutil.copytree(page_root() / folder, scratch / folder)
        for block in blocks(text):
            target = scratch / next((block.says[key] for key in ("file", "add", "fill") if key in block.says), "")
            if "file" in block.says:
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(block.body, encoding="utf-8")
            elif "add" in block.says:
                with target.open("a", encoding="utf-8") as file:
                    file.write(block.body)
            elif "fill" in block.says:
                fill(target, block.body)
            elif block.kind == "console":
                yield block, run(block, scratch, program)
        _as_it_was(scratch)


def _as_it_was(scratch: Path) -> None:
    """Refuse a page that changes what people decide with, or that leaves a pack behind."""
    for folder in SCRATCH:
        if _contents(scratch / folder) != _contents(page_root() / folder):
            raise NotAsShown(f"the page changes `{folder}`, which people decide with; let it work on a copy")
    packs = {path.parent.relative_to(scratch).as_posix() for path in scratch.rglob("pack.yaml")} - {"rules"}
    if packs:
        raise NotAsShown(f"the page leaves {', '.join(sorted(packs))} behind; let it end with how to undo it")


def _contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def page_root() -> Path:
    """Find the root of the checkout."""
    return Path(__file__).parent.parent.parent


def fill(file: Path, body: str) -> None:
    """Replace the line of each key, as a reader would with an editor; lines that go on below a key go with it."""
    text = file.read_text(encoding="utf-8")
    for row in body.splitlines():
        key, colon, _ = row.strip().partition(":")
        line = re.compile(rf"^( *){re.escape(key)}:.*$", re.MULTILINE)
        if not colon or not line.search(text):
            continue
        text = line.sub(r"\g<1>" + row.strip().replace("\\", r"\\"), text, count=1)
    file.write_text(text, encoding="utf-8")


def run(block: Block, scratch: Path, program: Path) -> str:
    """Run the commands of one block; give the block as it should read."""
    rows: list[str] = []
    commands = [row.removeprefix(PROMPT) for row in block.body.splitlines() if row.startswith(PROMPT)]
    for place, command in enumerate(commands):
        says = block.says if place == len(commands) - 1 else {}
        code, output = shell(command, scratch, program, says.get("types", ""))
        wanted = int(says.get("exit", "0"))
        if code != wanted:
            raise NotAsShown(f"`{command}` exited with {code}, not {wanted}:\n{output}")
        rows += [PROMPT + command, *excerpt(output.splitlines(), says)]
    return "\n".join(rows) + "\n"


def excerpt(rows: list[str], says: dict[str, str]) -> list[str]:
    """Cut the output down to the parts that the comment asks for."""
    if "parts" not in says:
        return [row.rstrip() for row in rows]
    shown: list[str] = []
    end = 0
    for part in says["parts"].split(","):
        first, _, last = (word.strip() for word in part.partition(".."))
        start = beginning(rows, first, end) if first else end
        shown += [CUT] if start > end else []
        end = beginning(rows, last, start + 1) if last else len(rows)
        shown += [row.rstrip() for row in rows[start:end]]
        while shown and not shown[-1]:
            shown.pop()
    return [*shown, CUT] if end < len(rows) else shown


def beginning(rows: list[str], words: str, start: int) -> int:
    """Find the next line that begins with some words."""
    for place in range(start, len(rows)):
        if rows[place].strip().startswith(words):
            return place
    raise NotAsShown(f"no line of the output begins with `{words}`:\n" + "\n".join(rows))


def shell(command: str, folder: Path, program: Path, typed: str = "") -> tuple[int, str]:
    """Run one command as a reader would, with `armslength` and this Python first on the path; give code and output.

    `typed` is what the reader types, with ` / ` between two lines.
    """
    environment = {
        **os.environ,
        "PATH": os.pathsep.join((str(program), str(PROGRAM), os.environ.get("PATH", ""))),
        "COLUMNS": "88",
        "NO_COLOR": "1",
        "PYTHONUTF8": "1",
    }
    lines = "".join(f"{line}\n" for line in typed.split(" / ") if typed).encode()
    done = subprocess.run(  # noqa: S602  the commands are those of our own pages, and a reader types them into a shell
        command, shell=True, cwd=folder, env=environment, input=lines, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout.decode("utf-8", "replace")


def loosely(text: str) -> str:
    """Leave out what may change without making a page wrong: numbers, hashes, line breaks, a second engine."""
    alone = text.replace("reference and durable", "reference")
    return " ".join(re.sub(r"\b[0-9a-f]{12,}\b|\d+", "0", alone).split())
