//! Every key as data: the same table drives the program, the bar at the foot of the screen and the help.

mod area;
mod deed;
mod press;

use ratatui::crossterm::event::{KeyCode, KeyEvent};

pub(crate) use area::Area;
pub(crate) use deed::{
    AtCard, AtDesk, AtDimension, AtRatings, AtRecommendation, AtSubmission, AtTakeAways, Deed, Edit, InTalk, OnScreen,
    Over, Rate, Way,
};

pub use press::Press;
pub(crate) use press::printable;

use super::super::words::Face;

/// What is pressed or typed here for a thing.
pub(super) const FACE: Face = Face::Board;

/// A line of the table.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    /// Where it acts.
    pub area: Area,
    /// What is pressed: any of these.
    pub presses: &'static [Press],
    /// A word for the bar at the foot; empty where it has no room there.
    pub bar: &'static str,
    /// What it does, for the help.
    pub does: &'static str,
    /// What it does, for the program.
    pub deed: Deed,
}

impl Key {
    /// Its presses for people.
    pub fn shown(&self) -> String {
        self.presses.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
    }
}

const fn key(area: Area, presses: &'static [Press], bar: &'static str, does: &'static str, deed: Deed) -> Key {
    Key { area, presses, bar, does, deed }
}

const ENTER: Press = Press::Code(KeyCode::Enter);
const ESC: Press = Press::Code(KeyCode::Esc);
const TAB: Press = Press::Code(KeyCode::Tab);
const UP: Press = Press::Code(KeyCode::Up);
const DOWN: Press = Press::Code(KeyCode::Down);
const LEFT: Press = Press::Code(KeyCode::Left);
const RIGHT: Press = Press::Code(KeyCode::Right);
const PAGE_UP: Press = Press::Code(KeyCode::PageUp);
const PAGE_DOWN: Press = Press::Code(KeyCode::PageDown);

