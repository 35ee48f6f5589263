#!/usr/bin/env bash
# tablib 3.10.0 (with odfpy 1.4.1), reading a valid .ods: equal neighbors count once, and a comment takes the place of a cell's text.
#
# In an .ods, cells of a row that hold the same may be written once with `table:number-columns-repeated`, and LibreOffice Calc writes
# them so. tablib passes over the attribute: `4 4 4 5 2` comes out as `4 5 2`, and every later score moves to the left, under another
# interviewer's heading, without a word. It also takes the whole of a cell's element for its text, the comment on it included: a note
# with a comment comes out as the comment's date. On a number with a comment it raises ValueError, which is said at least.
#
# Seen with the file that LibreOffice 7.4.7 writes of the same sheet, too. odfpy's own reader in pandas 3.1.1 (`engine="odf"`) reads
# both as they are; so does hotseat (docs/ratings.md).
#
# Needs python3 (3.11 or later) with venv. It installs the pinned packages in a temporary folder, writes the file with Python's own
# zipfile, and fails where the behavior is another one than this.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check tablib==3.10.0 odfpy==1.4.1 defusedxml==0.7.1 pandas==3.1.1
cd "$folder"
"$folder/venv/bin/python" - <<'PY'
import zipfile

import pandas
import tablib

NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"' for short in ("office", "table", "text")
) + ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
TYPE = "application/vnd.oasis.opendocument.spreadsheet"
COMMENT = "<office:annotation><dc:date>2026-11-02T10:00:00</dc:date><text:p>see question 3</text:p></office:annotation>"


def text(words, comment=""):
    return f'<table:table-cell office:value-type="string">{comment}<text:p>{words}</text:p></table:table-cell>'


def number(value, times=1):
    repeated = f' table:number-columns-repeated="{times}"' if times > 1 else ""
    return f'<table:table-cell office:value-type="float" office:value="{value}"{repeated}><text:p>{value}</text:p></table:table-cell>'


rows = [
    [text(title) for title in ("candidate", "A", "B", "C", "D", "E", "note")],
    [text("C1"), number(4, 3), number(5), number(2), text("calm")],
    [text("C2"), number(1), number(2), number(3), number(4), number(5), text("quick", COMMENT)],
]
body = "".join(f"<table:table-row>{''.join(cells)}</table:table-row>" for cells in rows)
content = (
    f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {NAMES} office:version="1.3"><office:body><office:spreadsheet>'
    f'<table:table table:name="Ratings"><table:table-column table:number-columns-repeated="7"/>{body}</table:table>'
    "</office:spreadsheet></office:body></office:document-content>"
)
manifest = (
    '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
    f' manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:media-type="{TYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)
with zipfile.ZipFile("ratings.ods", "w") as archive:
    archive.writestr("mimetype", TYPE)
    archive.writestr("content.xml", content)
    archive.writestr("META-INF/manifest.xml", manifest)

right = [["C1", 4, 4, 4, 5, 2, "calm"], ["C2", 1, 2, 3, 4, 5, "quick"]]
seen = pandas.read_excel("ratings.ods", engine="odf").values.tolist()
print("pandas:", seen)
assert seen == right, "the file is not read as it is by pandas"

with open("ratings.ods", "rb") as stream:
    sheet = tablib.Databook().load(stream, "ods").sheets()[0]
seen = [list(row) for row in sheet]
print("tablib:", seen)
assert seen == [["C1", 4, 5, 2, "calm", "", ""], ["C2", 1, 2, 3, 4, 5, "2026-11-02T10:00:00"]], "tablib's behavior changed"
print("as found: equal neighbors counted once, and the comment's date in place of the note")
PY
