"""Nobody loses what they typed: a session ends, the program dies, the disk is full, a page is old, or one goes back."""

from pathlib import Path

import pytest

from armslength.register.store.reception.reception import reception_of
from armslength.web.security.links import LinkKind, make_link
from armslength.web.security.sessions import hash_of
from tests.journeys.conftest import Comes
from tests.journeys.little_room import a_small_disk, full
from tests.journeys.person import Person, Way
from tests.journeys.served import Served, an_empty_one

GRACE = "Grace Obi, service_manager"
SHOWN = "A dog on the stairs, seen by two of us"


def typing(comes: Comes, served: Served, way: Way) -> Person:
    """Let somebody choose and type, and not press anything yet."""
    name = f"typing-{len(served.register.subjects())}"
    served.written(name, "partner: {name: Owl Walks}")
    grace = comes(served, way, GRACE).goes_to(f"/s/{name}/question/danger_now")
    return grace.opens("What shows it").types("What shows it", SHOWN).chooses("No")


def is_saved(grace: Person) -> None:
    """See that all of it stands in the register, as somebody sees it who comes later."""
    grace.sees("Saved.")
    name = grace.page.url.split("/s/")[1].split("/")[0]
    grace.goes_to(f"/s/{name}/review-answers").sees(SHOWN).is_for_everybody(at_the_end=True)


def test_a_session_ends(house: Served, comes: Comes, way: Way) -> None:
    grace = typing(comes, house, way)
    # given that she is signed out meanwhile
    (held,) = grace.page.context.cookies()
    reception = reception_of(house.register)
    reception.sessions.end(hash_of(held["value"]))
    # when she presses, she is asked who she is, and then shown all of it before it is saved
    grace.presses("Save").sees("You were signed out in the meantime.").is_for_everybody()
    secret = make_link(reception.links, LinkKind.ENTRY, house.now)
    grace.types("The link that was printed", f"{house.origin}/l/entry/{secret}")
    grace.types("Your name", "Grace Obi").picks("Your role", "Service manager").presses("Go on")
    grace.sees("It is not saved yet.", SHOWN).is_for_everybody().presses("Save it now")
    is_saved(grace)


def test_the_program_dies(of_its_own: Served, comes: Comes, way: Way) -> None:
    of_its_own.start()
    grace = typing(comes, of_its_own, way)
    # given that it dies between typing and pressing
    of_its_own.kill()
    button = grace.page.get_by_role("button", name="Save", exact=True)
    if way is Way.WITHOUT:
        # then the browser says that nobody answers, and loading that again sends all of it again
        with grace.page.expect_event("requestfailed"):
            button.click(no_wait_after=True)
        of_its_own.start()
        grace.page.reload()
    else:
        # then the page says that it was not saved, and stays as it is
        button.press("Enter")
        grace.sees("Not saved: the program does not answer.").is_for_everybody()
        of_its_own.start()
        assert grace.value("What shows it") == SHOWN
        grace.presses("Save")
    is_saved(grace)


def test_the_disk_is_full(tmp_path: Path, comes: Comes, way: Way) -> None:
    with a_small_disk(tmp_path) as own_disk:
        served = an_empty_one(tmp_path)
        try:
            served.start()
            grace = typing(comes, served, way)
            with full(served, own_disk):
                # when there is no room, the page says so, and shows all of it
                grace.presses("Save").sees("The register can't be used just now", SHOWN).is_for_everybody()
            # then the same is saved once there is
            grace.presses("Try again with all of it")
            is_saved(grace)
        finally:
            served.kill()


def test_one_person_in_two_tabs(house: Served, comes: Comes, way: Way) -> None:
    grace = typing(comes, house, way)
    other = Person(grace.page.context.new_page(), grace.judge, way, grace.origin)
    other.goes_to(grace.page.url.removeprefix(grace.origin)).chooses("Yes").presses("Save").sees("Saved.")
    grace.presses("Save").sees("Somebody answered this before you", SHOWN).is_for_everybody()
    grace.chooses("Put mine in its place").presses("Go on").presses("Save the change")
    is_saved(grace)


def test_going_elsewhere_and_back(house: Served, comes: Comes, way: Way) -> None:
    grace = typing(comes, house, way)
    grace.follows("Register").sees("Arrangements in this register").goes_back()
    assert grace.page.get_by_label("What shows it", exact=True).input_value() == SHOWN
    grace.presses("Save")
    is_saved(grace)


@pytest.mark.parametrize("way", [Way.SCRIPT])
def test_a_page_that_is_refused_keeps_all_of_it(house: Served, comes: Comes, way: Way) -> None:
    """A day that has not come yet is refused; the rest is there, and the focus is on what is wrong."""
    grace = typing(comes, house, way).types("From which day that is known", "3 March 2030").presses("Save")
    grace.sees("Nothing is saved yet, and all that you typed is kept below.").is_for_everybody()
    assert grace.value("What shows it") == SHOWN
    assert grace.page.evaluate("document.activeElement.classList.contains('errors')")
    grace.types("From which day that is known", "1 March 2027").presses("Save")
    is_saved(grace)
