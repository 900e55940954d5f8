"""Rules with dates, silence as an answer, decision tables and packs over packs: each compared as it is meant."""

from datetime import date
from pathlib import Path

import pytest

pytest.importorskip("z3")

from engine.assessment.agreement import evaluate
from engine.checks.differences.meaning import Meaning, meaning, meanings
from engine.checks.differences.words import changes
from engine.rulebase.base import RuleBase
from engine.rulebase.periods import Period
from tests.differences.planted import GATE, OLD_KEYS, PRICED
from tests.differences.replaying import replayed
from tests.mutation.small import base, pack

OPENS = "  - name: opens-with-a-key\n"
ASKED_ON = (
    "\n  - {name: asked_on, kind: date, topic: gate, question: When did they ask?, cites: [house.gate]}\ndecisions:"
)


def two(tmp_path: Path, before: str, after: str) -> tuple[RuleBase, RuleBase]:
    return base(pack(tmp_path / "before", rules=before)), base(pack(tmp_path / "after", rules=after))


def kinds(found: Meaning) -> dict[str, tuple[str, str]]:
    return {each.name: (each.complete.kind, each.partial.kind) for each in found.compared}


def days_of(found: Meaning) -> set[date]:
    verdicts = [verdict for each in found.compared for verdict in (each.complete, each.partial)]
    return {verdict.witness.as_of for verdict in verdicts if verdict.witness is not None}


def test_a_first_day_makes_a_difference_before_it_and_none_after(tmp_path: Path) -> None:
    before, after = two(tmp_path, GATE, GATE.replace(OPENS, f"{OPENS}    from: 2027-01-01\n"))
    assert [each.parts[0].part for each in changes(before, after)] == ["valid_from"]
    earlier, later = meanings(before, after)
    assert earlier.stretch == Period(None, date(2026, 12, 31))
    assert later.stretch == Period(date(2027, 1, 1), None)
    assert kinds(earlier) == {"entry": ("differs", "differs")}
    assert (kinds(later), later.is_same) == ({}, True)
    assert all(day <= date(2026, 12, 31) for day in days_of(earlier))
    assert replayed(before, after, earlier) == 2


def test_only_one_day_can_be_asked_about(tmp_path: Path) -> None:
    before, after = two(tmp_path, GATE, GATE.replace(OPENS, f"{OPENS}    from: 2027-01-01\n"))
    assert [each.is_same for each in meanings(before, after, date(2026, 12, 31))] == [False]
    assert [each.is_same for each in meanings(before, after, date(2027, 1, 1))] == [True]


def test_a_witness_is_assessed_on_a_day_of_its_stretch_with_each_date_as_long_ago(tmp_path: Path) -> None:
    dated = GATE.replace("\ndecisions:", ASKED_ON, 1)
    dated = dated.replace("{visits: {at_least: 3}}]}", "{asked_on: {older_than: P2M}}]}")
    rule = f"{OPENS}    from: 2031-02-01\n    until: 2031-03-31\n"
    before = dated.replace(OPENS, rule)
    after = before.replace("older_than: P2M", "older_than: P3M")
    found = meanings(*two(tmp_path, before, after))
    assert [kinds(each) for each in found] == [{}, {"entry": ("differs", "differs")}, {}]
    days = days_of(found[1])
    assert days
    assert all(date(2031, 2, 1) <= day <= date(2031, 3, 31) for day in days)
    assert replayed(*two(tmp_path, before, after), found[1]) == 2


