//! Text that is typed where keys act, or where nothing is written: it is noticed, what its keys recorded is taken back, and it becomes a note.

use crate::core::scale::Millis;

use super::super::drafts::HalfTyped;
use super::view::Desk;

/// Letters that tick something and came as fast as a word.
#[derive(Debug, Clone, Copy)]
pub(super) struct FastTicks {
    /// Whether a half-typed note was put behind them.
    pub(super) has_put_behind: bool,
}

/// The longest time between two keys of a sentence.
pub(super) const PAUSE: Millis = Millis(700);

/// So soon after a digit, the same one is a key that was pressed twice, or that repeats itself.
const DOUBLE: Millis = Millis(300);

/// The longest time between two letters of a word that both tick something.
const WORD: Millis = Millis(250);

/// The longest time between two keys of a sentence that is typed slowly. It counts only between keys of which the later one would do
/// nothing by itself, or which are both letters.
const SLOW: Millis = Millis(1500);

/// Keys with less between them are of one pace: nobody types quite evenly.
const EVEN: Millis = Millis(400);

/// So many letters are a word, even where each of them ticks something.
const LETTERS: usize = 3;

/// A digit and the two letters that make an ordinal of it.
const ORDINAL: usize = 3;

/// What makes an ordinal of a digit, as in "1st".
pub(super) fn ordinal_of(digit: char) -> Option<&'static str> {
    match digit {
        '1' => Some("st"),
        '2' => Some("nd"),
        '3' => Some("rd"),
        '4'..='9' => Some("th"),
        _ => None,
    }
}

/// What comes after a word.
const SIGNS: [char; 6] = [' ', ',', '.', ';', ':', '\''];

/// Said of a short text that was put into the note before the key after it acted.
pub(super) const KEPT: &str = "what you typed before is in your note";
/// The same, at the desk.
pub(super) const KEPT_AT_DESK: &str = "what you typed before is half typed in the text of the page";

/// What becomes of a run of keys.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Became {
    /// Each key acts.
    #[default]
    Keys,
    /// A note that is being written.
    Note,
    /// The same, behind the box that has the keys.
    Aside,
}

/// One key of a run.
#[derive(Debug)]
struct TypedKey {
    at: Millis,
    /// Where its character stands in the text.
    from: usize,
    is_letter: bool,
    /// How many recordings it made.
    recorded: usize,
    /// Where the desk stood before it.
    stood: Desk,
}

/// What of a run is the text that it turned out to be.
#[derive(Debug, Default)]
pub(super) struct Reach {
    pub(super) text: String,
    pub(super) began: Millis,
    /// How many recordings its keys made: the last ones of the run.
    pub(super) recorded: usize,
    /// Where the desk stood before it.
    pub(super) stood: Desk,
}

/// What printable keys do where one comes.
#[derive(Debug)]
pub(super) struct KeysHere {
    /// Whether letters tick.
    pub(super) letters_act: bool,
    /// Whether this one does something.
    pub(super) acts: bool,
    /// Whether none does anything: at a box.
    pub(super) idle: bool,
    /// Where the desk stands.
    pub(super) stood: Desk,
}

/// Printable keys that came one after the other without a pause.
#[derive(Debug, Default)]
pub(super) struct TypedRun {
    pub(super) text: String,
    pub(super) at: Millis,
    /// Whether the last key was a letter, however long ago.
    pub(super) after_letter: bool,
    /// How many recordings it made.
    pub(super) recorded: usize,
    /// Its keys, in the order of its text.
    keys: Vec<TypedKey>,
    /// What became of it.
    pub(super) became: Became,
    /// What its keys recorded, in words.
    pub(super) said: String,
    /// The digit that was pressed last, where it rated and the cursor went on to another line.
    pub(super) went_on_after: Option<char>,
    /// The digits that were not taken: from the first on, none is that comes as soon.
    pub(super) held: String,
    /// What was recorded a moment before, and stands.
    pub(super) stands: Option<String>,
    /// What its keys had recorded and was taken back, in words.
    pub(super) took_back: Vec<String>,
    /// The half-typed text that a number of it opened.
    pub(super) took_up: Option<HalfTyped>,
    /// Whether it reads like text, whatever comes next.
    is_text: bool,
    /// Whether it was typed where no key does anything.
    idle: bool,
    /// The letters at its end.
    word: Letters,
    /// The last character, where it ticks something.
    ticks: Option<char>,
}

