"""Incidents: recorded, passed on, and followed to what came of them."""

from armslength.register.domain.commands import Command, PassOnIncident, RecordIncident
from armslength.register.domain.making import Now
from armslength.register.domain.office import RegisterOffice
from armslength.register.domain.permission import THOSE_WHO_WORK
from armslength.register.domain.refusal import Refusal
from armslength.register.domain.state import State
from armslength.register.exchange.acting import Refused
from armslength.register.store.reading import Head
from armslength.web.asking import Asking, NothingThere
from armslength.web.doing import DoingForm, do
from armslength.web.exports import as_csv
from armslength.web.forms import NOTHING_TYPED, Typing, day_typed, text_faults
from armslength.web.pages.addresses import of_subject
from armslength.web.pages.incidents import IncidentsPage, incidents_page, passed_on_at_once, seen_of, severities, table
from armslength.web.routing import READERS, Download, Reply, Routes

ROUTES = Routes("incidents")


@ROUTES.get("/s/<subject>/incidents", READERS)
def shown(asking: Asking, subject: str) -> IncidentsPage:
    """Show the incidents of a subject."""
    return _page(asking, asking.state(subject))


@ROUTES.get("/s/<subject>/incidents.csv", READERS)
def as_table(asking: Asking, subject: str) -> Download:
    """Give the incidents as a table."""
    head, *rows = table(asking.state(subject), asking.office, asking.desk.words)
    return as_csv(f"{subject}-incidents", head, rows)


@ROUTES.post("/s/<subject>/incidents", THOSE_WHO_WORK)
def record(asking: Asking, subject: str) -> Reply:
    """Record that something went wrong."""
    words, severity = asking.desk.words, asking.first("severity")
    on, faults = day_typed(asking.office.base, asking.typed, "on", words.say("incidents.say_day"))
    if severity not in {each.value for each in severities(asking.office)}:
        faults["severity"] = words.say("incidents.say_severity")
    if not asking.first("says").strip():
        faults["says"] = words.say("incidents.say_what")
    faults |= text_faults(asking.typed, ("says",), words)
    both = {"yes": True, "no": False}.get(asking.first("both"))
    command = RecordIncident(on or asking.today, severity, asking.first("says").strip(), both)
    form = DoingForm(lambda state, typing: _page(asking, state, typing), _here(subject), "incident_recorded")
    return do(asking, subject, form, (command,), faults)


@ROUTES.post("/s/<subject>/incidents/<incident>/passed-on", THOSE_WHO_WORK)
def pass_on(asking: Asking, subject: str, incident: str) -> Reply:
    """Record how an incident was passed on; where others said it meanwhile, only once that was seen."""
    if incident not in asking.state(subject).incidents:
        raise NothingThere(incident)
    words = asking.desk.words
    fields = {each: f"{each}.{incident}" for each in ("how_soon", "to", "passed_day")}
    on, faults = day_typed(asking.office.base, asking.typed, fields["passed_day"])
    how_soon = asking.first(fields["how_soon"])
    if how_soon not in asking.office.answers_from("passed_on"):
        faults[fields["how_soon"]] = words.say("incidents.say_how_soon")
    faults |= text_faults(asking.typed, (fields["to"],), words)

    def asks(office: RegisterOffice, state: State, now: Now, head: Head) -> tuple[Command, ...]:  # noqa: ARG001
        if asking.first("seen") != str(seen_of(state.incidents[incident], state)):
            raise Refused(Refusal("stale", words.say("incidents.look_again")))
        return (PassOnIncident(incident, how_soon, asking.first(fields["to"]).strip(), on),)

    at_once = passed_on_at_once(asking.office, how_soon)
    done = "passed_on_at_once" if at_once else "passed_on"
    form = DoingForm(lambda state, typing: _page(asking, state, typing), f"{_here(subject)}#{incident}", done)
    return do(asking, subject, form, asks, faults)


def _here(subject: str) -> str:
    return of_subject(subject, "incidents")


def _page(asking: Asking, state: State, typing: Typing = NOTHING_TYPED) -> IncidentsPage:
    result, words = asking.result(state), asking.desk.words
    return incidents_page(state, asking.office, result, asking.who, asking.today, words, typing)
