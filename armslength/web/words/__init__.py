"""What the pages say: a folder a language, a file a topic. No text stands in code or in templates."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

import yaml

from armslength.register.domain.office import RegisterOffice

ENGLISH = "en-GB"


@dataclass(frozen=True, slots=True)
class Words:
    """The texts of one language, with what the pack calls things filled in.

    A text is found by its key. `{name}` in it stands for a value that is given with the key, or for what the pack calls
    things: `{subject}`, `{subjects}`, `{other_side}`, `{other_sides}`, each also with a capital (`{Subject}`).
    """

    language: str
    texts: Mapping[str, str]
    names: Mapping[str, str]

    def say(self, key: str, **values: object) -> str:
        """Say a text. Where `count` is given and the text has a form for one, that is chosen by it.

        Raises `KeyError` for a key that no text has, and for a value that is not given.
        """
        if values.get("count") == 1 and f"{key}.one" in self.texts:
            key = f"{key}.one"
        return self.texts[key].format_map({**self.names, **values})

    def day(self, day: date) -> str:
        """Say a day in full."""
        return self.say("day.in_full", day=day.day, month=self.say(f"day.months.{day.month}"), year=day.year)

    def has(self, key: str) -> bool:
        """Tell whether there is a text of this key."""
        return key in self.texts


@cache
def texts_of(language: str) -> Mapping[str, str]:
    """Read the texts of a language, a file a topic: keys within keys are joined by dots.

    Raises `ValueError` for a key that stands in two files.
    """
    texts: dict[str, str] = {}
    for file in sorted(files(__name__).joinpath(language).iterdir(), key=lambda each: each.name):
        for key, text in _flat("", yaml.safe_load(file.read_text(encoding="utf-8"))):
            if key in texts:
                raise ValueError(f"`{key}` in {file.name} stands in another file, too")
            texts[key] = text
    return texts


def capital(text: str) -> str:
    """Begin a text with a capital letter, and leave the rest of it as it is."""
    return text[:1].upper() + text[1:]


def words_for(office: RegisterOffice, language: str = ENGLISH) -> Words:
    """Make the words of a register: the texts of a language, with what its pack calls things."""
    said = {
        "subject": office.subject.one,
        "subjects": office.subject.many,
        "other_side": office.other_side.one,
        "other_sides": office.other_side.many,
    }
    begun = {capital(name): capital(text) for name, text in said.items()}
    return Words(language, texts_of(language), {**said, **begun})


def _flat(prefix: str, found: Mapping[str, object]) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for name, value in found.items():
        key = f"{prefix}.{name}" if prefix else str(name)
        if isinstance(value, Mapping):
            pairs.extend(_flat(key, value))
        else:
            pairs.append((key, str(value)))
    return pairs
