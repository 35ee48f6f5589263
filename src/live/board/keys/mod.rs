//! Every key as data: the same table drives the program, the bar at the foot of the screen and the help.

mod area;
mod deed;
mod key;
mod press;
mod table;

use ratatui::crossterm::event::KeyEvent;

pub(crate) use area::Area;
pub(crate) use deed::{
    AtCard, AtDesk, AtDimension, AtRatings, AtRecommendation, AtSubmission, AtTakeAways, Deed, Edit, InTalk, Judge,
    OnScreen, Over, Rate, Way,
};

pub use deed::Trait;
pub use key::Key;
pub(crate) use press::{HELP, UNDO};
pub use press::{Press, YES};
pub(crate) use press::{printable, text_of};
pub use table::TABLE;

use super::super::words::Face;

/// What is pressed or typed here for a thing.
pub(super) const FACE: Face = Face::Board;

/// What a key does in the first of these areas that knows it.
pub(crate) fn deed(areas: &[Area], key: &KeyEvent) -> Option<Deed> {
    areas.iter().find_map(|area| {
        let mut here = TABLE.iter().filter(|line| line.area == *area);
        here.find(|line| line.presses.iter().any(|press| press.is(key))).map(|line| line.deed)
    })
}

/// The lines that matter most, narrowest area first: those with a word for the bar, whose first press a narrower area does not take.
pub(crate) fn frequent(areas: &[Area]) -> Vec<&'static Key> {
    let mut out: Vec<&'static Key> = Vec::new();
    for (position, area) in areas.iter().enumerate() {
        let narrower = areas.get(..position).unwrap_or_default();
        for line in TABLE.iter().filter(|line| line.area == *area && !line.bar.is_empty()) {
            let first = line.presses.first();
            if first.is_some_and(|press| !takes(narrower, *press)) && out.iter().all(|other| other.bar != line.bar) {
                out.push(line);
            }
        }
    }
    out
}

/// Whether one of these areas takes a press.
fn takes(areas: &[Area], press: Press) -> bool {
    TABLE.iter().any(|line| areas.contains(&line.area) && line.presses.contains(&press))
}

/// Whether a line can be reached where these areas act, the narrowest first: not all of its presses mean something narrower.
pub(crate) fn is_reached(line: &Key, areas: &[Area]) -> bool {
    let position = areas.iter().position(|area| *area == line.area).unwrap_or(areas.len());
    let narrower = areas.get(..position).unwrap_or_default();
    line.presses.is_empty() || line.presses.iter().any(|press| !takes(narrower, *press))
}

/// What a key that writes nothing is called, where it means something anywhere.
pub(crate) fn called(key: &KeyEvent) -> Option<String> {
    let writes = |press: &&Press| matches!(press, Press::Char(_) | Press::Digit | Press::Number | Press::Letter);
    let press = TABLE.iter().flat_map(|line| line.presses).filter(|press| !writes(press)).find(|press| press.is(key));
    press.map(ToString::to_string)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_press_means_two_things_in_one_place() {
        for (index, one) in TABLE.iter().enumerate() {
            for other in TABLE.iter().skip(index + 1).filter(|other| other.area == one.area) {
                let both = one.presses.iter().find(|press| other.presses.contains(press));
                assert!(both.is_none(), "{:?}: {both:?} is {:?} and {:?}", one.area, one.deed, other.deed);
            }
        }
    }

    #[test]
    fn while_a_note_is_typed_no_printable_key_acts() {
        let areas = [Area::Note, Area::Text, Area::Talk, Area::Anywhere];
        for line in TABLE.iter().filter(|line| areas.contains(&line.area)) {
            for press in line.presses {
                let writes = press.is_text() && !matches!(press, Press::Code(_) | Press::Ctrl(_));
                assert!(!writes, "{press} would be lost to {:?}", line.deed);
            }
        }
    }

    #[test]
    fn law_12_what_asks_or_reveals_has_no_key_that_text_can_hold() {
        let harms = |line: &&Key| {
            line.deed.is(Trait::Asks) || line.deed.is(Trait::Reveals) || line.deed == Deed::Over(Over::Confirm)
        };
        let mut seen = 0;
        for line in TABLE.iter().filter(harms) {
            seen += 1;
            assert!(line.presses.iter().all(|press| !press.is_text()), "{:?}: {:?}", line.deed, line.presses);
        }
        assert!(seen >= 9, "the table has what asks: {seen}");
    }

    #[test]
    fn every_area_has_keys_and_a_place_in_the_help() {
        for area in Area::ALL {
            assert!(TABLE.iter().any(|line| line.area == area), "{area:?}");
        }
        assert!(TABLE.iter().all(|line| Area::ALL.contains(&line.area)));
    }
}
