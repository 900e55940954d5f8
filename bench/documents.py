"""The documents of one arrangement in every form, and how much of the time goes into the slowest of the libraries."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from statistics import median

from armslength.documents.declared import read_office
from armslength.documents.kinds import build
from armslength.documents.model import Document
from armslength.documents.writers import DOCUMENT_FORMS, write_document
from bench.rounds import rounds, span
from bench.sections import section
from engine import assess, load_pack, read_profiles

ARRANGEMENT = "profiles/inclusion-sessions.yaml"
ROUNDS = 5


def table() -> str:
    """Time each form of all documents, and python-docx alone with the same paragraphs and cells."""
    documents = _documents()
    files = [write_document(each, "docx") for each in documents]
    runs: dict[str, Callable[[], object]] = {
        form: lambda form=form: [write_document(each, form) for each in documents]  # type: ignore[misc]
        for form in DOCUMENT_FORMS
    }
    texts = list(map(_texts, files))
    runs["python-docx alone"] = lambda: list(map(_by_python_docx, texts))
    times = rounds(runs, ROUNDS)
    slowest = times["python-docx alone"]
    whole = [sum(times[form][number] for form in DOCUMENT_FORMS) for number in range(ROUNDS)]
    rows = [[name, span(median(seconds))] for name, seconds in times.items()]
    rows += [["all forms", span(median(whole))]]
    share = median(a / b for a, b in zip(whole, slowest, strict=True))
    told = f"""The {len(documents)} documents about one arrangement, written in each form. Beside it python-docx alone,
        with as many paragraphs, tables and cells of the same texts, each in a style by its name, and saved. All forms
        together take {share:.1f} times as long as that. Medians of {ROUNDS} rounds."""
    return section("Documents", told, ["form", ">time"], rows)


def _documents() -> list[Document]:
    base = load_pack()
    (profile,) = read_profiles(Path(ARRANGEMENT), base)
    result = assess(base, profile, date(2026, 5, 4), engine="reference")
    office = read_office(base)
    kinds = [each.name for each in office.documents.values() if each.about == "one"]
    return [build(base, [result], office, kind) for kind in kinds]


def _texts(content: bytes) -> list[tuple[str, list[list[str]]]]:
    """List the paragraphs of a Word file, and between them its tables, with no paragraph and all their cells."""
    import docx
    from docx.table import Table

    found: list[tuple[str, list[list[str]]]] = []
    for each in docx.Document(BytesIO(content)).iter_inner_content():
        if isinstance(each, Table):
            found.append(("", [[cell.text for cell in row.cells] for row in each.rows]))
        else:
            found.append((each.text, []))
    return found


def _by_python_docx(texts: list[tuple[str, list[list[str]]]]) -> bytes:
    """Write the texts as a Word file in the way that the library's own pages show."""
    import docx

    word = docx.Document()
    for text, rows in texts:
        if not rows:
            word.add_paragraph(text, style="List Bullet")
            continue
        made = word.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
        for row, texts_of_row in zip(made.rows, rows, strict=True):
            for cell, words in zip(row.cells, texts_of_row, strict=True):
                cell.text = words
    written = BytesIO()
    word.save(written)
    return written.getvalue()
