"""The pack for an inspector: whole, the same bytes every time, and enough to work the result out again."""

import hashlib
import re
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pytest
from click.testing import CliRunner

import cli
from armslength.documents.office import Office
from armslength.documents.pack import CONTENTS, PROFILE, RESULT, inspection_pack
from engine import UsageError
from engine.commands.replay import SAME_BYTES, SAME_RESULT
from tests.cli.pseudo_terminal import Terminal
from tests.documents.at_hand import office, result_of
from tests.packs.shipped import ROOT, shipped

NAME = "inclusion-sessions"
DOCUMENTS = ("accountability-map", "decision-record", "evidence-list", "rules-and-sources")


@pytest.fixture(scope="module")
def packed() -> bytes:
    return inspection_pack(shipped(), result_of(NAME), office())


def files(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_it_holds_the_documents_the_result_the_profile_and_a_page_of_contents(packed: bytes) -> None:
    assert list(files(packed)) == [CONTENTS, *(f"{name}.html" for name in DOCUMENTS), RESULT, PROFILE]


def test_the_page_of_contents_names_every_file_with_its_hash(packed: bytes) -> None:
    held = files(packed)
    contents = held.pop(CONTENTS).decode()
    for name, data in held.items():
        row = re.search(rf"<tr>(?:(?!</tr>).)*{re.escape(name)}.*?</tr>", contents, re.DOTALL)
        assert row is not None, name
        assert hashlib.sha256(data).hexdigest() in row[0], name


def test_the_same_inputs_give_the_same_bytes(packed: bytes) -> None:
    assert inspection_pack(shipped(), result_of(NAME), office()) == packed
    with ZipFile(BytesIO(packed)) as archive:
        assert {(each.date_time, each.compress_type) for each in archive.infolist()} == {
            ((1980, 1, 1, 0, 0, 0), ZIP_STORED)
        }


@pytest.mark.parametrize("what", [RESULT, *(f"{name}.html" for name in DOCUMENTS)])
def test_it_can_be_worked_out_again_from_the_pack_alone(packed: bytes, what: str, tmp_path: Path) -> None:
    """As its page of contents says, and from each document as well."""
    for name, data in files(packed).items():
        (tmp_path / name).write_bytes(data)
    same = CliRunner().invoke(cli.main, ["replay", str(tmp_path / what), str(tmp_path / PROFILE)])
    assert (same.exit_code, same.output) == (0, f"{SAME_BYTES if what == RESULT else SAME_RESULT}\n")
    changed = (tmp_path / PROFILE).read_text(encoding="utf-8").replace("danger_now: no", "danger_now: yes")
    (tmp_path / PROFILE).write_text(changed, encoding="utf-8")
    other = CliRunner().invoke(cli.main, ["replay", str(tmp_path / what), str(tmp_path / PROFILE)])
    assert other.exit_code == 1
    assert f"{NAME}: the profile has changed since: " in other.output


def test_the_command_writes_it(packed: bytes, tmp_path: Path) -> None:
    out = tmp_path / "pack.zip"
    profile = str(ROOT / "profiles" / f"{NAME}.yaml")
    ended = CliRunner().invoke(
        cli.main, ["pack", profile, "-o", str(out), "--as-of", "2026-11-30", "--engine", "reference"]
    )
    assert (ended.exit_code, ended.output) == (0, "")
    assert out.read_bytes() == packed


def test_it_is_a_zip_and_nothing_to_read(tmp_path: Path) -> None:
    profile = ROOT / "profiles" / f"{NAME}.yaml"
    ended = CliRunner().invoke(cli.main, ["pack", str(profile), "-o", str(tmp_path / "pack.yaml")])
    assert ended.exit_code == 2
    assert "is no name for a pack; let it end in .zip" in ended.output
    with Terminal("pack", profile, cwd=tmp_path) as terminal:
        assert (
            "a pack is a zip, and nothing to read at a terminal; name its file with `-o FILE.zip`" in terminal.shown()
        )
    assert list(tmp_path.iterdir()) == []


def test_a_pack_without_such_documents_says_so() -> None:
    with pytest.raises(UsageError, match="this pack of rules declares no document to be handed over"):
        inspection_pack(shipped(), result_of(NAME), Office())


def test_it_is_about_one_profile(tmp_path: Path) -> None:
    two = tmp_path / "two.json"
    two.write_text('[{"id": "one"}, {"id": "two"}]', encoding="utf-8")
    ended = CliRunner().invoke(cli.main, ["pack", str(two), "-o", str(tmp_path / "p.zip")])
    assert ended.exit_code == 2
    assert f"a pack is about one profile, and `{two}` holds 2" in ended.output
