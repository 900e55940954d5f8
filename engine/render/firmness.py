"""How firm a conclusion is, in words: what is settled whatever else is answered, and what unsure answers could do."""

from collections.abc import Iterable, Iterator, Sequence

from engine.assessment.result import Result
from engine.inquiry.robust import Robust, UnsureAnswer, robust_as_concluded
from engine.interpret.evaluation import Outcome
from engine.page.model import Block, Item, Line, Paragraph, Run, Section, line, listing, section
from engine.profile.profile import UNSURE, Given
from engine.render.changes import change_words
from engine.render.shown import shown_decisions
from engine.render.words import amount, answer_words, basis_words, listed, sentence
from engine.rulebase.base import RuleBase


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
        yield Paragraph(line(_no_matter(found)))
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
        return "still open, and it may be decided otherwise."
    words = change_words(base.decisions[found.decision], found.outcome, outcome)
    return sentence(words or "the same comes out, and another value is applied meanwhile")


def _no_matter(found: Robust) -> str:
    count = amount(len(found.unsure), "answer")
    verb = "makes" if len(found.unsure) == 1 else "make"
    return f"{count} marked as {_marks(each.given for each in found.unsure)} {verb} no difference here."


def _marks(unsure: Iterable[Given]) -> str:
    return listed(sorted({each.known for each in unsure}), "or")


def unsure_answers(base: RuleBase, result: Result) -> Section:
    """Say of the answers that are marked as unsure whether they matter to the primary decisions, one line each way."""
    profile, assessment = result.profile, result.assessment
    given = {} if profile is None else {**profile.answers, **profile.controls}
    unsure = {name: each for name, each in given.items() if each.known in UNSURE and each.value is not None}
    if profile is None or not unsure:
        return section("unsure", "", ())
    shown = [assessment.decisions[name] for name in shown_decisions(base, assessment, base.pack.primary)]
    moves: dict[str, list[tuple[Robust, UnsureAnswer]]] = {}
    for found in (robust_as_concluded(base, profile, each, assessment.as_of) for each in shown):
        for each in found.unsure:
            if each.matters:
                moves.setdefault(each.question, []).append((found, each))
    items = [Item(_could(base, name, moved)) for name, moved in moves.items()]
    idle = [each for name, each in unsure.items() if name not in moves]
    if idle:
        marks, count = _marks(idle), amount(len(idle), "answer")
        verb = "makes" if len(idle) == 1 else "make"
        titles = listed([base.decisions[each.name].title.lower() for each in shown], "or")
        items.append(Item(line(f"{count} that you marked as {marks} {verb} no difference to the {titles}.")))
    return section("unsure", "Answers that you are unsure of", [listing(items)])


def _could(base: RuleBase, name: str, moved: Sequence[tuple[Robust, UnsureAnswer]]) -> Line:
    """Say what an unsure answer could move, and where to."""
    question = base.question(name).question
    could = [
        f"{base.decisions[found.decision].title}: {_then_words(base, found, each.outcome)}" for found, each in moved
    ]
    marked = next(each.given.known for _, each in moved)
    return line(f"You marked this as {marked}: {question} If it is otherwise:", Run(" ".join(could), "doubt"))
