"""The glossary of a pack: its texts are held against it, each word at its own place."""

from pathlib import Path

import pytest

from tests.hostile.packs import load, make_pack, said

GLOSSARY = """\
glossary:
  - term: boat
    means: what carries people over water
    avoid: [barge, ship of the line]
    fine_in: [barge pole]
"""
SAYING = """\
rules:
  - name: stay-in-the-barge
    when: always
    then: {advise: TEXT}
    because: So.
    cites: [hr.load]
"""
PLACED = "g.yaml:4:%d: avoided-word: the glossary avoids “%s”; say “boat”: what carries people over water"


def findings(folder: Path, text: str, glossary: str = GLOSSARY) -> list[str]:
    """List what is said of a text, with everything else that is said of the pack left out."""
    made = {"g.yaml": SAYING.replace("TEXT", text).encode(), "words.yaml": glossary.encode()}
    lines = said(make_pack(folder, made=made))[1]
    return [each for each in lines if "avoided" in each]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Leave the barge.", [PLACED % (30, "barge")]),
        ('"Leave a Barge, and that BARGE."', [PLACED % (29, "Barge"), PLACED % (45, "BARGE")]),
        ("Leave the bargeman and the em-barge.", []),
        ("Take the barge pole.", []),
        ("Take the barge pole of the barge.", [PLACED % (47, "barge")]),
        ("Hail no ship of  the line.", [PLACED % (28, "ship of the line")]),
    ],
)
def test_a_word_that_is_avoided_is_found_at_its_place(tmp_path: Path, text: str, expected: list[str]) -> None:
    assert findings(tmp_path / "pack", text) == expected


def test_a_phrase_is_found_where_a_line_ends_within_it(tmp_path: Path) -> None:
    text = SAYING.replace("{advise: TEXT}", "\n      advise: >-\n        Hail no ship of\n        the line.")
    made = {"g.yaml": text.encode(), "words.yaml": GLOSSARY.encode()}
    found = [each for each in said(make_pack(tmp_path / "pack", made=made))[1] if "avoided" in each]
    assert [each.split(":")[:3] for each in found] == [["g.yaml", "6", "17"]]


def test_names_are_no_texts_and_a_pack_without_a_glossary_has_no_such_finding(tmp_path: Path) -> None:
    assert findings(tmp_path / "pack", "Leave.") == []
    assert findings(tmp_path / "other", "Leave the barge.", glossary="rules: []\n") == []


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        (
            "  - {term: Boat, means: again}\n",
            "words.yaml:6:12: duplicate-name: the term `Boat` stands already at words.yaml:2:11",
        ),
        (
            "  - {term: barge, means: a flat one}\n",
            "words.yaml:2:11: used-and-avoided: `barge` is itself a term, at words.yaml:6:12; avoid it, or use it",
        ),
        ("  - {term: oar}\n", "words.yaml:6:5: missing-key: a term needs the key `means`"),
    ],
)
def test_what_is_wrong_with_a_glossary_is_said(tmp_path: Path, more: str, expected: str) -> None:
    folder = make_pack(tmp_path / "pack", made={"words.yaml": (GLOSSARY + more).encode()})
    assert expected in said(folder)[1]


def test_a_glossary_decides_nothing(tmp_path: Path) -> None:
    plain = load(make_pack(tmp_path / "plain"))
    worded = load(make_pack(tmp_path / "worded", made={"words.yaml": GLOSSARY.encode()}))
    assert worded.glossary
    assert worded.sha256 == plain.sha256
