"""An answer that came by a link: beside what stands, to be accepted or not."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from armslength.register.domain.entities import SentQuestion
from armslength.register.domain.events import Erased
from armslength.register.domain.office import RegisterOffice
from armslength.register.domain.permission import THOSE_WHO_WORK, Actor
from armslength.register.domain.state import State
from armslength.web.forms import NOTHING_TYPED, Typing, standing
from armslength.web.pages.addresses import above, of_subject
from armslength.web.pages.asked import slips_of
from armslength.web.pages.parts import Breadcrumbs, Button, Compared, Comparison, ErrorSummary, Link, Question
from armslength.web.pages.sent import Sent
from armslength.web.words import Words, capital
from engine import RuleBase
from engine.render.words import answer_words
from engine.rulebase.facts import Answer


@dataclass(frozen=True, slots=True)
class ProposalPage:
    """An answer that came by a link, and what stands."""

    template: ClassVar[str] = "proposal.html"
    title: str
    above: Breadcrumbs
    errors: ErrorSummary
    wording: str
    says: str
    both: Comparison | None
    forms: tuple[Sent, ...]
    others: Link


def proposal_page(
    state: State, name: str, sent: SentQuestion, office: RegisterOffice, who: Actor, words: Words,
    typing: Typing = NOTHING_TYPED,
) -> ProposalPage:  # fmt: skip
    """Make the page of an answer to the question that was sent as `name`."""
    to = words.say("share.somebody") if isinstance(sent.said.to, Erased) else sent.said.to
    waits = sent.proposed is not None and not sent.settled
    share = Link(words.say("share.short"), of_subject(state.subject, "share"))
    key = "settled" if sent.settled else "accept_says" if waits else "waits"
    return ProposalPage(
        title=words.say("share.proposal.title", to=to),
        above=above(words, office, state, share),
        errors=slips_of(typing, "forms"),
        wording=sent.said.wording,
        says=words.say(f"share.proposal.{key}", to=to),
        both=_both(state, sent, to, office.base, words),
        forms=tuple(_forms(state, name, sent, words, typing)) if waits and who.rights & THOSE_WHO_WORK else (),
        others=Link(words.say("share.to_others"), of_subject(state.subject, "share")),
    )


def _both(state: State, sent: SentQuestion, to: str, base: RuleBase, words: Words) -> Comparison | None:
    """Put what was proposed beside what stands."""
    if sent.proposed is None:
        return None
    question, said = sent.said.question, sent.proposed
    kept = state.current(question)
    stands = standing(kept)
    nothing = words.say("share.proposal.nothing")
    before = _answer(base, question, stands.value, "") if kept else words.say("share.proposal.not_answered")
    text = words.say("history.erased") if isinstance(said.text, Erased) else said.text
    shows = words.say("history.erased") if isinstance(said.evidence, Erased) else said.evidence
    rows = (
        Compared(words.say("share.proposal.answer"), before, _answer(base, question, said.value, text)),
        Compared(words.say("share.proposal.rests"), stands.evidence or nothing, shows or nothing),
    )
    by = words.say("share.proposal.proposed", to=to)
    return Comparison(words.say("share.proposal.compare"), words.say("share.proposal.stands"), by, rows)


def _answer(base: RuleBase, name: str, value: Answer | str | None, text: str) -> str:
    known = name in base.facts or name in base.controls
    return text or capital(answer_words(base.question(name), value) if known else str(value))


def _forms(state: State, name: str, sent: SentQuestion, words: Words, typing: Typing) -> Iterator[Sent]:
    for do, look in (("accept", "main"), ("decline", "second")):
        why = Question(f"why.{do}", words.say("share.proposal.why"), "long", typed=typing.first(f"why.{do}", ""),
                       slip=typing.faults.get(f"why.{do}", ""))  # fmt: skip
        hidden = (("seen", str(state.seen(sent.said.question))),) if do == "accept" else ()
        button = Button(words.say(f"share.proposal.{do}"), "main" if look == "main" else "second")
        yield Sent("", of_subject(state.subject, "asked", name, do), (why,), hidden, (button,))