/// Every key of the board. Where two lines fit, the one for the narrower area acts.
#[rustfmt::skip] // A line a key, so that it reads as a table.
pub const TABLE: &[Key] = &[
    key(Area::Anywhere, &[Press::Ctrl('l')], "cover", "cover the screen but for the prompt, and lift the cover", Deed::Screen(OnScreen::Cover)),
    key(Area::Anywhere, &[Press::Ctrl('z')], "", "suspend the program; `fg` brings it back", Deed::Screen(OnScreen::Suspend)),
    key(Area::Anywhere, &[Press::Ctrl('c')], "", "leave; resume goes on (asks once)", Deed::Screen(OnScreen::Leave)),
    key(Area::Before, &[ENTER], "begin", "begin the conversation", Deed::Talk(InTalk::Begin)),
    key(Area::Before, &[Press::Char('q')], "leave", "leave; resume goes on", Deed::Screen(OnScreen::Leave)),
    key(Area::Before, &[Press::Char('?')], "keys", "every key", Deed::Screen(OnScreen::Help)),
    key(Area::Before, &[PAGE_DOWN, DOWN], "", "further down", Deed::Talk(InTalk::Page(Way::Down))),
    key(Area::Before, &[PAGE_UP, UP], "", "further up", Deed::Talk(InTalk::Page(Way::Up))),
    key(Area::Talk, &[Press::Ctrl('n')], "next", "the next question", Deed::Talk(InTalk::Next)),
    key(Area::Talk, &[Press::Ctrl('p')], "", "the question before", Deed::Talk(InTalk::Back)),
    key(Area::Talk, &[Press::Ctrl('r')], "rate", "to the ratings, and back to the note", Deed::Talk(InTalk::ToRate)),
    key(Area::Talk, &[Press::Ctrl('t')], "pause", "stop the clocks, and let them run again", Deed::Talk(InTalk::Pause)),
    key(Area::Talk, &[Press::Ctrl('x')], "undo", "take the last recording back, and say which", Deed::Talk(InTalk::Undo)),
    key(Area::Talk, &[TAB], "turn", "from the note to the ratings, to the outline, to the note", Deed::Talk(InTalk::Turn)),
    key(Area::Talk, &[Press::Code(KeyCode::BackTab)], "", "the other way around", Deed::Talk(InTalk::TurnBack)),
    key(Area::Talk, &[ESC], "", "from the note to the ratings; from there back to the note", Deed::Talk(InTalk::Escape)),
    key(Area::Talk, &[PAGE_DOWN], "", "further down in the question", Deed::Talk(InTalk::Page(Way::Down))),
    key(Area::Talk, &[PAGE_UP], "", "further up in the question", Deed::Talk(InTalk::Page(Way::Up))),
    key(Area::Note, &[ENTER], "keep", "keep the note", Deed::Talk(InTalk::Keep)),
    key(Area::Command, &[Press::Char('n')], "next", "the next question", Deed::Talk(InTalk::Next)),
    key(Area::Command, &[Press::Char('p')], "", "the question before", Deed::Talk(InTalk::Back)),
    key(Area::Command, &[Press::Char('h')], "hint", "give the next hint of the ladder", Deed::Talk(InTalk::Hint)),
    key(Area::Command, &[Press::Char('f')], "flag", "raise a red flag; asks for the quote", Deed::Talk(InTalk::Flag)),
    key(Area::Command, &[Press::Char('x')], "explain", "the explanation, and back to the question", Deed::Talk(InTalk::Explain)),
    key(Area::Command, &[Press::Char('b')], "", "put the easier or the harder backup in this question's place", Deed::Talk(InTalk::Backup)),
    key(Area::Command, &[Press::Char('s')], "skip", "skip this question and go on", Deed::Talk(InTalk::Skip)),
    key(Area::Command, &[Press::Char('d')], "drop", "drop the least valuable if-time question of the section", Deed::Talk(InTalk::Drop)),
    key(Area::Command, &[Press::Char('+')], "", "give the section 5 more minutes", Deed::Talk(InTalk::Extend)),
    key(Area::Command, &[Press::Char('u')], "undo", "take the last recording back, and say which", Deed::Talk(InTalk::Undo)),
    key(Area::Command, &[Press::Char('/')], "find", "find a question in plan or bank, and bring it in", Deed::Talk(InTalk::Find)),
    key(Area::Command, &[Press::Char('c')], "", "copy the prompt to the clipboard", Deed::Talk(InTalk::CopyPrompt)),
    key(Area::Command, &[Press::Char('v')], "", "copy the handout to the clipboard", Deed::Talk(InTalk::CopyHandout)),
    key(Area::Command, &[Press::Char('e')], "end", "end the conversation (asks once)", Deed::Talk(InTalk::End)),
    key(Area::Command, &[Press::Char('q')], "", "leave; resume goes on (asks once)", Deed::Screen(OnScreen::Leave)),
    key(Area::Command, &[Press::Char('?')], "keys", "every key", Deed::Screen(OnScreen::Help)),
    key(Area::Command, &[UP, Press::Char('k')], "", "a line up", Deed::Talk(InTalk::Walk(Way::Up))),
    key(Area::Command, &[DOWN, Press::Char('j')], "", "a line down", Deed::Talk(InTalk::Walk(Way::Down))),
    key(Area::Rate, &[Press::Digit], "rate", "rate the dimension, and go on to the next one", Deed::Talk(InTalk::Rate(Rate::Digit))),
    key(Area::Rate, &[Press::Char('0'), Press::Char('-')], "", "not assessed", Deed::Talk(InTalk::Rate(Rate::Nothing))),
    key(Area::Rate, &[LEFT], "", "a lower rating", Deed::Talk(InTalk::Rate(Rate::Lower))),
    key(Area::Rate, &[RIGHT], "", "a higher rating", Deed::Talk(InTalk::Rate(Rate::Higher))),
    key(Area::Rate, &[Press::Capital], "tick", "tick the signal or follow-up of that letter, or untick the signal", Deed::Talk(InTalk::TickLetter)),
    key(Area::Rate, &[Press::Char(' '), ENTER], "", "tick the signal or follow-up under the cursor", Deed::Talk(InTalk::Tick)),
    key(Area::Plan, &[ENTER], "go", "go to that question", Deed::Talk(InTalk::Go)),
    key(Area::Desk, &[TAB, ENTER, Press::Char('n')], "on", "the next part", Deed::Desk(AtDesk::NextPart)),
    key(Area::Desk, &[Press::Code(KeyCode::BackTab), ESC, Press::Char('p')], "back", "the part before", Deed::Desk(AtDesk::PartBefore)),
    key(Area::Desk, &[UP, Press::Char('k')], "", "a line up", Deed::Desk(AtDesk::Walk(Way::Up))),
    key(Area::Desk, &[DOWN, Press::Char('j')], "", "a line down", Deed::Desk(AtDesk::Walk(Way::Down))),
    key(Area::Desk, &[PAGE_DOWN], "", "further down in the evidence", Deed::Desk(AtDesk::Page(Way::Down))),
    key(Area::Desk, &[PAGE_UP], "", "further up in the evidence", Deed::Desk(AtDesk::Page(Way::Up))),
    key(Area::Desk, &[Press::Char('u'), Press::Ctrl('x')], "undo", "take the last recording back, and say which", Deed::Desk(AtDesk::Undo)),
    key(Area::Desk, &[Press::Char('s')], "submit", "to the last look before submission", Deed::Desk(AtDesk::ToSubmission)),
    key(Area::Desk, &[Press::Char('c')], "", "back into the conversation: it had not ended (asks once)", Deed::Desk(AtDesk::ToTalk)),
    key(Area::Desk, &[Press::Char('q')], "leave", "leave; resume goes on (asks once)", Deed::Screen(OnScreen::Leave)),
    key(Area::Desk, &[Press::Char('?')], "keys", "every key", Deed::Screen(OnScreen::Help)),
    key(Area::Ratings, &[Press::Digit], "rate", "rate, and go on to the next that is unrated", Deed::Desk(AtDesk::Ratings(AtRatings::Score))),
    key(Area::Ratings, &[Press::Char('0'), Press::Char('-')], "", "not assessed", Deed::Desk(AtDesk::Ratings(AtRatings::Unrate))),
    key(Area::Ratings, &[Press::Char('w')], "note", "write a note on this question", Deed::Desk(AtDesk::Ratings(AtRatings::Write))),
    key(Area::Ratings, &[Press::Char('f')], "flag", "raise a red flag at this question; asks for the quote", Deed::Desk(AtDesk::Ratings(AtRatings::Flag))),
    key(Area::Dimension, &[Press::Digit], "conclude", "your conclusion on the dimension", Deed::Desk(AtDesk::Dimension(AtDimension::Conclude))),
    key(Area::Dimension, &[Press::Char('0'), Press::Char('-')], "", "no conclusion of your own: the ratings stand", Deed::Desk(AtDesk::Dimension(AtDimension::Withdraw))),
    key(Area::Dimension, &[Press::Char('w')], "why", "write why you conclude so", Deed::Desk(AtDesk::Dimension(AtDimension::Write))),
    key(Area::Criteria, &[Press::Char('y')], "shown", "the criterion was shown", Deed::Desk(AtDesk::Criterion(true))),
    key(Area::Criteria, &[Press::Char('x')], "not shown", "the criterion was not shown", Deed::Desk(AtDesk::Criterion(false))),
    key(Area::Recommendation, &[Press::Number], "recommend", "recommend that band", Deed::Desk(AtDesk::Recommendation(AtRecommendation::Number))),
    key(Area::Recommendation, &[Press::Char(' ')], "", "recommend the band under the cursor", Deed::Desk(AtDesk::Recommendation(AtRecommendation::UnderCursor))),
    key(Area::Recommendation, &[Press::Char('0'), Press::Char('-')], "", "recommend no band", Deed::Desk(AtDesk::Recommendation(AtRecommendation::Withdraw))),
    key(Area::Recommendation, &[Press::Char('w')], "why", "write why, in a sentence", Deed::Desk(AtDesk::Recommendation(AtRecommendation::Write))),
    key(Area::TakeAways, &[Press::Char('w')], "write", "write a line where the cursor is: what went well, or what to work on", Deed::Desk(AtDesk::TakeAways(AtTakeAways::Write))),
    key(Area::TakeAways, &[Press::Char('x')], "remove", "remove the line under the cursor", Deed::Desk(AtDesk::TakeAways(AtTakeAways::Remove))),
    key(Area::Submission, &[ENTER, Press::Char('y')], "submit", "submit the scorecard (asks once)", Deed::Desk(AtDesk::Submission(AtSubmission::Submit))),
    key(Area::Submission, &[Press::Char('w')], "note", "write a note on the interview", Deed::Desk(AtDesk::Submission(AtSubmission::Write))),
    key(Area::Card, &[Press::Char('q'), ENTER, ESC], "leave", "leave", Deed::Card(AtCard::Leave)),
    key(Area::Card, &[DOWN, PAGE_DOWN, Press::Char(' ')], "down", "further down", Deed::Card(AtCard::Page(Way::Down))),
    key(Area::Card, &[UP, PAGE_UP], "up", "further up", Deed::Card(AtCard::Page(Way::Up))),
    key(Area::Card, &[Press::Char('?')], "keys", "every key", Deed::Screen(OnScreen::Help)),
    key(Area::List, &[UP], "", "a line up", Deed::Over(Over::Walk(Way::Up))),
    key(Area::List, &[DOWN], "", "a line down", Deed::Over(Over::Walk(Way::Down))),
    key(Area::List, &[ENTER], "choose", "choose it", Deed::Over(Over::Choose)),
    key(Area::List, &[ESC], "close", "close the list", Deed::Over(Over::Close)),
    key(Area::Choice, &[ESC], "go on as before", "go on as before; the other answers stand with the question", Deed::Over(Over::Close)),
    key(Area::Text, &[ENTER], "keep", "keep the text", Deed::Over(Over::Choose)),
    key(Area::Text, &[ESC], "close", "close it; what was typed is still there when you come back", Deed::Over(Over::Close)),
    key(Area::Text, &[Press::Ctrl('j'), Press::Alt(KeyCode::Enter)], "", "a new line", Deed::Edit(Edit::Break)),
    key(Area::Text, &[Press::Code(KeyCode::Backspace), Press::Ctrl('h')], "", "remove the character before", Deed::Edit(Edit::Backspace)),
    key(Area::Text, &[Press::Code(KeyCode::Delete), Press::Ctrl('d')], "", "remove the character after", Deed::Edit(Edit::Delete)),
    key(Area::Text, &[Press::Ctrl('w'), Press::Alt(KeyCode::Backspace), Press::CtrlCode(KeyCode::Backspace)], "", "remove the word before", Deed::Edit(Edit::WordBefore)),
    key(Area::Text, &[Press::Alt(KeyCode::Char('d')), Press::CtrlCode(KeyCode::Delete)], "", "remove the word after", Deed::Edit(Edit::WordAfter)),
    key(Area::Text, &[Press::Ctrl('u')], "", "remove the line up to the cursor", Deed::Edit(Edit::ToStart)),
    key(Area::Text, &[Press::Ctrl('k')], "", "remove the line from the cursor on", Deed::Edit(Edit::ToEnd)),
    key(Area::Text, &[Press::Ctrl('7'), Press::Ctrl('/'), Press::Ctrl('_')], "", "undo within the text", Deed::Edit(Edit::Undo)),
    key(Area::Text, &[Press::Ctrl('y')], "", "redo within the text", Deed::Edit(Edit::Redo)),
    key(Area::Text, &[LEFT], "", "a character to the left", Deed::Edit(Edit::Left)),
    key(Area::Text, &[RIGHT], "", "a character to the right", Deed::Edit(Edit::Right)),
    key(Area::Text, &[UP], "", "a line up", Deed::Edit(Edit::Up)),
    key(Area::Text, &[DOWN], "", "a line down", Deed::Edit(Edit::Down)),
    key(Area::Text, &[Press::CtrlCode(KeyCode::Left), Press::Alt(KeyCode::Left), Press::Alt(KeyCode::Char('b'))], "", "a word to the left", Deed::Edit(Edit::WordLeft)),
    key(Area::Text, &[Press::CtrlCode(KeyCode::Right), Press::Alt(KeyCode::Right), Press::Alt(KeyCode::Char('f'))], "", "a word to the right", Deed::Edit(Edit::WordRight)),
    key(Area::Text, &[Press::Code(KeyCode::Home), Press::Ctrl('a')], "", "to the start of the line", Deed::Edit(Edit::Home)),
    key(Area::Text, &[Press::Code(KeyCode::End), Press::Ctrl('e')], "", "to the end of the line", Deed::Edit(Edit::End)),
    key(Area::Help, &[ESC, ENTER, Press::Char('q'), Press::Char('?')], "close", "close this list", Deed::Over(Over::Close)),
    key(Area::Help, &[DOWN, PAGE_DOWN, Press::Char(' ')], "down", "further down", Deed::Over(Over::Page(Way::Down))),
    key(Area::Help, &[UP, PAGE_UP], "up", "further up", Deed::Over(Over::Page(Way::Up))),
];

/// What a key does in the first of these areas that knows it.
pub(crate) fn deed(areas: &[Area], key: &KeyEvent) -> Option<Deed> {
    areas.iter().find_map(|area| {
        let mut here = TABLE.iter().filter(|line| line.area == *area);
        here.find(|line| line.presses.iter().any(|press| press.is(key))).map(|line| line.deed)
    })
}

/// The lines with a word for the bar at the foot, narrowest area first.
pub(crate) fn bar(areas: &[Area]) -> impl Iterator<Item = &'static Key> {
    areas.iter().flat_map(|area| TABLE.iter().filter(move |line| line.area == *area && !line.bar.is_empty()))
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
                let writes = matches!(press, Press::Char(_) | Press::Digit | Press::Number | Press::Capital);
                assert!(!writes, "{press} would be lost to {:?}", line.deed);
            }
        }
    }
}
