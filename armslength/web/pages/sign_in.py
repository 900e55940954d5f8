"""Signing in: with an account, by an invitation, or as the one person of this machine; and what was typed meanwhile."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from armslength.register.domain.office import RegisterOffice
from armslength.web.security.kept import PREFIX, Kept
from armslength.web.words import Words

SEEN = "seen"
"""The field of a form that says which version was shown: nothing that anybody typed."""


@dataclass(frozen=True, slots=True)
class Slip:
    """What is wrong with one field."""

    field: str
    says: str


@dataclass(frozen=True, slots=True)
class RoleChoice:
    """A role that somebody may have."""

    name: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Carried:
    """What a form carries on unseen, what is to be copied since it is too much, and which files to choose anew."""

    hidden: tuple[tuple[str, str], ...]
    to_copy: tuple[str, ...]
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SignInPage:
    """Signing in with a name and a password, or, where `roles` are given, saying who one is."""

    template: ClassVar[str] = "sign_in.html"
    title: str
    says: tuple[str, ...]
    action: str
    slips: tuple[Slip, ...]
    asks_link: bool
    name: str
    roles: tuple[RoleChoice, ...]
    carried: Carried


@dataclass(frozen=True, slots=True)
class KeptPage:
    """What somebody had typed when they had to sign in again, to be saved by one press. `shown` is what is in it."""

    template: ClassVar[str] = "kept.html"
    title: str
    says: tuple[str, ...]
    action: str
    hidden: tuple[tuple[str, str], ...]
    shown: tuple[tuple[str, str], ...]
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InvitationPage:
    """Choosing a password for an account."""

    template: ClassVar[str] = "invitation.html"
    title: str
    says: tuple[str, ...]
    action: str
    slips: tuple[Slip, ...]
    name: str


def roles_to_choose(office: RegisterOffice, chosen: str) -> tuple[RoleChoice, ...]:
    """List the roles of the pack that have any right in its register."""
    roles: Mapping[str, str] = office.base.pack.roles
    return tuple(RoleChoice(name, label, name == chosen) for name, label in roles.items() if office.rights_of(name))


def sign_in_page(
    words: Words, kept: Kept, *, slips: Iterable[Slip] = (), name: str = "", ended: bool = False
) -> SignInPage:
    """Make the page on which somebody signs in with an account; `ended` says that they had been signed in."""
    says = _why(words, kept, ended)
    return SignInPage(
        words.say("sign_in.title"), says, "/sign-in", tuple(slips), False, name, (), _carried(kept)
    )  # fmt: skip


def who_page(
    words: Words, office: RegisterOffice, kept: Kept, *, action: str, asks_link: bool, slips: Iterable[Slip] = (),
    name: str = "", role: str = "", ended: bool = False,
) -> SignInPage:  # fmt: skip
    """Make the page on which the one person of this machine says who they are, by the link that was printed."""
    says = _why(words, kept, ended) or (words.say("sign_in.who.by_link" if asks_link else "sign_in.who.says"),)
    roles = roles_to_choose(office, role)
    return SignInPage(
        words.say("sign_in.who.title"), says, action, tuple(slips), asks_link, name, roles, _carried(kept)
    )


def kept_page(words: Words, kept: Kept, labels: Mapping[str, str]) -> KeptPage:
    """Make the page that shows what was typed, once somebody has signed in again. `labels` say fields in words."""
    shown = tuple((labels.get(name, name), text) for name, text in kept.fields if text.strip() and name != SEEN)
    title, says = words.say("sign_in.kept.title"), (words.say("sign_in.kept.says"),)
    return KeptPage(title, says, kept.to, kept.fields, shown, kept.files)


def invitation_page(words: Words, action: str, name: str, slips: Iterable[Slip] = ()) -> InvitationPage:
    """Make the page on which somebody chooses a password."""
    says = (words.say("sign_in.invitation.says", name=name), words.say("sign_in.invitation.advice"))
    return InvitationPage(words.say("sign_in.invitation.title"), says, action, tuple(slips), name)


def _why(words: Words, kept: Kept, ended: bool) -> tuple[str, ...]:
    if kept.fields and not kept.is_small:
        return (words.say("sign_in.too_much"),)
    if kept.fields:
        return (words.say("sign_in.kept_meanwhile"),)
    return (words.say("sign_in.ended"),) if ended else ()


def _carried(kept: Kept) -> Carried:
    if not kept.is_small:
        return Carried((), tuple(text for _, text in kept.fields if text.strip()), kept.files)
    fields = tuple((f"{PREFIX}{name}", text) for name, text in kept.fields)
    return Carried((("to", kept.to), *fields), (), kept.files)
