//! The ratings: in one line, and a line each with the anchor of the score that was chosen.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::core::ids::DimensionId;
use crate::core::rubric::{Dimension, Rubric};
use crate::core::scale::Rating;
use crate::core::session::Asking;

use super::super::super::assessed;
use super::super::parts::{self, Mark};
use super::super::view::{Focus, Stands};
use super::Scene;
use super::text::{Palette, bullet, in_sight, lines, more, shorten, sides, width, wrap};

/// All dimensions of a question on one line, and which other questions were asked and lack a rating.
pub(super) fn row(scene: &Scene<'_>, asking: &Asking, columns: usize) -> Line<'static> {
    let palette = scene.palette();
    let rubric = &scene.session.plan().rubric;
    let dimensions = parts::dimensions(asking);
    let unrated: Vec<_> = scene.session.state().unrated().filter(|other| other.slot != asking.slot).collect();
    let half_rated = |asking: &Asking| assessed::rated_of(asking).0 > 0;
    let are = if unrated.iter().any(|other| half_rated(other)) { "lack ratings" } else { "are unrated" };
    let others = match unrated.as_slice() {
        [] => String::new(),
        [only] if half_rated(only) => {
            let (rated, all) = assessed::rated_of(only);
            format!("{} is rated on {rated} of {all} ", only.slot)
        }
        [only] => format!("{} is unrated ", only.slot),
        [one, other] => format!("{} and {} {are} ", one.slot, other.slot),
        many => format!("{} others {are} ", many.len()),
    };
    let one = |id: &&DimensionId| match asking.ratings.get(*id) {
        Some(rating) => (format!(" {} {rating} ", title(rubric, id)), palette.bold()),
        None => (format!(" {} - ", title(rubric, id)), Style::new()),
    };
    let all: Vec<(String, Style)> = dimensions.iter().map(one).collect();
    let head = " Ratings ";
    let wanted = width(head) + all.iter().map(|(text, _)| width(text)).sum::<usize>();
    let mut spans = vec![Span::styled(head, palette.heading())];
    if wanted <= columns {
        spans.extend(all.into_iter().map(|(text, style)| Span::styled(text, style)));
    } else {
        let rated = dimensions.iter().filter(|id| asking.ratings.contains_key(**id)).count();
        spans.push(Span::raw(format!(" {rated} of {} given ", dimensions.len())));
    }
    let line = Line::from(spans);
    let fits = line.width() + width(&others) < columns;
    sides(line, if fits { Line::raw(others) } else { Line::default() }, columns)
}

/// A dimension's title.
pub(super) fn title<'a>(rubric: &'a Rubric, id: &'a DimensionId) -> &'a str {
    rubric.dimension(id).map_or(id.as_str(), |dimension| dimension.title.as_str())
}

/// Each dimension with its scores, and the anchor of the score under the eye; at most so many lines of dimensions.
pub(super) fn block(scene: &Scene<'_>, asking: &Asking, columns: usize, most: usize) -> Vec<Line<'static>> {
    let palette = scene.palette();
    let rubric = &scene.session.plan().rubric;
    let dimensions = parts::dimensions(asking);
    let focused = scene.view.focus == Focus::Rate;
    let names = dimensions.iter().map(|id| width(title(rubric, id))).max().unwrap_or(0);
    let row = scene.view.eye.row.min(dimensions.len().saturating_sub(1));
    let shown = if dimensions.len() > most { most.saturating_sub(1).max(1) } else { dimensions.len() };
    let first = in_sight(0, row.saturating_sub(1), (row + 1).min(dimensions.len().saturating_sub(1)), shown);
    let mut out = Vec::new();
    for (position, id) in dimensions.iter().enumerate().skip(first).take(shown) {
        let judged = Judged { rubric, id, chosen: asking.ratings.get(*id).copied(), none: NOT_RATED };
        out.push(judged.scores(focused && position == scene.view.eye.row, (names, columns), palette));
    }
    if shown < dimensions.len() {
        let below = dimensions.len().saturating_sub(first + shown);
        out.push(more(first, below, ("Up", "Down"), columns, palette));
    }
    if scene.view.eye.stands != Stands::Anchors && focused {
        let mut anchor = anchor_under_the_eye(rubric, asking, scene.view.eye.row, columns, palette);
        // As many lines as the longest anchor has, so that nothing above jumps from key to key.
        let anchors = dimensions
            .iter()
            .filter_map(|id| rubric.dimension(id))
            .flat_map(|dimension| Rating::ALL.iter().map(|rating| anchor_text(dimension, *rating)));
        let tallest = anchors.map(|text| wrap(&text, columns.saturating_sub(2)).len()).max().unwrap_or(1);
        anchor.resize(tallest.max(anchor.len()), Line::default());
        out.extend(anchor);
    }
    out
}

/// The anchor of the dimension under the cursor, which is never another one's; where it has no rating yet, what can be pressed.
fn anchor_under_the_eye(
    rubric: &Rubric,
    asking: &Asking,
    row: usize,
    columns: usize,
    palette: Palette,
) -> Vec<Line<'static>> {
    let dimensions = parts::dimensions(asking);
    let here = dimensions.get(row).and_then(|id| rubric.dimension(id));
    let mark = row.checked_sub(dimensions.len()).and_then(|position| parts::marks(asking).get(position).copied());
    let rating = here.and_then(|dimension| asking.ratings.get(&dimension.id).copied());
    let text = match (here, rating) {
        (Some(dimension), Some(rating)) => anchor_text(dimension, rating),
        (Some(dimension), None) => format!("{}: {UNRATED}", dimension.title),
        (None, _) => at_mark(mark, asking).to_owned(),
    };
    lines(&text, columns.saturating_sub(2), palette.dim()).into_iter().map(indented).collect()
}

/// What can be pressed at a signal or a follow-up.
fn at_mark(mark: Option<Mark>, asking: &Asking) -> &'static str {
    match mark {
        Some(Mark::Signal(signal)) if asking.signals.contains_key(&signal) => {
            "0 takes this tick off; 1-5 rate, 5 is best"
        }
        Some(Mark::Signal(_)) => "Space or its letter ticks this; 1-5 rate, 5 is best",
        Some(Mark::FollowUp(number)) if asking.follow_ups.contains(&number) => {
            "this was asked, which only Ctrl-X and F10 take back; 1-5 rate, 5 is best"
        }
        Some(Mark::FollowUp(_)) => "Space or its letter says that you asked this; 1-5 rate, 5 is best",
        None => UNRATED,
    }
}

