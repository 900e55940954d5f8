"""Questions whose silence is an answer: never unknown, to no machine; and the result says what was assumed."""

import json
from dataclasses import replace
from datetime import date
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
from engine.errors import InputError
from engine.export.blank import blank_profile
from engine.export.shapes import documents
from engine.interpret.durable.evaluate import evaluate as by_durable
from engine.interpret.reference.evaluate import evaluate
from engine.profile.files import profiles_from
from engine.render.show import shown
from engine.rulebase.base import RuleBase
from engine.rulebase.facts import Answer, Members
from engine.rulebase.silence import assumed
from tests.columnar.comparing import differing
from tests.durable.comparing import needs_durable
from tests.hostile.packs import load, make_pack
from tests.laws.laws import narrower, profile_of, same_conclusion
from tests.packs.random_base import random_base, random_day, random_facts
from tests.packs.random_examples import example_without_conflict, example_without_later_conflict
from tests.packs.random_extras import with_silences
from tests.packs.shipped import shipped
from tests.packs.tables import shown_whole, table_of
from tests.rulebase.refusals import refused
from tests.volume import FEW, seeds

HERE = Path(__file__).parent
SEEDS = st.integers(0, 2**32 - 1)
DAY = date(2026, 6, 1)

SILENT = b"""
topic: boat
facts:
  - {name: dog, kind: yes_no, question: Is a dog going?, when_silent: no}
  - {name: hours, kind: number, range: [0, 24], question: For how long?, when_silent: 2}
  - {name: paint, kind: choice, values: {red: Red, blue: Blue}, question: Which paint?, when_silent: blue}
  - {name: toys, kind: choices, values: {ball: A ball, kite: A kite, net: A net}, question: Toys?, when_silent: [ball]}
  - {name: nothing, kind: choices, values: {rope: A rope, hook: A hook}, question: Tools?, when_silent: []}
  - {name: built_on, kind: date, question: When was it built?, when_silent: 2020-01-01}
decisions:
  - {name: found, title: Found, hit_policy: collect, values: {a: A, b: B, c: C, d: D, e: E, f: F}}
rules:
  - {name: rule-a, when: {dog: no}, then: {found: a}, because: So., cites: [hr.age]}
  - {name: rule-b, when: {hours: {at_most: 2}}, then: {found: b}, because: So., cites: [hr.age]}
  - {name: rule-c, when: {paint: blue}, then: {found: c}, because: So., cites: [hr.age]}
  - {name: rule-d, when: {all: [{toys: {includes: ball}}, {not: {toys: {includes: kite}}}]}, then: {found: d},
     because: So., cites: [hr.age]}
  - {name: rule-e, when: {not: {nothing: {includes: rope}}}, then: {found: e}, because: So., cites: [hr.age]}
  - {name: rule-f, when: {built_on: {older_than: P5Y}}, then: {found: f}, because: So., cites: [hr.age]}
"""


@pytest.fixture
def silent(tmp_path: Path) -> RuleBase:
    return load(make_pack(tmp_path / "pack", made={"silent.yaml": SILENT}))


def found(base: RuleBase, **facts: Answer) -> tuple[str, str]:
    """The letters that are in the set for certain, and those that may come."""
    outcome = by_both(base, facts, DAY, BOTH)[0].collected("found")
    return "".join(sorted(outcome.members)), "".join(sorted(outcome.undecided))


def some_toys(*holds: str, fails: tuple[str, ...] = ()) -> Members:
    return Members(frozenset(holds), frozenset(fails))


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, "abcdef"),
        ({"dog": True}, "bcdef"),
        ({"hours": 3}, "acdef"),
        ({"paint": "red"}, "abdef"),
        ({"toys": some_toys(fails=("ball",))}, "abcef"),
        ({"toys": some_toys("kite")}, "abcef"),
        ({"toys": some_toys("net")}, "abcdef"),
        ({"nothing": some_toys("rope")}, "abcdf"),
        ({"built_on": DAY}, "abcde"),
    ],
)
def test_silence_is_taken_as_the_pack_says_and_nothing_stays_open(
    silent: RuleBase, facts: dict[str, Answer], expected: str
) -> None:
    assert found(silent, **facts) == (expected, "")


def test_of_a_set_only_what_was_not_said_is_filled_in(silent: RuleBase) -> None:
    filled = assumed(silent, {"toys": some_toys("kite")})["toys"]
    assert filled == some_toys("ball", "kite", fails=("net",))
    filled = assumed(silent, {"toys": some_toys(fails=("ball",))})["toys"]
    assert filled == some_toys(fails=("ball", "kite", "net"))
    assert "toys" not in assumed(silent, {"toys": some_toys(fails=("ball", "kite", "net"))})


def test_without_a_day_an_age_is_unknown_all_the_same(silent: RuleBase) -> None:
    assert by_both(silent, {}, None, BOTH)[0].collected("found").undecided == {"f"}


def test_a_question_whose_silence_means_nothing_stays_unknown(silent: RuleBase) -> None:
    assert evaluate(silent, {}, DAY).decisions["hire"].status == "open"


def test_the_shipped_pack_assumes_nothing() -> None:
    assert all(fact.when_silent is None for fact in shipped().facts.values())


