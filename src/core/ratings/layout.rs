//! How a table is laid out: a row for each rating, or a column for each interviewer or each dimension. Decided by its first rows.

use std::collections::BTreeMap;

use super::super::names::folded;
use super::super::scale::Level;
use super::direction::{BestEnd, SaidDirection, direction_of, ends_in_title};
use super::export::{Export, ExportedScores, export};
use super::field::{self, is_about, words_of};
use super::head::{Given, Head, RatingField, Supply, ToldColumn, Unclear, listed};
pub(crate) use super::holds::First;
use super::holds::{SeenRows, is_like_a_name};
use super::letters;
use super::nobody::is_overall;
pub(crate) use super::options::{Layout, TableOptions};
use super::options::{is_no_score, is_own};
use super::propose::{is_numbered_interviewer, proposed, unsaid};
use super::score::{RUBRIC_ENDS, SaidScore, ScoreReader};
use super::suspect;
use super::units::{HeaderScale, grid_row, scale_of, without_scale};

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
    /// The scale that its headers give, or what stands beside its scores.
    pub scale: Option<HeaderScale>,
    /// What gives it, in words; empty where nothing does.
    pub scale_by: &'static str,
    /// Columns of texts about one column of scores, by that.
    pub abouts: BTreeMap<usize, usize>,
    /// Which columns say what was held, where that is wanted.
    pub held: HeldColumns,
    /// What a person should know of it.
    pub notes: Vec<String>,
}

/// The columns that say what was held.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct HeldColumns {
    pub format: Option<usize>,
    pub level: Option<usize>,
}

impl HeldColumns {
    /// Those of a header below which nothing stands that names no format or no level.
    fn of(head: &Head, rows: &[First], wanted: &TableOptions) -> Self {
        if wanted.formats.is_empty() {
            return Self::default();
        }
        let column = |is: fn(&[String]) -> bool, names: &dyn Fn(&str) -> bool| {
            let holds = |column: &usize| {
                let mut cells =
                    rows.iter().filter_map(|row| row.cells.get(*column)).filter(|cell| !cell.is_empty()).peekable();
                cells.peek().is_some() && cells.all(|cell| names(cell))
            };
            (0..head.cells.len()).find(|column| is(&words_of(&head.cells[*column])) && holds(column))
        };
        let is_format = |cell: &str| wanted.formats.iter().any(|known| folded(known) == folded(cell));
        let is_level = |cell: &str| cell.to_lowercase().parse::<Level>().is_ok();
        Self { format: column(field::is_format, &is_format), level: column(field::is_level, &is_level) }
    }
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
    let seen = SeenRows::of(rows, row.cells.len(), &wanted.scores);
    let mut head = Head::of(&row.cells, &wanted.told, &seen).map_err(|unclear| refused(shown(&unclear, rows)))?;
    let is_open = !head.has(RatingField::Interviewer) && head.rest != Some(RatingField::Interviewer);
    if let Some(title) = wanted.interviewer.as_ref().filter(|_| is_open) {
        head.fields.insert(RatingField::Interviewer, vec![Supply::Same(title.clone())]);
    }
    note_of_rows(&mut head, wanted);
    if let Some(second) = rows.iter().find(|row| row.cells.iter().any(|cell| !cell.is_empty()))
        && is_header(second, wanted)
    {
        let why = format!("two header rows, at lines {} and {}: keep one", row.line, second.line);
        return Err(Refused { line: second.line, why });
    }
    let layout = layout(&head, &seen, wanted).map_err(refused)?;
    if let Some(second) = second_header(&head, &layout, rows) {
        let why = format!(
            "the row below the header, line {}, has words and no {}: two header rows? keep one",
            second.line,
            RatingField::Candidate.name()
        );
        return Err(Refused { line: second.line, why });
    }
    let above: Vec<&str> =
        first[..at].iter().flat_map(|row| &row.cells).map(String::as_str).filter(|cell| !cell.is_empty()).collect();
    refuse_other_end(&head, (&layout, &above), wanted).map_err(refused)?;
    let scale = scale(&head, (&layout, &above, &seen), wanted).map_err(refused)?;
    suspect::misread(&head, (&layout, &seen), wanted).map_err(refused)?;
    let mut notes = Vec::new();
    if !above.is_empty() {
        notes.push(format!(
            "the header stands at line {}; not read above it: {}",
            row.line,
            shortened(&above.join(" "))
        ));
    }
    if let Some((by, scale)) = scale.filter(|_| !matches!(layout, Layout::Export(_))) {
        notes.push(format!("{} that scores are {scale}", by.says()));
    }
    let scale_by = scale.map_or("", |(by, _)| by.as_it_says());
    let scale = scale.map(|(_, scale)| scale);
    let abouts = abouts(&head, &layout);
    let said_by = HeldColumns::of(&head, rows, wanted);
    if !matches!(layout, Layout::Export(_)) {
        let (named, unnamed) = unread(&head, (&layout, &abouts, said_by), &seen);
        if !named.is_empty() {
            notes.push(format!("columns that are not read: {}", listed(&named)));
        }
        if !unnamed.is_empty() {
            notes
                .push(format!("columns that are not read, as the header has no name for them: {}", unnamed.join(", ")));
        }
    }
    Ok(TableLayout { head, line: row.line, rows_from: at + 1, layout, scale, scale_by, abouts, held: said_by, notes })
}

