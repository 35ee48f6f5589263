//! A calibrated panel: ranking with intervals, groups, agreement, three sentences. No severity by name but in the details.

mod compared;
mod details;
mod heard;
mod numbers;
mod ordinal;
mod records;
mod titles;
mod words;

use serde::Serialize;

use calibration::agreement::Coefficient;
use calibration::report::{ADVICE, Block, CandidateLine, Report};

use super::answer::Answer;
use super::block::{Depth, Marks, Page};
use super::records::{NoTable, Records};
use super::table::{Cell, Column, Interval, Table};

use numbers::{chance, letter, percent, range, two};

pub(crate) use compared::{ComparedGroup, Groups};
pub use titles::Titles;
use words::MORE;

/// The most candidates of one screen.
const MOST_SHOWN: usize = 20;
/// The most dimensions of one screen.
const MOST_DIMENSIONS: usize = 6;

/// What `calibrate` answers with.
#[derive(Debug)]
pub struct Panel<'a> {
    /// What came of it.
    pub report: &'a Report,
    /// What it is about.
    pub title: String,
    /// What dimensions are called.
    pub titles: Titles,
    /// Whether to say what is for the person and the lead, and not for a shared screen.
    pub details: bool,
}

impl Answer for Panel<'_> {
    fn value(&self) -> impl Serialize {
        self.report
    }

    fn page(&self) -> Page {
        let mut page = Page::default();
        let of = (self.report, &self.titles);
        page.either(&screen(of, &self.title, self.details), &heard::screen(of, &self.title, most(self.details)));
        if self.details && self.report.n > 0 {
            details::details(&mut page, self.report, &self.titles);
        }
        let mut onward = Page::default();
        heard::onward(&mut onward, self.report, self.details);
        page.either(&Page::default(), &onward);
        page
    }

    fn records(&self) -> Result<Records, NoTable> {
        Ok(records::records(self.report))
    }
}

/// How many candidates and rows of agreement are shown.
fn most(all: bool) -> (usize, usize) {
    if all { (usize::MAX, usize::MAX) } else { (MOST_SHOWN, MOST_DIMENSIONS + 1) }
}

/// What may stand on a shared screen, as it is seen; `all` shows every candidate, however long it gets.
fn screen((report, titles): (&Report, &Titles), title: &str, all: bool) -> Page {
    let mut page = Page::titled(title);
    let (candidates, dimensions) = most(all);
    if report.n == 0 {
        page.line(words::NOTHING);
        return page;
    }
    page.line(ADVICE).line(words::table_of(report));
    ranking(&mut page, report, candidates);
    agreement(&mut page, (report, titles), dimensions);
    page.texts(Marks::Bullets, words::findings(report).into_iter().chain(ordinal::said(report)));
    page
}

/// The ranking, part by part, or the raw means where there is none; a screen shows the first `most`.
fn ranking(page: &mut Page, report: &Report, most: usize) {
    if let Some(reason) = words::unranked(report) {
        unranked(page, report, (most, &reason));
        return;
    }
    let (low, high) = axis(report);
    let mut left = most;
    for part in 0..report.design.parts {
        let of_part = |line: &&CandidateLine| line.place.is_some_and(|place| place.component == part);
        let rows: Vec<[Cell; 8]> = report.candidates.iter().filter(of_part).map(row).collect();
        if report.design.parts > 1 {
            let of = report.design.parts;
            page.heading(Depth::Part, format!("Part {} of {of}: shares no interviewer with the others", part + 1));
        }
        let columns = [
            Column::numbers("rank"),
            Column::words("candidate").at_most(22),
            Column::words("group"),
            Column::numbers("raw"),
            Column::numbers("total"),
            Column::numbers("95% interval"),
            Column::numbers("next"),
            Column::intervals(low, high, "bars: o total, - its interval, x raw"),
        ];
        let shown = rows.len().min(left);
        page.table(Table::new(columns, rows).brief(left, MORE));
        left -= shown;
    }
    page.line(words::legend(report));
}

