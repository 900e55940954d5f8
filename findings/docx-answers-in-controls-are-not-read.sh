#!/bin/sh
# python-docx 1.2.0: text that Word keeps in a content control, or that somebody put in with tracked changes on, is in no
# `Paragraph.text`, no `Document.paragraphs` and no row's `cells`. A form filled in in Word comes back as if it were blank,
# and a row of two cells as a row of one, so that later cells move to the left. Nothing is raised. mammoth reads them all.
# Seen: paragraphs "Due ." and "Said: ", cells ["Question"]; mammoth: "Due every month.", "Said: yes", "Question", "No".
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check python-docx==1.2.0 mammoth==1.13.0
cd "$work"
"$work/venv/bin/python" - <<'END'
import docx
import mammoth
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

NS = nsdecls("w")


def control(content: str) -> object:
    return parse_xml(f"<w:sdt {NS}><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>")


made = docx.Document()
due = made.add_paragraph("Due ")
due._p.append(parse_xml(f'<w:ins {NS} w:id="1" w:author="A"><w:r><w:t>every month</w:t></w:r></w:ins>'))
due.add_run(".")
said = made.add_paragraph("Said: ")
said._p.append(control("<w:r><w:t>yes</w:t></w:r>"))
table = made.add_table(1, 2)
table.cell(0, 0).text, table.cell(0, 1).text = "Question", "No"
row = table.rows[0]._tr
cell = row.tc_lst[1]
row.replace(cell, holder := control(""))
holder[1].append(cell)
made.save("form.docx")

read = docx.Document("form.docx")
paragraphs = [each.text for each in read.paragraphs]
cells = [each.text for each in read.tables[0].rows[0].cells]
with open("form.docx", "rb") as file:
    whole = mammoth.extract_raw_text(file).value.split("\n\n")
print(paragraphs, cells, whole)
assert paragraphs[:2] == ["Due .", "Said: "] and cells == ["Question"]
assert whole[:4] == ["Due every month.", "Said: yes", "Question", "No"]
END