def test_silence_taken_for_another_answer_changes_those_who_say_nothing(tmp_path: Path) -> None:
    assert GATE.count("range: [0, 9]") == 1
    silent = [GATE.replace("range: [0, 9]", f"range: [0, 9], when_silent: {n}") for n in (0, 5)]
    # Silence is no answer before, and five visits after: it opens the gate for whoever has a key.
    before, after = two(tmp_path, GATE, silent[1])
    found = meaning(before, after)
    assert [each.parts[0].part for each in changes(before, after)] == ["when_silent"]
    assert kinds(found) == {"entry": ("same", "differs")}
    assert replayed_partial(before, after, found)
    # None before, and five after: everything is settled by both, in two ways.
    before, after = two(tmp_path, silent[0], silent[1])
    found = meaning(before, after)
    assert kinds(found) == {"entry": ("same", "differs")}
    assert replayed_partial(before, after, found)
    # Nor is it seen to be open by anybody where nothing else is asked.
    alone = [text.replace("all: [{has_key: yes}, {visits: {at_least: 3}}]", "visits: {at_least: 3}") for text in silent]
    before, after = two(tmp_path, *(text.replace(OLD_KEYS, "") for text in alone))
    found = meaning(before, after)
    assert kinds(found) == {"entry": ("same", "differs")}
    assert replayed_partial(before, after, found)
    # The same by both: no difference, though only the second says it in the file.
    before, after = two(tmp_path, silent[1], silent[1].replace("when_silent: 5", "when_silent: 6"))
    found = meaning(before, after)
    assert kinds(found) == {"entry": ("same", "same")}


def replayed_partial(before: RuleBase, after: RuleBase, found: Meaning) -> bool:
    """Tell whether the two really say different things of the witness, which says nothing of the visits."""
    (entry,) = found.compared
    seen = entry.partial.witness
    assert seen is not None
    assert "visits" not in seen.before
    assert seen.before == seen.after
    one, other = (
        evaluate(each, seen.before, seen.as_of, "reference")[0].decisions["entry"] for each in (before, after)
    )
    return one == seen.was.outcome and other == seen.now.outcome and one != other


OVERLAY = """\
pack:
  id: second-gate
  version: 1.1.0
  title: The second gate
  extends: ../before
switch_off:
  - {rule: opens-with-a-key, because: It is a narrow gate.}
"""


def test_a_pack_over_another_is_compared_with_what_lies_below(tmp_path: Path) -> None:
    before = base(pack(tmp_path / "before", rules=GATE))
    folder = tmp_path / "after"
    folder.mkdir()
    (folder / "pack.yaml").write_text(OVERLAY, encoding="utf-8")
    after = base(folder)
    said = {each.name: [part.part for part in each.parts] for each in changes(before, after)}
    assert set(said) == {"second-gate", "opens-with-a-key"}, "that a rule is from the pack below is no change of it"
    assert {"extends", "changes"} <= set(said["second-gate"])
    found = meaning(before, after)
    assert kinds(found) == {"entry": ("differs", "differs")}
    assert replayed(before, after, found) == 2


ROWS = ("name,visits,comes_by,price", "often,>= 5,,free", "on-foot,,foot,low", "else,,,full")


@pytest.mark.parametrize(
    ("rows", "says", "proves"),
    [
        # A frequent visitor on foot is in both rows: which comes first decides.
        ((ROWS[0], ROWS[2], ROWS[1], ROWS[3]), "moved", ("differs", "differs")),
        # Nobody comes more than nine times, so that the new row decides nothing; but it is one row more to wait for.
        ((*ROWS[:3], "never,> 9,,free", ROWS[3]), "added", ("same", "same")),
        ((ROWS[0], "often,>= 6,,free", *ROWS[2:]), "when", ("differs", "differs")),
    ],
    ids=["rows in another order", "a row that nobody reaches", "a threshold in a cell"],
)
def test_the_rows_of_a_table_are_compared_in_their_order(
    tmp_path: Path, rows: tuple[str, ...], says: str, proves: tuple[str, str]
) -> None:
    bases = []
    for name, lines in (("before", ROWS), ("after", rows)):
        folder = pack(tmp_path / name, rules=PRICED)
        (folder / "prices.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
        bases.append(base(folder))
    before, after = bases
    said: set[str] = {part.how for each in changes(before, after) for part in each.parts}
    said |= {part.part for each in changes(before, after) for part in each.parts}
    assert says in said | {each.how for each in changes(before, after)}
    found = meaning(before, after)
    assert kinds(found) == {"price": proves}
    assert replayed(before, after, found) == proves.count("differs")


def test_a_rule_with_another_name_and_other_days_is_another_rule(tmp_path: Path) -> None:
    after = GATE.replace(OPENS, "  - name: the-key-opens\n    from: 2027-01-01\n")
    said = [(each.how, each.name) for each in changes(*two(tmp_path, GATE, after))]
    assert said == [("removed", "opens-with-a-key"), ("added", "the-key-opens")]
