"""All pages of the reference."""

from pathlib import Path

from tools.docs.writer.checks import check_pages
from tools.docs.writer.command_line import command_line
from tools.docs.writer.controls import controls
from tools.docs.writer.decisions import decisions
from tools.docs.writer.dmn_tck import dmn_tck
from tools.docs.writer.documents import documents
from tools.docs.writer.errors import errors
from tools.docs.writer.limits import limits_page
from tools.docs.writer.markdown import bullets, page
from tools.docs.writer.python_api import python_api
from tools.docs.writer.questions import questions
from tools.docs.writer.register import register
from tools.docs.writer.rule_files import rule_files
from tools.docs.writer.rules import rule_pages
from tools.docs.writer.shapes import assessment_page, profile_page, schemas
from tools.docs.writer.statements import statements

CONTENTS = (
    ("questions.md", "Questions", "what is asked, why, and which rules read the answer"),
    ("decisions.md", "Decisions", "what can come out, and how"),
    ("controls.md", "Controls", "what must be in place, who owns it, what shows it"),
    ("rules/README.md", "Rules", "every rule with its condition, its reason and its sources"),
    ("statements.md", "Statements", "what the sources say, and what shows each point"),
    ("command-line.md", "Command line", "every command and option"),
    ("profile.md", "Profiles", "how an arrangement is written down"),
    ("assessment.md", "The assessment as JSON", "what other programs may rely on"),
    ("rule-files.md", "Rule files", "how rules are written"),
    ("documents.md", "Documents", "what stands in a document, and how that is declared"),
    ("register.md", "The register", "how a register is declared, and who may do what, when"),
    ("errors.md", "Error codes", "what a message means, and what to do"),
    (
        "checks.md",
        "Checks",
        "what `rules check`, `rules test` and `rules mutate` find: what to avoid, what to prefer, and why",
    ),
    ("limits.md", "Limits", "how much is read, shown and tried, why so many, and what is said of more"),
    ("dmn-tck.md", "The tables of the DMN TCK", "every case by every engine"),
    ("python.md", "Python", "the public functions"),
)


def reference(folder: Path) -> dict[str, str]:
    """Make every page for the pack in a folder, by its name below docs/reference."""
    from cli import main
    from engine import load_pack
    from engine.checks.cases import read_examples

    base = load_pack(folder)
    return {
        "README.md": page("Reference", bullets(f"[{title}]({name}): {says}" for name, title, says in CONTENTS)),
        "questions.md": questions(base),
        "decisions.md": decisions(base),
        "controls.md": controls(base),
        **rule_pages(base),
        "statements.md": statements(base, read_examples(base)),
        "command-line.md": command_line(main),
        "profile.md": profile_page(base),
        "assessment.md": assessment_page(),
        "rule-files.md": rule_files(),
        "documents.md": documents(base),
        "register.md": register(base),
        "errors.md": errors(),
        **check_pages(),
        "limits.md": limits_page(),
        "dmn-tck.md": dmn_tck(),
        "python.md": python_api(),
        **schemas(base),
    }
