"""Links open one thing to whoever holds them, until they end, are taken back or used up; looking changes nothing."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from armslength.register.store.faults import RegisterError
from armslength.register.store.reception.links import Links
from armslength.register.store.reception.reception import Reception, reception_of
from armslength.register.store.register import create_register
from armslength.web.asking import Asking
from armslength.web.routing import Door, Download, Reply, Routes
from armslength.web.security.entrance import opened
from armslength.web.security.limits import LINKS, WINDOW
from armslength.web.security.links import LONGEST, ONCE, LinkKind, LinkShut, found, make_link, open_link, use_up
from armslength.web.security.sessions import hash_of
from tests.web.at_hand import NOW
from tests.web.house import a_house


@pytest.fixture(scope="module")
def reception(tmp_path_factory: pytest.TempPathFactory) -> Reception:
    return reception_of(create_register(tmp_path_factory.mktemp("links") / "register.db"))


@pytest.fixture
def links(reception: Reception) -> Links:
    return reception.links


DAY = timedelta(days=1)


def revoke(links: Links, secret: str) -> None:
    links.revoke(found(links, LinkKind.VIEW, secret, NOW).id, NOW)


def use(links: Links, secret: str) -> None:
    use_up(links, found(links, LinkKind.VIEW, secret, NOW), NOW)


def nothing(links: Links, secret: str) -> None:
    pass


@pytest.mark.parametrize(
    ("done", "at", "why"),
    [
        (nothing, NOW, ""),
        (nothing, NOW + DAY - timedelta(seconds=1), ""),
        (nothing, NOW + DAY, "ended"),
        (revoke, NOW, "revoked"),
        (revoke, NOW + DAY, "revoked"),
        (use, NOW, "used"),
    ],
)
def test_what_a_link_opens_and_when(links: Links, done: Callable[[Links, str], None], at: datetime, why: str) -> None:
    secret = make_link(links, LinkKind.VIEW, NOW, subject="one", about="share-1", ends=NOW + DAY)
    done(links, secret)
    for _ in range(2):
        if why:
            with pytest.raises(LinkShut) as shut:
                open_link(links, LinkKind.VIEW, secret, at)
            assert shut.value.why == why
        else:
            link = open_link(links, LinkKind.VIEW, secret, at)
            assert (link.subject, link.about, link.kind) == ("one", "share-1", "view")


@pytest.mark.parametrize("kind", LinkKind)
def test_a_link_opens_what_it_was_made_for_and_nothing_else(links: Links, kind: LinkKind) -> None:
    secret = make_link(links, kind, NOW, subject="one")
    for other in LinkKind:
        if other == kind:
            assert open_link(links, other, secret, NOW).kind == kind
        else:
            with pytest.raises(LinkShut, match="unknown"):
                open_link(links, other, secret, NOW)


def test_a_link_ends_with_the_longest_time_of_its_kind_unless_it_says_sooner(links: Links) -> None:
    for kind, longest in LONGEST.items():
        link = found(links, kind, make_link(links, kind, NOW), NOW)
        assert link.ends == NOW + longest
        for ends in (NOW, NOW - DAY, NOW + longest + timedelta(seconds=1)):
            with pytest.raises(RegisterError, match="A link of this kind ends after today, and by"):
                make_link(links, kind, NOW, ends=ends)
    assert LONGEST.keys() == set(LinkKind) > ONCE


def test_the_secret_is_as_long_as_it_should_be_never_the_same_and_kept_nowhere(tmp_path: Path) -> None:
    links = reception_of(create_register(tmp_path / "register.db")).links
    secrets = {make_link(links, LinkKind.VIEW, NOW) for _ in range(20)}
    assert {len(each) for each in secrets} == {43}  # 32 bytes, six bits a letter
    assert len(secrets) == 20
    kept = b"".join(each.read_bytes() for each in tmp_path.glob("register.db*"))
    for each in secrets:
        assert each.encode() not in kept
        assert hash_of(each).encode() in kept


@pytest.mark.parametrize("secret", ["", "x", "'", "0" * 43, "a" * 10_000, "\0", "\ud800", "%", "_" * 43])
def test_what_is_no_secret_opens_nothing(links: Links, secret: str) -> None:
    with pytest.raises(LinkShut, match="unknown"):
        open_link(links, LinkKind.VIEW, secret, NOW)


def test_a_part_or_a_near_miss_of_a_secret_opens_nothing(links: Links) -> None:
    secret = make_link(links, LinkKind.VIEW, NOW)
    for odd in (secret[:-1], secret + "A", secret.swapcase(), f" {secret}", hash_of(secret)):
        with pytest.raises(LinkShut, match="unknown"):
            open_link(links, LinkKind.VIEW, odd, NOW)


ROUTES = Routes("tried")


@ROUTES.get("/l/tried/<secret>", Door.LINK)
def tried(asking: Asking, secret: str) -> Reply:
    return Download(opened(asking, LinkKind.VIEW, secret).about.encode(), "a.txt", "text/plain")


@ROUTES.post("/l/tried/<secret>", Door.LINK)
def answered(asking: Asking, secret: str) -> Reply:
    return Download(opened(asking, LinkKind.VIEW, secret, note=False).about.encode(), "a.txt", "text/plain")


def test_looking_changes_nothing_but_the_note_of_each_opening(tmp_path: Path) -> None:
    house = a_house(tmp_path, routes=tuple(ROUTES.all))
    links = house.reception.links
    secret = make_link(links, LinkKind.VIEW, NOW, subject="one", about="share-1")
    (link,) = links.all("one")
    before = house.entrance.desk.register.head(), link
    for number in range(3):
        assert house.get(house.browser(), f"/l/tried/{secret}") == "share-1"
        assert len(links.openings(link.id)) == number + 1
    assert house.post(house.browser(), f"/l/tried/{secret}", {"a": "b"}, 200) == "share-1"
    assert len(links.openings(link.id)) == 3
    assert (house.entrance.desk.register.head(), links.all("one")[0]) == before


@pytest.mark.parametrize(
    ("state", "says"),
    [("unknown", "cut in two by a mail program"), ("ended", "Its last day is over."), ("revoked", "It was taken back"),
     ("used", "It was used before")],
)  # fmt: skip
def test_a_link_that_is_shut_says_why_to_whoever_holds_it(tmp_path: Path, state: str, says: str) -> None:
    house = a_house(tmp_path, routes=tuple(ROUTES.all))
    links = house.reception.links
    secret = make_link(links, LinkKind.VIEW, NOW, subject="one", ends=NOW + DAY)
    (link,) = links.all("one")
    if state == "revoked":
        links.revoke(link.id, NOW)
    elif state == "used":
        links.use_up(link.id, NOW)
    elif state == "ended":
        house.clock.now += DAY
    page = house.get(house.browser(), f"/l/tried/{secret if state != 'unknown' else secret[:-2]}", 410)
    assert says in page
    assert links.openings(link.id) == ()


def test_who_guesses_links_has_to_wait_and_who_holds_one_that_ended_has_not(tmp_path: Path) -> None:
    house = a_house(tmp_path, routes=tuple(ROUTES.all))
    links, attempts = house.reception.links, house.reception.attempts
    secret = make_link(links, LinkKind.VIEW, NOW, about="share-1")
    short = make_link(links, LinkKind.VIEW, NOW, ends=NOW + timedelta(seconds=1))
    house.clock.now += timedelta(seconds=1)
    house.get(house.browser(), f"/l/tried/{short}", 410)
    assert attempts.since(LINKS.key("127.0.0.1"), NOW - DAY) == ()
    house.get(house.browser(), "/l/tried/nonsense", 410)
    assert len(attempts.since(LINKS.key("127.0.0.1"), NOW - DAY)) == 1
    attempts.note((LINKS.key("127.0.0.1"),) * (LINKS.most - 1), house.clock())
    assert "Too many links" in house.get(house.browser(), f"/l/tried/{secret}", 410)
    house.clock.now += WINDOW
    assert house.get(house.browser(), f"/l/tried/{secret}") == "share-1"


def test_no_link_is_needed_to_be_refused_elsewhere(tmp_path: Path) -> None:
    house = a_house(tmp_path, routes=tuple(ROUTES.all))
    secret = make_link(house.reception.links, LinkKind.VIEW, NOW)
    refused = house.browser().post(
        f"/l/tried/{secret}", base_url=house.base, headers={"Origin": "https://elsewhere.example"}
    )
    assert refused.status_code == 403
