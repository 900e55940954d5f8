"""The exported file means what the rules mean, wherever everything is answered; and says what it can't say."""

import re
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random
from xml.etree import ElementTree as ET

import pytest

from engine.checks.cases import read_examples
from engine.export.dmn.document import UNSAID, dmn
from engine.export.dmn.names import RESERVED, FeelNames
from engine.export.dmn.tables import MOST_COLUMNS
from engine.rulebase.base import RuleBase
from engine.rulebase.decisions import HIT_POLICIES
from engine.rulebase.load.folder import read_pack_files, to_rule_base
from tests.packs.random_base import random_base
from tests.packs.random_extras import with_dates, with_silences
from tests.packs.shipped import ROOT, shipped, shipped_examples
from tests.render.dmn.complete import Examples, complete_cases, same
from tests.render.dmn.feel_reader import SPACE, Feel, model, passes, texts
from tests.render.dmn.feel_words import pack_of_feel_words
from tests.volume import seeds

LIBRARY = ROOT / "tests" / "packs" / "library"
DI = "{https://www.omg.org/spec/DMN/20191111/DMNDI/}"


@cache
def base_of(pack: str) -> RuleBase:
    if pack == "shipped":
        return shipped()
    if pack == "library":
        return to_rule_base(read_pack_files(LIBRARY), LIBRARY)
    return random_base(Random(int(pack)))


@cache
def root_of(pack: str) -> ET.Element:
    return ET.fromstring(dmn(base_of(pack)))


every_pack = pytest.mark.parametrize("pack", ["shipped", "library", "7", "8"])


def differences(base: RuleBase, seed: int, count: int, examples: Examples = ()) -> list[object]:
    exported = model(dmn(base))
    found: list[object] = []
    for inputs, expected in complete_cases(base, seed, count, examples):
        got = exported.decide(inputs)
        assert set(got) == set(expected)
        found += [(name, value, got[name]) for name, value in expected.items() if not same(value, got[name])]
    return found


@pytest.mark.parametrize("seed", seeds(20, 60))
def test_random_rules_come_out_the_same(seed: int) -> None:
    assert differences(random_base(Random(seed)), seed, 10) == []


@pytest.mark.parametrize("seed", seeds(8, 20))
def test_random_rules_with_dates_come_out_the_same(seed: int) -> None:
    base = with_dates(Random(seed), random_base(Random(seed)))
    assert base.days
    assert differences(base, seed, 10) == []


@pytest.mark.parametrize("seed", seeds(8, 20))
def test_random_rules_with_silence_come_out_the_same(seed: int) -> None:
    """And with dates: a question that nobody answers is null, and is read as the rules say."""
    base = with_dates(Random(seed), with_silences(Random(seed), random_base(Random(seed))))
    assert any(fact.when_silent is not None for fact in base.facts.values())
    assert differences(base, seed, 10) == []


def test_silence_that_is_not_read_is_noticed() -> None:
    noticed = 0
    for seed in range(20):
        base = with_silences(Random(seed), random_base(Random(seed)))
        deaf = replace(base, facts={name: replace(fact, when_silent=None) for name, fact in base.facts.items()})
        exported = model(dmn(deaf))
        for inputs, expected in complete_cases(base, seed, 5):
            try:
                got = exported.decide(inputs)
            except (TypeError, AttributeError, AssertionError):  # a comparison with null, or rules that contradict
                got = {}
            noticed += any(not same(value, got.get(name)) for name, value in expected.items())
    assert noticed > 20


@pytest.fixture(scope="module")
def worded(tmp_path_factory: pytest.TempPathFactory) -> RuleBase:
    return pack_of_feel_words(tmp_path_factory.mktemp("words"))


def test_questions_and_decisions_named_as_functions_of_feel_come_out_the_same(worded: RuleBase) -> None:
    assert differences(worded, 3, 200) == []


def test_the_file_says_what_is_called_otherwise_and_what_silence_means(worded: RuleBase) -> None:
    root = ET.fromstring(dmn(worded))
    words = root.findtext(f"{SPACE}description") or ""
    assert "max is max_2, sum is sum_2, count is count_2, date is date_2, list is list_2, min is min_2" in words
    (made,) = root.findall(f"{SPACE}inputData[@name='min_2']")
    said = made.findtext(f"{SPACE}description") or ""
    assert "Where it is not answered (null), it is taken as: 4." in said
    assert "In the rules it is called min." in said
    (decision,) = root.findall(f"{SPACE}decision[@name='sum_2']")
    assert "In the rules it is called sum." in (decision.findtext(f"{SPACE}description") or "")


def test_no_name_is_a_word_of_any_function(worded: RuleBase) -> None:
    assert {"count", "min", "date", "not", "list", "contains", "string", "sum", "all", "years", "value"} <= RESERVED
    used = {FeelNames(worded).question(name) for name in worded.facts}
    assert not used & RESERVED


def test_the_random_rules_use_every_hit_policy_and_both_kinds_of_tables() -> None:
    policies: Counter[str] = Counter()
    narrow: Counter[bool] = Counter()
    for seed in range(20):
        base = random_base(Random(seed))
        policies.update(decision.hit_policy for decision in base.decisions.values())
        for table in ET.fromstring(dmn(base)).iter(f"{SPACE}decisionTable"):
            narrow[texts(table, "input/inputExpression") == ["true"]] += 1
    assert set(policies) == set(HIT_POLICIES)
    assert min(narrow[True], narrow[False]) > 20


def test_the_library_comes_out_the_same() -> None:
    base = base_of("library")
    assert differences(base, 1, 300, [each.facts() for each in read_examples(base)]) == []


def test_the_shipped_rules_come_out_the_same() -> None:
    assert differences(shipped(), 1, 10, [each.facts() for each in shipped_examples()]) == []


