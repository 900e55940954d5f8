"""Workbooks made by hand, part by part, so that they can be wrong in ways in which no program would write them."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
DAY_STYLE = "1"
"""The style of a cell that shows a day; 2 shows a day by a format of its own, 3 hours and minutes."""

_STYLES = f"""{HEAD}<styleSheet xmlns="{MAIN}">
<numFmts count="2"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/>
<numFmt numFmtId="165" formatCode="[h]:mm"/></numFmts>
<cellStyleXfs count="1"><xf numFmtId="14"/></cellStyleXfs>
<cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs>
</styleSheet>"""


@dataclass(frozen=True, slots=True)
class Stored:
    """A cell as a file stores it: kind, value, and perhaps a style and a formula; no value where it is None."""

    kind: str
    value: str | None
    style: str = "0"
    formula: str | None = None


Cell = str | Stored | None


def letters(column: int) -> str:
    name = ""
    while column:
        column, digit = divmod(column - 1, 26)
        name = chr(65 + digit) + name
    return name


def sheet(
    *rows: Sequence[Cell], before: str = "", after: str = "", row_attributes: Mapping[int, str] | None = None
) -> str:
    """The XML of a sheet whose first row is row 1."""
    said = row_attributes or {}
    lines = []
    for number, row in enumerate(rows, 1):
        cells = "".join(_cell(f"{letters(column)}{number}", each) for column, each in enumerate(row, 1))
        lines.append(f'<row r="{number}" {said.get(number, "")}>{cells}</row>')
    return f'{HEAD}<worksheet xmlns="{MAIN}">{before}<sheetData>{"".join(lines)}</sheetData>{after}</worksheet>'


def _cell(place: str, cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return f'<c r="{place}" t="inlineStr"><is><t>{escape(cell)}</t></is></c>'
    formula = "" if cell.formula is None else f"<f>{escape(cell.formula)}</f>"
    value = "" if cell.value is None else f"<v>{escape(cell.value)}</v>"
    return f'<c r="{place}" s="{cell.style}" t="{cell.kind}">{formula}{value}</c>'


def workbook(
    sheets: Mapping[str, str],
    *,
    properties: str = "",
    states: Mapping[str, str] | None = None,
    texts: str | None = None,
    parts: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """A workbook with these sheets; `texts` is the inside of the shared texts, `parts` replaces or adds parts."""
    said = states or {}
    listed, related = [], []
    for number, name in enumerate(sheets, 1):
        state = f'state="{said[name]}"' if name in said else ""
        listed.append(f'<sheet name="{escape(name)}" sheetId="{number}" r:id="rId{number}" {state}/>')
        related.append(relation(f"rId{number}", "worksheet", f"worksheets/sheet{number}.xml"))
    related += [relation("rIdS", "styles", "styles.xml"), relation("rIdT", "sharedStrings", "sharedStrings.xml")]
    whole: dict[str, str | bytes] = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": relations([relation("rId1", "officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><workbookPr {properties}/>'
        f"<sheets>{''.join(listed)}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": relations(related),
        "xl/styles.xml": _STYLES,
        **{f"xl/worksheets/sheet{number}.xml": xml for number, xml in enumerate(sheets.values(), 1)},
    }
    if texts is not None:
        whole["xl/sharedStrings.xml"] = f'{HEAD}<sst xmlns="{MAIN}">{texts}</sst>'
    return zipped({**whole, **(parts or {})})


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def relation(name: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{target}"/>'


def relations(listed: Sequence[str]) -> str:
    return f'{HEAD}<Relationships xmlns="{PACKAGE}">{"".join(listed)}</Relationships>'
