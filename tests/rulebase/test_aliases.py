"""Names of another program need no adapter: other names of questions and answers are read wherever they stand."""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from engine import api
from engine.assessment.agreement import BOTH, evaluate
from engine.errors import InputError
from engine.export.schema import schema
from engine.profile.columns import bind, read_cell
from engine.rulebase.base import RuleBase
from engine.rulebase.facts import Answer, Members
from tests.schema.yaml_1_2 import loaded

HEAD = """\
pack: {id: foreign, version: 0.1.0, title: Foreign names, topics: {all: All}, header: {who: text},
       layout: {heading: [who], primary: [act], headline: [act, tint]}}
documents: [{id: house, prefix: h, title: House rules}]
statements: [{id: h.one, must: one, says: One.}]
topic: all
"""
FACTS = (
    "{name: likes_red, aliases: [likesRed, LR], kind: yes_no, question: Red, value_aliases: {Y: yes, N: no}}",
    "{name: risk, kind: choice, ordered: yes, values: {low: Low, mid: Middle, high: High}, question: Which, ALSO}",
    "{name: areas, kind: choices, values: {north: North, south: South}, question: Where, value_aliases: {N: north}}",
)
ALSO = "aliases: [riskLevel], value_aliases: {LOW: low, HIGH: high, SEVERE: high}"
REST = """
decisions:
  - {name: act, title: Act, hit_policy: max, values: {go: Go, ask: Ask, stop: Stop},
     default: {value: go, because: Fine., cites: [h.one]}}
  - {name: tint, title: Tint, hit_policy: first, values: {red: Red, blue: Blue}}
rules:
  - {name: severe, when: {RISK: {at_least: HIGH}}, then: {act: stop}, because: So., cites: [h.one]}
  - {name: red, when: {all: [{RED: YES}, {areas: {includes: AREA}}]}, then: {act: ask}, because: So., cites: [h.one]}
tables: [{name: tints, file: tints.csv, hit_policy: first, decides: [tint], because: So., cites: [h.one]}]
"""
FOREIGN = {"RISK": "riskLevel", "RED": "likesRed", "YES": "Y", "AREA": "N", "HIGH": "SEVERE"}
OWN = {"RISK": "risk", "RED": "likes_red", "YES": "yes", "AREA": "north", "HIGH": "high"}
TABLES = {"foreign": "LR,areas.N,riskLevel,tint\nY,yes,>= HIGH,red\n,,,blue\n"}
TABLES["own"] = "likes_red,areas.north,risk,tint\nyes,yes,>= high,red\n,,,blue\n"
DAY = date(2026, 6, 1)


def load(
    folder: Path, names: Mapping[str, str], table: str, facts: tuple[str, ...] = FACTS, head: str = HEAD
) -> RuleBase:
    folder.mkdir(parents=True, exist_ok=True)
    rest = REST
    for word, name in names.items():
        rest = rest.replace(word, name)
    listed = "".join(f"  - {fact}\n" for fact in facts).replace("ALSO", ALSO)
    (folder / "pack.yaml").write_text(f"{head}facts:\n{listed}{rest}", encoding="utf-8")
    (folder / "tints.csv").write_text(table, encoding="utf-8")
    return api.load_pack(folder)


@pytest.fixture
def base(tmp_path: Path) -> RuleBase:
    return load(tmp_path / "pack", FOREIGN, TABLES["foreign"])


def test_rules_and_tables_in_other_names_are_the_same_rules(tmp_path: Path, base: RuleBase) -> None:
    own = load(tmp_path / "own", OWN, TABLES["own"])
    assert {rule.name: rule.when for rule in own.rules.values()} == {r.name: r.when for r in base.rules.values()}
    assert own.sha256 == base.sha256


def test_a_profile_in_other_names_says_the_same(base: RuleBase) -> None:
    foreign = b"id: x\nanswers: {likesRed: Y, riskLevel: SEVERE, areas: [N]}"
    own = b"id: x\nanswers: {likes_red: yes, risk: high, areas: [north]}"
    written = [api.read_profiles(text, base)[0] for text in (foreign, own)]
    assert written[0].facts() == written[1].facts()
    assert written[0].sha256 == written[1].sha256
    found = evaluate(base, written[0].facts(), DAY, BOTH)[0]
    assert found.rules == {"severe": True, "red": True, "tints-2": True, "tints-3": True}


@pytest.mark.parametrize(
    ("heading", "text", "name", "answer"),
    [
        ("likesRed", "Y", "likes_red", True),
        ("LR", "n", "likes_red", False),
        ("likes_red", "N", "likes_red", False),
        ("Red", "yes", "likes_red", True),
        ("riskLevel", "SEVERE", "risk", "high"),
        ("risk", "HIGH", "risk", "high"),
        ("risk", "Middle", "risk", "mid"),
        ("areas", "N", "areas", Members(frozenset({"north"}), frozenset({"south"}))),
        ("areas.N", "yes", "areas", True),
    ],
)
def test_a_table_in_other_names_says_the_same(
    base: RuleBase, heading: str, text: str, name: str, answer: Answer
) -> None:
    column = bind(["id", heading], base).all[1]
    assert column.name == name
    assert read_cell(column, text) == answer


