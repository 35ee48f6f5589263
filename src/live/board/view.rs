//! What a crash may lose: focus, scroll, half-typed text, the question being asked. Kept apart from the session, which it may not.

use crate::core::event::Flag;
use crate::core::find;
use crate::core::plan::{Banked, Slot};
use crate::core::session::Session;

use super::super::drafts::{HalfTyped, Purpose};
use super::field::Field;
use super::keys::{Key, Way};

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
    /// Whom the name of a successor means: known ones, and the last of them as it was typed, for somebody new.
    Meant(Vec<String>),
    /// Which backup takes a question's place.
    Swap(Slot),
    /// Whether to bring in a question of the banks.
    Bring(Box<Banked>),
    /// Whether to give the next hint, which is shown first.
    Hint(Slot),
    /// Whether to take back an entry, by its number.
    Undo(u64),
    /// Whether to do what a line of the list says that was found by typing.
    Do(&'static Key),
    /// Whether to make an entry again that was taken back, by its number.
    Redo(u64),
    /// Whether to record an entry again that no redo makes again, by its number.
    Again(u64),
    /// Whether to remove what an entry recorded by itself, or to change the text of a note, by its number.
    Remove(u64),
    /// Whether another interviewer takes over, by name; with what is half typed, which becomes notes first.
    HandOver(String, Vec<HalfTyped>),
    /// Whether the conversation continues after all.
    ToTalk,
    /// Whether to submit; with what is half typed, which becomes notes first.
    Submit(Vec<HalfTyped>),
}

/// A line of a list, and how far what is shown of it is scrolled.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Cursor {
    /// The line under the cursor.
    pub row: usize,
    /// Lines scrolled in what is shown of it.
    pub scroll: usize,
}

impl Cursor {
    /// Goes a way in a list of `count` lines. A page reads on: first in what the line shows, where there is more of it, then in the list.
    pub(crate) fn go(&mut self, way: Way, count: usize, drawn: &Seen) {
        let shown = drawn.list.unwrap_or_default();
        let reads_on = match way {
            Way::PageDown => shown.below > 0,
            Way::PageUp => self.scroll > 0,
            Way::Up | Way::Down | Way::First | Way::Last => false,
        };
        if reads_on {
            return shown.scrolled(&mut self.scroll, way);
        }
        let last = count.saturating_sub(1);
        let row = match way {
            Way::Up => self.row.saturating_sub(1),
            Way::Down => self.row.saturating_add(1),
            Way::PageUp => drawn.pages.0.min(self.row.saturating_sub(1)),
            Way::PageDown => drawn.pages.1.max(self.row.saturating_add(1)),
            Way::First => 0,
            Way::Last => last,
        };
        *self = Self { row: row.min(last), scroll: 0 };
    }
}

/// A list that lies over the screen, narrowed by what is typed.
#[derive(Debug, Clone)]
pub enum List {
    /// What can be done here; and what comes back when it is closed.
    Help(Option<Box<Ask>>),
    /// Which red flag to raise at a question.
    Flags(Slot),
    /// Whether a text that fits no red flag at a question is the title of one's own, or the quote.
    TitleOrQuote(Slot, String),
    /// The questions of the plan and the banks.
    Questions,
    /// Everything that was recorded.
    History,
}

/// What lies over the screen and takes the keys.
#[derive(Debug, Clone)]
pub enum Ask {
    /// A list.
    List {
        /// Of what.
        of: List,
        /// What is typed.
        field: Field,
        /// Where one stands.
        cursor: Cursor,
    },
    /// A box that asks, and does nothing before its own key.
    Choice {
        /// About what.
        choice: Choice,
        /// The answer under the cursor, where there are several, and the scroll of what it shows.
        cursor: Cursor,
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
        Self::Choice { choice, cursor: Cursor::default() }
    }

    /// A list, whole.
    pub(crate) fn list(of: List) -> Self {
        Self::List { of, field: Field::default(), cursor: Cursor::default() }
    }

    /// The text that is being written, even where the help lies over it.
    pub(crate) fn written(&self) -> Option<(&Purpose, &Field)> {
        match self {
            Self::Write { purpose, field } => Some((purpose, field)),
            Self::List { of: List::Help(behind), .. } => behind.as_deref().and_then(Self::written),
            Self::Choice { .. }
            | Self::List { of: List::Flags(_) | List::TitleOrQuote(..) | List::Questions | List::History, .. } => None,
        }
    }
}

/// Where one is in the scoring desk.
#[derive(Debug, Clone, Default)]
pub struct Desk {
    /// The part, by its position.
    pub part: usize,
    /// The line under the cursor, and the scroll of the evidence.
    pub cursor: Cursor,
    /// Whether all five anchors stand in the place of the evidence.
    pub anchors: bool,
}

/// How loud a message is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// As it should be.
    Calm,
    /// Something was refused.
    Loud,
}

/// Where the eye is at the question.
#[derive(Debug, Clone, Default)]
pub struct Eye {
    /// The line under the cursor among dimensions, signals and follow-ups.
    pub row: usize,
    /// Lines scrolled in the question, the checklist or the card.
    pub scroll: usize,
    /// Lines scrolled in the signals, where they have a column of their own.
    pub aside: usize,
    /// Whether the scroll follows the cursor.
    pub follow: bool,
    /// The hint that was given last at this question, which is to be in sight.
    pub hint: Option<u8>,
    /// What stands in the question's place.
    pub stands: Stands,
    /// What had the focus when the anchors were opened.
    pub anchors_from: Focus,
}

/// A text that was drawn, as far as it had room.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Scrolled {
    /// Lines scrolled, as far as that was possible.
    pub scroll: usize,
    /// How many lines had room.
    pub page: usize,
    /// How many lines there are below.
    pub below: usize,
}

