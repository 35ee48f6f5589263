"""Makes the workbooks in books/, and books/ratings.json: what openpyxl and pandas find in them, which are other readers than hotseat's.

    python3 -m venv venv && venv/bin/pip install openpyxl odfpy pandas xlsxwriter && venv/bin/python workbooks.py
"""

import datetime
import json
import pathlib
import re
import zipfile

import pandas
import xlsxwriter
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import CoveredTableCell, Table, TableCell, TableColumn, TableRow
from odf.text import P
from openpyxl import Workbook, load_workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

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


def percentages(sheet, _):
    """100% is stored as 1, which is a score; a percent sign that is text multiplies nothing."""
    sheet.append(HEAD[:4])
    for row, (name, score, shown) in enumerate(
        [("Ada One", 1, "0%"), ("Bea Two", 0.8, "0.0%"), ("Cy Three", 4, '0"%"'), ("Di Four", 3, "General")], 2
    ):
        sheet.append([name, "Fern Ash", "technical", score])
        sheet.cell(row, 4).number_format = shown


def unseen(sheet, workbook):
    """Rows hidden by hand and by a filter, a hidden column, sheets beside it."""
    sheet.title = "Panel"
    sheet.append([*HEAD[:4], "Note"])
    for number in range(1, 8):
        sheet.append([f"Candidate {number}", "Fern Ash", "technical", number % 5 + 1, "fine"])
    for row in [3, 6, 7]:
        sheet.row_dimensions[row].hidden = True
    sheet.row_dimensions[40].hidden = True
    sheet.column_dimensions["E"].hidden = True
    sheet.auto_filter.ref = "A1:E8"
    workbook.create_sheet("Round 2").append(HEAD)
    workbook.create_sheet("Draft").sheet_state = "hidden"


def merged_some(sheet, _):
    """A merged cell ends before an empty one that belongs to nobody."""
    sheet.append(HEAD[:4])
    for row in [
        ["Ada One", "Fern Ash", "technical", 4],
        [None, "Fern Ash", "communication", 5],
        [None, "Basil Reed", "technical", 3],
        ["Bea Two", "Basil Reed", "technical", 2],
        [None, "Basil Reed", "communication", None],
    ]:
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    sheet.merge_cells("D5:D6")


def group_headers(sheet, _):
    """The usual two rows: a name over its dimensions."""
    sheet.append(["Candidate", "Fern Ash", None, "Basil Reed", None])
    sheet.append([None, "technical", "communication", "technical", "communication"])
    sheet.append(["Ada One", 4, 3, 2, 5])
    sheet.append(["Bea Two", 3, 3, 4, 4])
    sheet.merge_cells("B1:C1")
    sheet.merge_cells("D1:E1")
    sheet.merge_cells("A1:A2")


def block_above(sheet, _):
    """What the scores mean, above the table."""
    for row in [["Scale"], [5, "excellent"], [4, "good"], [3, "average"], [], HEAD[:4]]:
        sheet.append(row)
    sheet.append(["Ada One", "Fern Ash", "technical", 4])
    sheet.append(["Bea Two", "Fern Ash", "technical", 5])


def mac(sheet, workbook):
    """Days count from 1904."""
    workbook.epoch = CALENDAR_MAC_1904
    plain(sheet, workbook)


def sheets(sheet, workbook):
    """A sheet for each interviewer, called by the name."""
    for own, name, scores in [(sheet, "Fern Ash", [4, 3, 2, 5]), (workbook.create_sheet(), "Basil Reed", [3, 3, 1, 4])]:
        own.title = name
        own.append(["Candidate", "Technical skills", "Communication"])
        own.append(["Ada One", *scores[:2]])
        own.append(["Bea Two", *scores[2:]])
    workbook.create_sheet("Empty")
    workbook.create_sheet("Old").sheet_state = "hidden"


