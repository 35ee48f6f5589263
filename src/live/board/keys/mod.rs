//! Every key as data: the same table drives the program, the bar at the foot of the screen and the help.

mod area;
mod deed;
mod press;

use ratatui::crossterm::event::{KeyCode, KeyEvent};

pub(crate) use area::Area;
pub(crate) use deed::{
    AtCard, AtDesk, AtDimension, AtRatings, AtRecommendation, AtSubmission, AtTakeAways, Deed, Edit, InTalk, Judge,
    OnScreen, Over, Rate, Way,
};

pub use press::Press;
pub(crate) use press::{printable, text_of};

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
        let mut shown: Vec<String> = self.presses.iter().map(ToString::to_string).collect();
        shown.dedup();
        shown.join(", ")
    }
}

const fn key(area: Area, presses: &'static [Press], bar: &'static str, does: &'static str, deed: Deed) -> Key {
    Key { area, presses, bar, does, deed }
}

const ENTER: Press = Press::Code(KeyCode::Enter);
const ESC: Press = Press::Code(KeyCode::Esc);
const TAB: Press = Press::Code(KeyCode::Tab);
const BACK_TAB: Press = Press::Code(KeyCode::BackTab);
const SPACE: Press = Press::Char(' ');
const UP: Press = Press::Code(KeyCode::Up);
const DOWN: Press = Press::Code(KeyCode::Down);
const LEFT: Press = Press::Code(KeyCode::Left);
const RIGHT: Press = Press::Code(KeyCode::Right);
const PAGE_UP: Press = Press::Code(KeyCode::PageUp);
const PAGE_DOWN: Press = Press::Code(KeyCode::PageDown);

const fn f(number: u8) -> Press {
    Press::Code(KeyCode::F(number))
}