impl Scrolled {
    /// Scrolls a way; how far that is possible is found out by drawing.
    pub(crate) fn scrolled(self, scroll: &mut usize, way: Way) {
        // A line stays in sight, so that the eye finds its place again.
        let page = self.page.saturating_sub(1).max(1);
        *scroll = match way {
            Way::Up => scroll.saturating_sub(1),
            Way::Down => scroll.saturating_add(1),
            Way::PageUp => scroll.saturating_sub(page),
            Way::PageDown => scroll.saturating_add(page),
            Way::First => 0,
            Way::Last => self.scroll.saturating_add(self.below),
        };
    }
}

/// What drawing found out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Seen {
    /// Where text is being written.
    pub cursor: Option<(u16, u16)>,
    /// The question, the checklist or the card.
    pub eye: Option<Scrolled>,
    /// The signals in a column of their own.
    pub aside: Option<Scrolled>,
    /// What is shown of the line under a list's cursor.
    pub list: Option<Scrolled>,
    /// The lines of the list that a page up and a page down lead to.
    pub pages: (usize, usize),
    /// Whether there was no room for the board.
    pub small: bool,
}

/// Everything about the screen that is not the session.
#[derive(Debug, Clone, Default)]
pub struct View {
    /// What has the focus in the conversation.
    pub focus: Focus,
    /// The half-typed note.
    pub note: Field,
    /// Whether that was typed at the box that is open: it may be its reason, and is none of the question's evidence.
    pub at_box: bool,
    /// Half-typed notes behind it, the last begun last: another text was typed where a box asked, or keys act.
    pub behind: Vec<Field>,
    /// Where the eye is at the question.
    pub eye: Eye,
    /// The line under the cursor in the outline.
    pub plan: Cursor,
    /// The scoring desk.
    pub desk: Desk,
    /// The interviewers who are known here, by name.
    pub known: Vec<String>,
    /// The quote of a red flag that was typed before its flag was chosen.
    pub quote: String,
    /// What lies over the screen.
    pub ask: Option<Ask>,
    /// The texts that were closed unfinished, one for each purpose.
    pub unfinished: Vec<HalfTyped>,
    /// Who took over, one after the other.
    pub handed_over: Vec<String>,
    /// Whether everything but the prompt is hidden.
    pub covered: bool,
    /// What the last key led to.
    pub said: Option<(Tone, String)>,
    /// What drawing found out last.
    pub drawn: Seen,
}

/// What stands in a field, for a purpose.
pub(super) fn half_typed(purpose: Purpose, field: &Field) -> HalfTyped {
    HalfTyped { purpose, text: field.text(), typed: field.typed() }
}

impl View {
    /// The half-typed notes of the conversation that hold anything, oldest first.
    pub(super) fn notes(&self) -> Vec<String> {
        let all = self.behind.iter().chain([&self.note]).map(Field::text);
        all.filter(|text| !text.trim().is_empty()).collect()
    }

    /// Puts the half-typed notes of the conversation among the texts that were closed unfinished, each for its question, and what was
    /// typed at a box for the interview as a whole; says how many there were.
    pub(super) fn put_notes_aside(&mut self, slot: Option<Slot>) -> usize {
        let last = slot.filter(|_| !self.at_box);
        let behind = std::mem::take(&mut self.behind);
        let behind = behind.iter().map(|field| half_typed(Purpose::Note(slot), field));
        let texts = behind.chain([half_typed(Purpose::Note(last), &self.note)]);
        let before = self.unfinished.len();
        self.unfinished.extend(texts.filter(|half| !half.text.trim().is_empty()));
        self.note.clear();
        self.at_box = false;
        self.unfinished.len() - before
    }

    /// What is half typed and has words, with what it is for. The name of an interviewer is no text about the candidate, and a red flag of
    /// one's own that has only its title is none yet.
    pub(super) fn half_typed(&self, session: &Session) -> Vec<HalfTyped> {
        self.begun(session).filter(|half| !half.text.trim().is_empty()).collect()
    }

    /// The red flags of one's own that have only a title: nobody said yet what was said or seen.
    pub(super) fn unquoted(&self, session: &Session) -> Vec<HalfTyped> {
        self.begun(session).filter(|half| half.text.trim().is_empty() && half.purpose.holds(&half.text)).collect()
    }

    fn begun(&self, session: &Session) -> impl Iterator<Item = HalfTyped> {
        let state = session.state();
        let slot = state.noted_at();
        let behind = self.behind.iter().map(move |field| half_typed(Purpose::Note(slot), field));
        let notes = behind.chain([half_typed(Purpose::Note(slot.filter(|_| !self.at_box)), &self.note)]);
        let drafts = self.unfinished.iter().filter(|half| half.purpose != Purpose::HandOver);
        notes.chain(drafts.cloned())
    }

    /// The titles of one's own flags at a question whose quotes are half typed, as far as they have every typed word.
    pub(super) fn begun_flags(&self, slot: Slot, typed: &str) -> Vec<&str> {
        let words = find::Words::new(typed);
        self.unfinished
            .iter()
            .filter_map(|half| match &half.purpose {
                Purpose::Quote(Flag::Own(title), at) if *at == slot => Some(title.as_str()),
                Purpose::Quote(..)
                | Purpose::HandOver
                | Purpose::Reason(..)
                | Purpose::Why
                | Purpose::Strength
                | Purpose::Growth
                | Purpose::Note(_)
                | Purpose::Correction(..) => None,
            })
            .filter(|title| words.stand_in(title))
            .collect()
    }
}
