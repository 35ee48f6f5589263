//! What can be done here, as lines: what matters most now, then the rest by area. The same lines are drawn and chosen from.

use super::areas;
use super::keys::{self, Area, Key, TABLE};
use super::view::View;
use crate::core::find;
use crate::core::session::Session;

/// A line of the list.
#[derive(Debug, Clone, Copy)]
pub(crate) enum HelpLine {
    /// A heading; whether what stands under it acts where one is.
    Heading(&'static str, bool),
    /// A key with what it does; whether it acts where one is.
    Key(&'static Key, bool),
}

/// The lines of the list that have every typed word. `view` is as it was before the list was opened.
pub(crate) fn lines(session: &Session, view: &View, typed: &str) -> Vec<HelpLine> {
    let here = areas::areas(session, view);
    let frequent = keys::frequent(here);
    let words = find::Words::new(typed);
    let fits = |key: &&Key| words.stand_in(&format!("{} {} {} {}", key.shown(), key.bar, key.does, key.also));
    let mut out = Vec::new();
    let mut add = |title: &'static str, acts: bool, keys: Vec<&'static Key>| {
        if !keys.is_empty() {
            out.push(HelpLine::Heading(title, acts));
        }
        out.extend(keys.into_iter().map(|key| HelpLine::Key(key, acts)));
    };
    let mut used_most: Vec<&Key> = frequent.iter().copied().filter(fits).collect();
    // Whoever types the very word of the bar means that key, and none that only mentions it.
    used_most.sort_by_key(|key| !key.bar.eq_ignore_ascii_case(typed.trim()));
    add("What is used most, here", true, used_most);
    for area in here.iter().copied().chain(Area::ALL.into_iter().filter(|area| !here.contains(area))) {
        let acts = here.contains(&area);
        // What a narrower area has another meaning for is not there.
        let elsewhere = |key: &Key| {
            acts && (frequent.iter().any(|other| std::ptr::eq(*other, key)) || !keys::is_reached(key, here))
        };
        add(area.title(), acts, TABLE.iter().filter(|key| key.area == area && !elsewhere(key)).filter(fits).collect());
    }
    out
}

/// The keys of the list, in order: what a cursor can stand on.
pub(crate) fn keys(session: &Session, view: &View, typed: &str) -> Vec<(&'static Key, bool)> {
    let key = |line| match line {
        HelpLine::Heading(..) => None,
        HelpLine::Key(key, acts) => Some((key, acts)),
    };
    lines(session, view, typed).into_iter().filter_map(key).collect()
}
