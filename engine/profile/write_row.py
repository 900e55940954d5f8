"""A profile as a row of a table, under headings that are names, so that it is read back as the same profile."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from engine.profile.column import Column
from engine.profile.columns import bind
from engine.profile.headings import by_name
from engine.profile.profile import Given, Profile
from engine.profile.read_profile import hashed
from engine.profile.rows import read_cells
from engine.rulebase.base import RuleBase
from engine.rulebase.controls import IN_PLACE
from engine.rulebase.facts import Members
from engine.rulebase.taken_headings import ID

BETWEEN = "; "
"""What stands between several texts in one cell."""


def written_cell(column: Column, profile: Profile) -> str:
    """Write what a profile says in one column; "" where it says nothing there."""
    if column.role == "id":
        return profile.id
    if column.role == "header":
        return BETWEEN.join(profile.header.get(column.name, ()))
    given = profile.answers.get(column.name) or profile.controls.get(column.name) or Given(None)
    match column.role, given.value:
        case "basis", _:
            said = getattr(given, column.part)
            return said.isoformat() if isinstance(said, date) else said or ""
        case "member", Members(holds, fails):
            return "yes" if column.part in holds else "no" if column.part in fails else ""
        case "control", str(status):
            return "yes" if status == IN_PLACE else "no"
        case "fact", bool(yes):
            return "yes" if yes else "no"
        case "fact", date() as day:
            return day.isoformat()
        case "fact", int() | str() as answer:
            return str(answer)
    return ""


def headings_for(base: RuleBase, profiles: Sequence[Profile]) -> list[tuple[str, Column]]:
    """List the columns in which any of some profiles says something, each with its heading: a name of the pack."""
    columns = {column.target: (heading, column) for heading, column in reversed(list(by_name(base)))}
    in_order = [column for name in _in_order(base) for column in columns.values() if column[1].name == name]
    said = [each for each in in_order if any(written_cell(each[1], profile) for profile in profiles)]
    return [(ID, Column(0, ID, "id")), *said]


def _in_order(base: RuleBase) -> Iterator[str]:
    """Walk the fields of the header, then the questions as people are asked."""
    yield from (field.path for field in base.pack.header if not field.fact)
    yield from (question.name for question in base.questions())


def left_out_of_row(profile: Profile) -> tuple[str, ...]:
    """Name what a row has no room for: answers beside the one that is taken, and what is said of a worked example.

    >>> left_out_of_row(profile)
    ()
    """
    given: Mapping[str, Given] = {**profile.answers, **profile.controls}
    beside = [f"{name}.also_said" for name, each in given.items() if each.also_said]
    example = [key for key in ("as_of", "cites", "expect") if getattr(profile, key)]
    return *beside, *example


def unlike(base: RuleBase, profile: Profile, columns: Sequence[tuple[str, Column]]) -> tuple[str, ...]:
    """Name what a row would be read back as something else than it says; nothing where it is read back the same."""
    headings = [heading for heading, _ in columns]
    cells = [written_cell(column, profile) for _, column in columns]
    read = read_cells([(each, cells[each.position]) for each in bind(headings, base).all], base)
    meant = without_what_is_beside(profile)
    if read.profile is not None and read.profile.sha256 == meant.sha256:
        return ()
    again = read.profile or Profile("", {}, {}, {})
    mine, theirs = ({**each.header, **each.answers, **each.controls} for each in (meant, again))
    return tuple(name for name in mine if mine[name] not in (theirs.get(name), Given(None))) or (ID,)


def without_what_is_beside(profile: Profile) -> Profile:
    """Give a profile as a row can hold it: with the answers that are taken, and none beside them."""
    answers, controls = (
        {name: replace(each, also_said=()) for name, each in given.items()}
        for given in (profile.answers, profile.controls)
    )
    return hashed(replace(profile, answers=answers, controls=controls))
