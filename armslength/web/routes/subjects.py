"""The register: the list of its subjects, a new one, and one as it stands."""

from armslength.register.domain.permission import THOSE_WHO_WORK
from armslength.register.exchange.acting import Refused
from armslength.register.exchange.outlook import Outlook
from armslength.web.addresses import address_of
from armslength.web.asking import Asking
from armslength.web.entering import Entered, read_new
from armslength.web.forms import NOTHING_TYPED, Typing
from armslength.web.pages.entering import NewPage, new_page
from armslength.web.pages.subject import SubjectPage, subject_page
from armslength.web.pages.subjects import SubjectsPage, as_csv, as_json, chosen, row_of, subjects_page, wanted
from armslength.web.routes.screening import screened
from armslength.web.routing import READERS, Download, Faulty, Reply, Routes, SeeOther

ROUTES = Routes("subjects")


@ROUTES.get("/", READERS)
def overview(asking: Asking) -> SubjectsPage:
    """Show the subjects that the address asks for."""
    may_enter = asking.may(THOSE_WHO_WORK)
    want = wanted(asking.query)
    return subjects_page(asking.overview(), want, asking.office, asking.today, asking.desk.words, may_enter=may_enter)


@ROUTES.get("/register.csv", READERS)
def overview_csv(asking: Asking) -> Download:
    """Give all subjects that the address asks for as CSV."""
    rows = (row_of(each, asking.office, asking.desk.words) for each in _chosen(asking))
    return Download(as_csv(rows, asking.office, asking.desk.words), "register.csv", "text/csv")


@ROUTES.get("/register.json", READERS)
def overview_json(asking: Asking) -> Download:
    """Give all subjects that the address asks for as JSON."""
    rows = (row_of(each, asking.office, asking.desk.words) for each in _chosen(asking))
    return Download(as_json(rows, asking.office), "register.json", "application/json")


def _chosen(asking: Asking) -> list[Outlook]:
    return chosen(asking.overview(), wanted(asking.query), asking.office, asking.today)


@ROUTES.get("/new", THOSE_WHO_WORK)
def new(asking: Asking) -> NewPage:
    """Show the form to enter a subject."""
    return new_page(asking.office, asking.desk.words, NOTHING_TYPED)


@ROUTES.post("/new", THOSE_WHO_WORK)
def enter(asking: Asking) -> Reply:
    """Enter a subject, and go to it."""
    words = asking.desk.words
    read = read_new(asking)
    if not isinstance(read, Entered):
        return Faulty(new_page(asking.office, words, Typing(asking.typed, read)), 422)
    try:
        asking.enter(read.id, read.opening)
    except Refused as refused:
        taken = refused.refusal.code == "already-open"
        faults = {"id": words.say("entering.taken", id=read.id)} if taken else {}
        typing = Typing(asking.typed, faults, () if taken else (refused.refusal.reason,))
        return Faulty(new_page(asking.office, words, typing), 409)
    return SeeOther(address_of(read.id), done="entered")


@ROUTES.get("/s/<subject>", READERS)
def one(asking: Asking, subject: str) -> SubjectPage:
    """Show one subject as it stands."""
    result = asking.result(asking.state(subject))
    return subject_page(screened(asking, subject), result)
