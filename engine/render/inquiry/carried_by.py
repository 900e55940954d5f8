"""The page of what carries a conclusion: the smallest sets of answers, what each rests on, and the weakest link."""

from collections.abc import Iterator

from engine.inquiry.carried_by import NOT_EVIDENCED, CarriedBy, CarryingAnswer, CarryingSet
from engine.page.model import Item, Line, Page, Paragraph, Run, Section, line, listing, section
from engine.profile.profile import Profile
from engine.render.inquiry.frame import framed, it_is
from engine.render.words import amount, answer_words, basis_words, sentence
from engine.rulebase.base import RuleBase

NO_EVIDENCE = "Nothing is noted of how this is known."
NO_EVIDENCE_OF_THESE = "Nothing is noted of how these are known."
SILENCE = "Nobody answered this; the rules say what that means."
NOT_SETTLED = "It is not settled yet, so no answers carry it."
ENDED = "The search ended before it was known which sets of answers are the smallest."
UNCONDITIONAL = "It comes out so whatever is answered."
MORE = "There are more sets of this size; those with the best evidence are shown."


def carried_by_page(base: RuleBase, found: CarriedBy, profile: Profile) -> Page:
    """Lay out the set with the firmest weakest link, and how the others differ from it."""
    decision = base.decisions[found.decision]
    asked = f"{decision.values[found.member].label}: what carries it" if found.member else "what carries it"
    remark = () if found.settled else (line(NOT_SETTLED),)
    sections = [it_is(base, found.decision, found.outcome, *remark)]
    if found.sets:
        sections += [_first(base, found.sets[0]), _weakest(base, found.sets[0]), _others(base, found)]
    if found.undecided:
        sections.append(section("undecided", "", [Paragraph(line(Run(ENDED, "doubt")))]))
    return framed(base, profile, f"{decision.title}: {asked}", sections, found.as_of)


def _first(base: RuleBase, found: CarryingSet) -> Section:
    if not found.answers:
        return section("set", "", [Paragraph(line(UNCONDITIONAL))])
    count = len(found.answers)
    title = "This answer is enough" if count == 1 else f"These {amount(count, 'answer')} are enough"
    says = "With them alone, and everything else unknown, the same comes out. No fewer are enough."
    one = "With it alone, and everything else unknown, the same comes out."
    return section(
        "set",
        title,
        [
            Paragraph(line(one if count == 1 else says)),
            listing(Item(_answer(base, each), (line(_basis(each)),)) for each in found.answers),
        ],
    )


def _weakest(base: RuleBase, found: CarryingSet) -> Section:
    """Name the weakest link, or each of several that are alike."""
    links = found.weakest
    says = {_basis(each) for each in links}
    if len(links) > 1 and says == {NO_EVIDENCE}:
        asked = (Item(line(base.question(each.question).question)) for each in links)
        title = f"The weakest links ({len(links)})"
        return section("weakest", title, [Paragraph(line(Run(NO_EVIDENCE_OF_THESE, "doubt"))), listing(asked)])
    title = "The weakest link" if len(links) == 1 else f"The weakest links ({len(links)})" if links else ""
    return section("weakest", title, [listing(Item(_link(base, each)) for each in links)])


def _link(base: RuleBase, answer: CarryingAnswer) -> Line:
    basis = Run(_basis(answer), "doubt" if answer.firmness == NOT_EVIDENCED else "")
    return line(base.question(answer.question).question, basis)


def _others(base: RuleBase, found: CarriedBy) -> Section:
    """Say of each other set in what it differs from the first."""
    items = [
        Item(line("In place of some of them:"), (), tuple(_swap(base, found.sets[0], each))) for each in found.sets[1:]
    ]
    more = Paragraph(line(MORE)) if found.more else None
    return section("others", f"Other sets that are enough ({len(items)})" if items else "", [listing(items), more])


def _swap(base: RuleBase, one: CarryingSet, other: CarryingSet) -> Iterator[Item]:
    first, second = ({each.question for each in some.answers} for some in (one, other))
    for each in one.answers:
        if each.question not in second:
            yield Item(line("Not needed:", *_answer(base, each)))
    for each in other.answers:
        if each.question not in first:
            yield Item(line("Needed:", *_answer(base, each)), (line(_basis(each)),))


def _answer(base: RuleBase, answer: CarryingAnswer) -> tuple[Run, ...]:
    question = base.question(answer.question)
    return Run(question.question), Run(sentence(answer_words(question, answer.given.value)), "strong")


def _basis(answer: CarryingAnswer) -> str:
    return SILENCE if answer.assumed else basis_words(answer.given) or NO_EVIDENCE
