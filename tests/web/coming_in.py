"""Who comes in: Ann, who has an account, and whoever is alone on their own machine."""

import re
from html import unescape
from pathlib import Path

from armslength.register.store.reception.accounts import Account
from armslength.web.security.links import LinkKind, make_link
from tests.web.house import LOCAL, House, a_house

PASSWORD = "three short words"
ANN = {"name": "Ann Moss", "password": PASSWORD}


def house_of_ann(folder: Path) -> House:
    """Pages for several people, of whom Ann has an account."""
    made = a_house(folder)
    ann = made.reception.accounts.add("Ann Moss", "governance_lead", made.clock())
    made.reception.accounts.set_password(ann.id, made.entrance.passwords.hash(PASSWORD))
    return made


def house_alone(folder: Path) -> House:
    """Pages for one person on their own machine."""
    (folder / "alone").mkdir()
    return a_house(folder / "alone", LOCAL, accounts=False)


def ann_of(house: House) -> Account:
    found = house.reception.accounts.named("Ann Moss")
    assert found is not None
    return found


def entry(house: House) -> str:
    return make_link(house.reception.links, LinkKind.ENTRY, house.clock())


def hidden(page: str) -> dict[str, str]:
    """The fields that a form carries on unseen."""
    found = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', page, re.DOTALL)
    return {unescape(name): unescape(value) for name, value in found}
