"""Answers by name, as a form sends them: the texts that a row of a table holds, without the table."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from engine.profile.column import Column
from engine.profile.columns import about_the_same, may_mean
from engine.profile.headings import ColumnsByHeading, by_heading, by_name
from engine.profile.profile import Profile
from engine.profile.rows import RowFault, read_cells
from engine.rulebase.base import RuleBase
from engine.rulebase.taken_headings import ID
from engine.source.characters import in_backticks
from engine.source.suggest import did_you_mean


def read_answers(base: RuleBase, answers: Mapping[str, str]) -> Profile | dict[str, RowFault]:
    """Read the answers of one subject: a profile, or what is wrong, by the name under which it was given.

        >>> read_answers(base, {"id": "somebody"}).id
        'somebody'
        >>> list(read_answers(base, {"id": "somebody", "no such question": "yes"}))
        ['no such question']

    The names are the headings that a table may have: `id`, which has to be there; a question, a control or the path of
    a field of the header; `question.choice` for one choice of a set; and `question.evidence`, `.known`, `.by` and `.on`
    for what an answer rests on. The texts are those of cells: blank or `unknown` is not known yet, `;` stands between
    several choices or texts.
    """
    declared = {**by_heading(by_name(base, _beginnings(answers))), ID: [Column(0, ID, "id")]}
    day_first = base.pack.day_first
    columns = {
        name: replace(declared[name][0], heading=name, day_first=day_first) for name in answers if name in declared
    }
    faults = {fault.heading: fault for fault in _strange(base, answers, declared)}
    for column, _, message in about_the_same(columns.values()):
        faults[column.heading] = RowFault("column-twice", message, None, heading=column.heading)
    read = read_cells(((column, answers[name]) for name, column in columns.items()), base)
    faults = {**{fault.heading: fault for fault in read.faults}, **faults}
    return faults if faults or read.profile is None else read.profile


def _beginnings(names: Iterable[str]) -> frozenset[str]:
    """Gather what a heading may be about: the whole of it, and what stands before each of its full stops."""
    parts = (name.split(".") for name in names)
    return frozenset(".".join(each[:end]) for each in parts for end in range(1, len(each) + 1))


def _strange(base: RuleBase, answers: Mapping[str, str], declared: ColumnsByHeading) -> Iterator[RowFault]:
    """Walk what is wrong with the names, and with an id that is not there."""
    for name in answers:
        if name not in declared:
            message = f"there is no question {in_backticks(name)}{did_you_mean(name, (*by_heading(by_name(base)), ID))}"
            yield RowFault("unknown-fact", message, None, heading=name, value=answers[name])
        elif len(declared[name]) > 1:
            yield RowFault("unclear-heading", may_mean(name, declared[name]), None, heading=name, value=answers[name])
    if not answers.get(ID, "").strip():
        yield RowFault("missing-id", "there is no id; give one", None, heading=ID, value=answers.get(ID, ""))
