//! Every key as data: the same table drives the program, the bar at the foot of the screen and the help.

use ratatui::crossterm::event::{KeyCode, KeyEvent};

pub use super::press::{Press, printable};

/// Where a key acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Area {
    /// Wherever the board is, but for text that is being written elsewhere.
    Anywhere,
    /// The checklist before the conversation.
    Before,
    /// The conversation, whatever has the focus.
    Talk,
    /// The note of the conversation.
    Note,
    /// Ratings and outline: single keys act.
    Command,
    /// The ratings, signals and follow-ups.
    Rate,
    /// The outline.
    Plan,
    /// Any part of the scoring desk.
    Desk,
    /// Ratings of questions, in the scoring desk.
    Ratings,
    /// A dimension's evidence and conclusion.
    Dimension,
    /// Criteria.
    Criteria,
    /// The interviewer's recommendation.
    Recommendation,
    /// What the candidate takes home.
    TakeAways,
    /// The last look before submission.
    Submission,
    /// The submitted card.
    Card,
    /// A text that is being written.
    Text,
    /// A list to choose from.
    List,
    /// A question that one key answers.
    Choice,
    /// This list of keys.
    Help,
}

impl Area {
    /// Its heading in the help.
    pub fn title(self) -> &'static str {
        match self {
            Self::Anywhere => "Everywhere",
            Self::Before => "Before the conversation",
            Self::Talk => "The conversation, also while you type",
            Self::Note => "NOTE: printable keys write the note",
            Self::Command => "RATE and PLAN: single keys act",
            Self::Rate => "RATE: ratings, signals, follow-ups",
            Self::Plan => "PLAN: the outline",
            Self::Desk => "SCORE: after the conversation",
            Self::Ratings => "SCORE, ratings",
            Self::Dimension => "SCORE, a dimension",
            Self::Criteria => "SCORE, criteria",
            Self::Recommendation => "SCORE, recommendation",
            Self::TakeAways => "SCORE, take-aways",
            Self::Submission => "SCORE, submission",
            Self::Card => "CARD",
            Self::Text => "While you write",
            Self::List => "In a list",
            Self::Choice => "When asked",
            Self::Help => "This list of keys",
        }
    }
}

/// A change to a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edit {
    /// A line break.
    Break,
    /// The character before goes.
    Backspace,
    /// The character after goes.
    Delete,
    /// The word before goes.
    WordBefore,
    /// The word after goes.
    WordAfter,
    /// Everything before goes.
    ToStart,
    /// Everything after goes.
    ToEnd,
    /// The last change is taken back.
    Undo,
    /// The change taken back is made again.
    Redo,
    /// A character to the left.
    Left,
    /// A character to the right.
    Right,
    /// A line up.
    Up,
    /// A line down.
    Down,
    /// A word to the left.
    WordLeft,
    /// A word to the right.
    WordRight,
    /// To the start of the line.
    Home,
    /// To the end of the line.
    End,
}

/// What a key does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the table says what each does")]
pub enum Deed {
    Begin,
    Help,
    Cover,
    Suspend,
    Leave,
    Next,
    Back,
    ToRate,
    Pause,
    Undo,
    Turn,
    TurnBack,
    Escape,
    Keep,
    Edit(Edit),
    PageUp,
    PageDown,
    Up,
    Down,
    Lower,
    Higher,
    Score,
    Unrate,
    Tick,
    TickLetter,
    Hint,
    Flag,
    Backup,
    Skip,
    Drop,
    Extend,
    Find,
    Explain,
    CopyPrompt,
    CopyHandout,
    End,
    Go,
    NextPart,
    PartBefore,
    Write,
    Shown,
    NotShown,
    Remove,
    ToTalk,
    Submit,
    Choose,
    Close,
}

/// A line of the table.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    /// Where it acts.
    pub place: Area,
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

