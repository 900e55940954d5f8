"""The answer so far, beside what is asked: what each decision has come to, what to apply meanwhile, and why."""

from collections.abc import Iterator

from armslength.register.domain.office import RegisterOffice
from armslength.web.pages.parts import Level, Link, SoFar
from armslength.web.words import Words
from engine import Assessment, Collected, Conclusions, Counted, Highest, Single
from engine.render.headline import reasons_of
from engine.render.outcomes import left_words, outcome_words, settled_value
from engine.render.shown import shown_decisions
from engine.render.words import sentence, titled, value_words
from engine.rulebase.decisions import Decision

MOST_REASONS = 2
"""What is counted: reasons of one decision beside a question. Why so many: more is not read while answering. Beyond it:
they stand on the page of the result."""


def so_far(
    office: RegisterOffice, concluded: Assessment | Conclusions, words: Words, links: tuple[Link, ...] = ()
) -> SoFar:
    """Say the answer so far: each primary decision with its reasons, and what else of the head is settled."""
    says = tuple(_says(office, concluded, words))
    return SoFar(words.say("answers.so_far"), level_of(office, concluded), says, links)


def _says(office: RegisterOffice, concluded: Assessment | Conclusions, words: Words) -> Iterator[str]:
    base = office.base
    for name in shown_decisions(base, concluded, base.pack.headline):
        outcome, primary = concluded.outcome(name), name in base.pack.primary
        if not primary and outcome.status == "open":
            continue
        yield told(office, name, outcome, words)
        if primary:
            yield from (why for why, _ in list(reasons_of(base, concluded.decisions[name]))[:MOST_REASONS])


def told(office: RegisterOffice, name: str, outcome: Single | Collected | Counted, words: Words) -> str:
    """Say what a decision has come to: in the sentence that the pack has for it, or by its title and label."""
    spoken = office.spoken.get(name, {}).get(settled_value(outcome) or "")
    decision = office.base.decisions[name]
    return spoken or f"{titled(decision.title)} {came_out(decision, outcome, words)}"


def came_out(decision: Decision, outcome: Single | Collected | Counted, words: Words) -> str:
    """Say what a decision has come to: settled, or not yet, with what is left and what to apply meanwhile."""
    if outcome.status != "open":
        return sentence(outcome_words(decision, outcome))
    left = sentence(words.say("answers.not_settled", left=_left(decision, outcome)))
    meanwhile = outcome.interim if isinstance(outcome, Single) else None
    if meanwhile is None:
        return left
    return f"{left} {words.say('answers.meanwhile', value=sentence(value_words(decision, meanwhile)))}"


def _left(decision: Decision, outcome: Single | Collected | Counted) -> str:
    match outcome:
        case Highest(possible, at_least=low, at_most=high):
            return left_words(decision, possible, low, high)
        case Single(possible):
            return left_words(decision, possible)
    return outcome_words(decision, outcome)


def level_of(office: RegisterOffice, concluded: Assessment | Conclusions) -> Level | None:
    """Give the place of the primary decision that has an order, once it is settled."""
    base = office.base
    for name in shown_decisions(base, concluded, base.pack.primary):
        decision, outcome = base.decisions[name], concluded.outcome(name)
        if isinstance(outcome, Highest) and outcome.status == "settled" and outcome.at_least is not None:
            values = list(decision.values)
            return Level(values.index(outcome.at_least) + 1, len(values), value_words(decision, outcome.at_least))
    return None
