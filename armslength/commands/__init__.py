"""The commands of the office, each in a module that is imported only when it is used."""

from engine.commands.on_use import CommandOnUse

COMMANDS = (
    CommandOnUse(
        "document",
        "armslength.commands.document:document",
        "Write the document KIND on a PROFILE, to be filed, signed and sent: as Word, PDF, HTML or Markdown.",
    ),
    CommandOnUse("form", "armslength.commands.form:form", "Read a form in Word that came back: answers to be merged."),
    CommandOnUse(
        "pack", "armslength.commands.pack:pack", "Put everything behind one decision into one file, to be handed over."
    ),
    CommandOnUse(
        "register",
        "armslength.commands.register:register",
        "Keep arrangements over time: answers, decisions, reviews, incidents, and what falls due.",
    ),
    CommandOnUse("serve", "armslength.commands.serve:serve", "Open the register in a browser."),
)
"""The commands that the program has besides those of the engine."""
