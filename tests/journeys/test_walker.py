"""Somebody who presses whatever there is, types whatever comes to mind, and makes up addresses: nothing breaks.

Every walk is another one; what it did is said where it fails. `ARMSLENGTH_WALK=7 make browser` goes that walk again.
"""

import os
import random
from http.client import HTTPConnection
from urllib.parse import quote, urlencode, urlsplit

from tests.journeys.addresses import PART, ROUTES, rule_of
from tests.journeys.forms import Fields, Form, read_page
from tests.journeys.served import Served

STEPS = 500
"""How many pages are asked for and forms sent: some twenty seconds."""

TYPED = (
    "", " ", "yes", "no", "unknown", "-1", "0", "99999999999999999999", "1e999", "NaN", "3 March 2027", "31 April 2027",
    "0001-01-01", "9999-12-31", "30/2/2027", "'", '"><script>alert(1)</script>', "{{ 7 * 7 }}", "%s%n", "..",
    "\u0000", "\u202e", "\u0661\u0662", "\N{WOMAN}\u200d\N{GIRL}", "=1+1", "a;b;c", "a,b", "\r\n\r\n", "null", "[]",
    "{}", "a" * 70_000,
)  # fmt: skip
PARTS = (
    "wheels-for-westmere", "thursday-quilters", "named-contacts", "danger_now", "oversight", "waiver-1", "incident-1",
    "html",
)  # fmt: skip


def test_no_walk_breaks_anything(demo: Served) -> None:
    seed = int(os.environ.get("ARMSLENGTH_WALK") or random.randrange(10_000))
    chance, held = random.Random(seed), demo.let_in("Gus Gold, governance_lead")
    known, forms, done = ["/"], list[Form](), []
    for _ in range(STEPS):
        method, to, typed = _next(chance, known, forms)
        done.append((method, to, {name: text[:60] for name, text in typed}))
        status, page, at = _asked(demo, held, method, to, typed)
        assert status < 500, f"walk {seed}: {status} after {done[-1]}; {demo.noted[-2000:]}"
        read = read_page(page, at)
        ours = (urlsplit(link) for link in read.links if link.startswith("/"))
        known += [each.path + (f"?{each.query}" if each.query else "") for each in ours][:40]
        forms += [each for each in read.forms if each[1].startswith("/") and each[1] != "/sign-out"]
        known, forms = known[-4000:], forms[-400:]
    rules = {rule_of(urlsplit(to).path) for _, to, _ in done}
    assert len(rules) > 30, f"walk {seed} saw little: {sorted(rules)}"


def _next(chance: random.Random, known: list[str], forms: list[Form]) -> Form:
    """Choose what to do: follow a link, send a form with some of it typed anew, or make an address up."""
    what = chance.random()
    if forms and what < 0.5:
        method, to, fields = chance.choice(forms)
        typed = [
            (name, chance.choice(TYPED) if chance.random() < 0.4 else value)
            for name, value in fields
            if chance.random() < 0.7
        ]
        return method, to, typed
    if what < 0.65:
        route = chance.choice(ROUTES)
        if route.name != "sign_in.sign_out":
            made = PART.sub(lambda _: quote(chance.choice(PARTS + TYPED)[:200], safe="") or "x", route.rule)
            field = chance.choice(("why", "on", "until", "seen", "done", "sort"))
            return route.method, made, [(field, chance.choice(TYPED))]
    return "GET", chance.choice(known), []


def _asked(served: Served, held: str, method: str, to: str, typed: Fields) -> tuple[int, str, str]:
    """Ask as a browser does, and go on where the answer leads."""
    sent = urlencode([(name, text) for name, text in typed])
    if method == "GET" and sent:
        to = f"{to.partition('?')[0]}?{sent}"[:8000]
    to = quote(to, safe="/?&=%+;:,@.~-_")
    headers = {"Cookie": f"session={held}", "Origin": served.origin, "Sec-Fetch-Site": "same-origin"}
    if method == "POST":
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    for _ in range(5):
        line = HTTPConnection("127.0.0.1", served.port)
        line.request(method, to, sent if method == "POST" else None, headers)
        answer = line.getresponse()
        body, status = answer.read(), answer.status
        line.close()
        if status not in (301, 302, 303, 307, 308):
            is_page = (answer.getheader("Content-Type") or "").startswith("text/html")
            return status, body.decode() if is_page else "", to
        method, to, sent = "GET", str(answer.getheader("Location")), ""
        headers.pop("Content-Type", None)
    return status, "", to
