//! Ratings as somebody wrote them down, and the one way from there into hotseat.
//!
//! This is what every reader of ratings shares. A *source* (a table: `store::tables`; the records of a tracking system: `core::ats`) walks over
//! what it was given and hands on each [`Gleaned`] with its [`Spot`]; at the end it gives an [`Account`] of what it was. It decides
//! nothing about people, scores or repeats: a [`Written`] rating holds texts. What takes the ratings is the same for all sources and
//! for both commands (`cmd::intake`): scores are read on the scale ([`score`]), people are matched ([`who`]), and what is rated twice
//! is found, in that order.

pub(crate) mod between;
pub(crate) mod called;
mod computed;
pub(crate) mod course;
pub(crate) mod day;
pub(crate) mod direction;
pub(crate) mod export;
mod field;
pub(crate) mod head;
pub(crate) mod holds;
pub(crate) mod layout;
pub(crate) mod nobody;
pub(crate) mod numbered;
pub(crate) mod options;
pub(crate) mod packed;
mod propose;
pub(crate) mod repeats;
pub(crate) mod score;
pub(crate) mod several;
pub(crate) mod sought;
mod suspect;
pub(crate) mod tabled;
pub(crate) mod take;
pub(crate) mod unclear;
pub(crate) mod units;
pub(crate) mod walk;
pub(crate) mod who;

use std::fmt;
use std::ops::ControlFlow;

use units::HeaderScale;

/// Where something stands: in which part of a source, at which line of it, in which of its columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) struct Spot {
    /// Which of [`Account::parts`].
    pub part: u32,
    /// Counted from 1: the line as an editor counts, the row of a sheet, or the record of a file.
    pub line: u64,
    /// Counted from 1, where one cell is meant.
    pub column: Option<u32>,
}

/// How the places of a part are called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Called {
    /// `ratings.csv:12`.
    Lines,
    /// `ratings.xlsx, C12`.
    Cells,
    /// `scorecards.json, record 12`.
    Records,
}

/// A part of a source: a file, or a sheet of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SourcePart {
    /// Its name, as it was given.
    pub name: String,
    /// How its places are called.
    pub called: Called,
}

impl SourcePart {
    /// A place in it, for messages.
    pub(crate) fn at(&self, place: Spot) -> String {
        let column = place.column.map(letters);
        match (self.called, column) {
            (Called::Lines, None) => format!("{}:{}", self.name, place.line),
            (Called::Lines, Some(column)) => format!("{}:{}, column {column}", self.name, place.line),
            (Called::Cells, None) => format!("{}, row {}", self.name, place.line),
            (Called::Cells, Some(column)) => format!("{}, {column}{}", self.name, place.line),
            (Called::Records, _) => format!("{}, record {}", self.name, place.line),
        }
    }
}

/// A column as spreadsheets call it: `A`, `Z`, `AA`.
pub(crate) fn letters(column: u32) -> String {
    let (mut left, mut name) = (column, Vec::new());
    while left > 0 {
        let letter = u8::try_from((left - 1) % 26).unwrap_or_default();
        name.push(char::from(b'A' + letter));
        left = (left - 1) / 26;
    }
    name.iter().rev().collect()
}

/// A person as a source names them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Who<'a> {
    /// The name, as written.
    pub name: &'a str,
    /// What tells two people of one name apart, where the source has that.
    pub id: Option<&'a str>,
}

/// A score as a source has it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Score<'a> {
    /// As it is written: `4`, `3,5`, `4/5`, `5 - Excellent`.
    Text(&'a str),
    /// A mean that the source says is one, so that no step of the scale makes a conclusion of it.
    Mean(f64),
}

/// In which columns stands what belongs to a score, counted from 1; none where it stands in no cell of that row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct BesideColumns {
    /// That of the candidate.
    pub candidate: Option<u32>,
    /// That of the interviewer.
    pub interviewer: Option<u32>,
    /// That of the dimension.
    pub dimension: Option<u32>,
    /// That of the day.
    pub date: Option<u32>,
}

/// A rating as it is written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Written<'a> {
    /// Where its score stands.
    pub place: Spot,
    /// Where the rest of it stands.
    pub beside: BesideColumns,
    /// Who was rated.
    pub candidate: Who<'a>,
    /// Who rated.
    pub interviewer: Who<'a>,
    /// What was rated.
    pub dimension: &'a str,
    /// The score.
    pub score: Score<'a>,
    /// The round or format, where the source says.
    pub round: Option<&'a str>,
    /// What was held, and on which scale, where the source says.
    pub held: Option<&'a HeldTexts<'a>>,
    /// Why the score, or a note on it.
    pub reason: Option<&'a str>,
    /// A note on the interview as a whole.
    pub note: Option<&'a str>,
    /// The day, where the source says.
    pub date: Option<&'a str>,
    /// What the score rests on.
    pub basis: RatingBasis<'a>,
}

