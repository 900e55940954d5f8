"""How a register is declared, who may do what in it, and what each stage allows: from the tables that decide it."""

import re
from collections.abc import Iterable
from typing import get_args

from armslength.register.declared import MAY, NEEDS, read_register
from armslength.register.declared_demo import ANSWER, READY, SIGN, tellable
from armslength.register.declared_demo import FILE as DEMO
from armslength.register.domain.commands import Command, Open
from armslength.register.domain.events import Stage
from armslength.register.domain.office import MEASURES, SOURCES, DueKind
from armslength.register.domain.permission import MAY as RIGHTS_FOR
from armslength.register.domain.permission import Right
from armslength.register.domain.policy import ALLOWS, OPENS_AT
from engine import RuleBase
from tools.docs.writer.markdown import code, fenced, page, plain, table

EXAMPLE = """\
register:
  subject: {one: loan, many: loans}
  other_side: {one: borrower, many: borrowers, field: borrower.name}
  fields: [borrower.name, item]
  time_zone: Europe/London
  rights:
    reader: [schools_officer]
    contributor: [desk_clerk]
    approver: [branch_librarian]
    administrator: [branch_librarian]
  stages: {screening: Asked for, decided: Decided, starting: Packed, …}
  due: {review: A review is due, action: Something is to be done, …}
  reviews: {decision: reminders, together: [monthly_call]}
  knows:
    last_damage: {from: worst_incident, within: P1Y, none: none}
"""

KEYS = {
    "subject": "What an entry is called: as `one`, and as `many`.",
    "other_side": "What the other side is called, and the `field` of the head that names it.",
    "fields": "The fields of the head that a list shows.",
    "time_zone": "Where days begin and end, as in `Europe/London`.",
    "rights": "For each right, the roles of the pack that have it. A role may have several.",
    "stages": "What each stage is called.",
    "due": "What people read for each kind of thing that falls due.",
    "reviews": (
        "The `decision` that says how often; the reviews that both sides hold `together`; `early`, the one that books "
        "itself at the start, and `now`, the one that does not wait, where there are such. Where one of the rules in "
        "`brought_forward_by` fires, an incident brings that one about."
    ),
    "start": (
        "What work waits for before it starts, goes on after a pause, or changes: the `decision`, what it `allows` it "
        "to go ahead with, and the classes of controls that work `waits_for`. What is waived counts as there."
    ),
    "follows": "Decisions whose values are counted over the quarters. Without it, those that the pack calls primary.",
    "declaration": "The words to which somebody puts their name who signs a decision. Without it, general words stand.",
    "spoken": (
        "The sentence in which somebody says what a decision came to: for each value of each decision named here. "
        "Others are said by their title and label."
    ),
    "hints": "What people read beside a field of the head where they enter a subject: what to write into it.",
    "after_incident": "Controls that fall due after an incident that involved both sides.",
    "scope": "Two controls: the scope agreed anew, then the checks that are repeated for it.",
    "knows": (
        "Questions that the register answers, each with what it answers them `from`. `within`: how far back it looks. "
        "`none`: the answer where nothing happened. `means`: the answer for each stage."
    ),
    "symptoms": (
        "What is counted and put to people: what it `measures`, of which `controls`, `within` what time, from how many "
        "on (`at_least`), the answer that it `suggests`, what it `says` and `cites`."
    ),
}


def register(base: RuleBase) -> str:
    """Write the page."""
    office = read_register(base)
    called = [office.stages[stage] for stage in Stage]
    return page(
        "The register",
        "What the register of a pack is, is declared in `office/register.yaml`. `rules check` reads the file strictly. "
        "It is no part of the hash of the pack. How it works, and why: [the register](../explanation/the-register.md).",
        fenced(EXAMPLE, "yaml"),
        "## The keys",
        table(("Key", "What it says"), ((code(key), KEYS[key]) for key in (*NEEDS, *MAY))),
        f"Rights: {_list(Right)}. Stages: {_list(Stage)}. What falls due: {_list(DueKind)}.",
        f"`from` is one of {_list(SOURCES)}; `measures` is one of {_list(MEASURES)}.",
        "## To look around in",
        f"`office/{DEMO}`, beside it, tells what `armslength serve --demo` shows: rows of a table, and what happens to "
        "some of them, step by step. A day is written as how many days it lies before the last one; below 0 it is "
        "still to come. `rules check` reads it strictly, too. A step that the register refuses is told with its place "
        f"when it is taken. A step is {_list((ANSWER, SIGN, READY))}, or one of {_list(sorted(tellable()))}.",
        "## What can be asked for, by whom, and when",
        "One of the rights is enough. A dot stands for each stage of this pack's register at which it is allowed; for "
        "`open`, at which it can be entered.",
        table(("Command", "What it does", "Rights", *called), (_row(kind) for kind in get_args(Command))),
    )


def _list(words: Iterable[str]) -> str:
    return ", ".join(code(each) for each in words)


def _row(kind: type) -> tuple[str, ...]:
    words = re.sub(r"(?<!^)([A-Z])", r" \1", kind.__name__).lower()
    first = (kind.__doc__ or "").split("\n\n")[0]
    rights = ", ".join(right for right in Right if right in RIGHTS_FOR[kind])
    allowed = OPENS_AT if kind is Open else ALLOWS[kind]
    return (words, plain(first), rights, *("●" if stage in allowed else "" for stage in Stage))
