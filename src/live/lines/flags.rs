//! Red flags: by the number, the title or the name of one, with what was said; or one of one's own.

use crate::core::event::Flag;
use crate::core::names::Miss;
use crate::core::session::{Assess, NotRecorded, Refusal};
use crate::page::clean;

use super::{FACE, Lines, Upshot, refused, sentence, words};

impl Lines<'_> {
    /// The flag that the beginning of a text means, and what follows it.
    fn flag_named<'t>(&self, text: &'t str) -> Option<(Flag, &'t str)> {
        let flags = &self.session().plan().rubric.red_flags;
        let (first, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
        if first.eq_ignore_ascii_case("own") {
            let (title, quote) = rest.split_once(':')?;
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

    pub(super) fn flag(&mut self, rest: &str) -> Upshot {
        if rest.is_empty() {
            return Upshot::Said(self.flags());
        }
        if self.about.is_none() && self.session().state().current().is_none() {
            let why = words::refusal(&self.session().no_question(), FACE);
            return Upshot::Kept(why);
        }
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
        let quote = quote.trim_matches('"').to_owned();
        let has_text = !quote.is_empty();
        match self.record(Assess::Flag(flag.clone(), self.about, quote.clone())) {
            Ok(()) => {
                let title = clean::line(flag.title(&self.session().plan().rubric));
                Upshot::Brief(format!("flagged: {title}, with the words “{}”", clean::line(&quote)))
            }
            Err(error @ NotRecorded::Refused(Refusal::NoQuote)) => {
                let rubric = &self.session().plan().rubric;
                let listed = rubric.red_flags.iter().find(|listed| flag == listed.id.clone().into());
                let about = listed.map(|flag| format!("{}: {}", flag.title, flag.looks_like)).unwrap_or_default();
                let example = format!("such as /flag {rest}: \"it was their fault\"");
                let needs = format!("{}, {example}", words::not_recorded(&error, FACE));
                Upshot::Refused(format!("{}{about}", sentence(&needs)))
            }
            Err(NotRecorded::Refused(Refusal::Stands)) => Upshot::Brief(
                "that red flag stands already at this question, in the same words: nothing changed".into(),
            ),
            Err(error) if has_text => Upshot::Kept(words::not_recorded(&error, FACE)),
            Err(error) => refused(&error),
        }
    }
}