def test_one_question_under_two_names_is_answered_once(base: RuleBase) -> None:
    with pytest.raises(InputError, match="answered-twice: `likes_red` is answered twice, by different names"):
        api.read_profiles(b"id: x\nanswers: {likesRed: yes, likes_red: yes}", base)
    with pytest.raises(InputError, match="column-twice: `LR` and `likesRed` are about the same"):
        bind(["id", "likesRed", "LR"], base)


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ("aliases: [risk]", "name-taken: the alias `risk` of `likes_red` is a name of `risk` already; leave it out"),
        ("aliases: [ACT]", "name-taken: the alias `ACT` of `likes_red` is a name of `act` already; leave it out"),
        ("aliases: [not]", "name-taken: the alias `not` of `likes_red` has a meaning of its own in rules"),
        ("aliases: [RISKLEVEL]", "name-taken: the alias `riskLevel` of `risk` is a name of `likes_red` already"),
        ("aliases: [Result_x]", "reserved-heading: in a table, `Result_x` would head a column of results"),
        ("value_aliases: {True: no}", "name-taken: `True` means an answer already; leave it out here"),
        ("value_aliases: {J: yea}", "unknown-value: `likes_red` has no answer `yea`; did you mean `yes`?"),
        ("value_aliases: {NULL: no}", "reserved-name: `NULL` says that the answer is not known yet"),
        ("value_aliases: {j: yes, J: no}", "name-taken: `J` means an answer already; leave it out here"),
    ],
)
def test_another_name_that_means_something_else_is_refused(tmp_path: Path, facts: str, said: str) -> None:
    first = f"{{name: likes_red, kind: yes_no, question: Red, {facts}}}"
    with pytest.raises(InputError) as caught:
        load(tmp_path, OWN, TABLES["own"], (first, *FACTS[1:]))
    assert said in str(caught.value)


def test_numbers_and_dates_have_no_other_names(tmp_path: Path) -> None:
    fact = "{name: n, kind: number, range: [0, 9], question: N?, value_aliases: {X: 1}}"
    with pytest.raises(InputError, match="aliases-not-allowed: a `number` has no answers that could have other names"):
        load(tmp_path, OWN, TABLES["own"], (*FACTS, fact))


THREE = ("{name: likes_red, aliases: [likesRed], kind: yes_no, when_silent: not_answered, question: Red}", *FACTS[1:])


def test_a_question_that_nobody_answered_is_a_third_state_of_yes_or_no(tmp_path: Path) -> None:
    rows = "likes_red,tint\nnot_answered,blue\nnot no,red\n,blue\n"
    base = load(tmp_path, OWN, rows, THREE)
    expected = {b"yes": "red", b"true": "red", b"no": "blue", b"unknown": "blue", b"not_answered": "blue"}
    for written, tint in expected.items():
        (profile,) = api.read_profiles(b"id: x\nanswers: {likesRed: " + written + b", areas: [north]}", base)
        found = evaluate(base, profile.facts(), DAY, BOTH)[0]
        decided = found.decisions["tint"]
        assert decided.status == "settled"
        assert getattr(decided, "possible", None) == {tint}
        assert found.rules["red"] is (tint == "red"), "silence is no `yes`"
    column = bind(["id", "likesRed"], base).all[1]
    assert [read_cell(column, text) for text in ("yes", "No", "true", "FALSE", "Not answered", "", "?")] == [
        *("yes", "no", "yes", "no", "not_answered", None, None)
    ]


def test_a_third_state_has_no_direction_in_which_it_gets_worse(tmp_path: Path) -> None:
    fact = THREE[0].replace("question", "worse: yes, question")
    with pytest.raises(InputError) as caught:
        load(tmp_path, OWN, TABLES["own"], (fact, *FACTS[1:]))
    (fault,) = caught.value.diagnostics
    assert (fault.code, fault.message) == (
        "worse-not-allowed",
        (
            "with `when_silent: not_answered` there are three answers, and nobody can say which of them is worse than "
            "that one; leave out `worse`, or let `when_silent` be `yes` or `no`"
        ),
    )
    for way_out, silence in (("yes", True), ("no", False)):
        facts = (fact.replace("not_answered", way_out), *FACTS[1:])
        assert load(tmp_path, OWN, TABLES["own"], facts).facts["likes_red"].when_silent is silence


