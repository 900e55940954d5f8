"""The page of the smallest changes: what would have to be otherwise for a decision to come out as wanted."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from engine.inquiry.smallest_changes import ChangedAnswer, SmallestChanges
from engine.page.model import Block, Item, Line, Page, Paragraph, Run, Section, line, listing, section
from engine.profile.profile import Profile
from engine.render.answers import answers_in_words
from engine.render.inquiry.frame import framed, it_is
from engine.render.room import more
from engine.render.words import answer_words, listed, sentence
from engine.rulebase.base import RuleBase
from engine.rulebase.facts import Answer

MOST_SETS_SHOWN = 12
"""Ways to a value that a page shows. More is a list that nobody reads. Beyond it: the rest is counted; `--full` shows
all."""

NO_ADVICE = (
    "This is no advice to answer otherwise. It says what would have to become true, and the answers may change only "
    "once it has."
)
ENDED = "The search ended before every set was tried: there may be others."
TURNS_OUT = "if it turns out so: it is not known yet, and nobody can change it"
BOUNDS = {"": "", "at_most": "at most ", "at_least": "at least "}


def smallest_changes_page(base: RuleBase, found: SmallestChanges, profile: Profile, *, full: bool = False) -> Page:
    """Lay out what would have to change, the smallest sets first, and what nobody can change."""
    decision = base.decisions[found.decision]
    goal = f"{BOUNDS[found.bound]}{decision.values[found.value].label}"
    already = (line("It is so already: nothing has to change."),) if found.reached else ()
    sections = (
        it_is(base, found.decision, found.outcome, *already),
        *(() if found.reached else (_sets(base, found, goal, full=full), _kept(base, found))),
    )
    return framed(base, profile, f"{decision.title}: what would make it {goal}", sections, found.as_of)


def _sets(base: RuleBase, found: SmallestChanges, goal: str, *, full: bool) -> Section:
    merged = _merged(found.sets)
    items = [_set(base, found, each) for each in merged]
    shown = items if full else items[:MOST_SETS_SHOWN]
    if len(items) > len(shown):
        shown.append(more(len(items) - len(shown), "more way"))
    blocks: list[Block] = [listing(shown)]
    if not items:
        blocks.append(Paragraph(line(f"None of the answers that can be changed would do it{_together(found.most)}.")))
    if found.undecided:
        blocks.append(Paragraph(line(Run(ENDED, "doubt"))))
    if items:
        blocks.append(Paragraph(line(NO_ADVICE)))
    return section("sets", f"It would be {goal} if" if items else f"What would make it {goal}", blocks)


def _together(most: int) -> str:
    return " by itself" if most == 1 else f", alone or up to {most} together"


def _set(base: RuleBase, found: SmallestChanges, changes: Sequence[ChangedAnswer]) -> Item:
    lines = [_change(base, found, each) for each in changes]
    if len(lines) == 1:
        return Item(lines[0])
    return Item(line("Both:" if len(lines) == 2 else "Together:"), (), tuple(map(Item, lines)))


def _change(base: RuleBase, found: SmallestChanges, change: ChangedAnswer) -> Line:
    question = base.question(change.question)
    now = sentence(f"Now: {_words(base, change, change.now)}")
    wanted = listed(list(dict.fromkeys(_wanted(base, found, change))))
    remark = f"({TURNS_OUT})" if change.turns_out else ""
    asked = f"{question.question} {question.values[change.member]}:" if change.member else question.question
    return line(asked, Run(sentence(wanted), "strong"), remark or now)


def _wanted(base: RuleBase, found: SmallestChanges, change: ChangedAnswer) -> Iterator[str]:
    if change.member:
        yield from (_words(base, change, each) for each in change.answers)
    else:
        yield answers_in_words(base, change.question, change.answers, found.as_of)


def _words(base: RuleBase, change: ChangedAnswer, answer: Answer | None) -> str:
    if answer is None or change.member:
        return "not known" if answer is None else "yes" if answer else "no"
    return answer_words(base.question(change.question), answer)


def _merged(sets: Sequence[Sequence[ChangedAnswer]]) -> list[tuple[ChangedAnswer, ...]]:
    """Write sets as one that differ only in the answer to one question, as often as there are any."""
    merged: list[tuple[ChangedAnswer, ...]] = []
    for each in sets:
        place, both = next(((n, both) for n, seen in enumerate(merged) if (both := _as_one(seen, each))), (None, None))
        if place is None or both is None:
            merged.append(tuple(each))
        else:
            merged[place] = both
    return merged if len(merged) == len(sets) else _merged(merged)


def _as_one(one: Sequence[ChangedAnswer], other: Sequence[ChangedAnswer]) -> tuple[ChangedAnswer, ...] | None:
    if [(each.question, each.member) for each in one] != [(each.question, each.member) for each in other]:
        return None
    apart = [n for n, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1]]
    if len(apart) != 1:
        return None
    n = apart[0]
    return (*one[:n], replace(one[n], answers=(*one[n].answers, *other[n].answers)), *one[n + 1 :])


def _kept(base: RuleBase, found: SmallestChanges) -> Section:
    """Name the questions whose answers stay, since nobody can change them."""
    title = f"Left as they are: nobody can change the answer ({len(found.kept)})"
    return section("kept", title, [listing(Item(line(base.question(name).question)) for name in found.kept)])
