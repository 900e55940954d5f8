"""A pack that can be loaded cannot fail when it is run: mutants are refused, or they run without any exception.

Neither may be the rule: were nearly all refused, or nearly none, little would be tried. Seeds are fixed and shown.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from random import Random

import pytest

from engine.errors import InputError
from engine.rulebase.base import RuleBase
from engine.rulebase.load.folder import to_rule_base
from engine.source.text import Source
from tests.hostile.mutants import WORD, Files, mutated, words_of
from tests.hostile.packs import BASE
from tests.hostile.running import lines_of, run_everything
from tests.hostile.written import written
from tests.packs.random_base import Size, random_base

LIBRARY = Path(__file__).parent.parent / "packs" / "library"
SMALL = Size(facts=6, controls=2, decisions=4, rules=3, depth=2)

Pack = Callable[[Random], Files]


def library(_: Random) -> Files:
    return lines_of(LIBRARY)


def boats(_: Random) -> Files:
    return lines_of(BASE)


def random_pack(rng: Random) -> Files:
    return {"pack.yaml": written(random_base(rng, SMALL)).splitlines()}


PACKS: dict[str, tuple[Pack, int]] = {"library": (library, 60), "boats": (boats, 150), "random": (random_pack, 120)}
"""Each pack, and how many mutants of it every push can bear."""


def read(files: Files) -> RuleBase | None:
    """Load a pack; none where it is refused."""
    sources = [Source(name, "\n".join(lines) + "\n") for name, lines in files.items()]
    try:
        return to_rule_base(sources, Path("nowhere"))
    except InputError:
        return None


def tried(pack: Pack, seed: int) -> bool:
    """Make one mutant and run it if it is accepted; tell whether it was."""
    rng = Random(seed)
    files = pack(rng)
    mutant, done = mutated(rng, files, words_of(files))
    try:
        base = read(mutant)
        if base is not None:
            run_everything(rng, base, profiles=2)
    except Exception as problem:
        problem.add_note(f"seed {seed}: {done}")
        raise
    return base is not None


@pytest.mark.parametrize("name", PACKS)
def test_a_mutant_is_refused_or_runs(name: str) -> None:
    pack, number = PACKS[name]
    accepted = sum(tried(pack, seed) for seed in range(number))
    assert 0.2 * number <= accepted <= 0.8 * number


@pytest.mark.deep
@pytest.mark.parametrize("block", range(20))
@pytest.mark.parametrize("name", PACKS)
def test_a_mutant_is_refused_or_runs_at_volume(name: str, block: int) -> None:
    pack, number = PACKS[name]
    accepted = sum(tried(pack, seed) for seed in range(1000 + block * number, 1000 + (block + 1) * number))
    assert 0.2 * number <= accepted <= 0.8 * number


def misspelt(files: Files) -> Iterator[tuple[str, Files]]:
    """Walk the mutants in which one word is misspelt, each word in its turn."""
    for name, lines in files.items():
        for place, line in enumerate(lines):
            for found in WORD.finditer(line):
                wrong = line[: found.end()] + "x" + line[found.end() :]
                yield f"{name}:{place + 1}: {wrong}", {**files, name: [*lines[:place], wrong, *lines[place + 1 :]]}


def shortened(files: Files) -> Iterator[tuple[str, Files]]:
    """Walk the mutants in which one line is missing, each line in its turn."""
    for name, lines in files.items():
        for place, line in enumerate(lines):
            yield f"{name}:{place + 1}: no {line}", {**files, name: lines[:place] + lines[place + 1 :]}


@pytest.mark.parametrize("mutants", [misspelt, shortened])
def test_no_word_and_no_line_can_be_wrong_unseen(mutants: Callable[[Files], Iterator[tuple[str, Files]]]) -> None:
    """Every third slip of its kind in the small pack, through all of it."""
    assert refused_of(islice(mutants(boats(Random(0))), 0, None, 3)) > 100 / 3


@pytest.mark.deep
@pytest.mark.parametrize("mutants", [misspelt, shortened])
def test_no_word_and_no_line_at_all_can_be_wrong_unseen(
    mutants: Callable[[Files], Iterator[tuple[str, Files]]],
) -> None:
    assert refused_of(mutants(boats(Random(0)))) > 100


def refused_of(mutants: Iterable[tuple[str, Files]]) -> int:
    """Read each mutant, run everything of those that are accepted, and count the others."""
    refused = 0
    for number, (done, files) in enumerate(mutants):
        try:
            base = read(files)
            if base is not None:
                run_everything(Random(number), base, profiles=1)
        except Exception as problem:
            problem.add_note(done)
            raise
        refused += base is None
    return refused


@pytest.mark.parametrize("pack", [library, boats, random_pack])
def test_what_is_not_changed_is_accepted_and_runs(pack: Pack) -> None:
    base = read(pack(Random(1)))
    assert base is not None
    run_everything(Random(1), base, profiles=3)
