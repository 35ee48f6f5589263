"""Makes the workbooks in books/: run it with openpyxl and odfpy where they are to be made anew.

    python3 -m venv /tmp/venv && /tmp/venv/bin/pip install openpyxl odfpy && /tmp/venv/bin/python workbooks.py
"""

import datetime
import pathlib

from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P
from openpyxl import Workbook

BOOKS = pathlib.Path(__file__).parent / "books"
HEAD = ["Candidate", "Interviewer", "Dimension", "Score", "Date"]
ROWS = [
    ["Ada One", "Fern Ash", "technical", 4, datetime.date(2026, 11, 21)],
    ["Ada One", "Basil Reed", "technical", 3, datetime.date(2026, 11, 22)],
    ["Bea Two", "Fern Ash", "technical", None, datetime.date(2026, 11, 21)],
    ["Bea Two", "Basil Reed", "technical", "N/A", datetime.date(2026, 11, 22)],
    ["Cy Three", "Fern Ash", "technical", 2, datetime.date(2026, 11, 23)],
]


def book(name, fill):
    workbook = Workbook()
    fill(workbook.active, workbook)
    workbook.save(BOOKS / f"{name}.xlsx")


def plain(sheet, workbook):
    sheet.title = "Ratings"
    sheet.append(["Panel of November"])
    sheet.append([])
    sheet.append(HEAD)
    for row in ROWS:
        sheet.append(row)
    workbook.create_sheet("Notes").append(["nothing of interest"])


def formulas(sheet, _):
    sheet.append(HEAD[:4])
    sheet.append(["Ada One", "Fern Ash", "technical", "=2+2"])
    sheet.append(["Bea Two", "Fern Ash", "technical", 3])


def dates(sheet, _):
    sheet.append(HEAD[:4])
    sheet.append(["Ada One", "Fern Ash", "technical", datetime.date(2026, 4, 3)])
    sheet.append(["Bea Two", "Fern Ash", "technical", 3])
    sheet["D3"].number_format = "yyyy-mm-dd"
    sheet.append(["Cy Three", "Fern Ash", "technical", 0.8])
    sheet["D4"].number_format = "0%"


def merged(sheet, _):
    sheet.append(HEAD[:4])
    sheet.append(["Ada One", "Fern Ash", "technical", 4])
    sheet.append([None, None, "communication", 5])
    sheet.merge_cells("A2:A3")
    sheet.merge_cells("B2:B3")


def columns(sheet, _):
    sheet.append(HEAD[:4])
    sheet.append(["Ada One", "Fern Ash", "technical", 4])
    sheet.cell(2, 16_384, "far away")


def far(sheet, _):
    """A million empty rows before the last."""
    sheet.append(HEAD[:4])
    sheet.append(["Ada One", "Fern Ash", "technical", 4])
    for column, value in enumerate(["Bea Two", "Fern Ash", "technical", 3], 1):
        sheet.cell(1_048_576, column, value)


def two_headers(sheet, _):
    sheet.append(["Candidate", "Interviewer", "Dimension", "Score"])
    sheet.append(["Applicant", "Reviewer", "Criterion", "Rating"])
    sheet.append(["Ada One", "Fern Ash", "technical", 4])


def total(sheet, _):
    sheet.append(["Applicant", "Criterion", "Fern Ash", "Basil Reed", "Average"])
    sheet.append(["Ada One", "technical", 4, 3, 3.5])
    sheet.append(["Bea Two", "technical", 2, 3, 2.5])
    sheet.append(["Total", None, 6, 6, 6])


def hidden(sheet, workbook):
    sheet.title = "Draft"
    sheet.sheet_state = "hidden"
    sheet.append(["not", "to", "be", "read"])
    own = workbook.create_sheet("Ratings")
    own.append(HEAD[:4])
    own.append(["Ada One", "Fern Ash", "technical", 4])
    own.append(["Bea Two", "Fern Ash", "technical", 1])
    own.row_dimensions[3].hidden = True
    workbook.active = 1


def ods():
    document = OpenDocumentSpreadsheet()
    table = Table(name="Ratings")
    for row in [HEAD, *ROWS]:
        line = TableRow()
        for value in row:
            if value is None:
                line.addElement(TableCell())
                continue
            if isinstance(value, datetime.date):
                cell = TableCell(valuetype="date", datevalue=value.isoformat())
            elif isinstance(value, int):
                cell = TableCell(valuetype="float", value=value)
            else:
                cell = TableCell(valuetype="string")
            cell.addElement(P(text=str(value)))
            line.addElement(cell)
        table.addElement(line)
    document.spreadsheet.addElement(table)
    document.save(str(BOOKS / "plain.ods"))


BOOKS.mkdir(exist_ok=True)
for fill in [plain, formulas, dates, merged, columns, far, two_headers, total, hidden]:
    book(fill.__name__, fill)
ods()
