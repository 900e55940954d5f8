"""Concluding from what stands of a subject what lists need of it, and for how long that holds."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from datetime import date
from functools import cached_property
from hashlib import sha256

from armslength.register.domain.due import due
from armslength.register.domain.events import Stage
from armslength.register.domain.holding import ages_of, holds_for
from armslength.register.domain.known import profile_of
from armslength.register.domain.office import RegisterOffice
from armslength.register.domain.stale import decisions_of, stale
from armslength.register.domain.state import State
from armslength.register.domain.symptoms import symptoms
from armslength.register.exchange.calendar import stamp_of
from armslength.register.exchange.outlook_form import DecidedAs, Outlook, OutlookReader, write_outlook
from armslength.register.store.outlooks import KeptOutlook
from armslength.register.store.reading import Listed
from armslength.register.store.unit import Unit
from engine import Conclusions, __version__, conclude, conclude_all
from engine.render.in_place import lacking_first

FORM = 1
"""Which form what is kept has: another number where the same version of the program keeps something else."""


Conclude = Callable[[State, date], Conclusions]
"""Works out what comes out for a subject as it stands, on a day."""


class Concluding:
    """Concludes outlooks under one pack, and says how long each holds."""

    def __init__(self, office: RegisterOffice, conclude: Conclude | None = None) -> None:
        """Take what the pack declares, and the pack; and what concludes of one subject, where others want that too."""
        self.office = office
        self._conclude = conclude or self._by_itself
        self._ages = ages_of(office.base)
        self._decisions = tuple(sorted(office.base.decisions))
        self.reader = OutlookReader(self._decisions)

    @cached_property
    def made_by(self) -> str:
        """The hash of all that conclusions hang on besides answers and days: pack, office and program."""
        office = self.office
        declared = {each.name: getattr(office, each.name) for each in fields(office) if each.name != "base"}
        return sha256(f"{FORM} {__version__} {office.base.sha256} {declared!r}".encode()).hexdigest()

    def outlook(self, listed: Listed, state: State, today: date) -> Outlook:
        """Work out the outlook of a subject as it stands, on a day."""
        return self._outlook(listed, state, self._conclude(state, today), today)

    def _by_itself(self, state: State, today: date) -> Conclusions:
        return conclude(self.office.base, profile_of(state, self.office, today), today)

    def outlooks(self, subjects: Iterable[tuple[Listed, State]], today: date) -> Iterator[Outlook]:
        """Walk the outlooks of subjects as they stand, on a day."""
        given = tuple(subjects)
        profiles = (profile_of(state, self.office, today) for _, state in given)
        for (listed, state), concluded in zip(given, conclude_all(self.office.base, profiles, today), strict=True):
            yield self._outlook(listed, state, concluded, today)

    def _outlook(self, listed: Listed, state: State, concluded: Conclusions, today: date) -> Outlook:
        office = self.office
        goes_on = state.stage not in (None, Stage.ENDED)
        lines = due(state, office, concluded, today) if goes_on else ()
        values = decisions_of(concluded)
        return Outlook(
            listed=listed,
            decisions={
                name: DecidedAs(values[name], concluded.outcomes[name].status == "settled") for name in self._decisions
            },
            due=lines,
            missing_before_start=len(lacking_first(office.base, concluded)),
            symptoms=len(symptoms(state, office, today)),
            is_stale=stale(state, office, concluded, today) is not None,
            stamps=tuple(stamp_of(each, state) for each in lines),
        )

    def kept(self, outlook: Outlook, state: State, today: date) -> KeptOutlook:
        """Make what is kept of an outlook."""
        holds = holds_for(state, self.office, self._ages, today)
        data = write_outlook(outlook)
        return KeptOutlook(state.subject, state.version, self.made_by, holds.first, holds.last, data)


def listed_of(name: str, opening: int, state: State) -> Listed:
    """Give what lists show of a subject as it stands; `opening` says where it comes in their order."""
    return Listed(
        name=name,
        opening=opening,
        version=state.version,
        stage=state.stage.value if state.stage else None,
        since=state.since,
        opened=state.opened,
        started=state.started,
        pack_id=state.pack.id if state.pack else None,
        pack_version=state.pack.version if state.pack else None,
        header=state.header,
    )


def keep_outlook(unit: Unit, concluding: Concluding, subject: str, today: date) -> None:
    """Keep what lists need of a subject that was written of, in the same unit of work."""
    state = unit.state(subject)
    unit.keep_outlook(concluding.kept(concluding.outlook(listed_of(subject, 0, state), state, today), state, today))