const fn key(place: Area, presses: &'static [Press], bar: &'static str, does: &'static str, deed: Deed) -> Key {
    Key { place, presses, bar, does, deed }
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

/// Every key of the board. Where two lines fit, the one for the narrower place acts.
#[rustfmt::skip] // A line a key, so that it reads as a table.
pub const TABLE: &[Key] = &[
    key(Area::Anywhere, &[Press::Ctrl('l')], "cover", "cover the screen but for the prompt, and lift the cover", Deed::Cover),
    key(Area::Anywhere, &[Press::Ctrl('z')], "", "suspend the program; `fg` brings it back", Deed::Suspend),
    key(Area::Anywhere, &[Press::Ctrl('c')], "", "leave; resume goes on (asks once)", Deed::Leave),
    key(Area::Before, &[ENTER], "begin", "begin the conversation", Deed::Begin),
    key(Area::Before, &[Press::Char('q')], "leave", "leave; resume goes on", Deed::Leave),
    key(Area::Before, &[Press::Char('?')], "keys", "every key", Deed::Help),
    key(Area::Before, &[PAGE_DOWN, DOWN], "", "further down", Deed::PageDown),
    key(Area::Before, &[PAGE_UP, UP], "", "further up", Deed::PageUp),
    key(Area::Talk, &[Press::Ctrl('n')], "next", "the next question", Deed::Next),
    key(Area::Talk, &[Press::Ctrl('p')], "", "the question before", Deed::Back),
    key(Area::Talk, &[Press::Ctrl('r')], "rate", "to the ratings, and back to the note", Deed::ToRate),
    key(Area::Talk, &[Press::Ctrl('t')], "pause", "stop the clocks, and let them run again", Deed::Pause),
    key(Area::Talk, &[Press::Ctrl('x')], "undo", "take the last recording back, and say which", Deed::Undo),
    key(Area::Talk, &[TAB], "turn", "from the note to the ratings, to the outline, to the note", Deed::Turn),
    key(Area::Talk, &[Press::Code(KeyCode::BackTab)], "", "the other way around", Deed::TurnBack),
    key(Area::Talk, &[ESC], "", "from the note to the ratings; from there back to the note", Deed::Escape),
    key(Area::Talk, &[PAGE_DOWN], "", "further down in the question", Deed::PageDown),
    key(Area::Talk, &[PAGE_UP], "", "further up in the question", Deed::PageUp),
    key(Area::Note, &[ENTER], "keep", "keep the note", Deed::Keep),
    key(Area::Command, &[Press::Char('n')], "next", "the next question", Deed::Next),
    key(Area::Command, &[Press::Char('p')], "", "the question before", Deed::Back),
    key(Area::Command, &[Press::Char('h')], "hint", "give the next hint of the ladder", Deed::Hint),
    key(Area::Command, &[Press::Char('f')], "flag", "raise a red flag; asks for the quote", Deed::Flag),
    key(Area::Command, &[Press::Char('x')], "explain", "the explanation, and back to the question", Deed::Explain),
    key(Area::Command, &[Press::Char('b')], "", "put the easier or the harder backup in this question's place", Deed::Backup),
    key(Area::Command, &[Press::Char('s')], "skip", "skip this question and go on", Deed::Skip),
    key(Area::Command, &[Press::Char('d')], "drop", "drop the least valuable if-time question of the section", Deed::Drop),
    key(Area::Command, &[Press::Char('+')], "", "give the section 5 more minutes", Deed::Extend),
    key(Area::Command, &[Press::Char('u')], "undo", "take the last recording back, and say which", Deed::Undo),
    key(Area::Command, &[Press::Char('/')], "find", "find a question in plan or bank, and bring it in", Deed::Find),
    key(Area::Command, &[Press::Char('c')], "", "copy the prompt to the clipboard", Deed::CopyPrompt),
    key(Area::Command, &[Press::Char('v')], "", "copy the handout to the clipboard", Deed::CopyHandout),
    key(Area::Command, &[Press::Char('e')], "end", "end the conversation (asks once)", Deed::End),
    key(Area::Command, &[Press::Char('q')], "", "leave; resume goes on (asks once)", Deed::Leave),
    key(Area::Command, &[Press::Char('?')], "keys", "every key", Deed::Help),
    key(Area::Command, &[UP, Press::Char('k')], "", "a line up", Deed::Up),
    key(Area::Command, &[DOWN, Press::Char('j')], "", "a line down", Deed::Down),
    key(Area::Rate, &[Press::Digit], "rate", "rate the dimension, and go on to the next one", Deed::Score),
    key(Area::Rate, &[Press::Char('0'), Press::Char('-')], "", "not assessed", Deed::Unrate),
    key(Area::Rate, &[LEFT], "", "a lower rating", Deed::Lower),
    key(Area::Rate, &[RIGHT], "", "a higher rating", Deed::Higher),
    key(Area::Rate, &[Press::Capital], "tick", "tick the signal or follow-up of that letter, or untick the signal", Deed::TickLetter),
    key(Area::Rate, &[Press::Char(' '), ENTER], "", "tick the signal or follow-up under the cursor", Deed::Tick),
    key(Area::Plan, &[ENTER], "go", "go to that question", Deed::Go),
    key(Area::Desk, &[TAB, ENTER, Press::Char('n')], "on", "the next part", Deed::NextPart),
    key(Area::Desk, &[Press::Code(KeyCode::BackTab), ESC, Press::Char('p')], "back", "the part before", Deed::PartBefore),
    key(Area::Desk, &[UP, Press::Char('k')], "", "a line up", Deed::Up),
    key(Area::Desk, &[DOWN, Press::Char('j')], "", "a line down", Deed::Down),
    key(Area::Desk, &[PAGE_DOWN], "", "further down in the evidence", Deed::PageDown),
    key(Area::Desk, &[PAGE_UP], "", "further up in the evidence", Deed::PageUp),
    key(Area::Desk, &[Press::Char('u'), Press::Ctrl('x')], "undo", "take the last recording back, and say which", Deed::Undo),
    key(Area::Desk, &[Press::Char('s')], "submit", "to the last look before submission", Deed::Submit),
    key(Area::Desk, &[Press::Char('c')], "", "back into the conversation: it had not ended (asks once)", Deed::ToTalk),
    key(Area::Desk, &[Press::Char('q')], "leave", "leave; resume goes on (asks once)", Deed::Leave),
    key(Area::Desk, &[Press::Char('?')], "keys", "every key", Deed::Help),
    key(Area::Ratings, &[Press::Digit], "rate", "rate, and go on to the next that is unrated", Deed::Score),
    key(Area::Ratings, &[Press::Char('0'), Press::Char('-')], "", "not assessed", Deed::Unrate),
    key(Area::Ratings, &[Press::Char('w')], "note", "write a note on this question", Deed::Write),
    key(Area::Ratings, &[Press::Char('f')], "flag", "raise a red flag at this question; asks for the quote", Deed::Flag),
    key(Area::Dimension, &[Press::Digit], "conclude", "your conclusion on the dimension", Deed::Score),
    key(Area::Dimension, &[Press::Char('0'), Press::Char('-')], "", "no conclusion of your own: the ratings stand", Deed::Unrate),
    key(Area::Dimension, &[Press::Char('w')], "why", "write why you conclude so", Deed::Write),
    key(Area::Criteria, &[Press::Char('y')], "shown", "the criterion was shown", Deed::Shown),
    key(Area::Criteria, &[Press::Char('x')], "not shown", "the criterion was not shown", Deed::NotShown),
    key(Area::Recommendation, &[Press::Digit], "recommend", "recommend that band", Deed::Score),
    key(Area::Recommendation, &[Press::Char('0'), Press::Char('-')], "", "recommend no band", Deed::Unrate),
    key(Area::Recommendation, &[Press::Char('w')], "why", "write why, in a sentence", Deed::Write),
    key(Area::TakeAways, &[Press::Char('w')], "write", "write a line where the cursor is: what went well, or what to work on", Deed::Write),
    key(Area::TakeAways, &[Press::Char('x')], "remove", "remove the line under the cursor", Deed::Remove),
    key(Area::Submission, &[ENTER, Press::Char('y')], "submit", "submit the scorecard (asks once)", Deed::Submit),
    key(Area::Submission, &[Press::Char('w')], "note", "write a note on the interview", Deed::Write),
    key(Area::Card, &[Press::Char('q'), ENTER, ESC], "leave", "leave", Deed::Close),
    key(Area::Card, &[DOWN, PAGE_DOWN, Press::Char(' ')], "down", "further down", Deed::PageDown),
    key(Area::Card, &[UP, PAGE_UP], "up", "further up", Deed::PageUp),
    key(Area::Card, &[Press::Char('?')], "keys", "every key", Deed::Help),
    key(Area::List, &[UP], "", "a line up", Deed::Up),
    key(Area::List, &[DOWN], "", "a line down", Deed::Down),
    key(Area::List, &[ENTER], "choose", "choose it", Deed::Choose),
    key(Area::List, &[ESC], "close", "close the list", Deed::Close),
    key(Area::Choice, &[ESC], "go on as before", "go on as before; the other answers stand with the question", Deed::Close),
    key(Area::Text, &[ENTER], "keep", "keep the text", Deed::Choose),
    key(Area::Text, &[ESC], "close", "close it; what was typed is still there when you come back", Deed::Close),
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
    key(Area::Help, &[ESC, ENTER, Press::Char('q'), Press::Char('?')], "close", "close this list", Deed::Close),
    key(Area::Help, &[DOWN, PAGE_DOWN, Press::Char(' ')], "down", "further down", Deed::PageDown),
    key(Area::Help, &[UP, PAGE_UP], "up", "further up", Deed::PageUp),
];

/// What a key does in the first of these places that knows it.
pub fn deed(places: &[Area], key: &KeyEvent) -> Option<Deed> {
    places.iter().find_map(|place| {
        let mut here = TABLE.iter().filter(|line| line.place == *place);
        here.find(|line| line.presses.iter().any(|press| press.is(key))).map(|line| line.deed)
    })
}

/// The lines with a word for the bar at the foot, narrowest place first.
pub fn bar(places: &[Area]) -> impl Iterator<Item = &'static Key> {
    places.iter().flat_map(|place| TABLE.iter().filter(move |line| line.place == *place && !line.bar.is_empty()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_press_means_two_things_in_one_place() {
        for (index, one) in TABLE.iter().enumerate() {
            for other in TABLE.iter().skip(index + 1).filter(|other| other.place == one.place) {
                let both = one.presses.iter().find(|press| other.presses.contains(press));
                assert!(both.is_none(), "{:?}: {both:?} is {:?} and {:?}", one.place, one.deed, other.deed);
            }
        }
    }

    #[test]
    fn while_a_note_is_typed_no_printable_key_acts() {
        let places = [Area::Note, Area::Text, Area::Talk, Area::Anywhere];
        for line in TABLE.iter().filter(|line| places.contains(&line.place)) {
            for press in line.presses {
                let writes = matches!(press, Press::Char(_) | Press::Digit | Press::Capital);
                assert!(!writes, "{press} would be lost to {:?}", line.deed);
            }
        }
    }
}
