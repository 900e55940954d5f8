"""A diagnostic as people read it: its line, the place in the text, and the way out."""

from functools import lru_cache
from pathlib import Path

from engine.source.diagnostics import Diagnostic, Diagnostics, excerpt
from engine.source.span import CellSpan
from engine.source.text import read_text


def diagnostic_text(diagnostic: Diagnostic, *, excerpts: bool = True) -> str:
    """Write a diagnostic; with `excerpts`, with the line of the file it speaks of, marked, where that can be shown."""
    lines = [str(diagnostic)]
    text = _text_of(diagnostic) if excerpts else ""
    shown = excerpt(diagnostic, text) if text else ""
    lines += [shown] if shown else []
    lines += [f"help: {diagnostic.help}"] if diagnostic.help else []
    return "\n".join(lines)


def _text_of(diagnostic: Diagnostic) -> str:
    if diagnostic.span is None or diagnostic.span.file == "-" or isinstance(diagnostic.span, CellSpan):
        return ""
    path = Path(diagnostic.span.file)
    return _text(path, path.stat().st_mtime_ns) if path.is_file() else ""


@lru_cache(maxsize=1)
def _text(path: Path, _: int) -> str:
    """Read a file as it was at a time; kept, since a thousand diagnostics may speak of one large file."""
    source = read_text(path, Diagnostics())
    return source.text if source else ""
