"""A diagnostic as people read it: its line, the place in the text, and the way out."""

from pathlib import Path

from engine.source.diagnostics import Diagnostic, Diagnostics, excerpt
from engine.source.text import read_text


def diagnostic_text(diagnostic: object) -> str:
    """Write a diagnostic with the line of the file it speaks of, marked, where that can be shown."""
    lines = [str(diagnostic)]
    if isinstance(diagnostic, Diagnostic):
        text = _text_of(diagnostic)
        shown = excerpt(diagnostic, text) if text else ""
        lines += [shown] if shown else []
        lines += [f"help: {diagnostic.help}"] if diagnostic.help else []
    return "\n".join(lines)


def _text_of(diagnostic: Diagnostic) -> str:
    if diagnostic.span is None or diagnostic.span.file == "-":
        return ""
    path = Path(diagnostic.span.file)
    source = read_text(path, Diagnostics()) if path.is_file() else None
    return source.text if source else ""
