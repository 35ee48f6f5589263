//! A calibrated panel on a shared screen: ranking with intervals, groups, agreement, three sentences. No severity by name.

mod compared;
mod details;
mod notation;
mod words;

use std::fmt::Write as _;

use calibration::agreement::Coefficient;
use calibration::report::{ADVICE, Block, CandidateLine, Report};

use super::layout::{bullet, cut};
use super::table::{Side, plain};

pub use compared::{compared, record_markdown};
pub use details::{chances, details, dimensions};
pub use notation::{csv, csv_of, markdown};
pub use words::findings;

/// The most candidates of one screen.
const MOST_SHOWN: usize = 20;
/// The most dimensions of one screen.
const MOST_DIMENSIONS: usize = 6;
/// The narrowest bar that still says something.
const NARROWEST: usize = 12;

/// The screen; `all` shows every candidate, however long it gets.
pub fn screen(report: &Report, title: &str, width: usize, all: bool) -> String {
    let mut out = bullet("", title, width);
    let _ = writeln!(out, "{ADVICE}\n");
    out += &bullet("", &words::table_of(report), width);
    out.push('\n');
    out += &ranking(report, width, all);
    out.push('\n');
    out += &agreement(report, width);
    out.push('\n');
    for sentence in findings(report) {
        out += &bullet("* ", &sentence, width);
    }
    out
}

/// A number with two decimals, or a dash.
pub(super) fn two(value: Option<f64>) -> String {
    value.map_or_else(|| "-".to_owned(), |value| format!("{:.2}", tidy(value)))
}

/// A chance in whole per cents; only what is certain is 0 or 100.
pub(super) fn chance(chance: f64) -> String {
    if chance > 0.995 {
        "> 99 %".to_owned()
    } else if chance < 0.005 {
        "< 1 %".to_owned()
    } else {
        format!("{:.0} %", 100.0 * chance)
    }
}

/// Never a negative zero.
fn tidy(value: f64) -> f64 {
    if value.abs() < 0.005 { 0.0 } else { value }
}

/// An interval in words.
pub(super) fn range(lower: Option<f64>, upper: Option<f64>) -> String {
    match (lower, upper) {
        (Some(lower), Some(upper)) => format!("{:.2} to {:.2}", tidy(lower), tidy(upper)),
        _ => "-".to_owned(),
    }
}

/// The letter of a group: A to Z, then AA, AB.
pub(super) fn letter(group: usize) -> String {
    let own = char::from(b'A' + u8::try_from(group % 26).unwrap_or(0));
    if group < 26 { own.to_string() } else { format!("{}{own}", letter(group / 26 - 1)) }
}

/// The ranking, part by part, or the raw means where there is none.
pub fn ranking(report: &Report, width: usize, all: bool) -> String {
    if report.candidates.iter().all(|line| line.place.is_none()) {
        return unranked(report, width, all);
    }
    let most = if all { usize::MAX } else { MOST_SHOWN };
    let shown: Vec<&CandidateLine> = report.candidates.iter().take(most).collect();
    let name = shown.iter().map(|line| textwrap::core::display_width(&line.name)).max().unwrap_or(0).clamp(9, 22);
    let axis = Axis::of(report, &shown, width.saturating_sub(name + 45));
    let mut out = String::new();
    let mut part = None;
    for line in shown {
        let Some(place) = line.place else { continue };
        if part != Some(place.component) {
            if part.is_some() {
                out.push('\n');
            }
            if report.design.parts > 1 {
                let of = report.design.parts;
                let _ = writeln!(out, "Part {} of {of}: shares no interviewer with the others", place.component + 1);
            }
            part = Some(place.component);
            let _ = writeln!(out, "{}", axis.head(name).trim_end());
        }
        let total = line.total;
        let next = place.above_next.map_or_else(|| "-".to_owned(), chance);
        let row = format!(
            "{:>4} {:<3} {} {:>5} {:>5} {:>14} {:>6}  {}",
            place.rank,
            letter(place.group),
            pad(&line.name, name),
            two(line.raw),
            two(total.map(|total| total.value)),
            range(total.map(|total| total.lower), total.map(|total| total.upper)),
            next,
            axis.bar(line),
        );
        let _ = writeln!(out, "{}", row.trim_end());
    }
    if report.candidates.len() > most {
        let left = report.candidates.len() - most;
        let _ = writeln!(out, "     ... and {left} more: --details, --csv and --json have all");
    }
    out += &bullet("", &words::legend(report, axis.width > 0), width);
    out
}

/// Text in so many columns.
fn pad(text: &str, width: usize) -> String {
    let text = cut(text, width);
    let fill = width.saturating_sub(textwrap::core::display_width(&text));
    text + &" ".repeat(fill)
}

