"""A pack laid over another: what it adds, replaces, switches off and tightens, and what the result says of it."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from engine import api
from engine.assessment.agreement import BOTH, evaluate
from engine.checks.all_checks import check_pack
from engine.checks.cases import read_cases
from engine.checks.run import run_cases
from engine.errors import InputError
from engine.export.shapes import documents
from engine.interpret.evaluation import Highest, Single
from engine.profile.files import profiles_from
from engine.render.show import shown
from engine.rulebase.base import RuleBase
from engine.rulebase.facts import Answer
from tests.hostile.packs import load
from tests.rulebase.over import HEAD, over, over_table, write_over
from tests.rulebase.refusals import refused

HERE = Path(__file__).parent
DAY = date(2026, 6, 1)

ADDED = """
documents: [{id: second-rules, prefix: sr, title: Rules of the second harbour}]
statements: [{id: sr.dogs, must: rule, says: A dog wears a jacket too.}]
facts: [{name: dog, kind: yes_no, topic: people, question: Is a dog going?}]
rules: [{name: a-dog, when: {dog: yes}, then: {care: close}, because: A dog is going., cites: [sr.dogs]}]
"""


def value(base: RuleBase, decision: str, **facts: Answer) -> object:
    found = evaluate(base, facts, DAY, BOTH)[0].decisions[decision]
    assert isinstance(found, Single)
    return next(iter(found.possible)) if len(found.possible) == 1 else set(found.possible)


def test_what_it_adds_holds_beside_what_is_below(tmp_path: Path) -> None:
    base = over(tmp_path, ADDED)
    assert value(base, "care", dog=True) == "close"
    assert value(base, "care", hours=6) == "close"
    assert (base.rules["a-dog"].pack, base.rules["long-trip"].pack) == ("second-harbour", "boat-hire")
    assert [(pack.id, pack.version) for pack in base.extends] == [("boat-hire", "1.0.0")]
    assert base.changes == ()
    assert check_pack(base, []) == []


def test_a_pack_that_stands_alone_says_nothing_of_packs(tmp_path: Path) -> None:
    write_over(tmp_path, "")
    base = load(tmp_path / "below")
    assert (base.extends, base.changes, {rule.pack for rule in base.rules.values()}) == ((), (), {""})
    result = json.loads(api.to_json(base, (api.assess(base, api.read_profiles(b"id: a", base)[0], DAY),)))["result"]
    assert set(result["pack"]) == {"id", "version", "sha256"}
    assert all("pack" not in rule for rule in result["rules"])


def test_a_rule_is_replaced_with_a_reason(tmp_path: Path) -> None:
    rule = "{name: long-trip, replaces: We sail far., when: {hours: {at_least: 9}}, then: {care: close}, "
    base = over(tmp_path, f"rules: [{rule} because: Far., cites: [hr.age]}}]")
    assert value(base, "care", hours=6, youngest="adult", wind="calm", drills=9, painted_on=DAY) == "light"
    assert value(base, "care", hours=9) == "close"
    assert [(c.rule, c.how, c.because) for c in base.changes] == [("long-trip", "replaced", "We sail far.")]


def test_a_rule_that_replaces_one_of_a_table_takes_its_place(tmp_path: Path) -> None:
    rule = "{name: slow-first, replaces: We like it slow., when: {hours: {at_least: 7}}, then: {pace: slow}, "
    base = over(tmp_path, f"rules: [{rule} because: So., cites: [hr.age]}}]")
    assert [rule.name for rule in base.rules_of["pace"]] == ["slow-first", "then-fast", "any-else"]
    assert [value(base, "pace", hours=hours) for hours in (4, 6, 7)] == ["any", "fast", "slow"]
    second = "{name: then-fast, replaces: We hurry., when: {hours: {at_least: 3}}, then: {pace: fast}, "
    base = over(tmp_path, f"rules: [{second} because: So., cites: [hr.age]}}]")
    assert [rule.name for rule in base.rules_of["pace"]] == ["slow-first", "then-fast", "any-else"]
    assert [value(base, "pace", hours=hours) for hours in (2, 3, 10)] == ["any", "fast", "slow"]


def test_a_rule_is_switched_off_with_a_reason(tmp_path: Path) -> None:
    base = over(tmp_path, "switch_off: [{rule: high-swell, because: Our bay is calm.}]")
    assert "high-swell" not in base.rules
    assert "high-swell" not in {rule.name for rule in base.rules_of["hire"]}
    assert [(c.rule, c.how, c.because) for c in base.changes] == [("high-swell", "switched_off", "Our bay is calm.")]


def test_what_only_a_rule_that_was_switched_off_used_is_no_finding(tmp_path: Path) -> None:
    base = over(tmp_path, "switch_off: [{rule: old-paint, because: We paint by ourselves.}]")
    assert check_pack(base, []) == []


@pytest.mark.parametrize(
    ("rule", "question", "to", "decision", "expected"),
    [
        ("long-trip", "hours", "4", "care", {3: "light", 4: "close"}),
        ("few-drills", "drills", "6", "care", {5: "close", 6: "light"}),
        ("old-paint", "painted_on", "P1Y", "care", {date(2025, 5, 31): "close", date(2025, 6, 1): "light"}),
        ("high-swell", "swell", "low", "hire", {"flat": "go", "low": "stay"}),
    ],
)
def test_a_threshold_is_tightened(
    tmp_path: Path, rule: str, question: str, to: str, decision: str, expected: dict[Answer, str]
) -> None:
    text = f"tighten: [{{rule: {rule}, question: {question}, to: {to}, because: We are careful.}}]"
    base = over(tmp_path, text)
    facts: dict[str, Answer] = {
        "hours": 0,
        "drills": 12,
        "painted_on": DAY,
        "swell": "flat",
        "wind": "calm",
        "youngest": "adult",
        "can_swim": True,
        "life-jackets": "in_place",
    }
    assert {each: value(base, decision, **{**facts, question: each}) for each in expected} == expected
    assert [(c.rule, c.how, c.pack) for c in base.changes] == [(rule, "tightened", "second-harbour")]
    assert base.rules[rule].pack == "second-harbour"


@pytest.mark.parametrize(
    ("rule", "question", "to", "question_asked", "gone"),
    [
        ("short-trip", "hours", "1", {"hours": 2}, "tide_table"),
        ("low-swell", "swell", "flat", {"swell": "low"}, "radio_call"),
    ],
)
def test_an_upper_end_is_tightened_downwards(
    tmp_path: Path, rule: str, question: str, to: str, question_asked: dict[str, Answer], gone: str
) -> None:
    base = over(tmp_path, f"tighten: [{{rule: {rule}, question: {question}, to: {to}, because: So.}}]")
    facts = {"wind": "calm", "boat": "canoe", "hours": 24, "swell": "wild", **question_asked}
    below = load(tmp_path / "below")
    assert gone in evaluate(below, facts, DAY, BOTH)[0].collected("notes").members
    assert gone not in evaluate(base, facts, DAY, BOTH)[0].collected("notes").members


def test_tightening_never_makes_anything_lighter(tmp_path: Path) -> None:
    text = """
