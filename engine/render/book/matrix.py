"""Which decision reads how many questions of which topic: a table in which darker means more."""

from collections.abc import Mapping

from engine.page.markup import Markup, element
from engine.render.entries.links import place
from engine.render.references import DecisionReads, in_order_of_layout, topics_read
from engine.rulebase.base import RuleBase

DARKEST = 4
"""How many shades there are; the number stands in the cell, so that no shade has to be told from another."""


def matrix(base: RuleBase, found: Mapping[str, DecisionReads]) -> Markup:
    """Write the table: a row for each decision that reads questions, a column for each topic that is read."""
    asked = {name: (*found[name].questions, *found[name].controls) for name in in_order_of_layout(base)}
    counts = {name: topics_read(base, names) for name, names in asked.items()}
    counts = {name: row for name, row in counts.items() if row}
    topics = [topic for topic in base.pack.topics if any(topic in row for row in counts.values())]
    most = max((count for row in counts.values() for count in row.values()), default=1)
    head = element(
        "tr",
        element("th", "Decision", scope="col"),
        *(element("th", element("span", base.pack.topics[topic]), scope="col") for topic in topics),
    )
    rows = (
        element(
            "tr",
            element("th", element("a", base.decisions[name].title, href=f"#{place('decision', name)}"), scope="row"),
            *(_cell(row.get(topic, 0), most) for topic in topics),
        )
        for name, row in counts.items()
    )
    caption = element("caption", "How many questions of each topic, and controls asked about there, a decision reads")
    return element("table", caption, element("thead", head), element("tbody", *rows), class_="matrix")


def _cell(count: int, most: int) -> Markup:
    if not count:
        return element("td")
    shade = 1 + (count - 1) * DARKEST // most
    return element("td", str(count), class_=f"shade-{shade}")
