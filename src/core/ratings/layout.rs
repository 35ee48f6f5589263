//! How a table is laid out: a row for each rating, or a column for each interviewer or each dimension. Decided by its first rows.

use super::export::{Export, ExportedScores, export};
use super::head::{Head, RatingField, Supply, ToldColumn, Unclear, listed, words_of};
use super::letters;
use super::nobody::sums_up;
use super::score::{SaidScore, ScoreReader};
use super::units::{HeaderScale, scale_of, without_scale};

/// A row of the beginning of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct First {
    /// As an editor counts, or the row of a sheet.
    pub line: u64,
    /// Its cells, trimmed.
    pub cells: Vec<String>,
}

/// What a person wants of the reading of a table.
#[derive(Debug, Clone, Default)]
pub(crate) struct TableOptions {
    /// What they say of columns.
    pub told: Vec<ToldColumn>,
    /// The sheet of a workbook; the first one without.
    pub sheet: Option<String>,
    /// Whether empty names stand for those above.
    pub fill_down: bool,
    /// Names and titles of the rubric's dimensions.
    pub dimensions: Vec<String>,
    /// For words in the place of scores.
    pub scores: ScoreReader,
    /// The scale that scores are on, where a person or the command says it.
    pub scale: Option<(i32, i32)>,
    /// Whether sessions of an export that count for nobody are wanted, too: practice, no-shows, and those that were stopped early.
    pub uncounted: bool,
}

/// How a table is laid out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Layout {
    /// A row for each rating, with the column of its score.
    Long(usize),
    /// A column for each of these.
    Wide(RatingField, Vec<usize>),
    /// As `hotseat export` writes it.
    Export(Export),
}

/// A table whose rows can be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TableLayout {
    /// Its header.
    pub head: Head,
    /// The header's line.
    pub line: u64,
    /// Which of the first rows come after the header.
    pub rows_from: usize,
    /// How it is laid out.
    pub layout: Layout,
    /// The scale that the headers of its scores give.
    pub scale: Option<HeaderScale>,
    /// What a person should know of it.
    pub notes: Vec<String>,
}

/// Why a table can't be read, with what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refused {
    /// The line that shows it.
    pub line: u64,
    pub why: String,
}

/// The most rows above a header.
const ABOVE: usize = 20;

/// How a table is to be read.
///
/// # Errors
/// Why it is unclear, with all that could be meant.
pub(crate) fn plan(first: &[First], wanted: &TableOptions) -> Result<TableLayout, Refused> {
    let at = header(first, wanted)?;
    let Some(row) = first.get(at) else { return Err(Refused { line: 1, why: "the table is empty".into() }) };
    let refused = |why: String| Refused { line: row.line, why };
    let rows = first.get(at + 1..).unwrap_or_default();
    let head = Head::of(&row.cells, &wanted.told).map_err(|unclear| refused(shown(&unclear, rows)))?;
    if let Some(second) = rows.iter().find(|row| row.cells.iter().any(|cell| !cell.is_empty()))
        && is_header(second, wanted)
    {
        let why = format!("two header rows, at lines {} and {}: keep one", row.line, second.line);
        return Err(Refused { line: second.line, why });
    }
    let layout = layout(&head, rows, wanted).map_err(refused)?;
    if let Some(second) = second_header(&head, &layout, rows) {
        let why = format!(
            "the row below the header, line {}, has words and no {}: two header rows? keep one",
            second.line,
            RatingField::Candidate.name()
        );
        return Err(Refused { line: second.line, why });
    }
    let scale = scale(&head, &layout, wanted).map_err(refused)?;
    let mut notes = Vec::new();
    let above: Vec<&str> =
        first[..at].iter().flat_map(|row| &row.cells).map(String::as_str).filter(|cell| !cell.is_empty()).collect();
    if !above.is_empty() {
        let shown: String = above.join(" ").chars().take(60).collect();
        notes.push(format!("the header stands at line {}; not read above it: {shown}", row.line));
    }
    if let Some(scale) = scale {
        notes.push(format!("the header says that scores are {scale}"));
    }
    if !matches!(layout, Layout::Export(_)) {
        let (named, unnamed) = unread(&head, &layout, rows);
        if !named.is_empty() {
            notes.push(format!("columns that are not read: {}", listed(&named)));
        }
        if !unnamed.is_empty() {
            notes
                .push(format!("columns that are not read, as the header has no name for them: {}", unnamed.join(", ")));
        }
    }
    Ok(TableLayout { head, line: row.line, rows_from: at + 1, layout, scale, notes })
}

