//! Workbooks, held against what openpyxl and pandas find in them (`workbooks.py` writes `books/ratings.json`).

use serde_json::Value;

use super::{CALIBRATE, Case, IMPORT, here};

const DRY: &str = "calibrate --json --dry-run --scale 1..5 --from";

fn found() -> serde_json::Map<String, Value> {
    let text = std::fs::read_to_string(here("books/ratings.json")).expect("it reads");
    serde_json::from_str(&text).expect("JSON")
}

fn list(value: &Value) -> Vec<String> {
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    value.as_array().into_iter().flatten().map(text).collect()
}

/// Tables that are refused as a whole, or are laid out otherwise than `workbooks.py` reads them.
const OTHERS: [&str; 4] = ["columns.xlsx", "two_headers.xlsx", "group_headers.xlsx", "total.xlsx"];

#[test]
fn workbooks_hold_what_other_readers_find_in_them() {
    for (name, own) in found().into_iter().filter(|(name, _)| !OTHERS.contains(&name.as_str())) {
        let said = Case::book(&name).run(DRY, &["--skip-bad"]);
        let shown: Value = serde_json::from_str(&said.stdout).unwrap_or_else(|error| panic!("{name}: {error}: {said}"));
        let first = shown["first"].as_array().expect("a list");
        assert_eq!(shown["ratings"], first.len(), "{name}: all are shown");
        let row = |row: &Value| -> Vec<String> {
            let text = |field: &str| row[field].as_str().unwrap_or_default().to_owned();
            let cell = text("place").rsplit(' ').next().unwrap_or_default().to_owned();
            let rest = ["candidate", "interviewer", "dimension", "score", "date"].map(text);
            std::iter::once(cell).chain(rest).collect()
        };
        let wanted: Vec<Vec<String>> = own["ratings"].as_array().expect("a list").iter().map(list).collect();
        assert_eq!(first.iter().map(row).collect::<Vec<_>>(), wanted, "{name}: {said}");
        for cell in list(&own["percentages"]) {
            let at = format!(", {cell}: `");
            // Those of one kind are named by the first of them and the rows of the others.
            let row = format!("at row {}", cell.trim_start_matches(|letter: char| letter.is_ascii_uppercase()));
            let mut lines = said.stderr.lines().filter(|line| line.contains("is a percentage"));
            assert!(lines.any(|line| line.contains(&at) || line.contains(&row)), "{name}: {cell} is named in {said}");
        }
        for other in list(&own["others"]) {
            assert!(said.stderr.contains(&format!("`{other}`")), "{name}: {other} is named in {said}");
        }
        let Some(hidden) = own.get("hidden_rows").map(|rows| list(rows).len()) else { continue };
        let rows = format!("note: {hidden} row");
        assert_eq!(said.stderr.contains("hidden in the sheet"), hidden > 0, "{name}: {said}");
        assert!(hidden == 0 || said.stderr.contains(&rows), "{name}: {rows} in {said}");
    }
}

#[test]
fn what_a_sheet_shows_beside_its_values_is_said() {
    let unseen = Case::book("unseen.xlsx").run(DRY, &[]).stderr;
    for said in [
        "note: sheets that are not read: `Round 2`, `Draft` (hidden); --sheet NAME reads another",
        "note: 3 rows are hidden in the sheet, and read like the others: 3, 6-7",
        "note: 1 column is hidden in the sheet, and read like the others: E",
    ] {
        assert!(unseen.contains(said), "no {said} in {unseen}");
    }
    let draft = Case::book("hidden.xlsx").run(CALIBRATE, &["--sheet", "Draft"]);
    assert_eq!(draft.code, 3, "{draft}");
    let open = Case::book("unseen.ods").run(DRY, &["--fill-down"]);
    for said in [
        "note: 2 rows are hidden in the sheet, and read like the others: 3, 8",
        "note: 1 column is hidden in the sheet, and read like the others: E",
        "note: filled 1 cell of column `Candidate` with what stands above",
        ", D4: `100%` is a percentage",
        "left out: 3 empty rows",
    ] {
        assert!(open.stderr.contains(said), "no {said} in {open}");
    }
    let texts = Case::book("empty_texts.xlsx").run(IMPORT, &[]);
    assert!(
        texts.stderr.contains("note: 2 cells have a formula whose text is empty, and are read as empty"),
        "{texts}"
    );
    assert!(texts.stderr.contains("left out: 2 places where nobody rated"), "{texts}");
    texts.fine();
    let block = Case::book("block_above.xlsx").run(DRY, &[]);
    assert!(block.stderr.contains("not read above it: Scale 5 excellent 4 good 3 average"), "{block}");
    let groups = Case::book("group_headers.xlsx").run(CALIBRATE, &["--columns", "interviewer=*"]);
    assert!(groups.code == 3 && groups.stderr.contains("two header rows? keep one"), "{groups}");
    let far = Case::book("far.xlsx").run(IMPORT, &[]);
    assert!(far.stderr.contains("left out: 1048573 empty rows"), "{far}");
    let wide = Case::book("columns.xlsx").run(CALIBRATE, &[]);
    assert!(wide.stderr.contains("something stands in XFD2, column 16384 of the sheet"), "{wide}");
}

#[test]
fn a_merged_cell_fills_no_more_than_itself() {
    let case = Case::book("merged_some.xlsx");
    let refused = case.run(IMPORT, &["--fill-down"]);
    for said in [
        "A4: the candidate is missing; it is no part of a merged cell: write the name; and 1 more like it, at row 6",
        "note: filled 1 cell of column `Candidate`",
    ] {
        assert!(refused.code == 3 && refused.stderr.contains(said), "no {said} in {refused}");
    }
    let refused = case.run(IMPORT, &[]);
    let said = "A3: the candidate is missing; the cell is a part of one above: --fill-down takes its name";
    assert!(refused.stderr.contains(said), "{refused}");
}
