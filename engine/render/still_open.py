"""What is still open: for each primary decision, the questions whose answers would decide it."""

from collections.abc import Iterable, Iterator, Sequence

from engine.assessment.assessment import Assessment, OpenQuestion
from engine.assessment.result import Result
from engine.page.model import Block, Heading, Item, Run, Section, line, listing, section
from engine.render.answers import answers_to, leading_to
from engine.render.not_asked import not_asked_yet
from engine.render.room import Room
from engine.render.shown import shown_decisions
from engine.render.words import amount, titled, value_words
from engine.rulebase.base import RuleBase

MOST_QUESTIONS = 6
"""Open questions on a page, shared out among the decisions. The rest is counted."""

OPEN = "What to find out"


def still_open(base: RuleBase, result: Result, room: Room) -> Section:
    """List, for each open primary decision, the next questions to answer, and what each answer would settle.

    Where the primary decisions are settled, it lists what other headline decisions wait for: in short the first$
    question of each.
    """
    assessment = result.assessment
    primary = _open(base, result, base.pack.primary)
    if not primary and not room.full:
        return section("open", OPEN, [listing(_first_of_others(base, result))])
    names = primary or _open(base, result, base.pack.headline)
    most = max(2, MOST_QUESTIONS // len(names)) if names else 0
    seen: set[str] = set()
    blocks: list[Block] = []
    for name in names:
        questions = _in_order(assessment, name, seen)
        shown = questions if room.full else questions[:most]
        seen |= {question.fact for question in shown}
        left = _more(name, len(questions) - len(shown))
        items = [_item(base, result, name, question) for question in shown]
        blocks += [Heading(line(titled(base.decisions[name].title), _how(questions, name))), listing([*items, *left])]
    return section("open", OPEN, blocks)


def _first_of_others(base: RuleBase, result: Result) -> Iterator[Item]:
    """Walk the other headline decisions that wait for an answer, each with the first of its questions."""
    for name in _open(base, result, base.pack.headline):
        first, *others = _in_order(result.assessment, name, set())
        asked = line(titled(base.decisions[name].title), base.question(first.fact).question)
        yield Item((*asked, *(line(Run(f"(the first of {1 + len(others)} questions)", "quiet")) if others else ())))


def _open(base: RuleBase, result: Result, decisions: Iterable[str]) -> list[str]:
    """Pick the shown decisions that wait for an answer."""
    found = ((name, result.assessment.outcome(name)) for name in shown_decisions(base, result.assessment, decisions))
    asked = {name for question in result.assessment.open_questions for name in question.decides}
    waiting = [name for name, outcome in found if outcome.status == "open" and name in asked]
    return [name for name in waiting if not not_asked_yet(base, result, name)]


def _how(questions: Sequence[OpenQuestion], name: str) -> str:
    enough = any(question.settles.get(name) for question in questions)
    return "some of these answers decide it at once" if enough else "start with these"


def _in_order(assessment: Assessment, name: str, seen: set[str]) -> list[OpenQuestion]:
    """List those that settle this decision first, then those that matter to it and are not on the page already."""
    mine = [question for question in assessment.open_questions if name in question.decides]
    settling = [question for question in mine if question.settles.get(name)]
    return settling + [each for each in mine if each not in settling and each.fact not in seen]


def _item(base: RuleBase, result: Result, name: str, question: OpenQuestion) -> Item:
    """Write a question, and the answers to it that settle the decision."""
    asked, settles = base.question(question.fact), question.settles.get(name, {})
    if not settles:
        return Item(line(asked.question))
    answers = answers_to(base, asked.name, result.answers().get(asked.name), result.assessment.as_of)
    values = {words: value_words(base.decisions[name], value) for words, value in settles.items()}
    parts = leading_to(base, asked.name, answers, values)
    rest = ["otherwise it stays open"] if len(settles) < len(answers) else []
    return Item(line(asked.question), (line("; ".join([*parts, *rest])),))


def _more(name: str, left: int) -> Iterator[Item]:
    if left:
        command = Run(f"armslength explain PROFILE {name}", "code")
        yield Item(line(f"And {amount(left, 'more question')}. To see them:", command))
