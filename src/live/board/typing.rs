//! What the board does with text that is typed where keys act, or where nothing is written: see `prose`.

use ratatui::crossterm::event::{KeyCode, KeyEvent};

use crate::core::event::{Event, Finding, Recording};
use crate::core::quotes::quoted;
use crate::core::scale::Millis;
use crate::core::session::{Action, Phase, Recorder};
use crate::page::layout::one_line;

use super::super::drafts::Purpose;
use super::super::{told, words};
use super::interview::Board;
use super::keys::{self, Area, Over};
use super::prose::{Became, FastTicks, KeysHere, PAUSE, Reach, TypedRun, ordinal_of};
use super::ticking::letters_of;
use super::view::{Ask, Focus};
use super::writing::SUBMITTED;

const SAID: &str = "that reads like a note: nothing was rated or ticked; Enter keeps it";
/// The same, where keys of it had recorded something.
const SAID_AND_TOOK_BACK: &str = "that reads like a note, and Enter keeps it; F10 brings back what it took back: ";
/// The same, where a page of the desk has a text of its own.
const SAID_OF_PAGE: &str =
    "that reads like a text, and stands in the one of this page: nothing is recorded before Enter keeps it";
/// The text before the conversation was ended.
const KEPT_BEFORE: &str = "kept: it becomes a note on the interview when the conversation begins; Ctrl-Y begins it";
/// Enter before the conversation, where nothing is typed.
const ENTER_BEFORE: &str = "Enter begins nothing: Ctrl-Y begins the conversation";
/// What no reason begins with, and what may come after a number in a text.
const NO_REASON: [char; 8] = [' ', '.', ',', ':', '/', '%', '-', ')'];
/// A yes or a no at a criterion that was judged so before.
const JUDGED: &str = "the criterion is judged like that already";
/// A key came right after a letter that did nothing.
const FOLLOWED: &str = "that followed a letter, so it did nothing: press it again";

