"""What others see: a colleague answers one question, a governance lead signs and prints, an inspector reads."""

from tests.journeys.conftest import Comes
from tests.journeys.person import Person, Way
from tests.journeys.served import Served

ASKED = "Is somebody in danger because of this work right now?"


def new(house: Served, what: str, way: Way) -> str:
    """Enter a subject of which little is known, and give its address."""
    name = f"{what}-{way.name.lower()}"
    house.written(name, "partner: {name: Owl Walks}\nservice: Walks at dusk")
    return f"/s/{name}"


def link_on(person: Person) -> str:
    """Copy the link that is shown once."""
    return person.value("Link")


def test_a_colleague_answers_one_question_by_link(house: Served, comes: Comes, way: Way) -> None:
    home = new(house, "asked", way)
    # given a link to one question, whose wording was looked at before it was made
    ann = comes(house, way, "Ann Moss, registered_manager").goes_to(f"{home}/share")
    ann.picks("Question", ASKED).types("Who they are", "Sam Lee").types("Last day of the link", "20 March 2027")
    ann.presses("Look at it before it is sent", form=ASKED).sees(
        "Before the question is sent", ASKED
    ).is_for_everybody()
    ann.presses("Make the link").sees("It is shown this once").is_for_everybody()
    link = link_on(ann)
    # when somebody without an account opens it, they see this question and nothing else
    sam = comes(house, way).goes_to(link).sees(ASKED).is_for_everybody()
    sam.sees_nothing_of("What falls due")
    sam.presses("Send the answer").is_for_everybody()
    sam.chooses("No").presses("Send the answer").sees_nothing_of("Error:")
    sam.is_for_everybody()
    # then the answer counts once somebody accepts it
    ann.goes_to(f"{home}/share").sees("An answer has come").follows("Read the answer, and accept or decline it")
    ann.sees("Both answers").is_for_everybody(at_the_end=True).presses("Accept it")
    ann.goes_to(f"{home}/question/danger_now").sees("Answered")


def test_a_governance_lead_signs_and_prints(house: Served, comes: Comes, way: Way) -> None:
    home = new(house, "signed", way)
    gus = comes(house, way, "Gus Gold, governance_lead").goes_to(f"{home}/sign").is_for_everybody()
    # when the name is not put to the words, nothing is signed
    gus.presses("Sign").sees("Nothing was signed.").is_for_everybody()
    gus.chooses("I put my name to these words: Gus Gold, Governance lead, 3 March 2027").presses("Sign")
    # then there is a record to print, with the checkpoint, and no button on the paper
    gus.sees("It is signed.", "Assessment, SHA-256").is_for_everybody()
    gus.page.emulate_media(media="print")
    assert not gus.page.get_by_role("button").locator("visible=true").count()
    assert gus.page.pdf(format="A4").startswith(b"%PDF-")
    gus.page.emulate_media(media="screen")
    # and it says so when an answer changes afterwards
    gus.goes_to(f"{home}/question/danger_now").chooses("Yes").presses("Save").sees("Saved.")
    gus.goes_to(f"{home}/sign").sees("Changed since it was signed", ASKED).is_for_everybody(at_the_end=True)


def test_an_inspector_reads_what_was_opened_to_them(house: Served, comes: Comes, way: Way) -> None:
    home = new(house, "shown", way)
    gus = comes(house, way, "Gus Gold, governance_lead").goes_to(f"{home}/share")
    gus.types("Who is to see it", "The inspector").chooses("Decision record").chooses("The history, to read")
    gus.types("Last day of the view", "20 March 2027").presses("Look at it before it is sent", form="Who is to see it")
    gus.sees("Before it is shown", "Decision record").is_for_everybody().presses("Open the view")
    link = link_on(gus.is_for_everybody())
    # when the inspector opens it, they read these two, and can change nothing
    ivy = comes(house, way).goes_to(link).sees("Owl Walks", "Decision record").is_for_everybody()
    assert not ivy.page.get_by_role("button").locator("visible=true").count()
    ivy.follows("Decision record").is_for_everybody()
    ivy.goes_to(link).follows("The history, to read").sees("Gus Gold").is_for_everybody()
    ivy.goes_to(f"{home}/result").sees_nothing_of("Because")
    # then each opening is noted, and it can be taken back
    gus.goes_to(f"{home}/share").sees("Opened").is_for_everybody().presses("Revoke")
    ivy.goes_to(link).sees("It was taken back by whoever sent it.").is_for_everybody(at_the_end=True)
