"""All subjects together, for those who would rather look: how many of each, what falls due, and signs to confirm."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from armslength.documents.office import DocumentKind
from armslength.register.domain.events import Stage
from armslength.register.domain.office import RegisterOffice
from armslength.register.exchange.outlook import Outlook
from armslength.web.pages.addresses import at, of_subject
from armslength.web.pages.parts import Cell, Empty, Head, Level, Link, Picture, Sheet, Taking
from armslength.web.pages.pictures import Bar, Week, bars_drawn, weeks_drawn
from armslength.web.pages.subjects import level_decision
from armslength.web.words import Words

WEEKS = 13
"""A quarter."""

OPEN = ""
"""What a decision came to where it is not settled."""

REPORT_FORMS = ("html", "docx", "pdf", "md")


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture under its heading."""

    heading: str
    picture: Picture


@dataclass(frozen=True, slots=True)
class Report:
    """A document about all subjects, in its forms."""

    title: str
    reader: str
    taking: Taking


@dataclass(frozen=True, slots=True)
class PortfolioPage:
    """All subjects together."""

    template: ClassVar[str] = "portfolio.html"
    title: str
    says: str
    pictures: tuple[Shown, ...]
    movement: Link
    signs: Sheet | None
    no_signs: str
    taking: Taking
    reports: tuple[Report, ...]
    no_reports: Empty | None
    empty: Empty


def running(found: Iterable[Outlook]) -> list[Outlook]:
    """List the subjects that have not ended."""
    return [each for each in found if each.listed.stage != Stage.ENDED]


def portfolio_page(
    found: Iterable[Outlook],
    kinds: Iterable[DocumentKind],
    office: RegisterOffice,
    today: date,
    words: Words,
    too_many: int = 0,
) -> PortfolioPage:
    """Make the page of all subjects that have not ended.

    `too_many` is the most that documents about all of them are made of, where there are more.
    """
    shown = running(found)
    about_all = [] if too_many else [each for each in kinds if each.about == "many"]
    signs = [each for each in shown if each.symptoms]
    pictures = [*(_counted(name, shown, office, words) for name in office.follows), _weeks(shown, today, words)]
    return PortfolioPage(
        title=words.say("portfolio.title"),
        says=words.say("portfolio.says", count=len(shown)),
        pictures=tuple(pictures) if shown else (),
        movement=Link(words.say("portfolio.to_movement"), "/portfolio/movement"),
        signs=_signs(signs, office, words) if signs else None,
        no_signs=words.say("portfolio.no_signs"),
        taking=Taking((Link(words.say("portfolio.as_csv"), "/portfolio.csv"),)),
        reports=tuple(_report(each, words) for each in about_all),
        no_reports=Empty(words.say("portfolio.too_many", most=too_many), (words.say("portfolio.too_many_says"),))
        if too_many
        else None,
        empty=Empty(words.say("portfolio.none"), (), (Link(words.say("frame.register"), "/"),)),
    )


def value_of(each: Outlook, decision: str) -> str:
    """Name what a decision came to; nothing where it is not settled."""
    found = each.decisions.get(decision)
    return found.values[0] if found and found.settled and found.values else OPEN


def levels_of(decision: str, office: RegisterOffice, words: Words) -> dict[str, Level]:
    """Give the places of what a decision can come to, what is not settled before the first; only a scale has tints."""
    values = office.base.decisions[decision].values
    labels = {OPEN: words.say("portfolio.not_settled"), **{name: each.label for name, each in values.items()}}
    is_scale = office.base.decisions[decision].hit_policy == "max"
    of = len(values) if is_scale else 1
    return {name: Level(place if is_scale else 1, of, label) for place, (name, label) in enumerate(labels.items())}


