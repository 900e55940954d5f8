"""The questions that are handed over, as a page to read, to print or to send: why each is asked, and room to answer."""

from collections.abc import Iterator

from engine.handover.hand_over import Handover, MadeFrom
from engine.page.model import Item, Line, Page, Run, Section, line, listing, names, section
from engine.profile.profile import KNOWN
from engine.render.conditions import in_one_line
from engine.render.page import heading
from engine.render.question import PresentedQuestion, presented
from engine.render.words import amount, answer_words, day_words, listed, sentence
from engine.rulebase.base import RuleBase
from engine.rulebase.facts import NOT_KNOWN_YET

NO_ROLE = "Anybody who knows"
"""The heading over questions of which the pack does not say who knows."""

TO_READ = (
    "This page is for reading and printing. To give the answers back, fill in the workbook or the YAML file of the "
    "same questions: `armslength questions PROFILE -o FILE.xlsx`."
)
NORMAL = f'"{NOT_KNOWN_YET.capitalize()}" is a normal answer. Please write "no" only where you know that it is no.'
BLANK = "________________"
ROOM = tuple(f"{what}: {BLANK}" for what in ("Answer", "Evidence", "Name", "Day"))
HOW_KNOWN = f"How it is known: {listed(KNOWN)}"


def handover_page(base: RuleBase, handover: Handover) -> Page:
    """Lay out the questions for people: each with why it is asked, examples, the answers to choose from, and room.

    >>> handover_page(base, hand_over(base, result)).title
    'Questions about somebody'
    """
    numbers = {name: number for number, name in enumerate(handover.names(), start=1)}
    sections = tuple(
        section(
            f"for-{group.role or 'anybody'}",
            role_words(base, group.role),
            [listing(_item(base, handover, name, numbers[name]) for name in group.names)],
        )
        for group in handover.groups
    )
    under = (line(made_from_words(handover.made_from)), line(NORMAL), line(TO_READ))
    return Page(handover_title(base, handover), under, sections or (_nothing(),), ())


def _nothing() -> Section:
    return section("nothing", "", [listing([Item(line("There is nothing to ask."))])])


def handover_title(base: RuleBase, handover: Handover) -> str:
    """Say for whom the questions are, and about whom."""
    about = ", ".join(filter(None, heading(base, handover.profile))) or handover.profile.id
    whose = f" for {_with_article(role_words(base, handover.made_from.role))}" if handover.made_from.role else ""
    return f"Questions{whose} about {about}"


def role_words(base: RuleBase, role: str) -> str:
    """Give the label of a role, or words for everybody."""
    return base.pack.roles.get(role, role) if role else NO_ROLE


def _with_article(label: str) -> str:
    small = label[:1].lower() + label[1:]
    return small if small.startswith("the ") else f"the {small}"


def made_from_words(made_from: MadeFrom) -> str:
    """Say what the questions were made from, and when."""
    day = f" on {day_words(made_from.on)}" if made_from.on else ""
    profile = f"the profile {made_from.profile} ({made_from.sha256[:12]})"
    return f"Made{day} from {profile} by the rules {made_from.pack} {made_from.version}."


def who_knows(base: RuleBase, handover: Handover, name: str) -> str:
    """Say who else is likely to know an answer than the one under whom it stands, or that nobody is named."""
    role = handover.made_from.role or next(group.role for group in handover.groups if name in group.names)
    known_by = base.question(name).known_by
    if not known_by:
        return "The rules do not say who knows this: anybody who does may answer."
    others = [role_words(base, each) for each in known_by if each != role]
    return f"Also likely to know: {listed(others, 'and')}." if others else ""


def reasons_to_ask(base: RuleBase, handover: Handover, name: str) -> Iterator[str]:
    """Walk why a question is asked, when it applies, what an answer may look like, and what is known so far."""
    question, asked = base.question(name), presented(base, name)
    if asked.why:
        yield f"Why we ask: {sentence(asked.why)}"
    if question.applies_when is not None:
        yield f"Asked only where: {in_one_line(base, question.applies_when, {})}."
    yield from (f"{word}: {sentence(text)}" for word, text in asked.examples)
    if asked.shown_by:
        yield f"What shows it: {sentence(asked.shown_by)}"
    so_far = handover.profile.facts().get(name)
    if so_far is not None:
        yield f"Known so far: {sentence(answer_words(question, so_far))}"


def answers_to_choose(asked: PresentedQuestion) -> str:
    """Say which answers are allowed."""
    if asked.owner:
        return listed(tuple(asked.answers.values())).capitalize()
    if asked.answers:
        return f"{asked.takes[:1].upper()}{asked.takes[1:]}: {'; '.join(asked.answers.values())}"
    return f"{asked.takes[:1].upper()}{asked.takes[1:]}"


def _item(base: RuleBase, handover: Handover, name: str, number: int) -> Item:
    asked = presented(base, name)
    lines = [*reasons_to_ask(base, handover, name), sentence(answers_to_choose(asked)), who_knows(base, handover, name)]
    more: list[Line] = [line(Run(text, "quiet")) for text in lines if text]
    return Item(
        line(Run(f"{number}. {asked.question}", "strong"), names([name])),
        (*more, *map(line, ROOM[:2]), line(HOW_KNOWN), *map(line, ROOM[2:])),
    )


def how_many_words(base: RuleBase, handover: Handover) -> str:
    """Say how many questions are handed over, and how many of them for each role."""
    counted = [f"{role_words(base, group.role)}: {len(group.names)}" for group in handover.groups]
    return f"{amount(len(handover.names()), 'question')} ({'; '.join(counted)})"
