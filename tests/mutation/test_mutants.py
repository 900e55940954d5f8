"""Mutants: every small mistake is made, each is noticed by the case meant for it, and what nobody notices is listed."""

from pathlib import Path

import pytest

from engine.checks.mutation import every_situation
from engine.checks.mutation.mutant import applied
from engine.checks.mutation.mutants import mutants
from engine.checks.mutation.mutation_run import MutationRun, sample
from engine.checks.mutation.trial import Trial
from engine.export.reports.mutated import mutated, words
from engine.interpret import symbolic
from engine.interpret.reference.evaluate import evaluate
from engine.rulebase.base import RuleBase
from tests.mutation.small import PACK, WHOLE, base, line_of, pack, without

needs_z3 = pytest.mark.skipif(not symbolic.available(), reason="z3 is not installed")

EVERY = """
rule `cars-are-looked-at`: `any` of 2 becomes `all`
rule `cars-are-looked-at`: `{comes_by: car}` dropped
rule `cars-are-looked-at`: `{key_is_new: yes}` dropped
rule `cars-are-looked-at`: `{comes_by: car}` negated
rule `cars-are-looked-at`: `{comes_by: car}` becomes `{comes_by: foot}`
rule `cars-are-looked-at`: `{comes_by: car}` becomes `{comes_by: {one_of: [bicycle, car]}}`
rule `cars-are-looked-at`: `{key_is_new: yes}` negated
rule `cars-are-looked-at`: `{key_is_new: yes}` becomes `{key_is_new: no}`
rule `cars-are-looked-at`: `care: high` dropped
rule `cars-are-looked-at`: `care: high` becomes `care: middle`
rule `cars-are-looked-at`: `controls: name-noted` dropped
rule `opens-with-a-key`: `all` of 2 becomes `any`
rule `opens-with-a-key`: `{has_key: yes}` dropped
rule `opens-with-a-key`: `{visits: {at_least: 3}}` dropped
rule `opens-with-a-key`: `{has_key: yes}` negated
rule `opens-with-a-key`: `{visits: {at_least: 3}}` negated
rule `opens-with-a-key`: `{visits: {at_least: 3}}` becomes `{visits: {at_least: 2}}`
rule `opens-with-a-key`: `{visits: {at_least: 3}}` becomes `{visits: {at_least: 4}}`
rule `opens-with-a-key`: `entry: open` dropped
rule `opens-with-a-key`: `entry: open` becomes `entry: shut`
decision `care`: hit policy `max` becomes `any`
decision `care`: hit policy `max` becomes `first`
decision `care`: default `low` dropped
decision `care`: default `low` becomes `middle`
decision `care`: `while_open` `middle` dropped
decision `care`: `while_open` `middle` becomes `low`
decision `care`: `while_open` `middle` becomes `high`
decision `entry`: hit policy `any` becomes `unique`
decision `entry`: hit policy `any` becomes `first`
decision `entry`: default `shut` dropped
decision `entry`: default `shut` becomes `open`
question `key_is_new`: `applies_when` dropped
"""
SAME = {"decision `entry`: hit policy `any` becomes `unique`", "decision `entry`: hit policy `any` becomes `first`"}
"""With one rule for a decision, these hit policies come to the same."""


def tried(read: RuleBase) -> MutationRun:
    """Try every mutant of a pack."""
    everything = list(mutants(read))
    trial = Trial(read, everything)
    assert not trial.faults
    return MutationRun(tuple(map(trial.verdict, everything)), len(everything))


def survivors(folder: Path) -> set[str]:
    return {str(each.mutant) for each in tried(base(folder)).survivors}


def test_every_small_mistake_is_made_once(tmp_path: Path) -> None:
    made = [str(mutant) for mutant in mutants(base(pack(tmp_path)))]
    assert sorted(made) == sorted(EVERY.strip().splitlines())


