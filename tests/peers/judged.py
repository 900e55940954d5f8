"""Cases of the DMN TCK, put to Apache KIE with the file that we export."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from engine.export.dmn.document import dmn
from engine.export.dmn.names import FeelNames
from engine.rulebase.base import RuleBase
from tests.imports.tck import TckCase, agrees, answers, as_outputs, named
from tests.peers.kie import Kie


def wrong_in_kie(kie: Kie, base: RuleBase, cases: Sequence[TckCase]) -> Iterator[tuple[str, object]]:
    """Walk what the engine has to say against the file, and the cases that come out otherwise."""
    text, names = dmn(base), FeelNames(base)
    yield from (("file", fault) for fault in kie.faults(text))
    for case in cases:
        facts = {names.question(name): answer for name, answer in answers(base, case.inputs).items()}
        got, said = kie.decide(text, facts)
        yield from ((case.name, words) for words in said)
        for title, expected in case.expected.items():
            name = named(base, title)
            found = as_in_the_file(base, name, got[names.decision(name)])
            if not agrees(base, name, expected, found):
                yield case.name, found


def as_in_the_file(base: RuleBase, decision: str, found: Any) -> Any:
    """Write what came out as the first file would say it: values are told by their words."""
    values = base.decisions[decision].values
    if isinstance(found, list):
        return [as_outputs(values[each].label) for each in found]
    return as_outputs(values[found].label) if isinstance(found, str) else Decimal(found)