def _counted(decision: str, shown: Sequence[Outlook], office: RegisterOffice, words: Words) -> Shown:
    counts = Counter(value_of(each, decision) for each in shown)
    title = office.base.decisions[decision].title
    levels = {name: level for name, level in levels_of(decision, office, words).items() if counts[name] or name}
    bars = [Bar(level, counts[name]) for name, level in levels.items()]
    said = "; ".join(f"{bar.level.word}: {bar.count}" for bar in bars if bar.count)
    says = words.say("portfolio.counted", count=len(shown), said=said)
    is_level = decision == level_decision(office)
    rows = tuple(
        (Cell(level.word, at(query=[("level", name or "open")]) if is_level else ""), Cell(str(counts[name])))
        for name, level in levels.items()
    )
    heads = (Head(words.say("portfolio.head.value")), Head(words.say("portfolio.head.count"), number=True))
    drawing = bars_drawn(f"counts-{decision}", title, says, bars)
    return Shown(title, Picture(drawing, says, Sheet(title, heads, rows)))


def weeks_of(shown: Iterable[Outlook], today: date) -> tuple[int, list[tuple[date, int]]]:
    """Count what is overdue, and what falls due in each week of a quarter from this one on, by its Monday."""
    monday = today - timedelta(days=today.weekday())
    lines = [line for each in shown for line in each.due if line.on]
    counts = Counter((line.on - monday).days // 7 for line in lines if line.on and not line.overdue)
    return sum(line.overdue for line in lines), [(monday + timedelta(weeks=n), counts[n]) for n in range(WEEKS)]


def _weeks(shown: Iterable[Outlook], today: date, words: Words) -> Shown:
    overdue, counted = weeks_of(shown, today)
    weeks, before = [], 0
    for monday, count in counted:
        month = words.say(f"day.months.{monday.month}")[:3] if monday.month != before else ""
        weeks.append(Week(str(monday.day), count, month))
        before = monday.month
    busiest = max(counted, key=lambda pair: pair[1])
    says = words.say("portfolio.due_says", overdue=overdue, total=sum(count for _, count in counted))
    if busiest[1]:
        says += f" {words.say('portfolio.busiest', day=words.day(busiest[0]), most=busiest[1])}"
    title = words.say("portfolio.due_title")
    heads = (Head(words.say("portfolio.head.week")), Head(words.say("portfolio.head.count"), number=True))
    rows = (
        (Cell(words.say("due.overdue"), "/due?overdue=yes"), Cell(str(overdue))),
        *((Cell(words.day(monday)), Cell(str(count))) for monday, count in counted),
    )
    return Shown(title, Picture(weeks_drawn("due-weeks", title, says, weeks), says, Sheet(title, heads, rows)))


def _signs(signs: Iterable[Outlook], office: RegisterOffice, words: Words) -> Sheet:
    heads = (Head(words.say("portfolio.head.subject")), Head(words.say("portfolio.head.signs"), number=True))
    rows = tuple(
        (
            Cell(
                "; ".join(each.listed.header.get(office.other_side_field, ())) or each.listed.name,
                of_subject(each.listed.name, "reviews"),
                note=each.listed.name,
            ),
            Cell(str(each.symptoms)),
        )
        for each in signs
    )
    return Sheet(words.say("portfolio.signs_caption"), heads, rows)


def _report(kind: DocumentKind, words: Words) -> Report:
    links = (
        Link(words.say(f"portfolio.form.{form}"), at("portfolio", f"{kind.name}.{form}"), kind.title)
        for form in REPORT_FORMS
    )
    return Report(kind.title, kind.reader, Taking(tuple(links)))


def table(
    found: Iterable[Outlook], office: RegisterOffice, today: date, words: Words
) -> Iterator[tuple[str, str, str]]:
    """Walk what the page counts as texts: what of, which, and how many."""
    yield tuple(words.say(f"portfolio.head.{each}") for each in ("of", "value", "count"))  # type: ignore[misc]
    shown = running(found)
    for decision in office.follows:
        counts = Counter(value_of(each, decision) for each in shown)
        title = office.base.decisions[decision].title
        yield from ((title, level.word, str(counts[name]))
                    for name, level in levels_of(decision, office, words).items())  # fmt: skip
    overdue, counted = weeks_of(shown, today)
    title = words.say("portfolio.due_title")
    yield title, words.say("due.overdue"), str(overdue)
    yield from ((title, monday.isoformat(), str(count)) for monday, count in counted)
    title = words.say("portfolio.signs_caption")
    yield from ((title, each.listed.name, str(each.symptoms)) for each in shown if each.symptoms)
