//! What comes in: asked for line by line, and never lost.

use crate::core::plan::Slot;
use crate::core::scale::Millis;
use crate::core::session::{Assess, NotRecorded, Refusal};
use crate::page::clean;

use super::command::{self, Typed};
use super::console::Input;
use super::{AskedFirst, FACE, Left, Lines, Result, Unsaved, told, verbs, words};

/// What is said of a line that no Enter ended.
const HALF: &str = "no Enter ended the last line, so it was not taken; it is kept aside, where /notes reads it and /keep makes it a note";
/// What is said of a command that comes right after a paste.
const AFTER_PASTE: &str = "right after a paste no command is obeyed, since the end of the paste may stand in it; type it again. /keep \
                           keeps the line as a note";
/// How long after a paste that is.
const AFTER: Millis = Millis(2_000);

/// What came where something was asked.
pub(super) enum Asked {
    Input(Input),
    /// What was asked is to be asked anew.
    Anew,
    Left(Left),
}

/// What was answered to a question that asks before something is done.
pub(super) enum Consent {
    Yes,
    No,
    Left(Left),
}

/// What a line says to a question that asks first.
enum Reply {
    Consent(Consent),
    /// A yes that was not typed as one.
    NearlyYes,
    /// It wanted to know what can be typed, and that was said.
    Helped,
}

