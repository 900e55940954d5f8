"""The words of a page as they show: harmless, and on one line, run by run."""

from engine.page.model import Line, NameList, Run
from engine.source.characters import harmless, visible


def shown(text: str) -> str:
    """Give a text on one line, with everything that could move or hide other characters written as an escape."""
    return harmless(text)


def shown_rows(text: str) -> list[str]:
    """List the lines of a text whose lines stay as they are."""
    return [visible(row) for row in text.splitlines()]


def shown_runs(line: Line) -> list[Run]:
    """List the runs of a line that show something; names are runs, parted by commas."""
    found: list[Run] = []
    for part in line:
        if isinstance(part, NameList):
            found += _names(part)
        elif words := harmless(part.text):
            found.append(Run(words, part.tone, part.to))
    return found


def _names(listed: NameList) -> list[Run]:
    last = len(listed.names) - 1
    commas = ["," if place < last else "" for place in range(last + 1)]
    written = [harmless(each.text) + comma for each, comma in zip(listed.names, commas, strict=True)]
    return [Run(words, "code", each.to) for words, each in zip(written, listed.names, strict=True) if words]
