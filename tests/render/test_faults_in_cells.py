"""A fault in a cell is told by its place alone: the ordinal of a cell is no column of the text to be marked."""

from pathlib import Path

from engine.render.diagnostics import diagnostic_text
from engine.source.diagnostics import Diagnostic
from engine.source.span import Span, cell_at


def test_a_cell_is_not_marked_in_its_line(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("id,wind\nsomebody,storm\n", encoding="utf-8")
    in_text = Diagnostic("a-code", "a message", Span(str(path), 2, 2, 2, 3))
    in_cell = Diagnostic("a-code", "a message", cell_at(str(path), 2, 2))
    assert "somebody" in diagnostic_text(in_text)
    assert diagnostic_text(in_cell) == f"{path}:2:2: a-code: a message"
