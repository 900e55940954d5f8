"""A page that holds every kind of block."""

from engine.page.markup import element
from engine.page.model import (
    Blank,
    Figure,
    Heading,
    Item,
    Page,
    PageTable,
    Paragraph,
    Remark,
    Run,
    Section,
    Tick,
    Ticks,
    Verbatim,
    cell,
    key_value,
    key_values,
    line,
    listing,
    names,
    section,
)

RAINS = Item(line("It rains"))
WET = (Paragraph(line("Because it is wet.")),)
FILE = Verbatim("id: p\n  - <kept>  as it is\n```\n")
MAP = PageTable(
    "Who holds what",
    ("Line", "Who", "By when"),
    (
        (cell("The keys"), cell(line(Run("Their lead", "strong"))), cell("the same day")),
        (cell("The register of visitors"), cell("Our lead"), cell("")),
        (cell(line("The rota", names(["rota-weekly"]))), cell(line(Run("Nobody", "bad"))), cell("every month")),
    ),
)
WIDE = PageTable(
    "",
    ("No.", "When", "Then"),
    (
        (
            cell("1"),
            cell(
                listing(
                    [
                        Item(
                            line(Run("all of these:", "quiet")), (), (Item(line("It is late")), Item(line("It rains")))
                        ),
                        Item(line("Nobody else has asked for the keys to the hall in the past four weeks")),
                    ]
                ),
                line(Run("Late in the rain", to="#late"), Run("late", "code")),
            ),
            cell("Nobody goes"),
        ),
        ((), cell("otherwise"), cell("Everybody goes, whoever they are, and takes an umbrella")),
    ),
)
PAGE = Page(
    title="Every kind of block, with <b>harm</b> & *stars*",
    under=(line("A line under the title"), line(Run("Still open", "doubt"), "and", Run("settled", "good"))),
    sections=(
        section("answer", "", [Paragraph(line("It is:", Run("Lend it.", "strong")), (line("What that means."),))]),
        section(
            "lists",
            "Lists",
            [
                Heading(line("Nested")),
                listing(
                    [Item(line("One", names(["rule-a", "rule b"])), (line("more of it"),), (Item(line("below")),))]
                ),
                Heading(line("Compact")),
                listing((Item(line(Run(f"Entry {number}", to="#late"))) for number in range(8)), compact=True),
                Heading(line("Labelled")),
                key_values(
                    [
                        key_value("Owner", "Their lead"),
                        key_value("Who asks?", line("Nobody", Run("urgent", "mark"))),
                        key_value("Applies only when", listing([RAINS]), "And never else."),
                    ]
                ),
                key_values([key_value("When", "Late"), key_value("Then", "Nobody goes")], beside=True),
            ],
        ),
        section("tables", "Tables", [MAP, Paragraph(line("Between two tables.")), WIDE]),
        section(
            "more",
            "Sections inside",
            [
                Section(
                    "late",
                    "Late in the rain",
                    (Paragraph(line("Because it is wet.")),),
                    line(Run("late", "code")),
                    "rule",
                ),
                section("group", "A group", [FILE], line(Run("(1)", "quiet"))),
                Figure("A circle", element("svg", element("circle", r=5), viewBox="0 0 10 10")),
            ],
        ),
        Section(
            "to-fill",
            "To fill in",
            (
                Remark(Paragraph(line("The hall is locked at ten.")), line("Say who", Run("locks it", "strong"))),
                Ticks("late", (Tick("yes", line("Yes, it is late")), Tick("no", line("No")))),
                Blank("Why is it late?", 2, "why"),
                PageTable("Signed", ("Role", "Signature"), ((cell("Their lead"), ()),), to_fill=True),
            ),
            new_page=True,
        ),
    ),
    footer=(
        line("Read more at", Run("the register", to="https://example.org/register?a=1&b=2"), Run("run it", "code")),
        line("Write to", Run("us@example.org", to="mailto:us@example.org"), Run("not here", to="javascript:alert(1)")),
    ),
)
