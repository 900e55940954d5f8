"""What if: answers changed side by side in up to four columns, and what each would bring. Looking saves nothing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import ClassVar

from armslength.register.domain.office import RegisterOffice
from armslength.register.domain.state import State
from armslength.web.forms import ANSWER, NONE, SEEN, UNKNOWN
from armslength.web.pages.addresses import above, called, of_subject
from armslength.web.pages.altering import Altered
from armslength.web.pages.parts import Breadcrumbs, Cell, Choice, Compared, ErrorSummary, Head, Link, Sheet, Slip, Stamp
from armslength.web.pages.result import stamp_of
from armslength.web.words import Words
from engine import Result, RuleBase, presented
from engine.render.words import answer_words

MOST_COLUMNS = 4
"""What is counted: columns of other answers side by side. Why so many: more do not fit beside each other on a screen.
Beyond it: they are left out, and no button offers another."""

MOST_SUPPOSED = 20
"""What is counted: questions that are answered otherwise on one page. Why so many: more is another subject. Beyond it:
the rest is left out, and the page says so."""

PARTS = ("decisions", "controls", "due")
"""What may be otherwise, each in a table of its own."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the answers that were typed, by question, and what they would alter, unless some are faulty."""

    number: int
    typed: Mapping[str, tuple[str, ...]]
    faults: Mapping[str, str]
    altered: Altered | None

    def field(self, name: str) -> str:
        """Name the field of a question in this column."""
        return f"{self.number}.{name}"


@dataclass(frozen=True, slots=True)
class Supposed:
    """One answer of one column: a field, filled with what was typed. `several` lets more than one be chosen."""

    field: str
    label: str
    choices: tuple[Choice, ...]
    several: bool
    typed: str
    slip: str


@dataclass(frozen=True, slots=True)
class SupposedRow:
    """One question with its answer now, and with a field for each column."""

    name: str
    question: str
    now: str
    fields: tuple[Supposed, ...]
    leave_out: str


