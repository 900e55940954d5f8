"""What a portfolio comes to, in words: the page that follows a run, and the names of what was counted."""

from collections.abc import Iterator, Mapping

from engine.interpret.results import SETTLED
from engine.page.model import Block, Item, Line, Page, Run, line, listing, section
from engine.page.text import page_text
from engine.portfolio.tally import RowPlace, Summary, crossed_decisions, places_of
from engine.render.in_place import gravest_first
from engine.render.origins import unreleased_lines
from engine.render.portfolio.row_words import STATUS_WORDS, capital
from engine.render.words import amount, titled, value_words
from engine.rulebase.base import RuleBase
from engine.rulebase.decisions import Decision

MOST_LISTED = 5
"""Controls that a summary names as missing most often. The results name them all, row by row."""


def place_words(decision: Decision, place: RowPlace) -> str:
    """Name a place: the label of the value, or how far the decision has come."""
    status, value = place
    return value_words(decision, value or None) if status == SETTLED else STATUS_WORDS[status]


def missed_most(base: RuleBase, counts: Mapping[str, int], most: int) -> list[tuple[str, int]]:
    """Pick the controls with the highest counts, those of the gravest class first among equals."""
    order = {name: place for place, name in enumerate(gravest_first(base, counts))}
    found = sorted(counts.items(), key=lambda each: (-each[1], order[each[0]]))
    return [each for each in found if each[1]][:most]


def summary_text(base: RuleBase, summary: Summary, width: int, *, colour: bool = False) -> str:
    """Write a summary for a terminal of this width."""
    page = Page(
        title=_rows(summary),
        under=(*(line(text) for text in _under(summary)), *unreleased_lines(base)),
        sections=tuple(
            found
            for found in (
                section("crossed", _crossed_title(base), list(_crossed(base, summary))),
                section("missing", "Missing most often", [_controls(base, summary.missing)]),
                section("not_known", "Not known most often", [_controls(base, summary.not_known)]),
            )
            if found.blocks
        ),
        footer=(),
    )
    return page_text(page, width, colour)


def _rows(summary: Summary) -> str:
    return f"{summary.rows:,} {'row' if summary.rows == 1 else 'rows'}: {_parts(summary)}"


def _parts(summary: Summary) -> str:
    return f"{summary.decided:,} decided, {summary.refused:,} refused"


def _under(summary: Summary) -> Iterator[str]:
    if summary.not_read:
        some = "1 row has" if summary.not_read == 1 else f"{summary.not_read:,} rows have"
        yield f"{some} answers that can't be read; they count as not known."
    if summary.to_come:
        some = "1 row has" if summary.to_come == 1 else f"{summary.to_come:,} rows have"
        yield f"Warning: {some} a day after the day of assessment where the past is asked about."
    if summary.decided:
        still = amount(summary.open, "row is", "rows are")
        yield f"{still} not settled yet; what to do meanwhile stands in each."
    if summary.changed is not None:
        otherwise = "came out otherwise than last time, or"
        yield f"{amount(summary.changed, f'row {otherwise} was', f'rows {otherwise} were')} not there."
    if summary.gone:
        more = f" and {summary.gone - len(summary.first_gone):,} more" if summary.gone > len(summary.first_gone) else ""
        are = amount(summary.gone, "row of last time is", "rows of last time are")
        yield f"{are} not there any more: {', '.join(summary.first_gone)}{more}."


def _crossed_title(base: RuleBase) -> str:
    return ", and ".join(_lowered(each.title, place) for place, each in enumerate(crossed_decisions(base)))


def _lowered(title: str, place: int) -> str:
    return title if place == 0 else title[:1].lower() + title[1:]


def _crossed(base: RuleBase, summary: Summary) -> Iterator[Block]:
    """List each value of the first decision with its count, and under it how the second one is spread."""
    decisions = crossed_decisions(base)
    if not decisions:
        return
    found = summary.along(0)
    yield listing(
        Item(
            line(Run(titled(capital(place_words(decisions[0], place))), "strong"), f"{found[place]:,}"),
            tuple(_spread(decisions, summary, place)),
        )
        for place in places_of(decisions[0], found)
        if found.get(place)
    )


def _spread(decisions: tuple[Decision, ...], summary: Summary, place: RowPlace) -> Iterator[Line]:
    if len(decisions) < 2:
        return
    here = {second: count for (first, second), count in summary.crossed.items() if first == place}
    order = places_of(decisions[1], here)
    yield line(", ".join(f"{place_words(decisions[1], each)} {here[each]:,}" for each in order if here.get(each)))


def _controls(base: RuleBase, counts: Mapping[str, int]) -> Block:
    shown = missed_most(base, counts, MOST_LISTED)
    if not shown:
        return listing(())
    controls = [(base.controls[name], amount(count, "row")) for name, count in shown]
    roles = {each.owner: base.pack.roles.get(each.owner, each.owner) for each, _ in controls}
    items = [
        Item(line(Run(f"{rows}:", "strong"), control.title, f"({roles[control.owner]})")) for control, rows in controls
    ]
    left = sum(1 for count in counts.values() if count) - len(shown)
    return listing([*items, Item(line(f"And {left} more.")) if left else None])
