"""Every component in every state, with texts short and long, about a library that lends tools."""

from collections.abc import Mapping

from armslength.web.pages import parts
from armslength.web.pages.pictures import Bar, Flow, Week, bars_drawn, face_drawn, flow_drawn, initials_of, weeks_drawn

LONG = (
    "The Saint Bartholomew-on-the-Marsh and District Neighbourhood Toolshed, Repair Café and Seed Exchange Community "
    "Interest Company (formerly Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch Lending Circle)"
)
WORD = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"
WORDS = ("Light touch", "Standard", "Enhanced", "Direct control")
LEVELS = tuple(parts.Level(place + 1, 4, word) for place, word in enumerate(WORDS))
LINK = parts.Link("Read the rule", "#main")

TYPED = (("why", LONG), ("when", "31 4 2027"))
KNOWN = (parts.Choice("yes", "Yes"), parts.Choice("no", "No"))
APART = (
    parts.Choice("?", "Don't know yet", "The result is careful meanwhile. The keeper may know.", apart=True),
    parts.Choice("-", "Doesn't apply", apart=True),
    parts.Choice("later", "Come back to this", "It stays on the list.", apart=True),
)
WHY = parts.Why(("Whoever sharpens a saw answers for its edge.",), (LINK,))


def _questions() -> Mapping[str, parts.Question]:
    several = (parts.Choice("shed", "In the shed", chosen=True), parts.Choice("home", "At somebody's home"), APART[0])
    picked = (parts.Choice("", "Anybody"), parts.Choice("keeper", "The keeper", chosen=True))
    long = tuple(parts.Choice(str(n), f"{LONG} {n}", LONG) for n in range(2))
    return {
        "one answer": parts.Question("q1", "Do they keep the tools?", "one", choices=(*KNOWN, *APART), why=WHY),
        "several answers, some chosen": parts.Question(
            "q2", "Where are tools lent?", "several", "Several may be right.", several
        ),
        "with a slip": parts.Question(
            "q3", "Who sharpens them?", "one", choices=KNOWN, slip="Choose who sharpens them"
        ),
        "a day": parts.Question("q4", "When were they last sharpened?", "date", "For example, 27 3 2027"),
        "a day with a slip, and what was typed": parts.Question(
            "q5",
            "Until when are they lent?",
            "date",
            "For example, 27 3 2027",
            typed="31 4 2027",
            slip="31 4 2027 is no day: April has 30 days. Type another day.",
            choices=APART[:1],
        ),
        "a number with its unit": parts.Question(
            "q6", "How many tools are lent?", "number", typed="1204", unit="tools"
        ),
        "a line": parts.Question("q7", "Who lends them?", "text", complete="name", typed=LONG),
        "a longer text": parts.Question("q8", "What is agreed?", "long", "A few sentences will do."),
        "one of a list": parts.Question("q9", "Whose is it?", "pick", choices=picked),
        "a file": parts.Question("q10", "The list of tools", "file", "Up to 10 MB"),
        "a password": parts.Question("q11", "Password", "password", complete="current-password"),
        "the longest names": parts.Question("q12", LONG, "one", LONG, long, slip=LONG),
    }


def _sheets() -> Mapping[str, parts.Sheet]:
    heads = (
        parts.Head("Lender", sort="#main", order="ascending"),
        parts.Head("How closely"),
        parts.Head("Tools", number=True, sort="#main"),
        parts.Head("Next look"),
        parts.Head("Keeper"),
    )
    late = parts.Tag("Overdue", "due")
    rows = (
        (
            parts.Cell("Corner Shed", "#main"),
            parts.Cell(level=LEVELS[0]),
            parts.Cell("7"),
            parts.Cell("1 June 2027"),
            parts.Cell("Rita Read"),
        ),
        (
            parts.Cell("Long Acre", "#main", note="Sharpens for others"),
            parts.Cell(level=LEVELS[3]),
            parts.Cell("1,204"),
            parts.Cell("1 March 2027", tag=late),
            parts.Cell(),
        ),
        (
            parts.Cell(LONG, "#main"),
            parts.Cell(level=LEVELS[2]),
            parts.Cell("31"),
            parts.Cell("30 September 2027"),
            parts.Cell(WORD),
        ),
    )
    return {
        "with a bit of everything": parts.Sheet("Who lends, by name", heads, rows),
        "with one row": parts.Sheet("Who lends, by name", heads, rows[:1]),
    }


