"""What happened, in words that anybody can read: a sentence for each kind of entry, which names what it is about."""

from dataclasses import fields
from datetime import date
from typing import Any

from armslength.register.domain.events import Answered, ControlSet, Erased, Event, PackVersion, QuestionAnswered, Stage
from armslength.register.domain.office import RegisterOffice
from armslength.register.domain.state import State
from armslength.register.domain.wire import kind_of
from armslength.web.words import Words, capital
from engine.render.words import answer_words

ALSO = ("since", "pack", "evidence", "source", "on", "owner", "until", "declaration", "still_right", "changed",
        "next_on", "to", "helped", "checkpoint")  # fmt: skip
"""Details that stand in sentences of their own, where an entry has them and its sentence does not say them."""


def told(event: Event, state: State, office: RegisterOffice, words: Words) -> str:
    """Say what happened. What stands by now of a subject names the things that an entry is about."""
    telling = _Telling(event, state, office, words)
    sentence = words.texts[f"history.what.{kind_of(event.body)}"]
    return " ".join([telling.filled(sentence), *(telling.also(name) for name in ALSO if telling.says(name, sentence))])


class _Telling:
    """One entry while it is told: its fields, each in words."""

    def __init__(self, event: Event, state: State, office: RegisterOffice, words: Words) -> None:
        self.body, self.state, self.office, self.words = event.body, state, office, words
        self.values = {each.name: getattr(self.body, each.name) for each in fields(self.body)}

    def says(self, name: str, sentence: str) -> bool:
        """Tell whether an entry has a detail that its sentence does not say."""
        return self.values.get(name) not in (None, "", ()) and f"{{{name}}}" not in sentence

    def also(self, name: str) -> str:
        return self.filled(self.words.texts[f"history.also.{name}"])

    def filled(self, sentence: str) -> str:
        """Fill a sentence in; a text that ends a sentence of its own needs no second full stop."""
        said = {name: self.said(name) for name in self.values if f"{{{name}}}" in sentence}
        for name, text in said.items():
            if text.endswith((".", "?", "!")):
                sentence = sentence.replace(f"{{{name}}}.", f"{{{name}}}")
        return sentence.format_map({**self.words.names, **said})

    def said(self, name: str) -> str:
        """Say one field."""
        value = self.values[name]
        if isinstance(value, Erased):
            return self.words.say("history.erased")
        if name == "value":
            return self.answer(value)
        if isinstance(value, Stage):
            return self.office.stages[value]
        if isinstance(value, PackVersion):
            return f"{value.id} {value.version}"
        if isinstance(value, date):
            return self.words.day(value)
        if isinstance(value, tuple):
            return ", ".join(self.named(name, each) for each in value)
        return self.named(name, str(value))

    def answer(self, value: Any) -> str:
        """Say an answer, or a status of a control, as people read it."""
        body, base = self.body, self.office.base
        text = getattr(body, "text", "")
        if isinstance(text, Erased):
            return self.words.say("history.erased")
        if text or value is None:
            return text or self.words.say("history.not_known")
        match body:
            case Answered(question=name) | ControlSet(control=name):
                pass
            case QuestionAnswered(sent=sent) if sent in self.state.questions:
                name = self.state.questions[sent].said.question
            case _:
                name = ""
        known = name in base.facts or name in base.controls
        return answer_words(base.question(name), value) if known else str(value)

    def named(self, field: str, name: str) -> str:
        """Say what a name stands for: a thing of the pack, or one that the subject has."""
        base, state = self.office.base, self.state
        kinds = base.decisions[self.office.reviews].values
        if field in ("question", "to", "changed", "control") and name in base.controls:
            return base.controls[name].title
        if field in ("question", "to", "changed") and name in base.facts:
            return base.facts[name].question
        if field == "review_kind" and name in kinds:
            return kinds[name].label
        if field in ("severity", "how_soon"):
            return self.choice(name)
        if field == "waiver" and name in state.waivers:
            return self.named("control", state.waivers[name].control)
        found = {
            "action": lambda: state.actions[name].says,
            "to": lambda: state.actions[name].says,
            "evidence": lambda: state.evidence[name].says,
            "incident": lambda: state.incidents[name].said.says,
            "sent": lambda: state.questions[name].said.wording,
            "share": lambda: state.shares[name].said.to,
        }.get(field)
        try:
            text = found() if found else name
        except KeyError:
            text = name
        return self.words.say("history.erased") if isinstance(text, Erased) else text

    def choice(self, name: str) -> str:
        """Say an answer to one of the questions that the register answers from incidents."""
        for question in self.office.knows:
            label = self.office.base.facts[question].values.get(name)
            if label:
                return label
        return name


def who_did(event: Event, office: RegisterOffice, words: Words) -> str:
    """Say who made an entry; somebody who came by a link has no role."""
    if not event.by.role:
        return words.say("history.by_link", name=event.by.name)
    role = office.base.pack.roles.get(event.by.role, event.by.role)
    return words.say("history.person", name=event.by.name, role=capital(role))


def why_of(event: Event, words: Words) -> str:
    """Give the reason of an entry; where it was erased, that it was."""
    return words.say("history.erased") if isinstance(event.why, Erased) else event.why