/// Letters that came one after the other.
#[derive(Debug, Clone, Copy)]
struct Letters {
    count: usize,
    /// How many of them tick nothing.
    idle: usize,
    /// Whether they came in the order of the list, as somebody ticks who goes down it.
    in_order: bool,
    /// Whether they came without a pause.
    is_fast: bool,
    /// Whether a blank stands before them, and something else before that.
    is_parted: bool,
}

impl Default for Letters {
    fn default() -> Self {
        Self { count: 0, idle: 0, in_order: true, is_fast: true, is_parted: false }
    }
}

impl Letters {
    /// Whether nobody ticks like that, however slowly the letters came.
    fn is_text(self) -> bool {
        self.count >= LETTERS && (self.idle > 0 || self.is_fast && !self.in_order)
    }
}

impl TypedRun {
    /// Counts what its last key recorded.
    pub(super) fn count(&mut self, recorded: usize) {
        self.recorded += recorded;
        if let Some(key) = self.keys.last_mut() {
            key.recorded += recorded;
        }
    }

    /// The text that it turned out to be: it reaches back over the keys that came at its own pace. What was recorded before them stands.
    /// Letters that did nothing belong to it all the same.
    pub(super) fn reach(&self) -> Reach {
        let mut pace: Option<Millis> = None;
        let mut begins = self.keys.len().saturating_sub(1);
        for (position, pair) in self.keys.windows(2).enumerate().rev() {
            let [one, next] = pair else { continue };
            let gap = next.at.since(one.at);
            if !self.idle && pace.is_some_and(|pace| gap.0 > EVEN.0.max(2 * pace.0)) {
                break;
            }
            pace = Some(pace.map_or(gap, |pace| pace.max(gap)));
            begins = position;
        }
        while begins
            .checked_sub(1)
            .and_then(|before| self.keys.get(before))
            .is_some_and(|key| key.is_letter && key.recorded == 0)
        {
            begins -= 1;
        }
        let keys = self.keys.get(begins..).unwrap_or_default();
        let Some(first) = keys.first() else { return Reach::default() };
        let text = self.text.get(first.from..).unwrap_or_default();
        Reach {
            text: if begins > 0 { text.trim_start() } else { text }.to_owned(),
            began: first.at,
            recorded: keys.iter().map(|key| key.recorded).sum(),
            stood: first.stood.clone(),
        }
    }

    /// Whether it became a note that is still being written.
    pub(super) fn is_note(&self) -> bool {
        matches!(self.became, Became::Note | Became::Aside)
    }

    /// Whether that note is behind what has the keys.
    pub(super) fn is_aside(&self) -> bool {
        self.became == Became::Aside
    }

    /// Takes a character where keys do what `here` says; after a pause a new run begins, but in what somebody may type slowly, and where
    /// no key does anything. Says whether the character goes on with a run, and without a pause.
    pub(super) fn take(&mut self, character: char, now: Millis, here: KeysHere) -> bool {
        let KeysHere { letters_act, acts, idle, .. } = here;
        // Letters that do nothing are a text, however slowly somebody types.
        let is_idle = self.after_letter && self.recorded == 0 && character.is_alphabetic() && !acts;
        let passed = now.since(self.at);
        let is_fast = passed < PAUSE;
        let is_slow = passed < SLOW && self.may_be_slow(character);
        let goes_on = !self.text.is_empty() && (idle || is_idle || is_fast || is_slow);
        if !goes_on {
            *self = Self::default();
        } else if idle && passed >= SLOW && !self.text.ends_with(' ') {
            // What comes after so long is another word.
            self.text.push(' ');
        }
        self.idle = idle;
        if passed >= DOUBLE {
            self.went_on_after = None;
            self.held.clear();
        }
        if character.is_alphabetic() {
            self.take_letter(character, (letters_act, acts), passed);
        } else {
            self.is_text |= self.word.count >= 2 && SIGNS.contains(&character);
            let is_parted = character == ' ' && self.text.chars().any(char::is_alphanumeric);
            self.word = Letters { is_parted, ..Letters::default() };
        }
        let is_letter = character.is_alphabetic();
        self.keys.push(TypedKey { at: now, from: self.text.len(), is_letter, recorded: 0, stood: here.stood });
        self.text.push(character);
        self.is_text |= self.idle && self.is_more_than_a_key();
        self.at = now;
        self.ticks = Some(character).filter(|_| acts);
        goes_on && is_fast
    }

