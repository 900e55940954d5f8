"""No ruleset goes beyond what durable-rules bears, and what would is refused when it is built."""

from collections.abc import Sequence
from random import Random

import pytest

from engine.errors import InternalError
from engine.interpret.durable import limits
from engine.interpret.durable.compile import compile_program
from engine.interpret.durable.evaluate import evaluate as by_durable
from engine.interpret.durable.forms import Pattern
from engine.interpret.durable.limits import check_ids, check_number, check_ruleset, hash_of_id
from engine.interpret.reference.evaluate import evaluate as by_reference
from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import ALWAYS, All, AnyOf, AtLeast, Between, Condition, Literal, Not, OneOf
from engine.rulebase.facts import Answer
from tests.durable.bases import base_of
from tests.durable.comparing import needs_durable


def pattern(slot: int, low: int | None = 1, high: int | None = 1) -> Pattern:
    return Pattern(slot, low, high)


@pytest.mark.parametrize(
    ("rules", "message"),
    [
        ([[]], "a rule of 0 patterns, where 1 to 8 are safe"),
        ([[pattern(slot) for slot in range(9)]], "a rule of 9 patterns, where 1 to 8 are safe"),
        ([[pattern(1), pattern(1, 0, 0)]], "a rule with two patterns for the same message, which would never fire"),
        ([[pattern(1, 2**62 + 1, None)]], "a whole number of more than 62 bits"),
        ([[pattern(1, None, -(2**63))]], "a whole number of more than 62 bits"),
        ([[pattern(1, True, None)]], "a bool in place of a whole number"),
        ([[pattern(1, 1.5, None)]], "a float in place of a whole number"),  # type: ignore[arg-type]
        ([[pattern(1)] for _ in range(201)], "201 uses of one pattern, where 200 are safe"),
        ([[pattern(1, n, n)] for n in range(41)], "41 patterns for one message, where 40 are safe"),
        ([[pattern(64 * n)] for n in range(201)], "201 blocks of messages, where 200 are safe"),
        ([[pattern(n)] for n in range(401)], "401 rules in one ruleset, where 400 are safe"),
    ],
)
def test_a_ruleset_beyond_a_limit_is_refused(rules: list[list[Pattern]], message: str) -> None:
    with pytest.raises(InternalError) as caught:
        check_ruleset(rules)
    assert str(caught.value) == f"this goes beyond what durable-rules bears: {message}"


def test_a_ruleset_at_the_limits_passes() -> None:
    check_ruleset([[pattern(slot) for slot in range(8)]])
    check_ruleset([[pattern(1)] for _ in range(200)])
    check_ruleset([[pattern(1, n, n)] for n in range(40)])
    check_ruleset([[pattern(n)] for n in range(400)])
    check_ruleset([[pattern(64 * n)] for n in range(200)])
    check_ruleset([[pattern(1, -(2**62), 2**62)]])


@pytest.mark.parametrize(("number", "fits"), [(2**62, True), (-(2**62), True), (2**62 + 1, False), (2**70, False)])
def test_a_message_carries_at_most_62_bits(number: int, fits: bool) -> None:
    if fits:
        assert check_number(number) == number
    else:
        with pytest.raises(InternalError, match="more than 62 bits"):
            check_number(number)


def test_ids_are_hashed_as_published() -> None:
    assert hash_of_id("") == 0x811C9DC5
    assert hash_of_id("a") == 0xE40C292C
    assert hash_of_id("foobar") == 0xBF9CF968


def test_ids_of_twenty_thousand_messages_are_told_apart() -> None:
    check_ids(range(20_000))


def test_ids_that_look_alike_to_durable_rules_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "hash_of_id", lambda name: hash_of_id(name) % 1000)
    with pytest.raises(InternalError, match=r"would take the messages i[0-9]+ and i[0-9]+ for one another"):
        check_ids(range(1000))


def test_no_message_is_taken_for_the_state_of_its_session(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "hash_of_id", len)
    with pytest.raises(InternalError, match="would take the messages sid-1 and i1000 for one another"):
        check_ids([1000])


YES, NO = OneOf(frozenset({True})), OneOf(frozenset({False}))


def numbered(n: int) -> Condition:
    return Literal(f"fact_{n}", YES)


def nested(depth: int) -> Condition:
    inner: Condition = numbered(0)
    for n in range(depth):
        inner = AnyOf((numbered(n % 40), All((numbered((n + 1) % 40), inner))))
    return inner


WIDE: dict[str, Sequence[Condition]] = {
    "one literal in a thousand rules": [All((numbered(0), Literal("number", Between(n, None)))) for n in range(1000)],
    "a hundred thresholds of one number": [Literal("number", Between(n, n + 2)) for n in range(100)],
    "a join of forty facts": [All(tuple(numbered(n) for n in range(40)))],
    "a join of forty disjunctions": [
        All(tuple(AnyOf((numbered(n), numbered((n + 1) % 40))) for n in range(40))),
        Not(All(tuple(AnyOf((numbered(n), numbered((n + 1) % 40))) for n in range(40)))),
    ],
    "thirty nested levels": [nested(30)],
    "twenty of forty": [AtLeast(20, tuple(numbered(n) for n in range(40)))],
    "always, never, and neither": [ALWAYS, Not(ALWAYS), AnyOf(()), AtLeast(0, ()), AtLeast(1, ()), numbered(0)],
    "a contradiction and a tautology": [
        All((numbered(0), Literal("fact_0", NO))),
        AnyOf((numbered(0), Literal("fact_0", NO))),
    ],
    "the same disjunction in another order": [
        All((AnyOf((numbered(0), numbered(1))), AnyOf((numbered(1), numbered(0))))),
        Not(All((AnyOf((numbered(0), numbered(1))), AnyOf((numbered(1), numbered(0)))))),
    ],
    "numbers of fifteen digits": [Literal("number", Between(10**15 - 1, None)), Literal("number", Between(None, -5))],
}


def profiles(rng: Random) -> list[dict[str, Answer]]:
    made: list[dict[str, Answer]] = [{}]
    for share in (0.0, 0.5, 0.9, 1.0, 1.0):
        facts: dict[str, Answer] = {f"fact_{n}": rng.random() < share for n in range(40) if rng.random() < 0.8}
        facts["number"] = rng.choice((-5, -4, 0, 17, 50, 999, 10**15 - 1, 10**15 - 2))
        made.append(facts)
    return [*made, {f"fact_{n}": True for n in range(40)}]


@needs_durable
@pytest.mark.parametrize("conditions", WIDE.values(), ids=WIDE.keys())
def test_large_rules_are_split_and_stay_right(conditions: Sequence[Condition]) -> None:
    base: RuleBase = base_of(conditions, yes_no=40)
    for facts in profiles(Random(8)):
        assert by_durable(base, facts) == by_reference(base, facts)


def test_rules_are_shared_out_over_rulesets() -> None:
    program = compile_program(base_of(WIDE["one literal in a thousand rules"], yes_no=40))
    assert len(program.main.rulesets) > 5
    assert max(ruleset.rules for ruleset in program.main.rulesets) <= 400
