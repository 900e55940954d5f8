"""A subject that is screened in the browser: its first questions, what comes of it, and what is typed."""

from armslength.register.exchange.telling import assessed
from engine import Result, Single
from tests.web.answers import stands
from tests.web.at_hand import NOW, OFFICE, Browser

MEETS, HANDLES, AFFECTS = "meets_people_we_support", "handles_information_about_people", "affects_what_people_get"
SYSTEMS = "supports_our_workforce_or_systems"
"""It applies where the three are answered no."""

TODAY = NOW.date()


def result(browser: Browser, subject: str) -> Result:
    return assessed(stands(browser, subject), OFFICE, TODAY)


def value_of(found: Result, name: str) -> str:
    """Give the value of a decision that is settled."""
    outcome = found.outcome(name)
    assert isinstance(outcome, Single)
    (value,) = outcome.possible
    assert value is not None
    return value


def answers(**given: str) -> dict[str, object]:
    return {
        key: text for name, answer in given.items() for key, text in ((f"seen.{name}", "0"), (f"answer.{name}", answer))
    }