def test_the_comparison_notices_a_change() -> None:
    base = base_of("library")
    text = dmn(base).replace("&gt;= 1000", "&gt;= 1")
    exported = model(text)
    assert any(
        not same(expected["care"], exported.decide(inputs)["care"]) for inputs, expected in complete_cases(base, 1, 50)
    )


@every_pack
def test_every_rule_is_a_row_with_its_reason(pack: str) -> None:
    base, names = base_of(pack), FeelNames(base_of(pack))
    for decision in base.decisions.values():
        (element,) = root_of(pack).findall(f"{SPACE}decision[@name='{names.decision(decision.name)}']")
        rows = [each.findtext(f"{SPACE}description") or "" for each in element.iter(f"{SPACE}rule")]
        for rule in base.rules_of[decision.name]:
            mine = [row for row in rows if row.startswith(f"{rule.name}: ")]
            assert len(mine) >= 1
            assert all(rule.because in row and all(cited in row for cited in rule.cites) for row in mine)


@every_pack
def test_tables_are_narrow_enough_to_be_read(pack: str) -> None:
    tables = list(root_of(pack).iter(f"{SPACE}decisionTable"))
    assert tables
    for table in tables:
        assert 1 <= len(table.findall(f"{SPACE}input")) <= MOST_COLUMNS


@every_pack
def test_ids_are_used_once_and_references_lead_somewhere(pack: str) -> None:
    ids = Counter(each.get("id") for each in root_of(pack).iter() if "id" in each.attrib)
    assert [name for name, count in ids.items() if count > 1] == []
    assert all(re.fullmatch(r"[A-Za-z_][\w.-]*", name or "") for name in ids)
    leading = [each.get("href", "").removeprefix("#") for each in root_of(pack).iter() if "href" in each.attrib]
    leading += [each.get("dmnElementRef", "") for each in root_of(pack).iter() if "dmnElementRef" in each.attrib]
    assert leading
    assert set(leading) <= set(ids)


@every_pack
def test_names_are_used_once_and_are_names_of_feel(pack: str) -> None:
    named = [*root_of(pack).iter(f"{SPACE}inputData"), *root_of(pack).iter(f"{SPACE}decision")]
    names = [each.get("name") or "" for each in named]
    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"[a-z][a-z0-9_]*", name) for name in names)
    for each in named:
        (variable,) = each.findall(f"{SPACE}variable")
        assert variable.get("name") == each.get("name")


def test_names_that_clash_are_told_apart() -> None:
    base = random_base(Random(1))
    control = next(iter(base.controls.values()))
    clashing = replace(base, controls={"a-b": control}, facts={"a_b": next(iter(base.facts.values()))}, decisions={})
    names = FeelNames(clashing)
    assert {names.question("a_b"), names.question("a-b")} == {"a_b", "a_b_2"}
    reserved = replace(base, controls={}, facts={"item": next(iter(base.facts.values()))}, decisions={})
    assert FeelNames(reserved).question("item") == "item_2"


@every_pack
def test_what_dmn_cannot_say_is_said(pack: str) -> None:
    notes = ["".join(each.itertext()).strip() for each in root_of(pack).findall(f"{SPACE}textAnnotation")]
    assert notes == [UNSAID]
    (words,) = root_of(pack).findall(f"{SPACE}description")
    assert UNSAID in (words.text or "")
    for word in ("don't know yet", "possible", "bounds", "meantime", "null"):
        assert word in UNSAID


@every_pack
def test_every_decision_and_input_is_drawn_with_all_it_requires(pack: str) -> None:
    diagrams = root_of(pack).findall(f"{DI}DMNDI/{DI}DMNDiagram")
    overview = {each.get("dmnElementRef") for each in diagrams[0].findall(f"{DI}DMNShape")}
    decisions = {each.get("id") for each in root_of(pack).findall(f"{SPACE}decision")}
    assert overview == decisions | {"unsaid"}
    drawn = {each.get("dmnElementRef") for each in root_of(pack).iter() if "dmnElementRef" in each.attrib}
    elements = [each for kind in ("inputData", "knowledgeSource") for each in root_of(pack).findall(f"{SPACE}{kind}")]
    requirements = [
        *root_of(pack).iter(f"{SPACE}informationRequirement"),
        *root_of(pack).iter(f"{SPACE}authorityRequirement"),
    ]
    used = {each.get("href", "")[1:] for each in root_of(pack).iter(f"{SPACE}requiredAuthority")}
    assert {each.get("id") for each in requirements} <= drawn
    assert {each.get("id") for each in elements} - drawn <= {each.get("id") for each in elements} - used


def test_the_same_rules_give_the_same_bytes(tmp_path: Path) -> None:
    from shutil import copytree

    folder = copytree(LIBRARY, tmp_path / "elsewhere")
    turned = [*reversed(read_pack_files(folder))]
    assert dmn(to_rule_base(turned, folder)) == dmn(base_of("library"))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("true and (false or not(false))", True),
        ('list contains(x, "a") and n >= 3', True),
        ("count([true, false, true][item = true]) >= 2", True),
        ("n = 4", False),
        ('d + duration("P1M") < e', True),
    ],
)
def test_the_reader_of_feel_reads_it(text: str, value: bool) -> None:
    from datetime import date

    known = {"x": ["a"], "n": 3, "d": date(2026, 1, 31), "e": date(2026, 3, 1)}
    assert Feel(text, known).whole() is value


def test_the_reader_of_feel_tests_values() -> None:
    assert passes("-", None)
    assert passes('"a", "b"', "b")
    assert not passes('not("a", "b")', "b")
    assert passes("[3..5]", 5)
    assert not passes(">= 3", 2)
