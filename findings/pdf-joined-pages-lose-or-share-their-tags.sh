#!/bin/sh
# pypdf 7.1.1, pikepdf 10.18.0: two tagged PDFs (PDF/UA-1) joined are not a tagged PDF any more, and nothing says so. Pages
# look the same. One would guess that tags come along with pages, as bookmarks do in pypdf, or that the claim goes.
# Seen: `PdfWriter.append` keeps neither tags nor language. `Pdf.pages.extend` keeps the tags of the first file only, and its
# claim to be PDF/UA-1; both pages bear the number 0, under which the tree has the first page's tags, and none the second's.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check pypdf==7.1.1 pikepdf==10.18.0 typst==0.15.2
cd "$work"
"$work/venv/bin/python" - <<'END'
import pikepdf
import pypdf
import typst

PAGE = '#set document(title: "{0}")\n#set text(lang: "en")\n= {0}\n{1}'
WORDS = {"first": "- One\n- Two", "second": "A paragraph."}
for name, words in WORDS.items():
    with open(f"{name}.typ", "w") as file:
        file.write(PAGE.format(name.capitalize(), words))
    typst.compile(f"{name}.typ", f"{name}.pdf", pdf_standards=["ua-1"])


def looked_at(path: str) -> dict[str, object]:
    with pikepdf.open(path) as pdf:
        metadata = pdf.Root.get("/Metadata")
        kinds = [each.get("/Type") for each in pdf.objects if isinstance(each, pikepdf.Dictionary)]
        return {
            "language": "/Lang" in pdf.Root,
            "tags": kinds.count("/StructElem"),
            "claims PDF/UA": metadata is not None and b"pdfuaid" in metadata.read_bytes(),
            "numbers of pages": [int(page.get("/StructParents", -1)) for page in pdf.pages],
        }


writer = pypdf.PdfWriter()
for name in WORDS:
    writer.append(f"{name}.pdf")
writer.write("by-pypdf.pdf")
with pikepdf.open("first.pdf") as one, pikepdf.open("second.pdf") as other:
    one.pages.extend(other.pages)
    one.save("by-pikepdf.pdf")

seen = {path: looked_at(f"{path}.pdf") for path in ("first", "second", "by-pypdf", "by-pikepdf")}
print(*seen.items(), sep="\n")
first, second, pypdfs, pikepdfs = seen.values()
assert first["tags"] != second["tags"] and first["claims PDF/UA"] and second["claims PDF/UA"]
assert pypdfs == {"language": False, "tags": 0, "claims PDF/UA": False, "numbers of pages": [-1, -1]}
assert pikepdfs == {**first, "numbers of pages": [0, 0]}
END