/// A text for a message, up to the end of a word.
fn shortened(text: &str) -> String {
    const MOST: usize = 60;
    let mut short = String::new();
    for word in text.split_whitespace() {
        if short.chars().count() + word.chars().count() > MOST && !short.is_empty() {
            return short + " ...";
        }
        if !short.is_empty() {
            short.push(' ');
        }
        short.push_str(word);
    }
    short
}

/// Takes the one column of comments on no single score as the note of a row, where no column is one by its own words.
fn note_of_rows(head: &mut Head, wanted: &TableOptions) {
    if head.has(RatingField::Note) {
        return;
    }
    let is_general = |column: &usize| {
        let cell = head.cells.get(*column).map_or("", String::as_str);
        is_about(cell) && !is_own(cell, wanted) && about(&head.cells, *column, &head.left()).is_none()
    };
    let left = head.left();
    let mut general = left.iter().filter(|column| is_general(column));
    if let (Some(only), None) = (general.next(), general.next()) {
        head.fields.insert(RatingField::Note, vec![Supply::Column(*only)]);
    }
}

/// The one of several columns that a column of comments is about: whose name its header holds, the longest such.
fn about(cells: &[String], comments: usize, scored: &[usize]) -> Option<usize> {
    let header = format!(" {} ", words_of(cells.get(comments)?).join(" "));
    let named = |column: &&usize| {
        let words = words_of(without_scale(cells.get(**column).map_or("", String::as_str)));
        let is_named = **column != comments
            && !words.is_empty()
            && !is_about(cells.get(**column).map_or("", String::as_str))
            && (header.contains(&format!(" {} ", words.join(" ")))
                || words
                    .first()
                    .is_some_and(|first| first.chars().count() > 4 && header.contains(&format!(" {first} "))));
        is_named.then_some(words.len())
    };
    scored.iter().filter_map(|column| Some((named(&column)?, *column))).max().map(|(_, column)| column)
}

/// Columns of comments on one column of scores each, by that.
fn abouts(head: &Head, layout: &Layout) -> BTreeMap<usize, usize> {
    let Layout::Wide(_, columns) = layout else { return BTreeMap::new() };
    let left = head.left().into_iter().filter(|column| !columns.contains(column));
    let comments = left.filter(|column| head.cells.get(*column).is_some_and(|cell| is_about(cell)));
    comments.filter_map(|comments| Some((about(&head.cells, comments, columns)?, comments))).collect()
}

