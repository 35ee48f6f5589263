//! Which column of a table holds what: told by its header's words, or by what a person says (`--columns`).

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use super::super::names::plain;
use super::field::{fit, is_address, is_exported, is_id_of, is_note_or_grade, is_who_filled_in, words_of};
use super::holds::SeenRows;

pub(crate) use super::field::RatingField;

/// Where a field comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Given {
    /// The column of that header, or `#3`.
    Header(String),
    /// The same text for every row.
    Same(String),
    /// Every column that is not explained otherwise.
    Rest,
}

/// What a person says about columns: `candidate=Applicant`, `dimension:overall`, `interviewer=*`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ToldColumn {
    pub field: RatingField,
    pub from: Given,
}

/// A text that says nothing about columns.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` says nothing about columns; write candidate=HEADER, or dimension:TEXT for all rows, or interviewer=* for one column each"
)]
pub(crate) struct NotTold(String);

impl fmt::Display for ToldColumn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let field = self.field.name();
        match &self.from {
            Given::Header(header) => write!(f, "{field}={header}"),
            Given::Same(text) => write!(f, "{field}:{text}"),
            Given::Rest => write!(f, "{field}=*"),
        }
    }
}

impl FromStr for ToldColumn {
    type Err = NotTold;

    fn from_str(text: &str) -> Result<Self, NotTold> {
        let not_told = || NotTold(text.to_owned());
        let at = text.find(['=', ':']).ok_or_else(not_told)?;
        let (name, value) = (text[..at].trim().to_lowercase(), text[at + 1..].trim());
        let field = RatingField::ALL.into_iter().find(|field| field.name() == name).ok_or_else(not_told)?;
        let can_be_spread = matches!(field, RatingField::Interviewer | RatingField::Dimension);
        match (&text[at..=at], value) {
            (_, "") => Err(not_told()),
            (":", same) => Ok(Self { field, from: Given::Same(same.to_owned()) }),
            (_, "*") if can_be_spread => Ok(Self { field, from: Given::Rest }),
            (_, "*") => Err(not_told()),
            (_, header) => Ok(Self { field, from: Given::Header(header.to_owned()) }),
        }
    }
}

/// Where one text of each row comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Supply {
    /// Its column, counted from 0.
    Column(usize),
    /// The same for every row.
    Same(String),
}

/// What is known of the columns of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Head {
    /// The header's cells.
    pub cells: Vec<String>,
    /// Where each field comes from; several columns where a person names several.
    pub fields: BTreeMap<RatingField, Vec<Supply>>,
    /// The column of an id beside a name.
    pub ids: BTreeMap<RatingField, usize>,
    /// Whether the columns that are left are one for each of these.
    pub rest: Option<RatingField>,
}

/// Why the columns of a table can't be told.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Unclear {
    /// No column is called as a person said.
    #[error("there is no column `{given}`; the header has {}", listed(.cells))]
    NoColumn { given: String, cells: Vec<String> },
    /// Several columns could be one field, each with its place, counted from 1, and its header.
    #[error("{} could each be the {}; choose with {}", each(.columns), field.name(), choices(*.field, .columns))]
    Several { field: RatingField, columns: Vec<(usize, String)> },
}

/// Columns for a message, by their headers and numbers.
fn each(columns: &[(usize, String)]) -> String {
    let shown: Vec<String> = columns.iter().map(|(number, cell)| format!("`{}` (#{number})", cell.trim())).collect();
    shown.join(" and ")
}

/// What to add for each of several columns: by number, as headers may be alike, or hold what a shell or a list takes for its own.
fn choices(field: RatingField, columns: &[(usize, String)]) -> String {
    let told: Vec<String> = columns.iter().map(|(number, _)| format!("--columns {}=#{number}", field.name())).collect();
    told.join(" or ")
}

/// Headers for a message; the first of many.
pub(crate) fn listed(cells: &[String]) -> String {
    const MOST: usize = 12;
    let name = |(at, cell): (usize, &String)| match cell.trim() {
        "" => format!("#{}", at + 1),
        cell => format!("`{cell}`"),
    };
    let shown: Vec<String> = cells.iter().enumerate().take(MOST).map(name).collect();
    let more = if cells.len() > MOST { format!(" and {} more", cells.len() - MOST) } else { String::new() };
    format!("{}{more}", shown.join(", "))
}

