"""Headings and cells: what a column is about, by name or in words, and what a cell in it says."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import pytest

from engine.errors import InputError
from engine.profile.columns import CellFault, Column, bind, is_result, read_cell, texts_of
from engine.profile.headings import by_name, by_words
from engine.rulebase.base import RuleBase
from engine.rulebase.facts import Members
from engine.workbook.input_columns import input_sheets
from tests.hostile.packs import BASE, load, make_pack
from tests.packs.shipped import shipped

BOATS = load(BASE)
LIBRARY = load(Path(__file__).parent.parent / "packs" / "library")
PACKS = {"boats": BOATS, "library": LIBRARY, "shipped": shipped()}

LONG = "meets_people_we_support"
NOT_ONE = "is not one of the answers; choose from `A sail`, `An anchor`, `A radio`"


def column(heading: str, base: RuleBase = BOATS) -> Column:
    return bind(["id", heading], base).all[1]


def bad(headings: list[str], base: RuleBase = BOATS, id_heading: str = "") -> list[str]:
    with pytest.raises(InputError) as caught:
        bind(headings, base, id_heading)
    return list(map(str, caught.value.diagnostics))


@pytest.mark.parametrize("base", PACKS.values(), ids=PACKS.keys())
def test_words_bind_as_names_do(base: RuleBase) -> None:
    """Each thing that has a name for a heading has words too, and both bind to the same."""
    names = {made.target: name for name, made in by_name(base)}
    in_words: dict[tuple[str, ...], list[str]] = {}
    for words, made in by_words(base):
        in_words.setdefault(made.target, []).append(words)
    assert names.keys() == in_words.keys()
    for left_out in ("member", "fact"):
        targets = [target for target in names if target[0] != left_out]
        by_names = bind(["id", *(names[target] for target in targets)], base).all[1:]
        assert [each.target for each in by_names] == targets
        for turn in range(max(map(len, in_words.values()))):
            wordings = [in_words[target][min(turn, len(in_words[target]) - 1)] for target in targets]
            spaced = [f"  {each.upper()} ".replace(" ", "  ") for each in wordings]
            for one, other in zip(by_names, bind(["id", *spaced], base).all[1:], strict=True):
                assert one == replace(other, heading=one.heading)


@pytest.mark.parametrize("base", PACKS.values(), ids=PACKS.keys())
def test_any_order_of_any_headings_binds_the_same(base: RuleBase) -> None:
    rng = Random(5)
    members = {made.name for _, made in by_name(base) if made.role == "member"}
    for _ in range(20):
        whole = {name for name in sorted(members) if rng.random() < 0.5}
        pairs = [list(by_name(base)), list(by_words(base))]
        chosen: dict[tuple[str, ...], str] = {}
        for heading, made in rng.choice(pairs) + rng.choice(pairs):
            kept = (
                made.role not in ("fact", "member")
                or made.name not in members
                or (made.role == "fact") is (made.name in whole)
            )
            if kept and rng.random() < 0.6:
                chosen[made.target] = heading
        headings = [*chosen.values(), "ID"]
        rng.shuffle(headings)
        columns = bind(headings, base)
        assert [each.heading for each in columns.all] == headings
        assert [each.position for each in columns.all] == list(range(len(headings)))
        assert {each.target for each in columns.all} == {("id", "", ""), *chosen}
        assert columns.id.heading == "ID"


@pytest.mark.parametrize(
    ("heading", "role", "name", "part"),
    [
        ("can_swim", "fact", "can_swim", ""),
        ("Can everybody swim?", "fact", "can_swim", ""),
        ("extras.sail", "member", "extras", "sail"),
        ("What goes with it?: A sail", "member", "extras", "sail"),
        ("what goes with it?: sail", "member", "extras", "sail"),
        ("life-jackets", "control", "life-jackets", ""),
        ("Life jackets", "control", "life-jackets", ""),
        ("Is this in place: Life jackets?", "control", "life-jackets", ""),
        ("life-jackets.on", "basis", "life-jackets", "on"),
        ("wind.evidence", "basis", "wind", "evidence"),
        ("How strong is the wind?: evidence", "basis", "wind", "evidence"),
        ("hirer.name", "header", "hirer.name", ""),
        ("Hirer name", "header", "hirer.name", ""),
        ("TRIP", "header", "trip", ""),
        ("result_hire", "result", "result_hire", ""),
        ("Result: Does it go out?", "result", "result: does it go out?", ""),
    ],
)
def test_what_a_heading_is_about(heading: str, role: str, name: str, part: str) -> None:
    assert column(heading).target == (role, name, part)
    assert is_result(heading) is (role == "result")


def test_a_field_that_is_a_question_goes_by_both() -> None:
    for heading in ("borrower.groups", "member_groups", "Borrower groups", "Which of our groups do they belong to?"):
        assert column(heading, LIBRARY).target == ("fact", "member_groups", "")
    assert column("borrower.groups.volunteer", LIBRARY).target == ("member", "member_groups", "volunteer")


def test_the_id_may_have_another_heading_and_be_a_field_too() -> None:
    columns = bind(["wind", "Hirer  NAME"], BOATS, "hirer name")
    assert [each.target for each in columns.all] == [("fact", "wind", ""), ("id", "", ""), ("header", "hirer.name", "")]
    assert columns.id.position == 1
    assert bind(["name or number"], BOATS).id.position == 0


def test_what_is_wrong_with_headings() -> None:
    assert bad(["hirer"], BOATS, "number") == ["missing-id-column: no column is headed `number`"]
    assert bad(["Hirer name"], BOATS, "Hirer nam") == [
        "missing-id-column: no column is headed `Hirer nam`; did you mean `Hirer name`?"
    ]
    assert bad(["id", "extras.sail", "extras.radio", "boat", "extras"]) == [
        "column-twice: `extras` and `extras.sail` are about the same; keep one of the two"
    ]


def test_a_heading_whose_end_alone_is_missing_is_told_from_the_one_that_may_be_meant() -> None:
    """Both are too long to be shown in full and would look the same, so that the name of the question is said."""
    asked = next(words for words, made in by_words(PACKS["shipped"]) if made.target == ("fact", LONG, ""))
    (said,) = bad(["id", asked.removesuffix("?")], PACKS["shipped"])
    assert f"; did you mean `{LONG}`?" in said


def test_words_that_may_mean_two_things_are_refused(tmp_path: Path) -> None:
    text = (BASE / "vocabulary.yaml").read_text().replace("How strong is the wind?", "Which  boat IS it?")
    base = load(make_pack(tmp_path / "pack", made={"vocabulary.yaml": text.encode()}))
    assert bad(["id", "Which boat is it?"], base) == [
        "unclear-heading: `Which boat is it?` may mean `boat` and `wind`; head the column with the name of one of them"
    ]
    assert column("wind", base).name == "wind"


ALL = frozenset({"sail", "anchor", "radio"})


@pytest.mark.parametrize(
    ("heading", "text", "value"),
    [
        ("can_swim", "yes", True),
        ("can_swim", " NO ", False),
        ("can_swim", "True", True),
        ("can_swim", "", None),
        ("can_swim", "Don\u2019t  know yet", None),
        ("can_swim", "~", None),
        ("people", " 3 ", 3),
        ("people", "?", None),
        ("youngest", "teenager", "teenager"),
        ("youngest", "A TEENAGER", "teenager"),
        ("checked_on", "2026-03-31", date(2026, 3, 31)),
        ("remark", " as it is ", " as it is "),
        ("remark", "NA", "NA"),
        ("extras", "sail", Members(frozenset({"sail"}), ALL - {"sail"})),
        ("extras", "A radio;sail ; ", Members(frozenset({"sail", "radio"}), ALL - {"sail", "radio"})),
        ("extras", "None", Members(frozenset(), ALL)),
        ("extras", "[]", Members(frozenset(), ALL)),
        ("extras", "not known yet", None),
        ("extras.sail", "yes", True),
        ("extras.sail", "No", False),
        ("extras.sail", "", None),
        ("life-jackets", "yes", "in_place"),
        ("life-jackets", "In place", "in_place"),
        ("life-jackets", "in_place", "in_place"),
        ("life-jackets", "missing", "missing"),
        ("life-jackets", "FALSE", "missing"),
        ("life-jackets", "unknown", None),
        ("wind.evidence", " a\n log ", "a log"),
        ("wind.evidence", " ", None),
        ("wind.known", "Told", "told"),
        ("wind.on", "2026-01-02", date(2026, 1, 2)),
        ("wind.on", "", None),
        ("trip", "x", "x"),
        ("trip", "", None),
        ("result_hire", "anything", None),
    ],
)
def test_what_a_cell_says(heading: str, text: str, value: object) -> None:
    found = read_cell(column(heading), text)
    assert (type(found), found) == (type(value), value)


@pytest.mark.parametrize(
    ("heading", "text", "reason"),
    [
        ("can_swim", "1", "`1` is neither `yes` nor `no`; did you mean `yes`?"),
        ("extras.sail", "A sail", "`A sail` is neither `yes` nor `no`; write `yes` or `no`"),
        ("people", "3.5", "`3.5` is not a whole number; use the digits 0 to 9 only, as in `12`"),
        ("extras.sail", "Y", "`Y` is neither `yes` nor `no`; did you mean `yes`?"),
        ("extras", "sail| radio", f"`sail| radio` {NOT_ONE}; put `;` between several answers"),
        ("extras", "sail; none", "`none` stands beside other answers; keep one or the other"),
        ("extras", "sail; unknown", f"`unknown` {NOT_ONE}; put `;` between several answers"),
        ("trip", "a\u200bb", "a character that cannot be seen: ZERO WIDTH SPACE (U+200B); delete it"),
        ("wind.by", "a\x07", "control character BELL (U+0007) in the text; delete it"),
        ("wind.on", "?", "`?` is not a date; write year, month and day as in `2026-03-31`"),
    ],
)  # fmt: skip
def test_why_a_cell_is_refused(heading: str, text: str, reason: str) -> None:
    found = read_cell(column(heading), text)
    assert isinstance(found, CellFault)
    assert found.reason == reason


def test_a_choice_that_is_called_none_is_that_choice() -> None:
    assert read_cell(column("last_damage", LIBRARY), "None") == "none"


@pytest.mark.parametrize("label", ["Not known", "?", "Unknown"])
def test_an_answer_that_is_called_not_known_is_that_answer(tmp_path: Path, label: str) -> None:
    """Whoever chooses it from the list means it; every other way of saying so still means that nothing is known."""
    text = (BASE / "vocabulary.yaml").read_text()
    text = text.replace("calm: Calm", f'calm: "{label}"').replace("radio: A radio", f'radio: "{label}"')
    base = load(make_pack(tmp_path / "pack", made={"vocabulary.yaml": text.encode()}))
    assert read_cell(column("wind", base), label.upper()) == "calm"
    assert read_cell(column("wind", base), "not known yet") is None
    assert read_cell(column("extras", base), label) == Members(frozenset({"radio"}), ALL - {"radio"})
    columns = (each for sheet in input_sheets(base, quick=False) for each in sheet.columns)
    (offered,) = (each.answers for each in columns if each.column.name == "wind" and each.column.role == "fact")
    assert [read_cell(column("wind", base), answer) for answer in offered] == ["calm", "breezy", "stormy", None]


def test_labels_that_two_answers_share_are_no_answer(tmp_path: Path) -> None:
    text = (BASE / "vocabulary.yaml").read_text().replace("{calm: Calm, breezy: Breezy", "{calm: Fair, breezy: fair")
    base = load(make_pack(tmp_path / "pack", made={"vocabulary.yaml": text.encode()}))
    assert isinstance(read_cell(column("wind", base), "Fair"), CellFault)
    assert read_cell(column("wind", base), "calm") == "calm"


def test_a_field_of_several_texts() -> None:
    assert texts_of(column("hirer.phones"), " 1 ;2;; 3") == ("1", "2", "3")
    assert texts_of(column("hirer.phones"), "[]") == ()
    assert texts_of(column("trip"), "a; b ") == ("a; b ",)
