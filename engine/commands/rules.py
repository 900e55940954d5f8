"""`rules`: the group of the commands for those who extend the rules."""

import click

from engine.commands.on_use import CommandOnUse, OnUse

RULES = (
    CommandOnUse("book", "engine.commands.book:book", "Write the whole rule base as one page to read or print."),
    CommandOnUse("check", "engine.commands.check:check", "Read a pack strictly and report every static finding."),
    CommandOnUse(
        "diff", "engine.commands.diff:diff", "Say in what two packs differ, and whether anybody's result can."
    ),
    CommandOnUse("export", "engine.commands.export:export", "Write the rules in a form that other programs read: DMN."),
    CommandOnUse("impact", "engine.commands.impact:impact", "Say whose result changes from one pack to another."),
    CommandOnUse("import", "engine.commands.rules_import:import_pack", "Make a pack of the tables in a DMN file."),
    CommandOnUse(
        "mutate", "engine.commands.mutate:mutate", "Break the rules one by one, and see whether the cases notice."
    ),
    CommandOnUse("new", "engine.commands.rules_new:new", "Start a small and sound pack, alone or laid over another."),
    CommandOnUse("schema", "engine.commands.schema:schema", "Write the JSON Schema of rule files, cases or profiles."),
    CommandOnUse("test", "engine.commands.cases:test", "Run the cases of a pack and the worked examples."),
    CommandOnUse(
        "show",
        "engine.commands.show:show",
        "Show a rule, control, decision, table, question or statement, or list everything.",
    ),
)


@click.group(cls=OnUse, on_use=RULES)
def rules() -> None:
    """Start, check, test and read rules: for those who extend them."""