impl Board<'_> {
    /// Takes a key of text where such keys write nothing; says whether it did.
    pub(super) fn take_in_run(&mut self, key: &KeyEvent) -> bool {
        let writes = self.field().is_some();
        let Some(character) = keys::printable(key) else {
            let breaks = !writes && !self.view.covered && keys::text_of(key) == Some('\n');
            let is_taken = breaks && self.break_run(key.code != KeyCode::Enter);
            if !is_taken {
                self.forget_run();
            }
            return is_taken;
        };
        if self.view.covered {
            self.forget_run();
            return false;
        }
        if writes {
            let was_note = self.run.is_note();
            if let Some(typed) = self.goes_on_with_number(character).filter(|_| !was_note) {
                self.run.text.push_str(&typed);
                self.run.text.push(character);
                self.make_note();
                return true;
            }
            if !was_note && self.may_be_ordinal(character) {
                self.run.at = self.keeper.now();
                return false;
            }
            if !was_note || self.run.is_aside() {
                self.forget_run();
            }
            return false;
        }
        if self.run.is_aside() {
            if self.go_on_aside(character.encode_utf8(&mut [0; 4])).is_none() {
                self.refuse(SUBMITTED);
            }
            self.run.at = self.keeper.now();
            return true;
        }
        let areas = self.areas();
        let letters_act = areas.contains(&Area::Rate);
        // A number at the desk is a key, and what follows it without a space begins a text, unless it makes an ordinal of it.
        if character.is_alphabetic() && self.session().state().phase == Phase::Scoring {
            self.run.part_from_number(character);
        }
        let follows_letter = self.run.after_letter && character == ' ' && !letters_act;
        let acts = letters_act && self.has_mark(character);
        let idle = matches!(self.view.ask, Some(Ask::Choice { .. }));
        let here = KeysHere { letters_act, acts, idle, stood: self.view.desk.clone() };
        let goes_on = self.run.take(character, self.keeper.now(), here);
        self.run.after_letter = character.is_alphabetic();
        if self.run.text.len() > 1 && self.is_judgment() {
            // A whole word says what its first letter did.
            let said = self.run.said.clone();
            self.say(if said.is_empty() { JUDGED.to_owned() } else { said });
        } else if self.run.is_prose() {
            self.make_note();
        } else if follows_letter || self.run.goes_on(letters_act) {
            self.refuse(FOLLOWED);
        } else {
            let before = self.recordings();
            match keys::deed(areas, key) {
                Some(deed) => self.act(deed, Some(key)),
                None => self.write_key(key),
            }
            let recorded = self.recordings().saturating_sub(before);
            self.run.count(recorded);
            self.say_all_of_run(goes_on, recorded > 0);
        }
        true
    }

    /// Takes a line break after a text that was typed where keys act: it does nothing there. Says whether it was one.
    /// A key that is for line breaks alone keeps nothing.
    fn break_run(&mut self, breaks_only: bool) -> bool {
        if !breaks_only && self.answers_in_words() {
            return true;
        }
        if self.run.is_aside() && (breaks_only || self.view.ask.is_some()) {
            self.go_on_aside("\n");
            return true;
        }
        if !self.run.after_letter || self.run.is_note() {
            return false;
        }
        if !breaks_only && self.is_judgment() {
            self.forget_run();
            return false;
        }
        if self.is_short_text() {
            self.make_note();
            return true;
        }
        if matches!(self.view.ask, Some(Ask::Choice { .. })) {
            return false;
        }
        self.forget_run();
        self.refuse(FOLLOWED);
        true
    }

    /// Whether a "yes" or a "no" is all that was typed at the criteria, where its first letter judges one.
    fn is_judgment(&self) -> bool {
        self.areas().contains(&Area::Criteria) && ["y", "ye", "yes", "n", "no"].contains(&self.run.text.as_str())
    }

    /// Takes a "no" or a "yes" that is all that was typed at a box, and Enter: a no goes back, as Esc does; a yes does nothing, and says
    /// which key does it. Neither is a note.
    fn answers_in_words(&mut self) -> bool {
        if !matches!(self.view.ask, Some(Ask::Choice { .. })) {
            return false;
        }
        let aside = self.run.is_aside();
        let live = self.session().state().phase == Phase::Live;
        // In the midst of a sentence of the note it is a part of that.
        if aside && live && !self.view.at_box {
            return false;
        }
        let typed = if aside { self.text_aside() } else { self.run.text.clone() };
        // Letters that come slowly have a blank between them.
        let typed: String = typed.split_whitespace().collect();
        let answer = match typed.trim_end_matches(['.', '!', ',']).to_lowercase().as_str() {
            "no" | "n" => false,
            "yes" | "y" => true,
            _ => return false,
        };
        if aside && live {
            self.take_note_from_behind();
        } else if aside {
            self.view.unfinished.pop();
            self.say_half_typed_in_box();
        }
        self.forget_run();
        self.view.at_box = false;
        if answer {
            self.refuse("a word does nothing here: Ctrl-Y does it, Esc goes back");
        } else {
            self.act_over(Over::Close);
            self.say("no: nothing was done");
        }
        self.keep_draft();
        true
    }

    /// Enter before the conversation keeps a text, and begins nothing.
    pub(super) fn keep_for_the_beginning(&mut self) {
        self.forget_run();
        if self.view.notes().is_empty() {
            return self.refuse(ENTER_BEFORE);
        }
        self.put_note_behind();
        self.keep_draft();
        self.say(KEPT_BEFORE);
    }

    /// Whether the run is a text, however short: one letter may be a key that was missed, and letters that all tick something are no text.
    fn is_short_text(&self) -> bool {
        let mut letters = self.run.text.chars().filter(|character| character.is_alphabetic());
        let tick = self.areas().contains(&Area::Rate) && letters.all(|letter| self.has_mark(letter));
        self.run.is_short() && !tick
    }

    /// Before something else acts than a character or a line break: puts a text into the note that was too short to be noticed. Says
    /// whether there was one.
    pub(super) fn keep_short_run(&mut self) -> bool {
        if self.run.is_ordinal() && !self.run.is_note() && self.field().is_none() {
            self.make_note();
            return true;
        }
        if !self.is_short_text() || self.run.recorded > 0 || self.view.covered || self.field().is_some() {
            return false;
        }
        let text = std::mem::take(&mut self.run).text;
        self.put_aside(&text).is_some()
    }

    /// What is typed where a number of this very moment opened the box that asks why, whatever stood there before.
    fn typed_after_number(&self) -> Option<String> {
        let Some(Ask::Write { purpose: purpose @ Purpose::Reason(..), field }) = &self.view.ask else { return None };
        let is_fast = self.keeper.now().since(self.run.at) < PAUSE;
        if !is_fast || !self.run.text.ends_with(|last: char| last.is_ascii_digit()) {
            return None;
        }
        if field.is_as_left() {
            return Some(String::new());
        }
        let stood = self.run.took_up.as_ref().map_or_else(|| self.standing(purpose), |half| half.text.clone());
        field.text().strip_prefix(stood.as_str()).map(str::to_owned)
    }

    /// The letters that would make an ordinal of the number that was pressed last.
    fn ordinal(&self) -> &'static str {
        self.run.text.chars().next_back().and_then(ordinal_of).unwrap_or_default()
    }

    /// What is typed between a number that opened the box that asks why and a character that begins no reason, so that all of it is a
    /// text that begins with the number; none where it is none.
    fn goes_on_with_number(&self, character: char) -> Option<String> {
        let typed = self.typed_after_number()?;
        let begins_no_reason = typed.is_empty() && (character.is_ascii_digit() || NO_REASON.contains(&character));
        let is_ordinal = !typed.is_empty() && typed == self.ordinal() && !character.is_alphanumeric();
        (begins_no_reason || is_ordinal).then_some(typed)
    }

    /// Whether a letter goes on with what may be an ordinal.
    fn may_be_ordinal(&self, letter: char) -> bool {
        self.typed_after_number().is_some_and(|typed| self.ordinal().starts_with(&format!("{typed}{letter}")))
    }

    /// While it is typed on, it is said what became of it.
    pub(super) fn say_of_run(&mut self) {
        if self.run.is_note() && self.view.said.is_none() {
            self.say(self.said_of_run());
        }
    }

    fn said_of_run(&self) -> String {
        let of_page = matches!(self.view.ask.as_ref().and_then(Ask::written), Some((purpose, _)) if !matches!(purpose, Purpose::Note(_)));
        if self.run.is_aside() {
            // The box may lie over the note: what is typed is seen here.
            let end = end_of(&self.text_aside(), SHOWN);
            return format!(
                "what you type is a half-typed note, and does nothing: {end}; Ctrl-Y does what the box asks, Esc goes back"
            );
        }
        match &self.run.stands {
            _ if of_page => SAID_OF_PAGE.to_owned(),
            Some(stands) => format!("{}; {stands}", self.said_of_note()),
            None => self.said_of_note(),
        }
    }

    fn said_of_note(&self) -> String {
        if let Some(ticks) = self.meant_ticks() {
            let does = if ticks.ends_with(|last: char| last.is_ascii_digit()) { "ticks and rates by" } else { "ticks" };
            return format!(
                "{} came as fast as a word, so they are a note, which Enter keeps. Ctrl-X {does} them instead: {}",
                letters_of(&ticks),
                self.texts_of(&ticks)
            );
        }
        if self.run.took_back.is_empty() {
            SAID.to_owned()
        } else {
            format!("{SAID_AND_TOOK_BACK}{}", self.run.took_back.join("; "))
        }
    }

    /// The text that is typed aside.
    fn text_aside(&self) -> String {
        match self.session().state().phase {
            Phase::Live => self.view.note.text(),
            Phase::Ready | Phase::Scoring | Phase::Submitted => {
                self.view.unfinished.last().map(|half| half.text.clone()).unwrap_or_default()
            }
        }
    }

    /// Of keys that follow each other fast, each says what it recorded, and none hides what the one before it did.
    fn say_all_of_run(&mut self, goes_on: bool, recorded: bool) {
        let before = if goes_on { std::mem::take(&mut self.run.said) } else { String::new() };
        let Some((tone, said)) = self.view.said.clone() else { return };
        let all =
            if before.is_empty() { said } else { format!("{before}; {}", said.trim_start_matches(words::RECORDED)) };
        self.run.said = if recorded { all.clone() } else { before };
        self.view.said = Some((tone, all));
    }

    pub(super) fn forget_run(&mut self) {
        self.run = TypedRun::default();
    }

    /// How much was recorded, on disk or not.
    pub(super) fn recordings(&self) -> usize {
        self.session().state().entries.len() + self.keeper.waiting()
    }

    /// Takes back what the run recorded, and makes it a note.
    fn make_note(&mut self) {
        let typed = std::mem::take(&mut self.run);
        let run = typed.reach();
        // What was left half typed is that still, with the score that it was typed for.
        self.view.unfinished.extend(typed.took_up);
        let run_began = run.began;
        let may_tick = self.areas().contains(&Area::Rate) && self.all_tick(&run.text);
        let mut took_back = Vec::new();
        for _ in 0..run.recorded {
            if self.keeper.take_back() {
                continue;
            }
            let last = self.session().next_undo().map(|last| told::line(self.session(), &last.event));
            if !self.accept(Action::Unmake) {
                break;
            }
            took_back.extend(last);
        }
        let phase = self.session().state().phase;
        let asks_why = matches!(&self.view.ask, Some(Ask::Write { .. }));
        let is_aside = self.view.ask.is_some() && !asks_why;
        self.run.became = if is_aside || phase == Phase::Submitted { Became::Aside } else { Became::Note };
        if phase == Phase::Submitted {
            return self.refuse(SUBMITTED);
        }
        let behind = self.view.behind.len();
        if is_aside {
            self.stray(&run.text);
        } else {
            self.go_on_in_text(&run);
        }
        took_back.reverse();
        let has_put_behind = self.view.behind.len() > behind;
        self.fast_ticks = may_tick.then_some(FastTicks { has_put_behind });
        self.run.took_back = took_back;
        self.run.stands = self.recorded_before(run_began);
        self.say(self.said_of_run());
        self.keep_draft();
    }

    /// A rating or a tick that was recorded a moment before a text began, and may have been meant as its beginning: it stands.
    fn recorded_before(&self, began: Millis) -> Option<String> {
        let last = self.session().next_undo()?;
        let is_finding =
            matches!(last.event, Event::Recording(Recording::Found(Finding::Rated { .. } | Finding::Observed { .. })));
        let is_just_before = began.since(last.ms) < BEFORE;
        (is_finding && is_just_before)
            .then(|| format!("{} stands, as it was recorded before it", told::line(self.session(), &last.event)))
    }

    /// The text goes on where one can see it: as a note by itself, or in the one that a Tab within it has left; at the desk in the text of
    /// the page.
    fn go_on_in_text(&mut self, run: &Reach) {
        if self.session().state().phase == Phase::Live {
            self.focus(Focus::Note);
            let slipped = self.turned.take().is_some_and(|turned| run.began.since(turned) < PAUSE);
            if !slipped {
                self.put_note_behind();
            }
            self.view.note.paste(&run.text, run.began);
        } else {
            self.view.desk = run.stood.clone();
            self.write_own(&run.text);
        }
    }
}

/// What was recorded so shortly before a text may have been meant for it.
const BEFORE: Millis = Millis(5000);
/// How many characters of a text that is typed aside are shown.
const SHOWN: usize = 40;

/// The end of a text in one line, quoted.
fn end_of(text: &str, most: usize) -> String {
    let text = one_line(text);
    let left_out = text.chars().count().saturating_sub(most);
    let end: String = text.chars().skip(left_out).collect();
    quoted(&if left_out > 0 { format!("…{end}") } else { end })
}