def _pictures() -> Mapping[str, parts.Picture]:
    counts = (21, 12, 6, 1)
    bars = tuple(Bar(level, count) for level, count in zip(LEVELS, counts, strict=True))
    weeks = tuple(
        Week(str(day), due, month, past)
        for day, due, month, past in zip(
            (1, 8, 15, 22, 29, 5, 12, 19, 26, 3, 10, 17, 24),
            (2, 1, 0, 4, 0, 0, 12, 0, 1, 0, 3, 0, 0),
            ("March", "", "", "", "", "April", "", "", "", "May", "", "", ""),
            (True, *(False,) * 12),
            strict=True,
        )
    )
    flows = tuple(
        Flow(*each) for each in ((0, 0, 19), (0, 1, 2), (1, 0, 1), (1, 1, 11), (1, 2, 1), (2, 2, 4), (2, 3, 1))
    )
    sheet = parts.Sheet(
        "How closely, counted",
        (parts.Head("How closely"), parts.Head("Lenders", number=True)),
        tuple((parts.Cell(word), parts.Cell(str(count))) for word, count in zip(WORDS, counts, strict=True)),
    )
    says = "Of 40 lenders, 21 are at light touch, 12 at standard, 6 at enhanced and one at direct control."
    due = "Two looks were due in the week of 1 March. 21 more fall due by 30 May, 12 of them in the week of 12 April."
    moved = "Since last quarter, four lenders moved to a closer level and one to a lighter. 34 stayed."
    ends = ("December", "March")
    return {
        "how many at each level": parts.Picture(bars_drawn("p1", "How closely", says, bars), says, sheet),
        "what falls due": parts.Picture(weeks_drawn("p2", "Due by 30 May 2027", due, weeks), due, sheet),
        "what moved": parts.Picture(flow_drawn("p3", "Moved since December", moved, ends, LEVELS, flows), moved, sheet),
    }


def _reasons() -> parts.WhyTree:
    leaf = parts.WhyTree("Do they keep the tools? Yes", note="Cat Cole, 1 March 2027")
    inner = parts.WhyTree("Whoever keeps the tools answers for them", (leaf, parts.WhyTree(LONG)), open=True)
    return parts.WhyTree("Look closely: we answer for the tools", (inner, leaf), "rule who-keeps-answers", open=True)


def _happenings() -> parts.Timeline:
    return parts.Timeline(
        (
            parts.Happening("3 March 2027", "Looked at again: still right", "Ann Moss, keeper", LONG, LINK),
            parts.Happening("1 March 2027", "Answered: they keep the tools", "Cat Cole, lender"),
        )
    )


def _summary() -> Mapping[str, parts.SummaryList]:
    rows = (
        parts.SummaryRow("Do they keep the tools?", ("Yes",), "#main", note="Cat Cole, 1 March 2027"),
        parts.SummaryRow("Where are tools lent?", ("In the shed", "At somebody's home"), "#main"),
        parts.SummaryRow("Who sharpens them?", (), "#main", parts.Tag("Not answered")),
        parts.SummaryRow(LONG, (LONG,), "#main", parts.Tag("Asked of the keeper on 1 March 2027", "plain")),
    )
    return {"with every state": parts.SummaryList(rows), "with one line": parts.SummaryList(rows[:1])}


def _tasks() -> parts.TaskList:
    return parts.TaskList(
        (
            parts.Task("Keeping", "#main", parts.Tag("Answered", "plain"), "5 questions"),
            parts.Task("Sharpening", "#main", parts.Tag("2 not answered"), "Who does it, and how often"),
            parts.Task(LONG, "#main", parts.Tag("Asked of the keeper on 1 March 2027")),
            parts.Task("Sign", "", parts.Tag("After the answers")),
        )
    )


