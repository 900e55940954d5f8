"""Promise 8: the same inputs give the same bytes, whatever the machine, the place and the layout of the files."""

import json
import os
from collections.abc import Sequence
from pathlib import Path
from shutil import copytree

import pytest

from tests.cli.program import (
    ATLAS,
    BOOK,
    EXAMPLES,
    LIBRARY,
    MAP,
    ON_DAY,
    PROGRAM,
    ROOT,
    environment,
    profile,
    run,
    with_fault,
)

SURROUNDINGS: dict[str, dict[str, str | None]] = {
    "hash seed 0": {"PYTHONHASHSEED": "0"},
    "hash seed 1": {"PYTHONHASHSEED": "1"},
    "hash seed 2": {"PYTHONHASHSEED": "2"},
    "far east": {"TZ": "Pacific/Kiritimati"},
    "far west": {"TZ": "Pacific/Pago_Pago"},
    "no such zone": {"TZ": "Nowhere/At_All"},
    "C": {"LC_ALL": "C"},
    "POSIX without UTF-8": {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "C.UTF-8": {"LC_ALL": "C.UTF-8"},
    "Turkish": {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"},
    "no such locale": {"LC_ALL": "xx_XX.nothing"},
    "ASCII": {"PYTHONIOENCODING": "ascii"},
    "strict ASCII": {"PYTHONIOENCODING": "ascii:strict"},
    "UTF-16": {"PYTHONIOENCODING": "utf-16"},
    "no home": {"HOME": None, "XDG_CACHE_HOME": None},
    "a home that is no folder": {"HOME": "/dev/null", "XDG_CACHE_HOME": None},
    "a cache that is no folder": {"XDG_CACHE_HOME": "/dev/null"},
    "dumb terminal": {"TERM": "dumb"},
    "no terminal": {"TERM": None},
    "no colour": {"NO_COLOR": "1"},
    "optimised": {"PYTHONOPTIMIZE": "1"},
    "without docstrings": {"PYTHONOPTIMIZE": "2"},
    "warnings are errors": {"PYTHONWARNINGS": "error"},
    "development mode": {"PYTHONDEVMODE": "1"},
    "unbuffered": {"PYTHONUNBUFFERED": "1"},
}


def outputs(program: Sequence[str], cwd: Path | None = None, **changes: str | None) -> list[bytes]:
    """Everything that a person or a program may be shown, from one surrounding."""
    env = environment(**changes)
    found = []
    calls: tuple[list[str | Path], ...] = (
        ["assess", ATLAS, BOOK, MAP, *ON_DAY, "--format", "json"],
        ["assess", ATLAS, BOOK, MAP, *ON_DAY],
        ["explain", BOOK, "loan", *ON_DAY, "--full"],
    )
    for args in calls:
        ended = run(*args, program=program, env=env, cwd=cwd)
        assert (ended.code, ended.err) == (0, ""), ended.err
        found.append(ended.out)
    return found


@pytest.fixture(scope="module")
def usual() -> list[bytes]:
    return outputs(PROGRAM)


@pytest.mark.parametrize("changes", SURROUNDINGS.values(), ids=SURROUNDINGS)
def test_surroundings_make_no_difference(usual: list[bytes], changes: dict[str, str]) -> None:
    assert outputs(PROGRAM, None, **changes) == usual


def test_an_empty_environment_makes_no_difference(usual: list[bytes]) -> None:
    empty = {name: value for name, value in os.environ.items() if name == "ARMSLENGTH_HIDE_DURABLE"}
    assert run("assess", ATLAS, BOOK, MAP, *ON_DAY, "--format", "json", program=PROGRAM, env=empty).out == usual[0]


def test_the_working_folder_makes_no_difference(usual: list[bytes], tmp_path: Path) -> None:
    assert outputs(PROGRAM, cwd=tmp_path) == usual
    assert outputs(PROGRAM, cwd=LIBRARY) == usual


def test_how_the_files_are_named_makes_no_difference(usual: list[bytes], tmp_path: Path) -> None:
    copytree(LIBRARY, tmp_path / "a")
    copytree(EXAMPLES, tmp_path / "b")
    args = ["assess", *(f"../b/{each.name}" for each in (ATLAS, BOOK, MAP)), "--rules", ".", *ON_DAY[2:]]
    assert run(*args, "--format", "json", cwd=tmp_path / "a").out == usual[0]


def test_the_order_of_the_files_of_a_pack_makes_no_difference(usual: list[bytes], tmp_path: Path) -> None:
    pack = copytree(LIBRARY, tmp_path / "pack")
    files = sorted(path for path in pack.rglob("*.yaml") if not {"cases", "office"} & {*path.parts})
    for place, path in enumerate(reversed(files)):
        path.rename(pack / f"{place:02}.yaml")
    ended = run("assess", ATLAS, BOOK, MAP, "--rules", pack, *ON_DAY[2:], "--format", "json")
    assert ended.out == usual[0]


SAID = [
    """
id: one
item: An atlas
borrower: {name: Ada, cards: [A-1, A-2]}
answers:
  borrower_kind: adult
  goes_to: [home, classroom]
  lives_here: {value: yes, evidence: a letter, known: observed, on: 2026-05-01}
  fees_owed: 6
  only_copy: unknown
controls: {card-seen: yes, condition-note: no}
""",
    """# the same again
"controls":
  condition-note: {in_place: no}
  card-seen: yes
answers:
    fees_owed: "6"
    lives_here:
        on: 2026-05-01
        known: observed
        evidence: a letter
        value: yes
    goes_to:
      - classroom   # first
      - home
    borrower_kind: 'adult'
borrower:
  cards: ["A-1", 'A-2']
  name: Ada
item: >-
  An
  atlas
id: one
""",
    json.dumps(
        {
            "borrower": {"cards": ["A-1", "A-2"], "name": "Ada"},
            "answers": {
                "lives_here": {"value": "yes", "evidence": "a letter", "known": "observed", "on": "2026-05-01"},
                "goes_to": ["classroom", "home"],
                "fees_owed": 6,
                "somebody_waits": None,
                "borrower_kind": "adult",
            },
            "controls": {"condition-note": "no", "card-seen": {"in_place": "yes"}},
            "item": "An atlas",
            "id": "one",
        },
        indent=2,
    ),
]


@pytest.mark.parametrize("form", ["json", "text", "markdown"])
def test_layout_and_order_of_answers_make_no_difference(tmp_path: Path, form: str) -> None:
    found = set()
    for place, text in enumerate(SAID):
        path = profile(tmp_path, text, f"{place}.yaml")
        ended = run("assess", path, *ON_DAY, "--format", form)
        assert (ended.code, ended.err) == (0, ""), ended.err
        found.add(ended.out)
    assert len(found) == 1


def test_meaning_makes_a_difference(tmp_path: Path) -> None:
    other = profile(tmp_path, SAID[0].replace("fees_owed: 6", "fees_owed: 7"))
    first = profile(tmp_path, SAID[0], "first.yaml")
    hashes = {
        json.loads(run("assess", path, *ON_DAY, "--format", "json").out)["result"]["profile"]["sha256"]
        for path in (other, first)
    }
    assert len(hashes) == 2


def test_the_shipped_rules_give_the_same_bytes(tmp_path: Path) -> None:
    args = ("assess", ROOT / "profiles" / "inclusion-sessions.yaml", "--as-of", "2026-11-22", "--format", "json")
    found = {
        run(*args, program=PROGRAM, env=environment(**changes), cwd=cwd).out
        for changes, cwd in (
            ({"PYTHONHASHSEED": "0"}, ROOT),
            ({"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati"}, tmp_path),
            ({"PYTHONHASHSEED": "2", "LC_ALL": "C", "XDG_CACHE_HOME": str(tmp_path)}, ROOT / "rules"),
        )
    }
    assert len(found) == 1
    assert b"" not in found


FAULTS = {
    "the zone": "import engine.export.json, time; engine.export.json.render = lambda *a: time.tzname[0].encode()",
    "the seed": "import engine.export.json; engine.export.json.render = lambda *a: repr(set(a[0].rules)).encode()",
    "the locale": "import engine.export.json, sys; engine.export.json.render = lambda *a: sys.stdin.encoding.encode()",
    "the folder": "import engine.export.json, os; engine.export.json.render = lambda *a: os.getcwd().encode()",
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_planted_fault_is_found(fault: str, tmp_path: Path) -> None:
    program = with_fault(fault)
    args = ("assess", ATLAS, *ON_DAY, "--format", "json")
    found = (
        run(*args, program=program, env=environment(**changes), cwd=cwd).out
        for changes in SURROUNDINGS.values()
        if {"PYTHONHASHSEED", "TZ", "PYTHONUTF8"} & set(changes)
        for cwd in (ROOT, tmp_path)
    )
    first = next(found)
    assert any(each != first for each in found)


def test_no_file_is_left_in_the_working_folder(tmp_path: Path) -> None:
    outputs(PROGRAM, cwd=tmp_path, HOME=None, XDG_CACHE_HOME=None)
    outputs(PROGRAM, cwd=tmp_path, TMPDIR=str(tmp_path))
    assert os.listdir(tmp_path) == []
