"""The commands, each in a module that is imported only when it is used: parse, call the step that does it, print."""

from engine.commands.on_use import CommandOnUse

COMMANDS = (
    CommandOnUse("ask", "engine.commands.ask:ask", "Ask one question after another, and keep the answers in PROFILE."),
    CommandOnUse(
        "assess",
        "engine.commands.assess:assess",
        "Decide each PROFILE (a file, or `-` for standard input), and say why.",
    ),
    CommandOnUse(
        "explain",
        "engine.commands.explain:explain",
        "Say why a DECISION about one PROFILE came out as it did, or why not as VALUE.",
    ),
    CommandOnUse(
        "merge",
        "engine.commands.merge:merge",
        "Take the answers of each FILE of questions back into a PROFILE; nothing that was said is lost.",
    ),
    CommandOnUse(
        "portfolio", "engine.commands.portfolio:portfolio", "Decide every row of a table, or write one to fill in."
    ),
    CommandOnUse(
        "profile",
        "engine.commands.profile:profile",
        "Write a blank profile, check a filled one, or turn it into a row of a table and back.",
    ),
    CommandOnUse(
        "questions",
        "engine.commands.questions:questions",
        "Write the open questions about a PROFILE that matter, for all or for one role.",
    ),
    CommandOnUse(
        "replay",
        "engine.commands.replay:replay",
        "Assess again, and hold it against a stored RESULT: the same bytes, or what differs.",
    ),
    CommandOnUse(
        "rules", "engine.commands.rules:rules", "Start, check, test and read rules: for those who extend them."
    ),
)
"""The commands of the program."""
