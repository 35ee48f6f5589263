//! Red flags: by the number, the title or the name of one, with what was said; or one of one's own.

use crate::core::event::Flag;
use crate::core::names::{Miss, plain};
use crate::core::plan::Slot;
use crate::core::session::{Assess, NotRecorded, Refusal};
use crate::page::clean;

use super::command::{self, Typed, Word};
use super::{FACE, Lines, Result, Unquoted, Upshot, lookalike, recording, refused, sentence, words};

impl Lines<'_> {
    /// The flag that the beginning of a text means, and what follows it.
    pub(super) fn flag_named<'t>(&self, text: &'t str) -> Option<(Flag, &'t str)> {
        let flags = &self.session().plan().rubric.red_flags;
        let (first, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
        if first.trim_end_matches([',', ':']).eq_ignore_ascii_case("own") {
            let (title, quote) = rest.split_once(':').unwrap_or((rest, ""));
            if title.trim().is_empty() {
                return None;
            }
            return Some((Flag::Own(title.trim().to_owned()), quote.trim()));
        }
        let rubric = &self.session().plan().rubric;
        let named = |name: &str| {
            let number = name.parse::<usize>().ok().and_then(|number| flags.get(number.checked_sub(1)?));
            number.or_else(|| rubric.red_flag_named(name).ok()).map(|flag| flag.id.clone().into())
        };
        // As many words as name a flag are its name, so that none of them is taken for what the candidate said.
        let mut ends: Vec<usize> = text.match_indices(char::is_whitespace).map(|(at, _)| at).collect();
        ends.push(text.len());
        ends.into_iter().rev().find_map(|end| {
            let (name, quote) = text.split_at_checked(end)?;
            let name = name.trim_end_matches([':', ',']);
            Some((named(name)?, quote.trim_start().trim_start_matches([':', ',']).trim()))
        })
    }

    /// The number of a red flag that a bare number means right after the list of them was read.
    pub(super) fn flag_meant(&self, line: &str) -> Option<usize> {
        let number = line.trim().parse::<usize>().ok()?;
        (1..=self.flags_read).contains(&number).then_some(number)
    }

    /// Raises a flag at the question that is named first, else at the one that one stands at.
    pub(super) fn flag(&mut self, given: &str) -> Upshot {
        let (named, rest) = recording::at_question(given);
        if rest.is_empty() {
            self.flags_read = self.session().plan().rubric.red_flags.len();
            return Upshot::Said(self.flags());
        }
        let slot = match named {
            Some(slot) if self.session().state().asking(slot).is_none() => {
                return Upshot::Kept(self.no_such(slot));
            }
            Some(slot) if self.session().state().asking(slot).is_some_and(|asking| asking.asked.is_none()) => {
                return Upshot::Kept(words::refusal(&Refusal::NotAsked(slot), FACE));
            }
            Some(slot) => slot,
            None => match self.here() {
                Some(asking) => asking.slot,
                None => return Upshot::Kept(self.nothing_here()),
            },
        };
        let Some((flag, quote)) = self.flag_named(rest) else {
            let first = rest.split_whitespace().next().unwrap_or_default();
            let missing = self.session().plan().rubric.red_flag_named(first).err();
            let several = missing.filter(|missing| matches!(missing.miss, Miss::Several(_)));
            if let Some((several, hint)) = several.and_then(|several| Some((several.to_string(), several.hint()?))) {
                return Upshot::Kept(format!("{several}; {hint}"));
            }
            let own = "one of your own is written as in /flag own Came unprepared: \"what job is this?\"";
            return Upshot::Kept(format!("no red flag has that number or name: /flag lists them, and {own}"));
        };
        let quote = unquoted(quote).to_owned();
        let has_text = !quote.is_empty();
        let before = self.raised_at(&flag, slot);
        if before.iter().any(|words| is_same(words, &quote)) {
            return Upshot::Brief(
                "that red flag stands already at this question, in the same words: nothing changed".into(),
            );
        }
        match self.record(Assess::Flag(flag.clone(), Some(slot), quote.clone())) {
            Ok(()) => {
                let title = clean::line(flag.title(&self.session().plan().rubric)).into_owned();
                let again = match before.last() {
                    None => String::new(),
                    Some(words) => format!(
                        "; it stands there with the words “{}”, too: /unflag reads them, and /remove and a number takes one off",
                        clean::line(words)
                    ),
                };
                Upshot::Brief(format!("flagged at {slot}: {title}, with the words “{}”{again}", clean::line(&quote)))
            }
            Err(error @ NotRecorded::Refused(Refusal::NoQuote)) => {
                let rubric = &self.session().plan().rubric;
                let listed = rubric.red_flags.iter().find(|listed| flag == listed.id.clone().into());
                let about = listed.map(|flag| format!("{}: {}", flag.title, flag.looks_like)).unwrap_or_default();
                let how = "Nothing was recorded yet: type what was said or seen as the next line, or /back.";
                let needs = words::not_recorded(&error, FACE);
                let brief = format!("{}{}{how}", sentence(&needs), sentence(&about));
                let named = if listed.is_some() {
                    rest.trim_end_matches([':', ',']).to_owned()
                } else {
                    format!("own {}", flag.title(rubric))
                };
                self.quoting =
                    Some(Unquoted { raises: format!("/flag {slot} {named}:"), typed: format!("/flag {given}") });
                Upshot::Brief(brief)
            }
            Err(error) if has_text => Upshot::Kept(words::not_recorded(&error, FACE)),
            Err(error) => refused(&error),
        }
    }

    /// The line after a red flag that lacked its quote is that quote; `/back` or Enter raises none, and what else is a command is obeyed
    /// by itself. Gives what is to be obeyed.
    pub(super) fn quoted_now(&mut self, line: String) -> Result<Option<String>> {
        let Some(flag) = self.quoting.take() else { return Ok(Some(line)) };
        match command::parse(&line) {
            Typed::Text(text) if lookalike::command_of(self.session().plan(), &text).is_none() => {
                Ok(Some(format!("{} {text}", flag.raises)))
            }
            Typed::Empty | Typed::Command(Word::Back | Word::No, _) => {
                self.say("no red flag was raised")?;
                Ok(None)
            }
            Typed::Text(_) | Typed::Command(..) | Typed::Rate(_) | Typed::NoCommand(_) => {
                self.quoting = Some(flag);
                self.quote_missed()?;
                Ok(Some(line))
            }
        }
    }

    /// A red flag whose quote did not come is kept aside as it was typed.
    pub(super) fn quote_missed(&mut self) -> Result<()> {
        let Some(flag) = self.quoting.take() else { return Ok(()) };
        let said = format!("no red flag was raised, as no quote came; {} is kept aside", clean::line(&flag.typed));
        let said = self.put_aside(flag.typed, &said);
        self.say(&said)
    }

    /// The words with which a flag is raised at a question.
    fn raised_at(&self, flag: &Flag, slot: Slot) -> Vec<String> {
        let flags = self.session().state().flags.iter();
        let same = flags.filter(|raised| raised.slot == slot && raised.flag == *flag);
        same.map(|raised| raised.quote.clone()).collect()
    }
}

/// A quote without the marks around it.
fn unquoted(quote: &str) -> &str {
    quote.trim().trim_matches(['"', '“', '”']).trim()
}

/// Whether two quotes are one, whatever their case, blanks and signs.
fn is_same(one: &str, other: &str) -> bool {
    let words = |text: &str| {
        let letters = plain(text).replace(|sign: char| !sign.is_alphanumeric(), " ");
        letters.split_whitespace().map(str::to_owned).collect::<Vec<_>>()
    };
    words(one) == words(other)
}
