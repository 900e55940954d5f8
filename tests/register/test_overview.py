"""All subjects at once are kept in memory, and are as new as the register, whoever writes to it."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from armslength.register.domain.events import ActionAgreed, Noted
from armslength.register.exchange import overview
from armslength.register.exchange.outlook import Outlook, due_lines, outlooks
from armslength.register.exchange.overview import Overviews
from armslength.register.store.register import Register, create_register, open_register
from tests.register.course import office
from tests.register.histories import entered, partners
from tests.register.keeping import happened, put
from tests.register.situations import TODAY


@pytest.fixture
def some(tmp_path: Path) -> Register:
    """A register with three of the partners."""
    made = create_register(tmp_path / "register.db")
    for number, profile in enumerate(partners()[:3]):
        put(made, *entered(profile, f"partner-{number}"))
    return made


def an_action(register: Register) -> None:
    put(register, happened(ActionAgreed("action-1", "Ring them", "Ann Moss", TODAY), "partner-1", minutes=1))


def one_more(register: Register) -> None:
    put(register, *entered(partners()[3], "another"))


def from_elsewhere(register: Register) -> None:
    """Write as another program does, which has opened the register for itself."""
    assert register.database.path
    an_action(open_register(register.database.path))


@pytest.mark.parametrize("write", [an_action, one_more, from_elsewhere])
def test_after_each_write_it_is_what_the_register_gives(some: Register, write: Callable[[Register], None]) -> None:
    kept = Overviews(some, office())
    assert kept.of(TODAY).outlooks == outlooks(some, office(), TODAY)
    before = kept.of(TODAY)
    assert before.lines == due_lines(before.outlooks, TODAY)
    write(some)
    now = outlooks(some, office(), TODAY)
    assert kept.of(TODAY).outlooks == now != before.outlooks
    assert kept.of(TODAY).lines == due_lines(now, TODAY)
    assert [*kept.of(TODAY).by_name] == [each.listed.name for each in now]


def test_only_what_was_written_of_is_read_again(some: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []

    def counted(*given: object) -> tuple[Outlook, ...]:
        asked.append(given[3:])
        return outlooks(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(overview, "outlooks", counted)
    kept = Overviews(some, office())
    first = kept.of(TODAY)
    assert kept.of(TODAY) is first
    put(some, happened(Noted("They rang"), "partner-2", minutes=1))
    then = kept.of(TODAY)
    assert asked == [(), (("partner-2",),)]
    assert then.by_name["partner-1"] is first.by_name["partner-1"]


def test_another_day_is_another_overview(some: Register) -> None:
    kept, later = Overviews(some, office()), TODAY + timedelta(days=400)
    overdue = [sum(each.overdue for each in kept.of(day).outlooks) for day in (TODAY, later, TODAY)]
    assert overdue[0] == overdue[2] < overdue[1]


def test_what_follows_is_made_once(some: Register) -> None:
    made = Overviews(some, office()).of(TODAY)
    assert made.once("what", object) is made.once("what", object) is not made.once("else", object)