@dataclass(frozen=True, slots=True)
class Saving:
    """The button that saves one column, with the answers that it sends and the versions that were seen."""

    text: str
    hidden: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Offered:
    """Questions of one topic that can be answered otherwise."""

    topic: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class WhatIfPage:
    """Answers changed side by side, and what would be otherwise."""

    template: ClassVar[str] = "what_if.html"
    title: str
    above: Breadcrumbs
    errors: ErrorSummary
    action: str
    hidden: tuple[tuple[str, str], ...]
    heads: tuple[str, ...]
    rows: tuple[SupposedRow, ...]
    offered: tuple[Offered, ...]
    more_columns: int
    tables: tuple[Sheet, ...]
    notes: tuple[str, ...]
    saving: tuple[Saving, ...]
    save_at: str
    taking: tuple[Link, ...]
    stamp: Stamp


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks: which questions, in how many columns, and with which answers."""

    names: tuple[str, ...]
    columns: tuple[Column, ...]
    too_many: bool

    @property
    def shown(self) -> list[Column]:
        """Give the columns that say something: those with answers, all of which could be read."""
        return [each for each in self.columns if each.altered is not None]

    @property
    def query(self) -> tuple[tuple[str, str], ...]:
        """Give it as it stands in an address."""
        typed = (
            (column.field(name), text)
            for column in self.columns
            for name, texts in column.typed.items()
            for text in texts
        )
        return (*(("ask", name) for name in self.names), ("columns", str(len(self.columns))), *typed)


def what_if_page(
    state: State, office: RegisterOffice, result: Result, asked: Asked, words: Words, *, may_save: bool
) -> WhatIfPage:
    """Make the page of what if; `may_save` offers to save a column."""
    base = office.base
    slips = [
        Slip(column.field(name), words.say("what_if.slip", number=column.number, text=text))
        for column in asked.columns
        for name, text in column.faults.items()
    ]
    heads = tuple(words.say("what_if.column", number=each.number) for each in asked.columns)
    csv = of_subject(state.subject, "what-if.csv", query=asked.query)
    return WhatIfPage(
        title=words.say("what_if.title", name=called(state, office)),
        above=above(words, office, state, Link(words.say("result.short"), of_subject(state.subject, "result"))),
        errors=ErrorSummary(tuple(slips)),
        action=of_subject(state.subject, "what-if"),
        hidden=tuple(("ask", name) for name in asked.names),
        heads=(words.say("what_if.question"), words.say("what_if.now"), *heads),
        rows=tuple(_row(state, base, result, name, asked, words) for name in asked.names),
        offered=tuple(_offered(base, result, asked)),
        more_columns=len(asked.columns) + 1 if len(asked.columns) < MOST_COLUMNS else 0,
        tables=tuple(tables(asked.shown, words)),
        notes=tuple(_notes(asked, words)),
        saving=tuple(_saving(state, each, words) for each in asked.shown) if may_save else (),
        save_at=of_subject(state.subject, "answers"),
        taking=(Link(words.say("what_if.csv"), csv),) if asked.shown else (),
        stamp=stamp_of(base, result),
    )


def _notes(asked: Asked, words: Words) -> Iterator[str]:
    """Walk what no table says: that a column would bring nothing, or that more was asked than is shown."""
    if asked.too_many:
        yield words.say("what_if.too_many", most=MOST_SUPPOSED)
    for each in asked.shown:
        if not any(getattr(each.altered, part) for part in PARTS):
            yield words.say("what_if.nothing", number=each.number)


def _row(state: State, base: RuleBase, result: Result, name: str, asked: Asked, words: Words) -> SupposedRow:
    question = base.question(name)
    without = replace(asked, names=tuple(each for each in asked.names if each != name))
    query = [(field, text) for field, text in without.query if field.partition(".")[2] != name]
    return SupposedRow(
        name=name,
        question=question.question,
        now=answer_words(question, result.answers().get(name)),
        fields=tuple(_field(base, name, each, words) for each in asked.columns),
        leave_out=of_subject(state.subject, "what-if", query=query),
    )


def _field(base: RuleBase, name: str, column: Column, words: Words) -> Supposed:
    shown, texts = presented(base, name), column.typed.get(name, ())
    values = {"yes": words.say("what_if.yes"), "no": words.say("what_if.no")} if shown.kind == "yes_no" else {}
    values |= shown.answers
    if shown.kind == "choices":
        values[NONE] = words.say("what_if.none_of_these")
    choices = [Choice(value, label, chosen=value in texts) for value, label in values.items()]
    if values and shown.kind != "choices":
        choices.insert(0, Choice("", words.say("what_if.as_now"), chosen=not texts))
    if values:
        choices.append(Choice(UNKNOWN, words.say("what_if.not_known"), chosen=UNKNOWN in texts))
    return Supposed(
        field=column.field(name),
        label=words.say("what_if.label", number=column.number, question=shown.question),
        choices=tuple(choices),
        several=shown.kind == "choices",
        typed=texts[0] if texts and not values else "",
        slip=column.faults.get(name, ""),
    )


def _offered(base: RuleBase, result: Result, asked: Asked) -> Iterator[Offered]:
    """Walk the questions that can be answered otherwise by topic: those that a rule reads, and that apply."""
    left_out = {*result.assessment.ignored, *asked.names}
    for topic, title in base.pack.topics.items():
        found = tuple(
            Choice(each.name, each.question)
            for each in base.questions()
            if each.topic == topic and each.kind != "text" and each.name not in left_out
        )
        if found:
            yield Offered(title, found)


def tables(columns: list[Column], words: Words) -> Iterator[Sheet]:
    """Walk the tables of what would be otherwise: a row for each thing, now and in each column."""
    for part in PARTS:
        by_column = [{each.text: each for each in getattr(column.altered, part)} for column in columns]
        texts = dict.fromkeys(text for found in by_column for text in found)
        rows = tuple(_compared(text, by_column, words) for text in texts)
        numbered = (words.say("what_if.column", number=each.number) for each in columns)
        heads = map(Head, (words.say(f"what_if.{part}"), words.say("what_if.now"), *numbered))
        if rows:
            yield Sheet(words.say(f"what_if.otherwise.{part}"), tuple(heads), rows)


def _compared(text: str, by_column: list[dict[str, Compared]], words: Words) -> tuple[Cell, ...]:
    now = next(found[text].before for found in by_column if text in found)
    as_now = words.say("what_if.as_now")
    return (Cell(text), Cell(now), *(Cell(found[text].after if text in found else as_now) for found in by_column))


def _saving(state: State, column: Column, words: Words) -> Saving:
    """Make the button of a column, which is sent as a worksheet is: each answer with the version that was seen."""
    hidden = [(f"{SEEN}{name}", str(state.seen(name))) for name in column.typed]
    hidden.append(("back", of_subject(state.subject, "result")))
    hidden += [(f"{ANSWER}{name}", text) for name, texts in column.typed.items() for text in texts]
    return Saving(words.say("what_if.save", number=column.number), tuple(hidden))