impl Lines<'_> {
    /// Asks for the next line; what is still to be obeyed comes first.
    pub(super) fn ask(&mut self, prompt: &str) -> Result<Asked> {
        self.save_waiting()?;
        let asked = match self.pending.take() {
            Some(input) => Asked::Input(input),
            None => self.hear(prompt)?,
        };
        self.asking = match &asked {
            Asked::Input(Input::Line(line) | Input::TooSoon(line)) => repeatable(line),
            Asked::Input(Input::Pasted(_)) | Asked::Anew | Asked::Left(_) => None,
        };
        Ok(asked)
    }

    /// What comes next. Right after a paste a command is kept aside: a terminal holds back the end of a paste that has no line break, and
    /// gives it with the next Enter.
    fn hear(&mut self, prompt: &str) -> Result<Asked> {
        loop {
            let asked = self.heard(prompt)?;
            let pasted = self.pasted_at.take();
            let after_paste = pasted.is_some_and(|at| self.keeper.now().since(at) < AFTER);
            match asked {
                Asked::Input(Input::Line(line) | Input::TooSoon(line))
                    if after_paste && line.trim_start().starts_with('/') && !only_reads(&line) =>
                {
                    self.save_waiting()?;
                    let said = self.put_aside(line, AFTER_PASTE);
                    self.say(&said)?;
                }
                Asked::Input(Input::Line(line) | Input::TooSoon(line)) if self.quoting.is_some() => {
                    if let Some(line) = self.quoted_now(line)? {
                        return Ok(Asked::Input(Input::Line(line)));
                    }
                }
                Asked::Input(Input::Line(ref line) | Input::TooSoon(ref line)) => {
                    self.meant_now(line);
                    return Ok(asked);
                }
                Asked::Input(Input::Pasted(_)) | Asked::Left(_) => {
                    self.quote_missed()?;
                    return Ok(asked);
                }
                Asked::Anew => return Ok(asked),
            }
        }
    }

    fn heard(&mut self, prompt: &str) -> Result<Asked> {
        let heard = self.console.hear(prompt)?;
        self.times_heard += 1;
        let woke = match heard {
            super::Heard::Stopped => verbs::went_on(self.keeper),
            super::Heard::Line(_)
            | super::Heard::TooSoon(_)
            | super::Heard::Pasted(_)
            | super::Heard::Anew
            | super::Heard::Half(_)
            | super::Heard::End
            | super::Heard::Signal => verbs::woke(self.keeper),
        };
        if let Some(woke) = woke {
            let text = told(&woke, self.width());
            self.print(&text)?;
        }
        Ok(match heard {
            super::Heard::Line(line) => Asked::Input(Input::Line(line)),
            super::Heard::TooSoon(line) => Asked::Input(Input::TooSoon(line)),
            super::Heard::Pasted(text) => Asked::Input(Input::Pasted(text)),
            super::Heard::Anew | super::Heard::Stopped => Asked::Anew,
            super::Heard::Half(line) => {
                self.save_waiting()?;
                let said = self.put_aside(line.trim().to_owned(), HALF);
                self.say(&said)?;
                Asked::Left(Left::Open)
            }
            super::Heard::End => Asked::Left(Left::Open),
            super::Heard::Signal => Asked::Left(Left::Signal),
        })
    }

    /// Asks before something is done. Only `/yes` alone does it; whatever else comes means no, and is kept or obeyed by itself.
    pub(super) fn confirmed(&mut self, question: &str, does: &str) -> Result<Consent> {
        self.asked_first = AskedFirst::Agreed;
        let before = std::mem::replace(&mut self.asked, format!("where /yes {does}"));
        let consent = self.consented(question, does);
        self.asked = before;
        if matches!(consent, Ok(Consent::No)) && self.asked_first != AskedFirst::Declined {
            self.asked_first = AskedFirst::PassedOver;
        }
        consent
    }

    fn consented(&mut self, question: &str, does: &str) -> Result<Consent> {
        loop {
            let text = crate::page::layout::paragraph(question, self.width(), "");
            self.print(&text)?;
            let answered = loop {
                match self.hear(&format!("/yes {does}, Enter means no: "))? {
                    Asked::Left(left) => return Ok(Consent::Left(left)),
                    Asked::Anew => break None,
                    Asked::Input(input) => match self.agreed(input, does)? {
                        Reply::Consent(consent) => break Some(consent),
                        Reply::NearlyYes => {
                            self.say("not done yet: only /yes does it, with its slash and as a whole word")?;
                        }
                        Reply::Helped => break None,
                    },
                }
            };
            if let Some(consent) = answered {
                return Ok(consent);
            }
        }
    }

    /// What an input says to a question that asks first.
    fn agreed(&mut self, input: Input, does: &str) -> Result<Reply> {
        let line = match input {
            Input::TooSoon(line) if words::is_yes(&line) => {
                let again = self.not_done(", as that came before anybody could read the question");
                self.say(&again)?;
                return Ok(Reply::Consent(Consent::No));
            }
            Input::Line(line) | Input::TooSoon(line) => line,
            Input::Pasted(text) => {
                let not_done = self.not_done("");
                self.keep_pasted(&not_done, text)?;
                return Ok(Reply::Consent(Consent::No));
            }
        };
        if words::is_yes(&line) {
            return Ok(Reply::Consent(Consent::Yes));
        }
        match command::parse(&line) {
            Typed::Command(command::Word::Yes, _) => return Ok(Reply::NearlyYes),
            Typed::Text(text) if command::is_nearly_yes(&text) => return Ok(Reply::NearlyYes),
            Typed::Command(command::Word::No, _) | Typed::Empty => self.say_declined()?,
            Typed::Command(command::Word::Help, word) if word.is_empty() => {
                self.say(&format!(
                    "Here /yes {does}, and Enter or /no means no. Any other line means no, too, and is kept or obeyed by itself."
                ))?;
                return Ok(Reply::Helped);
            }
            Typed::Command(command::Word::Help, word) => {
                let help = self.help(&word);
                self.tell(help, &line)?;
                return Ok(Reply::Helped);
            }
            Typed::Command(..) | Typed::Rate(_) => {
                let not_done = self.not_done("");
                self.say(&format!("{not_done}. Instead, this is done now: {}", clean::line(line.trim())))?;
                self.pending = Some(Input::Line(line));
            }
            Typed::Text(text) if command::is_no(&text) => self.say_declined()?,
            Typed::Text(_) => {
                let not_done = self.not_done("");
                self.keep_beside(&not_done, &line)?;
            }
            Typed::NoCommand(why) => {
                let not_done = self.not_done("");
                self.keep(&format!("{not_done}. Besides, {why}"), &line)?;
            }
        }
        Ok(Reply::Consent(Consent::No))
    }

    fn say_declined(&mut self) -> Result<()> {
        self.asked_first = AskedFirst::Declined;
        let not_done = self.not_done("");
        self.say(&not_done)
    }

    /// That what was asked about was not done, why, and what asks again.
    fn not_done(&self, why: &str) -> String {
        let again = self.asking.as_ref().map(|command| format!("; {} asks again", clean::line(command)));
        format!("not done{why}{}", again.unwrap_or_default())
    }

    /// Keeps a pasted text as one note.
    pub(super) fn keep_pasted(&mut self, why: &str, text: String) -> Result<()> {
        let lines = text.lines().count();
        self.pasted_at = Some(self.keeper.now());
        // The end of the paste may stand before the cursor.
        self.print("\n")?;
        let said =
            self.noted(text, &format!("{lines} lines came at once: they are kept as one note, and none was obeyed."));
        self.say(&if why.is_empty() { said } else { format!("{why}; {said}") })
    }

    /// Records a note on what is asked about, and gives what is to be said.
    pub(super) fn noted(&mut self, text: String, kept: &str) -> String {
        self.noted_at(self.about, text, kept)
    }

    /// Records a note and gives what is to be said: `kept`, or why it is not on disk yet.
    pub(super) fn noted_at(&mut self, slot: Option<Slot>, text: String, kept: &str) -> String {
        let late = match self.write_waiting() {
            0 => String::new(),
            saved => format!("{}; ", saved_now(saved)),
        };
        match self.record(Assess::Note(slot, text.clone())) {
            Ok(()) => format!("{late}{kept}"),
            Err(NotRecorded::Refused(Refusal::EmptyNote)) => "nothing was written".to_owned(),
            Err(error) => {
                let why = words::not_recorded(&error, FACE);
                // Later it is another question that is the current one.
                let slot = slot.or(self.session().state().noted_at());
                self.unsaved.push(Unsaved { slot, text, typed: self.keeper.now() });
                format!("{why}; the note is tried again before the next line")
            }
        }
    }

    /// Writes the notes that could not be written before, and says so.
    pub(super) fn save_waiting(&mut self) -> Result<()> {
        // Where the disk is full still, it is tried again next time.
        let _ = if self.aside_unsaved { self.save_aside() } else { Ok(()) };
        match self.write_waiting() {
            0 => Ok(()),
            saved => self.say(&saved_now(saved)),
        }
    }

    /// Writes those that the disk takes now, oldest first; gives how many.
    fn write_waiting(&mut self) -> usize {
        let waiting = std::mem::take(&mut self.unsaved);
        let before = waiting.len();
        for unsaved in waiting {
            let text = self.dated(&unsaved.text, unsaved.typed);
            if self.record(Assess::note_on(unsaved.slot, text)).is_err() {
                self.unsaved.push(unsaved);
            }
        }
        before - self.unsaved.len()
    }
}

