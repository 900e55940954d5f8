"""A program: compiled once, plain data, for one rule base only."""

import pickle
from random import Random

import pytest

from engine.errors import InternalError
from engine.interpret.durable.compile import compile_program
from engine.interpret.durable.evaluate import evaluate as by_durable
from engine.interpret.reference.evaluate import evaluate as by_reference
from engine.rulebase.conditions import All, Between, Includes, Literal, OneOf
from engine.rulebase.rules import Rule
from tests.durable.bases import base_from, base_of, decision_of, fact_of, rule_of
from tests.durable.comparing import needs_durable
from tests.packs.random_base import random_base, random_day, random_facts

YES = OneOf(frozenset({True}))


def test_compiling_is_repeatable_and_needs_no_durable_rules() -> None:
    base = random_base(Random(1))
    assert compile_program(base) == compile_program(random_base(Random(1)))


def test_a_program_survives_pickling() -> None:
    program = compile_program(random_base(Random(2)))
    assert pickle.loads(pickle.dumps(program)) == program


@needs_durable
def test_a_kept_program_gives_the_same_result() -> None:
    rng = Random(3)
    base = random_base(rng)
    program = pickle.loads(pickle.dumps(compile_program(base)))
    for _ in range(20):
        facts, day = random_facts(rng, base), random_day(rng)
        assert by_durable(base, facts, day, program) == by_reference(base, facts, day)


@needs_durable
def test_the_program_of_another_base_is_refused() -> None:
    program = compile_program(random_base(Random(4)))
    with pytest.raises(InternalError, match="not those of this rule base"):
        by_durable(random_base(Random(5)), {}, program=program)


def test_equal_conditions_are_compiled_once() -> None:
    condition = All((Literal("fact_0", YES), Literal("fact_1", YES)))
    one, many = base_of([condition], yes_no=2), base_of([condition] * 30, yes_no=2)
    rules = [compile_program(base).main.rulesets[0].rules for base in (one, many)]
    assert rules[0] == rules[1] == 4  # the opening, the join, and one for each way in which it fails


def level_rules(while_open: str | None) -> list[Rule]:
    return [
        rule_of("raises", Literal("fact_0", YES), ("level", "high")),
        rule_of("always", All(()), ("level", "low")),
        rule_of("requires", Literal("level", OneOf(frozenset({"high"})), on_decision=True), ("measures", "gate")),
        rule_of("follows", Literal("measures", Includes("gate"), on_decision=True), ("more", "fence")),
    ]


@needs_durable
@pytest.mark.parametrize(("while_open", "interim"), [("high", {"gate"}), ("low", set()), (None, set())])
def test_an_interim_level_brings_members_at_first_hand_only(while_open: str | None, interim: set[str]) -> None:
    decisions = [
        decision_of("level", "max", ["low", "middle", "high"], while_open),
        decision_of("measures", "collect", ["gate"]),
        decision_of("more", "collect", ["fence"]),
    ]
    base = base_from([fact_of("fact_0", "yes_no")], decisions, level_rules(while_open))
    assert (compile_program(base).interim is not None) is (while_open is not None)
    found = by_durable(base, {})
    assert found == by_reference(base, {})
    assert found.decisions["measures"].interim == interim  # type: ignore[union-attr]
    assert found.decisions["more"].interim == set()  # type: ignore[union-attr]


def test_a_test_that_does_not_fit_its_subject_is_refused() -> None:
    with pytest.raises(InternalError, match="a Between test can't be asked of `fact_0`, a yes_no"):
        compile_program(base_of([Literal("fact_0", Between(1, 2))], yes_no=1))


@needs_durable
def test_a_test_that_does_not_fit_its_decision_is_refused() -> None:
    rules = [rule_of("reads", Literal("level", Between(1, 2), on_decision=True), ("found", "x"))]
    decisions = [decision_of("level", "any", ["low"]), decision_of("found", "any", ["x"])]
    with pytest.raises(InternalError, match="a Between test can't be asked of a Single decision"):
        by_durable(base_from([], decisions, rules), {})
