"""What lies in a pack and is not read is named: a file of a table that no table names, a folder called like a file."""

from pathlib import Path

from tests.hostile.packs import said
from tests.rulebase.tabled import table_pack


def test_a_file_of_a_table_that_no_table_names_is_found(tmp_path: Path) -> None:
    """A change of it would change nothing; cases, and what is no table, may lie beside the rules."""
    folder = table_pack(tmp_path / "pack", "first", "people,berth\n>= 6,inner\n,outer\n")
    before = said(folder)[1]
    for name in ("old.csv", "more/OLD.CSV", "cases/portfolio.csv", "notes.txt"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("a,b\n", encoding="utf-8")
    way_out = "name it as the `file` of a table, or take it out of the pack"
    assert [each for each in said(folder)[1] if each not in before] == [
        f"{name}:1:1: unread-table: no table names this file, so that none of its rows is a rule; {way_out}"
        for name in ("more/OLD.CSV", "old.csv")
    ]


def test_a_folder_that_is_called_like_a_file_of_rules_is_refused(tmp_path: Path) -> None:
    folder = table_pack(tmp_path / "pack", "first", "people,berth\n>= 6,inner\n,outer\n")
    (folder / "more" / "odd.YAML").mkdir(parents=True)
    assert said(folder)[1] == ["more/odd.YAML:1:1: not-a-file: this is a folder; name a file in it"]