fn unranked(report: &Report, width: usize, all: bool) -> String {
    let most = if all { usize::MAX } else { MOST_SHOWN };
    let head = [("candidate", Side::Left), ("ratings", Side::Right), ("raw", Side::Right), ("calibrated", Side::Right)];
    let rows = report.candidates.iter().take(most);
    let rows = rows.map(|line| vec![line.name.clone(), line.n.to_string(), two(line.raw), "-".to_owned()]).collect();
    let reason = report.candidates.iter().find_map(|line| line.undefined.clone()).unwrap_or_default();
    plain(width, &head, rows) + &bullet("", &format!("Nothing is calibrated: {reason}."), width)
}

/// The stretch of the scale that bars are drawn on.
struct Axis {
    low: f64,
    high: f64,
    /// In columns; 0 where there is no room.
    width: usize,
}

impl Axis {
    fn of(report: &Report, shown: &[&CandidateLine], room: usize) -> Self {
        let totals = || shown.iter().filter_map(|line| line.total);
        let raws = || shown.iter().filter_map(|line| line.raw);
        let low = totals().map(|total| total.lower).chain(raws()).fold(f64::INFINITY, f64::min);
        let high = totals().map(|total| total.upper).chain(raws()).fold(f64::NEG_INFINITY, f64::max);
        let width = if room < NARROWEST || low > high { 0 } else { room.min(40) };
        let point = f64::from(report.scale.max - report.scale.min) / 8.0;
        Self { low: (low / point).floor() * point, high: (high / point).ceil() * point, width }
    }

    /// The column of a value.
    fn at(&self, value: f64) -> usize {
        let last = self.width.saturating_sub(1);
        let share = (value - self.low) / (self.high - self.low);
        let steps = u32::try_from(last).map_or(0.0, f64::from);
        // Counting columns up keeps the conversion exact.
        (0..last).take_while(|&column| u32::try_from(column).map_or(0.0, f64::from) + 0.5 < share * steps).count()
    }

    fn head(&self, name: usize) -> String {
        let head = format!(
            "{:>4} {:<3} {} {:>5} {:>5} {:>14} {:>6}",
            "rank",
            "grp",
            pad("candidate", name),
            "raw",
            "total",
            "95 % interval",
            "next"
        );
        if self.width == 0 {
            return head;
        }
        let (low, high) = (format!("{:.1}", self.low), format!("{:.1}", self.high));
        let gap = " ".repeat(self.width.saturating_sub(low.len() + high.len()));
        format!("{head}  {low}{gap}{high}")
    }

    /// The interval as dashes, the calibrated total as `o`, the raw one as `x`.
    fn bar(&self, line: &CandidateLine) -> String {
        let (Some(total), true) = (line.total, self.width > 0) else { return String::new() };
        let mut columns = vec![' '; self.width];
        let (lower, upper) = (self.at(total.lower), self.at(total.upper));
        for (index, column) in columns.iter_mut().enumerate() {
            if (lower..=upper).contains(&index) {
                *column = '-';
            }
        }
        for (value, mark) in [(line.raw, 'x'), (Some(total.value), 'o')] {
            if let Some(column) = value.and_then(|value| columns.get_mut(self.at(value))) {
                *column = mark;
            }
        }
        columns.into_iter().collect()
    }
}

/// What a debrief can use: shares and alpha, over all and for each dimension.
pub fn agreement(report: &Report, width: usize) -> String {
    let head = [
        ("agreement", Side::Left),
        ("equal", Side::Right),
        ("within 1", Side::Right),
        ("alpha", Side::Right),
        ("95 % interval", Side::Right),
        ("n", Side::Right),
    ];
    let mut rows = vec![row("all dimensions", &report.agreement.overall)];
    if report.agreement.by_dimension.len() > 1 {
        rows.extend(report.agreement.by_dimension.iter().take(MOST_DIMENSIONS).map(|(name, block)| row(name, block)));
    }
    let mut out = plain(width, &head, rows);
    let left = report.agreement.by_dimension.len().saturating_sub(MOST_DIMENSIONS);
    if left > 0 {
        let _ = writeln!(out, "... and {left} more dimensions");
    }
    out + &words::left_out(&report.agreement.overall, width)
}

fn row(name: &str, block: &Block) -> Vec<String> {
    let percent = |value: Option<f64>| value.map_or_else(|| "-".to_owned(), |value| format!("{:.0} %", 100.0 * value));
    let found = &block.coefficients;
    let alpha = found.estimate(Coefficient::AlphaInterval);
    let interval = alpha.and_then(|alpha| alpha.interval);
    vec![
        name.to_owned(),
        percent(found.value(Coefficient::Equal)),
        percent(found.value(Coefficient::WithinOne)),
        two(alpha.map(|alpha| alpha.value)),
        range(interval.map(|interval| interval.lower), interval.map(|interval| interval.upper)),
        alpha.map_or_else(|| "0".to_owned(), |alpha| alpha.n.to_string()),
    ]
}
