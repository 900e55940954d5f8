"""Going over to newer rules."""

from armslength.register.domain.commands import AdoptPack
from armslength.register.domain.permission import APPROVERS
from armslength.register.domain.state import State
from armslength.register.exchange.acting import pack_of
from armslength.web.asking import Asking
from armslength.web.doing import DoingForm, do
from armslength.web.forms import NOTHING_TYPED, Typing, text_faults
from armslength.web.pages.addresses import of_subject
from armslength.web.pages.adopt import AdoptPage, adopt_page
from armslength.web.routing import READERS, Reply, Routes

ROUTES = Routes("adopt")


@ROUTES.get("/s/<subject>/adopt", READERS)
def shown(asking: Asking, subject: str) -> AdoptPage:
    """Show what newer rules change."""
    return _page(asking, asking.state(subject))


@ROUTES.post("/s/<subject>/adopt", APPROVERS)
def adopt(asking: Asking, subject: str) -> Reply:
    """Adopt the rules whose changes were shown."""
    words, pack = asking.desk.words, pack_of(asking.office.base)
    faults = text_faults(asking.typed, ("why",), words)
    if asking.first("shown") != "yes":
        faults["shown"] = words.say("adopt.not_read")
    elif asking.first("pack") != pack.sha256:
        faults["shown"] = words.say("adopt.otherwise")
    form = DoingForm(lambda state, typing: _page(asking, state, typing), of_subject(subject, "adopt"), "adopted")
    return do(asking, subject, form, (AdoptPack(pack, shown=True),), faults, asking.first("why").strip())


def _page(asking: Asking, state: State, typing: Typing = NOTHING_TYPED) -> AdoptPage:
    pack, result = pack_of(asking.office.base), asking.result(state)
    return adopt_page(state, asking.office, result, pack, asking.who, asking.today, asking.desk.words, typing)
