"""A line that somebody typed: an answer, by its number or in words, or a word for what to do instead."""

import re
from collections.abc import Mapping
from typing import Literal as OneOfTheseWords

from engine.frozen import frozen
from engine.profile.cells import NO_ANSWERS, NONE_OF_THESE, CellFault, read_cell
from engine.profile.column import Column
from engine.profile.headings import column_of
from engine.rulebase.base import RuleBase
from engine.rulebase.facts import NOT_KNOWN, Answer
from engine.rulebase.taken_headings import folded
from engine.source.characters import in_backticks, refused_character, why_refused

MOST_CHARACTERS = 4_000
"""Characters of a line that is read as an answer. Nobody types more. Beyond it: the line is refused, and nothing of it
is kept."""

Doing = OneOfTheseWords["help", "not known", "later", "does not apply", "back", "change", "evidence", "stop", "go on"]

WORDS: Mapping[Doing, tuple[str, ...]] = {
    "help": ("?", "help"),
    "not known": ("don't know", "dont know", "don't know yet", "unknown", "not known", "not known yet"),
    "later": ("later", "come back later"),
    "does not apply": ("doesn't apply", "doesnt apply", "does not apply", *sorted(NO_ANSWERS)),
    "back": ("back",),
    "change": ("change",),
    "evidence": ("evidence",),
    "stop": ("stop", "quit", "exit"),
}
"""What may be typed instead of an answer, the first of each as it is shown. An answer that is worded so comes first."""

TAKES_MORE: tuple[Doing, ...] = ("change", "evidence")
"""Words that something follows: the name of a question, or what an answer rests on."""

_BETWEEN = re.compile(r"\s*(?:[;,]|\band\b|\s)\s*")
_SHORT = {"y": "yes", "n": "no"}


@frozen
class Meant:
    """What a line means instead of an answer, with what stands behind the word."""

    doing: Doing
    rest: str = ""


@frozen
class Said:
    """An answer."""

    value: Answer


@frozen
class NotUnderstood:
    """Why a line can't be read, in words."""

    reason: str


def read_line(base: RuleBase, name: str, text: str) -> Said | Meant | NotUnderstood:
    """Read a line as the answer to a question, or as what it means instead.

    Answers are read as in the cell of a table; those that are numbered may be given by their numbers, `1, 3` for
    several.
    """
    if len(text) > MOST_CHARACTERS:
        return NotUnderstood(f"the line is longer than {MOST_CHARACTERS:,} characters; write less")
    offset = refused_character(text)
    if offset is not None:
        return NotUnderstood(why_refused(text[offset])[1])
    column, word = column_of(base, name), folded(text)
    if word not in column.words:
        meant = _meant(text)
        if meant is not None:
            return meant
        if not word:
            return Meant("go on")
    words = _in_words(base, column, text)
    if isinstance(words, NotUnderstood):
        return words
    found = read_cell(column, words)
    if isinstance(found, CellFault):
        return NotUnderstood(found.reason)
    return Meant("not known") if found is None else Said(found)


def numbered(base: RuleBase, name: str) -> dict[int, tuple[str, str]]:
    """Number the answers to a question, each with its name and the words for it; 0 stands for none of several.

    Where there are none to choose from, or where an answer is a number itself, nothing is numbered.
    """
    question = base.question(name)
    if any(word.isdigit() for word in column_of(base, name).words):
        return {}
    answers = {"yes": "Yes", "no": "No"} if question.kind == "yes_no" else dict(question.values)
    if name in base.controls:
        answers = {"yes": "Yes, it is in place", "no": "No, it is missing"}
    found = dict(enumerate(answers.items(), start=1))
    return {**found, 0: (NONE_OF_THESE, "None of these")} if question.kind == "choices" else found


def _meant(text: str) -> Meant | None:
    first, _, rest = text.strip().partition(" ")
    for doing, words in WORDS.items():
        if folded(text) in words:
            return Meant(doing)
        if doing in TAKES_MORE and folded(first).rstrip(":") in words:
            return Meant(doing, rest.strip())
    return Meant("not known") if folded(text) in NOT_KNOWN - {""} else None


def _in_words(base: RuleBase, column: Column, text: str) -> str | NotUnderstood:
    """Write an answer that is given by its number, or by the first letter of yes and no, as the words for it."""
    word, answers = folded(text), numbered(base, column.name)
    if _SHORT.get(word, word) in column.words:
        return text if word in column.words else _SHORT[word]
    several = column.question is not None and column.question.kind == "choices"
    places = [place for place in _BETWEEN.split(text.strip()) if place] if several else [text.strip()]
    if not answers or not all(place.isdecimal() for place in places):
        return text
    strange = next((place for place in places if int(place) not in answers), "")
    if strange:
        numbers = f"{min(answers)} to {max(answers)}"
        return NotUnderstood(f"there is no answer {in_backticks(strange)}; the numbers are {numbers}")
    return "; ".join(answers[int(place)][0] for place in places)
