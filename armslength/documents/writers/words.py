"""The words of a page as Word and PDF take them: harmless, on one line, in the order in which they are read."""

from armslength.documents.model import Document
from engine.page.model import Line, NameList, Run
from engine.page.wrap import harmless


def foot_words(document: Document) -> str:
    """Write what stands at the foot of each sheet: the name and the day."""
    return " · ".join(filter(None, (harmless(document.name), day_words(document))))


def day_words(document: Document) -> str:
    """Write the day as people do: 3 March 2027."""
    return f"{document.day.day} {document.day:%B %Y}"


def runs(line: Line) -> list[Run]:
    """List the runs of a line, harmless and none of them empty; names are runs, parted by commas."""
    found: list[Run] = []
    for part in line:
        if isinstance(part, NameList):
            found += _names(part)
        elif words := harmless(part.text):
            found.append(Run(words, part.tone, part.to))
    return found


def _names(listed: NameList) -> list[Run]:
    words = [(harmless(each.text), each.to) for each in listed.names]
    kept = [(each, to) for each, to in words if each]
    last = len(kept) - 1
    return [Run(each + ("," if place < last else ""), "code", to) for place, (each, to) in enumerate(kept)]
