"""What if: answers changed side by side. Looking changes nothing; a column is saved as any answers are."""

from collections.abc import Iterator
from dataclasses import replace

from armslength.register.domain.permission import THOSE_WHO_WORK
from armslength.register.domain.state import State
from armslength.web.asking import Asking
from armslength.web.exports import as_csv
from armslength.web.forms import in_sentences
from armslength.web.pages.altering import Altered, Side, altered
from armslength.web.pages.what_if import MOST_COLUMNS, MOST_SUPPOSED, Asked, Column, WhatIfPage, tables, what_if_page
from armslength.web.routing import READERS, Download, Faulty, Routes
from engine import Profile, Result, UsageError, read_suppositions, what_if
from engine.rulebase.facts import Answer

ROUTES = Routes("what_if")


@ROUTES.get("/s/<subject>/what-if", READERS)
def shown(asking: Asking, subject: str) -> WhatIfPage | Faulty:
    """Show what would be otherwise if some answers were; nothing is saved."""
    state = asking.state(subject)
    result = asking.result(state)
    found, may_save = _asked(asking, state, result), asking.may(THOSE_WHO_WORK)
    page = what_if_page(state, asking.office, result, found, asking.desk.words, may_save=may_save)
    return Faulty(page, 422) if page.errors.slips else page


@ROUTES.get("/s/<subject>/what-if.csv", READERS)
def as_table(asking: Asking, subject: str) -> Download:
    """Give what would be otherwise as a table."""
    state = asking.state(subject)
    found = _asked(asking, state, asking.result(state))
    sheets = list(tables(found.shown, asking.desk.words))
    head = tuple(each.text for each in sheets[0].heads) if sheets else ()
    rows = (tuple(cell.text for cell in row) for sheet in sheets for row in sheet.rows)
    return as_csv(f"{subject}-what-if", head, rows)


def _asked(asking: Asking, state: State, result: Result) -> Asked:
    """Read what the address asks, and work out each column."""
    query, base = asking.query, asking.office.base
    wanted = (*query.get("ask", ()), *query.get("add", ()))
    known = {each.name for each in base.questions() if each.kind != "text"}
    every = [name for name in dict.fromkeys(wanted) if name in known]
    names = tuple(every[:MOST_SUPPOSED])
    number = query.get("columns", ("1",))[0]
    count = int(number) if number.isascii() and number.isdecimal() and len(number) == 1 else 1
    columns = range(1, max(1, min(count, MOST_COLUMNS)) + 1)
    typed = (
        {
            name: texts
            for name in names[:MOST_SUPPOSED]
            if (texts := tuple(filter(str.strip, query.get(f"{each}.{name}", ()))))
        }
        for each in columns
    )
    made = tuple(_column(asking, state, result, *each) for each in zip(columns, typed, strict=True))
    return Asked(names, made, too_many=len(every) > MOST_SUPPOSED)


def _column(asking: Asking, state: State, result: Result, number: int, typed: dict[str, tuple[str, ...]]) -> Column:
    faults = dict(_faults(asking, result, typed))
    alters = None if faults or not typed else _altered(asking, state, result, typed)
    return Column(number, typed, faults, alters)


def _faults(asking: Asking, result: Result, typed: dict[str, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    for name, texts in typed.items():
        try:
            _answers(asking, result, {name: texts})
        except UsageError as wrong:
            yield name, in_sentences(str(wrong).partition(": ")[2] or str(wrong))


def _altered(asking: Asking, state: State, result: Result, typed: dict[str, tuple[str, ...]]) -> Altered:
    """Work out what one column would alter: the same as the engine's what if, with what falls due beside it."""
    found = what_if(asking.office.base, _profile(result), _answers(asking, result, typed), asking.today)
    after = Side(state, replace(result, assessment=found.after))
    return altered(Side(state, result), after, asking.office, asking.today, asking.desk.words)


def _answers(asking: Asking, result: Result, typed: dict[str, tuple[str, ...]]) -> dict[str, Answer | None]:
    written = (f"{name}={'; '.join(texts)}" for name, texts in typed.items())
    return dict(read_suppositions(asking.office.base, _profile(result), written).answers)


def _profile(result: Result) -> Profile:
    if result.profile is None:
        raise TypeError("a result of a subject has its profile")
    return result.profile
