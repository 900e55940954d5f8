"""The stages of a subject and what leads from one to the next, drawn as a diagram in the words of Mermaid."""

import re

from armslength.register.domain.events import Stage
from armslength.register.domain.office import RegisterOffice
from armslength.register.domain.policy import LEADS_TO, OPENS_AT


def diagram(office: RegisterOffice) -> str:
    """Draw the stages as the pack calls them, and the commands that lead from one to another."""
    lines = ["stateDiagram-v2", *(f'    state "{office.stages[stage]}" as {stage}' for stage in Stage)]
    lines += [f"    [*] --> {stage}: open" for stage in OPENS_AT]
    for command, leads in LEADS_TO.items():
        words = re.sub(r"(?<!^)([A-Z])", r" \1", command.__name__).lower()
        lines += [f"    {before} --> {after}: {words}" for before, after in leads.items()]
    return "\n".join([*lines, f"    {Stage.ENDED} --> [*]", ""])
