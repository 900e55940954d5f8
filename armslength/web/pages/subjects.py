"""The register: its subjects with where they stand, filtered and sorted as the address says, a page at a time."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar, Literal
from urllib.parse import urlencode

from armslength.register.domain.due import DueLine
from armslength.register.domain.events import Stage
from armslength.register.domain.office import RegisterOffice
from armslength.register.exchange.outlook import Outlook
from armslength.register.exchange.overview import Overview
from armslength.web.addresses import address_of
from armslength.web.asking import Typed
from armslength.web.exports import csv_bytes
from armslength.web.pages.entering import field_words
from armslength.web.pages.parts import (
    Cell,
    Choice,
    Empty,
    FilterBar,
    Head,
    Level,
    Link,
    LinkButton,
    Pager,
    Question,
    Sheet,
    Tag,
    Taking,
)
from armslength.web.pages.picking import Columns, Places
from armslength.web.words import Words

MOST_ROWS = 50
"""What is counted: subjects on one page of the register. Why so many: some three screens. Beyond it: the next page."""

FILTERS = ("text", "stage", "level", "due", "person")
OPEN = "open"
"""What the filter by level calls those whose level is not settled."""

DUE_WITHIN = {"overdue": -1, "30": 30, "90": 90}
"""The filter by what falls due: by name how many days ahead it looks; overdue looks behind."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which subjects are wanted, in which order, from which page on: all that the address says."""

    text: str
    stage: str
    level: str
    due: str
    person: str
    sort: str
    back: bool
    page: int

    def query(self, **otherwise: object) -> str:
        """Write the address that says this, or something of it otherwise; what is not wanted is left out."""
        said = {name: getattr(self, name) for name in (*FILTERS, "sort")}
        said |= {"order": "descending" if self.back else "", "page": self.page if self.page > 1 else ""}
        return urlencode({name: value for name, value in {**said, **otherwise}.items() if value})

    @property
    def is_filtered(self) -> bool:
        """Whether some subjects are left out."""
        return any(getattr(self, name) for name in FILTERS)


def wanted(query: Typed) -> Wanted:
    """Read from the address what is wanted; what it can't mean is as if it were not there."""

    def first(name: str) -> str:
        return (query.get(name) or ("",))[0].strip()

    page = first("page")
    return Wanted(
        text=first("text"),
        stage=first("stage"),
        level=first("level"),
        due=first("due"),
        person=first("person"),
        sort=first("sort"),
        back=first("order") == "descending",
        page=max(1, int(page)) if page.isascii() and page.isdecimal() and len(page) < 7 else 1,
    )


@dataclass(frozen=True, slots=True)
class SubjectRow:
    """What the register shows of one subject, in words and in values to sort by."""

    name: str
    head: tuple[str, ...]
    stage: str
    since: date | None
    decided: Mapping[str, str]
    level: Level | None
    next_due: DueLine | None
    overdue: int
    missing: int
    is_stale: bool


@dataclass(frozen=True, slots=True)
class SubjectsPage:
    """The register, as it was asked for."""

    template: ClassVar[str] = "subjects.html"
    title: str
    bar: FilterBar
    sheet: Sheet | None
    empty: Empty | None
    pager: Pager
    taking: Taking
    new: LinkButton | None


def level_decision(office: RegisterOffice) -> str:
    """Name the primary decision that has an order: how closely to watch; nothing where a pack has none."""
    base = office.base
    return next((name for name in base.pack.primary if base.decisions[name].hit_policy == "max"), "")


def chosen(found: Overview, want: Wanted, office: RegisterOffice, today: date) -> list[Outlook]:
    """Pick the subjects that are wanted, in the order that is wanted."""
    order = want.sort if want.sort in _orders(office) else ""
    places = found.once(("order", order, want.back), lambda: _ordered(found.outlooks, order, want.back, office))
    wanted = _wanted_places(found, want, office, today)
    return [found.outlooks[each] for each in places if each in wanted]


def _ordered(found: Sequence[Outlook], order: str, back: bool, office: RegisterOffice) -> Sequence[int]:
    """Give the places of subjects, in order."""
    places = range(len(found))
    if not order:
        return places[::-1] if back else places
    key = _orders(office)[order]
    return sorted(places, key=lambda place: key(found[place]), reverse=back)


