//! Scorecards as rows for spreadsheets.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::core::day::Day;
use crate::core::ids::DimensionId;
use crate::core::plan::Slot;
use crate::core::ratings::packed::{BETWEEN_DIMENSIONS, FlagText, by_question, joined};
use crate::core::scale::Kind;
use crate::core::scorecard::{Extract, ExtractLine};
use crate::core::session::Summary;

use super::super::block::Page;
use super::super::csv::{CsvTable, csv};
use super::super::records::Records;
use super::super::score;
use super::super::table::{Cell, Column, Table};

/// How many rows a scorecard has in an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ExportShape {
    /// One for each dimension.
    Long,
    /// One.
    Wide,
}

/// The head of the records; `docs/json.md` says what each column holds.
const HEAD: [&str; 37] = [
    "session",
    "date",
    "candidate_id",
    "candidate",
    "interviewer",
    "format",
    "level",
    "track",
    "kit",
    "round",
    "rubric",
    "ending",
    "mock",
    "dimension",
    "weight",
    "score",
    "score_numerator",
    "score_denominator",
    "ratings",
    "conclusion",
    "assessed_weight",
    "total",
    "band",
    "recommendation",
    "handed_over",
    "note",
    "interviewer_id",
    "conclusion_reason",
    "kinds",
    "reason",
    "strengths",
    "growth",
    "flags",
    "amendments",
    "hand_overs",
    "minutes_used",
    "expected_kinds",
];

/// The head of a long table.
pub(super) fn head() -> Vec<String> {
    HEAD.map(str::to_owned).to_vec()
}

/// What stands in front of a row: whose it is.
const IN_FRONT: usize = 13;
/// Where in a row stands what came of the session, and how many cells it takes.
const RESULT: usize = 20;
const RESULTS: usize = 5;

/// What stands behind the dimensions of a wide export.
const BEHIND: [&str; 19] = [
    "concluded",
    "assessed_weight",
    "total",
    "band",
    "recommendation",
    "handed_over",
    "reason",
    "strengths",
    "growth",
    "flags",
    "notes",
    "interviewer_id",
    "conclusion_reasons",
    "ratings",
    "kinds",
    "amendments",
    "hand_overs",
    "minutes_used",
    "expected_kinds",
];

/// The shape of a table of scorecards, and its head.
#[derive(Debug)]
pub(crate) struct ExportTable<'a> {
    shape: ExportShape,
    /// Those that have a column of their own.
    dimensions: Vec<&'a DimensionId>,
    head: Vec<String>,
}

impl<'a> ExportTable<'a> {
    /// A table in a shape, without rows. A wide one has a column for each dimension of any of the sessions that it is to hold.
    pub(crate) fn of(shape: ExportShape, sessions: impl Iterator<Item = &'a Summary>) -> Self {
        let mut dimensions: Vec<&DimensionId> = Vec::new();
        let head = match shape {
            ExportShape::Long => head(),
            ExportShape::Wide => {
                // Cards of one opening share their rubric, and lie side by side.
                let rubrics = sessions.map(|summary| &summary.plan.rubric);
                let mut last = None;
                for rubric in rubrics.filter(|rubric| last.replace(Arc::as_ptr(rubric)) != Some(Arc::as_ptr(rubric))) {
                    for dimension in &rubric.dimensions {
                        if !dimensions.contains(&&dimension.id) {
                            dimensions.push(&dimension.id);
                        }
                    }
                }
                let in_front = HEAD.iter().take(IN_FRONT).map(ToString::to_string);
                let scores = dimensions.iter().map(ToString::to_string);
                in_front.chain(scores).chain(BEHIND.map(str::to_owned)).collect()
            }
        };
        Self { shape, dimensions, head }
    }

    /// The table with these cards.
    pub(crate) fn page<'c>(&self, cards: impl IntoIterator<Item = Extract<'c>>) -> Page {
        let mut records = Records::headed(self.head.clone());
        for card in cards {
            self.add(&card, &mut records);
        }
        let mut page = Page::titled("Scorecards");
        page.table(Table::new(records.head.iter().map(Column::words), records.rows().map(|row| row.map(Cell::from))));
        page
    }

    /// Its head, as CSV.
    pub(crate) fn csv_head(&self) -> String {
        csv(&Records::headed(self.head.clone()))
    }

    /// The rows of some cards, as CSV below the head.
    pub(crate) fn csv_rows<'c>(&self, cards: impl IntoIterator<Item = Extract<'c>>) -> String {
        let mut table = CsvTable::headless();
        let mut records = Records::headed(self.head.clone());
        for card in cards {
            records.clear();
            self.add(&card, &mut records);
            table.add(&records);
        }
        table.end()
    }

    fn add(&self, card: &Extract<'_>, records: &mut Records) {
        match self.shape {
            ExportShape::Long => long(card, records),
            ExportShape::Wide => wide(card, &self.dimensions, records),
        }
    }
}

