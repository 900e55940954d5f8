"""The pictures of the README and of the tutorial, taken on the way through these pages: `make pictures`."""

import os
from pathlib import Path

from tests.journeys.conftest import Comes
from tests.journeys.person import Person, Way
from tests.journeys.served import Served

MOST_PICTURES, MOST_BYTES = 8, 120_000
NEW = "/s/open-door-outings"


def test_the_pictures_of_the_tutorial(of_its_own: Served, comes: Comes, tmp_path: Path) -> None:
    """Those who read the tutorial see what they will see; without `make pictures` they are only looked at."""
    folder = Path(os.environ.get("ARMSLENGTH_PICTURES") or tmp_path).resolve()
    for made in of_its_own.folder.glob("register.db*"):
        made.unlink()
    of_its_own.options = ("--demo",)
    of_its_own.start()
    grace = comes(
        of_its_own,
        Way.SCRIPT,
        "Grace Obi, service_manager",
        viewport={"width": 1100, "height": 760},
        reduced_motion="reduce",
    )
    taken: list[str] = []

    def take(name: str, person: Person = grace) -> None:
        to = folder / f"{name}.png"
        person.page.screenshot(path=to)
        assert to.stat().st_size <= MOST_BYTES, (name, to.stat().st_size)
        taken.append(name)

    grace.goes_to("/").sees("Arrangements in this register")
    take("register")
    grace.follows("Enter a new arrangement")
    grace.types("Partner name", "Open Door Outings").types("Service", "Outings on Saturdays").presses("Enter it")
    grace.follows("Answer what matters most").opens("Why we ask")
    take("question")
    grace.chooses("Yes").presses("Save and go on").sees("Saved.")
    asked = f"{NEW}/question/integral_to_regulated_outcomes"
    grace.goes_to(asked).chooses("No").presses("Save").sees("Nothing is saved yet.")
    take("change")
    grace.goes_to("/s/wheels-for-westmere/result").sees("Because")
    take("result")
    grace.goes_to("/s/wheels-for-westmere/controls").sees("Controls")
    take("controls")
    grace.goes_to("/s/wheels-for-westmere/reviews").sees("Signs to confirm")
    take("reviews")
    grace.goes_to("/due").sees("What falls due")
    take("due")
    grace.goes_to("/portfolio").sees("All arrangements together")
    take("portfolio")
    assert len(taken) <= MOST_PICTURES