SPECIMENS: Mapping[str, Mapping[str, object]] = {
    "breadcrumbs": {
        "the longest names": parts.Breadcrumbs(
            (parts.Link("Register", "#main"), parts.Link(LONG, "#main"), parts.Link("Answers", "#main"))
        )
    },
    "places": {
        "one is here": parts.Places(
            "Corner Shed",
            (parts.Link("Answers", "#main"), parts.Link("Result", "/components"), parts.Link("History", "#main")),
            "/components",
        )
    },
    "link": {"plain": LINK, "with more to hear": parts.Link("Change", "#main", "who keeps the tools")},
    "button": {
        "main": parts.Button("Save and go on"),
        "second": parts.Button("Save and come back", "second"),
        "danger": parts.Button("Revoke the link", "danger"),
        "the longest names": parts.Button(LONG),
    },
    "link_button": {
        "main": parts.LinkButton("Begin", "#main"),
        "second": parts.LinkButton("Look first", "#main", "second"),
    },
    "tag": {
        "quiet": parts.Tag("Not answered"),
        "plain": parts.Tag("Answered", "plain"),
        "due": parts.Tag("Due on 3 March 2027", "due"),
        "danger": parts.Tag("Must not start", "danger"),
    },
    "level": dict(zip(WORDS, LEVELS, strict=True))
    | {
        "of two": parts.Level(2, 2, "Closely"),
        "of six": parts.Level(4, 6, "Fairly closely"),
        "the longest names": parts.Level(3, 4, LONG),
    },
    "verdict": {
        "settled": parts.Verdict(
            "They lend for us. Watch it as closely as your own shed. Do not start before two things are in place.",
            LEVELS[2],
            ("You told us that they keep the tools.", "This would change if they wrote their own rules."),
        ),
        "for now": parts.Verdict("Watch it closely for now.", LEVELS[1], tag=parts.Tag("3 answers are missing", "due")),
        "the longest names": parts.Verdict(LONG, parts.Level(4, 4, LONG), (LONG,)),
    },
    "notice": {
        "due": parts.Notice("A look is due today", ("It was set by the keeper on 1 March 2027.",), links=(LINK,)),
        "danger": parts.Notice("Do not start", ("Two things are missing.",), "danger"),
        "plain": parts.Notice("This is a demonstration", tone="plain"),
    },
    "confirmation": {
        "saved": parts.Confirmation("Saved", ("The level stays as it is.",), (parts.Link("Go on", "#main"),))
    },
    "empty": {
        "nothing yet": parts.Empty(
            "Nothing is lent yet", ("Whatever is lent will be listed here.",), (parts.Link("Lend something", "#main"),)
        )
    },
    "waiting": {
        "a list is read": parts.Waiting(
            "The list is being read",
            ("A list of 5,000 tools takes about a minute.", "You can close this page: it goes on."),
            "/components",
        )
    },
    "error_summary": {
        "two slips": parts.ErrorSummary(
            (
                parts.Slip("q3", "Choose who sharpens them"),
                parts.Slip("q5", "31 4 2027 is no day: April has 30 days. Type another day."),
            )
        )
    },
    "why": {"with a link": WHY},
    "question": _questions(),
    "filter_bar": {
        "with filters set": parts.FilterBar(
            "/components",
            "Choose what is listed",
            (
                parts.Question("f1", "Name holds", "text", typed="shed"),
                parts.Question(
                    "f2",
                    "How closely",
                    "pick",
                    choices=(parts.Choice("", "Any"), parts.Choice("2", "Standard", chosen=True)),
                ),
                parts.Question(
                    "f3", "Due", "pick", choices=(parts.Choice("", "Any day"), parts.Choice("4", "Within four weeks"))
                ),
            ),
            "/components",
        )
    },
    "so_far": {
        "known": parts.SoFar(
            "The answer so far", LEVELS[1], ("Three questions can still change it.",), (parts.Link("Why", "#main"),)
        ),
        "the longest names": parts.SoFar(LONG, LEVELS[3], (LONG,)),
    },
    "evidence": {
        "in force": parts.Evidence("Sharpening log", "Rita Read", "31 May 2027"),
        "ended": parts.Evidence(
            "Insurance",
            "Rita Read",
            "28 February 2027",
            "Ended on 28 February 2027",
            parts.Link("Change", "#main", "the insurance"),
        ),
        "the longest names": parts.Evidence(LONG, WORD),
    },
    "summary_list": _summary(),
    "task_list": {"every state": _tasks()},
    "finding": {
        "one source": parts.Finding(
            "Whoever keeps the tools answers for them.",
            (parts.Link("002, Practical indicators", "#main"),),
            "who-keeps-answers",
        ),
        "several": parts.Finding(
            LONG,
            (parts.Link("002, Practical indicators", "#main"), parts.Link(LONG, "#main")),
            "a-rule-with-the-longest-name-that-anybody-would-give-it",
            ("Because you told us that they keep them.",),
        ),
    },
    "why_tree": {"three deep": _reasons()},
    "comparison": {
        "two changes": parts.Comparison(
            "What the answers would alter",
            "Now",
            "With these answers",
            (
                parts.Compared("How closely", "Standard", "Enhanced"),
                parts.Compared("Looks", "Each quarter", "Each quarter"),
                parts.Compared(LONG, LONG, WORD),
            ),
        )
    },
    "due": {
        "to come": parts.Due(
            "Look at it again", "1 June 2027", "#main", who="Rita Read", set_by="the rule every-quarter"
        ),
        "overdue": parts.Due(
            "Close the action: mend the door",
            "1 March 2027",
            "#main",
            parts.Tag("Overdue", "due"),
            "Cat Cole",
            "Ann Moss, keeper",
        ),
        "the longest names": parts.Due(LONG, "30 September 2027", "#main", who=LONG, set_by=LONG),
    },
    "timeline": {"two days": _happenings()},
    "sheet": _sheets(),
    "pager": {
        "in the midst": parts.Pager("26 to 50 of 212", "#main", "#main"),
        "the only page": parts.Pager("1 to 7 of 7"),
    },
    "taking": {
        "three forms": parts.Taking(
            (parts.Link("CSV", "#main"), parts.Link("Excel", "#main"), parts.Link("JSON", "#main"))
        )
    },
    "picture": _pictures(),
    "role": {
        word: parts.Role(word, face_drawn(initials_of(word)), person)
        for word, person in {"Shed keeper": "Rita Read", "Lender": "", "Head of sharpening and oiling": LONG}.items()
    },
    "share_link": {
        "to copy": parts.ShareLink(
            "Send this address", "share", "https://sheds.example/l/4hfa8XUvZk1c6DqXr3gW5tq2mPzYbE0nJ7sL9uHdQyI"
        )
    },
    "stamp": {"at the end": parts.Stamp(("Rules 0.4.0", "sha256 5f2b9c…", "checkpoint 1204 q8Zr…"))},
}
"""By the name of the component: its states, each with the value that shows it."""
