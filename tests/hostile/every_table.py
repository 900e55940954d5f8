"""Every hostile table, by its form and what is wrong with it."""

from tests.hostile.made_csv import CSV
from tests.hostile.made_json_lines import JSON_LINES
from tests.hostile.made_workbooks import WORKBOOKS

TABLES = {
    **{f"csv/{name}": case for name, case in CSV.items()},
    **{f"jsonl/{name}": case for name, case in JSON_LINES.items()},
    **{f"xlsx/{name}": case for name, case in WORKBOOKS.items()},
}
