"""What keeps people from harm stands first on the page, before everything else that is to be done."""

from datetime import date

from engine.assessment.assess import to_assessment
from engine.assessment.result import Result
from engine.interpret.reference.evaluate import evaluate
from engine.page.text import page_text
from engine.profile.profile import Given, Profile
from engine.render.page import result_page
from engine.rulebase.facts import Answer
from tests.packs.shipped import shipped

IN_DANGER: dict[str, Answer] = {
    "stage": "running",
    "danger_now": True,
    "worst_incident": "serious_harm_or_death",
    "who_runs_the_work": "nobody",
    "meets_people_we_support": True,
    "only_talks_or_refers": False,
}


def test_a_danger_now_is_the_first_thing_to_do_and_the_first_warning() -> None:
    base = shipped()
    answers = {name: Given(value) for name, value in IN_DANGER.items()}
    profile = Profile("a", {}, answers, {"same-day-escalation": Given("missing")}, None, (), None, "", "", {})
    day = date(2026, 11, 22)
    assessment = to_assessment(base, profile, day, evaluate(base, profile.facts(), day))
    assert assessment.advice[0] == "pause-while-somebody-is-in-danger"
    assert assessment.warnings[0] == "pause-while-somebody-is-in-danger"
    text = page_text(result_page(base, Result(profile, assessment, ("reference",))), 100, False)
    first = " ".join(text.split("What must happen first\n")[1].split())
    rule = base.rules["pause-while-somebody-is-in-danger"]
    assert first.startswith(f"- Act now: {rule.warning} {rule.advice}")
