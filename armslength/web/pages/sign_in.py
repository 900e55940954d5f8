"""Signing in: with an account, by an invitation, or as the one person of this machine; and what was typed meanwhile."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import ClassVar

from armslength.register.domain.office import RegisterOffice
from armslength.web.pages.parts import Button, Choice, ErrorSummary, Question, Slip
from armslength.web.security.kept import PREFIX, SEEN, Fields, Kept
from armslength.web.words import Words


@dataclass(frozen=True, slots=True)
class Carried:
    """What a form carries on unseen, what is to be copied since it is too much, and which files to choose anew."""

    hidden: Fields = ()
    to_copy: tuple[str, ...] = ()
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SignInPage:
    """A few questions, the answers to which let somebody in."""

    template: ClassVar[str] = "sign_in.html"
    title: str
    says: tuple[str, ...]
    action: str
    summary: ErrorSummary
    questions: tuple[Question, ...]
    button: Button
    carried: Carried


@dataclass(frozen=True, slots=True)
class KeptPage:
    """What somebody had typed when they had to sign in again, to be saved by one press. `shown` is what is in it."""

    template: ClassVar[str] = "kept.html"
    title: str
    says: tuple[str, ...]
    action: str
    hidden: Fields
    shown: Fields
    files: tuple[str, ...]


def sign_in_page(
    words: Words, kept: Kept, *, slips: Iterable[Slip] = (), name: str = "", ended: bool = False
) -> SignInPage:
    """Make the page on which somebody signs in with an account; `ended` says that they had been signed in."""
    asked = (
        Question("name", words.say("sign_in.name"), "text", typed=name, complete="username"),
        Question("password", words.say("sign_in.password"), "password", complete="current-password"),
    )
    title, button = words.say("sign_in.title"), words.say("sign_in.submit")
    return _page(title, _why(words, kept, ended), "/sign-in", slips, asked, button, _carried(kept))


def who_page(
    words: Words, office: RegisterOffice, kept: Kept, *, action: str, asks_link: bool, slips: Iterable[Slip] = (),
    name: str = "", role: str = "", ended: bool = False,
) -> SignInPage:  # fmt: skip
    """Make the page on which the one person of this machine says who they are, by the link that was printed."""
    says = _why(words, kept, ended) or (words.say("sign_in.who.by_link" if asks_link else "sign_in.who.says"),)
    link = (Question("link", words.say("sign_in.who.link"), "text", complete="off"),) if asks_link else ()
    asked = (
        *link,
        Question("name", words.say("sign_in.who.name"), "text", typed=name, complete="name"),
        role_question(words.say("sign_in.who.role"), office, role),
    )
    title, button = words.say("sign_in.who.title"), words.say("sign_in.who.submit")
    return _page(title, says, action, slips, asked, button, _carried(kept))


def invitation_page(words: Words, action: str, name: str, slips: Iterable[Slip] = ()) -> SignInPage:
    """Make the page on which somebody chooses a password. The name goes with it for programs that keep passwords."""
    say = words.say
    says = (say("sign_in.invitation.says", name=name),)
    asked = (
        Question("password", say("sign_in.invitation.password"), "password", say("sign_in.invitation.advice"),
                 complete="new-password"),
        Question("again", say("sign_in.invitation.again"), "password", complete="new-password"),
    )  # fmt: skip
    carried = Carried(hidden=(("name", name),))
    return _page(say("sign_in.invitation.title"), says, action, slips, asked, say("sign_in.invitation.submit"), carried)


def kept_page(words: Words, kept: Kept, labels: Mapping[str, str]) -> KeptPage:
    """Make the page that shows what was typed, once somebody has signed in again. `labels` say fields in words."""
    shown = tuple((labels.get(name, name), text) for name, text in kept.fields if text.strip() and name != SEEN)
    title, says = words.say("sign_in.kept.title"), (words.say("sign_in.kept.says"),)
    return KeptPage(title, says, kept.to, kept.fields, shown, kept.files)


def role_question(text: str, office: RegisterOffice, chosen: str) -> Question:
    """Ask for a role of the pack that has any right in its register."""
    roles = office.base.pack.roles
    choices = [Choice(name, label, chosen=name == chosen) for name, label in roles.items() if office.rights_of(name)]
    return Question("role", text, "pick", choices=(Choice("", ""), *choices))


def with_slips(questions: Iterable[Question], slips: Iterable[Slip]) -> tuple[Question, ...]:
    """Put what is wrong with each field beside it."""
    wrong = {each.field: each.text for each in slips}
    return tuple(replace(each, slip=wrong.get(each.name, "")) for each in questions)


def _page(
    title: str, says: tuple[str, ...], action: str, slips: Iterable[Slip], asked: tuple[Question, ...], button: str,
    carried: Carried,
) -> SignInPage:  # fmt: skip
    wrong = tuple(slips)
    return SignInPage(title, says, action, ErrorSummary(wrong), with_slips(asked, wrong), Button(button), carried)


def _why(words: Words, kept: Kept, ended: bool) -> tuple[str, ...]:
    if kept.fields:
        return (words.say("sign_in.kept_meanwhile" if kept.is_small else "sign_in.too_much"),)
    return (words.say("sign_in.ended"),) if ended else ()


def _carried(kept: Kept) -> Carried:
    if not kept.is_small:
        return Carried((), tuple(text for _, text in kept.fields if text.strip()), kept.files)
    fields = tuple((f"{PREFIX}{name}", text) for name, text in kept.fields)
    return Carried((("to", kept.to), *fields), (), kept.files)
