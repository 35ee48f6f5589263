//! What a crash may lose: focus, scroll, half-typed text, the question being asked. Kept apart from the session, which it may not.

use ratatui_textarea::{CursorMove, TextArea, WrapMode};

use crate::core::event::Flag;
use crate::core::ids::DimensionId;
use crate::core::plan::{Banked, Slot};
use crate::core::scale::Rating;
use crate::page::clean;

use super::keys::Edit;

/// What has the focus in the conversation.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Focus {
    /// Printable keys write the note.
    #[default]
    Note,
    /// Ratings, signals, follow-ups.
    Rate,
    /// The outline.
    Plan,
}

/// What stands in the question's place.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Stands {
    /// The question itself.
    #[default]
    Question,
    /// Its explanation.
    Explanation,
    /// All five anchors of a dimension, in the place of the signals.
    Anchors,
}

/// A text being written, with its own undo.
#[derive(Debug, Clone)]
pub struct Field {
    area: TextArea<'static>,
}

/// The longest text that is taken: what is more was pasted by mistake.
pub(crate) const LONGEST: usize = 20_000;

impl Default for Field {
    fn default() -> Self {
        Self::new("")
    }
}

impl Field {
    /// A field that holds a text already, the cursor at its end.
    pub(crate) fn new(text: &str) -> Self {
        let mut area = TextArea::new(text.split('\n').map(str::to_owned).collect());
        area.set_wrap_mode(WrapMode::WordOrGlyph);
        area.set_cursor_line_style(ratatui::style::Style::new());
        area.set_max_histories(200);
        area.move_cursor(CursorMove::Bottom);
        area.move_cursor(CursorMove::End);
        Self { area }
    }

    /// What stands in it.
    pub fn text(&self) -> String {
        self.area.lines().join("\n")
    }

    /// Whether nothing but white space stands in it.
    pub(crate) fn is_blank(&self) -> bool {
        self.area.lines().iter().all(|line| line.trim().is_empty())
    }

    /// Empties it.
    pub(crate) fn clear(&mut self) {
        *self = Self::default();
    }

    /// The widget that draws it.
    pub(crate) fn area(&self) -> &TextArea<'static> {
        &self.area
    }

    /// Writes a character.
    pub(crate) fn write(&mut self, character: char) {
        if !crate::core::people::steers(character) {
            self.area.insert_char(character);
        }
    }

    /// Writes a pasted text, cleaned of what steers a terminal; tabs stay. Says whether all of it had room.
    pub(crate) fn paste(&mut self, text: &str) -> bool {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let cleaned: Vec<String> = text.split('\t').map(|piece| clean::block(piece).replace('\u{FFFD}', "")).collect();
        let text = cleaned.join("\t");
        let room = LONGEST.saturating_sub(self.text().chars().count());
        let fits = text.chars().count() <= room;
        self.area.insert_str(text.chars().take(room).collect::<String>());
        fits
    }

    /// A new line at the end, where something stands there already.
    pub(crate) fn begin_line(&mut self) {
        self.area.move_cursor(CursorMove::Bottom);
        self.area.move_cursor(CursorMove::End);
        if self.area.lines().last().is_some_and(|line| !line.is_empty()) {
            self.area.insert_newline();
        }
    }

    /// Changes it or moves its cursor.
    pub(crate) fn edit(&mut self, edit: Edit) {
        let area = &mut self.area;
        match edit {
            Edit::Break => area.insert_newline(),
            Edit::Backspace => {
                area.delete_char();
            }
            Edit::Delete => {
                area.delete_next_char();
            }
            Edit::WordBefore => {
                area.delete_word();
            }
            Edit::WordAfter => {
                area.delete_next_word();
            }
            Edit::ToStart => {
                area.delete_line_by_head();
            }
            Edit::ToEnd => {
                area.delete_line_by_end();
            }
            Edit::Undo => {
                area.undo();
            }
            Edit::Redo => {
                area.redo();
            }
            Edit::Left => area.move_cursor(CursorMove::Back),
            Edit::Right => area.move_cursor(CursorMove::Forward),
            Edit::Up => area.move_cursor(CursorMove::Up),
            Edit::Down => area.move_cursor(CursorMove::Down),
            Edit::WordLeft => area.move_cursor(CursorMove::WordBack),
            Edit::WordRight => area.move_cursor(CursorMove::WordForward),
            Edit::Home => area.move_cursor(CursorMove::Head),
            Edit::End => area.move_cursor(CursorMove::End),
        }
    }
}

/// What a text is written for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Purpose {
    /// The quote of a red flag at a question.
    Quote(Flag, Slot),
    /// The name of who interviews from now on.
    HandOver,
    /// Why one concludes so on a dimension.
    Reason(DimensionId, Option<Rating>),
    /// Why one recommends so.
    Why,
    /// What went well, for the candidate.
    Strength,
    /// What to work on, for the candidate.
    Growth,
    /// A note on a question, or on the interview.
    Note(Option<Slot>),
}

