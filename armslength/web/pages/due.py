"""What falls due over all subjects: filtered as the address says, each line with who or what set its day."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import ClassVar, Literal
from urllib.parse import parse_qsl, urlencode

from armslength.register.domain.due import DueKind, DueLine, SetBy
from armslength.register.domain.office import RegisterOffice
from armslength.register.exchange.calendar import LineStamp
from armslength.register.exchange.overview import Overview
from armslength.web.asking import Typed
from armslength.web.pages.addresses import at, of_subject
from armslength.web.pages.parts import (
    Cell,
    Choice,
    Due,
    Empty,
    FilterBar,
    Head,
    Link,
    Pager,
    Question,
    Sheet,
    Tag,
    Taking,
)
from armslength.web.pages.reasons import sources_of
from armslength.web.words import Words
from engine.render.words import owner_words
from engine.source.duration import duration_from

MOST_LINES = 100
"""What is counted: lines on one page of what falls due. Why so many: what a week brings to a large register. Beyond it:
the next page; files to take along hold all of them."""

WITHIN: Mapping[str, str] = {"week": "P7D", "month": "P30D", "quarter": "P90D"}
"""How far ahead one can look, by name; what is overdue and what has no day yet is always among it."""

FORMS = ("csv", "json", "ics")
PLACES: Mapping[DueKind, str] = {
    DueKind.REVIEW: "reviews",
    DueKind.EARLY_REVIEW: "reviews",
    DueKind.ACTION: "actions",
    DueKind.WAIVER: "waivers",
    DueKind.QUESTION: "share",
}
"""Where it is looked after, by kind; what is not named here is looked after on the page of a control."""


@dataclass(frozen=True, slots=True)
class DueWanted:
    """Which lines are wanted: all that the address says.

    `person` is part of the name of whoever set the day; `subject` is the id of a subject, or else a part of what it is
    found by.
    """

    kind: str = ""
    person: str = ""
    within: str = ""
    overdue: str = ""
    subject: str = ""

    @classmethod
    def of(cls, query: Typed) -> "DueWanted":
        """Read it from an address; what is not known there is as if it were not said."""
        said = {each.name: (query.get(each.name) or ("",))[0].strip() for each in fields(cls)}
        return cls(
            kind=said["kind"] if said["kind"] in tuple(DueKind) else "",
            person=said["person"],
            within=said["within"] if said["within"] in WITHIN else "",
            overdue="yes" if said["overdue"] == "yes" else "",
            subject=said["subject"],
        )

    @classmethod
    def written(cls, text: str) -> "DueWanted":
        """Read it back as it was written."""
        return cls.of({name: (value,) for name, value in parse_qsl(text)})

    @property
    def query(self) -> tuple[tuple[str, str], ...]:
        """Give what was chosen as it stands in an address."""
        return tuple((each.name, value) for each in fields(self) if (value := str(getattr(self, each.name))))

    def write(self) -> str:
        """Write it as one text."""
        return urlencode(self.query)


Pairs = tuple[tuple[DueLine, LineStamp], ...]


def wanted_lines(found: Overview, want: DueWanted, today: date) -> Pairs:
    """Pick the lines that are wanted, by day."""
    lines, person = found.lines, want.person.casefold()
    within = duration_from(WITHIN[want.within]) if want.within else None
    if within:  # they are in order of their days, and those without one come last
        first_later = bisect_right(lines, within.add_to(today), key=_day)
        lines = lines[:first_later] + lines[bisect_left(lines, date.max, key=_day) :]
    if want.subject in found.by_name:
        lines = tuple(pair for pair in lines if pair[0].subject == want.subject)
    elif want.subject:
        text = want.subject.casefold()
        lines = tuple(pair for pair in lines if text in found.by_name[pair[0].subject].searched)
    if want.kind:
        lines = tuple(pair for pair in lines if pair[0].kind == want.kind)
    if want.overdue:
        lines = tuple(pair for pair in lines if pair[0].overdue)
    if person:
        lines = tuple(pair for pair in lines if person in _person(pair[0]).casefold())
    return lines


def _day(pair: tuple[DueLine, LineStamp]) -> date:
    return pair[0].on or date.max


def _person(line: DueLine) -> str:
    """Name who set the day of a line; nobody where a rule did."""
    return line.set_by.person.name if line.set_by.person else ""


def place_of(line: DueLine) -> str:
    """Give the address where what falls due is looked after."""
    subject = line.subject
    if line.kind is DueKind.EVIDENCE:
        return of_subject(subject, "controls")
    if line.kind not in PLACES:
        return of_subject(subject, "controls", line.name)
    if PLACES[line.kind] == "reviews":
        return f"{of_subject(subject, 'reviews', query=[('kind', line.name)])}#hold"
    place = of_subject(subject, PLACES[line.kind])
    return f"{place}#{line.name}" if line.kind is DueKind.ACTION else place


def set_by_words(set_by: SetBy, office: RegisterOffice, words: Words) -> str:
    """Say who or what set a day: a person with their role, or rules with where they stand."""
    person, base = set_by.person, office.base
    if person:
        return words.say("due.by_person", name=person.name, role=base.pack.roles.get(person.role, person.role))
    rules = [base.rules[each].title or base.rules[each].because for each in set_by.rules if each in base.rules]
    sources = dict.fromkeys(each.text for each in sources_of(base, words, set_by.cites))
    if not sources:
        return "; ".join(rules) or words.say("due.by_nobody")
    return words.say("due.by_rule", rules="; ".join(rules), sources="; ".join(sources))


def whose(line: DueLine, office: RegisterOffice) -> str:
    """Say whose it is, where the pack says so: the owner of a control."""
    control = office.base.controls.get(line.name)
    return owner_words(office.base, control) if control else ""


def day_of(line: DueLine, words: Words) -> str:
    """Say the day of a line, or that nothing sets one."""
    return words.day(line.on) if line.on else words.say("due.no_day")


def overdue_tag(line: DueLine, words: Words) -> Tag | None:
    """Make the mark of a line that is overdue."""
    return Tag(words.say("due.overdue"), "due") if line.overdue else None


def due_shown(line: DueLine, office: RegisterOffice, words: Words) -> Due:
    """Make a line as the pages of its subject show it."""
    return Due(
        line.label,
        day_of(line, words),
        place_of(line),
        overdue_tag(line, words),
        whose(line, office),
        set_by_words(line.set_by, office, words),
    )


@dataclass(frozen=True, slots=True)
class DuePage:
    """What falls due, as it was asked for."""

    template: ClassVar[str] = "due.html"
    title: str
    bar: FilterBar
    sheet: Sheet | None
    empty: Empty
    pager: Pager
    taking: Taking
    calendar: Link


def due_page(found: Overview, want: DueWanted, page: int, office: RegisterOffice, today: date, words: Words) -> DuePage:
    """Make a page of what falls due."""
    chosen = wanted_lines(found, want, today)
    pages = max(1, -(-len(chosen) // MOST_LINES))
    here = min(max(page, 1), pages)
    start = (here - 1) * MOST_LINES
    shown = [line for line, _ in chosen[start : start + MOST_LINES]]
    heads = {line.subject: found.by_name[line.subject].listed.header for line in shown}
    names = {subject: header.get(office.other_side_field, ()) for subject, header in heads.items()}

    def to_page(number: int) -> str:
        return at("due", query=(*want.query, ("page", str(number)))) if 1 <= number <= pages else ""

    return DuePage(
        title=words.say("due.title"),
        bar=_bar(found, want, office, words),
        sheet=_sheet(shown, names, office, words) if shown else None,
        empty=Empty(words.say("due.none_such" if want.query else "due.none")),
        pager=Pager(
            words.say("due.count", count=len(chosen), first=start + 1, last=start + len(shown)),
            to_page(here - 1),
            to_page(here + 1),
        ),
        taking=Taking(tuple(Link(words.say(f"due.as_{form}"), at(f"due.{form}", query=want.query)) for form in FORMS)),
        calendar=Link(words.say("due.to_calendar"), at("calendar", query=want.query)),
    )


def _bar(found: Overview, want: DueWanted, office: RegisterOffice, words: Words) -> FilterBar:
    def pick(name: str, choices: Mapping[str, str]) -> Question:
        here = getattr(want, name)
        every = {"": words.say("due.any"), **choices}
        listed = tuple(Choice(value, text, chosen=value == here) for value, text in every.items())
        return Question(name, words.say(f"due.filter.{name}"), "pick", choices=listed)

    def text(name: Literal["person", "subject"]) -> Question:
        return Question(name, words.say(f"due.filter.{name}"), "text", typed=getattr(want, name))

    kinds = {want.kind, *found.once("kinds", lambda: frozenset(line.kind for line, _ in found.lines))}
    return FilterBar(
        "/due",
        words.say("due.filters"),
        (
            pick("kind", {kind.value: office.due[kind] for kind in DueKind if kind in kinds}),
            pick("within", {name: words.say(f"due.within.{name}") for name in WITHIN}),
            pick("overdue", {"yes": words.say("due.only_overdue")}),
            text("person"),
            text("subject"),
        ),
        clear="/due" if want.query else "",
    )


def _sheet(
    lines: Iterable[DueLine], names: Mapping[str, tuple[str, ...]], office: RegisterOffice, words: Words
) -> Sheet:
    heads = tuple(Head(words.say(f"due.head.{each}")) for each in ("what", "day", "subject", "whose", "set_by"))
    rows = (
        (
            Cell(line.label, place_of(line), note=office.due[line.kind]),
            Cell(day_of(line, words), tag=overdue_tag(line, words)),
            Cell("; ".join(names.get(line.subject, ())) or line.subject, of_subject(line.subject), note=line.subject),
            Cell(whose(line, office)),
            Cell(set_by_words(line.set_by, office, words)),
        )
        for line in lines
    )
    return Sheet(words.say("due.caption"), heads, tuple(rows))


def due_table(lines: Iterable[DueLine], office: RegisterOffice, words: Words) -> Iterator[tuple[str, ...]]:
    """Walk lines as texts: the head, then a row a line; days as 2027-03-31."""
    heads = ("subject", "kind", "what", "day", "overdue", "whose", "set_by", "rules")
    yield tuple(words.say(f"due.head.{each}") for each in heads)
    for line in lines:
        yield (
            line.subject,
            office.due[line.kind],
            line.label,
            line.on.isoformat() if line.on else "",
            words.say("due.yes") if line.overdue else "",
            whose(line, office),
            set_by_words(line.set_by, office, words),
            "; ".join(line.set_by.rules),
        )  # fmt: skip
