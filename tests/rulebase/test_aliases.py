"""Names of another program need no adapter: other names of questions and answers are read wherever they stand."""

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


def load(folder: Path, names: Mapping[str, str], table: str, facts: tuple[str, ...] = FACTS) -> RuleBase:
    folder.mkdir(parents=True, exist_ok=True)
    rest = REST
    for word, name in names.items():
        rest = rest.replace(word, name)
    listed = "".join(f"  - {fact}\n" for fact in facts).replace("ALSO", ALSO)
    (folder / "pack.yaml").write_text(f"{HEAD}facts:\n{listed}{rest}", encoding="utf-8")
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
    with pytest.raises(InputError, match="worse-not-allowed: "):
        load(tmp_path, OWN, TABLES["own"], (fact, *FACTS[1:]))


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
