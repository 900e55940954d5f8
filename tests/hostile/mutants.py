"""Mutants of packs and profiles, made by changing their text, as slips of the hand and careless merges do."""

import re
from collections.abc import Callable
from random import Random

Files = dict[str, list[str]]
"""The lines of each file of a pack."""

WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*|-?\d+")


def mutated(rng: Random, files: Files, words: list[str]) -> tuple[Files, str]:
    """Change one to three things in a pack; give it, and what was done, to be shown when it matters."""
    changed = {name: list(lines) for name, lines in files.items()}
    done = []
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        name = rng.choices(list(changed), [len(lines) + 1 for lines in changed.values()])[0]
        lines = changed[name]
        place = rng.randrange(len(lines)) if lines else 0
        if lines:
            change = rng.choice(CHANGES)
            done.append(f"{change.__name__} at {name}:{place + 1}: {lines[place].strip()}")
            change(rng, lines, place, words)
    return changed, "; ".join(done)


def words_of(files: Files) -> list[str]:
    """List the words of a pack, those that are used often more often, to put in the place of others."""
    return [word for lines in files.values() for line in lines for word in WORD.findall(line)]


def drop(rng: Random, lines: list[str], place: int, words: list[str]) -> None:
    del lines[place]


def drop_several(rng: Random, lines: list[str], place: int, words: list[str]) -> None:
    del lines[place : place + rng.randint(2, 6)]


def double(rng: Random, lines: list[str], place: int, words: list[str]) -> None:
    lines.insert(place, lines[place])


def exchange(rng: Random, lines: list[str], place: int, words: list[str]) -> None:
    other = rng.randrange(len(lines))
    lines[place], lines[other] = lines[other], lines[place]


def change_word(rng: Random, lines: list[str], place: int, words: list[str]) -> None:
    _replace(rng, lines, place, lambda _: rng.choice(words))


def change_value(rng: Random, lines: list[str], place: int, words: list[str]) -> None:
    """Put another word behind the colon, one that stands behind the same key elsewhere."""
    key, colon, value = lines[place].partition(": ")
    others = [line.partition(": ")[2] for line in lines if line.partition(": ")[0].strip(" -") == key.strip(" -")]
    if colon and value:
        lines[place] = f"{key}: {rng.choice(others)}"


def drop_word(rng: Random, lines: list[str], place: int, words: list[str]) -> None:
    _replace(rng, lines, place, lambda _: "")


def turn_answer(rng: Random, lines: list[str], place: int, words: list[str]) -> None:
    turned = {"yes": "no", "no": "yes", "all": "any", "any": "all", "at_least": "at_most", "at_most": "at_least"}
    _replace(rng, lines, place, lambda word: turned.get(word, word), [word for word in turned if word in lines[place]])


def change_number(rng: Random, lines: list[str], place: int, words: list[str]) -> None:
    numbers = re.findall(r"\d+", lines[place])
    _replace(rng, lines, place, lambda word: str(int(word) + rng.choice((-1, 1, 100))), numbers)


def drop_from_list(rng: Random, lines: list[str], place: int, words: list[str]) -> None:
    """Take an entry out of a list or a mapping in one line."""
    found = list(re.finditer(r"[^,\[\]{}]+, ", lines[place]))
    if found:
        start, end = rng.choice(found).span()
        lines[place] = lines[place][:start] + lines[place][end:]


def indent(rng: Random, lines: list[str], place: int, words: list[str]) -> None:
    lines[place] = lines[place][2:] if rng.random() < 0.5 and lines[place].startswith("  ") else "  " + lines[place]


def _replace(
    rng: Random, lines: list[str], place: int, by: Callable[[str], str], among: list[str] | None = None
) -> None:
    found = [match for match in WORD.finditer(lines[place]) if among is None or match.group() in among]
    if found:
        match = rng.choice(found)
        lines[place] = lines[place][: match.start()] + by(match.group()) + lines[place][match.end() :]


CHANGES = (
    drop,
    drop_several,
    double,
    exchange,
    change_word,
    change_word,
    change_value,
    change_value,
    drop_word,
    turn_answer,
    change_number,
    drop_from_list,
    drop_from_list,
    indent,
)


def mutated_bytes(rng: Random, data: bytes) -> bytes:
    """Change one to three bytes, or stretches of bytes, of a file."""
    mutant = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 3))):
        at = rng.randrange(len(mutant))
        match rng.randrange(6):
            case 0:
                mutant[at] = rng.choice(b"\x00\x1b\t\r\n :-[]{},&*!|>'\"%@`?#\\\xff\xe9a0~")
            case 1:
                del mutant[at : at + rng.choice((1, 1, 1, 8))]
            case 2:
                mutant[at:at] = mutant[at : at + rng.randint(1, 20)]
            case 3:
                mutant[at] = rng.randrange(256)
            case 4:
                other = rng.randrange(len(mutant))
                mutant[at], mutant[other] = mutant[other], mutant[at]
            case 5:
                mutant[at] ^= 1 << rng.randrange(8)
        mutant = mutant or bytearray(b"\n")
    return bytes(mutant)
