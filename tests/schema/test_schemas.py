"""The schemas accept what the reader accepts, and mark the mistakes that people make."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from engine.export.schema import SCHEMAS, schema
from engine.rulebase.base import RuleBase
from engine.rulebase.load.folder import read_pack_files, to_rule_base
from tests.packs.shipped import ROOT, shipped
from tests.schema.yaml_1_2 import loaded

jsonschema = pytest.importorskip("jsonschema")

LIBRARY = ROOT / "tests" / "packs" / "library"


def rule_files(pack: Path) -> list[Path]:
    """List the files that declare rules and what they read: not the cases, nor what is declared for the office."""
    found = sorted(pack.rglob("*.yaml"))
    return [path for path in found if not {"cases", "office"} & {*path.relative_to(pack).parts}]


FILES = [
    *(("shipped", "rules", path) for path in rule_files(ROOT / "rules")),
    *(("shipped", "cases", path) for path in sorted((ROOT / "rules" / "cases").glob("*.yaml"))),
    *(("shipped", "profile", path) for path in sorted((ROOT / "profiles").glob("*.yaml"))),
    *(("library", "rules", path) for path in rule_files(LIBRARY)),
    *(("library", "cases", path) for path in sorted((LIBRARY / "cases").glob("*.yaml"))),
    *(("library", "profile", path) for path in sorted((LIBRARY.parent / "library-profiles").glob("*.yaml"))),
]


@cache
def base_of(pack: str) -> RuleBase:
    return shipped() if pack == "shipped" else to_rule_base(read_pack_files(LIBRARY), LIBRARY)


@cache
def validator(pack: str, kind: str) -> Any:
    made = schema(base_of(pack), kind)
    jsonschema.Draft202012Validator.check_schema(made)
    return jsonschema.Draft202012Validator(made)


def complaints(pack: str, kind: str, text: str) -> list[str]:
    return [f"{error.json_path}: {error.message[:200]}" for error in validator(pack, kind).iter_errors(loaded(text))]


@pytest.mark.parametrize(
    ("pack", "kind", "path"), FILES, ids=lambda each: each.name if isinstance(each, Path) else each
)
def test_what_the_reader_accepts_is_accepted(pack: str, kind: str, path: Path) -> None:
    assert complaints(pack, kind, path.read_text(encoding="utf-8")) == []


def test_files_of_every_kind_were_found() -> None:
    assert {(pack, kind) for pack, kind, _ in FILES} == {
        (pack, kind) for pack in ("shipped", "library") for kind in SCHEMAS
    }
    assert len(FILES) > 100


RULE = """\
rules:
  - name: a-rule
    title: A rule
    when: {all: [{borrower_kind: child}, {care: {at_least: counter}}]}
    then: {loan: lend_with_care, require: [card-seen], advise: Take care.}
    because: It is so.
    cites: [lr.card]
    origin: ours
"""
RULE_MISTAKES = (
    ("because: It is so.", "becuase: It is so."),
    ("    because: It is so.\n", ""),
    ("rules:", "rulez:"),
    ("name: a-rule", "name: a_rule"),
    ("name: a-rule", "name: A rule"),
    ("borrower_kind: child", "borower_kind: child"),
    ("borrower_kind: child", "borrower_kind: kid"),
    ("borrower_kind: child", "borrower_kind: {at_least: child}"),
    ("borrower_kind: child", "borrower_kind: child, lives_here: yes"),
    ("borrower_kind: child", "lives_here: maybe"),
    ("borrower_kind: child", "goes_to: home"),
    ("borrower_kind: child", "fees_owed: {more_than: 3}"),
    ("borrower_kind: child", "fees_owed: lots"),
    ("borrower_kind: child", "wanted_for: fun"),
    ("borrower_kind: child", "address_checked_on: {older_than: 3 years}"),
    ("borrower_kind: child", "warnings: {includes: two-signs-together}"),
    ("borrower_kind: child", "card-seen: done"),
    ("borrower_kind: child", "controls: {missing: blockng}"),
    ("borrower_kind: child", "at_least: {of: [{lives_here: yes}]}"),
    ("borrower_kind: child", "all: []"),
    ("care: {at_least: counter}", "care: {at_least: countr}"),
    ("care: {at_least: counter}", "care: {above: counter}"),
    ("when: {all: [", "when: [{all: ["),
    ("loan: lend_with_care", "loan: lend_it"),
    ("loan: lend_with_care", "lone: lend_with_care"),
    ("loan: lend_with_care", "trouble_signs: 2"),
    ("require: [card-seen]", "require: [card-sean]"),
    ("require: [card-seen]", "requires: [card-seen]"),
    ("{loan: lend_with_care, require: [card-seen], advise: Take care.}", "{}"),
    ("cites: [lr.card]", "cites: [lr.cart]"),
    ("origin: ours", "origin: mine"),
)
DECLARED = """\
topic: desk
facts:
  - name: hour
    kind: number
    unit: hours
    range: [0, 23]
    question: At what hour?
    worse: later
    applies_when: {borrower_kind: child}
    cites: [lr.card]