tighten:
  - {rule: long-trip, question: hours, to: 4, because: So.}
  - {rule: few-drills, question: drills, to: 5, because: So.}
"""
    base, below = over(tmp_path, text), load(tmp_path / "below")
    seen = set()
    for hours in (None, *range(25)):
        for drills in (None, *range(13)):
            facts = {key: each for key, each in (("hours", hours), ("drills", drills)) if each is not None}
            ranks = []
            for each in (below, base):
                found = evaluate(each, facts, DAY, "reference")[0].decisions["care"]
                assert isinstance(found, Highest)
                ranks.append([each.decisions["care"].rank(str(end)) for end in (found.at_least, found.at_most)])
            assert ranks[0] <= ranks[1]
            seen.add(ranks[0] == ranks[1])
    assert seen == {True, False}


def test_the_result_names_the_pack_of_each_rule_and_every_change(tmp_path: Path) -> None:
    base = over(tmp_path, ADDED + "switch_off: [{rule: high-swell, because: Our bay is calm.}]")
    profile = profiles_from(b"id: a\nanswers: {dog: yes, hours: 6}\n", base)[0]
    result = api.assess(base, profile, DAY)
    data = api.to_json(base, (result,))
    found = json.loads(data)["result"]
    assert documents(data)[0].result.pack.extends is not None
    assert found["pack"]["extends"] == [{"id": "boat-hire", "version": "1.0.0"}]
    change = {"rule": "high-swell", "change": "switched_off", "because": "Our bay is calm.", "pack": "second-harbour"}
    assert found["pack"]["changes"] == [change]
    packs = {rule["name"]: rule["pack"] for rule in found["rules"]}
    assert (packs["a-dog"], packs["long-trip"]) == ("second-harbour", "boat-hire")
    for form in ("text", "markdown"):
        page = api.write_results(base, [result], form, full=True, width=200)
        assert "Laid over boat-hire 1.0.0." in page
        assert "second-harbour: a-dog" in re.sub(r"[`\[\]()]", "", str(page))
        assert "Switched off by second-harbour: Our bay is calm." in page


def test_what_is_shown_of_a_rule_says_where_it_is_from(tmp_path: Path) -> None:
    text = ADDED + "tighten: [{rule: long-trip, question: hours, to: 4, because: Our bay is wide.}]"
    base = over(tmp_path, text)
    assert "From the pack second-harbour." in shown(base, "a-dog", 200)
    assert "From the pack boat-hire." in shown(base, "old-paint", 200)
    assert "Tightened by second-harbour: Our bay is wide." in shown(base, "long-trip", 200)
    assert "Changes to the packs below (1)" in shown(base, None, 200)


CASES = """
cases:
  - name: a dog is looked after
    answers: {dog: yes}
    expect: {care: close}
