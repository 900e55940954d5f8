"""What is still open: for each primary decision, the questions whose answers would decide it."""

from collections.abc import Iterator

from engine.assessment.assessment import Assessment, OpenQuestion
from engine.assessment.result import Result
from engine.page.model import Block, Heading, Item, Paragraph, Run, Section, line, listing, section
from engine.render.answers import answers_to, leading_to
from engine.render.shown import shown_decisions
from engine.render.words import amount, titled, value_words
from engine.rulebase.base import RuleBase

MOST_QUESTIONS = 6
"""Open questions on a page, shared out among the decisions. The rest is counted."""


def still_open(base: RuleBase, result: Result) -> Section:
    """List, for each open primary decision, the next questions to answer, and what each answer would settle."""
    assessment = result.assessment
    primary = shown_decisions(base, assessment, base.pack.primary)
    names = [name for name in primary if assessment.outcome(name).status == "open"]
    room = max(2, MOST_QUESTIONS // max(1, len(names)))
    seen: set[str] = set()
    blocks: list[Block] = []
    for name in names:
        questions = _in_order(assessment, name, seen)
        shown, left = questions[:room], len(questions[room:])
        seen |= {question.fact for question in shown}
        enough = any(question.settles.get(name) for question in shown)
        blocks.append(Heading(line(titled(base.decisions[name].title), _how(enough))))
        blocks.append(listing(_item(base, result, name, question) for question in shown))
        blocks += _more(name, left)
    return section("open", "Still open", blocks)


def _how(enough: bool) -> str:
    return "some of these answers decide it at once" if enough else "no single answer decides it yet; start with these"


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


def _more(name: str, left: int) -> Iterator[Block]:
    if left:
        command = Run(f"armslength explain PROFILE {name}", "code")
        yield Paragraph(line(f"And {amount(left, 'more question')}. To see them:", command))