def _wanted_places(found: Overview, want: Wanted, office: RegisterOffice, today: date) -> Places:
    """Find the places of the subjects that are wanted, as far as something is."""
    level = level_decision(office)
    held = found.once(
        "columns", lambda: Columns.of(found.outlooks, (_level_name(each, level) for each in found.outlooks))
    )
    places = held.named(want.text.casefold(), want.person.casefold())
    if want.stage:
        places = {each for each in places if held.stages[each] == want.stage}
    if want.level:
        places = {each for each in places if held.levels[each] == want.level}
    if want.due == "overdue":
        places = {each for each in places if held.overdue[each]}
    elif want.due in DUE_WITHIN:
        last = today + timedelta(days=DUE_WITHIN[want.due])
        places = {each for each in places if held.first_days[each] <= last}
    return places


def _level_name(each: Outlook, level: str) -> str:
    found = each.decisions.get(level)
    return found.values[0] if found and found.settled and found.values else OPEN


def _orders(office: RegisterOffice) -> Mapping[str, Callable[[Outlook], str | int | date]]:
    """Give the orders that there are: each by name with what it sorts by; entries without one come last."""
    base, level = office.base, level_decision(office)
    values = [OPEN, *(base.decisions[level].values if level else ())]
    stages = list(Stage)
    return {
        "name": lambda each: _first_of_head(each, office).casefold(),
        "stage": lambda each: stages.index(Stage(each.listed.stage)) if each.listed.stage else len(stages),
        "level": lambda each: values.index(_level_name(each, level)),
        "due": lambda each: (each.next_due and each.next_due.on) or date.max,
    }


def _first_of_head(each: Outlook, office: RegisterOffice) -> str:
    texts = ("; ".join(each.listed.header.get(path, ())) for path in office.fields)
    return next(filter(None, texts), each.listed.name)


def row_of(each: Outlook, office: RegisterOffice, words: Words) -> SubjectRow:
    """Make what the register shows of a subject."""
    base, listed = office.base, each.listed
    decided = {}
    for name in base.pack.primary:
        found = each.decisions.get(name)
        settled = found is not None and found.settled and bool(found.values)
        decided[name] = (
            base.decisions[name].values[found.values[0]].label
            if found and settled
            else words.say("subjects.not_settled")
        )
    level = level_decision(office)
    name = _level_name(each, level)
    values = list(base.decisions[level].values) if level else []
    return SubjectRow(
        name=listed.name,
        head=tuple("; ".join(listed.header.get(path, ())) for path in office.fields),
        stage=office.stages[Stage(listed.stage)] if listed.stage else "",
        since=listed.since,
        decided=decided,
        level=Level(values.index(name) + 1, len(values), decided[level]) if name in values else None,
        next_due=each.next_due,
        overdue=each.overdue,
        missing=each.missing_before_start,
        is_stale=each.is_stale,
    )


