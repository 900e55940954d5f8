"""What came back, as a page: what contradicts first, then what is new, what was said before, and what is the same."""

from collections.abc import Iterator

from engine.handover.merge import AnswerMet, AnswerStanding, Merged
from engine.page.model import Item, Line, Page, Run, Section, line, listing, names, section
from engine.profile.profile import Given
from engine.render.words import amount, answer_words, basis_words, sentence
from engine.rulebase.base import RuleBase
from engine.rulebase.facts import Fact

TITLES: dict[AnswerStanding, str] = {
    "contradicts": "What contradicts",
    "new": "What is new",
    "noted": "Notes without an answer",
    "told before": "What was said before, and not taken then",
    "same": "What is the same",
}
"""The headings, in the order in which they stand."""


def merged_page(base: RuleBase, merged: Merged) -> Page:
    """Lay out what came back. Of each contradiction, both answers stand there with all that they rest on.

    >>> merged_page(base, merge(base, profile, [], lambda met: "mine")).title
    'Answers for somebody'
    """
    found = [(title, [each for each in merged.met if each.standing == standing]) for standing, title in TITLES.items()]
    sections = tuple(_section(base, title, met) for title, met in found if met)
    return Page(f"Answers for {merged.profile.id}", (line(counted_words(merged)),), sections, ())


def counted_words(merged: Merged) -> str:
    """Count what came back, and say how much of it is not decided."""
    if not merged.met:
        return "No answer came back."
    kinds = {"new": "new", "contradicts": "contradicting", "same": "the same", "noted": "without an answer"}
    counts = {words: sum(each.standing == kind for each in merged.met) for kind, words in kinds.items()}
    counts["not taken before"] = sum(each.standing == "told before" for each in merged.met)
    listed = ", ".join(f"{count} {words}" for words, count in counts.items() if count)
    return f"{amount(len(merged.met), 'answer')} came back: {listed}."


def _section(base: RuleBase, title: str, met: list[AnswerMet]) -> Section:
    key = title.lower().replace(" ", "-").replace(",", "")
    return section(key, title, [listing(_item(base, each) for each in met)])


def _item(base: RuleBase, met: AnswerMet) -> Item:
    question = base.question(met.name)
    return Item(line(question.question, names([met.name])), tuple(_lines(question, met)))


def _lines(question: Fact, met: AnswerMet) -> Iterator[Line]:
    """Walk both answers where they differ, else the one that came back; and which of them is taken."""
    theirs = said_words(question, met.theirs)
    if met.standing in ("contradicts", "told before"):
        yield line(Run(f"{met.mine_from or 'The profile'}:", "quiet"), said_words(question, met.mine))
    yield line(Run(f"{met.file}:", "quiet"), theirs)
    if met.standing == "contradicts" or (met.standing == "told before" and met.taken == "theirs"):
        yield _taken(met)


def _taken(met: AnswerMet) -> Line:
    if met.taken is None:
        return line(Run("Not decided.", "bad"))
    whose = f"of {met.mine_from or 'the profile'}" if met.taken == "mine" else f"of {met.file}"
    return line(Run(f"Taken: the answer {whose}. The other one is kept beside it.", "good"))


def said_words(question: Fact, given: Given) -> str:
    """Say an answer with what it rests on, and that nobody is named where nothing is."""
    rests = basis_words(given) or "Nothing is noted of who said so, when or why."
    return f"{sentence(answer_words(question, given.value))} {rests}"


def contradiction_words(base: RuleBase, met: AnswerMet) -> str:
    """Say a contradiction in a few lines, for whoever has to decide it."""
    question = base.question(met.name)
    return "\n".join(
        (
            f"{question.question} [{met.name}]",
            f"  mine, in {met.mine_from or 'the profile'}: {said_words(question, met.mine)}",
            f"  theirs, in {met.file}: {said_words(question, met.theirs)}",
        )
    )