/// What was held, as a source names it, and on which scale it was rated.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct HeldTexts<'a> {
    pub format: Option<&'a str>,
    pub level: Option<&'a str>,
    /// The scale that the table gives.
    pub scale: Option<HeaderScale>,
}

/// The ratings, question by question, that a score rests on, as `hotseat export` has them; empty elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct RatingBasis<'a> {
    /// `Q1:4 Q3:2`.
    pub ratings: &'a str,
    /// `Q1:concept Q3:coding`.
    pub kinds: &'a str,
}

/// What a row of `hotseat export` says of its session, as it is written; empty where it says nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct ExportedSession<'a> {
    /// Its name.
    pub session: &'a str,
    pub format: &'a str,
    pub level: &'a str,
    pub track: &'a str,
    pub kit: &'a str,
    /// The kit's round.
    pub round: &'a str,
    pub rubric: &'a str,
    /// The band that the interviewer would give.
    pub recommendation: &'a str,
    /// Why that band.
    pub reason: &'a str,
    pub strengths: &'a str,
    pub growth: &'a str,
    pub flags: &'a str,
    /// Notes on the interview as a whole; each row of a session has others.
    pub notes: &'a str,
    pub handed_over: &'a str,
    /// Who handed over, and when.
    pub hand_overs: &'a str,
    /// What was changed after submission.
    pub amendments: &'a str,
    pub minutes_used: &'a str,
    /// The kinds of question that the round had a place for.
    pub expected_kinds: &'a str,
    pub ending: &'a str,
    pub mock: &'a str,
    pub candidate: Who<'a>,
    /// Whose scorecard it is.
    pub interviewer: Who<'a>,
    pub date: &'a str,
    /// Where the people and the day stand.
    pub beside: BesideColumns,
}

impl<'a> ExportedSession<'a> {
    /// What all rows of a session say, by column.
    pub(crate) fn shared(&self) -> [(&'static str, &'a str); 12] {
        [
            ("format", self.format),
            ("level", self.level),
            ("track", self.track),
            ("kit", self.kit),
            ("round", self.round),
            ("rubric", self.rubric),
            ("recommendation", self.recommendation),
            ("handed_over", self.handed_over),
            ("ending", self.ending),
            ("mock", self.mock),
            ("minutes_used", self.minutes_used),
            ("expected_kinds", self.expected_kinds),
        ]
    }

    /// What one row of a session says and the others leave empty, by column.
    pub(crate) fn said_once(&self) -> [(&'static str, &'a str); 6] {
        [
            ("reason", self.reason),
            ("strengths", self.strengths),
            ("growth", self.growth),
            ("flags", self.flags),
            ("hand_overs", self.hand_overs),
            ("amendments", self.amendments),
        ]
    }
}

/// What a source comes upon.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Gleaned<'a> {
    /// The session that the ratings after it belong to, until another one.
    Session(Spot, &'a ExportedSession<'a>),
    /// A rating.
    Rating(Written<'a>),
    /// A place for a rating where none was given; it is counted.
    NotRated(Spot),
    /// The same where something is said of it all the same: the dimension, and why it was not assessed.
    Unassessed(Spot, &'a str, &'a str),
    /// Something that can't be understood, and why.
    Bad(Spot, String),
}

/// What takes what a source comes upon; it breaks where no more is wanted.
pub(crate) type Taking<'a> = dyn FnMut(Gleaned<'_>) -> ControlFlow<()> + 'a;

/// What a source turned out to be.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Account {
    /// What it is called as a whole.
    pub name: String,
    /// What to do about what can't be understood.
    pub mend: &'static str,
    /// Its parts, by which places are called.
    pub parts: Vec<SourcePart>,
    /// In a line: "semicolons, decimal comma, one column per interviewer: 4".
    pub summary: String,
    /// What a person should know of it, a sentence each: "the header stands at line 3, below `Panel March`".
    pub notes: Vec<String>,
    /// The scale that its headers give, or what stands beside its scores.
    pub scale: Option<HeaderScale>,
    /// What gives it, in words: "as the header says"; empty where nothing does.
    pub scale_by: &'static str,
    /// What is no rating and was left out, each with its count: "1 draft", "12 empty rows".
    pub left_out: Vec<String>,
}

impl Account {
    fn part(&self, place: Spot) -> Option<&SourcePart> {
        usize::try_from(place.part).ok().and_then(|part| self.parts.get(part))
    }

    /// How the places of the part are called in which a place is.
    fn called(&self, place: Spot) -> Called {
        self.part(place).map_or(Called::Lines, |part| part.called)
    }

    /// A place for messages.
    pub(crate) fn at(&self, place: Spot) -> String {
        let part = self.part(place);
        part.map_or_else(|| format!("line {}", place.line), |part| part.at(place))
    }
}

