"""Rules with dates: on each day those in force, the same for every machine; without a day, what holds on any."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import api
from engine.api import write_explanation
from engine.assessment.agreement import BOTH
from engine.assessment.agreement import evaluate as by_both
from engine.assessment.assess import to_assessment
from engine.checks.all_checks import check_pack
from engine.errors import InputError
from engine.interpret.durable.evaluate import evaluate as by_durable
from engine.interpret.evaluation import Evaluation, Single
from engine.interpret.reference.evaluate import Reference, evaluate
from engine.render.show import shown
from engine.rulebase.base import RuleBase
from engine.rulebase.day import DAY
from engine.rulebase.facts import Answer
from engine.rulebase.in_force import days_of_change, in_force
from tests.columnar.comparing import differing
from tests.durable.comparing import needs_durable
from tests.hostile.packs import load, make_pack, said
from tests.laws.laws import narrower, profile_of
from tests.packs.random_base import random_base, random_facts
from tests.packs.random_examples import first, in_conflict
from tests.packs.random_extras import FIRST, with_dates
from tests.packs.tables import shown_whole, table_of
from tests.volume import FEW, seeds

SEEDS = st.integers(0, 2**32 - 1)
NEW_YEAR, EASTER = date(2027, 1, 1), date(2027, 3, 28)

DATED = b"""
rules:
  - name: teenagers-stay-until-the-new-year
    when: {youngest: teenager}
    then: {hire: stay}
    because: A teenager is going.
    cites: [hr.age]
    until: 2026-12-31
  - name: teenagers-are-watched-then
    when: {youngest: teenager}
    then: {care: close}
    because: A teenager is going.
    cites: [hr.age]
    from: 2027-01-01
    until: 2027-03-27
"""


@pytest.fixture
def dated(tmp_path: Path) -> RuleBase:
    return load(make_pack(tmp_path / "pack", made={"dated.yaml": DATED}))


def hire_and_care(base: RuleBase, as_of: date | None) -> list[object]:
    """The values still possible for a teenager who goes where nothing else is to be said."""
    facts: dict[str, Answer] = {"can_swim": True, "wind": "calm", "youngest": "teenager", "life-jackets": "in_place"}
    found, _ = by_both(base, facts, as_of, BOTH)
    outcomes = [found.decisions[name] for name in ("hire", "care")]
    return [set(each.possible) for each in outcomes if isinstance(each, Single)]


@pytest.mark.parametrize(
    ("day", "hire", "care"),
    [
        (date(2026, 12, 31), {"stay"}, {"light"}),
        (NEW_YEAR, {"go"}, {"close"}),
        (date(2027, 3, 27), {"go"}, {"close"}),
        (EASTER, {"go"}, {"light"}),
        (None, {"go", "stay"}, {"light", "close"}),
    ],
)
def test_a_rule_counts_from_its_first_day_to_its_last(
    dated: RuleBase, day: date | None, hire: set[str], care: set[str]
) -> None:
    assert hire_and_care(dated, day) == [hire, care]


def test_a_rule_base_knows_the_days_on_which_its_rules_change(dated: RuleBase) -> None:
    assert dated.days == (NEW_YEAR, EASTER)


def test_the_last_day_of_all_is_followed_by_none() -> None:
    rule = next(iter(random_base(Random(1)).rules.values()))
    assert days_of_change([replace(rule, valid_until=date.max)]) == ()


def test_between_two_changes_the_rules_are_the_same_object(dated: RuleBase) -> None:
    assert in_force(dated, FIRST) is in_force(dated, date(2026, 12, 31))
    assert in_force(dated, FIRST) is not in_force(dated, NEW_YEAR)
    assert in_force(in_force(dated, FIRST), NEW_YEAR) is in_force(dated, FIRST)
    hashes = {in_force(dated, day).sha256 for day in (FIRST, NEW_YEAR, EASTER, None)}
    assert len(hashes | {dated.sha256}) == 5


def test_without_dates_nothing_is_made_anew(tmp_path: Path) -> None:
    base = load(make_pack(tmp_path / "pack"))
    assert base.days == ()
    assert in_force(base, FIRST) is base is in_force(base, None)


def test_the_result_names_the_whole_pack_and_leaves_out_what_is_not_in_force(dated: RuleBase) -> None:
    facts = {"youngest": "teenager"}
    found = to_assessment(dated, profile_of(facts, dated), NEW_YEAR, evaluate(dated, facts, NEW_YEAR))
    names = {rule.name for rule in found.rules}
    assert found.pack_sha256 == dated.sha256
    assert "teenagers-are-watched-then" in names
    assert "teenagers-stay-until-the-new-year" not in names


def test_a_rule_that_is_not_in_force_is_ruled_out_for_whoever_asks(dated: RuleBase) -> None:
    rule = dated.rules["teenagers-stay-until-the-new-year"]
    found = {day: Reference(dated, {"youngest": "teenager"}, day).rule(rule) for day in (FIRST, NEW_YEAR, None)}
    assert found == {FIRST: True, NEW_YEAR: False, None: None}


def test_without_a_day_a_dated_rule_waits_for_it(dated: RuleBase) -> None:
    facts: dict[str, Answer] = {"can_swim": True, "wind": "calm", "youngest": "teenager", "life-jackets": "in_place"}
    found = to_assessment(dated, profile_of(facts, dated), None, evaluate(dated, facts, None))
    waiting = {rule.name: rule.waits_for for rule in found.rules if rule.status == "open"}
    assert waiting["teenagers-stay-until-the-new-year"] == (DAY,)
    assert DAY not in {question.fact for question in found.open_questions}
    explanation = api.explain_decision(dated, profile_of(facts, dated), "hire", "stay", None)
    text = write_explanation(dated, explanation, form="text", full=True, width=100, colour=False)
    assert "On which day is it assessed?" in text
    assert "a day on which this rule is in force" in text


def test_a_rule_that_has_failed_is_ruled_out_whatever_the_day(dated: RuleBase) -> None:
    assert evaluate(dated, {"youngest": "adult"}, None).rules["teenagers-stay-until-the-new-year"] is False


def test_a_rule_says_when_it_is_in_force(dated: RuleBase) -> None:
    assert "In force from 1 January 2027 until 27 March 2027." in shown(dated, "teenagers-are-watched-then")
    assert "In force until 31 December 2026." in shown(dated, "teenagers-stay-until-the-new-year")
    assert "In force" not in shown(dated, "storm")


def test_dates_are_part_of_the_meaning(tmp_path: Path) -> None:
    hashes = {
        load(make_pack(tmp_path / str(number), made={"dated.yaml": DATED.replace(b"2026-12-31", day)})).sha256
        for number, day in enumerate((b"2026-12-31", b"2026-12-30"))
    }
    assert len(hashes) == 2


AFTER_EACH_OTHER = b"""
rules:
  - name: before
    when: {youngest: teenager}
    then: {hire: stay}
    because: A teenager is going.
    cites: [hr.age]
    until: 2026-12-31
  - name: after
    when: {youngest: teenager}
    then: {hire: HIRE}
    because: A teenager is going.
    cites: [hr.age]
    from: DAY
