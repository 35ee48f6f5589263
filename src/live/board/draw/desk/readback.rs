//! The last look reads back what will be submitted: it is all there, and nobody has to remember it.

use ratatui::style::Style;
use ratatui::text::Line;

use crate::core::ids::DimensionId;
use crate::core::session::Session;

use super::super::super::super::words;
use super::super::super::parts::{self, Part};
use super::super::text::{Palette, bullet, rule};

/// What will be submitted, but for ratings and ticks, which the desk showed.
pub(super) fn lines(session: &Session, columns: usize, palette: Palette) -> Vec<Line<'static>> {
    let state = session.state();
    let mut out = vec![rule("What will be submitted", columns, palette)];
    let mut add = |mark: &str, text: &str| out.extend(bullet(&format!(" {mark}: "), text, columns, Style::new()));
    for part in parts::parts(session) {
        if let Part::Dimension(id) = part {
            add(session.plan().rubric.title_of(&id), &concluded(session, &id));
        }
    }
    let given = state.recommendation.clone().unwrap_or_default();
    if !state.mock() && !state.is_no_show() {
        let band = given.band.as_ref().map_or("no band", |band| session.plan().rubric.band_title(band));
        add("Your recommendation", &because(band, &given.reason));
    }
    for raised in &state.flags {
        let title = raised.flag.title(&session.plan().rubric);
        add("Red flag", &format!("{title}, at {}: \"{}\"", raised.slot, raised.quote));
    }
    if state.flags.is_empty() && !state.is_no_show() {
        add("Red flags", "none");
    }
    given.strengths.iter().for_each(|line| add("Went well", line));
    given.growth.iter().for_each(|line| add("To work on", line));
    add("Notes", &format!("{} (F10 reads them)", state.notes.len()));
    if let Some(blank) = blank(session) {
        add("Left blank", &blank);
    }
    out
}

fn because(what: &str, reason: &str) -> String {
    if reason.is_empty() { what.to_owned() } else { format!("{what}, because: {reason}") }
}

/// What stands on a dimension; never the mean of the ratings.
fn concluded(session: &Session, id: &DimensionId) -> String {
    let state = session.state();
    let given = state.conclusions.get(id);
    let reason = given.map(|given| given.reason.as_str()).unwrap_or_default();
    match given.and_then(|given| given.score) {
        Some(score) => because(&score.to_string(), reason),
        None if state.asking.iter().any(|asking| asking.ratings.contains_key(id)) => {
            because(&format!("your ratings stand, {}", words::ratings(state, id)), reason)
        }
        None => because("not assessed", reason),
    }
}

/// What may be left blank, and is.
pub(super) fn blank(session: &Session) -> Option<String> {
    let state = session.state();
    if state.is_no_show() {
        return None;
    }
    let mut blank = Vec::new();
    let criteria = parts::criteria(session);
    let open = criteria.iter().filter(|criterion| !state.criteria.contains_key(&criterion.id)).count();
    if open > 0 {
        blank.push(format!("{open} of {} criteria", criteria.len()));
    }
    let unconcluded = parts::parts(session).into_iter().filter_map(|part| match part {
        Part::Dimension(id) if state.conclusions.get(&id).is_none_or(|given| given.score.is_none()) => {
            Some(session.plan().rubric.title_of(&id).to_owned())
        }
        Part::Dimension(_)
        | Part::Ratings
        | Part::Criteria
        | Part::Recommendation
        | Part::TakeAways
        | Part::Submission => None,
    });
    let unconcluded: Vec<String> = unconcluded.collect();
    if !unconcluded.is_empty() {
        blank.push(format!("your conclusion on {}", unconcluded.join(", ")));
    }
    if state.recommendation.as_ref().is_none_or(|given| given.strengths.is_empty() && given.growth.is_empty()) {
        blank.push("the take-aways".into());
    }
    (!blank.is_empty()).then(|| blank.join("; "))
}
