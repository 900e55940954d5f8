"""The laws over the shipped rules: functions of a rule base, so that rules with planted faults can be tried, too."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import product
from math import prod
from pathlib import Path
from random import Random

from engine.assessment.assess import to_assessment
from engine.interpret.evaluation import Collected, Evaluation, Highest, Outcome, Single
from engine.interpret.reference.evaluate import Reference, evaluate
from engine.profile.profile import Given
from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import Condition, OneOf, literals
from engine.rulebase.decisions import CONTROLS
from engine.rulebase.facts import Answer, Fact, Members
from engine.rulebase.load.folder import read_pack_files, to_rule_base
from tests.laws.laws import narrower
from tests.packs.random_examples import completed
from tests.packs.random_profile import random_facts
from tests.packs.shipped import ROOT, shipped_cases, shipped_examples

TODAY = date(2026, 11, 22)
OVERSIGHT, MODEL = "oversight", "model"


EVERY = 16
"""Of how many worked examples and cases one is tried at each push; `pytest -m deep` tries all."""


RANDOM = 600
"""Of how many random profiles one in `EVERY` is made at each push; `pytest -m deep` makes all."""


def starting_points(base: RuleBase, seed: int, every: int) -> Iterator[tuple[Random, dict[str, Answer]]]:
    """Profiles to try a law on: worked examples and cases, then random ones, many of them with unknowns.

    Each law has its own `seed`, and so begins with another of the examples.
    """
    for place, known in enumerate([*shipped_examples(), *(case.profile for case in shipped_cases())]):
        if place % every == seed % every:
            yield Random(f"{seed} {place}"), dict(known.facts())
    for number in range(RANDOM // every):
        rng = Random(f"{seed} random {number}")
        yield rng, random_facts(rng, base)


def law_1_the_order_of_files_and_rules_changes_neither_hash_nor_result(base: RuleBase, every: int = EVERY) -> None:
    sources = read_pack_files(ROOT / "rules")
    again = to_rule_base(reversed(sources), Path("elsewhere"))
    assert again.sha256 == base.sha256
    for _, facts in starting_points(base, 1, every):
        assert evaluate(again, facts, TODAY) == evaluate(base, facts, TODAY)


def law_2_answering_an_unknown_never_changes_what_is_settled(base: RuleBase, every: int = EVERY) -> None:
    for rng, facts in starting_points(base, 2, every):
        before = evaluate(base, facts, TODAY)
        after = evaluate(base, completed(rng, base, facts), TODAY)
        for name, outcome in before.decisions.items():
            assert narrower(after.decisions[name], outcome), name


def worse_answers(fact: Fact, now: Answer) -> list[Answer]:
    """One step in the direction in which the risk of a fact grows."""
    values = list(fact.values)
    match fact.worse, now:
        case "yes", False:
            return [True]
        case "no", True:
            return [False]
        case "higher", str() if values.index(now) + 1 < len(values):
            return [values[values.index(now) + 1]]
        case "lower", str() if values.index(now) > 0:
            return [values[values.index(now) - 1]]
        case "more", Members(holds, fails):
            return [Members(holds | {member}, fails - {member}) for member in sorted(fails)]
        case "fewer", Members(holds, fails):
            return [Members(holds - {member}, fails | {member}) for member in sorted(holds)]
        case "earlier", date():
            return [date(2020, 1, 1)]
        case "higher", int():
            return [now + 1, (fact.range or (0, now + 1))[1]]
    return []


def lighter(base: RuleBase, before: Evaluation, after: Evaluation) -> list[str]:
    """Everything that got lighter: a bound or the interim level of oversight, or a control that dropped away."""
    rank = base.decisions[OVERSIGHT].rank
    old, new = before.decisions[OVERSIGHT], after.decisions[OVERSIGHT]
    assert isinstance(old, Highest)
    assert isinstance(new, Highest)
    found = [
        word
        for word, was, now in (
            ("at_least", old.at_least, new.at_least),
            ("at_most", old.at_most, new.at_most),
            ("in effect", old.interim or old.at_least, new.interim or new.at_least),
        )
        if was is not None and (now is None or rank(now) < rank(was))
    ]
    mine, theirs = before.collected(CONTROLS), after.collected(CONTROLS)
    dropped = (mine.members - theirs.members) | (mine.interim - theirs.members - theirs.interim)
    return found + [name for name in sorted(dropped) if not may_drop(base, name, before, after)]


def may_drop(base: RuleBase, control: str, before: Evaluation, after: Evaluation) -> bool:
    """A control that is declared to belong to named models may drop away when the model changes."""
    belongs = base.controls[control].belongs_to
    return belongs is not None and before.decisions[belongs[0]] != after.decisions[belongs[0]]


def law_3_worse_is_never_lighter(base: RuleBase, every: int = EVERY) -> None:
    moved = 0
    for rng, facts in starting_points(base, 3, every):
        before = evaluate(base, facts, TODAY)
        candidates = [fact for fact in base.facts.values() if fact.worse and fact.name in facts]
        for fact in rng.sample(candidates, min(6, len(candidates))):
            for worse in worse_answers(fact, facts[fact.name])[:2]:
                after = evaluate(base, {**facts, fact.name: worse}, TODAY)
                moved += 1
                assert not lighter(base, before, after), f"{fact.name}: {facts[fact.name]} → {worse}"
    assert moved > 300


def law_4_every_complete_profile_gets_exactly_one_model_and_no_conflict(base: RuleBase) -> None:
    for number in range(200):
        found = evaluate(base, completed(Random(f"4 {number}"), base, {}), TODAY)
        model = found.decisions[MODEL]
        assert isinstance(model, Single)
        assert model.status == "settled"
        assert None not in model.possible
        assert not [name for name, outcome in found.decisions.items() if outcome.status != "settled"]


# ---- exhaustively, in stages: each decision over every partial answer to all that its own rules read


class WithGiven(Reference):
    """An evaluation in which the outcomes of earlier decisions are given, instead of worked out."""

    def __init__(self, base: RuleBase, facts: Mapping[str, Answer], given: Mapping[str, Outcome]) -> None:
        super().__init__(base, facts, TODAY)
        self._outcomes.update(given)


MOST_STATES = 1_000
"""States of a stage that are all tried at each push. More take seconds. Beyond it: `DRAWN` of them are drawn."""

MOST_STATES_DEEP = 300_000
"""States of a stage that are all tried by `pytest -m deep`. More take minutes. Beyond it: `DRAWN` of them are drawn."""

DRAWN = 500

STAGES = ("covered", "ours", "direct_risk", "interfaces", MODEL)


def possibilities(base: RuleBase, subject: str, on_decision: bool) -> list[object]:
    """Every state of knowledge about one subject, from unknown (`None`) to each answer its readers can tell apart."""
    if on_decision:
        values = list(base.decisions[subject].values)
        sets = [
            frozenset(v for v, keep in zip(values, bits, strict=True) if keep)
            for bits in product((0, 1), repeat=len(values))
        ]
        return [Single(each) for each in sets if each]
    fact = base.facts[subject]
    if fact.kind == "yes_no":
        return [None, True, False]
    if fact.kind == "choices":
        return members_told_apart(base, fact)
    assert fact.kind == "choice"
    read = {
        literal.test
        for rule in base.rules.values()
        for literal in literals(rule.condition)
        if literal.subject == subject
    }
    classes: dict[object, str] = {}
    for value in fact.values:
        classes.setdefault(
            tuple(isinstance(test, OneOf) and value in test.values for test in sorted(read, key=repr)), value
        )
    return [None, *classes.values()]


def members_told_apart(base: RuleBase, fact: Fact) -> list[object]:
    """Unknown, nothing of it, and one member of each kind that the stages can tell apart, with all others ruled out."""
    tests = {
        literal.test
        for rule in base.rules.values()
        if any(rule.concludes(name) for name in STAGES)
        for literal in literals(rule.condition)
        if literal.subject == fact.name
    }
    everything = frozenset(fact.values)
    classes: dict[object, str] = {}
    for value in fact.values:
        told = tuple(value == getattr(test, "member", None) for test in sorted(tests, key=repr))
        classes.setdefault(told, value)
    one = [Members(frozenset({value}), everything - {value}) for value in classes.values()]
    return [None, Members(frozenset(), everything), *one]


def stage(base: RuleBase, name: str) -> tuple[list[tuple[str, bool]], list[list[object]]]:
    subjects = sorted(
        {(literal.subject, literal.on_decision) for rule in base.rules_of[name] for literal in literals(rule.condition)}
    )
    return subjects, [possibilities(base, *subject) for subject in subjects]


def outcome_of(
    base: RuleBase, name: str, subjects: list[tuple[str, bool]], states: list[list[object]], places: tuple[int, ...]
) -> Outcome:
    """Work out one decision for one state of knowledge about all that its rules read."""
    chosen = [each[place] for each, place in zip(states, places, strict=True)]
    both = list(zip(subjects, chosen, strict=True))
    facts = {subject: value for (subject, on_decision), value in both if not on_decision and value is not None}
    given = {subject: value for (subject, on_decision), value in both if on_decision}
    return WithGiven(base, facts, given).outcome(name)  # type: ignore[arg-type]


def laws_2_and_4_exhaustively_over_all_partial_answers(base: RuleBase, name: str, most: int = MOST_STATES) -> None:
    """No conflict, one value for every complete state, and what is settled stays settled at every further answer.

    Where a stage has more states than `most`, as many as `DRAWN` are drawn, each with every further answer.
    """
    subjects, states = stage(base, name)
    sizes = [len(each) for each in states]
    everything = prod(sizes)
    if everything <= most:
        tried: Iterable[tuple[int, ...]] = product(*map(range, sizes))
    else:
        rng = Random(name)
        tried = [tuple(rng.randrange(size) for size in sizes) for _ in range(DRAWN)]
    known: dict[tuple[int, ...], Outcome] = {}

    def at(places: tuple[int, ...]) -> Outcome:
        if places not in known:
            known[places] = outcome_of(base, name, subjects, states, places)
        return known[places]

    assert everything > 3
    for places in tried:
        outcome = at(places)
        assert isinstance(outcome, Single)
        assert outcome.status != "conflict"
        assert None not in outcome.possible
        if all(is_known(each[place]) for each, place in zip(states, places, strict=True)):
            assert outcome.status == "settled"
        for column, each in enumerate(states):
            for further in refinements(each, places[column]):
                after = at((*places[:column], further, *places[column + 1 :]))
                assert narrower(after, outcome), (places, column, further)


def is_known(state: object) -> bool:
    return state is not None and (not isinstance(state, Single) or len(state.possible) == 1)


def refinements(states: list[object], place: int) -> list[int]:
    """The states that say more than this one: any answer after unknown, any smaller set of possible values."""
    now = states[place]
    if now is None:
        return [each for each in range(len(states)) if each != place]
    if isinstance(now, Single):
        return [n for n, each in enumerate(states) if isinstance(each, Single) and each.possible < now.possible]
    return []


def the_floors_that_read_the_model_never_fall_as_it_settles(base: RuleBase) -> None:
    values = list(base.decisions[MODEL].values)
    sets = [
        frozenset(v for v, keep in zip(values, bits, strict=True) if keep)
        for bits in product((0, 1), repeat=len(values))
    ]
    rank = base.decisions[OVERSIGHT].rank
    floors = {}
    for possible in sets:
        if possible:
            found = WithGiven(base, {}, {MODEL: Single(possible)}).outcome(OVERSIGHT)
            assert isinstance(found, Highest)
            floors[possible] = rank(str(found.at_least))
    for possible, floor in floors.items():
        assert all(floors[smaller] >= floor for smaller in floors if smaller < possible)
    assert floors[frozenset({"subcontract"})] == rank("enhanced")
    assert floors[frozenset({"subcontract", "in_between"})] == rank("standard")


def law_5_nothing_is_uncited(base: RuleBase) -> None:
    assert all(rule.cites and rule.because for rule in base.rules.values())
    assert all(d.default.cites and d.default.because for d in base.decisions.values() if d.default)
    assert len([each for each in base.statements.values() if each.document != "ours"]) == 228
    for rule in base.rules.values():
        ours = {base.statements[name].document == "ours" for name in rule.cites}
        assert rule.origin == "ours" or ours != {True}, f"{rule.name} rests on what is ours alone and does not say so"
        assert rule.origin != "ours" or True in ours, f"{rule.name} says that it is ours and cites nothing of ours"


def law_5_every_conclusion_names_its_rules(base: RuleBase) -> None:
    sets, settled = 0, 0
    for profile in shipped_examples():
        found = to_assessment(base, profile, TODAY, evaluate(base, profile.facts(), TODAY))
        for name, concluded in found.decisions.items():
            match concluded.outcome:
                case Collected(members):
                    sets += 1
                    given = {value for rule in concluded.rules for value in base.rules[rule].values_for(name)}
                    assert members == given
                case Single() if concluded.outcome.status == "settled":
                    settled += 1
                    assert concluded.rules or concluded.by_default
        assert all(control.rules for control in found.controls)
    assert sets > 100
    assert settled > 100


def law_6_the_label_changes_nothing_but_the_label_warning(base: RuleBase, every: int = EVERY) -> None:
    about_label = {rule.name for rule in base.rules.values() if reads(rule.condition, "label")}
    for _, facts in starting_points(base, 6, every):
        outcomes = []
        for label in (None, *base.facts["label"].values):
            named = {name: value for name, value in facts.items() if name != "label"}
            found = evaluate(base, {**named, **({"label": label} if label else {})}, TODAY)
            outcomes.append({name: without(outcome, about_label) for name, outcome in found.decisions.items()})
        assert all(each == outcomes[0] for each in outcomes)


def reads(condition: Condition, fact: str) -> bool:
    """Tell whether a condition reads a fact."""
    return any(literal.subject == fact for literal in literals(condition))


def without(outcome: Outcome, rules: set[str]) -> Outcome:
    if isinstance(outcome, Collected):
        return replace(
            outcome,
            members=outcome.members - rules,
            undecided=outcome.undecided - rules,
            interim=outcome.interim - rules,
        )
    return outcome


def law_6_only_warnings_and_advice_read_the_label(base: RuleBase) -> None:
    readers = [rule for rule in base.rules.values() if reads(rule.condition, "label")]
    assert readers
    for rule in readers:
        assert {each.decision for each in rule.then} <= {"warnings", "advice"}, rule.name


def law_7_the_explanation_is_enough_for_every_worked_example(base: RuleBase) -> None:
    compared = 0
    for profile in shipped_examples():
        facts = profile.facts()
        found = to_assessment(base, profile, TODAY, evaluate(base, facts, TODAY))
        for name in (MODEL, OVERSIGHT, "readiness", "fit", "mobilisation_depth"):
            concluded = found.decisions[name]
            again = evaluate(base, {fact: facts[fact] for fact in concluded.facts}, TODAY).decisions[name]
            if concluded.outcome.status == "settled":
                compared += 1
                assert again == concluded.outcome, (profile.id, name)
            elif isinstance(concluded.outcome, Highest):
                compared += 1
                assert isinstance(again, Highest)
                assert again.at_least == concluded.outcome.at_least, (profile.id, name)
    assert compared > 100


def answers_carry_their_evidence_and_it_never_changes_the_decision(base: RuleBase) -> None:
    profile = next(each for each in shipped_examples() if each.id == "inclusion-sessions")
    bare = replace(profile, answers={name: Given(given.value) for name, given in profile.answers.items()})
    assert any(given.evidence for given in profile.answers.values())
    assert evaluate(base, bare.facts(), TODAY) == evaluate(base, profile.facts(), TODAY)
