//! The rating row, and the anchors of the dimension that has the focus.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::core::ids::DimensionId;
use crate::core::rubric::Rubric;
use crate::core::scale::Rating;
use crate::core::session::Asking;
use crate::page::layout;

use super::super::parts;
use super::Scene;
use super::text::{Palette, bullet, sides};

/// All dimensions of a question on one line, and how many questions before it lack a rating.
pub(super) fn row(scene: &Scene<'_>, asking: &Asking, columns: usize) -> Line<'static> {
    let palette = scene.palette();
    let mut spans = vec![Span::styled(" Ratings ", palette.heading())];
    for id in parts::dimensions(asking) {
        let (text, style) = match asking.ratings.get(id) {
            Some(rating) => (format!(" {id} {rating} "), palette.bold()),
            None => (format!(" {id} - "), Style::new()),
        };
        spans.push(Span::styled(text, style));
    }
    let unrated = scene.session.state().unrated().filter(|other| other.slot != asking.slot).count();
    let others = if unrated == 0 { Line::default() } else { Line::raw(format!("{unrated} unrated before ")) };
    sides(Line::from(spans), others, columns)
}

/// A dimension and the score that was chosen on it.
#[derive(Clone, Copy)]
pub(super) struct Judged<'a> {
    pub(super) rubric: &'a Rubric,
    pub(super) id: &'a DimensionId,
    pub(super) chosen: Option<Rating>,
}

impl Judged<'_> {
    /// Its title with the five scores, the chosen one marked.
    pub(super) fn scores(self, here: bool, palette: Palette) -> Line<'static> {
        let Self { rubric, id, chosen } = self;
        let title = rubric.dimension(id).map_or(id.as_str(), |dimension| dimension.title.as_str());
        let pointer = if here { ">" } else { " " };
        let name = format!("{pointer} {:<18}", layout::cut(title, 18));
        let mut spans = vec![Span::styled(name, if here { palette.reversed() } else { Style::new() }), Span::raw(" ")];
        for rating in Rating::ALL {
            if chosen == Some(rating) {
                spans.push(Span::styled(format!("[{rating}]"), palette.bold().patch(palette.reversed())));
            } else {
                spans.push(Span::raw(format!(" {rating} ")));
            }
        }
        spans.push(Span::raw("  "));
        spans.push(Span::raw(chosen.map_or("not assessed".to_owned(), |rating| rubric.scale.at(rating).to_owned())));
        Line::from(spans)
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
                vec![Line::styled(mark.clone() + &layout::cut(text, columns.saturating_sub(5)), style)]
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
