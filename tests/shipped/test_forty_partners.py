"""The workbook of forty partners: a dozen of them with the outcome that was written down before they were first run."""

import pytest

from engine.interpret.results import RowResult
from tests.packs.shipped import shipped
from tests.workbook.partners import decided, read_rows

EXPECTED = {
    # A sing-along with our staff in the room is a partnership, and a light touch is enough.
    "brookside-singers": ("partnership", "light_touch"),
    # A befriender alone with somebody at home does not end at a light touch.
    "kettle-and-chat": ("partnership_with_interfaces", "enhanced"),
    # Hands-on care on our rota is run as our own.
    "harbourline-care-staff": ("subcontract", "direct_control"),
    # To our specification, in our way and at our risk, and yet they run it: signs that contradict.
    "millrace-laundry": ("in_between", "enhanced"),
    # The council commissions the advocates; people often tell them of harm, and none of our staff are there.
    "clearvoice-advocacy": ("not_ours", "enhanced"),
    # Accounts at head office reach nobody, and no level is set.
    "tallow-and-pryce": ("not_covered", None),
    # Advice that changes practice is specialist work done for us, with its changes in our hands.
    "steadyground-behaviour": ("subcontract", "direct_control"),
    # Run by them in their own way, and yet people need it and our staff would step in that day: mixed signs.
    "wheels-for-westmere": ("in_between", "enhanced"),
    # Alone with people in their rooms, but at our own place and with no more to be expected than anywhere.
    "st-brannocks-visitors": ("partnership_with_interfaces", "standard"),
    # Our staff come along, and the two hardly touch.
    "corn-exchange-theatre": ("partnership", "light_touch"),
    # Badly hurt, told late, not put right: the closest oversight, whatever else it is.
    "rapid-ride-taxis": ("in_between", "direct_control"),
    # To our specification as well, and run by them, and somebody would be left without a meal.
    "windmill-kitchen": ("in_between", "enhanced"),
}


@pytest.fixture(scope="module")
def results() -> dict[str, RowResult]:
    headings, rows = read_rows()
    return {cells[0]: found for cells, found in decided(shipped(), headings, rows)}


@pytest.mark.parametrize("partner", EXPECTED)
def test_partners_come_out_as_was_written_down_beforehand(results: dict[str, RowResult], partner: str) -> None:
    found = results[partner].decisions
    assert (found["model"].value, found["oversight"].value) == EXPECTED[partner]


def test_somebody_of_whom_nothing_is_known_yet_is_open_and_treated_with_care(results: dict[str, RowResult]) -> None:
    found = results["thursday-quilters"].decisions
    assert found["model"].status == found["oversight"].status == "open"
    assert found["oversight"].interim == "enhanced"


def test_an_exchange_of_leaflets_is_not_covered(results: dict[str, RowResult]) -> None:
    assert results["neighbourly-exchange"].decisions["model"].value == "not_covered"