def test_the_result_says_what_was_assumed(silent: RuleBase) -> None:
    profile = profiles_from(b"id: a\nanswers: {hours: 1, dog: unknown, toys: {excludes: [ball]}}\n", silent)[0]
    result = api.assess(silent, profile, DAY)
    data = api.to_json(silent, (result,))
    assert documents(data)[0].result.assumed is not None
    assert json.loads(data)["result"]["assumed"] == {
        "dog": False,
        "paint": "blue",
        "toys": {"includes": [], "excludes": ["ball", "kite", "net"]},
        "nothing": {"includes": [], "excludes": ["hook", "rope"]},
        "built_on": "2020-01-01",
    }
    assert {question.fact for question in result.assessment.open_questions}.isdisjoint(result.assessment.assumed)
    for form in ("text", "markdown"):
        page = api.write_results(silent, [result], form, full=True, width=200)
        _, heading, rest = str(page).partition("Assumed, because it was not answered")
        assert heading
        assert "Is a dog going? no." in rest.replace("*", "")
        assert "For how long?" not in rest


def test_what_nobody_assumed_is_not_spoken_of(silent: RuleBase) -> None:
    everything = b"id: a\nanswers: {dog: no, hours: 2, paint: red, toys: [], nothing: [], built_on: 2020-01-01}\n"
    result = api.assess(silent, profiles_from(everything, silent)[0], DAY)
    assert result.assessment.assumed == {}
    assert "assumed" not in json.loads(api.to_json(silent, (result,)))["result"]


def test_what_does_not_apply_is_not_assumed(tmp_path: Path) -> None:
    text = SILENT.replace(b"when_silent: no}", b"when_silent: no, applies_when: {boat: yacht}}")
    base = load(make_pack(tmp_path / "pack", made={"silent.yaml": text}))
    for boat, there in (("yacht", True), ("canoe", False)):
        profile = profile_of({"boat": boat}, base)
        assert ("dog" in to_assessment(base, profile, DAY, evaluate(base, {"boat": boat}, DAY)).assumed) is there


def test_an_explanation_says_so_too(silent: RuleBase) -> None:
    explanation = api.explain_decision(silent, profile_of({}, silent), "found", "a", DAY)
    text = write_explanation(silent, explanation, form="text", full=False, width=200, colour=False)
    assert "Is a dog going? no, assumed because it was not answered." in text


def test_who_answers_is_told_what_silence_means(silent: RuleBase) -> None:
    assert "Where it is not answered, this is assumed: no." in shown(silent, "dog", 200)
    blank = blank_profile(silent, quick=False, topics=())
    assert "# Left as it is, this is assumed: no." in blank
    assert "# Left as it is, this is assumed: A ball." in blank
    assert "# Left as it is, this is assumed: none of these." in blank


def test_what_silence_means_is_part_of_the_meaning(tmp_path: Path) -> None:
    texts = (SILENT, SILENT.replace(b"when_silent: 2}", b"when_silent: 3}"), SILENT.replace(b", when_silent: 2}", b"}"))
    hashes = [
        load(make_pack(tmp_path / str(number), made={"silent.yaml": text})).sha256 for number, text in enumerate(texts)
    ]
    assert len(set(hashes)) == 3


@pytest.mark.parametrize(("text", "lines"), refused(HERE / "refused-silences.txt"))
def test_a_bad_answer_for_silence_is_refused(tmp_path: Path, text: str, lines: tuple[str, ...]) -> None:
    folder = make_pack(tmp_path / "pack", made={"bad.yaml": f"topic: boat\nfacts:\n{text}".encode()})
    with pytest.raises(InputError) as caught:
        load(folder)
    assert str(caught.value).replace(f"{folder}/", "").splitlines() == list(lines)


def silent_base(rng: Random) -> RuleBase:
    return with_silences(rng, random_base(rng))


@needs_durable
@given(SEEDS)
@FEW
def test_the_engines_agree_about_silence(seed: int) -> None:
    rng = Random(seed)
    base = silent_base(rng)
    for _ in range(4):
        facts, day = random_facts(rng, base), random_day(rng)
        assert by_durable(base, facts, day) == evaluate(base, facts, day)


@pytest.mark.parametrize("seed", seeds(2, 4))
def test_tables_are_decided_alike(seed: int) -> None:
    rng = Random(seed)
    for _ in range(8):
        base = shown_whole(rng, silent_base(rng))
        profiles, day = [random_facts(rng, base) for _ in range(50)], random_day(rng)
        assert differing(base, profiles, table_of(rng, base, profiles), day) == "", f"seed {seed}"


@given(SEEDS)
def test_silence_is_the_same_as_the_answer_that_it_means(seed: int) -> None:
    rng = Random(seed)
    plain = random_base(rng)
    base = with_silences(rng, plain)
    facts, day = random_facts(rng, base), random_day(rng)
    assert evaluate(base, facts, day) == evaluate(plain, {**facts, **assumed(base, facts)}, day)


@given(SEEDS)
def test_settled_stays_settled_when_what_is_unknown_is_answered(seed: int) -> None:
    """A question whose silence is an answer is not unknown, so the law does not speak of it."""
    example = example_without_later_conflict(Random(seed), silent_base)
    before, after = example.now(), example.later()
    assert all(narrower(after.decisions[name], outcome) for name, outcome in before.decisions.items())


@given(SEEDS)
def test_the_explanation_is_enough(seed: int) -> None:
    """With the answers that a conclusion names, assumed ones among them, and no other said, the same comes out."""
    example = example_without_conflict(Random(seed), silent_base)
    base, facts, day = example.base, example.facts, example.day
    all_known = {**facts, **assumed(base, facts)}
    spoken = replace(base, facts={name: replace(fact, when_silent=None) for name, fact in base.facts.items()})
    for name, concluded in to_assessment(base, profile_of(facts, base), day, example.now()).decisions.items():
        again = evaluate(spoken, {fact: all_known[fact] for fact in concluded.facts}, day).decisions[name]
        assert same_conclusion(concluded.outcome, again), name
