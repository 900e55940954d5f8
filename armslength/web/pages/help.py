"""Help, in one place: how things are done, and what the words of the pack mean."""

from dataclasses import dataclass
from typing import ClassVar

from armslength.web.pages.parts import Link, SummaryList, SummaryRow
from armslength.web.words import Words, capital
from engine import RuleBase

TOPICS = ("begin", "answer", "decide", "later", "others", "safe")
WORDS = "words"


@dataclass(frozen=True, slots=True)
class HelpTopic:
    """What is to be known of one thing, a sentence or two each."""

    key: str
    title: str
    says: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HelpPage:
    """All help."""

    template: ClassVar[str] = "help.html"
    title: str
    contents: tuple[Link, ...]
    topics: tuple[HelpTopic, ...]
    words_key: str
    words: SummaryList


def help_page(base: RuleBase, words: Words) -> HelpPage:
    """Make the page of the help."""
    topics = tuple(_topic(key, words) for key in TOPICS)
    terms = tuple(SummaryRow(capital(each.term), (each.means,)) for each in base.glossary.values())
    contents = [Link(each.title, f"#{each.key}") for each in topics]
    contents += [Link(words.say("help.words"), f"#{WORDS}")] if terms else []
    return HelpPage(words.say("help.title"), tuple(contents), topics, WORDS, SummaryList(terms))


def _topic(key: str, words: Words) -> HelpTopic:
    said = words.say(f"help.says.{key}")
    return HelpTopic(key, words.say(f"help.topic.{key}"), tuple(said.splitlines()))
