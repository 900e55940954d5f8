"""Erasing texts about people: the texts of a history, found by a word, ticked, and gone for good."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import ClassVar

from armslength.register.domain.events import Erased
from armslength.register.domain.office import RegisterOffice
from armslength.register.domain.state import State
from armslength.register.domain.wire import texts_of
from armslength.web.forms import Typing
from armslength.web.pages.addresses import above, called, of_subject
from armslength.web.pages.asked import slips_of
from armslength.web.pages.changed_since import day_of
from armslength.web.pages.entering import field_words
from armslength.web.pages.happened import who_did
from armslength.web.pages.parts import Breadcrumbs, Button, Choice, Empty, ErrorSummary, FilterBar, Link, Question
from armslength.web.pages.sent import Fields, Sent
from armslength.web.words import Words

MOST_TEXTS = 50
"""What is counted: texts that are offered to be erased. Why so many: what somebody reads before they tick. Beyond it:
the page says how many more there are, and a word finds them."""

MOST_SHOWN = 300
"""What is counted: characters of a text that is offered. Why so many: enough to know it again. Beyond it: the text is
cut here, and erased whole."""

HEAD = "body.header."


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text stands: the number of its entry in the history, and the path of its field."""

    entry: int
    path: str

    @classmethod
    def read(cls, text: str) -> "Place | None":
        """Read it as a form sends it; nothing where it is none."""
        number, _, path = text.partition(" ")
        return cls(int(number), path) if number.isascii() and number.isdecimal() and len(number) < 8 else None

    def write(self) -> str:
        """Write it as a form sends it."""
        return f"{self.entry} {self.path}"


@dataclass(frozen=True, slots=True)
class ErasePage:
    """The texts that somebody looked for, and the form to erase some of them."""

    template: ClassVar[str] = "erase.html"
    title: str
    above: Breadcrumbs
    errors: ErrorSummary
    bar: FilterBar
    more: str
    form: Sent | None
    empty: Empty


def texts_there(state: State) -> Iterator[tuple[Place, str]]:
    """Walk the texts of a history that may be about a person and are not erased, the latest first."""
    for number, event in reversed([*enumerate(state.history, 1)]):
        for path, texts in texts_of(event).items():
            left = [text for text in texts if text and not isinstance(text, Erased)]
            if left:
                yield Place(number, path), "; ".join(left)


def erase_page(
    state: State, office: RegisterOffice, looked_for: str, ticked: Collection[str], words: Words, typing: Typing
) -> ErasePage:
    """Make the page; what was `ticked` before is offered whatever is looked for."""
    fields, here, word = Fields("erase", words, typing), of_subject(state.subject, "erase"), looked_for.casefold()
    found = [
        (place, text)
        for place, text in texts_there(state)
        if place.write() in ticked or word in text.casefold()
    ]  # fmt: skip
    found.sort(key=lambda pair: pair[0].write() not in ticked)
    shown = found[: max(MOST_TEXTS, len(ticked))]
    choices = [_choice(place, text, state, office, words) for place, text in shown]
    asked = (
        fields.ask("text", "several", choices=choices),
        fields.ask("why", "long", hint="why_hint"),
        fields.ask("agreed", "several", choices=(Choice("yes", fields.text("agree")),)),
    )
    sent = Sent("", here, asked, (("looked_for", looked_for),), (Button(fields.text("erase"), "danger"),))
    history = Link(words.say("history.short"), of_subject(state.subject, "history"))
    more = len(found) - len(shown)
    return ErasePage(
        title=fields.text("title", name=called(state, office)),
        above=above(words, office, state, history),
        errors=slips_of(typing, "forms"),
        bar=FilterBar(
            here,
            fields.text("filters"),
            (Question("looked_for", fields.text("look_for"), "text", typed=looked_for),),
            clear=here if looked_for else "",
        ),
        more=fields.text("more", count=more) if more else "",
        form=sent if shown else None,
        empty=Empty(fields.text("none_such" if looked_for else "none")),
    )


def _choice(place: Place, text: str, state: State, office: RegisterOffice, words: Words) -> Choice:
    event = state.history[place.entry - 1]
    name = place.path.removeprefix("body.")
    what = field_words(place.path.removeprefix(HEAD)) if place.path.startswith(HEAD) else words.say(f"erase.of.{name}")
    day, who = words.day(day_of(event.at, office)), who_did(event, office, words)
    hint = words.say("erase.stands", what=what, number=place.entry, day=day, who=who)
    return Choice(place.write(), text if len(text) <= MOST_SHOWN else f"{text[:MOST_SHOWN]}…", hint)