decisions:
  - name: queue
    title: Queue
    hit_policy: max
    values: {short: Short, long: {label: Long, cadence: P1W}}
    default: {value: short, because: It is., cites: [lr.card]}
controls:
  - name: a-control
    title: A control
    what: Something.
    owner: curator
    deadline: PT48H
    evidence: A note.
    classes: [blocking]
    cites: [lr.card]
    belongs_to: {loan_period: [term]}
statements:
  - {id: lr.new, must: duty, says: Something new.}
"""
DECLARED_MISTAKES = (
    ("topic: desk", "topic: dask"),
    ("kind: number", "kind: nummer"),
    ("kind: number", "kind: choice"),
    ("range: [0, 23]", "range: [0]"),
    ("    range: [0, 23]\n", ""),
    ("worse: later", "worse: much"),
    ("applies_when: {borrower_kind: child}", "applies_when: {care: light}"),
    ("applies_when: {borrower_kind: child}", "applies_when: {card-seen: missing}"),
    ("name: hour", "name: the hour"),
    ("hit_policy: max", "hit_policy: maximum"),
    ("{label: Long, cadence: P1W}", "{cadence: P1W}"),
    ("cadence: P1W", "cadence: weekly"),
    ("default: {value: short, because: It is., cites: [lr.card]}", "default: short"),
    ("owner: curator", "owner: the curator"),
    ("deadline: PT48H", "deadline: 48h"),
    ("classes: [blocking]", "classes: [urgent]"),
    ("belongs_to: {loan_period: [term]}", "belongs_to: {loan_period: [year]}"),
    ("id: lr.new", "id: lr.New"),
    ("must: duty", "must: dooty"),
)
CLAIMED = """\
properties:
  - name: care-never-falls
    says: Worse answers never lower the degree of care.
    never_lighter: {decisions: [care]}
    cites: [lr.card]
  - name: some-rule-fits
    says: Some rule fits.
    complete: {decisions: [care, loan]}
    cites: [lr.card]
  - name: a-child-shows-a-card
    says: A child shows a card.
    when: {borrower_kind: child}
    then: {controls: {includes: card-seen}}
    cites: [lr.card]
  - name: groups-change-nothing
    says: The groups change nothing of the loan.
    leaves: {fact: member_groups, decisions: [loan]}
    cites: [lr.card]
  - name: care-may-fall
    says: It may fall.
    may_fall: {facts: [last_damage], decisions: [care], controls: [card-seen], while_open: loan}
    cites: [lr.card]
"""
CLAIMED_MISTAKES = (
    ("never_lighter: {decisions: [care]}", "never_lighter: [care]"),
    ("never_lighter: {decisions: [care]}", "never_lighter: {decisions: [loan]}"),
    ("then: {controls: {includes: card-seen}}", "than: {controls: {includes: card-seen}}"),
    ("when: {borrower_kind: child}", "when: {borrower_kind: kid}"),
    ("complete: {decisions: [care, loan]}", "complete: {decisions: [care, warnings]}"),
    ("fact: member_groups", "fact: members_groups"),
    ("    says: It may fall.\n", ""),
    ("while_open: loan", "while_open: lone"),
)
PROFILE = """\
id: one
borrower: {name: A Reader}
counter: main
answers:
  lives_here: yes
  item_kind: {value: map, evidence: its label, known: observed}
  fees_owed: 3
  goes_to: [home]
  address_checked_on: 2026-01-31
  first_loan: unknown