impl Head {
    /// What a header says, together with what a person said and what stands below it.
    ///
    /// # Errors
    /// Where a column is not there, or several could be meant.
    pub(super) fn of(cells: &[String], told: &[ToldColumn], seen: &SeenRows<'_>) -> Result<Self, Unclear> {
        let mut head = Self { cells: cells.to_vec(), ..Self::default() };
        for ToldColumn { field, from } in told {
            match from {
                Given::Rest => head.rest = Some(*field),
                Given::Same(text) => head.fields.entry(*field).or_default().push(Supply::Same(text.clone())),
                Given::Header(name) => {
                    let column = Supply::Column(head.column(*field, name)?);
                    head.fields.entry(*field).or_default().push(column);
                }
            }
        }
        let words: Vec<Vec<String>> = cells.iter().map(|cell| words_of(cell)).collect();
        for field in RatingField::ALL {
            if head.rest == Some(field) || head.fields.contains_key(&field) {
                continue;
            }
            let free = |column: &usize| !head.is_used(*column);
            let fit = |column: usize| {
                let is_grade = is_note_or_grade(&words[column]) && seen.holds(column).are_numbers();
                match (is_grade, field) {
                    (true, RatingField::Score) => Some(0),
                    (true, RatingField::Note) => None,
                    (_, field) => fit(field, &words[column]),
                }
            };
            let fits = |rank: u8| -> Vec<usize> {
                (0..cells.len()).filter(free).filter(|column| fit(*column) == Some(rank)).collect()
            };
            let mut found = fits(0);
            // By the day it is decided what is rated twice: when a form was sent is not when somebody was interviewed.
            if found.is_empty() || field == RatingField::Date {
                found.extend(fits(1));
            }
            // Rounds, notes and dates may be left out; where two say `round`, its own word is meant.
            let own_word_is_meant =
                matches!(field, RatingField::Round | RatingField::Note | RatingField::Date) || is_exported(cells);
            let mut own = found.iter().filter(|column| own_word_is_meant && words[**column] == [field.name()]);
            match (found.as_slice(), own.next(), own.next()) {
                ([], ..) => {}
                ([only], ..) | (_, Some(only), None) => {
                    head.fields.insert(field, vec![Supply::Column(*only)]);
                }
                (several, ..) => return Err(Unclear::Several { field, columns: head.numbered(several) }),
            }
        }
        head.name_people(&words);
        head.name_who_filled_in(&words, seen);
        Ok(head)
    }

    /// Ids beside names, and ids or plain names in the place of names.
    fn name_people(&mut self, words: &[Vec<String>]) {
        for field in [RatingField::Candidate, RatingField::Interviewer] {
            let id = (0..words.len()).find(|column| !self.is_used(*column) && is_id_of(field, &words[*column]));
            match (id, self.fields.contains_key(&field)) {
                (Some(id), true) => {
                    self.ids.insert(field, id);
                }
                (Some(id), false) if self.rest != Some(field) => {
                    self.fields.insert(field, vec![Supply::Column(id)]);
                }
                (Some(_) | None, _) => {}
            }
        }
        if !self.fields.contains_key(&RatingField::Candidate) {
            for word in ["name", "id"] {
                let mut named = (0..words.len()).filter(|column| !self.is_used(*column) && words[*column] == [word]);
                if let (Some(only), None) = (named.next(), named.next()) {
                    self.fields.insert(RatingField::Candidate, vec![Supply::Column(only)]);
                    return;
                }
            }
        }
    }

    /// Whoever filled in a form, where no column is the interviewer: by name, or by an address that stands beside several candidates, as no
    /// candidate's own does.
    fn name_who_filled_in(&mut self, words: &[Vec<String>], seen: &SeenRows<'_>) {
        if self.has(RatingField::Interviewer) || self.rest == Some(RatingField::Interviewer) {
            return;
        }
        let candidate = self.columns(RatingField::Candidate).first().copied();
        let goes_with_several =
            |column: usize| candidate.is_some_and(|candidate| seen.goes_with_several(column, candidate));
        let free = || (0..words.len()).filter(|column| !self.is_used(*column));
        let named = free().find(|column| is_who_filled_in(&words[*column]));
        let found = named.or_else(|| free().find(|column| is_address(&words[*column]) && goes_with_several(*column)));
        if let Some(column) = found {
            self.fields.insert(RatingField::Interviewer, vec![Supply::Column(column)]);
        }
    }

    fn is_used(&self, column: usize) -> bool {
        self.fields.values().flatten().any(|from| *from == Supply::Column(column))
            || self.ids.values().any(|id| *id == column)
    }

    /// Columns with their numbers and headers.
    fn numbered(&self, columns: &[usize]) -> Vec<(usize, String)> {
        columns.iter().filter_map(|column| Some((*column + 1, self.cells.get(*column)?.clone()))).collect()
    }

    /// The column of a header: as it is written, in any case, without what stands in parentheses, or by `#3`.
    fn column(&self, field: RatingField, name: &str) -> Result<usize, Unclear> {
        let unclear = || Unclear::NoColumn { given: name.to_owned(), cells: self.cells.clone() };
        if let Some(number) = name.strip_prefix('#').and_then(|number| number.parse::<usize>().ok()) {
            return number.checked_sub(1).filter(|column| *column < self.cells.len()).ok_or_else(unclear);
        }
        let called = |is: &dyn Fn(&str) -> bool| -> Vec<usize> {
            (0..self.cells.len()).filter(|column| self.cells.get(*column).is_some_and(|cell| is(cell))).collect()
        };
        let wanted = words_of(name);
        let exactly = called(&|cell| plain(cell.trim()) == plain(name));
        let found = if exactly.is_empty() { called(&|cell| words_of(cell) == wanted) } else { exactly };
        match found.as_slice() {
            [] => Err(unclear()),
            [only] => Ok(*only),
            several => Err(Unclear::Several { field, columns: self.numbered(several) }),
        }
    }

