"""What a workbook asks: its sheets, and on each the columns to be filled in, in the order in which people are asked."""

import re
from collections.abc import Collection, Iterable, Iterator

from engine.frozen import frozen
from engine.profile.column import Column, Role
from engine.profile.headings import by_name, by_words
from engine.profile.profile import KNOWN
from engine.profile.read_answers import BASIS
from engine.render.conditions import in_one_line
from engine.render.question import PresentedQuestion, presented
from engine.render.words import answer_words, sentence
from engine.rulebase.base import RuleBase
from engine.rulebase.controls import STATUS_LABELS
from engine.rulebase.facts import NOT_KNOWN_YET, Answer, Fact, Kind, Members
from engine.rulebase.taken_headings import ID_IN_WORDS, RESULT_PREFIXES, folded
from engine.source.tables.workbook import NO_DATA

FIRST_SHEET = "Portfolio"
RESERVED = (FIRST_SHEET, *NO_DATA, "History")
"""Names that no sheet of a topic may have: our own, and one that Excel keeps for itself."""

LONGEST_SHEET_NAME = 31
"""Characters in the name of a sheet. A workbook allows no more; a longer title is cut."""

_REFUSED_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\]")


BASIS_WHY = dict(
    zip(BASIS, ("What shows the answer.", "How it is known.", "Who says so.", "On which day."), strict=True)
)
"""Why each part of what an answer rests on is asked."""


@frozen
class InputColumn:
    """One column to be filled in: its heading, why it is asked, a word of help, and the answers to choose from.

    `column` is what the heading will be bound to when the workbook is read. Without `answers`, anything of the kind
    of the question may be written.
    """

    heading: str
    why: str
    help: str
    answers: tuple[str, ...]
    column: Column

    @property
    def kind(self) -> Kind:
        """The kind of what is written in it."""
        question = self.column.question
        if question is None:
            return "date" if self.column.part == "on" else "text"
        return question.kind


@frozen
class InputSheet:
    """One sheet to be filled in; the first column says which row is which."""

    name: str
    columns: tuple[InputColumn, ...]


def input_sheets(base: RuleBase, *, quick: bool, evidence: bool = False) -> tuple[InputSheet, ...]:
    """Lay out the sheets: the head of a profile first, then one for each topic; with `quick`, one sheet in all.

    With `evidence`, what an answer rests on has columns behind each question.
    """
    headings = _Headings(base, evidence=evidence)
    head = tuple(_head(base, headings))
    in_head = {field.fact for field in base.pack.header}
    if quick:
        return (InputSheet(FIRST_SHEET, (*head, *_columns(base, map(base.question, base.quick_screen), headings))),)
    questions = [each for each in base.questions() if each.name not in in_head]
    sheets = [InputSheet(FIRST_SHEET, head)]
    for topic, name in _sheet_names(base).items():
        columns = _columns(base, [each for each in questions if each.topic == topic], headings)
        if columns:
            sheets.append(InputSheet(name, (_id(), *columns)))
    return tuple(sheets)


def _sheet_names(base: RuleBase) -> dict[str, str]:
    """Name a sheet after each topic, as far as the name of a sheet may be so."""
    names: dict[str, str] = {}
    for topic, title in base.pack.topics.items():
        name = " ".join(_REFUSED_IN_SHEET_NAMES.sub(" ", title).split()).strip("'") or topic
        names[topic] = _unlike(name, (*RESERVED, *names.values()))
    return names


def _unlike(name: str, others: Collection[str]) -> str:
    """Shorten a name of a sheet to its last whole word that fits, with a number where it is taken."""
    taken = {folded(other) for other in others}
    for number in range(1, len(taken) + 2):
        tail = "" if number == 1 else f" {number}"
        room = LONGEST_SHEET_NAME - len(tail)
        cut = name if len(name) <= room else name[: room + 1].rpartition(" ")[0] or name[:room]
        cut = cut.rstrip(" ,;'").removesuffix(" and") + tail
        if folded(cut) not in taken:
            break
    return cut


def _id() -> InputColumn:
    help_ = "Give each row a name or number of its own, and use the same one on every sheet."
    return InputColumn(
        ID_IN_WORDS, "It says which row is which, on every sheet.", help_, (), Column(0, ID_IN_WORDS, "id")
    )


def _head(base: RuleBase, headings: "_Headings") -> Iterator[InputColumn]:
    """Walk the columns of the first sheet: the id, and the fields in the head of a profile."""
    yield _id()
    for field in base.pack.header:
        if field.fact:
            yield from _columns(base, [base.facts[field.fact]], headings)
            continue
        words = field.path.replace(".", " ").replace("_", " ").capitalize()
        heading = headings.of("header", field.path, "", words)
        help_ = "Several may be given, with a semicolon (;) between them." if field.many else ""
        yield InputColumn(
            heading, "So that people know what the row is about.", help_, (), headings.column("header", field.path)
        )


def _columns(base: RuleBase, questions: Iterable[Fact], headings: "_Headings") -> tuple[InputColumn, ...]:
    return tuple(
        column for question in questions for column in (*_of(base, question, headings), *_basis_of(question, headings))
    )


def _basis_of(question: Fact, headings: "_Headings") -> Iterator[InputColumn]:
    """Walk the columns of what the answers to one question rest on, where there are such."""
    for part, why in BASIS_WHY.items():
        found = headings.basis(question.name, part)
        if found is not None:
            heading = headings.of("basis", question.name, part, f"{question.question}: {part}")
            answers = KNOWN if part == "known" else ()
            yield InputColumn(heading, why, "", answers, found)