/// Why columns can't be told; where several could be meant, with what each of them has first.
fn shown(unclear: &Unclear, rows: &[First]) -> String {
    let Unclear::Several { columns, .. } = unclear else { return unclear.to_string() };
    let value = |number: usize| {
        let mut cells = rows.iter().filter_map(|row| row.cells.get(number - 1)).filter(|cell| !cell.is_empty());
        cells.next().map(|cell| format!("#{number} begins with `{cell}`"))
    };
    let values: Vec<String> = columns.iter().filter_map(|(number, _)| value(*number)).collect();
    if values.is_empty() { unclear.to_string() } else { format!("{unclear} ({})", values.join(", ")) }
}

/// A second header: a row of words right below the first, where nobody is named.
fn second_header<'a>(head: &Head, layout: &Layout, rows: &'a [First]) -> Option<&'a First> {
    let row = rows.iter().find(|row| row.cells.iter().any(|cell| !cell.is_empty()))?;
    let cell = |column: usize| row.cells.get(column).map_or("", String::as_str);
    let scored: &[usize] = match layout {
        Layout::Long(score) => std::slice::from_ref(score),
        Layout::Wide(_, columns) => columns,
        Layout::Export(_) => &[],
    };
    let names = [RatingField::Candidate, RatingField::Interviewer, RatingField::Dimension];
    let has_name = names
        .iter()
        .any(|field| head.columns(*field).iter().any(|column| !scored.contains(column) && !cell(*column).is_empty()));
    let mut reader = ScoreReader::default();
    let mut is_word = |column: &usize| !cell(*column).is_empty() && reader.read(cell(*column)).is_err();
    let words = (0..row.cells.len()).filter(|column| is_word(column)).count();
    (!has_name && words >= 2).then_some(row)
}

/// The scale that the headers of scores give, held against the one that is declared.
fn scale(head: &Head, layout: &Layout, wanted: &TableOptions) -> Result<Option<HeaderScale>, String> {
    let columns: &[usize] = match layout {
        Layout::Long(score) => std::slice::from_ref(score),
        Layout::Wide(_, columns) => columns,
        Layout::Export(_) => return Ok(None),
    };
    let cells = columns.iter().filter_map(|column| head.cells.get(*column));
    let said: Vec<(&String, HeaderScale)> = cells.filter_map(|cell| Some((cell, scale_of(cell)?))).collect();
    let Some((first, scale)) = said.first() else { return Ok(None) };
    if let Some((other, _)) = said.iter().find(|(_, other)| other != scale) {
        return Err(format!(
            "`{first}` and `{other}` are on different scales: read them one at a time, as files of their own"
        ));
    }
    match wanted.scale {
        Some((min, max)) if scale.max != max || scale.min.is_some_and(|own| own != min) => {
            let whole = scale.min.map_or_else(|| format!("MIN..{}", scale.max), |min| format!("{min}..{}", scale.max));
            Err(format!(
                "the header `{first}` says {scale}, but scores would be read on {min}..{max}: mend the one or the other; `hotseat calibrate --from FILE --scale {whole}` reads them as the header says"
            ))
        }
        Some(_) | None => Ok(Some(*scale)),
    }
}

