"""What a document about many results is written from, and the parts of it: counts, and those that are counted."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from armslength.documents.bars import bars
from armslength.documents.office import DocumentSection
from engine import Assessment, Collected, Result, RuleBase, holds
from engine.page.model import Block, Figure, PageTable, Paragraph, Run, TableCell, cell, line
from engine.render.in_place import gravest_class, gravest_first, to_hold
from engine.render.outcomes import outcome_words, set_words, settled_value
from engine.render.page import heading
from engine.render.shown import shown_decisions
from engine.render.words import amount, day_words, listed
from engine.rulebase.controls import IN_PLACE, MISSING

NOT_SETTLED = "Not settled yet"
LEFT_OUT = "Not judged"
"""What is said of a decision that the pack leaves out for a result: the rules do not speak of it."""

MOST_LISTED = 50
"""What is counted: results that a report names in one list. Why so many: two pages, which a board reads. Beyond it:
they are counted, and the report says where all of them stand."""

MOST_MISSED = 12
"""Controls that a report names as missing most often. A board acts on the first few. Beyond it: counted."""


@dataclass(frozen=True)
class Portfolio:
    """Results of one pack, and what was concluded of the same profiles at an earlier time, by their ids."""

    base: RuleBase
    results: Sequence[Result]
    earlier: Mapping[str, Assessment] = field(default_factory=dict)

    def name(self, result: Result) -> str:
        """Name a result as its head does, or by its id."""
        found = list(filter(None, heading(self.base, result.profile))) if result.profile else []
        return found[0] if found else result.assessment.profile_id

    def value(self, found: Assessment, decision: str) -> str:
        """Say what came out of a decision: its label, that it is not settled yet, or that it is not judged."""
        if not shown_decisions(self.base, found, [decision]):
            return LEFT_OUT
        value = settled_value(found.outcome(decision))
        return NOT_SETTLED if value is None else self.base.decisions[decision].values[value].label

    def order(self, decision: str) -> list[str]:
        """List what can come out of a decision, in the order of the pack."""
        labels = (each.label for each in self.base.decisions[decision].values.values())
        return [*labels, NOT_SETTLED, LEFT_OUT]

    def counts(self, decision: str) -> dict[str, int]:
        """Count what came out of a decision, in the order of the pack."""
        found = Counter(self.value(each.assessment, decision) for each in self.results)
        return {label: found[label] for label in self.order(decision) if found[label]}


def counts(portfolio: Portfolio, section: DocumentSection) -> Iterator[Block]:
    """Walk decisions with how many results came to each value, as a chart and as a table."""
    for name in section.decisions:
        title, found = portfolio.base.decisions[name].title, portfolio.counts(name)
        words = f"{title}: {listed([f'{label} {count}' for label, count in found.items()], 'and')}."
        yield Figure(words, bars(words, found))
        rows = tuple((cell(label), cell(str(count))) for label, count in found.items())
        yield PageTable("", (title, "How many"), rows)


def crossed(portfolio: Portfolio, section: DocumentSection) -> Iterator[Block]:
    """Walk a table of the first two decisions against each other."""
    first, second = section.decisions[:2]
    found = Counter(
        (portfolio.value(each.assessment, first), portfolio.value(each.assessment, second))
        for each in portfolio.results
    )
    across = [label for label in portfolio.order(second) if any(key[1] == label for key in found)]
    rows = tuple(
        (cell(label), *(cell(str(found[label, each])) for each in across))
        for label in portfolio.order(first)
        if any(key[0] == label for key in found)
    )
    yield PageTable("", (portfolio.base.decisions[first].title, *across), rows)


def those(portfolio: Portfolio, section: DocumentSection) -> Iterator[Block]:
    """Walk the results for which a condition holds, each with what came out; none where that is nothing."""
    titles = [portfolio.base.decisions[name].title for name in section.decisions]
    rows = []
    for each in portfolio.results:
        said = [_certain(portfolio, each, name) for name in section.decisions]
        if holds(each, section.where) is True and any(said):
            rows.append((cell(portfolio.name(each)), *(cell(words) for words in said)))
    if rows:
        yield from _listed(("Which", *titles), rows)


def _listed(heads: tuple[str, ...], rows: Sequence[tuple[TableCell, ...]]) -> Iterator[Block]:
    """Walk a table of results, as many as are read, and how many more there are."""
    yield PageTable("", heads, tuple(rows[:MOST_LISTED]))
    if len(rows) > MOST_LISTED:
        yield Paragraph(line(_more(len(rows) - MOST_LISTED)))


def _more(count: int) -> str:
    return f"And {count} more. The list of all of them holds these, too."


def _certain(portfolio: Portfolio, result: Result, name: str) -> str:
    """Say what certainly came out of a decision; nothing of a set in which nothing certainly is."""
    decision, outcome = portfolio.base.decisions[name], result.outcome(name)
    if isinstance(outcome, Collected):
        return set_words(decision, outcome.members, ()) if outcome.members else ""
    return outcome_words(decision, outcome)


def missed(portfolio: Portfolio, section: DocumentSection) -> Iterator[Block]:
    """Walk the controls that are missing, or not known to be in place, in most results."""
    base, lacking = portfolio.base, dict[str, Counter[str]]()
    for result in portfolio.results:
        for each in to_hold(base, result.assessment):
            meant = not section.classes or gravest_class(base, each) in section.classes
            if meant and each.status != IN_PLACE:
                lacking.setdefault(each.name, Counter())[each.status] += 1
    order = {name: place for place, name in enumerate(gravest_first(base, lacking))}
    names = sorted(lacking, key=lambda name: (-lacking[name][MISSING], -lacking[name].total(), order[name]))
    rows = tuple(
        (
            cell(base.controls[name].title),
            cell(str(lacking[name][MISSING])),
            cell(str(lacking[name].total() - lacking[name][MISSING])),
            cell(base.pack.roles[base.controls[name].owner]),
        )
        for name in names[:MOST_MISSED]
    )
    if rows:
        yield PageTable("", ("What", "Missing in", "Not known in", "Who"), rows)
    if len(names) > MOST_MISSED:
        yield Paragraph(line(f"And {amount(len(names) - MOST_MISSED, 'more', 'more')}."))


def changed(portfolio: Portfolio, section: DocumentSection) -> Iterator[Block]:
    """Walk what is otherwise than at the earlier time, and what was not there then or is not there now."""
    if not portfolio.earlier:
        return
    days = sorted({each.as_of for each in portfolio.earlier.values() if each.as_of})
    if days:
        yield Paragraph(line(f"Held against the results of {day_words(days[-1])}."))
    now = {each.assessment.profile_id: each for each in portfolio.results}
    rows = tuple(
        (cell(portfolio.name(result)), cell(portfolio.base.decisions[decision].title), cell(then), cell(today))
        for name, result in now.items()
        if (before := portfolio.earlier.get(name)) is not None
        for decision in section.decisions
        if (then := portfolio.value(before, decision)) != (today := portfolio.value(result.assessment, decision))
    )
    if rows:
        yield from _listed(("Which", "What", "Then", "Now"), rows)
    else:
        yield Paragraph(line("Nothing came out otherwise."))
    new = [portfolio.name(each) for name, each in now.items() if name not in portfolio.earlier]
    gone = [name for name in portfolio.earlier if name not in now]
    for label, names in (("New since then:", new), ("Not there any more:", gone)):
        if names:
            left = len(names) - MOST_LISTED
            more = _more(left) if left > 0 else ""
            yield Paragraph(line(Run(label, "strong"), f"{listed(names[:MOST_LISTED], 'and')}.", more))


WritesPartOfMany = Callable[[Portfolio, DocumentSection], Iterator[Block]]

WRITERS_OF_MANY: Mapping[str, WritesPartOfMany] = {
    "changed": changed,
    "counts": counts,
    "crossed": crossed,
    "missed": missed,
    "those": those,
}
"""What writes each part of a document about many results; `words` and `space` are as in any other."""
