"""Where rules come from when one pack is laid over another: said of each rule, and of what was changed and why."""

from collections.abc import Iterable, Iterator

from engine.assessment.assessment import Assessment
from engine.page.model import Block, Item, headed, line, names
from engine.render.words import listed
from engine.rulebase.base import RuleBase
from engine.rulebase.overlay import RuleChange
from engine.rulebase.rules import Rule

DONE = {"replaced": "Replaced", "switched_off": "Switched off", "tightened": "Tightened"}


def origins(base: RuleBase, assessment: Assessment) -> Iterator[Block]:
    """Name, for each pack, the rules that fired, the pack itself first; then every change to a rule below."""
    if not base.extends:
        return
    fired = [base.rules[found.name] for found in assessment.rules if found.status == "fired"]
    packs = [base.pack.id, *reversed([pack.id for pack in base.extends])]
    by_pack = (_of_pack(name, fired, lowest=name == packs[-1]) for name in packs)
    yield from headed(line("Which pack the rules that fired are from"), by_pack)
    yield from headed(line("What was changed in the rules below, and why"), map(change_item, base.changes))


def _of_pack(name: str, fired: Iterable[Rule], *, lowest: bool) -> Item:
    """List the rules of a pack; of the lowest, to which all others belong, only say how many."""
    mine = [rule.name for rule in fired if rule.pack == name]
    listed_here = names(mine) if mine and not lowest else str(len(mine) or "none")
    return Item(line(f"{name}:", listed_here))


def change_item(change: RuleChange) -> Item:
    """Say what was done to a rule, why, and by which pack."""
    return Item(line(f"{DONE[change.how]} by {change.pack}: {change.because}", names([change.rule])))


def layers_words(base: RuleBase) -> str:
    """Say which packs lie below; nothing where there is none."""
    below = [f"{pack.id} {pack.version}" for pack in reversed(base.extends)]
    return f"Laid over {listed(below, 'and')}." if below else ""


def origin_words(base: RuleBase, rule: Rule) -> Iterator[str]:
    """Say which pack a rule is from, and what was changed of it."""
    if rule.pack:
        yield f"From the pack {rule.pack}."
    for change in base.changes:
        if change.rule == rule.name:
            yield f"{DONE[change.how]} by {change.pack}: {change.because}"