    /// The columns of a field; none where it is not there or the same for all rows.
    pub(crate) fn columns(&self, field: RatingField) -> Vec<usize> {
        let columns = self.fields.get(&field).into_iter().flatten().filter_map(|from| match from {
            Supply::Column(column) => Some(*column),
            Supply::Same(_) => None,
        });
        columns.collect()
    }

    /// Whether a field has a source.
    pub(crate) fn has(&self, field: RatingField) -> bool {
        self.fields.contains_key(&field)
    }

    /// The columns that nothing explains.
    pub(crate) fn left(&self) -> Vec<usize> {
        (0..self.cells.len()).filter(|column| !self.is_used(*column)).collect()
    }

    /// How many fields its own words tell.
    pub(crate) fn told(&self) -> usize {
        self.fields.values().flatten().filter(|from| matches!(from, Supply::Column(_))).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(cells: &str, told: &[&str]) -> Result<Head, Unclear> {
        let cells: Vec<String> = cells.split(',').map(str::to_owned).collect();
        let told: Vec<ToldColumn> = told.iter().map(|told| told.parse().expect("it says something")).collect();
        Head::of(&cells, &told, &SeenRows::default())
    }

    fn places(head: &Head) -> Vec<(&'static str, usize)> {
        head.fields.keys().flat_map(|field| head.columns(*field).into_iter().map(|c| (field.name(), c))).collect()
    }

    #[test]
    fn headers_are_known_by_the_words_people_use() {
        let own = [("candidate", 1), ("interviewer", 0), ("dimension", 2), ("score", 3)];
        for cells in [
            "Reviewer,Applicant,Criterion,Rating",
            "rater,RATEE,item,score",
            "Panelist Name,Candidate Name,Competency,Points",
            "interviewer_name,candidateName,skill,Score",
            "\u{feff}Judge,Name,Trait,score",
            "Reviewer (panel),Applicant,Criterion *,Rating (1-5)",
            "Name of the interviewer,Candidate,Skill,Interview score (/5)",
            "Interviewer,Bewerber,Kriterium,Bewertung",
            "Prüfer,Name der Kandidatin,Kompetenz,Punkte",
            "Évaluateur,Candidat,Critère,Score",
            "Evaluador,Candidato,Criterio,Puntuación",
            "Submitted by,Candidate name,Skill,Score",
            "Interviewer's name,Candidate’s name,Skill,Score",
            "Panel member,Bewerber:in,Kriterium,Bewertung",
            "Recruteur,Kandidat/in,Critère,Score",
        ] {
            assert_eq!(head(cells, &[]).map(|head| places(&head)), Ok(own.to_vec()), "{cells}");
        }
        let head = head("candidate_id,candidate,interviewer,format,round,dimension,score", &[]).expect("it is clear");
        let dated = super::Head::of(
            &["Candidate", "Interview Date", "Date of birth"].map(str::to_owned),
            &[],
            &SeenRows::default(),
        );
        assert_eq!(dated.map(|head| head.columns(RatingField::Date)), Ok(vec![1]));
        assert_eq!((head.columns(RatingField::Round), head.ids.get(&RatingField::Candidate)), (vec![4], Some(&0)));
    }

    #[test]
    fn two_columns_for_one_thing_are_asked_about() {
        let error = head("Reviewer,Rater,Candidate,Score", &[]).expect_err("who is it?");
        assert_eq!(
            error.to_string(),
            "`Reviewer` (#1) and `Rater` (#2) could each be the interviewer; choose with --columns interviewer=#1 or --columns interviewer=#2"
        );
        let error = head("Candidate,Interviewer,Score,Rating", &[]).expect_err("which?");
        assert!(error.to_string().ends_with("--columns score=#3 or --columns score=#4"), "{error}");
        let error = head("Candidate,Interviewer,Score,Score", &["score=score"]).expect_err("which?");
        assert!(error.to_string().starts_with("`Score` (#3) and `Score` (#4) could each be the score"), "{error}");
        let error = head("Timestamp,Interview Date,Candidate,Interviewer,Score", &[]).expect_err("which?");
        assert!(error.to_string().starts_with("`Timestamp` (#1) and `Interview Date` (#2)"), "{error}");
        let head = head("Reviewer,Rater,Candidate,Score", &["interviewer=rater"]).expect("it is clear");
        assert_eq!(head.columns(RatingField::Interviewer), [1]);
    }

    #[test]
    fn what_a_person_says_about_columns_holds() {
        let head = head("Who,By,4,x", &["candidate=WHO", "interviewer=#2", "dimension:overall"]).expect("it is clear");
        assert_eq!((head.columns(RatingField::Candidate), head.columns(RatingField::Interviewer)), (vec![0], vec![1]));
        assert_eq!(head.fields.get(&RatingField::Dimension), Some(&vec![Supply::Same("overall".into())]));
        for bad in ["candidate", "who=x", "score=*", "candidate="] {
            assert!(bad.parse::<ToldColumn>().is_err(), "{bad}");
        }
    }
}
