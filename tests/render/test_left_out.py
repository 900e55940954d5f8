"""What a pack leaves out for a profile: decisions and classes of controls, each for one reason or several."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from engine import api
from engine.errors import InputError
from engine.page.text import page_text
from engine.profile.profile import Profile
from engine.render.page import result_page
from engine.rulebase.base import RuleBase
from tests.render.conftest import AS_OF, LIBRARY, Read

SOON = "May follow within the first days (1 missing)"


def library_leaving_out(folder: Path, entry: str) -> RuleBase:
    made = folder / "library"
    shutil.copytree(LIBRARY, made)
    shutil.copytree(LIBRARY.parent / "library-profiles", folder / "library-profiles")
    text = (made / "pack.yaml").read_text(encoding="utf-8")
    layout = f"  layout:\n    left_out: {{{entry}}}\n"
    (made / "pack.yaml").write_text(text.replace("  layout:\n", layout), encoding="utf-8")
    return api.load_pack(made)


def page(base: RuleBase, profile: Profile, *, full: bool) -> str:
    return page_text(result_page(base, api.assess(base, profile, AS_OF, "reference"), full=full), 88, False)


@pytest.mark.parametrize("full", [True, False])
@pytest.mark.parametrize(
    ("entry", "shown"),
    [
        ("soon: {where: loan, is: read_here}", False),
        ("soon: [{where: loan, is: lend}, {where: loan, is: [decline, read_here]}]", False),
        ("soon: {where: loan, is: lend}", True),
        ("running: {where: loan, is: read_here}", True),
    ],
)
def test_a_class_of_controls_is_left_out_where_the_pack_says_so(
    tmp_path: Path, read: Read, entry: str, *, shown: bool, full: bool
) -> None:
    text = page(library_leaving_out(tmp_path, entry), read("rare-map"), full=full)
    assert (SOON in text) is shown
    assert ("[insurance-letter]" in text.split("Details")[0]) is shown


@pytest.mark.parametrize("full", [True, False])
def test_any_of_several_reasons_leaves_a_decision_out(tmp_path: Path, read: Read, *, full: bool) -> None:
    base = library_leaving_out(tmp_path, "deposit: [{where: loan, is: lend}, {where: loan, is: read_here}]")
    assert "Deposit:" not in page(base, read("rare-map"), full=full)
    left = replace(base, pack=replace(base.pack, left_out=base.pack.left_out[:1]))
    assert "Deposit:" in page(left, read("rare-map"), full=full)


def test_what_is_neither_a_decision_nor_a_class_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="`soom`"):
        library_leaving_out(tmp_path, "soom: {where: loan, is: lend}")
