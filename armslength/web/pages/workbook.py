"""A table that comes in: what would come of each row, before it is taken in; and what came of it."""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from io import StringIO
from typing import ClassVar

from armslength.register.domain.office import RegisterOffice
from armslength.register.exchange.workbook_in import Changed, Preview, PreviewRow
from armslength.web.forms import NOTHING_TYPED, Typing, in_sentences, standing
from armslength.web.pages.addresses import at, of_subject
from armslength.web.pages.asked import slips_of
from armslength.web.pages.changing import basis_in_words
from armslength.web.pages.parts import (
    Breadcrumbs,
    Button,
    Cell,
    Choice,
    ErrorSummary,
    Head,
    Link,
    Notice,
    Sheet,
    Taking,
)
from armslength.web.pages.sent import Fields, Sent
from armslength.web.words import Words
from engine import Given
from engine.render.words import answer_words

MOST_SHOWN = 200
"""What is counted: rows of one table on a page about a file. Why so many: nobody reads more before pressing. Beyond it:
they are counted, and the file that comes back says it of each."""

GROUPS = ("new", "added", "changed", "nothing", "refused")


@dataclass(frozen=True, slots=True)
class WorkbookPage:
    """The form to bring a file."""

    template: ClassVar[str] = "workbook.html"
    title: str
    errors: ErrorSummary
    says: tuple[str, ...]
    form: Sent


@dataclass(frozen=True, slots=True)
class PreviewPage:
    """What would come of a file. Nothing of it is in the register yet."""

    template: ClassVar[str] = "workbook_preview.html"
    title: str
    above: Breadcrumbs
    errors: ErrorSummary
    notice: Notice
    counts: tuple[str, ...]
    changes: Sheet | None
    new: Sheet | None
    refused: Sheet | None
    cut: tuple[str, ...]
    form: Sent | None
    leave: Sent


@dataclass(frozen=True, slots=True)
class TakenPage:
    """What came of a file, and the file to take back."""

    template: ClassVar[str] = "workbook_taken.html"
    title: str
    above: Breadcrumbs
    counts: tuple[str, ...]
    mend: Sheet | None
    cut: tuple[str, ...]
    taking: Taking


def workbook_page(words: Words, typing: Typing = NOTHING_TYPED) -> WorkbookPage:
    """Make the form to bring a file."""
    fields = Fields("workbook", words, typing)
    asked = (fields.ask("file", "file", hint="file_hint"),)
    return WorkbookPage(
        title=words.say("workbook.title"),
        errors=slips_of(typing, "file"),
        says=tuple(words.say(f"workbook.{each}") for each in ("says", "before")),
        form=Sent("", "/workbook", asked, (), (Button(words.say("workbook.show")),)),
    )


def group_of(row: PreviewRow) -> str:
    """Tell what would come of a row."""
    if row.refused:
        return "refused"
    if row.is_new:
        return "new"
    return "changed" if row.changed else "added" if row.added else "nothing"


def digest_of(shown: Preview, office: RegisterOffice, words: Words) -> str:
    """Give a hash of what is shown, so that nothing else is taken in than somebody saw."""
    told = [(*_told(row, office, words),) for row in shown.rows]
    return sha256(repr((sha256(shown.data).hexdigest(), told)).encode()).hexdigest()


def _told(row: PreviewRow, office: RegisterOffice, words: Words) -> Iterator[object]:
    yield from (row.subject, row.came.row, row.is_new, row.added, row.refused)
    for each in row.changed:
        yield from (each.name, each.was.version, *_said(each, office, words))


@dataclass(frozen=True, slots=True)
class _Cutting:
    """Cuts tables to what a page shows, and says of each what was left out."""

    words: Words
    said: list[str] = field(default_factory=list)

    def sheet(self, caption: str, heads: Iterable[str], rows: Sequence[tuple[Cell, ...]]) -> Sheet | None:
        """Make a table; none where it has no rows."""
        if len(rows) > MOST_SHOWN:
            self.said.append(self.words.say("workbook.cut", caption=caption, shown=MOST_SHOWN, count=len(rows)))
        return Sheet(caption, tuple(map(Head, heads)), tuple(rows[:MOST_SHOWN])) if rows else None


def preview_page(
    shown: Preview, upload: str, office: RegisterOffice, words: Words, typing: Typing = NOTHING_TYPED,
    *, otherwise: bool = False,
) -> PreviewPage:  # fmt: skip
    """Make the page of what would come of a file; `otherwise` says that it is not what was shown before."""
    groups, cutting, fields = Counter(map(group_of, shown.rows)), _Cutting(words), Fields("workbook", words, typing)
    changes = [cells for row in shown.rows for cells in _changes(row, office, words)]
    new = [_new(row, office, words) for row in shown.rows if group_of(row) in ("new", "added")]
    refused = [
        (Cell(_row_words(row, words)), Cell(" ".join(mend_words(each, words) for each in row.refused)))
        for row in shown.rows
        if row.refused
    ]
    heads = {name: [words.say(f"workbook.head.{each}") for each in listed] for name, listed in HEADS.items()}
    title = words.say("workbook.otherwise" if otherwise else "workbook.not_yet")
    says = (words.say("workbook.otherwise_says"),) if otherwise else ()
    does = groups["new"] + groups["added"] + groups["changed"]
    return PreviewPage(
        title=words.say("workbook.preview_title", name=shown.name),
        above=Breadcrumbs((Link(words.say("workbook.title"), "/workbook"),)),
        errors=slips_of(typing, "take-in"),
        notice=Notice(title, says),
        counts=tuple(words.say(f"workbook.would.{each}", count=groups[each]) for each in GROUPS if groups[each]),
        changes=cutting.sheet(words.say("workbook.changes"), heads["changes"], changes),
        new=cutting.sheet(words.say("workbook.new"), heads["new"], new),
        refused=cutting.sheet(words.say("workbook.refused"), heads["refused"], refused),
        cut=tuple(cutting.said),
        form=_taking_in(upload, digest_of(shown, office, words), fields, changes=bool(changes)) if does else None,
        leave=Sent("", at("workbook", upload, "leave"), (), (), (Button(words.say("workbook.leave"), "second"),)),
    )


