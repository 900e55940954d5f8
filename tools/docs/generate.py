"""Write the reference from the pack and the code, and run the commands that the other pages show.

python -m tools.docs.generate            write docs/reference, then refresh the output of every shown command
python -m tools.docs.generate --check    write nothing; exit with 1 and name what is stale
"""

import sys
from pathlib import Path

from tools.docs.console import NotAsShown, pages_with_commands, refreshed
from tools.docs.writer.reference import reference

ROOT = Path(__file__).parent.parent.parent
REFERENCE = ROOT / "docs" / "reference"


def references() -> dict[Path, str]:
    """Give the text that each file of the reference should have."""
    return {REFERENCE / name: text for name, text in reference(ROOT / "rules").items()}


def stale_references() -> list[str]:
    """Name every file of the reference that differs from what the pack and the code say now."""
    texts = references()
    return [path.relative_to(ROOT).as_posix() for path in sorted(differing(texts) | surplus(texts))]


def differing(texts: dict[Path, str]) -> set[Path]:
    """Pick the files that have another text, or are not there."""
    return {path for path, text in texts.items() if not path.is_file() or path.read_text(encoding="utf-8") != text}


def surplus(texts: dict[Path, str]) -> set[Path]:
    """Pick the files of the reference that nothing writes any more."""
    return {path for path in REFERENCE.rglob("*.*") if path.is_file() and path not in texts}


def write(texts: dict[Path, str], gone: set[Path]) -> None:
    """Write the files, and delete those that nothing writes any more."""
    for path in gone:
        path.unlink()
    for path, text in texts.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def refresh(page: Path, check: bool) -> str:
    """Run the commands of a page and write what came out, or only look; say what is stale or went wrong."""
    before = page.read_text(encoding="utf-8")
    try:
        after = refreshed(before)
    except NotAsShown as problem:
        return f"{page.relative_to(ROOT)}: {problem}"
    if after == before:
        return ""
    if page.read_text(encoding="utf-8") != before:
        return f"{page.relative_to(ROOT)}: left as it is, because somebody changed it meanwhile"
    if not check:
        page.write_text(after, encoding="utf-8")
    sys.stderr.write(f"{page.relative_to(ROOT)}\n")
    return f"{page.relative_to(ROOT)}: stale" if check else ""


def main() -> None:
    """Write what differs, or with `--check` only name it; then say which commands did not do what their page says."""
    check = "--check" in sys.argv[1:]
    texts = references()
    changed, gone = differing(texts), surplus(texts)
    sys.stderr.writelines(f"{path.relative_to(ROOT)}\n" for path in sorted(changed | gone))
    if not check:
        write({path: texts[path] for path in changed}, gone)
    wrong = [words for page in pages_with_commands(ROOT) if (words := refresh(page, check))]
    sys.stderr.writelines(f"{words}\n" for words in wrong)
    sys.exit(1 if wrong or (check and (changed or gone)) else 0)


if __name__ == "__main__":
    main()
