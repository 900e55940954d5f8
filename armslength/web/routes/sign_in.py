"""Coming in and going out: with an account, by an invitation, or as the one person of this machine."""

from armslength.register.store.faults import RegisterError
from armslength.register.store.reception.accounts import Account, cleaned_name, folded
from armslength.web.asking import Asking
from armslength.web.pages.parts import Slip
from armslength.web.pages.sign_in import invitation_page, kept_page, sign_in_page, who_page
from armslength.web.routing import Door, Faulty, Reply, Routes, SeeOther
from armslength.web.security.accounts import fault_of, signing_in
from armslength.web.security.entrance import Entrance, came_from, entrance, opened
from armslength.web.security.kept import Kept, carried
from armslength.web.security.limits import BY_ADDRESS, BY_NAME, again_at, note_failure
from armslength.web.security.links import LinkKind, LinkShut, use_up

ROUTES = Routes("sign_in")


@ROUTES.get("/sign-in", Door.OPEN)
def sign_in(asking: Asking) -> Reply:
    """Show the form for signing in."""
    kept = Kept("/")
    if entrance().accounts:
        return sign_in_page(asking.desk.words, kept)
    return who_page(asking.desk.words, asking.office, kept, action="/sign-in", asks_link=True)


@ROUTES.post("/sign-in", Door.OPEN)
def enter(asking: Asking) -> Reply:
    """Let somebody in whose name and password fit together, or who has the link that was printed here."""
    way, kept = entrance(), carried(asking.typed)
    if not way.accounts:
        secret = asking.first("link").strip().rpartition("/")[2]
        return _said_who(asking, way, kept, secret, "/sign-in", asks_link=True)
    name = asking.first("name")
    attempts = way.reception.attempts
    later = [
        again
        for limit, who in ((BY_NAME, folded(name)), (BY_ADDRESS, came_from()))
        if (again := again_at(attempts, limit, who, asking.clock))
    ]
    if later:
        says = asking.say("sign_in.often", time=f"{max(later).astimezone(asking.office.time_zone):%H:%M}")
        return Faulty(sign_in_page(asking.desk.words, kept, slips=[Slip("name", says)], name=name), 429)
    account = signing_in(way.reception.accounts, way.passwords, name, asking.first("password"))
    if account is None:
        note_failure(attempts, {BY_NAME: folded(name), BY_ADDRESS: came_from()}, asking.clock)
        slips = [Slip("name", asking.say("sign_in.wrong"))]
        return Faulty(sign_in_page(asking.desk.words, kept, slips=slips, name=name), 422)
    attempts.forgive(BY_NAME.key(folded(name)))
    if not asking.office.rights_of(account.role):
        slips = [Slip("name", asking.say("sign_in.no_rights"))]
        return Faulty(sign_in_page(asking.desk.words, kept, slips=slips, name=name), 403)
    way.let_in(account.id, account.name, account.role, asking.clock)
    return _go_on(asking, way, kept)


@ROUTES.post("/sign-out", Door.OPEN)
def sign_out(asking: Asking) -> Reply:  # noqa: ARG001  every route is asked
    """End the session of whoever asks."""
    entrance().let_out()
    return SeeOther("/sign-in", "signed_out")


@ROUTES.get("/l/entry/<secret>", Door.LINK)
def come_in(asking: Asking, secret: str) -> Reply:
    """Ask the one person of this machine who they are; whoever is in already goes on."""
    if asking.actor:
        return SeeOther("/")
    _entry(asking, entrance(), secret, note=True)
    return who_page(asking.desk.words, asking.office, Kept("/"), action=f"/l/entry/{secret}", asks_link=False)


@ROUTES.post("/l/entry/<secret>", Door.LINK)
def say_who(asking: Asking, secret: str) -> Reply:
    """Let in the one person of this machine, who said who they are."""
    return _said_who(asking, entrance(), carried(asking.typed), secret, f"/l/entry/{secret}", asks_link=False)


@ROUTES.get("/l/invitation/<secret>", Door.LINK)
def be_invited(asking: Asking, secret: str) -> Reply:
    """Show the form in which somebody chooses a password."""
    account = _invited(asking, secret, note=True)
    return invitation_page(asking.desk.words, f"/l/invitation/{secret}", account.name)


@ROUTES.post("/l/invitation/<secret>", Door.LINK)
def choose_password(asking: Asking, secret: str) -> Reply:
    """Keep the password that somebody chose, and let them in; whoever was in with the old one is no more."""
    way, account = entrance(), _invited(asking, secret, note=False)
    password = asking.first("password")
    fault = fault_of(password, asking.first("again"), account.name)
    if fault:
        field = "again" if fault == "password.different" else "password"
        slips = [Slip(field, asking.say(fault))]
        return Faulty(invitation_page(asking.desk.words, f"/l/invitation/{secret}", account.name, slips), 422)
    hashed = way.passwords.hash(password)
    use_up(way.reception.links, opened(asking, LinkKind.INVITATION, secret, note=False), asking.clock)
    way.reception.accounts.set_password(account.id, hashed)
    way.reception.sessions.end_all_of(account.id)
    if not way.accounts:
        return SeeOther("/sign-in")
    way.let_in(account.id, account.name, account.role, asking.clock)
    return SeeOther("/", "password_chosen")


def _invited(asking: Asking, secret: str, *, note: bool) -> Account:
    link = opened(asking, LinkKind.INVITATION, secret, note=note)
    account = entrance().reception.accounts.get(link.about)
    if account is None or account.disabled:
        raise LinkShut("revoked")
    return account


def _entry(asking: Asking, way: Entrance, secret: str, *, note: bool) -> None:
    """Check a link that was printed here. Raises `LinkShut`; with accounts there is none."""
    if way.accounts:
        raise LinkShut("unknown")
    opened(asking, LinkKind.ENTRY, secret, note=note)


def _said_who(asking: Asking, way: Entrance, kept: Kept, secret: str, action: str, *, asks_link: bool) -> Reply:
    """Let in who has the link, once they have said who they are; else show what they typed, with what is wrong."""
    name, role = asking.first("name"), asking.first("role")
    slips: list[Slip] = []
    try:
        _entry(asking, way, secret, note=False)
    except LinkShut:
        if not asks_link:
            raise
        slips.append(Slip("link", asking.say("sign_in.who.link_wrong")))
    try:
        name = cleaned_name(name)
    except RegisterError as wrong:
        slips.append(Slip("name", str(wrong)))
    if not asking.office.rights_of(role):
        slips.append(Slip("role", asking.say("sign_in.who.role_missing")))
    if slips:
        page = who_page(asking.desk.words, asking.office, kept, action=action, asks_link=asks_link, slips=slips,
                        name=asking.first("name"), role=role)  # fmt: skip
        return Faulty(page, 422)
    use_up(way.reception.links, opened(asking, LinkKind.ENTRY, secret, note=False), asking.clock)
    way.let_in(None, name, role, asking.clock)
    return _go_on(asking, way, kept)


def _go_on(asking: Asking, way: Entrance, kept: Kept) -> Reply:
    """Lead on to where somebody wanted to go; what they had typed there is shown once more, to be saved."""
    if kept.fields and way.is_ours(kept.to, "POST"):
        base = asking.office.base
        labels = {each: fact.question for each, fact in base.facts.items()}
        return kept_page(asking.desk.words, kept, labels | {each: item.title for each, item in base.controls.items()})
    return SeeOther(kept.to if way.is_ours(kept.to, "GET") else "/")
