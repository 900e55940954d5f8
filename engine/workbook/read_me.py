"""The sheet that is read first: how to fill in, what "don't know yet" means, how to run it, and what it is not."""

from collections.abc import Iterator

from engine.rulebase.base import RuleBase
from engine.rulebase.facts import NOT_KNOWN_YET
from engine.rulebase.taken_headings import ID_IN_WORDS
from engine.source.tables.table import WHY_WE_ASK
from engine.workbook.input_columns import FIRST_SHEET

ReadMePart = tuple[str, tuple[str, ...]]
"""A heading, and the paragraphs under it."""

UNKNOWN = (
    f'A cell that is left blank and "{NOT_KNOWN_YET}" mean the same. Both are normal answers.',
    "Nothing is guessed from a blank cell: it counts neither as yes nor as no.",
    "The results say which of the unanswered questions matter, and what to do in the meantime.",
    'Please write "no" only where you know that it is no.',
)
RUNNING = (
    "Save the workbook, and run this where the program is installed, with the name of your own file:",
    "armslength portfolio FILLED-IN.xlsx -o RESULTS.xlsx",
    "An answer that can't be read counts as not known, and is named with its cell and the reason.",
    "The file of results holds your answers too. You may go on filling it in, and run it again.",
    'Columns that begin with "Result:" are then passed over and worked out anew.',
)
NOT_ADVICE = (
    "It is not legal advice. It says what follows from the answers and from the rules, and names the rules.",
    "What is decided, and by whom, stays with the people who answer for it.",
)
EVIDENCE = (
    "Columns with a grey heading ask what an answer rests on: what shows it, how it is known, who says so, and when.",
)
ONE_SHEET = (
    f'Everything is on the sheet "{FIRST_SHEET}": a column for each question, a row for each of those you describe.',
)
MANY_SHEETS = (
    f'Begin with the sheet "{FIRST_SHEET}". Every other sheet is about one topic.',
    "There, choose the same name or number in the first column, and answer in that row.",
    "The order of the rows does not matter. Whoever is not on a sheet has simply not answered its questions.",
)


ASSUMED = "A few questions are an exception: these rules take a blank for an answer. Each says so, under its heading."


def read_me(base: RuleBase, *, quick: bool, last_row: int, evidence: bool = False) -> Iterator[ReadMePart]:
    """Walk the parts of the sheet, in plain words."""
    version = f"This workbook asks the questions of the rules `{base.pack.id}`, version {base.pack.version}."
    yield base.pack.title, (version,)
    yield "How to fill it in", _filling_in(quick=quick, evidence=evidence, last_row=last_row)
    silent = any(fact.when_silent is not None for fact in base.facts.values())
    yield f'What "{NOT_KNOWN_YET}" means', (*UNKNOWN[:2], ASSUMED, *UNKNOWN[2:]) if silent else UNKNOWN
    yield "How to get results", RUNNING
    yield "What it is not", NOT_ADVICE


def _filling_in(*, quick: bool, evidence: bool, last_row: int) -> tuple[str, ...]:
    return (
        f'Give each row a name or number of its own, in the column "{ID_IN_WORDS}". You find it again in the results.',
        *(ONE_SHEET if quick else MANY_SHEETS),
        "Most cells have a list: choose from it. Where there are examples, they show when you are in the cell.",
        "Where several answers may be right, each has a column, headed with the question and the answer: yes or no.",
        f'Columns with a purple heading ask whether something is in place: "in place", "missing" or "{NOT_KNOWN_YET}".',
        *(EVIDENCE if evidence else ()),
        f"The lists reach down to row {last_row}. You may go on below it.",
        f'Please leave the headings as they are, and the row that begins with "{WHY_WE_ASK}".',
        "Columns that you don't need may be deleted. Columns of your own may be added; the results keep them.",
        "Comments and colours that you add to cells stay in this workbook; the results do not hold them.",
    )
