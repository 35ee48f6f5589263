//! Red flags: which one first, then what was said or seen. A quote that was typed too early is no title, and one that is half typed is found again.

use crate::core::event::Flag;
use crate::core::plan::Slot;

use super::super::drafts::{HalfTyped, Purpose};
use super::field::Field;
use super::interview::Board;
use super::parts::{self, LongText};
use super::view::{Ask, Cursor, List};

/// How many words that fit no flag may be a quote, and are asked about before they become a title.
const QUOTE: usize = 4;

impl Board<'_> {
    /// A line of the list of red flags: those of one's own that are half typed, the rubric's, then one with the typed title.
    pub(super) fn choose_listed_flag(&mut self, slot: Slot, typed: &str, row: usize) {
        let begun = self.view.begun_flags(slot, typed);
        if let Some(title) = begun.get(row).map(|title| (*title).to_owned()) {
            return self.quote_own_flag(slot, &title);
        }
        let row = row - begun.len();
        let fits_none = parts::flags(self.session(), typed).is_empty();
        if fits_none && typed.split_whitespace().count() >= QUOTE && self.view.quote.is_empty() {
            // So many words are seldom a title.
            self.view.ask = Some(Ask::List {
                of: List::TitleOrQuote(slot, typed.trim().to_owned()),
                field: Field::default(),
                // It is a quote more often.
                cursor: Cursor { row: 1, scroll: 0 },
            });
            return;
        }
        self.quote_flag(slot, typed, row);
    }

    /// What a long text in the list is: the title of a flag of one's own, or the quote of one that is chosen next.
    pub(super) fn choose_title_or_quote(&mut self, (slot, text): (Slot, &str), typed: &str, row: usize) {
        let Some(meant) = parts::long_texts(typed).get(row).copied() else { return self.nothing_there() };
        match meant {
            LongText::Title => self.quote_own_flag(slot, text),
            LongText::Quote => {
                text.clone_into(&mut self.view.quote);
                self.view.ask = Some(Ask::list(List::Flags(slot)));
                self.say("what you typed is the quote; now choose the flag");
            }
        }
    }

    fn quote_own_flag(&mut self, slot: Slot, title: &str) {
        let row = parts::flags(self.session(), title).len();
        self.quote_flag(slot, title, row);
    }

    /// Asks for the quote; one that was typed before stands there, below what was half typed.
    fn quote_flag(&mut self, slot: Slot, typed: &str, row: usize) {
        let quote = std::mem::take(&mut self.view.quote);
        let mut carried = false;
        if let Some(flag) = parts::flag(self.session(), typed, row).filter(|_| !quote.is_empty()) {
            let purpose = Purpose::Quote(flag, slot);
            if let Some(half) = self.view.unfinished.iter_mut().find(|half| half.purpose == purpose) {
                half.text.push('\n');
                half.text.push_str(&quote);
            } else {
                self.view.unfinished.push(HalfTyped { purpose, text: quote, typed: None });
                carried = true;
            }
        }
        self.choose_flag(slot, typed, row);
        // What nobody left half typed is recorded by the next Enter.
        if let Some(Ask::Write { field, .. }) = &mut self.view.ask
            && carried
        {
            field.touch();
        }
    }

    /// Whether Enter is one more step to a red flag whose quote is typed already, right after the Enter of the step before: nobody has read
    /// that one yet. Says so.
    pub(super) fn hastens_to_flag(&mut self) -> bool {
        let is_step = match &self.view.ask {
            Some(Ask::List { of: List::TitleOrQuote(..), .. }) => true,
            Some(Ask::List { of: List::Flags(_), .. }) => !self.view.quote.is_empty(),
            Some(Ask::Write { purpose: Purpose::Quote(..), field }) => !field.is_blank(),
            Some(
                Ask::List { of: List::Help(_) | List::Questions | List::History, .. }
                | Ask::Write { .. }
                | Ask::Choice { .. },
            )
            | None => false,
        };
        let hastens = is_step && self.is_pressed_again();
        if hastens {
            self.refuse("the second Enter came too soon to have read this: press it again for what stands here");
        }
        hastens
    }

    /// Closes what lies over the screen, and says how a half-typed quote comes back.
    pub(super) fn close_and_say(&mut self) {
        let kept = match self.view.ask.as_ref().and_then(Ask::written) {
            Some((purpose @ Purpose::Quote(flag, _), field)) if purpose.holds(&field.text()) => {
                Some((flag.title(&self.session().plan().rubric).to_owned(), field.is_blank()))
            }
            Some(_) | None => None,
        };
        self.close();
        if let Some((title, is_title)) = kept.filter(|_| self.view.ask.is_none()) {
            let what = if is_title { "the title" } else { "what you typed" };
            self.say(format!("not recorded; {what} is kept: Ctrl-F and \"{title}\" bring it back"));
        }
    }

    /// Forgets a red flag of one's own that has no quote; says whether there was one.
    pub(super) fn forget_own_flag(&mut self) -> bool {
        let Some(Ask::Write { purpose: Purpose::Quote(Flag::Own(title), _), .. }) = &self.view.ask else {
            return false;
        };
        let said = format!("the red flag \"{title}\" is forgotten, and nothing was recorded");
        self.view.ask = None;
        self.say(said);
        self.keep_draft();
        true
    }

    /// A quote without a flag is kept in the note.
    pub(super) fn put_quote_away(&mut self) {
        let text = match &self.view.ask {
            Some(Ask::List { of: List::TitleOrQuote(_, text), .. }) => text.clone(),
            Some(_) | None => std::mem::take(&mut self.view.quote),
        };
        if !text.is_empty() && self.put_aside(&text).is_some() {
            self.say("no flag was raised: what you typed is in your note now");
        }
    }
}
