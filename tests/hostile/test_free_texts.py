"""What somebody wrote freely about people stays out of errors, logs and temporary files, whatever else is wrong.

Every field in which people write what they like holds a marker; errors stand beside it, before it and after it.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hostile.children import ended
from tests.hostile.packs import BASE

LIBRARY = BASE.parent.parent / "packs" / "library"

MARKER = "Xanthippe"
WHOLE = f"""\
id: a
trip: {MARKER} goes down the river
hirer: {{name: {MARKER} Oar, phones: ["{MARKER}", "0123 {MARKER}"]}}
boat: yacht
answers:
  can_swim: {{value: yes, evidence: {MARKER} was seen to swim, known: told, by: {MARKER}, on: 2026-05-30}}
  people: {{value: 3, evidence: "{MARKER} and
    two others", by: "{MARKER}"}}
  remark: {MARKER} is afraid of water
  wind:
    value: calm
    evidence: |
      {MARKER} looked out of the window
  youngest: adult
controls:
  life-jackets: {{in_place: yes, evidence: {MARKER} wears one, by: {MARKER}}}
  trip-list: no
"""
WRONG = {
    "answer on the line": ("value: yes", "value: maybe"),
    "number on the line": ("value: 3", "value: 300"),
    "key on the line": ("known: told", "knwon: told"),
    "word on the line": ("known: told", "known: rumoured"),
    "date on the line": ("2026-05-30", "2026-02-30"),
    "status on the line": ("in_place: yes", "in_place: perhaps"),
    "key before": ("value: yes", "valeu: yes"),
    "key in the head": ("hirer: {name:", "hirer: {nmae:"),
    "fact that is not there": ("can_swim:", "can_swimm:"),
    "control that is not there": ("life-jackets:", "life-jacket:"),
    "control among the answers": ("remark:", "trip-list:"),
    "duplicate key": ("youngest: adult", "remark: again"),
    "duplicate key of the same line": (", on: 2026", ", by: somebody, on: 2026"),
    "no id": ("id: a\n", ""),
    "open bracket": ("on: 2026-05-30}", "on: 2026-05-30"),
    "open quote": ('by: "', "by: '"),
    "tab": ("  youngest: adult", "\tyoungest: adult"),
    "bad indentation": ("  youngest: adult", "   youngest: adult"),
    "second document": ("controls:\n", "---\ncontrols:\n"),
    "merge key": ("youngest: adult", "<<: {youngest: adult}"),
    "alias": ("youngest: adult", "youngest: *adult"),
    "tag": ("youngest: adult", "youngest: !adult adult"),
    "control character": ("youngest: adult", "youngest: \x1badult"),
    "hidden character beside it": (f"{MARKER} was seen", f"{MARKER}\u200b was seen"),
    "evidence of the wrong kind": (f"evidence: {MARKER} wears one", f"evidence: [{MARKER}, wears one]"),
    "evidence that is a mapping": (f"evidence: {MARKER} wears one", f"evidence: {{said: {MARKER}}}"),
    "name of the wrong kind": (f"name: {MARKER} Oar", f"name: [{MARKER}, Oar]"),
    "text of the wrong kind": (f"trip: {MARKER} goes", f"trip: [{MARKER}]\nold_trip: goes"),
    "answered twice": ("  youngest: adult", "  boat: canoe"),
    "nothing": ("", ""),
}


def spoilt() -> Iterator[tuple[str, str]]:
    for name, (good, bad) in WRONG.items():
        assert good in WHOLE
        yield name, WHOLE.replace(good, bad, 1)


@pytest.mark.parametrize("pack", [BASE, LIBRARY], ids=["its own pack", "another pack"])
def test_a_marker_in_every_free_text_stays_out_of_errors_and_files(pack: Path, tmp_path: Path) -> None:
    home, folder = tmp_path / "home", tmp_path / "profiles"
    home.mkdir()
    folder.mkdir()
    made: list[tuple[str, list[str]]] = []
    for number, (name, text) in enumerate(spoilt()):
        path = folder / f"{number}.yaml"
        path.write_text(text, encoding="utf-8")
        commands = (["profile", "check", str(path)], ["assess", str(path)], ["explain", str(path), "hire"])
        made += [(name, [*command, "--rules", str(pack)]) for command in commands]
    told = {}
    for (name, call), done in zip(made, ended([call for _, call in made], home), strict=True):
        assert done.code == (0 if (name, pack) == ("nothing", BASE) else 2), (name, call, done)
        if MARKER.casefold() in done.err.casefold() or (done.code and done.out):
            told[name, call[0]] = done.err or done.out
    assert told == {}
    kept = [path for path in home.rglob("*") if path.is_file() and MARKER.encode() in path.read_bytes()]
    assert kept == []


def test_the_marker_is_there_to_be_found(tmp_path: Path) -> None:
    """What is right is shown, to whoever asked for it: on standard output."""
    path = tmp_path / "a.yaml"
    path.write_text(WHOLE, encoding="utf-8")
    (done,) = ended([["assess", str(path), "--full", "--rules", str(BASE)]], tmp_path)
    assert done.code == 0
    assert done.out.count(MARKER) > 4
