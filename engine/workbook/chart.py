"""The chart of a summary: stacked bars, with titles, a legend and the numbers themselves."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from engine.workbook import look

if TYPE_CHECKING:
    from openpyxl.chart import BarChart

WIDTH, HEIGHT = 27, 8.2
"""In centimetres."""


def stacked_bars(
    sheet: Any, titles: tuple[str, ...], rows: tuple[int, int], colours: Sequence[str], longest: int
) -> "BarChart":
    """Make a bar for each row of a table, stacked from its columns; `rows` are that of the headings and the last one.

    The first column names the bars. `titles` names what the bars are, and what they are made up of, if anything.
    `longest` is what the longest bar comes to.
    """
    from openpyxl.chart import BarChart, Reference
    from openpyxl.chart.label import DataLabelList

    top, last = rows
    chart = BarChart()
    chart.type, chart.grouping, chart.overlap, chart.gapWidth = "bar", "stacked", 100, 45
    chart.title = ", by ".join((titles[0], *(each[:1].lower() + each[1:] for each in titles[1:])))
    data = Reference(sheet, min_col=2, max_col=1 + len(colours), min_row=top, max_row=last)
    chart.add_data(data, titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=1, min_row=top + 1, max_row=last))
    for series, colour in zip(chart.series, colours, strict=True):
        series.graphicalProperties.solidFill = colour
        series.graphicalProperties.line.solidFill = look.WHITE
        series.dLbls = DataLabelList(showVal=True)
        for flag in ("showSerName", "showCatName", "showLegendKey", "showPercent"):
            setattr(series.dLbls, flag, False)
    chart.legend.position = "b"
    chart.width, chart.height = WIDTH, HEIGHT
    _axes(chart, titles[0], longest)
    return chart


def _axes(chart: Any, title: str, longest: int) -> None:
    """Let the bars stand in the order of the table, with whole numbers below them."""
    from openpyxl.chart.shapes import GraphicalProperties
    from openpyxl.drawing.line import LineProperties

    names, counts = chart.x_axis, chart.y_axis
    names.delete = counts.delete = False
    names.scaling.orientation = "maxMin"
    names.title, counts.title = title, "Rows"
    counts.crosses = "max"
    counts.number_format = "0"
    counts.majorUnit = max(1, -(-longest // 10))
    counts.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill=look.EDGE, w=6350))