/// Refuses scores whose header, or title above it, says that another end is the best than the one that is taken for it.
fn refuse_other_end(head: &Head, (layout, above): (&Layout, &[&str]), wanted: &TableOptions) -> Result<(), String> {
    let columns: &[usize] = match layout {
        Layout::Long(score) => std::slice::from_ref(score),
        Layout::Wide(_, columns) => columns,
        Layout::Export(_) => return Ok(()),
    };
    let cells = columns.iter().filter_map(|column| head.cells.get(*column)).map(String::as_str);
    let said: Vec<(&str, SaidDirection)> =
        cells.chain(above.iter().copied()).filter_map(|cell| Some((cell, direction_of(cell)?))).collect();
    let Some((cell, direction)) = said.first() else { return Ok(()) };
    if let Some((other, _)) = said.iter().find(|(_, other)| other.best != direction.best) {
        return Err(format!(
            "`{cell}` and `{other}` say that other ends of their scales are the best: read them one at a time, as files of their own"
        ));
    }
    let best = match direction.best {
        BestEnd::Lowest => "lowest",
        BestEnd::Highest => "highest",
    };
    let ends = direction.ends.or_else(|| scale_of(cell).and_then(|scale| Some((scale.min?, scale.max))));
    let scale = match (wanted.scale, ends) {
        (Some(_), _) => String::new(),
        (None, Some((min, max))) => format!(" --scale {min}..{max}"),
        (None, None) => " with the ends of the scale, such as --scale 1..5,".to_owned(),
    };
    match (direction.best, wanted.best) {
        (BestEnd::Lowest, None) => Err(format!(
            "`{cell}` says that the {best} score is the best: --reverse{scale} reads it so; --not-reversed reads the highest as the best all the same"
        )),
        (BestEnd::Highest, Some(BestEnd::Lowest)) => Err(format!(
            "`{cell}` says that the {best} score is the best, and --reverse that the lowest is: leave --reverse out, or mend the header"
        )),
        (BestEnd::Lowest | BestEnd::Highest, _) => Ok(()),
    }
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

/// What gives a scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ScaleBy {
    Header,
    Title,
    Column,
    Rubric,
}

impl ScaleBy {
    fn says(self) -> &'static str {
        match self {
            Self::Header => "the header says",
            Self::Title => "what stands above the header says",
            Self::Column => "the column of the most that can be given says",
            Self::Rubric => "the rubric says",
        }
    }

    fn as_it_says(self) -> &'static str {
        match self {
            Self::Header => "as the header says",
            Self::Title => "as what stands above the header says",
            Self::Column => "as the column of the most that can be given says",
            Self::Rubric => "as its rubric has it",
        }
    }
}