/// A row for each dimension, with all that it takes to recompute the total: Σ weight·score / Σ weight over the rows of a session that
/// have a score. Notes on the interview as a whole stand in the rows that have a score, one in each, and without any score in the first;
/// what else is said of the whole stands in the first.
pub(super) fn long(card: &Extract<'_>, records: &mut Records) {
    let lines: Vec<ExtractLine<'_>> = card.dimensions().collect();
    let scored = lines.iter().filter(|line| line.score.is_some()).count();
    let mut notes = noted(card, scored).into_iter();
    let first = records.len();
    for (index, line) in lines.iter().enumerate() {
        if index == 0 {
            session(card, records);
        } else {
            records.repeat(first..first + IN_FRONT);
        }
        let (numerator, denominator) = score::fraction(line.score.as_ref());
        records.push(&line.dimension.id);
        records.push(line.dimension.weight);
        records.push_any(line.score.as_ref());
        records.push(numerator);
        records.push(denominator);
        records.push(by_question(line.ratings.iter().map(|own| (own.slot, own.rating))));
        records.push_any(line.conclusion);
        if index == 0 {
            result(card, records);
        } else {
            records.repeat(first + RESULT..first + RESULT + RESULTS);
        }
        let has_note = line.score.is_some() || (scored == 0 && index == 0);
        records.push(if has_note { notes.next() } else { None }.unwrap_or_default());
        records.push(&card.began.interviewer);
        records.push(line.reason);
        records.push(by_question(line.ratings.iter().map(|own| (own.slot, own.kind))));
        if index == 0 {
            on_the_whole(card, records);
            course(card, records);
        } else {
            (0..ON_THE_WHOLE + COURSE).for_each(|_| records.push(""));
        }
        records.push(card.summary.used.minutes());
        records.push_joined(&card.summary.plan.kinds, " ");
    }
}

/// How many cells [`on_the_whole`] and [`course`] write.
const ON_THE_WHOLE: usize = 4;
const COURSE: usize = 2;

/// What was said of the whole.
fn on_the_whole(card: &Extract<'_>, records: &mut Records) {
    records.push(&card.remarks.reason);
    records.push(joined(texts(&card.remarks.strengths)));
    records.push(joined(texts(&card.remarks.growth)));
    let flags = card.flags().map(|flag| FlagText { title: flag.title, slot: flag.slot, quote: flag.quote }.to_string());
    records.push(joined(texts(&flags.collect::<Vec<_>>())));
}

/// What was changed after submission, and who handed over.
fn course(card: &Extract<'_>, records: &mut Records) {
    let amendments: Vec<String> = card.amendments.iter().map(ToString::to_string).collect();
    records.push(joined(texts(&amendments)));
    let hand_overs: Vec<String> = card.hand_overs.iter().map(ToString::to_string).collect();
    records.push(joined(texts(&hand_overs)));
}

/// The notes on an interview as a whole, for so many places; the last holds what is left.
fn noted(card: &Extract<'_>, places: usize) -> Vec<String> {
    let notes = texts(&card.remarks.notes);
    let (own, rest) = notes.split_at(notes.len().min(places.saturating_sub(1)));
    let own = own.iter().map(|note| joined([*note]));
    own.chain((!rest.is_empty()).then(|| joined(rest.iter().copied()))).collect()
}

fn texts(own: &[String]) -> Vec<&str> {
    own.iter().map(String::as_str).collect()
}

/// What a session's rows have in front.
fn session(card: &Extract<'_>, records: &mut Records) {
    let plan = &card.summary.plan;
    records.push(card.session);
    records.push(Day::of(&card.began.at));
    records.push(&card.began.candidate);
    records.push(card.candidate);
    records.push(card.interviewer);
    records.push(&plan.format);
    records.push(plan.level);
    records.push(&plan.track);
    records.push_any(plan.kit.as_ref().map(|kit| &kit.id));
    match &plan.kit {
        Some(kit) => records.push(kit.round),
        None => records.push_any(plan.stage.as_ref()),
    }
    records.push(&plan.rubric.id);
    records.push(card.ending().as_str());
    records.push(card.began.mock);
}

/// What came of a session.
fn result(card: &Extract<'_>, records: &mut Records) {
    records.push(card.assessed_weight());
    records.push_any(card.total());
    records.push_any(card.band());
    records.push_any(card.summary.recommended.as_ref());
    records.push_joined(&card.earlier, "; ");
}

/// A row with a cell for each of these dimensions, and what was said beside the scores.
fn wide(card: &Extract<'_>, dimensions: &[&DimensionId], records: &mut Records) {
    let lines: Vec<ExtractLine<'_>> = card.dimensions().collect();
    session(card, records);
    for id in dimensions {
        let own = lines.iter().find(|line| line.dimension.id == **id);
        records.push_any(own.and_then(|line| line.score.as_ref()));
    }
    let concluded = lines.iter().filter(|line| line.conclusion.is_some());
    records.push_joined(concluded.map(|line| &line.dimension.id), " ");
    result(card, records);
    on_the_whole(card, records);
    records.push(joined(texts(&card.remarks.notes)));
    records.push(&card.began.interviewer);
    let reasons = lines.iter().filter(|line| !line.reason.is_empty());
    let reasons: Vec<String> = reasons.map(|line| format!("{}: {}", line.dimension.id, line.reason)).collect();
    records.push(joined(texts(&reasons)));
    let rated = lines.iter().filter(|line| !line.ratings.is_empty());
    let ratings = rated.map(|line| {
        format!("{} {}", line.dimension.id, by_question(line.ratings.iter().map(|own| (own.slot, own.rating))))
    });
    records.push_joined(ratings, BETWEEN_DIMENSIONS);
    let kinds: BTreeMap<Slot, Kind> =
        lines.iter().flat_map(|line| &line.ratings).map(|own| (own.slot, own.kind)).collect();
    records.push(by_question(kinds));
    course(card, records);
    records.push(card.summary.used.minutes());
    records.push_joined(&card.summary.plan.kinds, " ");
}