    /// A letter makes a word of what came before it, or goes on with one.
    fn take_letter(&mut self, letter: char, (letters_act, acts): (bool, bool), passed: Millis) {
        let before = self.text.chars().next_back();
        // Where letters tick, two that follow each other are a word if the first ticks nothing, or nobody chooses as fast as that: a
        // tick may stand before a text, and what comes next shows whether it does. The same letter twice is a key that was pressed twice.
        let is_another = before.is_some_and(|before| !before.eq_ignore_ascii_case(&letter));
        let is_word = is_another && (self.ticks.is_none() || passed < WORD);
        self.is_text |= self.after_letter && letters_act && passed < PAUSE && is_word;
        // A number and a blank before it are a text.
        let mut before = self.text.chars().rev().skip_while(|before| *before == ' ');
        self.is_text |=
            self.word.is_parted && passed < PAUSE && before.next().is_some_and(|before| before.is_ascii_digit());
        let last = self.text.chars().next_back().filter(|before| before.is_alphabetic());
        let word = &mut self.word;
        word.count += 1;
        word.idle += usize::from(!acts);
        word.in_order &= last.is_none_or(|last| last.to_ascii_lowercase() <= letter.to_ascii_lowercase());
        word.is_fast &= last.is_none() || passed < PAUSE;
        // After a tick, the pace of what comes next shows whether that letter begins a text or goes on with one.
        let is_open = !acts && self.ticks.is_some() && passed >= WORD;
        self.is_text |= !is_open && word.is_text() || word.is_parted && word.count >= 2;
    }

    /// Whether a character may go on with a sentence that somebody types slowly. A digit rates, and a letter right after one ticks: those
    /// stand by themselves.
    fn may_be_slow(&self, character: char) -> bool {
        let Some(last) = self.text.chars().next_back() else { return false };
        if character.is_alphabetic() {
            return last.is_alphabetic() || self.word.is_parted;
        }
        SIGNS.contains(&character) && last.is_alphanumeric()
    }

    /// Whether it is one digit and nothing else, which recorded something.
    pub(super) fn is_number(&self) -> bool {
        self.recorded > 0 && self.text.len() == 1 && self.text.chars().all(|character| character.is_ascii_digit())
    }

    /// Whether it is one digit, which recorded something, and what makes an ordinal of it, as in "1st", as far as that is typed.
    fn is_ordinal_so_far(&self) -> bool {
        let mut characters = self.text.chars();
        let ordinal = characters.next().and_then(ordinal_of);
        ordinal.is_some_and(|ordinal| ordinal.starts_with(characters.as_str()))
            && self.keys.first().is_some_and(|number| number.recorded > 0)
    }

    /// The same, to its end.
    pub(super) fn is_ordinal(&self) -> bool {
        self.is_ordinal_so_far() && self.text.len() == ORDINAL
    }

    /// A letter after a digit at the desk: where both are no ordinal, the digit was a key, and a text begins after it.
    pub(super) fn part_from_number(&mut self, letter: char) {
        let is_so_far = self.is_ordinal_so_far();
        let ordinal = self.text.chars().next().and_then(ordinal_of).unwrap_or_default();
        let goes_on = is_so_far && ordinal.get(self.text.len() - 1..).is_some_and(|rest| rest.starts_with(letter));
        if self.is_number() && !goes_on {
            *self = Self::default();
        }
        if goes_on || !is_so_far || self.keys.is_empty() {
            return;
        }
        let number = self.keys.remove(0);
        self.text.remove(0);
        self.recorded -= number.recorded;
        for key in &mut self.keys {
            key.from -= 1;
        }
    }

    /// Whether it reads like text: a word, or two letters before what comes after a word, or after what stands before one.
    pub(super) fn is_prose(&self) -> bool {
        self.is_text
    }

    /// Whether it is more than one key that was missed.
    fn is_more_than_a_key(&self) -> bool {
        self.text.chars().filter(|character| character.is_alphanumeric()).count() > 1
    }

    /// Whether it is a text, however short, where letters do nothing: one letter may be a key that was missed.
    pub(super) fn is_short(&self) -> bool {
        let letters = self.text.chars().filter(|character| character.is_alphabetic()).count();
        !self.is_note() && (letters > 1 || self.idle && self.is_more_than_a_key())
    }

    /// Whether its last character follows a letter and is none, so that it belongs to a text.
    pub(super) fn goes_on(&self, letters_act: bool) -> bool {
        let mut before = self.text.chars().rev();
        let Some(last) = before.next().filter(|last| !last.is_alphabetic()) else { return false };
        if letters_act {
            // Ticks and ratings follow each other fast: a digit acts, and is taken back if it was in a text.
            matches!(last, ' ' | '?') && before.next().is_some_and(char::is_alphabetic)
        } else {
            before.any(char::is_alphabetic)
        }
    }
}