fn row(line: &CandidateLine) -> [Cell; 8] {
    let (place, total) = (line.place.unwrap_or_default(), line.total);
    let points = [(line.raw, 'x'), (total.map(|total| total.value), 'o')];
    let interval = total.map_or(Cell::from(""), |total| {
        let points = points.into_iter().filter_map(|(value, mark)| Some((value?, mark))).collect();
        Interval { lower: total.lower, upper: total.upper, points }.into()
    });
    [
        Cell::from(place.rank.to_string()),
        Cell::from(&line.name),
        letter(place.group).into(),
        two(line.raw).into(),
        two(total.map(|total| total.value)).into(),
        range(total.map(|total| total.lower), total.map(|total| total.upper)).into(),
        place.above_next.map_or_else(|| "-".to_owned(), chance).into(),
        interval,
    ]
}

/// The stretch of the scale that intervals are drawn on, in whole eighths of it.
fn axis(report: &Report) -> (f64, f64) {
    let totals = || report.candidates.iter().filter_map(|line| line.total);
    let raws = || report.candidates.iter().filter_map(|line| line.raw);
    let low = totals().map(|total| total.lower).chain(raws()).fold(f64::INFINITY, f64::min);
    let high = totals().map(|total| total.upper).chain(raws()).fold(f64::NEG_INFINITY, f64::max);
    let point = f64::from(report.scale.max - report.scale.min) / 8.0;
    ((low / point).floor() * point, (high / point).ceil() * point)
}

fn unranked(page: &mut Page, report: &Report, (most, reason): (usize, &str)) {
    let columns =
        [Column::words("candidate"), Column::numbers("ratings"), Column::numbers("raw"), Column::numbers("calibrated")];
    let rows = report.candidates.iter();
    let rows = rows.map(|line| [Cell::from(&line.name), line.n.to_string().into(), two(line.raw).into(), "-".into()]);
    page.table(Table::new(columns, rows).brief(most, MORE));
    page.line(format!("Nothing is calibrated, and nobody is ranked: {reason}."));
}

/// What a debrief can use: shares and alpha, over all and for each dimension.
fn agreement(page: &mut Page, (report, titles): (&Report, &Titles), most: usize) {
    if report.agreement.overall.coefficients.estimate(Coefficient::AlphaInterval).is_none() {
        // There is no number to show; why is said below.
        return;
    }
    let columns = [
        Column::words("agreement"),
        Column::numbers("equal"),
        Column::numbers("within 1"),
        Column::numbers("alpha"),
        Column::numbers("95% interval"),
        Column::numbers("n"),
    ];
    let by_dimension = &report.agreement.by_dimension;
    let mut rows = vec![agreed("all dimensions", &report.agreement.overall)];
    if by_dimension.len() > 1 {
        rows.extend(by_dimension.iter().map(|(name, block)| agreed(titles.title(name), block)));
    }
    page.table(Table::new(columns, rows).brief(most, MORE));
    page.lines(words::left_out(&report.agreement.overall));
}

fn agreed(name: &str, block: &Block) -> [Cell; 6] {
    let share = |value: Option<f64>| value.map_or_else(|| "-".to_owned(), percent);
    let found = &block.coefficients;
    let alpha = found.estimate(Coefficient::AlphaInterval);
    let told = alpha.filter(|alpha| !words::are_too_few(alpha));
    let interval = told.and_then(|alpha| alpha.interval.ok());
    let interval = match (alpha, told) {
        (Some(_), None) => words::TOO_FEW.to_owned(),
        (Some(_) | None, _) => range(interval.map(|interval| interval.lower), interval.map(|interval| interval.upper)),
    };
    [
        Cell::from(name),
        share(found.value(Coefficient::Equal)).into(),
        share(found.value(Coefficient::WithinOne)).into(),
        two(told.map(|alpha| alpha.value)).into(),
        interval.into(),
        words::seen_by_two(block).to_string().into(),
    ]
}