/// A command as it can be typed again; one with a long text is named by its word alone.
fn repeatable(line: &str) -> Option<String> {
    const LONG: usize = 32;
    let line = line.trim();
    let Typed::Command(word, _) = command::parse(line) else { return None };
    let short = line.chars().count() <= LONG;
    Some(if short { line.to_owned() } else { format!("/{} and the same words", word.entry().names[0]) })
}

/// Whether a text answers a question that wants a yes or a no, and says nothing else.
pub(super) fn is_answer(text: &str) -> bool {
    is_one_of(text, &["yes", "y", "ye", "yep", "yeah"]) || command::is_no(text)
}

/// Words with which an answer begins, also one that goes on.
const ANSWERS: [&str; 14] =
    ["wait", "oh", "ok", "okay", "sure", "stop", "hold", "cancel", "hm", "hmm", "sorry", "never", "actually", "please"];

/// Programs that are started from a shell, whose window may be another one than was meant.
const PROGRAMS: [&str; 22] = [
    "cd", "ls", "git", "cargo", "sudo", "ssh", "vim", "nano", "cat", "grep", "rm", "cp", "mv", "mkdir", "docker",
    "npm", "curl", "python", "python3", "hotseat", "tmux", "kubectl",
];

/// Whether a line begins as an answer to a yes or no does, however it goes on.
pub(super) fn begins_as_answer(line: &str) -> bool {
    let first = line.split(|c: char| c.is_whitespace() || c.is_ascii_punctuation()).find(|word| !word.is_empty());
    first.is_some_and(|first| is_answer(first) || is_one_of(first, &ANSWERS))
}

/// Whether a line is a command that only reads something out, so that the end of a paste before it does no harm.
fn only_reads(line: &str) -> bool {
    use command::Word;
    match command::parse(line) {
        Typed::Command(word, rest) => {
            rest.is_empty() && matches!(word, Word::Notes | Word::Show | Word::Help | Word::Clocks | Word::Plan)
        }
        Typed::Text(_) | Typed::Rate(_) | Typed::Empty | Typed::NoCommand(_) => false,
    }
}

/// Whether a line is one for a shell.
pub(super) fn is_for_shell(line: &str) -> bool {
    let line = line.trim();
    let first = line.split_whitespace().next().unwrap_or_default();
    let is_called = PROGRAMS.contains(&first) || ["$", "./", "~/"].iter().any(|begin| first.starts_with(begin));
    is_called || [" && ", " | ", " --"].iter().any(|sign| line.contains(sign))
}

/// Whether an answer is one of some words.
fn is_one_of(text: &str, words: &[&str]) -> bool {
    let text = text.trim().trim_end_matches(['.', '!']);
    words.iter().any(|word| text.eq_ignore_ascii_case(word))
}

fn saved_now(count: usize) -> String {
    if count == 1 {
        return "the note that could not be written is saved now".to_owned();
    }
    format!("{count} notes that could not be written are saved now")
}
