"""A next question in words: what each answer to it could change, and who is likely to know."""

from collections.abc import Mapping
from datetime import date

from engine.inquiry.next_question import Bearing, NextQuestion
from engine.interpret.evaluation import Collected, Counted, Highest, Outcome, Single
from engine.render.answers import Answers, answers_to, leading_to
from engine.render.outcomes import left_words, outcome_words
from engine.render.words import listed, sentence, titled
from engine.rulebase.base import RuleBase
from engine.rulebase.decisions import Decision

MOST_ANSWERS_TOLD = 3
"""Answers of which it is said one by one where each would take a decision. More of them can't be taken in at a glance.
Beyond it: only where they lead.
"""


def what_it_could_change(base: RuleBase, question: NextQuestion, as_of: date | None = None) -> tuple[str, ...]:
    """Say, of each decision that a question bears on, where it stands and where each answer alone would take it.

    >>> first = next_questions(base, profile)[0]
    >>> what_it_could_change(base, first)[0].startswith(base.decisions[first.bearings[0].decision].title)
    True
    """
    return tuple(_bearing_words(base, question.name, bearing, as_of) for bearing in question.bearings)


def who_may_know(base: RuleBase, question: NextQuestion) -> str:
    """Name those who are likely to know the answer, as the pack calls them; nothing where it does not say.

    >>> who_may_know(base, NextQuestion("any", (), known_by=("nobody declared",)))
    'nobody declared'
    """
    return listed([base.pack.roles.get(role, role) for role in question.known_by])


def _bearing_words(base: RuleBase, name: str, bearing: Bearing, as_of: date | None) -> str:
    decision, now = base.decisions[bearing.decision], bearing.now
    answers = answers_to(base, name, None, as_of)
    changed = {words: _then(decision, now, then) for words, then in bearing.by_answer.items() if then != now}
    told = [f"now {_stands(decision, now)}."] if isinstance(now, Highest) and now.at_least and changed else []
    parts = _leading_to(base, name, answers, changed)
    if parts:
        parts += ["otherwise no change yet"] if len(changed) < len(bearing.by_answer) else []
    elif bearing.example:
        then = {words: _then(decision, now, each) for words, each in bearing.example.items()}
        told_of = "; ".join(_leading_to(base, name, answers, then))
        parts = [f"it matters together with other answers, for example {told_of}"]
    else:
        parts = ["it matters together with other answers" if bearing.is_certain else "it may matter"]
    return sentence(" ".join([titled(decision.title), *told, _capital("; ".join(parts)) if told else "; ".join(parts)]))


def _leading_to(base: RuleBase, name: str, answers: Answers, then: Mapping[str, str]) -> list[str]:
    """Say what answers lead to; where there are many, only where they lead, since the answers stand below anyway."""
    if len(then) <= MOST_ANSWERS_TOLD:
        return leading_to(base, name, answers, then)
    return [f"it could come to {'; or to '.join(dict.fromkeys(then.values()))}"]


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _stands(decision: Decision, outcome: Outcome) -> str:
    """Say where a decision stands, settled or not."""
    match outcome:
        case Highest(possible, at_least=low, at_most=high) if outcome.status == "open":
            return left_words(decision, possible, low, high)
        case Single(possible) if outcome.status == "open":
            return left_words(decision, possible)
        case Counted(low, high) if low != high:
            return f"{low} to {high}"
    return outcome_words(decision, outcome)


def _then(decision: Decision, now: Outcome, then: Outcome | None) -> str:
    """Say where a decision stands then; of a set, only what comes in and what is ruled out."""
    if then is None:
        return "drops away"
    if not isinstance(now, Collected) or not isinstance(then, Collected):
        return _stands(decision, then)
    labels = {name: value.label for name, value in decision.values.items()}
    comes = [label for name, label in labels.items() if name in then.members - now.members]
    goes = [label for name, label in labels.items() if name in now.undecided - then.undecided - then.members]
    parts = [f"{word} {listed(named, 'and')}" for word, named in (("with", comes), ("without", goes)) if named]
    return ", ".join(parts) or "no more than now"