def test_an_editor_knows_the_other_names_too(tmp_path: Path, base: RuleBase) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    three = load(tmp_path / "three", OWN, "likes_red,tint\n,blue\n", THREE)
    written = {
        "rules": ((base, loaded((Path(base.folder) / "pack.yaml").read_text(encoding="utf-8"))),),
        "profile": (
            (base, {"id": "x", "answers": {"likesRed": "Y", "riskLevel": "SEVERE", "areas": ["N"]}}),
            *((three, {"id": "x", "answers": {"likesRed": each}}) for each in (True, "yes", "no", "not_answered")),
        ),
    }
    for kind, documents in written.items():
        for of, document in documents:
            assert list(jsonschema.Draft202012Validator(schema(of, kind)).iter_errors(document)) == []
    wrong = {"id": "x", "answers": {"likesRed": "J"}}
    assert list(jsonschema.Draft202012Validator(schema(base, "profile")).iter_errors(wrong)) != []


ALSO_IN = """\
pack: {id: foreign, version: 0.1.0, title: Foreign names, topics: {all: All}, header: {who: text, grade: {fact: @RISK}},
       layout: {heading: [who], primary: [act], headline: [act], sections: [{title: Answers, facts: [@RISK, @RED]}]}}
documents: [{id: house, prefix: h, title: House rules}]
statements: [{id: h.one, must: one, says: One.}]
topic: all
facts:
  - {name: likes_red, aliases: [likesRed], kind: yes_no, question: Red, value_aliases: {Y: yes, BLANK: not_answered},
     when_silent: @SILENCE}
  - {name: risk, aliases: [riskLevel], kind: choice, ordered: yes, values: {low: Low, mid: Middle, high: High},
     worse: higher, question: Which, value_aliases: {LOW: low, MIDDLE: mid}}
decisions:
  - {name: act, title: Act, hit_policy: max, values: {go: Go, stop: Stop},
     default: {value: go, because: Fine., cites: [h.one]}}
rules:
  - {name: severe, when: {@RISK: {at_least: high}}, then: {act: stop}, because: So., cites: [h.one]}
  - {name: red, when: {@RED: @YES}, then: {act: stop}, because: So., cites: [h.one]}
properties:
  - {name: nothing-else, says: So., cites: [h.one], leaves: {fact: @RED, decisions: [act]}}
  - {name: may-fall, says: So., cites: [h.one], may_fall: {facts: [@RISK, @RED], decisions: [act]}}
"""
OVER = """\
pack: {id: upper, version: 0.1.0, title: Ours, extends: ../below}
tighten: [{rule: severe, question: @RISK, to: @MIDDLE, because: We look sooner.}]
"""
NAMES_THERE = {
    "foreign": {"RISK": "riskLevel", "RED": "likesRed", "YES": "Y", "MIDDLE": "MIDDLE", "SILENCE": "BLANK"},
    "own": {"RISK": "risk", "RED": "likes_red", "YES": "yes", "MIDDLE": "mid", "SILENCE": "not_answered"},
}


def in_names(folder: Path, names: Mapping[str, str]) -> RuleBase:
    """Write a pack, and one over it that tightens a rule, with these names; load the upper one."""
    for name, template in (("below", ALSO_IN), ("upper", OVER)):
        text = re.sub(r"@(\w+)", lambda found: names[found[1]], template)
        (folder / name).mkdir(parents=True)
        (folder / name / "pack.yaml").write_text(text, encoding="utf-8")
    return api.load_pack(folder / "upper")


def test_other_names_are_read_wherever_a_pack_names_a_question_or_an_answer(tmp_path: Path) -> None:
    """In the head, the layout, properties, silence and tightening, as in rules: the same pack comes out."""
    foreign, own = (in_names(tmp_path / each, NAMES_THERE[each]) for each in ("foreign", "own"))
    assert own.pack.header[1].fact == "risk"
    assert own.facts["likes_red"].when_silent == "not_answered"
    assert foreign.sha256 == own.sha256
    assert foreign.pack == own.pack
    assert {name: each.claim for name, each in foreign.properties.items()} == {
        name: each.claim for name, each in own.properties.items()
    }
    for base in (foreign, own):
        (profile,) = api.read_profiles(b"id: x\ngrade: MIDDLE\nanswers: {likesRed: BLANK}", base)
        assert evaluate(base, profile.facts(), DAY, BOTH)[0].rules == {"severe": True, "red": False}


def test_a_question_is_in_the_head_once_whatever_it_is_called_there(tmp_path: Path) -> None:
    twice = HEAD.replace("{who: text}", "{grade: {fact: riskLevel}, level: {fact: risk}}")
    with pytest.raises(InputError, match="answered-twice: `risk` is answered already by the field `grade`"):
        load(tmp_path, OWN, TABLES["own"], head=twice.replace("[who]", "[]"))