"""


def test_only_its_own_cases_are_run(tmp_path: Path) -> None:
    base = over(tmp_path, ADDED, cases__dogs_yaml=CASES)
    assert [case.name for case in read_cases(base)] == ["a dog is looked after"]
    assert run_cases(base, BOTH).failed == 0


def test_what_it_says_of_itself_is_added(tmp_path: Path) -> None:
    head = """
pack:
  id: second-harbour
  version: 2.0.0
  title: The second harbour
  extends: ../below
  topics: {dogs: Dogs}
  roles: {vet: The vet}
  control_classes: {dogs: For dogs}
  statement_kinds: {dogs: {says: For dogs, shown_by: anything}}
  layout: {headline: [pace], sections: [{title: Dogs, decisions: [pace]}]}
"""
    base = over(tmp_path, "", head)
    assert list(base.pack.topics) == ["people", "boat", "dogs"]
    assert list(base.pack.roles) == ["keeper", "vet"]
    assert base.pack.headline == ("hire", "care", "pace")
    assert [section.title for section in base.pack.sections] == ["Also", "Dogs"]
    assert base.pack.header
    assert (base.pack.id, base.pack.version) == ("second-harbour", "2.0.0")


def test_three_packs_lie_over_each_other(tmp_path: Path) -> None:
    write_over(tmp_path, "tighten: [{rule: long-trip, question: hours, to: 5, because: One.}]")
    third = tmp_path / "third"
    third.mkdir()
    text = "tighten: [{rule: long-trip, question: hours, to: 4, because: Two.}]"
    (third / "pack.yaml").write_text("pack: {id: third, version: 1, title: Third, extends: ../over}\n" + text)
    base = load(third)
    assert [pack.id for pack in base.extends] == ["boat-hire", "second-harbour"]
    assert [(change.pack, change.because) for change in base.changes] == [("second-harbour", "One."), ("third", "Two.")]
    assert value(base, "care", hours=4) == "close"


def test_the_shipped_pack_goes_by_its_id(tmp_path: Path) -> None:
    folder = tmp_path / "over"
    folder.mkdir()
    shipped = api.load_pack()
    (folder / "pack.yaml").write_text(f"pack: {{id: our-own, version: 1, title: Own, extends: {shipped.pack.id}}}")
    base = api.load_pack(folder)
    assert set(base.rules) == set(shipped.rules)
    assert base.extends[0].id == shipped.pack.id
    assert base.sha256 != shipped.sha256


def test_the_hash_is_over_the_meaning(tmp_path: Path) -> None:
    change = "switch_off: [{rule: high-swell, because: REASON}]"
    first = over(tmp_path / "one", change.replace("REASON", "Calm."))
    moved = over(tmp_path / "two", change.replace("REASON", '"Calm."'), "# Moved.\n" + HEAD)
    other = over(tmp_path / "three", change.replace("REASON", "Windless."))
    assert first.sha256 == moved.sha256 != other.sha256


def test_a_compiled_pack_is_never_older_than_the_pack_below_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for head in (HEAD, '"p\\u0061ck": {id: second-harbour, version: 2.0.0, title: T, "ext\\u0065nds": EXTENDS}\n'):
        folder = write_over(tmp_path, "", head)
        more = tmp_path / "below" / "more.yaml"
        assert (
            value(api.load_pack(folder), "care", hours=5, youngest="adult", wind="calm", drills=9, painted_on=DAY)
            == "light"
        )
        text = more.read_text()
        more.write_text(text.replace("{hours: {at_least: 6}}", "{hours: {at_least: 5}}"))
        assert value(api.load_pack(folder), "care", hours=5) == "close"
        more.write_text(text)


@pytest.mark.parametrize(("text", "said"), refused(HERE / "refused-overlays.txt"))
def test_what_refers_to_nothing_is_refused(tmp_path: Path, text: str, said: tuple[str, ...]) -> None:
    with pytest.raises(InputError) as caught:
        over(tmp_path, text)
    lines = str(caught.value).replace(f"{tmp_path}/over", "OVER").replace(f"{tmp_path}/below", "BELOW").splitlines()
    assert tuple(lines) == said


@pytest.mark.parametrize(("extends", "said"), refused(HERE / "refused-heads.txt"))
def test_a_pack_that_extends_nothing_is_refused(tmp_path: Path, extends: str, said: tuple[str, ...]) -> None:
    with pytest.raises(InputError) as caught:
        over(tmp_path, "", f"pack: {{id: over, version: 1, title: Over, {extends.strip()}}}\n")
    (found,) = str(caught.value).splitlines()
    place, _, rest = found.partition(": ")
    assert place.startswith(f"{tmp_path}/over/pack.yaml:1:")
    assert (rest,) == said


NAMED = ("name,trip,seats,price", "short,short,,free", "day,day,<= 8,low", ",,,full")
UNNAMED = tuple(row.partition(",")[2] for row in NAMED)
ROW_CHANGES = {
    "switch_off": "switch_off: [{rule: ROW, because: We have no day price.}]",
    "tighten": "tighten: [{rule: ROW, question: seats, to: 7, because: So.}]",
    "replaces": "rules: [{name: ROW, replaces: So., when: {trip: day}, then: {price: free}, because: S, cites: h.one}]",
}


@pytest.mark.parametrize("text", ROW_CHANGES.values(), ids=ROW_CHANGES)
def test_a_row_that_is_called_by_its_line_is_not_changed_from_above(tmp_path: Path, text: str) -> None:
    """With a row put in on top of the table below, the same line would change another row, and nobody would notice."""
    with pytest.raises(InputError) as caught:
        over_table(tmp_path, UNNAMED, text.replace("ROW", "prices-3"))
    lines = str(caught.value).replace(str(tmp_path), "").splitlines()
    assert len(lines) == 1
    assert re.fullmatch(
        r"/over/pack\.yaml:2:\d+: row-without-name: `prices-3` is only the line of a row, at /below/prices\.csv:3:1, "
        "and another row once one is put in above; give the row a name of its own there, in a column `name`",
        lines[0],
    )


ADVISING = [f"{row},{said}" for row, said in zip(NAMED, ("advise", "Walk.", "Go early.", ""), strict=True)]
CASE = "cases: [{name: a day trip, answers: {trip: day, seats: 2}, expect: {advice: {includes: [ROW]}}}]\n"


def test_a_case_does_not_expect_a_row_by_its_line(tmp_path: Path) -> None:
    """With a row put in above, it would expect what another row says; by its name it expects what was meant."""
    for rows, row in ((ADVISING, "day"), ([each.partition(",")[2] for each in ADVISING], "prices-3")):
        base = over_table(tmp_path, rows, "")
        (tmp_path / "over" / "cases").mkdir(exist_ok=True)
        (tmp_path / "over" / "cases" / "days.yaml").write_text(CASE.replace("ROW", row), encoding="utf-8")
        if row == "day":
            assert [case.name for case in read_cases(base)] == ["a day trip"]
    with pytest.raises(InputError) as caught:
        read_cases(base)
    assert str(caught.value).replace(str(tmp_path), "") == (
        "/over/cases/days.yaml:1:89: row-without-name: `prices-3` is only the line of a row, at /below/prices.csv:3:1, "
        "and another row once one is put in above; give the row a name of its own there, in a column `name`"
    )


def test_a_row_with_a_name_is_changed_wherever_it_stands(tmp_path: Path) -> None:
    text = ROW_CHANGES["switch_off"].replace("ROW", "day")
    for rows in (NAMED, (NAMED[0], "far,far,,low", *NAMED[1:])):
        base = over_table(tmp_path, rows, text)
        assert value(base, "price", trip="short", seats=1) == "free"
        assert value(base, "price", trip="day", seats=1) == "full"
        assert [(c.rule, c.how) for c in base.changes] == [("day", "switched_off")]


def test_a_row_with_a_name_is_tightened_and_replaced(tmp_path: Path) -> None:
    tighter = ROW_CHANGES["tighten"].replace("ROW", "day")
    assert value(over_table(tmp_path, NAMED, tighter), "price", trip="day", seats=8) == "full"
    replaced = over_table(tmp_path, NAMED, ROW_CHANGES["replaces"].replace("ROW", "day"))
    assert value(replaced, "price", trip="day", seats=16) == "free"
    assert [rule.name for rule in replaced.rules_of["price"]] == ["short", "day", "prices-4"]


def test_packs_that_extend_each_other_are_refused(tmp_path: Path) -> None:
    write_over(tmp_path, "", "pack: {id: over, version: 1, title: Over, extends: ../third}\n")
    (tmp_path / "third").mkdir()
    (tmp_path / "third" / "pack.yaml").write_text("pack: {id: third, version: 1, title: T, extends: ../over}\n")
    with pytest.raises(InputError, match=r"third/pack.yaml:1:\d+: circular-packs: `extends` leads back to itself"):
        api.load_pack(tmp_path / "over")


def test_only_a_pack_over_another_changes_rules(tmp_path: Path) -> None:
    write_over(tmp_path, "")
    (tmp_path / "below" / "own.yaml").write_text("switch_off: [{rule: storm, because: So.}]\n")
    with pytest.raises(InputError, match="nothing-below: `switch_off` is for a pack that `extends` another"):
        load(tmp_path / "below")


def test_an_error_below_is_shown_where_it_stands(tmp_path: Path) -> None:
    write_over(tmp_path, "")
    (tmp_path / "below" / "own.yaml").write_text("rules: [{name: bad}]\n")
    with pytest.raises(InputError, match=r"below/own\.yaml:1:9: missing-key: a rule needs the key `when`"):
        load(tmp_path / "over")