_WITH_CODE = re.compile(r"^(?:.*[:!](?P<cell>[A-Z]+\d+)|.*:\d+:(?P<column>\d+)): [a-z-]+: ")
"""How a reader of tables begins what it says of a cell: file, sheet and cell, or row and column; and a code."""


def mend_words(text: str, words: Words) -> str:
    """Say what is to be mended as people read it: the cell, then what is wrong with it; a code is for programs."""
    found = _WITH_CODE.match(text)
    if found is None:
        return in_sentences(text)
    place = found["cell"] or words.say("workbook.column", column=found["column"])
    return f"{place}: {in_sentences(text[found.end() :])}"


HEADS = {"changes": ("subject", "question", "was", "now"), "new": ("row", "answers"), "refused": ("row", "mend")}


def _taking_in(upload: str, digest: str, fields: Fields, *, changes: bool) -> Sent:
    ways = tuple(Choice(each, fields.text(f"changing.{each}")) for each in ("no", "yes"))
    asked = (
        *((fields.ask("changing", "one", "", ways),) if changes else ()),
        fields.ask("why", "text", hint="why_hint"),
    )
    return Sent("", at("workbook", upload), asked, (("shown", digest),), (Button(fields.text("take_in")),))


def _row_words(row: PreviewRow, words: Words) -> str:
    place = words.say("workbook.row", row=row.came.row) if row.came.row else ""
    return ", ".join(filter(None, (row.subject, place)))


def _changes(row: PreviewRow, office: RegisterOffice, words: Words) -> Iterator[tuple[Cell, ...]]:
    for each in row.changed:
        was, now = _said(each, office, words)
        by = words.say("workbook.by", name=each.was.by.name)
        yield (
            Cell(row.subject, of_subject(row.subject)),
            Cell(office.base.question(each.name).question),
            Cell(was[0], note=" ".join(filter(None, (by, was[1])))),
            Cell(now[0], note=now[1]),
        )


def _said(each: Changed, office: RegisterOffice, words: Words) -> tuple[tuple[str, str], tuple[str, str]]:
    """Say an answer before and after, each with what it rests on."""
    question = office.base.question(each.name)

    def said(given: Given) -> tuple[str, str]:
        text = answer_words(question, given.value)
        return text[:1].upper() + text[1:], basis_in_words(given, words)

    return said(standing(each.was)), said(each.now)


def _refused(row: PreviewRow, words: Words) -> tuple[Cell, ...]:
    return Cell(_row_words(row, words)), Cell(" ".join(mend_words(each, words) for each in row.refused))


def _new(row: PreviewRow, office: RegisterOffice, words: Words) -> tuple[Cell, ...]:
    named = [office.base.question(each).question for each in row.added]
    return Cell(_row_words(row, words)), Cell(words.say("workbook.answers", count=len(named)))


def result_rows(data: bytes) -> list[dict[str, str]]:
    """Read back what came of each row."""
    return list(csv.DictReader(StringIO(data.decode())))


def taken_page(rows: list[dict[str, str]], name: str, taking: Iterable[Link], words: Words) -> TakenPage:
    """Make the page of what came of a file."""
    counts, cutting = Counter(row["result"] for row in rows), _Cutting(words)
    mend = [_to_mend(row, words) for row in rows if row["to mend"]]
    heads = [words.say(f"workbook.head.{each}") for each in ("row", "result", "mend")]
    return TakenPage(
        title=words.say("workbook.taken_title", name=name),
        above=Breadcrumbs((Link(words.say("workbook.title"), "/workbook"),)),
        counts=tuple(words.say(f"workbook.came.{_key(what)}", count=count) for what, count in counts.items()),
        mend=cutting.sheet(words.say("workbook.to_mend"), heads, mend),
        cut=tuple(cutting.said),
        taking=Taking(tuple(taking)),
    )


def _to_mend(row: dict[str, str], words: Words) -> tuple[Cell, ...]:
    what = words.say(f"workbook.one.{_key(row['result'])}")
    return Cell(_place(row, words)), Cell(what), Cell(mend_words(row["to mend"], words))


def _place(row: dict[str, str], words: Words) -> str:
    return ", ".join(filter(None, (row["id"], words.say("workbook.row", row=row["row"]) if row["row"] else "")))


def _key(what: str) -> str:
    return what.replace(" ", "_")
