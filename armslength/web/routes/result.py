"""The result of a subject, why it came out so, what would change it, and who is accountable for what."""

from typing import Literal

from armslength.documents.kinds import build
from armslength.documents.model import Document
from armslength.documents.office import DocumentKind
from armslength.register.domain.state import State
from armslength.web.asking import Asking, NothingThere
from armslength.web.exports import as_csv
from armslength.web.pages.accountability import LINES, MapPage, map_page, map_rows
from armslength.web.pages.parts import ErrorSummary, Slip
from armslength.web.pages.result import ResultPage, result_page
from armslength.web.pages.why import ChangesPage, Wanted, WhyPage, changes_page, why_page
from armslength.web.routing import READERS, Download, Faulty, Routes
from engine import Profile, Result, UsageError, explain_decision, smallest_changes

ROUTES = Routes("result")

BOUNDS: dict[str, Literal["", "at_most", "at_least"]] = {"": "", "at_most": "at_most", "at_least": "at_least"}


@ROUTES.get("/s/<subject>/result", READERS)
def shown(asking: Asking, subject: str) -> ResultPage:
    """Show the result as it stands today."""
    state = asking.state(subject)
    return asking.of(
        state, "result", lambda: result_page(state, asking.office, asking.result(state), asking.desk.words)
    )


@ROUTES.get("/s/<subject>/why/<decision>", READERS)
def why(asking: Asking, subject: str, decision: str) -> WhyPage:
    """Show why a decision came out so, or why not as somebody asks."""
    state, result, profile = _of(asking, subject, decision)
    value = asking.wanted("value") or None
    if value is not None and value not in asking.office.base.decisions[decision].values:
        raise NothingThere(value)
    base, words = asking.office.base, asking.desk.words
    return asking.of(
        state,
        f"why {decision} {value}",
        lambda: why_page(
            state, asking.office, result, explain_decision(base, profile, decision, value, asking.today), words
        ),
    )


@ROUTES.get("/s/<subject>/changes/<decision>", READERS)
def changes(asking: Asking, subject: str, decision: str) -> ChangesPage | Faulty:
    """Show the smallest changes that would make a decision come out as somebody would like it."""
    state, result, profile = _of(asking, subject, decision)
    base, words = asking.office.base, asking.desk.words
    wanted = Wanted(asking.wanted("value"), asking.wanted("bound"), asking.wanted("most", "2"))
    asked = "value" in asking.query
    slips: tuple[Slip, ...] = (Slip("value", words.say("why.choose")),) if asked and not wanted.value else ()
    found = None
    if wanted.value:
        bound = BOUNDS.get(wanted.bound, "")
        most = int(wanted.most) if wanted.most in ("1", "2", "3") else 2
        try:
            found = smallest_changes(base, profile, decision, wanted.value, bound=bound, most=most, as_of=asking.today)
        except UsageError as wrong:
            slips = (Slip("value", str(wrong)),)
    page = changes_page(state, asking.office, result, decision, wanted, found, ErrorSummary(slips), words)
    return Faulty(page, 422) if slips else page


@ROUTES.get("/s/<subject>/map", READERS)
def accountability(asking: Asking, subject: str) -> MapPage:
    """Show who is accountable for what."""
    state = asking.state(subject)
    return asking.of(
        state, "map", lambda: map_page(state, asking.office, *_map(asking, asking.result(state)), asking.desk.words)
    )


@ROUTES.get("/s/<subject>/map.csv", READERS)
def accountability_table(asking: Asking, subject: str) -> Download:
    """Give who is accountable for what as a table."""
    head, *rows = map_rows(*_map(asking, asking.result(asking.state(subject))))
    return as_csv(f"{subject}-map", head, rows)


def _map(asking: Asking, result: Result) -> tuple[Document, DocumentKind]:
    """Write the document that is a map. Raises `NothingThere` where the pack declares none."""
    base, documents = asking.office.base, asking.desk.documents
    kind = next((each for each in documents.documents.values() if each.has_part(LINES)), None)
    if kind is None:
        raise NothingThere(LINES)
    return build(base, [result], documents, kind.name), kind


def _of(asking: Asking, subject: str, decision: str) -> tuple[State, Result, Profile]:
    """Read a subject with its result. Raises `NothingThere` for a decision that the pack does not have."""
    state = asking.state(subject)
    result = asking.result(state)
    if decision not in asking.office.base.decisions or result.profile is None:
        raise NothingThere(decision)
    return state, result, result.profile
