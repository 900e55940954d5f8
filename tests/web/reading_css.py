"""A stylesheet as values: its rules, each with the media that it is for, and the colours of each scheme."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from armslength.web import pages

STYLE = Path(pages.__file__).parent.parent / "static" / "style.css"
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
VARIABLE = re.compile(r"var\((--[\w-]+)\)")


@dataclass(frozen=True)
class CssRule:
    """Declarations under a selector. `media` is what they are for; nothing where they always hold."""

    media: str
    selector: str
    declared: Mapping[str, str]


def rules_of(css: str) -> tuple[CssRule, ...]:
    return tuple(_rules(COMMENT.sub("", css), ""))


def _rules(css: str, media: str) -> Iterator[CssRule]:
    at = 0
    while (start := css.find("{", at)) != -1:
        head, end = css[at:start].strip(), _closed(css, start)
        inside = css[start + 1 : end]
        if head.startswith("@media"):
            yield from _rules(inside, head.removeprefix("@media").strip())
        elif not head.startswith("@page"):
            pairs = (each.split(":", 1) for each in inside.split(";") if each.strip())
            yield CssRule(media, head, {name.strip(): value.strip() for name, value in pairs})
        at = end + 1


def _closed(css: str, start: int) -> int:
    depth = 0
    for place in range(start, len(css)):
        depth += {"{": 1, "}": -1}.get(css[place], 0)
        if not depth:
            return place
    raise AssertionError("a brace is not closed")


DARK, PRINT = "(prefers-color-scheme: dark)", "print"


def schemes(rules: tuple[CssRule, ...]) -> Mapping[str, Mapping[str, str]]:
    """Give the colours of each scheme by name."""
    of = {media: _roots(rules, media) for media in ("", DARK, PRINT)}
    return {"light": of[""], "dark": {**of[""], **of[DARK]}, "print": {**of[""], **of[PRINT]}}


def _roots(rules: tuple[CssRule, ...], media: str) -> Mapping[str, str]:
    return {
        name: value
        for each in rules
        if each.media == media and each.selector == ":root"
        for name, value in each.declared.items()
        if value.startswith("#")
    }


def contrast(one: str, other: str) -> float:
    """Compute the contrast of two colours as WCAG 2.2 defines it."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    assert re.fullmatch("#[0-9a-f]{6}", colour), colour
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def variable(value: str) -> str | None:
    """Find the one custom property that a value is."""
    found = VARIABLE.fullmatch(value)
    return found[1] if found else None
