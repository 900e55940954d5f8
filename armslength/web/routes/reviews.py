"""Reviews: those that are due and were held, and holding one."""

from armslength.register.domain.commands import Command, HoldReview
from armslength.register.domain.making import Now
from armslength.register.domain.office import RegisterOffice
from armslength.register.domain.permission import THOSE_WHO_WORK
from armslength.register.domain.refusal import Refusal
from armslength.register.domain.state import State
from armslength.register.exchange.acting import Refused
from armslength.register.store.reading import Head
from armslength.web.asking import Asking
from armslength.web.doing import DoingForm, do
from armslength.web.exports import as_csv
from armslength.web.forms import NOTHING_TYPED, Typing, day_typed, text_faults
from armslength.web.pages.addresses import of_subject
from armslength.web.pages.reviews import HEADS, ReviewsPage, is_overtaken, reviews_page, rows
from armslength.web.routing import READERS, Download, Reply, Routes

ROUTES = Routes("reviews")


@ROUTES.get("/s/<subject>/reviews", READERS)
def shown(asking: Asking, subject: str) -> ReviewsPage:
    """Show the reviews of a subject."""
    return _page(asking, asking.state(subject))


@ROUTES.get("/s/<subject>/reviews.csv", READERS)
def as_table(asking: Asking, subject: str) -> Download:
    """Give the reviews that were held as a table."""
    head = (asking.say(f"reviews.head.{each}") for each in HEADS)
    return as_csv(f"{subject}-reviews", head, rows(asking.state(subject), asking.office, asking.desk.words))


@ROUTES.post("/s/<subject>/reviews", THOSE_WHO_WORK)
def hold(asking: Asking, subject: str) -> Reply:
    """Record a review; where others entered something meanwhile, only once that was seen."""
    base, words = asking.office.base, asking.desk.words
    on, faults = day_typed(base, asking.typed, "on", words.say("reviews.say_day"))
    next_on, more = day_typed(base, asking.typed, "next_on")
    faults |= more | text_faults(asking.typed, ("still_right", "kind"), words)
    changed, still_right = asking.typed.get("changed", ()), asking.first("still_right").strip()
    if not still_right and not changed:
        faults["still_right"] = words.say("reviews.say_why")
    command = HoldReview(asking.first("kind"), on or asking.today, still_right, changed, next_on)

    def asks(office: RegisterOffice, state: State, now: Now, head: Head) -> tuple[Command, ...]:  # noqa: ARG001
        if is_overtaken(state, asking.first("seen")):
            raise Refused(Refusal("stale", words.say("reviews.look_again")))
        return (command,)

    form = DoingForm(lambda state, typing: _page(asking, state, typing), of_subject(subject, "reviews"), "review_held")
    return do(asking, subject, form, asks, faults)


def _page(asking: Asking, state: State, typing: Typing = NOTHING_TYPED) -> ReviewsPage:
    documents = asking.desk.documents.documents.values()
    return reviews_page(
        state, asking.office, asking.result(state), documents, asking.who, asking.today, asking.desk.words, typing,
        asking.wanted("kind"),
    )  # fmt: skip