/// The columns that nothing is taken from: the headers of those that have one, and the letters of others in which something stands.
fn unread(head: &Head, layout: &Layout, rows: &[First]) -> (Vec<String>, Vec<String>) {
    let taken = |column: &usize| matches!(layout, Layout::Wide(_, columns) if columns.contains(column));
    let (mut named, mut unnamed) = (Vec::new(), Vec::new());
    for column in head.left().into_iter().filter(|column| !taken(column)) {
        let holds = |row: &First| row.cells.get(column).is_some_and(|cell| !cell.is_empty());
        match head.cells.get(column).map(|cell| cell.trim()) {
            Some(cell) if !cell.is_empty() => named.push(cell.to_owned()),
            Some(_) if rows.iter().any(holds) => unnamed.push(letters(u32::try_from(column + 1).unwrap_or_default())),
            Some(_) | None => {}
        }
    }
    (named, unnamed)
}

/// Whether a row names two fields by their own words, as no row of ratings does.
fn is_header(row: &First, wanted: &TableOptions) -> bool {
    let told: Vec<ToldColumn> = wanted.told.clone();
    match Head::of(&row.cells, &told) {
        Ok(head) => head.told() >= 2,
        Err(Unclear::Several { .. }) => true,
        Err(Unclear::NoColumn { .. }) => false,
    }
}

/// Where the header stands: the first row that names two fields, else the first with two texts that are no numbers.
fn header(first: &[First], wanted: &TableOptions) -> Result<usize, Refused> {
    let holds = |(_, row): &(usize, &First)| row.cells.iter().any(|cell| !cell.is_empty());
    let near = || first.iter().enumerate().filter(holds).take(ABOVE);
    if let Some((at, _)) = near().find(|(_, row)| is_header(row, wanted)) {
        return Ok(at);
    }
    let mut scores = ScoreReader::default();
    let mut is_text = |cell: &String| !cell.is_empty() && scores.read(cell).is_err();
    let texts = near().find(|(_, row)| row.cells.iter().filter(|cell| is_text(cell)).count() >= 2);
    match texts.or_else(|| near().next()) {
        Some((at, _)) => Ok(at),
        None => Err(Refused { line: 1, why: "there is no header: a first row that names the columns".into() }),
    }
}

fn layout(head: &Head, rows: &[First], wanted: &TableOptions) -> Result<Layout, String> {
    if let Some(export) = export(head) {
        return Ok(Layout::Export(export));
    }
    for field in [RatingField::Interviewer, RatingField::Dimension] {
        let columns = head.columns(field);
        if columns.len() > 1 {
            return wide(head, field, columns);
        }
    }
    if let Some(field) = head.rest {
        return wide(head, field, scored(head, rows, wanted));
    }
    if let Some(score) = head.columns(RatingField::Score).first() {
        return long(head).map(|()| Layout::Long(*score));
    }
    let columns = scored(head, rows, wanted);
    match (head.has(RatingField::Interviewer), head.has(RatingField::Dimension)) {
        (true, true) => Err(format!(
            "no column is the score; the header has {}: say which with --columns score=HEADER",
            listed(&head.cells)
        )),
        (true, false) => wide(head, RatingField::Dimension, columns),
        (false, true) => wide(head, RatingField::Interviewer, columns),
        (false, false) => unsaid(head, rows, (columns, wanted)),
    }
}

/// Columns of scores where neither interviewers nor dimensions have a column of their own.
fn unsaid(head: &Head, rows: &[First], (columns, wanted): (Vec<usize>, &TableOptions)) -> Result<Layout, String> {
    let name = |column: usize| head.cells.get(column).map_or("", String::as_str);
    if columns.len() > 1 && columns.iter().all(|column| is_numbered_interviewer(name(*column))) {
        return wide(head, RatingField::Interviewer, columns);
    }
    let is_dimension =
        |column: &usize| wanted.dimensions.iter().any(|own| own.eq_ignore_ascii_case(without_scale(name(*column))));
    let who = who_is_rated(head, &columns);
    if let (Some(who), false, true) = (&who, columns.is_empty(), columns.iter().all(is_dimension)) {
        let names: Vec<String> = columns.iter().map(|column| name(*column).to_owned()).collect();
        return Err(format!(
            "{} are dimensions, but no column is the interviewer: say who with --columns {who}interviewer:NAME",
            listed(&names)
        ));
    }
    let (Some(who), Some((candidate, row, column))) = (who, example(head, rows, &columns)) else {
        return Err(format!(
            "no column is the candidate, interviewer or score; the header has {}: say which with --columns candidate=HEADER,interviewer=HEADER,score=HEADER, or by their numbers, such as score=#4",
            listed(&head.cells)
        ));
    };
    let score = row.cells.get(column).map_or("", String::as_str);
    let names: Vec<String> = columns.iter().map(|column| name(*column).to_owned()).collect();
    Err(format!(
        "{} may be interviewers or dimensions: --columns {who}interviewer=* reads \"{candidate}, rated {score} by {}\", --columns {who}dimension=*,interviewer:NAME \"{candidate}, rated {score} on {} by NAME\"",
        listed(&names),
        name(column),
        name(column)
    ))
}

