"""What a pack claims of itself is read strictly: each error with its place and its words."""

import pytest

from engine.errors import InputError
from engine.rulebase.properties import ChangesOnly, Complete, Implies, Leaves, MayFall, NeverLighter, OrderDecides
from tests.proofs.small_packs import small_pack

DECISIONS = [
    {"name": "level", "hit_policy": "max", "values": {"low": "Low", "high": "High"}, "default": "low"},
    {"name": "fee", "hit_policy": "first", "values": {"half": "Half", "full": "Full"}, "default": "full"},
]
RULES = [{"name": "high", "when": {"a": "yes"}, "then": {"level": "high"}}]

CLAIMS: list[tuple[dict[str, object], type]] = [
    ({"when": {"a": "yes"}, "then": {"level": "high"}}, Implies),
    ({"changes_only": {"fact": "label", "decisions": ["warnings"]}}, ChangesOnly),
    ({"leaves": {"fact": "label", "decisions": ["level"]}}, Leaves),
    ({"never_lighter": {"decisions": ["level"]}}, NeverLighter),
    ({"may_fall": {"facts": ["danger"], "controls": ["alarm"], "while_open": "level"}}, MayFall),
    ({"order_decides": {"decisions": ["fee"]}}, OrderDecides),
    ({"complete": {"decisions": ["fee", "level"]}}, Complete),
]

ONE_CLAIM = (
    "bad-property: a property makes one claim: `when` with `then`, or one of `changes_only`, `leaves`, "
    "`never_lighter`, `may_fall`, `order_decides`, `complete`"
)
FAULTS = [
    ({}, ONE_CLAIM),
    ({"then": {"level": "high"}}, "missing-key: a property with `then` needs the key `when`"),
    ({"when": {"a": "yes"}}, ONE_CLAIM),
    ({"when": {"aa": "yes"}, "then": {"level": "high"}}, "unknown-name: no fact, decision or control is named `aa`"),
    ({"changes_only": {"fact": "labl", "decisions": ["warnings"]}},
     "unknown-name: `fact` names `labl`, which can't stand there; did you mean `label`?"),
    ({"never_lighter": {"decisions": ["fee"]}}, "unknown-name: `decisions` names `fee`, which can't stand there"),
    ({"order_decides": {"decisions": ["level"]}}, "unknown-name: `decisions` names `level`, which can't stand there"),
    ({"complete": {"decisions": ["controls"]}}, "unknown-name: `decisions` names `controls`, which can't stand there"),
    ({"may_fall": {"facts": ["danger"], "controls": ["alarms"]}},
     "unknown-name: `controls` names `alarms`, which can't stand there; did you mean `alarm`?"),
    ({"leaves": {"fact": "a"}}, "missing-key: `leaves` needs the key `decisions`"),
    ({"when": {"a": "yes"}, "then": {"level": "high"}, "cites": ["doc.nothing"]},
     "unknown-statement: property `claim` names the statement `doc.nothing`, which is declared nowhere"),
    ({"when": {"a": "yes"}, "then": {"level": "high"}, "cites": []},
     "no-citation: a property must cite one statement at least"),
]  # fmt: skip


def case(claim: dict[str, object]) -> dict[str, object]:
    return {"decisions": DECISIONS, "rules": RULES, "properties": [{"name": "claim", "says": "So.", **claim}]}


@pytest.mark.parametrize(("claim", "kind"), CLAIMS, ids=[kind.__name__ for _, kind in CLAIMS])
def test_each_kind_of_claim_is_read(claim: dict[str, object], kind: type) -> None:
    found = small_pack(case(claim)).properties["claim"]
    assert isinstance(found.claim, kind)
    assert (found.says, found.cites) == ("So.", ("doc.all",))


@pytest.mark.parametrize(("claim", "message"), FAULTS, ids=[message[:60] for _, message in FAULTS])
def test_a_fault_is_named_with_its_place(claim: dict[str, object], message: str) -> None:
    with pytest.raises(InputError) as refused:
        small_pack(case(claim))
    (line,) = str(refused.value).splitlines()
    place, _, words = line.partition(": ")
    assert place.startswith("small.yaml:")
    assert words.startswith(message)


def test_what_a_pack_claims_is_no_part_of_its_hash() -> None:
    claimed, silent = small_pack(case(CLAIMS[0][0])), small_pack({"decisions": DECISIONS, "rules": RULES})
    assert claimed.sha256 == silent.sha256


def test_the_conditions_of_a_claim_are_written_out_like_those_of_rules() -> None:
    found = small_pack(case({"when": {"only_if_a": "yes"}, "then": {"level": "high"}})).properties["claim"].claim
    assert isinstance(found, Implies)
    assert "subject='a'" in repr(found.when)


def test_a_claim_that_grows_too_large_is_refused() -> None:
    many = {"any": [{"only_if_a": "yes"}] * 3000}
    with pytest.raises(InputError, match="too-large: a condition of property `claim` asks more than 5,000 things"):
        small_pack(case({"when": many, "then": {"level": "high"}}))