def empty_texts():
    """Formulas that were computed, and gave an empty text."""
    book = xlsxwriter.Workbook(BOOKS / "empty_texts.xlsx")
    sheet = book.add_worksheet("Ratings")
    sheet.write_row(0, 0, HEAD[:4])
    for row, (name, value) in enumerate([("Ada One", 4), ("Bea Two", ""), ("Cy Three", "")], 1):
        sheet.write_row(row, 0, [name, "Fern Ash", "technical"])
        sheet.write_formula(row, 3, f'=IF(Z{row}="","",Z{row})', None, value)
    book.close()
    # Spreadsheets say that the empty result is a text; xlsxwriter leaves that out.
    with zipfile.ZipFile(BOOKS / "empty_texts.xlsx") as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    part = "xl/worksheets/sheet1.xml"
    parts[part] = re.sub(rb'<c r="(D[34])">', rb'<c r="\1" t="str">', parts[part])
    with zipfile.ZipFile(BOOKS / "empty_texts.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def hidden_ods():
    """Hidden rows and columns, a percentage and merged cells, as LibreOffice writes them."""
    document = OpenDocumentSpreadsheet()
    table = Table(name="Ratings")
    table.addElement(TableColumn(numbercolumnsrepeated=4))
    table.addElement(TableColumn(visibility="collapse"))

    def text(value, **more):
        cell = TableCell(valuetype="string", **more)
        cell.addElement(P(text=value))
        return cell

    def number(value, kind="float"):
        return TableCell(valuetype=kind, value=value)

    for cells, more in [
        ([text(head) for head in [*HEAD[:4], "Note"]], {}),
        ([text("Ada One", numberrowsspanned=2, numbercolumnsspanned=1), text("Fern Ash"), text("technical"), number(4)], {}),
        ([CoveredTableCell(), text("Fern Ash"), text("communication"), number(3)], {"visibility": "filter"}),
        ([text("Bea Two"), text("Fern Ash"), text("technical"), number(1, "percentage")], {}),
        ([], {"numberrowsrepeated": 3}),
        ([text("Cy Three"), text("Fern Ash"), text("technical"), number(5)], {"visibility": "collapse"}),
    ]:
        row = TableRow(**more)
        for cell in cells:
            row.addElement(cell)
        table.addElement(row)
    document.spreadsheet.addElement(table)
    document.save(str(BOOKS / "unseen.ods"))


def rated(rows):
    """Each row below the header that has a rating: the score's cell, candidate, interviewer, dimension, score, day."""
    found, head = [], None
    for number, row in rows:
        row = [None if cell is None or cell == "" or cell != cell else cell for cell in row]
        if head is None:
            head = row[:4] == HEAD[:4] or None
            continue
        name, interviewer, dimension, score = (*row, None, None, None, None)[:4]
        is_number = isinstance(score, (int, float)) and not isinstance(score, bool)
        score = int(score) if is_number and score == int(score) else score
        if name and interviewer and dimension and is_number:
            day = row[4] if head and len(row) > 4 and isinstance(row[4], datetime.datetime) else None
            found.append([f"D{number}", name, interviewer, dimension, str(score), day.date().isoformat() if day else ""])
    return found


def looked_at(path):
    """What openpyxl finds in the first sheet that is not hidden."""
    book = load_workbook(path, data_only=True)
    sheet = next(sheet for sheet in book.worksheets if sheet.sheet_state == "visible")
    shown = [cell for row in sheet.iter_rows() for cell in row if "%" in cell.number_format.replace('"%"', "")]
    percentages = [cell.coordinate for cell in shown if isinstance(cell.value, (int, float))]
    last = max((row for row, _ in sheet._cells), default=0)
    ratings = rated((row[0].row, [cell.value for cell in row]) for row in sheet.iter_rows(max_col=5))
    return {
        "sheet": sheet.title,
        "others": [other.title for other in book.worksheets if other is not sheet],
        "ratings": [rating for rating in ratings if rating[0] not in percentages],
        "percentages": percentages,
        "hidden_rows": [row for row, own in sorted(sheet.row_dimensions.items()) if own.hidden and row <= last],
        "hidden_columns": [name for name, own in sorted(sheet.column_dimensions.items()) if own.hidden],
        "merged": sorted(str(area) for area in sheet.merged_cells.ranges),
    }


BOOKS.mkdir(exist_ok=True)
for fill in [
    plain, formulas, dates, merged, columns, far, two_headers, total, hidden, percentages, unseen, merged_some, group_headers,
    block_above, mac, sheets,
]:
    book(fill.__name__, fill)
empty_texts()
ods()
hidden_ods()
found = {path.name: looked_at(path) for path in sorted(BOOKS.glob("*.xlsx")) if path.stem not in ["far", "sheets"]}
for path in sorted(BOOKS.glob("*.ods")):
    table = pandas.read_excel(path, engine="odf", header=None)
    ratings = rated((at + 1, list(row)) for at, row in zip(table.index, table.values.tolist()))
    # pandas does not tell a percentage from a number.
    shares = ["D4"] if path.name == "unseen.ods" else []
    found[path.name] = {"ratings": [rating for rating in ratings if rating[0] not in shares], "percentages": shares}
(BOOKS / "ratings.json").write_text("{\n" + ",\n".join(f"{json.dumps(name)}: {json.dumps(own)}" for name, own in found.items()) + "\n}\n")
