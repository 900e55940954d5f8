"""Bad inputs with what is said of them, kept as text: the input, then each line of the answer after a `>`."""

from pathlib import Path


def refused(file: Path) -> list[tuple[str, tuple[str, ...]]]:
    """Read the inputs of a file, each with its lines; blocks are parted by an empty line, `#` begins a remark."""
    found = []
    for block in file.read_text(encoding="utf-8").split("\n\n"):
        rows = [row for row in block.splitlines() if not row.startswith("#")]
        said = tuple(row.removeprefix("> ") for row in rows if row.startswith("> "))
        if rows:
            assert said, f"what is said of this? {block}"
            found.append(("\n".join(row for row in rows if not row.startswith("> ")) + "\n", said))
    return found