def _of(base: RuleBase, question: Fact, headings: "_Headings") -> Iterator[InputColumn]:
    """Walk the columns of one question: one, or one for each choice where several may hold."""
    name, asked = question.name, presented(base, question.name)
    if name in base.controls:
        found = headings.column("control", name)
        help_ = f"What shows it: {sentence(asked.shown_by)}" if asked.shown_by else ""
        heading = headings.of("control", name, "", question.question)
        yield InputColumn(heading, question.why, help_, (*STATUS_LABELS.values(), NOT_KNOWN_YET), found)
    elif question.kind == "choices":
        help_ = _help(asked)
        for place, (member, label) in enumerate(question.values.items()):
            heading = headings.of("member", name, member, f"{question.question}: {label}")
            why = (question.why or "") if place == 0 else "See the column before." if question.why else ""
            found = headings.column("member", name, member)
            if place == 0:
                why = _with_applicability(base, question, why)
            yield InputColumn(heading, _with_silence(why, found), help_, ("yes", "no", NOT_KNOWN_YET), found)
    else:
        found = headings.column("fact", name)
        heading = headings.of("fact", name, "", question.question)
        why = _with_applicability(base, question, question.why)
        yield InputColumn(heading, _with_silence(why, found), _help(asked), _answers(found), found)


def answer_columns(base: RuleBase, names: Iterable[str], heading: str) -> dict[str, InputColumn]:
    """Map questions that have a row of their own to the column in which they are answered; choices share its cell."""
    headings = _Headings(base)
    return {name: _answer_column(base, headings, name, heading) for name in names}


def _answer_column(base: RuleBase, headings: "_Headings", name: str, heading: str) -> InputColumn:
    question, asked = base.question(name), presented(base, name)
    found = headings.column("control" if name in base.controls else "fact", name)
    answers = (*STATUS_LABELS.values(), NOT_KNOWN_YET) if name in base.controls else _answers(found)
    several = "Several may be right: put a semicolon (;) between them, or write none."
    help_ = "\n".join(filter(None, (several if question.kind == "choices" else "", _help(asked))))
    return InputColumn(heading, question.why, help_, answers, found)


def _with_applicability(base: RuleBase, question: Fact, why: str) -> str:
    """Add to why a question is asked the answers to others with which it is asked at all."""
    if question.applies_when is None:
        return why
    return f"{sentence(why)} Asked only where: {in_one_line(base, question.applies_when, {})}.".lstrip()


def _with_silence(why: str, column: Column) -> str:
    """Add to why a question is asked what its silence is taken for, where the pack gives it a meaning."""
    question = column.question
    if question is None or question.when_silent is None:
        return why
    silent: Answer = question.when_silent
    if isinstance(silent, Members):
        silent = column.part in silent.holds
    word = answer_words(question, silent) if not isinstance(silent, bool) else "yes" if silent else "no"
    said = f'Left blank, or with "{NOT_KNOWN_YET}", it is taken for: {word}.'
    return f"{sentence(why)} {said}" if why else said


def _answers(column: Column) -> tuple[str, ...]:
    """List the answers to choose from: labels, or a name where its label could mean something else."""
    question = column.question
    if question is None or question.kind not in ("yes_no", "choice"):
        return ()
    if question.kind == "yes_no":
        return "yes", "no", NOT_KNOWN_YET
    labels = (label if column.words.get(folded(label)) == name else name for name, label in question.values.items())
    return *labels, NOT_KNOWN_YET


def _help(asked: PresentedQuestion) -> str:
    """Say how to answer, and give examples."""
    unit = f" ({asked.unit})" if asked.unit else ""
    between = "" if asked.range is None else f" from {asked.range[0]:,} to {asked.range[1]:,}"
    kinds = {
        "number": f"A whole number{between}{unit}. Leave it blank if you don't know yet.",
        "date": "A date. Leave it blank if you don't know yet.",
    }
    lines = [kinds.get(asked.kind, ""), *(f"{word}: {text}" for word, text in asked.examples)]
    return "\n".join(filter(None, lines))


class _Headings:
    """Finds a heading for each column that can mean nothing else: the words people read, else the name."""

    def __init__(self, base: RuleBase, *, evidence: bool = False) -> None:
        self._evidence = evidence
        self._named = dict(_targets(by_name(base)))
        self._worded = dict(_targets(by_words(base)))
        self._columns = {column.target: column for _, column in (*by_words(base), *by_name(base))}

    def column(self, role: Role, name: str, part: str = "") -> Column:
        """Find what a heading of this role is bound to."""
        return self._columns[role, name, part]

    def basis(self, name: str, part: str) -> Column | None:
        """Find the column of what an answer rests on; none where there is to be none, or a choice is called so."""
        return self._columns.get(("basis", name, part)) if self._evidence else None

    def of(self, role: Role, name: str, part: str, words: str) -> str:
        """Give the words as the heading where they are clear, else the name."""
        word = folded(words)
        meant = self._named.get(word) or self._worded.get(word)
        clear = meant == {(role, name, part)} and word != folded(ID_IN_WORDS) and not word.startswith(RESULT_PREFIXES)
        return words if clear else f"{name}.{part}" if part else name


def _targets(pairs: Iterable[tuple[str, Column]]) -> Iterator[tuple[str, set[tuple[Role, str, str]]]]:
    found: dict[str, set[tuple[Role, str, str]]] = {}
    for heading, column in pairs:
        found.setdefault(folded(heading), set()).add(column.target)
    return iter(found.items())
