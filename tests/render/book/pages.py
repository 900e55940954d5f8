"""The books of three packs, each made and read once."""

from functools import cache
from random import Random

import pytest

from engine.render.book import book
from engine.rulebase.base import RuleBase
from engine.rulebase.load.folder import read_pack_files, to_rule_base
from tests.packs.random_base import random_base
from tests.packs.shipped import ROOT, shipped
from tests.page.reading import Element, page

LIBRARY = ROOT / "tests" / "packs" / "library"

PACKS = ("shipped", "library", "random")

every_pack = pytest.mark.parametrize("pack", PACKS)


@cache
def base_of(pack: str) -> RuleBase:
    match pack:
        case "shipped":
            return shipped()
        case "library":
            return to_rule_base(read_pack_files(LIBRARY), LIBRARY)
        case _:
            return random_base(Random(7))


@cache
def book_of(pack: str) -> str:
    return book(base_of(pack))


@cache
def page_of(pack: str) -> Element:
    return page(book_of(pack))