"""


@pytest.mark.parametrize(("hire", "code"), [(b"go", "may-both-fire"), (b"stay", "same-rule")])
def test_rules_that_are_never_in_force_together_do_not_stand_in_each_others_way(
    tmp_path: Path, hire: bytes, code: str
) -> None:
    for day, found in ((b"2027-01-01", False), (b"2026-12-31", True)):
        text = AFTER_EACH_OTHER.replace(b"HIRE", hire).replace(b"DAY", day)
        base = load(make_pack(tmp_path / day.decode(), made={"dated.yaml": text}))
        both = [f for f in check_pack(base, []) if "`before`" in f.message and "`after`" in f.message]
        between = [each for each in both if each.code == code]
        assert bool(between) is found


@pytest.mark.parametrize(
    ("written", "line"),
    [
        (b"from: 2027-01-02, until: 2027-01-01", "bad-period: rule `bad` would end before it begins; "),
        (b"from: tomorrow", "not-date: `tomorrow` is not a date; write year, month and day as in `2026-03-31`"),
        (b"until: [2027-01-01]", "wrong-kind: `until` of a rule must be a date"),
    ],
)
def test_bad_dates_are_refused(tmp_path: Path, written: bytes, line: str) -> None:
    rule = b"rules: [{name: bad, when: always, then: {worries: 1}, because: So., cites: [hr.age], " + written + b"}]"
    pack = make_pack(tmp_path / "pack", made={"bad.yaml": rule})
    kind, lines = said(pack)
    assert kind == "errors.txt"
    assert len(lines) == 1
    assert lines[0].startswith("bad.yaml:1:")
    assert line in lines[0]
    with pytest.raises(InputError):
        load(pack)


def some_days(base: RuleBase) -> Sequence[date]:
    return [FIRST - timedelta(days=1), *base.days]


@needs_durable
@given(SEEDS)
@FEW
def test_the_engines_agree_on_every_day_and_on_none(seed: int) -> None:
    rng = Random(seed)
    base = with_dates(rng, random_base(rng))
    facts = random_facts(rng, base)
    for day in (*rng.sample(some_days(base), k=min(3, len(some_days(base)))), None):
        assert by_durable(base, facts, day) == evaluate(base, facts, day)


@given(SEEDS)
def test_what_comes_out_without_a_day_holds_on_every_day(seed: int) -> None:
    rng = Random(seed)
    before, sound = first(lambda: with_no_day_and_on_days_without_conflict(rng), lambda found: bool(found[1]))
    for after in sound:
        assert all(narrower(after.decisions[name], outcome) for name, outcome in before.decisions.items())


def with_no_day_and_on_days_without_conflict(rng: Random) -> tuple[Evaluation, list[Evaluation]]:
    base = with_dates(rng, random_base(rng))
    facts = random_facts(rng, base)
    on_days = [evaluate(base, facts, day) for day in some_days(base)]
    return evaluate(base, facts, None), [found for found in on_days if not in_conflict(found)]


@given(SEEDS)
def test_on_a_day_a_rule_that_is_not_in_force_might_as_well_be_deleted(seed: int) -> None:
    rng = Random(seed)
    whole = random_base(rng)
    base = with_dates(rng, whole)
    facts, day = random_facts(rng, base), rng.choice(some_days(base))
    left = {name for name, rule in base.rules.items() if rule.is_in_force(day)}
    shorter = replace(
        whole,
        rules={name: rule for name, rule in whole.rules.items() if name in left},
        rules_of={name: tuple(r for r in found if r.name in left) for name, found in whole.rules_of.items()},
    )
    assert evaluate(base, facts, day) == evaluate(shorter, facts, day)


@pytest.mark.parametrize("seed", seeds(1, 3))
def test_tables_are_decided_by_the_rules_of_the_day(seed: int) -> None:
    rng = Random(seed)
    for _ in range(6):
        base = shown_whole(rng, with_dates(rng, random_base(rng)))
        profiles = [random_facts(rng, base) for _ in range(40)]
        batch = table_of(rng, base, profiles)
        for day in (rng.choice(some_days(base)), None):
            assert differing(base, profiles, batch, day) == "", f"seed {seed}"