/// What says in `--columns` who was rated, where the header does not: the first column without scores; none where there is none.
fn who_is_rated(head: &Head, scored: &[usize]) -> Option<String> {
    if head.has(RatingField::Candidate) {
        return Some(String::new());
    }
    let column = head.left().into_iter().find(|column| !scored.contains(column))?;
    Some(format!("candidate=#{},", column + 1))
}

/// The first score of a wide table, to show a reading by.
fn example<'a>(head: &Head, rows: &'a [First], columns: &[usize]) -> Option<(&'a str, &'a First, usize)> {
    let told = head.columns(RatingField::Candidate).first().copied();
    let candidate = told.or_else(|| head.left().into_iter().find(|column| !columns.contains(column)))?;
    rows.iter().find_map(|row| {
        let column = columns.iter().find(|column| row.cells.get(**column).is_some_and(|cell| !cell.is_empty()))?;
        Some((row.cells.get(candidate)?.as_str(), row, *column))
    })
}

/// That a row for each rating has all it needs. Where no column is the dimension, all ratings are on one.
fn long(head: &Head) -> Result<(), String> {
    let missing: Vec<&str> = [RatingField::Candidate, RatingField::Interviewer]
        .into_iter()
        .filter(|field| !head.has(*field))
        .map(RatingField::name)
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let what = missing.join(" and no ");
    Err(format!(
        "the header has no {what}; it has {}: say which column it is with --columns {}=HEADER",
        listed(&head.cells),
        missing.first().copied().unwrap_or_default()
    ))
}

fn wide(head: &Head, field: RatingField, columns: Vec<usize>) -> Result<Layout, String> {
    let other = if field == RatingField::Dimension { RatingField::Interviewer } else { RatingField::Dimension };
    let needed: Vec<RatingField> = if other == RatingField::Interviewer {
        vec![RatingField::Candidate, other]
    } else {
        vec![RatingField::Candidate]
    };
    if let Some(missing) = needed.into_iter().find(|field| !head.has(*field)) {
        return Err(format!(
            "one column per {}, but no column is the {}; the header has {}: say which with --columns {}{}=HEADER, or {}:NAME for all rows",
            field.name(),
            missing.name(),
            listed(&head.cells),
            again(head),
            missing.name(),
            missing.name()
        ));
    }
    if columns.is_empty() {
        return Err(format!("no column has scores; the header has {}", listed(&head.cells)));
    }
    let mut names: Vec<String> = columns
        .iter()
        .filter_map(|column| head.cells.get(*column))
        .map(|cell| stands_for(field, cell).to_lowercase())
        .collect();
    names.sort();
    if let Some((twice, _)) = names.iter().zip(names.iter().skip(1)).find(|(one, other)| one == other) {
        return Err(format!("two columns of scores are called `{twice}`: give them different names"));
    }
    if names.first().is_some_and(String::is_empty) {
        return Err(format!("a column of scores has no name in the header; it should name the {}", field.name()));
    }
    Ok(Layout::Wide(field, columns))
}

fn stands_for(field: RatingField, cell: &str) -> &str {
    if field == RatingField::Dimension { without_scale(cell) } else { cell }
}

/// What was said of the columns that are left, which has to be said again.
fn again(head: &Head) -> String {
    head.rest.map_or_else(String::new, |field| format!("{}=*,", field.name()))
}

