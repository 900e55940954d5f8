"""What we export comes back as a pack that decides the same, proved for every profile there is."""

from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

from engine import differences, load_pack
from engine.errors import InputError
from engine.export.dmn.document import dmn
from engine.imports.dmn.import_dmn import import_dmn
from engine.rulebase.base import RuleBase
from tests.imports.tck import written
from tests.imports.written import saved
from tests.packs.shipped import ROOT, shipped
from tests.packs.small_vocabulary import small_pack

pytest.importorskip("z3")
LIBRARY = ROOT / "tests" / "packs" / "library"


def back(base: RuleBase, folder: Path, *changes: tuple[str, str]) -> RuleBase:
    """Export a pack and import it, with something else in the file if it is to be spoilt."""
    text = dmn(base)
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    return written(import_dmn(saved(folder, text)), folder / "pack")


def affected(one: RuleBase, other: RuleBase) -> list[str]:
    """The decisions of which it is not proved that no profile comes out otherwise."""
    meanings = differences(one, other).meanings
    assert meanings is not None
    return [name for each in meanings for name in (*each.decisions, *each.controls, *each.undecided)]


def test_the_lending_library_comes_back(tmp_path: Path) -> None:
    library = load_pack(LIBRARY)
    assert affected(library, back(library, tmp_path)) == []


def test_the_shipped_rules_come_back(tmp_path: Path) -> None:
    assert affected(shipped(), back(shipped(), tmp_path)) == []


@pytest.mark.parametrize("seed", range(8))
def test_any_pack_comes_back(seed: int, tmp_path: Path) -> None:
    """Every hit policy, silence, rules with dates, questions that apply only sometimes, a pack laid over another."""
    base = small_pack(Random(seed), tmp_path / "made")
    assert affected(base, back(base, tmp_path)) == []


@pytest.mark.parametrize(
    ("change", "decision"),
    [
        (('rules:while_open="counter"', ""), "care"),
        (("<text>&gt;= 20</text>", "<text>&gt;= 21</text>"), "loan"),
        (("<text>true</text>", "<text>false</text>"), "lendable"),
    ],
)
def test_a_change_of_the_file_is_noticed(tmp_path: Path, change: tuple[str, str], decision: str) -> None:
    library = load_pack(LIBRARY)
    assert decision in affected(library, back(library, tmp_path, change))


def test_one_decision_of_our_own_file(tmp_path: Path) -> None:
    library = load_pack(LIBRARY)
    made = written(import_dmn(saved(tmp_path, dmn(library)), "lendable"), tmp_path / "pack")
    assert [each.name for each in made.decisions.values() if not each.built_in] == ["lendable"]
    assert set(made.facts) == {"item_kind", "reference_mark"}


def test_what_we_would_never_write_is_refused(tmp_path: Path) -> None:
    library = load_pack(LIBRARY)
    with pytest.raises(InputError, match="decision `trouble_signs`: `\\*` is no test that we write"):
        back(library, tmp_path, ("address_checked_on + duration", "address_checked_on * duration"))


@pytest.mark.parametrize(
    "change",
    [
        (' hitPolicy="ANY"', ""),
        ('rules:name="loan"', 'rules:name="controls"'),
        ("list contains(", "list contains"),
        ('<text>"', "<text>"),
        ("duration(", "time("),
        ("address_checked_on +", "((((address_checked_on +"),
        ("outputEntry", "annotationEntry"),
        ('"t_status"', '"t_nothing"'),
        ('rules:policy="count"', 'rules:policy="collect"'),
    ],
)
def test_a_file_of_ours_that_was_changed_is_refused_or_read_and_never_breaks(
    tmp_path: Path, change: tuple[str, str]
) -> None:
    text = dmn(load_pack(LIBRARY)).replace(*change)
    assert text != dmn(load_pack(LIBRARY))
    with suppress(InputError):
        assert "decisions.yaml" in import_dmn(saved(tmp_path, text)).files