def test_a_mutant_differs_in_what_it_says_and_in_nothing_else(tmp_path: Path) -> None:
    read = base(pack(tmp_path))
    made = list(mutants(read))
    assert made
    for mutant in made:
        changed = applied(read, mutant)
        rules = {name for name in read.rules if changed.rules[name] != read.rules[name]}
        decisions = {name for name in read.decisions if changed.decisions[name] != read.decisions[name]}
        assert (rules, decisions) == (set(mutant.rules), set(mutant.decisions)), str(mutant)
        assert rules or decisions
        for name, listed in changed.rules_of.items():
            assert listed == tuple(rule for rule in changed.rules.values() if rule.concludes(name))


@needs_z3
def test_whole_cases_kill_every_mutant_that_makes_a_difference(tmp_path: Path) -> None:
    done = tried(base(pack(tmp_path)))
    assert not done.survivors
    assert {str(each.mutant) for each in done.verdicts if each.equivalent} == SAME
    assert (done.killed, done.equivalent, done.percent) == (30, 2, 100)
    assert words(done) == (
        "32 mutants, 30 killed, 2 equivalent, 0 survived; 100 % of those that make a difference were killed"
    )


def test_without_z3_what_says_the_same_survives_with_the_rest_where_too_much_would_have_to_be_tried(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(symbolic, "available", lambda: False)
    assert survivors(pack(tmp_path)) == set(), "that of 30 situations none tells them apart is seen without"
    monkeypatch.setattr(every_situation, "MOST_SITUATIONS", 0)
    assert survivors(pack(tmp_path)) == SAME


@needs_z3
@pytest.mark.parametrize(
    ("case", "kept_alive", "line"),
    [
        (
            "two visits are too few",
            {
                "rule `opens-with-a-key`: `{visits: {at_least: 3}}` dropped",
                "rule `opens-with-a-key`: `{visits: {at_least: 3}}` becomes `{visits: {at_least: 2}}`",
            },
            "{visits: {at_least: 3}}",
        ),
        (
            "without a key it stays shut",
            {"rule `opens-with-a-key`: `{has_key: yes}` dropped"},
            "{has_key: yes}, {visits",
        ),
        (
            "a key that nobody has is not new",
            {
                "question `key_is_new`: `applies_when` dropped",
                "rule `cars-are-looked-at`: `{comes_by: car}` becomes `{comes_by: {one_of: [bicycle, car]}}`",
            },
            "",
        ),
        (
            "a car is looked at",
            {"rule `cars-are-looked-at`: `{comes_by: car}` dropped"},
            "{comes_by: car}, {key_is_new",
        ),
        (
            "nothing is known of them",
            {
                "decision `care`: `while_open` `middle` dropped",
                "decision `care`: `while_open` `middle` becomes `low`",
                "decision `care`: `while_open` `middle` becomes `high`",
                "decision `care`: hit policy `max` becomes `any`",
                "decision `care`: hit policy `max` becomes `first`",
            },
            "- name: care",
        ),
    ],
)
def test_without_its_case_a_mutant_survives_and_is_listed_with_its_line(
    tmp_path: Path, case: str, kept_alive: set[str], line: str
) -> None:
    folder = pack(tmp_path, without(case))
    done = tried(base(folder))
    alive = {str(each.mutant) for each in done.survivors}
    assert alive == kept_alive
    assert done.percent == pytest.approx(100 * (30 - len(alive)) / 30)
    findings = mutated(base(folder), done).findings
    assert {finding.message.partition(": ")[2].partition("; with ")[0] for finding in findings} == kept_alive
    for each in done.survivors:
        assert each.example is not None
        facts, day, decision = each.example.facts, each.example.as_of, each.example.decision
        one, other = (evaluate(which, facts, day) for which in (base(folder), applied(base(folder), each.mutant)))
        assert one.decisions[decision] != other.decisions[decision], "the example shows it"
        assert len(facts) <= 3, "and holds no more than it needs"
    if line:
        places = {(finding.span.file, finding.span.line) for finding in findings if finding.span}
        assert places == {(str(folder / "pack.yaml"), line_of(folder, line))}


def test_a_fault_that_the_pack_has_already_is_told_and_nothing_is_tried_on_it(tmp_path: Path) -> None:
    read = base(pack(tmp_path, rules=PACK.replace("at_least: 3", "at_least: 4")))
    faults = Trial(read, []).faults
    assert [fault.message.partition(":")[0] for fault in faults] == ["with a key and three visits the gate opens"]


def test_a_sample_is_the_same_for_the_same_seed_and_keeps_the_order(tmp_path: Path) -> None:
    everything = list(mutants(base(pack(tmp_path))))
    one = sample(everything, 9, 7)
    assert one == sample(everything, 9, 7)
    assert len(one) == 9
    assert one != sample(everything, 9, 8)
    places = [everything.index(mutant) for mutant in one]
    assert places == sorted(places)
    assert sample(everything, 1000, 0) == sample(everything, None, 0) == everything


def test_the_share_counts_only_what_makes_a_difference_and_is_never_rounded_up() -> None:
    from engine.export.reports.tested import percent

    assert MutationRun((), 0).percent == 100
    assert [percent(share) for share in (100, 99.99, 98, 97.96, 0)] == ["100", "99.9", "98.0", "97.9", "0.0"]


def test_what_is_asked_of_a_class_of_controls_is_changed_as_a_whole(tmp_path: Path) -> None:
    rules = PACK.replace("{visits: {at_least: 3}}", "{controls: {missing: blocking}}")
    made = [str(mutant) for mutant in mutants(base(pack(tmp_path, rules=rules))) if "missing" in str(mutant)]
    assert sorted(made) == [
        "rule `opens-with-a-key`: `{controls: {missing: one of 1}}` dropped",
        "rule `opens-with-a-key`: `{controls: {missing: one of 1}}` negated",
    ]


def test_the_kinds_of_tests_are_all_changed(tmp_path: Path) -> None:
    more = """facts:
  - {name: seen_on, kind: date, topic: gate, question: Seen when?, cites: [house.gate]}
  - name: brings
    kind: choices
    topic: gate
    question: What?
    values: {dog: A dog, cart: A cart}
    cites: [house.gate]
"""
    asked = "{at_least: {n: 2, of: [{seen_on: {older_than: P2M}}, {brings: {includes: dog}}, {not: {visits: 4}}]}}"
    rules = PACK.replace("facts:\n", more).replace("{visits: {at_least: 3}}", asked)
    made = {str(mutant).partition(": ")[2] for mutant in mutants(base(pack(tmp_path, rules=rules)))}
    wanted = {
        "`{seen_on: {older_than: P2M}}` becomes `{seen_on: {older_than: P1M}}`",
        "`{seen_on: {older_than: P2M}}` becomes `{seen_on: {older_than: P3M}}`",
        "`{brings: {includes: dog}}` becomes `{brings: {includes: cart}}`",
        "`{visits: 4}` becomes `{visits: 3}`",
        "`{visits: 4}` becomes `{visits: 5}`",
        "`not` of `{visits: 4}` dropped",
        "`at_least` 2 of 3 becomes 1",
        "`at_least` 2 of 3 becomes 3",
        "`{not: {visits: 4}}` dropped",
    }
    assert wanted <= made
    assert "`{visits: 4}` negated" not in made, "it says the same as to drop the `not`"


def test_what_shows_only_in_the_meantime_is_noticed_there(tmp_path: Path) -> None:
    more = """
  - name: whoever-is-looked-at-is-noted
    when: {care: {one_of: [middle, high]}}
    then: {require: [name-noted]}
    because: It is asked for later.
    cites: [house.gate]
"""
    changed = "rule `whoever-is-looked-at-is-noted`: `{care: {one_of: [high, middle]}}` becomes `{care: high}`"
    for name, cases, alive in (
        ("without", WHOLE, True),
        ("with", WHOLE.replace("{undecided: [name-noted]}", "{undecided: [name-noted], interim: [name-noted]}"), False),
    ):
        read = base(pack(tmp_path / name, cases, PACK + more))
        trial = Trial(read, [])
        assert not trial.faults
        (mutant,) = [each for each in mutants(read) if str(each) == changed]
        assert (trial.killer(mutant) is None) is alive


def test_nothing_is_proved_where_z3_gives_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("z3")
    from engine.interpret.symbolic.solving import UNDECIDED, Solver

    monkeypatch.setattr(every_situation, "MOST_SITUATIONS", 0)
    monkeypatch.setattr(Solver, "find", lambda self, goal: UNDECIDED)
    assert survivors(pack(tmp_path)) == SAME


KEPT = """
properties:
  - name: the-gate-opens-to-keys-only
    says: The gate opens to nobody without a key.
    when: {entry: open}
    then: {has_key: yes}
    cites: [house.gate]
  - name: the-gate-opens-to-cars
    says: The gate opens to every car. (It does not, and so proves nothing.)
    when: {comes_by: car}
    then: {entry: open}
    cites: [house.gate]
"""


@needs_z3
def test_a_property_kills_what_no_case_notices_and_one_that_does_not_hold_kills_nothing(tmp_path: Path) -> None:
    gone = without("without a key it stays shut", without("two visits are too few"))
    alive = {
        "rule `opens-with-a-key`: `{has_key: yes}` dropped",
        "rule `opens-with-a-key`: `{visits: {at_least: 3}}` dropped",
        "rule `opens-with-a-key`: `{visits: {at_least: 3}}` becomes `{visits: {at_least: 2}}`",
    }
    before = survivors(pack(tmp_path / "before", gone))
    assert alive <= before
    done = tried(base(pack(tmp_path / "after", gone, PACK + KEPT)))
    by_property = {str(each.mutant) for each in done.verdicts if each.killed_by and each.killed_by[:9] == "property "}
    assert {each.killed_by for each in done.verdicts if str(each.mutant) in by_property} == {
        "property the-gate-opens-to-keys-only"
    }
    assert "rule `opens-with-a-key`: `{has_key: yes}` dropped" in by_property
    assert {str(each.mutant) for each in done.survivors} == before - by_property
    assert not any("visits" in each for each in by_property)


TABLED = """
pack: {id: fares, version: 1.0.0, title: T, topics: {all: All}, header: {who: text},
       layout: {heading: [who], primary: [fare], headline: [fare]}}
documents: [{id: house, prefix: h, title: House rules}]
statements: [{id: h.one, must: one, says: One.}]
topic: all
facts:
  - {name: age, kind: number, unit: years, range: [0, 99], question: How old?}
  - {name: member, kind: yes_no, question: A member?}
decisions:
  - {name: fare, title: Fare, hit_policy: first, values: {free: Free, half: Half, full: Full}}
rules:
  - {name: child, when: {age: {at_most: 12}}, then: {fare: free}, because: b, cites: [h.one]}
  - {name: member, when: {member: yes}, then: {fare: half}, because: b, cites: [h.one]}
  - {name: old, when: {age: {at_least: 70}}, then: {fare: half}, because: b, cites: [h.one]}
  - {name: all-else, when: always, then: {fare: full}, because: b, cites: [h.one]}
"""


def of_order(read: RuleBase) -> dict[str, str | None]:
    """Say of each exchange of rows which case notices it."""
    everything = [each for each in mutants(read) if each.kind == "row-order"]
    trial = Trial(read, everything)
    return {str(each): trial.verdict(each).killed_by for each in everything}


def test_rows_of_a_table_read_from_the_top_are_exchanged_where_they_say_different_things(tmp_path: Path) -> None:
    cases = """
cases:
  - {name: a child that is a member goes free, answers: {age: 8, member: yes}, expect: {fare: free}}
  - {name: an old person pays half, answers: {age: 80, member: no}, expect: {fare: half}}
"""
    assert of_order(base(pack(tmp_path, cases, TABLED))) == {
        "rule `child`: exchanged with the next row, `member`": "a child that is a member goes free",
        "rule `old`: exchanged with the next row, `all-else`": "an old person pays half",
    }


def test_an_exchange_of_rows_that_no_case_notices_is_listed_with_somebody_for_whom_it_matters(tmp_path: Path) -> None:
    cases = "cases:\n  - {name: an adult pays, answers: {age: 30, member: no}, expect: {fare: full}}\n"
    read = base(pack(tmp_path, cases, TABLED))
    everything = [each for each in mutants(read) if each.kind == "row-order"]
    trial = Trial(read, everything)
    examples = [trial.verdict(each).example for each in everything]
    assert all(example is not None and example.decision == "fare" for example in examples)
