"""Every heading that a table of profiles may have: what a pack declares, by its name and in the words people read."""

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace

from engine.profile.cells import words_for
from engine.profile.column import Column, Role
from engine.profile.read_answers import BASIS, STATUS_WORDS
from engine.rulebase.base import RuleBase
from engine.rulebase.controls import STATUS_LABELS, Control
from engine.rulebase.facts import Fact
from engine.rulebase.taken_headings import ID, ID_IN_WORDS, RESULT_PREFIXES, folded
from engine.source.characters import in_backticks
from engine.source.suggest import did_you_mean
from engine.source.tables.table import IDS

ColumnsByHeading = dict[str, list[Column]]
"""Folded heading to the columns it may mean."""

SHORTEST_CUT = 12
"""Characters from which on the beginning of a heading is taken for a slip: a question that was cut short."""

_YES_NO = {"yes": "yes", "no": "no", "true": "yes", "false": "no"}
_STATUSES = {written: "yes" if means == "in_place" else "no" for written, means in STATUS_WORDS.items()}


def by_heading(pairs: Iterable[tuple[str, Column]]) -> ColumnsByHeading:
    """Put under each heading the columns that it may mean: one, where it is clear."""
    known: ColumnsByHeading = {}
    for heading, column in pairs:
        meant = known.setdefault(folded(heading), [])
        if all(column.target != other.target for other in meant):
            meant.append(column)
    return known


class HeadingIndex:
    """Every heading that a pack declares, to be asked what one is about."""

    def __init__(self, base: RuleBase, id_heading: str = "") -> None:
        """Take a pack, and the heading of the ids where it is none of the usual ones."""
        worded = list(by_words(base))
        self._ids = (folded(id_heading),) if id_heading else (ID, folded(ID_IN_WORDS))
        self._by_name = by_heading(by_name(base))
        self._by_words = by_heading(worded)
        self._words = {words: column.name for words, column in worded}
        self.day_first = base.pack.day_first

    def meant(self, heading: str) -> list[Column]:
        """Give the columns that a heading may mean."""
        word = folded(heading)
        return self._by_name.get(word) or self._by_words.get(word, [])

    def is_id(self, heading: str) -> bool:
        """Tell whether a heading is that of the ids."""
        return folded(heading) in self._ids

    def near(self, heading: str, others: Sequence[str], at_least: float) -> str:
        """End a message with the heading that may have been meant, one of a pack or of `others`; "" for none."""
        word = folded(heading)
        cut = next((words for words in self._words if _is_cut(word, folded(words))), "")
        if cut:
            looks_alike = in_backticks(cut) == in_backticks(heading)
            return f"; did you mean {in_backticks(self._words[cut] if looks_alike else cut)}?"
        names = [*others, *self._by_name]
        return did_you_mean(heading, names, at_least) or did_you_mean(heading, self._words, at_least)

    def weigh(self, cells: Sequence[str]) -> int:
        """Work out how much a row is like headings: `IDS` for one of ids, and 1 for each other that is no stranger.

        Headings of results count, too: a row of results holds names that are declared, and must not weigh more.
        """
        known = sum(1 for cell in cells if cell and not self.is_id(cell) and not self.is_strange(cell))
        return known + (IDS if any(self.is_id(cell) for cell in cells) else 0)

    def is_strange(self, heading: str) -> bool:
        """Tell whether a heading is about nothing that a pack has."""
        return not (self.meant(heading) or self.is_id(heading) or folded(heading).startswith(RESULT_PREFIXES))


def _is_cut(word: str, words: str) -> bool:
    """Tell whether one of two headings is the beginning of the other, and long enough to be meant for it."""
    shorter, longer = sorted((word, words), key=len)
    return len(shorter) >= SHORTEST_CUT and longer.startswith(shorter)


def by_name(base: RuleBase, about: Container[str] | None = None) -> Iterator[tuple[str, Column]]:
    """Walk the headings that are names, each with the column it makes; all, or those `about` some, by their folds."""
    for fact in base.facts.values():
        for name in (fact.name, *fact.aliases):
            if about is not None and folded(name) not in about:
                continue
            yield from _named(name, _of_fact(fact))
            for member in _members_of(fact):
                yield f"{name}.{member.part}", member
                yield from ((f"{name}.{alias}", member) for alias in _aliases_of(fact, member.part))
    for control in base.controls.values():
        if about is None or folded(control.name) in about:
            yield from _named(control.name, _of_control(control))
    for field in base.pack.header:
        if about is not None and folded(field.path) not in about:
            continue
        if field.fact:
            yield from _named(field.path, _of_fact(base.facts[field.fact]))
            for member in _members_of(base.facts[field.fact]):
                yield f"{field.path}.{member.part}", member
        else:
            yield field.path, _new("header", field.path, many=field.many)


def column_of(base: RuleBase, name: str) -> Column:
    """Make the column in which a question or the status of a control is answered, for a single answer to be read."""
    column = _of_fact(base.facts[name]) if name in base.facts else _of_control(base.controls[name])
    return replace(column, day_first=base.pack.day_first)


def by_words(base: RuleBase) -> Iterator[tuple[str, Column]]:
    """Walk the headings as people read them, each with the column it makes."""
    for fact in base.facts.values():
        yield from _worded(fact.question, _of_fact(fact))
        for member in _members_of(fact):
            yield f"{fact.question}: {fact.values[member.part]}", member
            yield f"{fact.question}: {member.part}", member
    for control in base.controls.values():
        column = _of_control(control)
        for words in dict.fromkeys((column.question.question if column.question else "", control.title)):
            yield from _worded(words, column)
    for field in base.pack.header:
        words = field.path.replace(".", " ").replace("_", " ")
        if field.fact:
            yield from _worded(words, _of_fact(base.facts[field.fact]))
        else:
            yield words, _new("header", field.path, many=field.many)


def _aliases_of(fact: Fact, value: str) -> list[str]:
    return [alias for alias, meant in fact.value_aliases.items() if meant == value]


def _named(name: str, column: Column) -> Iterator[tuple[str, Column]]:
    """Walk a question and what its answer rests on; a choice named like one of these comes first."""
    yield name, column
    for part in _basis_of(column):
        yield f"{name}.{part}", _new("basis", column.name, part)


def _worded(words: str, column: Column) -> Iterator[tuple[str, Column]]:
    yield words, column
    for part in _basis_of(column):
        yield f"{words}: {part}", _new("basis", column.name, part)


def _basis_of(column: Column) -> Iterator[str]:
    choices = column.question.values if column.role == "fact" and column.question else {}
    return (part for part in BASIS if part not in choices)


def _of_fact(fact: Fact) -> Column:
    also = words_for(fact.value_aliases.items())
    words = also | _YES_NO if fact.kind == "yes_no" else {}
    if fact.kind in ("choice", "choices"):
        words = also | words_for((label, name) for name, label in fact.values.items())
        words |= words_for((name, name) for name in fact.values)
    return Column(0, "", "fact", fact.name, question=fact, said=fact.question, words=words)


def _members_of(fact: Fact) -> Iterator[Column]:
    if fact.kind == "choices":
        for name in fact.values:
            yield Column(0, "", "member", fact.name, name, fact, fact.question, words=_YES_NO)


def _of_control(control: Control) -> Column:
    words = words_for([*_STATUSES.items(), *((label, _STATUSES[name]) for name, label in STATUS_LABELS.items())])
    return Column(0, "", "control", control.name, question=control.as_fact(), said=control.title, words=words)


def _new(role: Role, name: str, part: str = "", *, many: bool = False) -> Column:
    return Column(0, "", role, name, part, many=many)