/// Columns that nothing explains and that hold scores, at least in half of the cells that hold anything.
fn scored(head: &Head, rows: &[First], wanted: &TableOptions) -> Vec<usize> {
    let is_own = |cell: &str| wanted.dimensions.iter().any(|own| own.eq_ignore_ascii_case(without_scale(cell)));
    let holds = |column: &usize| {
        if head.cells.get(*column).is_some_and(|cell| is_no_score(cell) && !is_own(cell)) {
            return false;
        }
        let mut scores = wanted.scores.clone();
        let (mut points, mut others) = (0, 0);
        for cell in rows.iter().filter_map(|row| row.cells.get(*column)) {
            match scores.read(cell) {
                Ok(SaidScore::Points(_) | SaidScore::Of(..) | SaidScore::Word(_) | SaidScore::Beside(..)) => {
                    points += 1;
                }
                Ok(SaidScore::NotRated) => {}
                Err(_) => others += 1,
            }
        }
        let is_row_number = head.cells.get(*column).is_some_and(String::is_empty);
        points > 0 && points >= others && !is_row_number
    };
    head.left().into_iter().filter(holds).collect()
}

impl TableLayout {
    /// What a column of a wide table stands for: a person, or a dimension without the scale that its header gives.
    pub(crate) fn name(&self, field: RatingField, column: usize) -> &str {
        stands_for(field, self.head.cells.get(column).map_or("", String::as_str))
    }

    /// In words, for a person.
    pub(crate) fn said(&self) -> String {
        let only = |field: RatingField| match self.head.fields.get(&field).map(Vec::as_slice) {
            Some([Supply::Same(text)]) => format!(", {} {text} throughout", field.name()),
            None if field == RatingField::Dimension => ", all on one dimension".to_owned(),
            Some(_) | None => String::new(),
        };
        match &self.layout {
            Layout::Export(Export { scores: ExportedScores::Long { .. }, .. }) => {
                "as `hotseat export` writes it, one row per rating".to_owned()
            }
            Layout::Export(Export { scores: ExportedScores::Wide { .. }, .. }) => {
                "as `hotseat export --wide` writes it, one row per scorecard".to_owned()
            }
            Layout::Long(_) => {
                format!("one row per rating{}{}", only(RatingField::Dimension), only(RatingField::Interviewer))
            }
            Layout::Wide(field, columns) => {
                let names: Vec<String> = columns.iter().map(|column| self.name(*field, *column).to_owned()).collect();
                let other =
                    if *field == RatingField::Dimension { RatingField::Interviewer } else { RatingField::Dimension };
                format!(
                    "one column per {}: {} ({}){}",
                    field.name(),
                    columns.len(),
                    listed(&names).replace('`', ""),
                    only(other)
                )
            }
        }
    }
}

/// Whether a header says that its column is a rater: `Rater 1`, `Judge B`, `J2`.
fn is_numbered_interviewer(cell: &str) -> bool {
    let words = words_of(cell);
    let text = words.join(" ");
    let base = text.trim_end_matches(|letter: char| letter.is_ascii_digit() || letter == ' ');
    let lettered = words.len() == 2 && words[1].chars().count() == 1;
    let known = |word: &str| RatingField::Interviewer.words().contains(&word);
    (base.len() < text.len() && known(base)) || (lettered && known(&words[0]))
}

/// Whether a header says that its column holds numbers that nobody gave as scores: computed from others, or of another kind.
fn is_no_score(cell: &str) -> bool {
    let words = words_of(cell);
    let is_other = |word: &String| {
        matches!(
            word.as_str(),
            "rank"
                | "weight"
                | "year"
                | "years"
                | "yrs"
                | "yoe"
                | "months"
                | "salary"
                | "phone"
                | "zip"
                | "minutes"
                | "duration"
        )
    };
    // `No-code skills` are rated, `Req. No.` is not.
    let numbers =
        |word: &String| matches!(word.as_str(), "id" | "no" | "nr" | "number" | "index" | "row" | "age" | "attempt");
    sums_up(cell) || matches!(cell.trim(), "#" | "№") || words.iter().any(is_other) || words.last().is_some_and(numbers)
}
