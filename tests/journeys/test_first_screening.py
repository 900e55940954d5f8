"""Somebody new enters an arrangement, answers what matters most, changes an answer, and reads what it is."""

from tests.journeys.conftest import Comes
from tests.journeys.person import Way
from tests.journeys.served import Served

PAID_FOR = "Is the work part of the care and support that we are paid and inspected to give?"


def test_somebody_new_screens_an_arrangement(of_its_own: Served, comes: Comes, way: Way) -> None:
    # given a register that was just started, and the link that was printed
    grace = comes(of_its_own, way).goes_to(of_its_own.start())
    grace.sees("Who are you?").is_for_everybody()
    grace.types("Your name", "Grace Obi").picks("Your role", "Service manager").presses("Go on")
    grace.sees("There are no arrangements in this register yet.").is_for_everybody()

    # when she enters one, and at first forgets to say with whom
    grace.follows("Enter a new arrangement").presses("Enter it")
    grace.sees("There is nothing to make a name from.").is_for_everybody()
    grace.types("Partner name", "Open Door Outings").types("Service", "Outings on Saturdays").presses("Enter it")
    grace.sees("It is in the register.", "Not settled").is_for_everybody()

    # then the question that is worth most is asked first, and asked again where nothing was answered
    grace.follows("Answer what matters most").sees(PAID_FOR).is_for_everybody()
    grace.opens("Why we ask").sees("A choir visits on Friday afternoons.").is_for_everybody()
    grace.opens("What shows it").types("What shows it", "The support plans").chooses("No", PAID_FOR)
    grace.presses("Save and go on").sees("Saved.").sees_nothing_of(PAID_FOR)

    # what she doesn't know is noted, and what she wants to come back to is not
    second = grace.heading()
    grace.chooses("Don't know yet").presses("Save and go on")
    third = grace.heading()
    assert third != second
    grace.presses("Come back to it later").is_for_everybody()
    assert grace.heading() not in (second, third)

    # and all answers can be looked through, with what each rests on
    grace.goes_to("/s/open-door-outings/review-answers").sees("The support plans", "Don't know yet")
    grace.is_for_everybody()

    # when she changes an answer, she first sees what that would alter
    grace.goes_to("/s/open-door-outings/question/integral_to_regulated_outcomes").chooses("Yes", PAID_FOR)
    grace.presses("Save").sees("Nothing is saved yet.", "What would be decided otherwise").is_for_everybody()
    grace.types("Why does it change?", "The contract says so").presses("Save the change").sees("Saved.")

    # and the result says what it is, and why, in her own words
    grace.goes_to("/s/open-door-outings/result").sees("Because", "You told us").is_for_everybody()
    grace.goes_to("/").sees("Open Door Outings").is_for_everybody(at_the_end=True)