controls: {card-seen: yes}
"""
PROFILE_MISTAKES = (
    ("id: one\n", ""),
    ("borrower: {name: A Reader}", "borower: {name: A Reader}"),
    ("counter: main", "counter: side"),
    ("lives_here: yes", "lives_here: y"),
    ("lives_here: yes", "lives_hear: yes"),
    ("known: observed", "known: seen"),
    ("fees_owed: 3", "fees_owed: three"),
    ("fees_owed: 3", "fees_owed: 5001"),
    ("goes_to: [home]", "goes_to: [moon]"),
    ("2026-01-31", "31 January 2026"),
    ("card-seen: yes", "card-seen: done"),
    ("card-seen: yes", "card-sean: yes"),
)
CASES = """\
cases:
  - name: a child takes a map
    answers: {borrower_kind: child}
    controls: {card-seen: missing}
    header: {counter: bus}
    as_of: 2026-01-31
    expect:
      care: {at_least: counter}
      loan: lend_with_care
      controls: {includes: [card-seen], undecided: [condition-note]}
      trouble_signs: 0
"""
CASE_MISTAKES = (
    ("name: a child takes a map\n    answers", "answers"),
    ("borrower_kind: child", "borrower_kind: kid"),
    ("counter: bus", "desk: bus"),
    ("care: {at_least: counter}", "care: {at_lest: counter}"),
    ("care: {at_least: counter}", "cares: counter"),
    ("loan: lend_with_care", "loan: {at_least: lend_with_care}"),
    ("loan: lend_with_care", "loan: lend_it"),
    ("includes: [card-seen]", "includes: [card-sean]"),
    ("trouble_signs: 0", "trouble_signs: none"),
)
MISTAKES = [
    *(("rules", RULE, before, after) for before, after in RULE_MISTAKES),
    *(("rules", DECLARED, before, after) for before, after in DECLARED_MISTAKES),
    *(("rules", CLAIMED, before, after) for before, after in CLAIMED_MISTAKES),
    *(("profile", PROFILE, before, after) for before, after in PROFILE_MISTAKES),
    *(("cases", CASES, before, after) for before, after in CASE_MISTAKES),
]


@pytest.mark.parametrize(
    ("kind", "text"), [("rules", RULE), ("rules", DECLARED), ("profile", PROFILE), ("cases", CASES)]
)
def test_what_the_mistakes_are_made_in_is_right(kind: str, text: str) -> None:
    assert complaints("library", kind, text) == []


@pytest.mark.parametrize(("kind", "text", "before", "after"), MISTAKES, ids=[f"{a} -> {b}" for _, _, a, b in MISTAKES])
def test_a_mistake_is_marked(kind: str, text: str, before: str, after: str) -> None:
    assert text.count(before) == 1
    spoilt = text.replace(before, after)
    if after.startswith("when: ["):
        spoilt = spoilt.replace("counter}}]}", "counter}}]}]")
    assert complaints("library", kind, spoilt) != []


@pytest.mark.parametrize("name", ["lives_here", "item_kind", "fees_owed", "goes_to", "care", "card-seen", "controls"])
def test_an_editor_learns_what_a_name_means(name: str) -> None:
    base = base_of("library")
    made = schema(base, "rules")
    known = made["$defs"]["condition"]["anyOf"][1]["properties"]
    meant = base.decisions[name].title if name in base.decisions else base.question(name).question
    assert known[name]["description"].startswith(meant)


def test_an_editor_learns_every_name_that_a_condition_may_read() -> None:
    base = base_of("library")
    known = schema(base, "rules")["$defs"]["condition"]["anyOf"][1]["properties"]
    readable = {fact.name for fact in base.facts.values() if fact.kind != "text"}
    readable |= {*base.controls, *base.decisions} - {"warnings", "advice"}
    assert set(known) == readable | {"all", "any", "not", "at_least"}


def test_an_editor_learns_what_a_statement_says() -> None:
    (card,) = [
        each
        for each in schema(base_of("library"), "rules")["$defs"]["statement"]["oneOf"]
        if each["const"] == "lr.card"
    ]
    assert card["description"] == base_of("library").statements["lr.card"].says


def test_the_editor_set_up_here_knows_a_schema_for_every_file() -> None:
    import json

    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    claimed: dict[Path, str] = {}
    for name, patterns in settings["yaml.schemas"].items():
        assert name in {f"docs/reference/{kind}.schema.json" for kind in SCHEMAS}
        for pattern in patterns:
            found = sorted(ROOT.glob(pattern))
            assert found, pattern
            for path in found:
                assert path not in claimed, path
                claimed[path] = name
    kinds = {path: f"docs/reference/{kind}.schema.json" for pack, kind, path in FILES if pack == "shipped"}
    assert claimed == kinds
    recommended = json.loads((ROOT / ".vscode" / "extensions.json").read_text(encoding="utf-8"))
    assert "redhat.vscode-yaml" in recommended["recommendations"]
