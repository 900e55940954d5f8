"""What explanations claim, held against every profile of a small pack.

Functions of a seed; each gives how often it held.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from engine.assessment.assess import to_assessment
from engine.assessment.explain import Explanation, RuleStep, explain, standing_of
from engine.interpret.evaluation import Collected, Outcome, Single
from engine.interpret.reference.evaluate import Reference, evaluate
from engine.interpret.reference.row import row_result
from engine.interpret.result_columns import BY_DEFAULT
from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import Literal
from engine.rulebase.facts import Answer, Facts, Members
from engine.rulebase.silence import with_silence
from tests.laws.laws import profile_of
from tests.packs.random_examples import in_conflict
from tests.packs.written_packs import DAYS, every_answer, every_profile, random_written_pack, some_facts


@dataclass(frozen=True)
class Drawn:
    """A small pack, what is known of somebody, and a day."""

    base: RuleBase
    facts: Facts
    day: date

    @property
    def reference(self) -> Reference:
        return Reference(self.base, self.facts, self.day)

    def every_one(self) -> Iterator[tuple[Facts, Reference]]:
        """Walk every complete profile with its evaluation."""
        for facts in every_profile(self.base, self.day):
            yield facts, Reference(self.base, facts, self.day)

    def keeps(self, complete: Facts, changed: set[str]) -> bool:
        """Tell whether a complete profile keeps all that is known, but for the questions that are changed."""
        now = with_silence(self.base, self.facts)
        return all(fits(now.get(each), complete[each]) for each in complete.keys() - changed)

    def asked(self) -> Iterator[tuple[str, str, Explanation]]:
        """Walk every value of every decision, with its explanation."""
        for name, decision in self.base.decisions.items():
            for value in decision.values:
                yield name, value, explain(self.reference, name, value)


@cache
def drawn(seed: int) -> Drawn:
    """Draw a pack and what is known."""
    rng = Random(seed)
    with TemporaryDirectory() as folder:
        base = random_written_pack(rng, Path(folder))
    day = rng.choice(DAYS)
    return Drawn(base, some_facts(rng, base, day), day)


def reasons_name_what_decided(seed: int) -> int:
    """Read the tables of complete profiles from the top: the first row that fires is the reason, and no other."""
    case, held = drawn(seed), 0
    for facts, reference in list(case.every_one())[:: seed % 7 + 1]:
        found = to_assessment(case.base, profile_of(facts, case.base), case.day, reference.evaluation())
        row = row_result(case.base, facts, case.day)
        for name, concluded in found.decisions.items():
            fired = [rule.name for rule in reference.base.rules_of[name] if reference.rule(rule) is True]
            if case.base.decisions[name].hit_policy == "first":
                assert concluded.rules == tuple(fired[:1])
                held += len(fired) > 1
            if name in case.base.pack.headline and case.base.decisions[name].values:
                default = (BY_DEFAULT,) if concluded.by_default else ()
                assert row.decision(name).rules == (tuple(sorted(concluded.rules)) or default)
    return held


def only_rows_that_matter_are_waited_for(seed: int) -> int:
    """Answer what a `first` table does not wait for, in every way: what is possible stays so."""
    case, held = drawn(seed), 0
    waited = set(explain(case.reference, "berth").waits_for)
    if case.base.decisions["berth"].hit_policy != "first" or case.reference.outcome("berth").status != "open":
        return 0
    for name in case.base.facts.keys() - waited - case.facts.keys():
        for answer in every_answer(case.base, name, case.day):
            after = evaluate(case.base, {**case.facts, name: answer}, case.day)
            if case.base.facts[name].when_silent is None:
                assert after.decisions["berth"] == case.reference.outcome("berth")
                held += 1
    return held


def each_route_leads_there(seed: int) -> int:
    """Give a rule what it lacks, in every way, keep all other answers: it gives the value, or it is said why not."""
    case, held = drawn(seed), 0
    everyone = list(case.every_one())
    for name, value, found in case.asked():
        outcome = case.reference.outcome(name)
        if found.reached or not isinstance(outcome, Single | Collected):
            continue
        for step in found.rules:
            if step.status is not True:
                held += _leads_there(case, everyone, name, value, found, step)
        for blocked in found.blocked:
            lacking = questions_lacking(case.base, rule_step(case.reference, blocked))
            for facts, then in everyone:
                if case.keeps(facts, lacking) and then.rule(then.base.rules[blocked]):
                    assert then.outcome(name) != Single(frozenset({value})) or not decided_by(then, name, blocked)
                    held += 1
    return held


def rule_step(reference: Reference, name: str) -> RuleStep:
    """Give what a rule lacks."""
    rule = reference.base.rules[name]
    return next(step for step in explain(reference, rule.then[0].decision).rules if step.rule == name)


def decided_by(reference: Reference, decision: str, name: str) -> bool:
    """Tell whether a row is the first that fired."""
    fired = (rule.name for rule in reference.base.rules_of[decision] if reference.rule(rule) is True)
    return next(fired, "") == name


def _leads_there(
    case: Drawn, everyone: list[tuple[Facts, Reference]], name: str, value: str, found: Explanation, step: RuleStep
) -> int:
    changed = questions_lacking(case.base, step)
    in_the_way = {*step.unless, *(each.rule for each in found.others)}
    held, fires = 0, 0
    for facts, then in everyone:
        if then.rule(then.base.rules[step.rule]) is not True:
            continue
        fires += 1
        if case.keeps(facts, changed):
            clear = not any(then.rule(then.base.rules[each]) for each in in_the_way)
            outcome = then.outcome(name)
            if clear and not in_conflict(then.evaluation()):  # a fault of the rules, which is told as such
                assert standing_of(outcome, value) == "certain", (name, value, step.rule, facts)
                held += 1
    if case.base.decisions[name].hit_policy == "first":
        assert any(
            then.rule(then.base.rules[step.rule]) and then.outcome(name) == Single(frozenset({value}))
            for _, then in everyone
        ), (name, value, step.rule, "is offered and never decides")
    return held


def questions_lacking(base: RuleBase, step: RuleStep) -> set[str]:
    """List the questions that a rule would have otherwise, those behind decisions included."""
    gaps: Iterable[Literal] = (each.literal for each in (*step.failed, *step.open))
    found: set[str] = set()
    for literal in gaps:
        found |= base.reads.questions_behind(literal.subject) if literal.on_decision else {literal.subject}
    return found


def fits(known: Answer | None, answer: Answer) -> bool:
    """Tell whether a complete answer is one that is known so far, as far as it is known."""
    if isinstance(known, Members) and isinstance(answer, Members):
        return known.holds <= answer.holds and known.fails <= answer.fails
    return known is None or known == answer


def single_answers_are_what_changes(seed: int) -> int:
    """Give every single answer: what is listed comes out, and what comes out is listed; of each value as well."""
    case, held = drawn(seed), 0
    now = with_silence(case.base, case.facts)
    for name, decision in case.base.decisions.items():
        before = case.reference.outcome(name)
        listed = explain(case.reference, name).changes
        by_question = {question: set[Outcome]() for question in [*case.base.facts, *case.base.controls]}
        for each in listed:
            by_question[each.question].add(each.outcome)
        for question, outcomes in by_question.items():
            tried = {
                evaluate(case.base, {**now, question: answer}, case.day).decisions[name]
                for answer in single_answers(case, question, now.get(question))
            }
            plain = {without_interim(each) for each in tried}
            assert plain - {before} == outcomes, (name, question)
            held += len(outcomes)
        for value in decision.values:
            asked = explain(case.reference, name, value).changes
            assert asked == tuple(
                each for each in listed if standing_of(each.outcome, value) != standing_of(before, value)
            )
    return held


def without_interim(outcome: Outcome) -> Outcome:
    return Collected(outcome.members, outcome.undecided) if isinstance(outcome, Collected) else outcome


def single_answers(case: Drawn, question: str, now: Answer | None) -> Iterator[Answer]:
    """Walk all other answers to a question; of a set, one member is changed at a time."""
    if question in case.base.facts and case.base.facts[question].kind == "choices":
        known = now if isinstance(now, Members) else Members(frozenset(), frozenset())
        for member in case.base.facts[question].values:
            one = frozenset({member})
            yield Members(known.holds | one, known.fails - one)
            yield Members(known.holds - one, known.fails | one)
    else:
        yield from every_answer(case.base, question, case.day)


def settling_answers_are_all_named(seed: int) -> int:
    """Give every single answer to an open question: those that settle a primary decision are those that are named."""
    case, held = drawn(seed), 0
    evaluation = evaluate(case.base, case.facts, case.day)
    found = to_assessment(case.base, profile_of(case.facts, case.base), case.day, evaluation)
    now = with_silence(case.base, case.facts)
    for name in case.base.pack.primary:
        if evaluation.decisions[name].status != "open":
            continue
        named = {each.fact: set(each.settles.get(name, {}).values()) for each in found.open_questions}
        for question in case.base.facts:
            tried = (
                evaluate(case.base, {**now, question: answer}, case.day).decisions[name]
                for answer in single_answers(case, question, now.get(question))
                if question in named
            )
            settled = {
                value
                for each in tried
                if isinstance(each, Single) and each.status == "settled"
                for value in each.possible
            }
            assert named.get(question, set()) == settled, (name, question)
            held += len(settled)
    return held
