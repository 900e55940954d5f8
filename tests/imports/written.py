"""Small DMN files, written for tests: a line a row, cells between bars, what is given after `->`."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

SPACE = "https://www.omg.org/spec/DMN/20191111/MODEL/"
INPUTS: Mapping[str, str] = {"x": "string", "y": "number", "z": "boolean", "day": "date"}
"""What the tables of these tests ask for, unless they say otherwise."""


def text(name: str, words: str, attributes: str = "") -> str:
    return f"<{name}{attributes}><text>{escape(words)}</text></{name}>"


def table(
    rows: str,
    *,
    policy: str = "UNIQUE",
    asks: Sequence[str] = ("x",),
    types: Mapping[str, str] = INPUTS,
    allowed: Mapping[str, str] | None = None,
    gives: Sequence[str] = ("",),
    kind: str = "",
    listed: Sequence[str] = (),
    default: Sequence[str] = (),
) -> str:
    """Write a table: `"a" | < 5 -> "yes"` is a row of it."""
    hit, _, aggregation = policy.partition("+")
    parts = [f'<decisionTable hitPolicy="{hit}"' + (f' aggregation="{aggregation}">' if aggregation else ">")]
    for each in asks:
        reference = f' typeRef="{types[each]}"' if each in types else ""
        values = text("inputValues", allowed[each]) if allowed and each in allowed else ""
        parts.append(f"<input>{text('inputExpression', each, reference)}{values}</input>")
    for place, name in enumerate(gives):
        attributes = (f' name="{name}"' if name else "") + (f' typeRef="{kind}"' if kind else "")
        values = text("outputValues", listed[place]) if place < len(listed) and listed[place] else ""
        otherwise = text("defaultOutputEntry", default[place]) if place < len(default) else ""
        parts.append(f"<output{attributes}>{values}{otherwise}</output>")
    for row in rows.strip().splitlines():
        asked, _, given = row.partition("->")
        cells = [text("inputEntry", each.strip()) for each in asked.split("|")] if asks else []
        parts.append("<rule>" + "".join(cells) + "".join(text("outputEntry", e.strip()) for e in given.split("|")))
        parts.append("</rule>")
    return "".join([*parts, "</decisionTable>"])


def decision(name: str, logic: str, needs: Sequence[str] = ("x",)) -> str:
    """Write a decision that requires inputs (by name) and other decisions (by name, with a capital)."""
    required = "".join(
        f'<informationRequirement><required{"Decision" if each[0].isupper() else "Input"} href="#{each}"/>'
        "</informationRequirement>"
        for each in needs
    )
    return f'<decision id="{name}" name="{name}"><variable name="{name}"/>{required}{logic}</decision>'


def model(*decisions: str, types: Mapping[str, str] = INPUTS, more: str = "") -> str:
    """Write a whole file."""
    inputs = "".join(
        f'<inputData id="{name}" name="{name}"><variable name="{name}" typeRef="{kind}"/></inputData>'
        for name, kind in types.items()
    )
    body = "".join((more, inputs, *decisions))
    return f'<definitions xmlns="{SPACE}" name="Small" namespace="urn:small">{body}</definitions>'


def one_table(rows: str, *, needs: Sequence[str] | None = None, **how: Any) -> str:
    """Write a file with one table, the decision `D`."""
    asks = how.get("asks", ("x",))
    types = how.get("types", INPUTS)
    known = [each for each in asks if each in types]
    return model(decision("D", table(rows, **how), known if needs is None else needs), types=types)


def saved(folder: Path, text: str) -> Path:
    """Keep a file."""
    path = folder / "small.dmn"
    path.write_text(text, encoding="utf-8")
    return path
