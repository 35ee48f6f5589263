//! Lines of the list of what can be done that do not act where one is: where they do, and what to press here instead.

use super::help;
use super::interview::Board;
use super::keys::{Area, Deed, InTalk, Key};
use super::view::View;

impl Board<'_> {
    /// Where a line acts that does not act here, and what does the same here or leads there. `here` is the view before the list was opened.
    pub(super) fn where_it_acts(&self, key: &Key, here: &View) -> String {
        let acting = help::keys(self.session(), here, "");
        let of = |deed: Deed| acting.iter().find(|(other, acts)| *acts && other.deed == deed).map(|(other, _)| *other);
        let leads = if matches!(key.area, Area::Rate | Area::Command) {
            of(Deed::Talk(InTalk::ToRate))
        } else if key.area == Area::Plan {
            of(Deed::Talk(InTalk::Turn))
        } else if key.area == Area::Note {
            of(Deed::Talk(InTalk::Escape))
        } else {
            None
        };
        let instead = match (of(key.deed), leads) {
            (Some(same), _) => format!("here it is {}: {}", same.shown_or("a line without a key"), same.does),
            (None, Some(leads)) => format!("{} leads there", leads.shown()),
            (None, None) => "Esc closes this list".into(),
        };
        format!("that acts elsewhere ({}); {instead}", key.area.title())
    }
}
