"""Answers that a page lists under a title of their own, as the pack lays them out."""

from collections.abc import Iterator

from engine.assessment.result import Result
from engine.page.model import Item, Run, Section, line, listing, section
from engine.render.room import Room, of_all
from engine.render.words import answer_words, titled
from engine.rulebase.base import RuleBase
from engine.rulebase.facts import Answer
from engine.rulebase.pack import LayoutSection

OPEN = "not known yet"


def answer_lists(base: RuleBase, result: Result, room: Room) -> Iterator[Section]:
    """Walk the sections that list answers: in full a line for each question, in short a line for each answer."""
    for key, part in listing_parts(base):
        found = {base.facts[name].line or base.facts[name].question: _answer(base, result, name) for name in part.facts}
        items = list(_each(found) if room.full else _by_answer(found))
        shown = room.titled(items)
        yield section(key, part.title, [listing(shown)], of_all(len(shown), len(items)))


def listing_parts(base: RuleBase) -> Iterator[tuple[str, LayoutSection]]:
    """Walk the sections of the pack that list answers, each with its key on a page."""
    for number, part in enumerate((part for part in base.pack.sections if part.facts), 1):
        yield f"answers-{number}", part


def _answer(base: RuleBase, result: Result, name: str) -> str:
    answer: Answer | None = None if name in result.assessment.ignored else result.answers().get(name)
    return OPEN if answer is None else answer_words(base.facts[name], answer)


def _each(found: dict[str, str]) -> Iterator[Item]:
    for asked, answer in found.items():
        yield Item(line(titled(asked), Run(answer, "doubt" if answer == OPEN else "strong")))


def _by_answer(found: dict[str, str]) -> Iterator[Item]:
    """Walk the answers that were given, each with the questions that have it; the open ones come last."""
    for answer in sorted(dict.fromkeys(found.values()), key=lambda answer: answer == OPEN):
        asked = "; ".join(each for each, given in found.items() if given == answer)
        if answer == OPEN:
            yield Item(line(Run(f"{answer[:1].upper()}{answer[1:]}:", "doubt"), asked))
        else:
            yield Item(line(f"{asked}:", Run(answer, "strong")))