/// Every key of the board. Where two lines fit, the one for the narrower area acts. Within an area what matters most comes first: the bar
/// at the foot shows as many as have room. A line without a press is done from the list of what can be done.
#[rustfmt::skip] // A line a key, so that it reads as a table.
pub static TABLE: &[Key] = &[
    key(Area::Note, &[ENTER], "keep", "keep the note", Deed::Talk(InTalk::Keep)),
    key(Area::Rate, &[Press::Digit], "rate", "rate the dimension, 5 is best, and go on to the next one", Deed::Talk(InTalk::Rate(Rate::Digit))),
    key(Area::Rate, &[Press::Letter], "tick", "tick the signal or follow-up of that letter; a signal's tick comes off again", Deed::Talk(InTalk::TickLetter)),
    key(Area::Rate, &[SPACE, ENTER], "", "tick the signal or follow-up under the cursor", Deed::Talk(InTalk::Tick)),
    key(Area::Rate, &[Press::Char('0'), Press::Char('-')], "", "not assessed", Deed::Talk(InTalk::Rate(Rate::Nothing))),
    key(Area::Rate, &[LEFT], "", "a lower rating", Deed::Talk(InTalk::Rate(Rate::Lower))),
    key(Area::Rate, &[RIGHT], "", "a higher rating", Deed::Talk(InTalk::Rate(Rate::Higher))),
    key(Area::Plan, &[ENTER], "go", "go to that question; at a backup, put it in the question's place (asks)", Deed::Talk(InTalk::Go)),
    key(Area::Command, &[ESC], "note", "back to the note", Deed::Talk(InTalk::Escape)),
    key(Area::Command, &[UP], "", "a line up", Deed::Talk(InTalk::Walk(Way::Up))),
    key(Area::Command, &[DOWN], "", "a line down", Deed::Talk(InTalk::Walk(Way::Down))),
    key(Area::Talk, &[Press::Ctrl('r')], "rate", "to the ratings, and back to the note", Deed::Talk(InTalk::ToRate)),
    key(Area::Talk, &[Press::Ctrl('n')], "next", "the next question", Deed::Talk(InTalk::Next)),
    key(Area::Talk, &[Press::Ctrl('g')], "hint", "give the next hint", Deed::Talk(InTalk::Hint)),
    key(Area::Talk, &[Press::Ctrl('x')], "undo", "take back what was recorded last, and say what it was", Deed::Screen(OnScreen::Undo)),
    key(Area::Talk, &[TAB], "turn", "from the note to the ratings, to the plan, to the note", Deed::Talk(InTalk::Turn)),
    key(Area::Talk, &[Press::Ctrl('f')], "flag", "raise a red flag; asks for the quote", Deed::Talk(InTalk::Flag)),
    key(Area::Talk, &[Press::Ctrl('p')], "back", "the question before", Deed::Talk(InTalk::Back)),
    key(Area::Talk, &[Press::Ctrl('t')], "pause", "stop the clocks, and let them run again", Deed::Talk(InTalk::Pause)),
    key(Area::Talk, &[Press::Ctrl('y')], "redo", "make again what was taken back (asks where the deed does)", Deed::Screen(OnScreen::Redo)),
    key(Area::Talk, &[PAGE_DOWN], "", "a page down", Deed::Talk(InTalk::Page(Way::Down))),
    key(Area::Talk, &[PAGE_UP], "", "a page up", Deed::Talk(InTalk::Page(Way::Up))),
    key(Area::Talk, &[f(2)], "", "what each score from 1 to 5 looks like, and back", Deed::Talk(InTalk::Anchors)),
    key(Area::Talk, &[f(3)], "", "the explanation, and back to the question", Deed::Talk(InTalk::Explain)),
    key(Area::Talk, &[f(4)], "", "find a question in the round or the banks, and go to it or bring it in (asks)", Deed::Talk(InTalk::Find)),
    key(Area::Talk, &[f(5)], "", "give the section 5 more minutes", Deed::Talk(InTalk::Extend)),
    key(Area::Talk, &[f(6)], "", "skip this question and go on (asks)", Deed::Talk(InTalk::Skip)),
    key(Area::Talk, &[f(7)], "", "drop the section's least valuable if-time question (asks)", Deed::Talk(InTalk::Drop)),
    key(Area::Talk, &[f(8)], "", "put an easier or a harder backup in this question's place (asks)", Deed::Talk(InTalk::Backup)),
    key(Area::Talk, &[f(9)], "", "end the conversation (asks)", Deed::Talk(InTalk::End)),
    key(Area::Talk, &[f(10)], "", "the history: everything that was recorded, newest first", Deed::Screen(OnScreen::History)),
    key(Area::Talk, &[], "", "copy the prompt to the clipboard", Deed::Talk(InTalk::CopyPrompt)),
    key(Area::Talk, &[], "", "copy the handout to the clipboard", Deed::Talk(InTalk::CopyHandout)),
    key(Area::Talk, &[], "", "raise a red flag of your own: type its title, and choose the last line", Deed::Talk(InTalk::Flag)),
    key(Area::Talk, &[], "", "hand over to another interviewer (asks)", Deed::Talk(InTalk::HandOver)),
    key(Area::Talk, &[BACK_TAB], "", "the other way around: to the plan, to the ratings, to the note", Deed::Talk(InTalk::TurnBack)),
    key(Area::Talk, &[ESC], "", "close what stands in the question's place", Deed::Talk(InTalk::Escape)),
    key(Area::Before, &[ENTER], "begin", "begin the conversation", Deed::Talk(InTalk::Begin)),
    key(Area::Before, &[PAGE_DOWN, DOWN], "", "a page down", Deed::Talk(InTalk::Page(Way::Down))),
    key(Area::Before, &[PAGE_UP, UP], "", "a page up", Deed::Talk(InTalk::Page(Way::Up))),
    key(Area::Ratings, &[Press::Digit], "rate", "rate, 5 is best, and go on to the next that is unrated", Deed::Desk(AtDesk::Ratings(AtRatings::Score))),
    key(Area::Ratings, &[ENTER], "note", "write a note on this question", Deed::Desk(AtDesk::Ratings(AtRatings::Write))),
    key(Area::Ratings, &[Press::Ctrl('f')], "", "raise a red flag at this question; asks for the quote", Deed::Desk(AtDesk::Ratings(AtRatings::Flag))),
    key(Area::Ratings, &[Press::Char('0'), Press::Char('-')], "", "not assessed", Deed::Desk(AtDesk::Ratings(AtRatings::Unrate))),
    key(Area::Dimension, &[Press::Digit], "conclude", "your conclusion on the dimension; 5 is best", Deed::Desk(AtDesk::Dimension(AtDimension::Conclude))),
    key(Area::Dimension, &[ENTER], "why", "write why you conclude that", Deed::Desk(AtDesk::Dimension(AtDimension::Write))),
    key(Area::Dimension, &[Press::Char('0'), Press::Char('-')], "", "no conclusion of your own: the ratings stand", Deed::Desk(AtDesk::Dimension(AtDimension::Withdraw))),
    key(Area::Criteria, &[SPACE, ENTER], "tick", "the criterion was shown; again: it was not", Deed::Desk(AtDesk::Criterion(Judge::Other))),
    key(Area::Criteria, &[RIGHT], "", "the criterion was shown", Deed::Desk(AtDesk::Criterion(Judge::Shown))),
    key(Area::Criteria, &[LEFT], "", "the criterion was not shown", Deed::Desk(AtDesk::Criterion(Judge::NotShown))),
    key(Area::Recommendation, &[Press::Number], "recommend", "recommend the band of that number; the highest is best", Deed::Desk(AtDesk::Recommendation(AtRecommendation::Number))),
    key(Area::Recommendation, &[SPACE], "", "recommend the band under the cursor", Deed::Desk(AtDesk::Recommendation(AtRecommendation::UnderCursor))),
    key(Area::Recommendation, &[ENTER], "why", "write why, in a sentence", Deed::Desk(AtDesk::Recommendation(AtRecommendation::Write))),
    key(Area::Recommendation, &[Press::Char('0'), Press::Char('-')], "", "recommend no band", Deed::Desk(AtDesk::Recommendation(AtRecommendation::Withdraw))),
    key(Area::TakeAways, &[ENTER], "write", "write a line where the cursor is: what went well, or what to work on", Deed::Desk(AtDesk::TakeAways(AtTakeAways::Write))),
    key(Area::TakeAways, &[Press::Code(KeyCode::Delete)], "remove", "remove the line under the cursor", Deed::Desk(AtDesk::TakeAways(AtTakeAways::Remove))),
    key(Area::Submission, &[Press::Ctrl('s')], "submit", "submit the scorecard (asks)", Deed::Desk(AtDesk::Submission(AtSubmission::Submit))),
    key(Area::Submission, &[ENTER], "note", "write a note on the interview", Deed::Desk(AtDesk::Submission(AtSubmission::Write))),
    key(Area::Desk, &[TAB, Press::Ctrl('n')], "on", "the next part", Deed::Desk(AtDesk::NextPart)),
    key(Area::Desk, &[BACK_TAB, Press::Ctrl('p'), ESC], "back", "the part before", Deed::Desk(AtDesk::PartBefore)),
    key(Area::Desk, &[Press::Ctrl('s')], "submit", "to the last look before submission", Deed::Desk(AtDesk::ToSubmission)),
    key(Area::Desk, &[Press::Ctrl('x')], "undo", "take back what was recorded last, and say what it was", Deed::Screen(OnScreen::Undo)),
    key(Area::Desk, &[Press::Ctrl('y')], "redo", "make again what was taken back (asks where the deed does)", Deed::Screen(OnScreen::Redo)),
    key(Area::Desk, &[UP], "", "a line up", Deed::Desk(AtDesk::Walk(Way::Up))),
    key(Area::Desk, &[DOWN], "", "a line down", Deed::Desk(AtDesk::Walk(Way::Down))),
    key(Area::Desk, &[PAGE_DOWN], "", "a page down", Deed::Desk(AtDesk::Page(Way::Down))),
    key(Area::Desk, &[PAGE_UP], "", "a page up", Deed::Desk(AtDesk::Page(Way::Up))),
    key(Area::Desk, &[f(9)], "", "back into the conversation: it had not ended (asks)", Deed::Desk(AtDesk::ToTalk)),
    key(Area::Desk, &[f(10)], "", "the history: everything that was recorded, newest first", Deed::Screen(OnScreen::History)),
    key(Area::Card, &[ESC], "leave", "leave", Deed::Card(AtCard::Leave)),
    key(Area::Card, &[PAGE_DOWN, DOWN, SPACE], "down", "a page down", Deed::Card(AtCard::Page(Way::Down))),
    key(Area::Card, &[PAGE_UP, UP], "up", "a page up", Deed::Card(AtCard::Page(Way::Up))),
    key(Area::Anywhere, &[Press::Ctrl('l')], "cover", "cover the screen but for the prompt, and lift the cover", Deed::Screen(OnScreen::Cover)),
    key(Area::Anywhere, &[Press::Ctrl('c')], "leave", "leave; `hotseat resume` continues (asks; Ctrl-C again is yes)", Deed::Screen(OnScreen::Leave)),
    key(Area::Anywhere, &[Press::Ctrl('z')], "", "suspend the program; `fg` brings it back", Deed::Screen(OnScreen::Suspend)),
    key(Area::Anywhere, &[HELP, f(1)], "", "this list", Deed::Screen(OnScreen::Help)),
    key(Area::Keyed, &[Press::Char('?')], "", "this list", Deed::Screen(OnScreen::Help)),
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
    key(Area::Text, &[Press::Alt(KeyCode::Char('/')), Press::Alt(KeyCode::Char('_'))], "", "redo within the text", Deed::Edit(Edit::Redo)),
    key(Area::Text, &[LEFT], "", "a character to the left", Deed::Edit(Edit::Left)),
    key(Area::Text, &[RIGHT], "", "a character to the right", Deed::Edit(Edit::Right)),
    key(Area::Text, &[UP], "", "a line up", Deed::Edit(Edit::Up)),
    key(Area::Text, &[DOWN], "", "a line down", Deed::Edit(Edit::Down)),
    key(Area::Text, &[Press::CtrlCode(KeyCode::Left), Press::Alt(KeyCode::Left), Press::Alt(KeyCode::Char('b'))], "", "a word to the left", Deed::Edit(Edit::WordLeft)),
    key(Area::Text, &[Press::CtrlCode(KeyCode::Right), Press::Alt(KeyCode::Right), Press::Alt(KeyCode::Char('f'))], "", "a word to the right", Deed::Edit(Edit::WordRight)),
    key(Area::Text, &[Press::Code(KeyCode::Home), Press::Ctrl('a')], "", "to the start of the line", Deed::Edit(Edit::Home)),
    key(Area::Text, &[Press::Code(KeyCode::End), Press::Ctrl('e')], "", "to the end of the line", Deed::Edit(Edit::End)),
    key(Area::List, &[ENTER], "choose", "choose it", Deed::Over(Over::Choose)),
    key(Area::List, &[ESC], "close", "close the list", Deed::Over(Over::Close)),
    key(Area::List, &[DOWN], "", "a line down", Deed::Over(Over::Walk(Way::Down))),
    key(Area::List, &[UP], "", "a line up", Deed::Over(Over::Walk(Way::Up))),
    key(Area::List, &[PAGE_DOWN], "", "a page down in what the cursor stands on", Deed::Over(Over::Page(Way::Down))),
    key(Area::List, &[PAGE_UP], "", "a page up in what the cursor stands on", Deed::Over(Over::Page(Way::Up))),
    key(Area::Choice, &[YES], "does it", "do what the box says", Deed::Over(Over::Confirm)),
    key(Area::Choice, &[ESC], "goes back", "go back; nothing happens", Deed::Over(Over::Close)),
    key(Area::Choice, &[DOWN], "", "the next answer", Deed::Over(Over::Walk(Way::Down))),
    key(Area::Choice, &[UP], "", "the answer before", Deed::Over(Over::Walk(Way::Up))),
    key(Area::Choice, &[PAGE_DOWN], "", "a page down in what the box shows", Deed::Over(Over::Page(Way::Down))),
    key(Area::Choice, &[PAGE_UP], "", "a page up in what the box shows", Deed::Over(Over::Page(Way::Up))),
    key(Area::Help, &[ENTER], "does it", "do what the cursor stands on, or ask", Deed::Over(Over::Choose)),
    key(Area::Help, &[DOWN], "", "a line down", Deed::Over(Over::Walk(Way::Down))),
    key(Area::Help, &[UP], "", "a line up", Deed::Over(Over::Walk(Way::Up))),
    key(Area::Help, &[PAGE_DOWN], "page down", "a page down", Deed::Over(Over::Page(Way::Down))),
    key(Area::Help, &[PAGE_UP], "page up", "a page up", Deed::Over(Over::Page(Way::Up))),
    key(Area::Help, &[ESC, HELP, f(1), Press::Char('?')], "close", "close this list", Deed::Over(Over::Close)),
];

/// The one key of help.
pub(crate) const HELP: Press = Press::Ctrl('o');
/// The only key that does what a box asks about.
pub const YES: Press = Press::Ctrl('y');

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
        let taken =
            |press: &Press| TABLE.iter().any(|line| narrower.contains(&line.area) && line.presses.contains(press));
        for line in TABLE.iter().filter(|line| line.area == *area && !line.bar.is_empty()) {
            let first = line.presses.first();
            if first.is_some_and(|press| !taken(press)) && out.iter().all(|other| other.bar != line.bar) {
                out.push(line);
            }
        }
    }
    out
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
        let harms = |line: &&Key| line.deed.asks() || line.deed.reveals() || line.deed == Deed::Over(Over::Confirm);
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
