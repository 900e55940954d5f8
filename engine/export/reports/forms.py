"""A report in the form asked for. Only the writer that is needed is loaded."""

from engine.export.reports.report import Report

FORMS = ("text", "json", "junit", "sarif", "github")
"""How a report can be written."""


def in_form(report: Report, form: str) -> str:
    """Write a report in one of its forms; as text, nothing where nothing was found."""
    match form:
        case "json":
            from engine.export.reports.json import as_json

            return as_json(report)
        case "junit":
            from engine.export.reports.junit import as_junit

            return as_junit(report)
        case "sarif":
            from engine.export.reports.sarif import as_sarif

            return as_sarif(report)
        case "github":
            from engine.export.reports.github import as_annotations

            return as_annotations(report)
        case _:
            from engine.export.reports.text import as_text

            return as_text(report)
