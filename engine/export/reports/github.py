"""A report as workflow commands of GitHub Actions, which it shows beside the lines that a change touches."""

from engine.export.reports.report import Report
from engine.export.reports.repository import from_root
from engine.source.characters import visible
from engine.source.diagnostics import Diagnostic

LEVELS = {"error": "error", "warning": "warning"}


def as_annotations(report: Report) -> str:
    """Write one annotation for each finding."""
    return "".join(f"{_annotation(finding)}\n" for finding in report.findings)


def _annotation(finding: Diagnostic) -> str:
    properties = {"title": finding.code}
    if (span := finding.span) is not None:
        properties |= {"file": from_root(span.file), "line": str(span.line), "endLine": str(span.end_line)}
        if span.line == span.end_line:
            properties |= {"col": str(span.column), "endColumn": str(span.end_column)}
    written = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{LEVELS[finding.severity]} {written}::{_data(finding.message)}"


def _data(text: str) -> str:
    """Escape a message: a percent sign would begin an escape; a line break, a command of somebody else's."""
    return visible(text).replace("%", "%25")


def _property(text: str) -> str:
    """Escape a value, which a comma or a colon would end."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