/// What a box asks about before it is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// Whether and how the conversation ended.
    End,
    /// Whether to leave.
    Leave,
    /// Whether to pass over a question.
    Skip(Slot),
    /// Whether to drop a question.
    Drop(Slot),
    /// Which backup takes a question's place.
    Swap(Slot),
    /// Whether to bring in a question of the banks.
    Bring(Box<Banked>),
    /// Whether to give the next hint, which is shown first.
    Hint(Slot),
    /// Whether to make an entry again that was taken back, by its number.
    Redo(u64),
    /// Whether another interviewer takes over, by name.
    HandOver(String),
    /// Whether the conversation continues after all.
    ToTalk,
    /// Whether to submit.
    Submit,
}

/// What lies over the screen and takes the keys.
#[derive(Debug, Clone)]
pub enum Ask {
    /// What can be done here.
    Help {
        /// The line under the cursor.
        row: usize,
        /// Lines scrolled.
        scroll: usize,
        /// Whether a page was turned: then the cursor goes to the page, and not the page to the cursor.
        turned: bool,
        /// What comes back when the list is closed.
        behind: Option<Box<Ask>>,
    },
    /// A box that asks, and does nothing before its own key.
    Choice {
        /// About what.
        choice: Choice,
        /// The answer under the cursor, where there are several.
        row: usize,
        /// Lines scrolled in what it shows.
        scroll: usize,
    },
    /// Which red flag, narrowed by what is typed.
    Flag {
        /// At which question.
        slot: Slot,
        /// What is typed.
        field: Field,
        /// The line under the cursor.
        row: usize,
    },
    /// A question of the plan or the bank.
    Find {
        /// What is typed.
        field: Field,
        /// The line under the cursor.
        row: usize,
        /// Lines scrolled in the question under the cursor.
        scroll: usize,
    },
    /// Everything that was recorded.
    History {
        /// The line under the cursor.
        row: usize,
    },
    /// A text.
    Write {
        /// What for.
        purpose: Purpose,
        /// The text.
        field: Field,
    },
}

impl Ask {
    /// A box about something, at its first answer.
    pub(crate) fn about(choice: Choice) -> Self {
        Self::Choice { choice, row: 0, scroll: 0 }
    }

    /// The text that is being written, even where the help lies over it.
    pub(crate) fn written(&self) -> Option<(&Purpose, &Field)> {
        match self {
            Self::Write { purpose, field } => Some((purpose, field)),
            Self::Help { behind, .. } => behind.as_deref().and_then(Self::written),
            Self::Choice { .. } | Self::Flag { .. } | Self::Find { .. } | Self::History { .. } => None,
        }
    }
}

/// Where one is in the scoring desk.
#[derive(Debug, Clone, Default)]
pub struct Desk {
    /// The part, by its position.
    pub part: usize,
    /// The line under the cursor.
    pub row: usize,
    /// Lines scrolled in the evidence.
    pub scroll: usize,
}

/// How loud a message is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// As it should be.
    Calm,
    /// Something was refused.
    Loud,
}

/// Everything about the screen that is not the session.
#[derive(Debug, Clone, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each says another thing of the screen, and all go together")]
pub struct View {
    /// What has the focus in the conversation.
    pub focus: Focus,
    /// The half-typed note.
    pub note: Field,
    /// The line under the cursor among dimensions, signals and follow-ups.
    pub row: usize,
    /// The line under the cursor in the outline.
    pub plan_row: usize,
    /// Lines scrolled in the question, the checklist or the card.
    pub scroll: usize,
    /// Whether the scroll follows the cursor.
    pub follow: bool,
    /// Lines scrolled in the signals, where they have a column of their own.
    pub aside: usize,
    /// The hint that was given last at this question, which is to be in sight.
    pub hint: Option<u8>,
    /// What stands in the question's place.
    pub stands: Stands,
    /// What had the focus when the anchors were opened.
    pub anchors_from: Focus,
    /// How many lines a page has, as it was drawn last.
    pub page: usize,
    /// Whether the signals have a column of their own, as it was drawn last.
    pub columns: bool,
    /// Whether everything but the prompt is hidden.
    pub covered: bool,
    /// Whether there was no room for the board, as it was drawn last.
    pub small: bool,
    /// What lies over the screen.
    pub ask: Option<Ask>,
    /// The texts that were closed unfinished, one for each purpose.
    pub unfinished: Vec<(Purpose, String)>,
    /// Who took over, one after the other.
    pub handed_over: Vec<String>,
    /// The scoring desk.
    pub desk: Desk,
    /// What the last key led to.
    pub said: Option<(Tone, String)>,
}
