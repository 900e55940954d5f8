"""A report as text: one line for each finding, `file:line:column: code: message`, as editors read it."""

from engine.export.reports.report import Report
from engine.source.characters import visible


def as_text(report: Report) -> str:
    """Write each finding on one line."""
    return "".join(f"{visible(str(finding))}\n" for finding in report.findings)
