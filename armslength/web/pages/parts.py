"""What pages are made of: each component once, as a frozen dataclass with the values, ready to read, that it shows.

The macro of the same name (`TaskList`: `task_list(…)`) in `templates/components.html` writes it; see `/components`.
"""

from dataclasses import dataclass
from typing import Literal

from engine.page.markup import Markup

Tone = Literal["plain", "quiet", "due", "danger"]
"""How loud: amber for what is due, red for danger and faults alone. The words say it, too."""
TINTS = 4  # the stylesheet has so many for places on a scale, from light to strong


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads somewhere. `more` is only heard: what the text is about, where many say the same."""

    text: str
    address: str
    more: str = ""


@dataclass(frozen=True, slots=True)
class Breadcrumbs:
    """The pages above this one, from the top."""

    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Places:
    """Where one can go from here: pages that stand side by side. `here` is the address of the page itself."""

    label: str
    links: tuple[Link, ...]
    here: str


@dataclass(frozen=True, slots=True)
class Button:
    """What sends a form. One button of a page is `main`; `danger` is for what can't be taken back."""

    text: str
    look: Literal["main", "second", "danger"] = "main"
    name: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class LinkButton:
    """A link that begins something, and so looks like a button."""

    text: str
    address: str
    look: Literal["main", "second"] = "main"


@dataclass(frozen=True, slots=True)
class Tag:
    """One word on where a thing stands."""

    text: str
    tone: Tone = "quiet"


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that has to be seen before the rest."""

    title: str
    says: tuple[str, ...] = ()
    tone: Tone = "due"
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What was done, and what comes next."""

    title: str
    says: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Empty:
    """What stands where there is nothing to list: why, and what to do."""

    title: str
    says: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Slip:
    """What happened to what was typed into a field, and what to do."""

    field: str
    text: str


@dataclass(frozen=True, slots=True)
class ErrorSummary:
    """All slips of a form, each with a link to its field. It stands first on the page and takes the focus."""

    slips: tuple[Slip, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to choose. Those set `apart` stand below the others; in a list, those `under` one heading together."""

    value: str
    text: str
    hint: str = ""
    chosen: bool = False
    apart: bool = False
    under: str = ""


@dataclass(frozen=True, slots=True)
class Why:
    """Why something is asked: opened by whoever wants to know."""

    says: tuple[str, ...]
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A field of a form with everything around it.

    A date is one field of text: it takes a day as people write and paste it, and keeps it as it was typed. Choices of a
    `one` or `several` are sent under the name of the field. Those that stand beside a field to type in are sent under
    `name.instead`. `alone` makes the question the first heading of its page.
    """

    name: str
    text: str
    kind: Literal["one", "several", "pick", "text", "long", "number", "date", "file", "password"]
    hint: str = ""
    choices: tuple[Choice, ...] = ()
    typed: str = ""
    slip: str = ""
    why: Why | None = None
    unit: str = ""
    alone: bool = False
    complete: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What an answer or a control rests on. `ended` says that its last day has passed."""

    text: str
    owner: str = ""
    until: str = ""
    ended: str = ""
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """One line of a summary: what was asked, the answer, and where to change it."""

    key: str
    values: tuple[str, ...]
    change: str = ""
    state: Tag | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class SummaryList:
    """Questions with their answers, each with Change."""

    rows: tuple[SummaryRow, ...]


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to go through, and where it stands. Without an address it can't be begun yet."""

    text: str
    address: str
    state: Tag
    hint: str = ""


@dataclass(frozen=True, slots=True)
class TaskList:
    """What there is to go through, in any order."""

    tasks: tuple[Task, ...]


@dataclass(frozen=True, slots=True)
class Level:
    """A place on an ordered scale: its number, how many there are, and its word."""

    place: int
    of: int
    word: str

    @property
    def tint(self) -> int:
        """Its tint in the stylesheet, from the lightest to the strongest; none (0) for what has no place yet."""
        steps = max(self.of - 1, 1)
        return 1 + (2 * (self.place - 1) * (TINTS - 1) + steps) // (2 * steps) if self.place else 0


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer first, in one sentence; then how sure it is and what would change it."""

    sentence: str
    level: Level | None = None
    says: tuple[str, ...] = ()
    tag: Tag | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What was concluded, with the sources that it rests on and the name of its rule."""

    text: str
    sources: tuple[Link, ...]
    rule: str = ""
    says: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WhyTree:
    """A reason with the reasons below it, which open without script."""

    text: str
    below: tuple["WhyTree", ...] = ()
    note: str = ""
    open: bool = False


@dataclass(frozen=True, slots=True)
class Compared:
    """One thing before and after, or here and there."""

    text: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two columns side by side. What differs is marked with a word."""

    caption: str
    before: str
    after: str
    rows: tuple[Compared, ...]


@dataclass(frozen=True, slots=True)
class Due:
    """Something with a day: what, when, whose it is, and who or which rule set the day."""

    text: str
    day: str
    address: str = ""
    tag: Tag | None = None
    who: str = ""
    set_by: str = ""


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happened: when, who did it, and why."""

    day: str
    text: str
    who: str
    why: str = ""
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class Timeline:
    """What happened, the latest first."""

    happenings: tuple[Happening, ...]


@dataclass(frozen=True, slots=True)
class FilterBar:
    """A form that keeps in the address what is shown. `clear` leads to the list without filters, if there are any."""

    action: str
    label: str
    fields: tuple[Question, ...]
    clear: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """The heading of a column. `sort` leads to the list in its order; `order` says that it is in that order."""

    text: str
    number: bool = False
    sort: str = ""
    order: Literal["", "ascending", "descending"] = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: a text, with a link, a level or a tag where it has one; or several links."""

    text: str = ""
    address: str = ""
    level: Level | None = None
    tag: Tag | None = None
    note: str = ""
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with a caption. The first cell of a row is its heading; on a small screen each row is a card."""

    caption: str
    heads: tuple[Head, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Pager:
    """Where one is in a list of several pages."""

    shown: str
    previous: str = ""
    following: str = ""


@dataclass(frozen=True, slots=True)
class Taking:
    """The forms in which what is shown can be taken along."""

    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class SoFar:
    """The answer so far, beside a question; under it on small screens."""

    title: str
    level: Level | None = None
    says: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing, with the text that says the same and the table behind it."""

    drawing: Markup
    says: str
    sheet: Sheet


@dataclass(frozen=True, slots=True)
class Role:
    """A role with its face, which is that of the role and of no person."""

    text: str
    face: Markup
    person: str = ""


@dataclass(frozen=True, slots=True)
class ShareLink:
    """An address to hand on. With script it can be copied at a press."""

    label: str
    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that takes a while, and where to look whether it is there. With script, the page looks by itself."""

    title: str
    says: tuple[str, ...]
    look: str


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a page was made from: small, at the end."""

    parts: tuple[str, ...]
