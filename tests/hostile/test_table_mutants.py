"""Tables with some of their bytes changed: each is read, or refused in words; nothing else ever comes out."""

import io
import zipfile
from pathlib import Path
from random import Random

import pytest

from tests.hostile.packs import BASE, load
from tests.hostile.reading_tables import read_whole
from tests.hostile.xlsx import Stored, sheet, workbook, zipped

BOATS = load(BASE)
TEXTS = "<si><t>id</t></si><si><r><t>a</t></r></si>"
SHEET = sheet(
    [Stored("s", "0"), "wind", "people", "checked_on"],
    [Stored("s", "1"), "calm", Stored("n", "3"), Stored("n", "45000", "1")],
    ["b", Stored("str", "calm", formula="B2"), Stored("b", "1"), Stored("e", "#N/A")],
    before='<cols><col min="2" max="2" hidden="1"/></cols>',
    after='<mergeCells><mergeCell ref="A9:B9"/></mergeCells>',
)
SOUND = {
    "t.csv": b'\xef\xbb\xbfid,wind,remark\r\na,calm,"one, two"\r\n"b",,\'=1+1\r\n',
    "t.jsonl": b'{"id": "a", "answers": {"wind": "calm", "extras": ["sail"]}}\n'
    b'{"id": "b", "hirer": {"name": "\\u00e9"}}\n',
    "t.xlsx": workbook({"Data": SHEET}, texts=TEXTS),
}


def changed(rng: Random, data: bytes) -> bytes:
    whole = bytearray(data)
    for _ in range(rng.randint(1, 4)):
        at = rng.randrange(len(whole))
        match rng.randrange(4):
            case 0:
                whole[at] = rng.randrange(256)
            case 1:
                del whole[at : at + rng.randint(1, 20)]
            case 2:
                whole[at:at] = whole[rng.randrange(len(whole)) :][: rng.randint(1, 20)]
            case _:
                whole[at : at + 1] = rng.choice(
                    (b'"', b"\0", b"\n", b"\r", b",", b"<", b"&", b"0", b"9999999999", b"-")
                )
        whole = whole or bytearray(b"x")
    return bytes(whole)


def run(name: str, seeds: range, folder: Path, data: bytes | None = None) -> set[bool]:
    """Read each mutant; say whether some were refused as a whole, and some not."""
    path = folder / name
    outcomes = set()
    for seed in seeds:
        rng = Random(seed)
        path.write_bytes(changed(rng, SOUND[name]) if data is None else _part_changed(rng))
        said = read_whole(path, BOATS)
        outcomes.add(bool(said.lines))
    return outcomes


def _part_changed(rng: Random) -> bytes:
    """Change the XML of one part, so that the change gets past the archive."""
    parts = _parts()
    name = rng.choice(sorted(parts))
    return zipped({**parts, name: changed(rng, parts[name])})


def _parts() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(SOUND["t.xlsx"])) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("name", SOUND)
def test_mutants(name: str, tmp_path: Path) -> None:
    assert run(name, range(400), tmp_path) == {True, False}


def test_mutants_of_the_parts_of_a_workbook(tmp_path: Path) -> None:
    assert run("t.xlsx", range(600), tmp_path, b"") == {True, False}


@pytest.mark.deep
@pytest.mark.parametrize("name", SOUND)
def test_mutants_at_volume(name: str, tmp_path: Path) -> None:
    run(name, range(1000, 20_000), tmp_path)


@pytest.mark.deep
def test_mutants_of_the_parts_of_a_workbook_at_volume(tmp_path: Path) -> None:
    run("t.xlsx", range(1000, 30_000), tmp_path, b"")
