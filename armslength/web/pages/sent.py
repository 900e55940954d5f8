"""A form of a page as a value, and its fields, filled with what was typed before all else."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from armslength.web.forms import Typing
from armslength.web.pages.parts import Button, Choice, Question
from armslength.web.words import Words


@dataclass(frozen=True, slots=True)
class Sent:
    """A form: where it is sent, what is asked in it, what goes with it unseen, and its buttons.

    One that is `folded` opens by its title.
    """

    title: str
    action: str
    fields: tuple[Question, ...]
    hidden: tuple[tuple[str, str], ...]
    buttons: tuple[Button, ...]
    folded: bool = False


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of the forms of one topic, whose texts begin with `topic`.

    What is done to one of several things has its name at the end of each field, after a full stop.
    """

    topic: str
    words: Words
    typing: Typing

    def text(self, key: str, **values: object) -> str:
        """Say a text of the topic."""
        return self.words.say(f"{self.topic}.{key}", **values)

    def ask(
        self,
        name: str,
        kind: Literal["one", "several", "pick", "text", "long", "date", "file"],
        otherwise: str = "",
        choices: Iterable[Choice] = (),
        hint: str = "",
    ) -> Question:
        """Make a field with what was typed into it, or else with what stands; `hint` is the key of its hint."""
        key = name.partition(".")[0]
        sent, typed = self.typing.typed, self.typing.first(name, otherwise)
        chosen = sent.get(name, ()) if sent else (otherwise,)
        return Question(
            name,
            self.text(f"ask.{key}"),
            kind,
            hint=self.text(f"ask.{hint}") if hint else "",
            choices=tuple(replace(each, chosen=each.value in chosen) for each in choices),
            typed="" if choices else typed,
            slip=self.typing.faults.get(name, ""),
        )

    def typed_in(self, form: Iterable[Question]) -> bool:
        """Tell whether somebody typed into one of these fields, so that their form is not folded away."""
        return any(each.name in self.typing.typed for each in form)
