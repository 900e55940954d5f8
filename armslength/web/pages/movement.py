"""How all subjects together moved from one quarter to the next: a flow, with text and table beside it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from armslength.register.domain.events import Stage
from armslength.register.domain.office import RegisterOffice
from armslength.register.domain.trends import Standing
from armslength.web.pages.addresses import of_subject
from armslength.web.pages.parts import Breadcrumbs, Cell, Empty, Head, Level, Link, Picture, Sheet, Taking
from armslength.web.pages.pictures import Flow, flow_drawn
from armslength.web.pages.portfolio import OPEN, levels_of
from armslength.web.words import Words


@dataclass(frozen=True, slots=True)
class Flowing:
    """How one decision moved over the last quarter, with a line for each subject that moved."""

    heading: str
    picture: Picture
    moved: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class MovementPage:
    """How all subjects moved."""

    template: ClassVar[str] = "movement.html"
    title: str
    above: Breadcrumbs
    says: str
    flows: tuple[Flowing, ...]
    quarters: Sheet | None
    taking: Taking
    empty: Empty


def movement_page(
    standings: Sequence[Standing], office: RegisterOffice, words: Words, too_many: int = 0
) -> MovementPage:
    """Make the page of how all moved; with less than two days to compare, it says when there will be something.

    `too_many` is the most that are looked at, where there are more.
    """
    enough = len(standings) > 1
    then, now = (words.day(each.day) for each in standings[-2:]) if enough else ("", "")
    return MovementPage(
        title=words.say("movement.title"),
        above=Breadcrumbs((Link(words.say("portfolio.title"), "/portfolio"),)),
        says=words.say("movement.says", then=then, now=now) if enough else "",
        flows=tuple(_flowing(name, standings, office, words) for name in office.follows) if enough else (),
        quarters=_quarters(standings, office, words) if enough else None,
        taking=Taking((Link(words.say("movement.as_csv"), "/portfolio/movement.csv"),)),
        empty=Empty(words.say("movement.too_many", most=too_many), (words.say("movement.too_many_says"),))
        if too_many
        else Empty(words.say("movement.none"), (words.say("movement.none_says"),)),
    )


def _place(value: str, levels: dict[str, Level]) -> str:
    """Give the place of a value; one that could be any of several is not settled."""
    return value if value in levels else OPEN


Flows = Counter[tuple[str, str]]
"""How many came from each value to each, the same among them, without those that came or ended."""


def flows_of(decision: str, standings: Sequence[Standing], levels: dict[str, Level]) -> Flows:
    """Count what moved over the last two days of a list, and what stayed."""
    before, after = standings[-2:]
    moved = [each for each in after.moves if each.decision == decision and each.was]
    stays = Counter(before.decisions[decision])
    for each in moved:
        stays[each.was] -= len(each.subjects)
    flows: Flows = Counter()
    for value, count in stays.items():
        flows[_place(value, levels), _place(value, levels)] += count
    for each in moved:
        if each.now:
            flows[_place(each.was, levels), _place(each.now, levels)] += len(each.subjects)
    return +flows


def _flowing(decision: str, standings: Sequence[Standing], office: RegisterOffice, words: Words) -> Flowing:
    before, after = standings[-2:]
    levels = levels_of(decision, office, words)
    flows, title, places = flows_of(decision, standings, levels), office.base.decisions[decision].title, list(levels)
    moved = [each for each in after.moves if each.decision == decision]
    stayed = sum(count for (was, now), count in flows.items() if was == now)
    says = words.say(
        "movement.flow",
        stayed=stayed,
        moved=flows.total() - stayed,
        new=sum(len(each.subjects) for each in moved if not each.was),
        gone=sum(len(each.subjects) for each in moved if not each.now),
    )
    ends = (words.day(before.day), words.day(after.day))
    drawn = [Flow(places.index(was), places.index(now), count) for (was, now), count in flows.items()]
    drawing = flow_drawn(f"flow-{decision}", title, says, ends, list(levels.values()), drawn)
    heads = tuple(Head(words.say(f"movement.head.{each}"), number=each == "count") for each in ("was", "now", "count"))
    in_order = sorted(flows.items(), key=lambda pair: tuple(map(places.index, pair[0])))
    rows = tuple((Cell(levels[was].word), Cell(levels[now].word), Cell(str(count))) for (was, now), count in in_order)
    picture = Picture(drawing, says, Sheet(title, heads, rows))
    return Flowing(title, picture, tuple(_moved(decision, after, levels, words)))


def _moved(decision: str, standing: Standing, levels: dict[str, Level], words: Words) -> Iterator[Link]:
    """Walk the subjects that moved, each with from where to where; what is not settled, as before, has not moved."""
    for each in standing.moves:
        was, now = (levels[_place(value, levels)].word if value else "" for value in (each.was, each.now))
        if each.decision == decision and was != now:
            said = {"was": was or words.say("movement.came"), "now": now or words.say("movement.ended")}
            for name in each.subjects:
                yield Link(words.say("movement.moved", subject_id=name, **said), of_subject(name))


def _quarters(standings: Sequence[Standing], office: RegisterOffice, words: Words) -> Sheet:
    """Make the table of the quarters, with the first decision that is followed; files hold all of them."""
    followed = office.follows[:1]
    head, *rows = table(standings, office, followed, words)
    heads = tuple(Head(text, number=place > 0) for place, text in enumerate(head))
    days = (words.day(each.day) for each in standings)
    cells = tuple((Cell(day), *map(Cell, row[1:])) for day, row in zip(days, rows, strict=True))
    return Sheet(words.say("movement.caption"), heads, cells)


def table(
    standings: Sequence[Standing], office: RegisterOffice, decisions: Sequence[str], words: Words
) -> Iterator[tuple[str, ...]]:
    """Walk the days of a list as texts: the head, then how many there were of each on a day."""
    levels = {name: levels_of(name, office, words) for name in decisions}
    titles = {name: f"{office.base.decisions[name].title} " if len(decisions) > 1 else "" for name in decisions}
    yield (
        *(words.say(f"movement.head.{each}") for each in ("day", "open", "incidents")),
        *(f"{titles[name]}{level.word}" for name in decisions for level in levels[name].values()),
    )
    for each in standings:
        counts = {name: Counter[str]() for name in decisions}
        for name in decisions:
            for value, count in each.decisions[name].items():
                counts[name][_place(value, levels[name])] += count
        yield (
            each.day.isoformat(),
            str(sum(count for stage, count in each.stages.items() if stage is not Stage.ENDED)),
            str(each.incidents),
            *(str(counts[name][value]) for name in decisions for value in levels[name]),
        )
