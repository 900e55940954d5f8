"""How firm a conclusion is, in words: what is settled whatever else is answered, and what unsure answers could do."""

from collections.abc import Iterator

from engine.inquiry.robust import Robust, UnsureAnswer
from engine.interpret.evaluation import Outcome
from engine.page.model import Block, Item, Line, Paragraph, Run, Section, line, listing, section
from engine.render.changes import change_words
from engine.render.words import amount, answer_words, basis_words, listed, sentence
from engine.rulebase.base import RuleBase

MARKED = {"assumed": "assumed", "doubtful": "doubtful"}


def firmness(base: RuleBase, found: Robust) -> Section:
    """Lay out how firm a decision is: for an explanation, in full."""
    return section("firm", "How firm this is", _blocks(base, found))


def _blocks(base: RuleBase, found: Robust) -> Iterator[Block]:
    settled = found.outcome.status == "settled"
    if settled and found.whatever:
        asked = amount(len(found.whatever), "question")
        verb = "is" if len(found.whatever) == 1 else "are"
        yield Paragraph(line(f"It is settled whatever is answered to the {asked} of its rules that {verb} still open."))
    if not found.unsure:
        return
    moved = [each for each in found.unsure if each.matters]
    if not moved and not found.matters:
        yield Paragraph(line(_no_matter(base, found)))
        return
    yield listing(Item(_asked(base, each), tuple(_then(base, found, each))) for each in found.unsure)
    if len(found.unsure) > 1:
        outcome = _then_words(base, found, found.together)
        yield Paragraph(line("If none of them were known:", Run(outcome, "doubt" if found.matters else "")))


def _asked(base: RuleBase, each: UnsureAnswer) -> Line:
    question = base.question(each.question)
    return line(question.question, sentence(answer_words(question, each.given.value)), basis_words(each.given))


def _then(base: RuleBase, found: Robust, each: UnsureAnswer) -> Iterator[Line]:
    if each.matters:
        yield line("If it is otherwise:", Run(_then_words(base, found, each.outcome), "doubt"))
    else:
        yield line("This makes no difference here.")


def _then_words(base: RuleBase, found: Robust, outcome: Outcome) -> str:
    if outcome == found.outcome:
        return "the same comes out."
    words = change_words(base.decisions[found.decision], found.outcome, outcome)
    return sentence(words or "the same comes out, and another value is applied meanwhile")


def unsure_lines(base: RuleBase, found: Robust) -> Iterator[Line]:
    """Walk the lines of a page of results on unsure answers: of each that matters, and of all that do not, one."""
    title = base.decisions[found.decision].title
    for each in found.unsure:
        if each.matters:
            said = f"You marked one answer as {each.given.known}: {base.question(each.question).question}"
            yield line(said, f"{title}, if it is otherwise:", Run(_then_words(base, found, each.outcome), "doubt"))
    if found.unsure and not found.matters:
        yield line(_no_matter(base, found))


def _no_matter(base: RuleBase, found: Robust) -> str:
    marked = listed(sorted({each.given.known for each in found.unsure}), "or")
    one = len(found.unsure) == 1
    asked = "One answer that is" if one else f"The {amount(len(found.unsure), 'answer')} that are"
    verb = "makes" if one else "make"
    return f"{asked} marked as {marked} {verb} no difference to this: {base.decisions[found.decision].title}."
