"""The details: how the headline came about, the sections that the pack lays out, answers and their evidence."""

from collections.abc import Iterator

from engine.assessment.assessment import Assessment, Concluded
from engine.assessment.result import Result
from engine.interpret.evaluation import Collected, Counted
from engine.page.model import Block, Heading, Item, Line, Paragraph, Run, Section, headed, line, listing, names, section
from engine.render.headline import BY_DEFAULT
from engine.render.origins import origins
from engine.render.outcomes import outcome_words
from engine.render.shown import shown_decisions
from engine.render.words import (
    also_said_words,
    amount,
    answer_words,
    basis_words,
    listed,
    sentence,
    timing_words,
    titled,
)
from engine.rulebase.base import RuleBase

IN_PROFILE = "answered in the profile"
"""What is said of an answer that a stored result rests on, but does not name."""


def details(base: RuleBase, result: Result) -> Section:
    """Gather everything that stands behind the answer."""
    assessment = result.assessment
    headline = shown_decisions(base, assessment, base.pack.headline)
    blocks: list[Block] = []
    blocks += headed(
        line("How the answer came about"), (_conclusion(base, assessment.decisions[name]) for name in headline)
    )
    for part in base.pack.sections:
        found = (assessment.decisions[name] for name in shown_decisions(base, assessment, part.decisions))
        blocks += headed(line(part.title), (_result(base, each) for each in found if says_something(each)))
    blocks += _evidence(base, result)
    blocks += _ignored(base, result)
    blocks += _assumed(base, assessment)
    blocks += origins(base, assessment)
    return section("details", "Details", blocks)


def says_something(found: Concluded) -> bool:
    """Tell whether there is anything to show: not where a set is empty for certain, or nothing was counted."""
    match found.outcome:
        case Collected(members, undecided):
            return bool(members or undecided)
        case Counted(_, high):
            return high > 0
    return True


def _conclusion(base: RuleBase, found: Concluded) -> Item:
    """Write a headline decision with its rules, and those ruled out for it."""
    ruled_out = (line("Ruled out:", names(found.ruled_out)),) if found.ruled_out else ()
    return Item((*_outcome(base, found), *line(names(_behind(found)))), ruled_out)


def _behind(found: Concluded) -> tuple[str, ...]:
    return found.rules or ((BY_DEFAULT,) if found.by_default else ())


def _outcome(base: RuleBase, found: Concluded) -> Line:
    decision = base.decisions[found.name]
    return line(titled(decision.title), sentence(outcome_words(decision, found.outcome)))


def _result(base: RuleBase, found: Concluded) -> Item:
    """Write a decision of a section: its value with its rules, or each member of a set with those that put it there."""
    if isinstance(found.outcome, Collected) and found.outcome.members:
        return _set(base, found, found.outcome)
    return Item((*_outcome(base, found), *line(names(_behind(found)))))


def _set(base: RuleBase, found: Concluded, outcome: Collected) -> Item:
    decision = base.decisions[found.name]
    below = []
    for value in decision.values.values():
        if value.name in outcome.members:
            rules = [rule for rule in found.rules if value.name in base.rules[rule].values_for(found.name)]
            rhythm = f"({words})" if (words := timing_words(value)) else ""
            below.append(Item(line(value.label, rhythm, names(rules))))
    perhaps = [value.label for value in decision.values.values() if value.name in outcome.undecided]
    if perhaps:
        below.append(Item(line(Run("Perhaps also:", "doubt"), sentence("; ".join(perhaps)))))
    return Item(line(titled(decision.title)), (), tuple(below))


def _assumed(base: RuleBase, assessment: Assessment) -> Iterator[Block]:
    items = []
    for name, answer in assessment.assumed.items():
        question = base.question(name)
        items.append(Item(line(question.question, sentence(answer_words(question, answer)))))
    return headed(line("Assumed, because it was not answered"), items)


def _how_many(bare: int, answers: int) -> str:
    return "any of these answers" if bare == answers > 1 else f"{bare} of these {amount(answers, 'answer')}"


def _evidence(base: RuleBase, result: Result) -> Iterator[Block]:
    """List the answers that the headline rests on, each with what it was known by and what it was used for."""
    assessment, used = result.assessment, dict[str, list[str]]()
    for name in shown_decisions(base, assessment, base.pack.headline):
        for fact in assessment.decisions[name].facts:
            used.setdefault(fact, []).append(base.decisions[name].title)
    if not used:
        return
    in_order = sorted(used, key=lambda name: base.asking_order(base.question(name)))
    bare = sum(not basis_words(result.given(name)) for name in in_order)
    yield Heading(line("What the answer rests on"))
    if bare and result.profile is not None:
        yield Paragraph(line(f"No evidence is noted for {_how_many(bare, len(in_order))}."))
    yield listing(_answer(base, result, name, used[name]) for name in in_order)


def _answer(base: RuleBase, result: Result, name: str, used_for: list[str]) -> Item:
    question, known = base.question(name), result.answers()
    assumed = "Assumed, because it was not answered." if name in result.assessment.assumed else ""
    basis = line(basis_words(result.given(name)), assumed)
    answer = Run(sentence(answer_words(question, known[name]) if name in known else IN_PROFILE), "strong")
    below = (basis, *map(line, also_said_words(question, result.given(name))))
    return Item(line(question.question, answer, f"({listed(used_for, 'and')})"), tuple(each for each in below if each))


def _ignored(base: RuleBase, result: Result) -> Iterator[Block]:
    items = []
    for name in result.assessment.ignored:
        question, given = base.question(name), result.given(name)
        items.append(Item(line(question.question, answer_words(question, given.value) if given else IN_PROFILE)))
    return headed(line("Answers that count for nothing, since the question does not apply"), items)
