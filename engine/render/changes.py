"""What would change a decision: each question of which one other answer would, and what would come out then."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from engine.interpret.evaluation import Collected, Outcome
from engine.page.model import Item, Section, line, listing, section
from engine.render.answers import answers_to, leading_to
from engine.render.outcomes import outcome_words
from engine.render.room import more
from engine.render.words import answer_words, listed, sentence, value_words
from engine.rulebase.base import RuleBase
from engine.rulebase.decisions import Decision
from engine.rulebase.facts import Answer

if TYPE_CHECKING:
    from engine.assessment.explain import Explanation

MOST_QUESTIONS = 10
"""Questions of which an explanation says what another answer would change. `--full` shows all."""

MOST_MEMBERS = 4
"""Values that are named where an answer would change a set. The rest is counted."""


def changes(base: RuleBase, found: "Explanation", *, full: bool) -> Section:
    """List the questions of which one answer alone would change the decision."""
    items = list(_questions(base, found))
    shown = items if full else items[:MOST_QUESTIONS]
    if len(items) > len(shown):
        shown.append(more(len(items) - len(shown), "more question"))
    none = [] if items else [Item(line(_none(base, found)))]
    return section("changes", "One answer that would change it", [listing([*shown, *none])])


def _none(base: RuleBase, found: "Explanation") -> str:
    if found.asked is None:
        return "No single answer would change it."
    label = base.decisions[found.decision].values[found.asked].label
    return f"No single answer would make a difference to {label}."


def _questions(base: RuleBase, found: "Explanation") -> Iterator[Item]:
    outcomes: dict[tuple[str, Answer | None], dict[str, str]] = {}
    decision = base.decisions[found.decision]
    for change in found.changes:
        words = change_words(decision, found.outcome, change.outcome, found.asked)
        outcomes.setdefault((change.question, change.now), {})[change.answer] = words
    for (name, now), by_answer in outcomes.items():
        question = base.question(name)
        answers = answers_to(base, name, now, found.as_of)
        present = f"Now: {sentence(answer_words(question, now))}"
        yield Item(line(question.question, present), tuple(map(line, leading_to(base, name, answers, by_answer))))


def change_words(decision: Decision, before: Outcome, after: Outcome, asked: str | None = None) -> str:
    """Say what comes out; of a set, what it gains and loses, or whether it does so with the member asked about."""
    if not isinstance(before, Collected) or not isinstance(after, Collected):
        return outcome_words(decision, after)
    parts = (
        ("adds", after.members - before.members),
        ("perhaps adds", after.undecided - before.undecided - before.members),
        ("no longer makes certain", before.members & after.undecided),
        ("leaves out", (before.members | before.undecided) - after.members - after.undecided),
    )
    told = [(verb, members if asked is None else members & {asked}) for verb, members in parts]
    return ", ".join(f"{verb} {_some(decision, members)}" for verb, members in told if members)


def _some(decision: Decision, members: frozenset[str]) -> str:
    """Name the first few members, and count the others."""
    labels = [value_words(decision, name) for name in decision.values if name in members]
    left = len(labels) - MOST_MEMBERS
    return listed(labels if left <= 0 else [*labels[:MOST_MEMBERS], f"{left} more"], "and")