/// Something that can't be understood, with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Bad {
    /// Where it stands.
    pub place: Spot,
    /// What is wrong with it.
    pub why: String,
}

/// How many problems are named one by one.
const NAMED: usize = 20;
/// The most stretches of lines that are kept.
const STRETCHES: usize = 40;

/// Lines, as stretches of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct LineStretches {
    stretches: Vec<(u64, u64)>,
    /// How many there are of what stands on them.
    count: u64,
}

impl LineStretches {
    fn push(&mut self, line: u64) {
        self.count += 1;
        if let Some((_, last)) = self.stretches.last_mut()
            && (*last == line || *last + 1 == line)
        {
            *last = line;
        } else if self.stretches.len() <= STRETCHES {
            self.stretches.push((line, line));
        }
    }

    /// `at lines 3, 5-7`; `rows` and `records` where they are called so.
    fn said(&self, called: Called) -> String {
        let stretch =
            |(first, last): &(u64, u64)| if first == last { first.to_string() } else { format!("{first}-{last}") };
        let shown: Vec<String> = self.stretches.iter().take(STRETCHES).map(stretch).collect();
        let and_so_on = if self.stretches.len() > STRETCHES { ", ..." } else { "" };
        let is_one = matches!(self.stretches.as_slice(), [(first, last)] if first == last);
        let what = match called {
            Called::Lines => "line",
            Called::Cells => "row",
            Called::Records => "record",
        };
        let many = if is_one { "" } else { "s" };
        format!("at {what}{many} {}{and_so_on}", shown.join(", "))
    }
}

/// A problem, and where it stands again.
#[derive(Debug, Clone, PartialEq, Eq)]
struct NamedProblem {
    first: Bad,
    again: LineStretches,
    /// What stands in the place of the first's text in those like it, the first of them.
    others: Vec<String>,
}

/// How many other texts of one kind of problem are shown.
const OTHERS: usize = 4;

/// A problem without the text of its cell, by which those like it are known, and that text.
fn kind_of(why: &str) -> (&str, &str, &str) {
    let parted = why.split_once('`').and_then(|(before, rest)| {
        let (text, behind) = rest.split_once('`')?;
        Some((before, text, behind))
    });
    parted.unwrap_or((why, "", ""))
}

/// Problems: the first of each kind whole, those like it by their lines, and the rest as a count.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct ProblemList {
    named: Vec<NamedProblem>,
    /// All of them.
    pub count: u64,
    /// Those that are not named.
    more: LineStretches,
    /// The last one: a cell that several ratings of a row share is wrong once.
    last: Option<Bad>,
}

impl ProblemList {
    /// Takes one more.
    pub(crate) fn push(&mut self, place: Spot, why: impl fmt::Display) {
        let why = why.to_string();
        let own = Some(Bad { place, why: why.clone() });
        if self.last == own {
            return;
        }
        self.last = own;
        self.count += 1;
        let (before, text, behind) = kind_of(&why);
        let alike = |named: &&mut NamedProblem| {
            let (own_before, _, own_behind) = kind_of(&named.first.why);
            (own_before, own_behind) == (before, behind) && named.first.place.part == place.part
        };
        if let Some(named) = self.named.iter_mut().find(alike) {
            named.again.push(place.line);
            let is_known = kind_of(&named.first.why).1 == text || named.others.iter().any(|other| other == text);
            if !is_known && named.others.len() <= OTHERS {
                named.others.push(text.to_owned());
            }
        } else if self.named.len() < NAMED {
            let again = LineStretches::default();
            self.named.push(NamedProblem { first: Bad { place, why }, again, others: Vec::new() });
        } else {
            self.more.push(place.line);
        }
    }

    /// One line for each that is named, and one for the rest.
    pub(crate) fn lines(&self, account: &Account) -> Vec<String> {
        let line = |NamedProblem { first, again, others }: &NamedProblem| {
            let shown: Vec<String> = others.iter().take(OTHERS).map(|text| format!("`{text}`")).collect();
            let and_so_on = if others.len() > OTHERS { ", ..." } else { "" };
            let shown = if shown.is_empty() { String::new() } else { format!(" ({}{and_so_on})", shown.join(", ")) };
            let more = match again.count {
                0 => String::new(),
                count => format!("; and {count} more like it{shown}, {}", again.said(account.called(first.place))),
            };
            format!("{}: {}{more}", account.at(first.place), first.why)
        };
        let mut lines: Vec<String> = self.named.iter().map(line).collect();
        if self.more.count > 0 {
            lines.push(format!(
                "... and {} more, {}",
                self.more.count,
                self.more.said(account.called(Spot::default()))
            ));
        }
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_called_as_spreadsheets_call_them() {
        let named: Vec<String> = [1, 26, 27, 52, 703, 16_384].into_iter().map(letters).collect();
        assert_eq!(named, ["A", "Z", "AA", "AZ", "AAA", "XFD"]);
    }
}