/// The scale that the headers of scores, a title above them or a column beside them gives, held against the one that is declared.
fn scale(
    head: &Head,
    (layout, above, seen): (&Layout, &[&str], &SeenRows<'_>),
    wanted: &TableOptions,
) -> Result<Option<(ScaleBy, HeaderScale)>, String> {
    let columns: &[usize] = match layout {
        Layout::Long(score) => std::slice::from_ref(score),
        Layout::Wide(_, columns) => columns,
        // Scores of every rubric are on its scale.
        Layout::Export(_) => {
            let (min, max) = RUBRIC_ENDS;
            return Ok(Some((ScaleBy::Rubric, HeaderScale { min: Some(min), max })));
        }
    };
    let cells = columns.iter().filter_map(|column| head.cells.get(*column));
    let in_title = |text: &&str| {
        let (min, max) = ends_in_title(text)?;
        Some(((*text).to_owned(), ScaleBy::Title, HeaderScale { min: Some(min), max }))
    };
    let mut said: Vec<(String, ScaleBy, HeaderScale)> =
        cells.filter_map(|cell| Some((cell.clone(), ScaleBy::Header, scale_of(cell)?))).collect();
    said.extend(above.iter().filter_map(in_title));
    said.extend(most_beside(head, (layout, seen))?.map(|(cell, scale)| (cell, ScaleBy::Column, scale)));
    let Some((first, by, scale)) = said.first() else { return Ok(None) };
    // One that names the highest score alone agrees with one that names both ends.
    let differs = |other: &HeaderScale| {
        other.max != scale.max || matches!((other.min, scale.min), (Some(one), Some(other)) if one != other)
    };
    if let Some((other, ..)) = said.iter().find(|(.., other)| differs(other)) {
        return Err(format!(
            "`{first}` and `{other}` are on different scales: read them one at a time, as files of their own"
        ));
    }
    match wanted.scale {
        // A person says what each of its numbers counts as.
        Some(_) if wanted.scores.counts_numbers() => Ok(None),
        Some((min, max)) if scale.max != max || scale.min.is_some_and(|own| own != min) => {
            let whole = scale.min.map_or_else(|| format!("MIN..{}", scale.max), |min| format!("{min}..{}", scale.max));
            let lowest = scale.min.unwrap_or(1);
            let numbers: Vec<String> = (lowest..=scale.max).take(2).map(|number| format!("{number}=...")).collect();
            let what = if *by == ScaleBy::Header { "the header " } else { "" };
            Err(format!(
                "{what}`{first}` says {scale}, but scores would be read on {min}..{max}: `hotseat calibrate --from FILE --scale {whole}` reads them as they are; --words \"{},...\" says what each of its numbers counts as on {min}..{max}, which nothing but your own judgment can say; or mend the one or the other",
                numbers.join(",")
            ))
        }
        Some(_) | None => Ok(Some((*by, *scale))),
    }
}

/// The column that says of each score the most that can be given.
fn column_of_most(head: &Head, (layout, seen): (&Layout, &SeenRows<'_>)) -> Option<usize> {
    const KNOWN: [&str; 12] = [
        "max score",
        "maximum score",
        "max points",
        "maximum points",
        "max rating",
        "out of",
        "points possible",
        "possible points",
        "possible score",
        "max punkte",
        "von",
        "sur",
    ];
    let scored: &[usize] = match layout {
        Layout::Long(score) => std::slice::from_ref(score),
        Layout::Wide(_, columns) => columns,
        Layout::Export(_) => return None,
    };
    // Beside a column for each interviewer, it is the highest score of the row, or somebody.
    let is_end = |words: &str| {
        matches!(words, "max" | "maximum" | "maximal") && !matches!(layout, Layout::Wide(RatingField::Interviewer, _))
    };
    let is_most = |column: &usize| {
        let words = head.cells.get(*column).map(|cell| words_of(cell).join(" ")).unwrap_or_default();
        !scored.contains(column)
            && (KNOWN.contains(&words.as_str()) || is_end(&words))
            && seen.holds(*column).scores > 0
    };
    head.left().into_iter().find(is_most)
}

/// The most that can be given, where a column says it of each score.
fn most_beside(head: &Head, (layout, seen): (&Layout, &SeenRows<'_>)) -> Result<Option<(String, HeaderScale)>, String> {
    let Some(column) = column_of_most(head, (layout, seen)) else { return Ok(None) };
    let name = head.cells.get(column).map_or("", |cell| cell.trim());
    match seen.holds(column).texts.as_slice() {
        [(only, _)] => {
            let most = only.strip_suffix(".0").unwrap_or(only).parse::<i32>().ok().filter(|most| *most > 1);
            Ok(most.map(|max| (name.to_owned(), HeaderScale { min: None, max })))
        }
        several => {
            let texts: Vec<String> = several.iter().map(|(text, _)| text.clone()).collect();
            Err(format!(
                "`{name}` says that scores are out of {}, which are different scales: read them one at a time, as files of their own; or take the column out",
                listed(&texts)
            ))
        }
    }
}

/// The columns that nothing is taken from: the headers of those that have one, and the letters of others in which something stands.
fn unread(
    head: &Head,
    (layout, abouts, said_by): (&Layout, &BTreeMap<usize, usize>, HeldColumns),
    seen: &SeenRows<'_>,
) -> (Vec<String>, Vec<String>) {
    let rows = seen.rows;
    let most = column_of_most(head, (layout, seen));
    let taken = |column: &usize| {
        matches!(layout, Layout::Wide(_, columns) if columns.contains(column))
            || abouts.values().any(|about| about == column)
            || [said_by.format, said_by.level, most].contains(&Some(*column))
    };
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
    // Every row has a third column; what is said by number makes none a header.
    let by_number = |told: &&ToldColumn| matches!(&told.from, Given::Header(name) if name.starts_with('#'));
    let told: Vec<ToldColumn> = wanted.told.iter().filter(|told| !by_number(told)).cloned().collect();
    match Head::of(&row.cells, &told, &SeenRows::default()) {
        Ok(head) => head.told() >= 2,
        Err(Unclear::Several { .. }) => true,
        Err(Unclear::NoColumn { .. }) => false,
    }
}

/// Whether a table has a header of ratings, whatever else is wrong with it.
pub(crate) fn names_fields(first: &[First], wanted: &TableOptions) -> bool {
    let holds = |row: &&First| row.cells.iter().any(|cell| !cell.is_empty());
    first.iter().filter(holds).take(ABOVE).any(|row| is_header(row, wanted))
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

fn layout(head: &Head, seen: &SeenRows<'_>, wanted: &TableOptions) -> Result<Layout, String> {
    let rows = seen.rows;
    let or_proposed = |why: String| match proposed(head, (seen, &scored(head, rows, wanted)), wanted) {
        Some(columns) => format!("{why}; going by what the columns hold, {columns}"),
        None => why,
    };
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
        return long(head).map(|()| Layout::Long(*score)).map_err(or_proposed);
    }
    let columns = scored(head, rows, wanted);
    match (head.has(RatingField::Interviewer), head.has(RatingField::Dimension)) {
        (true, true) => Err(or_proposed(format!(
            "no column is the score; the header has {}: say which with --columns score=HEADER",
            listed(&head.cells)
        ))),
        (true, false) => wide(head, RatingField::Dimension, columns).map_err(or_proposed),
        (false, true) => wide(head, RatingField::Interviewer, columns).map_err(or_proposed),
        (false, false)
            if columns.len() > 1 && columns.iter().all(|column| is_numbered_interviewer(&head.cells[*column])) =>
        {
            wide(head, RatingField::Interviewer, columns)
        }
        (false, false) => Err(unsaid(head, (seen, &columns), wanted)),
    }
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
        // Names across and interviewers down are a table on its side.
        let names = columns.iter().filter(|column| head.cells.get(**column).is_some_and(|cell| is_like_a_name(cell)));
        let is_on_its_side = missing == RatingField::Candidate && columns.len() > 1 && names.count() == columns.len();
        let first = if is_on_its_side {
            "are these candidates, side by side? turn rows and columns over, so that each has a row. Else: "
        } else {
            ""
        };
        return Err(format!(
            "{first}one column per {}, but no column is the {}; the header has {}: say which with --columns {}{}=HEADER, or {}:NAME for all rows",
            field.name(),
            missing.name(),
            listed(&head.cells),
            again(head),
            missing.name(),
            missing.name()
        ));
    }
    if columns.is_empty() {
        return Err(format!(
            "no column has scores; the header has {}: where words are scores, --words \"WORD=NUMBER,...\" says what they count as",
            listed(&head.cells)
        ));
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
    let holds = |column: &usize| {
        if head.cells.get(*column).is_some_and(|cell| (is_no_score(cell) || is_about(cell)) && !is_own(cell, wanted)) {
            return false;
        }
        let mut scores = wanted.scores.clone();
        let (mut points, mut others) = (0, 0);
        for cell in rows.iter().filter_map(|row| row.cells.get(*column)) {
            match scores.read(cell) {
                Ok(
                    SaidScore::Points(_)
                    | SaidScore::Of(..)
                    | SaidScore::Word(_)
                    | SaidScore::Beside(..)
                    | SaidScore::End(..),
                ) => {
                    points += 1;
                }
                Ok(SaidScore::NotRated) => {}
                Err(_) => others += 1,
            }
        }
        let is_row_number = head.cells.get(*column).is_some_and(String::is_empty);
        points > 0 && points >= others && !is_row_number
    };
    let all: Vec<usize> = head.left().into_iter().filter(holds).collect();
    // What sums up others is none of them, unless there are no others.
    let cell = |column: &usize| head.cells.get(*column).map_or("", String::as_str);
    let sums_up = |column: &&usize| is_overall(cell(column)) && !is_own(cell(column), wanted);
    let own: Vec<usize> = all.iter().filter(|column| !sums_up(column)).copied().collect();
    if own.is_empty() { all } else { own }
}

impl TableLayout {
    /// What a column of a wide table stands for: a person, or a dimension without the scale that its header gives.
    pub(crate) fn name(&self, field: RatingField, column: usize) -> &str {
        let cell = self.head.cells.get(column).map_or("", String::as_str);
        // In a grid of a form, one question stands before several rows: `Rate the candidate [Technical skills]`.
        if field == RatingField::Dimension
            && let Some((question, row)) = grid_row(cell)
            && self.head.cells.iter().filter(|other| grid_row(other).is_some_and(|(own, _)| own == question)).count()
                > 1
        {
            return row;
        }
        stands_for(field, cell)
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
