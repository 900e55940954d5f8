"""The work over time: a review is held, an incident is followed to its end, a waiver ends, and a workbook comes in."""

from datetime import timedelta
from pathlib import Path

from tests.journeys.conftest import Comes
from tests.journeys.person import Way
from tests.journeys.served import Served
from tests.web.at_hand import NOW

RUNS = "community-charities-quarterly"
"""A shipped profile whose work has begun."""


def entered(house: Served, way: Way, what: str) -> str:
    """Enter a subject for one journey, and give its address."""
    name = f"{what} {way.value}".replace(" ", "-")
    house.given(RUNS, name)
    return f"/s/{name}"


def test_a_review_is_held(house: Served, comes: Comes, way: Way) -> None:
    # given an arrangement that runs
    home = entered(house, way, "review")
    grace = comes(house, way, "Grace Obi, service_manager").goes_to(f"{home}/reviews").is_for_everybody()
    # when a review is recorded without the one sentence that it is for
    grace.types("When it was held", "3 March 2027").picks("Which review", "A quarterly review of quality and outcomes")
    grace.presses("Record the review").sees("Say in one sentence why it is still right").is_for_everybody()
    # then nothing that was typed is gone
    assert grace.value("When it was held") == "3 March 2027"
    grace.types("It is still right because", "Both leads say so.").presses("Record the review")
    grace.sees("The review is recorded.", "Both leads say so.").is_for_everybody(at_the_end=True)
    # and the next one is due in its rhythm
    grace.goes_to(home).sees("A quarterly review of quality and outcomes", "3 June 2027")


def test_an_incident_is_followed_to_a_closed_action(house: Served, comes: Comes, way: Way) -> None:
    home = entered(house, way, "incident")
    dan = comes(house, way, "Dan Hay, service_manager").goes_to(f"{home}/incidents")
    # when something happened, and was told at once
    dan.types("When it happened", "2 March 2027").chooses("Somebody was hurt or was put at risk")
    dan.types("What happened", "Somebody was set down at the wrong door.").chooses("Yes", "Were people from both sides")
    dan.presses("Record it").sees("The incident is recorded.").is_for_everybody()
    dan.chooses("The same day").types("To whom", "The registered manager")
    dan.presses("Save", form="To whom").sees("Escalated: The same day.").is_for_everybody()
    # then learning together falls due, and an action is agreed
    dan.sees("A joint learning review").goes_to(f"{home}/actions")
    dan.types("What will be done", "Drivers say the address aloud").types("Who does it", "Dan Hay")
    dan.types("By when", "10 March 2027").picks(
        "What it follows", "Incident of 2 March 2027: Somebody was set down at the wrong door."
    )
    dan.presses("Agree it").sees("The action is agreed.").is_for_everybody()
    # and it is closed with evidence only
    dan.opens("Close it with evidence").presses("Close it").sees(
        "An action is closed with evidence."
    ).is_for_everybody()
    dan.types("What shows that it is done", "The drivers' sheet").types("Who looks after that", "Dan Hay")
    dan.types("How somebody checked that it helped", "Rode along twice").presses("Close it")
    dan.sees("The action is closed.", "Checked that it helped: Rode along twice").is_for_everybody(at_the_end=True)


def test_a_waiver_ends(of_its_own: Served, comes: Comes, way: Way) -> None:
    of_its_own.start()
    home = entered(of_its_own, way, "waiver")
    control = f"{home}/controls/named-contacts"
    # given that one person asks to go without a control
    grace = comes(of_its_own, way, "Grace Obi, service_manager").goes_to(control)
    grace.chooses("Missing").presses("Save").sees("Saved.")
    grace.goes_to(control).opens("Ask to go without it for a time")
    grace.types("Why it can't be in place", "Their coordinator starts in April").types(
        "Who carries the risk meanwhile", "Grace Obi"
    )
    grace.types("Its last day", "31 March 2027").presses("Ask for a waiver").sees(
        "The waiver is asked for."
    ).is_for_everybody()
    # when another approves it
    ann = comes(of_its_own, way, "Ann Moss, registered_manager").goes_to(control)
    ann.presses("Approve").sees("The waiver is approved.", "Holds through 31 March 2027").is_for_everybody()
    # then it holds on its last day
    of_its_own.move(NOW + timedelta(days=28))
    ann.goes_to(control).sees("Holds through 31 March 2027")
    # and from the day after, the control is missing again
    of_its_own.move(NOW + timedelta(days=29))
    ann.goes_to(control).sees("Over: asked for by Grace Obi").sees_nothing_of("Holds through")
    ann.goes_to(f"{home}/waivers").sees("Over").is_for_everybody(at_the_end=True)


def test_a_workbook_comes_in_and_goes_back(house: Served, comes: Comes, way: Way, tmp_path: Path) -> None:
    name = f"workbook-{way.name.lower()}"
    table = tmp_path / "ours.csv"
    table.write_text(f"id,partner.name,danger_now\n{name},Owl Walks,no\nof-nobody,,perhaps\n", encoding="utf-8")
    pru = comes(house, way, "Pru Bell, procurement_lead").goes_to("/workbook").is_for_everybody()
    # when it is brought, what would come of it is shown, and nothing is in the register
    pru.gives("The file", table).presses("Show what would come of it")
    pru.sees("One arrangement would be entered", "One row can't be taken in", "row 3").is_for_everybody()
    other = comes(house, way, "Rita Read, board_chair").goes_to(f"/s/{name}")
    other.sees("There is nothing at this address")
    # then it is taken in, and comes back with what to mend
    pru.presses("Take it in").sees("The file is taken in.", "One arrangement was entered").is_for_everybody(
        at_the_end=True
    )
    back = pru.takes("What came of each row (CSV)", tmp_path).read_text(encoding="utf-8-sig")
    assert [name in back.splitlines()[1], "of-nobody" in back.splitlines()[2]] == [True, True]
    other.goes_to(f"/s/{name}").sees("Owl Walks")


def test_two_people_answer_the_same(house: Served, comes: Comes, way: Way) -> None:
    # given two people who have the same question open
    name = f"two-{way.name.lower()}"
    house.written(name, "partner: {name: Owl Walks}")
    question = f"/s/{name}/question/danger_now"
    grace = comes(house, way, "Grace Obi, service_manager").goes_to(question)
    ann = comes(house, way, "Ann Moss, registered_manager").goes_to(question)
    grace.opens("What shows it").types("What shows it", "Nobody saw any").chooses("No").presses("Save").sees("Saved.")
    # when the other answers otherwise
    ann.opens("What shows it").types("What shows it", "A dog on the stairs").chooses("Yes").presses("Save")
    # then both answers stand side by side, with names, and nothing of either is lost
    ann.sees("Somebody answered this before you", "Grace Obi", "Nobody saw any", "A dog on the stairs")
    ann.is_for_everybody().chooses("Put mine in its place").presses("Go on").sees("Nothing is saved yet.")
    ann.is_for_everybody(at_the_end=True).presses("Save the change").sees("Saved.")
    grace.goes_to(question).sees("By Ann Moss on 3 March 2027.")
