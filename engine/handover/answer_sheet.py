"""The words of a workbook of questions that are read again: the names of its sheets, and its headings."""

from engine.profile.read_answers import BASIS

QUESTIONS, ABOUT = "Questions", "About this file"
"""The sheet that is filled in, and the one that says what it was made from."""

NAME, ANSWER = "Reference", "Your answer"
BASIS_HEADINGS = dict(
    zip(BASIS, ("What shows it (evidence)", "How it is known", "Who says so (name)", "On which day"), strict=True)
)
"""How the columns are headed in which the question is named, answered, and what the answer rests on is written."""

WHAT, WHICH = "What", "Which"
MADE_FROM = {
    "profile": "Profile",
    "sha256": "State of the profile",
    "pack": "Rules",
    "version": "Version of the rules",
    "on": "Made on",
    "for": "For",
}
BY, ON = "Your name", "Your day"
"""What stands on the other sheet: the headings, what the questions were made from, and who fills them in."""
