"""Makes the workbook of forty partners from their CSV file, as somebody would have filled it in:

python -m tests.workbook.forty
"""

from pathlib import Path

from engine.profile.columns import bind
from engine.profile.read_answers import UNKNOWN_WORDS
from engine.rulebase.base import RuleBase
from tests.packs.shipped import shipped
from tests.workbook.filling import Filled, write_filled
from tests.workbook.partners import SOURCE, facts_of, read_rows

TARGET = SOURCE.with_suffix(".xlsx")


def forty_filled(base: RuleBase) -> list[Filled]:
    """Read the rows of the CSV file as what is to be filled in."""
    headings, rows = read_rows()
    columns = bind(headings, base)
    return [
        Filled(
            id=cells[columns.id.position],
            header={each.name: cells[each.position] for each in columns.of("header") if cells[each.position]},
            facts=facts_of(columns, cells),
            not_known=frozenset(
                each.name
                for each in columns.of("fact", "control")
                if cells[each.position] and cells[each.position].casefold() in UNKNOWN_WORDS
            ),
        )
        for cells in rows
    ]


def write_forty(path: Path) -> None:
    """Write the workbook."""
    base = shipped()
    write_filled(base, forty_filled(base), path)


if __name__ == "__main__":
    write_forty(TARGET)
