"""The shipped workbook of forty partners is the one that its readable source makes, and goes through whole."""

from pathlib import Path

from engine.portfolio.rows import text_table
from engine.profile.profile import Profile
from engine.source.diagnostics import Diagnostics
from tests.packs.shipped import shipped
from tests.workbook.forty import TARGET, forty_filled, write_forty
from tests.workbook.partners import SOURCE


def profiles_of(path: Path) -> dict[str, Profile]:
    diagnostics = Diagnostics()
    table = text_table(path, path.name, shipped(), "", (), diagnostics)
    assert not diagnostics.items
    read = [table.read(row) for row in table.rows()]
    profiles = {each.profile.id: each.profile for each in read if each.profile is not None and not each.faults}
    assert len(profiles) == len(read), read
    return profiles


def test_the_workbook_says_what_the_csv_file_says() -> None:
    """If it does not: python -m tests.workbook.forty"""
    from_workbook, from_csv = profiles_of(TARGET), profiles_of(SOURCE)
    assert len(from_workbook) == 40
    assert list(from_workbook) == list(from_csv)
    for name, profile in from_csv.items():
        assert from_workbook[name].header == profile.header
        assert from_workbook[name].facts() == profile.facts()
        assert from_workbook[name].sha256 == profile.sha256


def test_making_it_anew_gives_a_workbook_that_says_the_same(tmp_path: Path) -> None:
    write_forty(tmp_path / "again.xlsx")
    again = profiles_of(tmp_path / "again.xlsx")
    assert {name: each.sha256 for name, each in again.items()} == {
        name: each.sha256 for name, each in profiles_of(TARGET).items()
    }


def test_they_are_as_unlike_as_partners_are() -> None:
    """Some nearly blank, some half answered, some nearly whole; some say what is in place."""
    filled = forty_filled(shipped())
    answered = sorted(len(each.facts) for each in filled)
    assert answered[0] == 0
    assert answered[4] < 16
    assert answered[-10] > 40
    assert sum(any(name in shipped().controls for name in each.facts) for each in filled) > 15
    assert any(each.not_known for each in filled)