/// Stands in the place of an anchor where nothing is rated.
const UNRATED: &str = "5 is best, 0 takes a rating back; F2 shows what each score looks like";

fn anchor_text(dimension: &Dimension, rating: Rating) -> String {
    format!("{} {rating}: {}", dimension.title, dimension.anchors.at(rating))
}

fn indented(line: Line<'static>) -> Line<'static> {
    let mut line = line;
    line.spans.insert(0, Span::raw("  "));
    line
}

/// A dimension and the score that was chosen on it.
#[derive(Clone, Copy)]
pub(super) struct Judged<'a> {
    pub(super) rubric: &'a Rubric,
    pub(super) id: &'a DimensionId,
    pub(super) chosen: Option<Rating>,
    /// What is said where none was chosen.
    pub(super) none: &'static str,
}

/// Said of a question that has no rating.
pub(super) const NOT_RATED: &str = "not rated";

impl Judged<'_> {
    /// Its title with the five scores, the chosen one marked; the title has `names` columns where there is room for them.
    pub(super) fn scores(self, here: bool, (names, columns): (usize, usize), palette: Palette) -> Line<'static> {
        let Self { rubric, id, chosen, none } = self;
        let names = names.min(columns.saturating_sub(2 + 1 + 15));
        let title = shorten(title(rubric, id), names);
        let pointer = if here { ">" } else { " " };
        let name = format!("{pointer} {title}{}", " ".repeat(names.saturating_sub(width(&title))));
        let mut spans = vec![Span::styled(name, if here { palette.reversed() } else { Style::new() }), Span::raw(" ")];
        for rating in Rating::ALL {
            if chosen == Some(rating) {
                spans.push(Span::styled(format!("[{rating}]"), palette.bold().patch(palette.reversed())));
            } else {
                spans.push(Span::raw(format!(" {rating} ")));
            }
        }
        let word = chosen.map_or(none.to_owned(), |rating| rubric.scale.at(rating).to_owned());
        let mut line = Line::from(spans);
        if line.width() + 2 + width(&word) <= columns {
            line.spans.push(Span::raw(format!("  {word}")));
        }
        line
    }

    /// Its five anchors from excellent to poor, the chosen one marked; each on one line where `room` is short.
    pub(super) fn anchors(self, columns: usize, room: usize, palette: Palette) -> Vec<Line<'static>> {
        let chosen = self.chosen;
        let Some(dimension) = self.rubric.dimension(self.id) else { return Vec::new() };
        let one = |rating: Rating, whole: bool| {
            let mark = if chosen == Some(rating) { format!(">[{rating}] ") } else { format!("  {rating}  ") };
            let style = if chosen == Some(rating) { palette.bold() } else { Style::new() };
            let text = dimension.anchors.at(rating);
            if whole {
                bullet(&mark, text, columns, style)
            } else {
                vec![Line::styled(mark.clone() + &shorten(text, columns.saturating_sub(5)), style)]
            }
        };
        let all = |whole: &dyn Fn(Rating) -> bool| -> Vec<Line<'static>> {
            Rating::ALL.iter().rev().flat_map(|rating| one(*rating, whole(*rating))).collect()
        };
        let full = all(&|_| true);
        if full.len() <= room {
            return full;
        }
        let mixed = all(&|rating| chosen == Some(rating));
        if mixed.len() <= room { mixed } else { all(&|_| false) }
    }
}
