"""Calls of typst: with our own fonts and no other, without a clock, and no warning is let pass."""

import json
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import typst
from fontpkg_source_sans_3 import ROOT
from typst import TypstError

FONTS = Path(ROOT) / "files"
HERE = Path(__file__).parent


class TypesettingError(Exception):
    """What typst has to object: its message, and what it says around it."""


def set_in_type(source: str, data: Any, *, day: date) -> bytes:
    """Set a text file of ours beside this one, which reads the data as JSON; the day is that of the PDF."""
    return _compiled(
        HERE / source,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        format="pdf",
        pdf_standards=["ua-1"],
        timestamp=datetime.combine(day, time(12), UTC),
    )


def drawn(drawing: str, *, dots: int) -> bytes:
    """Draw SVG as PNG, with so many dots to the inch."""
    return _compiled(HERE / "picture.typ", sys_inputs={"drawing": drawing}, format="png", ppi=dots)


def _compiled(source: Path, **how: Any) -> bytes:
    try:
        made, warnings = typst.compile_with_warnings(
            source, root=HERE, font_paths=[FONTS], ignore_system_fonts=True, **how
        )
    except TypstError as problem:
        raise TypesettingError(problem.message) from problem
    if warnings:
        raise TypesettingError("; ".join(each.message for each in warnings))
    return bytes(made)
