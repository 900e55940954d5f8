"""A document as HTML: one file without script, as wide as the screen lets it be, and on sheets of A4 when printed."""

from armslength.documents.model import Document
from armslength.documents.writers.words import foot_words
from engine.page.html import page_html


def document_html(document: Document) -> str:
    """Write a document as HTML."""
    return page_html(document.whole_page(), style=_on_paper(document), language=document.language)


def _on_paper(document: Document) -> str:
    """Write the style of the sheets: name and date at the foot, and which page of how many it is."""
    size = "A4" if document.layout == "portrait" else "A4 landscape"
    font = 'font: 9pt "Segoe UI", system-ui, Arial, sans-serif; color: #505a64;'
    return (
        "body { font-size: 1.1875rem; line-height: 1.5; }\n"
        "table { font-size: 1rem; line-height: 1.35; }\n"
        "main, header { max-width: 60rem; }\n"
        "h1, h2 { font-family: var(--sans); }\n"
        ".wide { padding-right: 1px; }\n"
        f"@page {{ size: {size}; margin: 20mm; @bottom-left {{ content: {_quoted(foot_words(document))}; {font} }}\n"
        f'@bottom-right {{ content: "Page " counter(page) " of " counter(pages); {font} }} }}\n'
        "@media print { html { font-size: 8.5pt; } thead { display: table-header-group; } }\n"
    )


def _quoted(words: str) -> str:
    """Write a text as a string of CSS, in which nothing but letters, digits and spaces stands as it is."""
    return '"' + "".join(each if each.isalnum() or each == " " else f"\\{ord(each):x} " for each in words) + '"'