def subjects_page(
    found: Overview, want: Wanted, office: RegisterOffice, today: date, words: Words, *, may_enter: bool
) -> SubjectsPage:
    """Make the register as it was asked for."""
    rows = chosen(found, want, office, today)
    pages = max(1, -(-len(rows) // MOST_ROWS))
    page = min(want.page, pages)
    start = (page - 1) * MOST_ROWS
    shown = [row_of(each, office, words) for each in rows[start : start + MOST_ROWS]]
    new = LinkButton(words.say("subjects.new"), "/new") if may_enter else None
    return SubjectsPage(
        title=words.say("subjects.title"),
        bar=_bar(want, office, words),
        sheet=_sheet(shown, want, office, words) if shown else None,
        empty=None if shown else Empty(words.say("subjects.none_such" if found.outlooks else "subjects.empty")),
        pager=Pager(
            words.say("subjects.count", count=len(rows), first=start + 1 if rows else 0, last=start + len(shown)),
            previous=f"/?{want.query(page=page - 1)}" if page > 1 else "",
            following=f"/?{want.query(page=page + 1)}" if page < pages else "",
        ),
        taking=Taking(
            tuple(
                Link(words.say(f"subjects.as_{form}"), f"/register.{form}?{want.query(page='')}")
                for form in ("csv", "json")
            )
        ),
        new=new,
    )  # fmt: skip


def _bar(want: Wanted, office: RegisterOffice, words: Words) -> FilterBar:
    level = level_decision(office)
    levels = {name: value.label for name, value in office.base.decisions[level].values.items()} if level else {}
    dues = {name: words.say(f"subjects.due.{name}") for name in DUE_WITHIN}
    stages = {stage.value: text for stage, text in office.stages.items()}
    levels = {**levels, OPEN: words.say("subjects.not_settled")}

    def pick(name: str, choices: Mapping[str, str]) -> Question:
        here = getattr(want, name)
        every = (("", words.say("subjects.any")), *choices.items())
        listed = tuple(Choice(value, text, chosen=value == here) for value, text in every)
        return Question(name, words.say(f"subjects.filter.{name}"), "pick", choices=listed)

    def text(name: str) -> Question:
        return Question(name, words.say(f"subjects.filter.{name}"), "text", typed=getattr(want, name))

    orders = {"": words.say("subjects.sort.entry")} | {o: words.say(f"subjects.sort.{o}") for o in _orders(office)}
    sort = tuple(Choice(value, label, chosen=value == want.sort) for value, label in orders.items())
    return FilterBar(
        "/",
        words.say("subjects.filters"),
        (
            text("text"), pick("stage", stages), pick("level", levels), pick("due", dues), text("person"),
            Question("sort", words.say("subjects.filter.sort"), "pick", choices=sort),
        ),
        clear="/" if want.is_filtered else "",
    )  # fmt: skip


def _sheet(rows: list[SubjectRow], want: Wanted, office: RegisterOffice, words: Words) -> Sheet:
    base = office.base

    def head(text: str, order: str = "", *, number: bool = False) -> Head:
        if not order:
            return Head(text, number)
        here, back = want.sort == order, want.sort == order and not want.back
        address = f"/?{want.query(sort=order, order='descending' if back else '', page='')}"
        said: Literal["", "ascending", "descending"] = "" if not here else "descending" if want.back else "ascending"
        return Head(text, number, address, said)

    level = level_decision(office)
    heads = (
        head(words.say("subjects.name"), "name"),
        head(words.say("subjects.stage"), "stage"),
        *(head(base.decisions[name].title.rstrip("?"), "level" if name == level else "") for name in base.pack.primary),
        head(words.say("subjects.first"), number=True),
        head(words.say("subjects.next_due"), "due"),
    )
    return Sheet(words.say("subjects.caption"), heads, tuple(_cells(row, level, words) for row in rows))


def _cells(row: SubjectRow, level: str, words: Words) -> tuple[Cell, ...]:
    since = words.say("subjects.since", day=words.day(row.since)) if row.since else ""
    line, (called_first, *others) = row.next_due, [*filter(None, row.head), row.name]
    stale = Tag(words.say("subjects.stale"), "due") if row.is_stale else None
    return (
        Cell(called_first, address_of(row.name), tag=stale, note="; ".join(filter(None, others))),
        Cell(row.stage, note=since),
        *(Cell(level=row.level) if name == level and row.level else Cell(text) for name, text in row.decided.items()),
        Cell(str(row.missing)),
        Cell(
            words.day(line.on) if line and line.on else "",
            note=line.label if line else "",
            tag=Tag(words.say("subjects.overdue", count=row.overdue), "due") if row.overdue else None,
        ),
    )


def as_csv(rows: Iterable[SubjectRow], office: RegisterOffice, words: Words) -> bytes:
    """Write what is shown as CSV."""
    lines = [_record(row, office) for row in rows]
    heads = [words.say("subjects.name"), *(field_words(path) for path in office.fields), words.say("subjects.stage")]
    heads += [words.say("subjects.from"), *(office.base.decisions[name].title for name in office.base.pack.primary)]
    heads += [words.say(f"subjects.{each}") for each in ("first", "next_due", "what_is_due", "overdue_count", "stale")]
    return csv_bytes((heads, *(map(_in_a_cell, record.values()) for record in lines)))


def as_json(rows: Iterable[SubjectRow], office: RegisterOffice) -> bytes:
    """Write what is shown as JSON: a list of objects."""
    return json.dumps([_record(row, office) for row in rows], ensure_ascii=False, indent=2).encode()


def _record(row: SubjectRow, office: RegisterOffice) -> dict[str, object]:
    line = row.next_due
    return {
        "id": row.name,
        **dict(zip(office.fields, row.head, strict=True)),
        "stage": row.stage,
        "since": row.since.isoformat() if row.since else None,
        **row.decided,
        "missing_before_start": row.missing,
        "next_due": line.on.isoformat() if line and line.on else None,
        "what_is_due": line.label if line else None,
        "overdue": row.overdue,
        "changed_since_signed": row.is_stale,
    }


def _in_a_cell(value: object) -> str:
    return "" if value is None else ("yes" if value else "no") if isinstance(value, bool) else str(value)
