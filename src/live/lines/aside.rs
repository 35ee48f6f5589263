//! Lines that were not obeyed: kept aside and read back before submission, and on no scorecard unless `/keep` makes them notes. They
//! are on disk as drafts are, so that a crash loses none.

use crate::core::scale::{Millis, Rating};
use crate::core::session::{Assess, NotRecorded, State};
use crate::page::{clean, layout};

use super::super::dated::{dated, when};
use super::super::drafts::{self, Aside};
use super::command::{self, Typed};
use super::{AskedFirst, Lines, Mending, Result, Unsaved, Upshot, sentence, show, words};
use super::{asking, lookalike};

/// What a line that was not obeyed comes to.
const KEEP: &str = "Nothing was recorded; /keep keeps the line as a note.";

/// How a conclusion that lacks its reason is kept.
fn unreasoned(score: Rating, title: &str) -> String {
    format!("Concluded {score} on {title}, without a reason")
}

/// Whether a line can be a note where none was asked for: it has words, and no slash before them.
fn is_note(line: &str) -> Option<String> {
    match command::parse(line) {
        Typed::Text(text) if text.chars().any(char::is_alphabetic) => Some(text),
        Typed::Text(_) | Typed::Command(..) | Typed::Rate(_) | Typed::Empty | Typed::NoCommand(_) => None,
    }
}

impl Lines<'_> {
    /// Keeps a line that was not taken, and says so after why: as a note, or aside where it is a command, also one without its slash,
    /// or a number.
    pub(super) fn keep(&mut self, why: &str, line: &str) -> Result<()> {
        let flag = self.flag_meant(line).map(|number| format!("/flag {number}"));
        let meant = flag.or_else(|| lookalike::command_of(self.session().plan(), line));
        let said = match is_note(line).filter(|_| meant.is_none()) {
            Some(text) => self.noted(text, "The line is kept as a note."),
            None if line.trim().is_empty() => String::new(),
            None => self.put_aside(line.trim().to_owned(), KEEP),
        };
        if let Some(command) = meant {
            self.meant = Some((command, line.trim().to_owned()));
        }
        self.say(&format!("{}{said}", sentence(why)))
    }

    /// Where the line before was a command without its slash, and this is that command, remembers it until it is known what came of it.
    pub(super) fn meant_now(&mut self, line: &str) {
        let Some((command, slip)) = self.meant.take() else { return };
        let typed = command::parse(line);
        let is_same_word = match (&typed, command::parse(&command)) {
            (Typed::Command(word, _), Typed::Command(meant, _)) => *word == meant,
            (typed, meant) => *typed == meant,
        };
        let is_meant = line.trim().strip_prefix('/').is_some_and(|text| is_same_word || text == slip);
        let recorded = self.session().state().entries.len();
        self.mending = is_meant.then(|| Mending { typed: line.to_owned(), meant: (command, slip), recorded });
        self.asked_first = AskedFirst::Agreed;
    }

    /// Where that command was obeyed, the line before is over: it is no longer aside. Gives that line.
    pub(super) fn mended(&mut self, outcome: &Upshot, line: &str) -> Option<String> {
        let Mending { meant, recorded, .. } = self.mending.take_if(|mending| mending.typed == line)?;
        let has_recorded = self.session().state().entries.len() > recorded;
        let is_obeyed = match outcome {
            Upshot::Said(_) | Upshot::Again | Upshot::Leave(_) => self.asked_first == AskedFirst::Agreed,
            // Of these some say why nothing was done.
            Upshot::Brief(_) => has_recorded,
            Upshot::Refused(_) | Upshot::Kept(_) | Upshot::NoAnswer(_) => false,
        };
        if !is_obeyed {
            // It may be typed again.
            self.meant = Some(meant);
            return None;
        }
        let (_, slip) = meant;
        let there = self.aside.iter().rposition(|aside| aside.line == slip)?;
        self.aside.remove(there);
        // Where the disk is full, it is tried again before the next line.
        let _ = self.save_aside();
        Some(slip)
    }

    /// Keeps what came where only `/yes` does something: aside where it is short, begins as an answer does, or is for a shell, since
    /// an answer is no evidence; else as any other line.
    pub(super) fn keep_beside(&mut self, why: &str, line: &str) -> Result<()> {
        const FEW: usize = 4;
        let is_short = line.split_whitespace().count() <= FEW;
        if !is_short && !asking::begins_as_answer(line) && !asking::is_for_shell(line) {
            return self.keep(why, line);
        }
        let said = self.put_aside(line.trim().to_owned(), KEEP);
        self.say(&format!("{}{said}", sentence(why)))
    }

    /// Keeps what is none of the answers that were asked for, and says so after why: a word or two, and what begins as an answer
    /// to a yes or no does, aside, since that is an answer more often than a note; else as any other line.
    pub(super) fn keep_no_answer(&mut self, why: &str, line: &str) -> Result<()> {
        const FEW: usize = 2;
        let is_answer = line.split_whitespace().count() <= FEW || asking::begins_as_answer(line);
        if is_note(line).is_none() || !is_answer {
            return self.keep(why, line);
        }
        let said = self.put_aside(line.trim().to_owned(), KEEP);
        self.say(&format!("{}{said}", sentence(why)))
    }

    /// Keeps where scoring stands, so that it goes on there.
    pub(super) fn keep_place(&mut self, stood: Option<String>) {
        if self.stood != stood {
            self.stood = stood;
            // Where the disk is full, it is tried again before the next line.
            let _ = self.save_aside();
        }
    }

    /// Puts a line aside, and gives what is to be said: `kept`, or why it is not on disk yet.
    pub(super) fn put_aside(&mut self, line: String, kept: &str) -> String {
        let state = self.session().state();
        let here = self.about.or(state.noted_at());
        self.aside.push(Aside { slot: here, asked: self.asked.clone(), typed: Some(self.keeper.now()), line });
        self.newly_aside = true;
        match self.save_aside() {
            Ok(()) => kept.to_owned(),
            Err(error) => format!("{error}; the line is tried again before the next one"),
        }
    }

    /// Writes the lines that are aside.
    pub(super) fn save_aside(&mut self) -> std::result::Result<(), NotRecorded> {
        self.aside_unsaved = true;
        self.keeper.keep_draft(&drafts::write_kept(&self.aside, self.stood.as_deref())).map_err(NotRecorded::Failed)?;
        self.aside_unsaved = false;
        Ok(())
    }

    /// A text that is recorded now, with when it was typed where that was another minute.
    pub(super) fn dated(&self, text: &str, typed: Millis) -> String {
        dated((self.session(), self.keeper.now()), text, typed)
    }

    /// Takes a line up again that was put aside just before; tells whether it was that one.
    pub(super) fn is_said_again(&mut self, line: &str, questioned: Option<&str>) -> bool {
        let again = questioned == Some(line) && self.aside.last().is_some_and(|last| last.line == line);
        if again {
            self.aside.pop();
            self.aside_unsaved = true;
        }
        again
    }

    /// A conclusion that is left without its reason is none yet.
    pub(super) fn conclusion_aside(&mut self, score: Rating, title: &str) -> String {
        self.conclusion_made(title);
        let onward = format!("/go {} asks for it again", title.to_lowercase());
        let said = format!("your {score} on {title} has no reason, so it is not a conclusion yet: {onward}");
        self.put_aside(unreasoned(score, title), &said)
    }

    /// There is a conclusion now: what lacked its reason is over.
    pub(super) fn conclusion_made(&mut self, title: &str) {
        let before = self.aside.len();
        self.aside.retain(|aside| !Rating::ALL.into_iter().any(|score| aside.line == unreasoned(score, title)));
        self.aside_unsaved |= self.aside.len() < before;
    }

    /// `/keep`: one of them, the last, or all become notes of the questions at which they were typed.
    pub(super) fn keep_aside(&mut self, rest: &str) -> Result<Upshot> {
        let many = self.aside.len();
        let chosen = match (rest, many) {
            ("" | "all" | "none", 0) => return Ok(Upshot::Brief("no line is kept aside".into())),
            // Twice is a slip more often than meant: the line before it was not named.
            ("", _) if !self.newly_aside => {
                let are = if many == 1 { "1 line is".to_owned() } else { format!("{many} lines are") };
                let how = "/notes reads what is aside, and /keep and a number makes that a note";
                return Ok(Upshot::Brief(format!("{are} still kept aside: {how}")));
            }
            ("", _) => vec![many - 1],
            ("none", _) => return self.drop_aside(),
            ("all", _) => (0..many).collect(),
            (other, _) => match self.named_aside(other) {
                Ok(index) => vec![index],
                Err(outcome) => return Ok(outcome),
            },
        };
        self.newly_aside = false;
        let mut kept = Vec::new();
        for index in chosen.into_iter().rev() {
            kept.push(self.aside.remove(index));
        }
        kept.reverse();
        self.aside_unsaved = true;
        let mut noted = Vec::new();
        let mut refused = None;
        for Aside { slot, line, typed, .. } in kept {
            let text = typed.map_or_else(|| line.clone(), |typed| self.dated(&line, typed));
            if let Err(error) = self.record(Assess::note_on(slot, text.clone())) {
                refused = Some(words::not_recorded(&error, super::FACE));
                self.unsaved.push(Unsaved { slot, text: line, typed: typed.unwrap_or_else(|| self.keeper.now()) });
            } else {
                noted.push(format!("\"{}\"", clean::line(&text)));
            }
        }
        Ok(Upshot::Brief(refused.unwrap_or_else(|| format!("noted: {}", noted.join("; ")))))
    }

    /// Drops all of them, which asks first: nothing brings them back.
    fn drop_aside(&mut self) -> Result<Upshot> {
        let dropped = self.aside.clone();
        let lines = match dropped.len() {
            1 => "1 line that was kept aside".to_owned(),
            many => format!("{many} lines that were kept aside"),
        };
        let question =
            format!("Drop {lines}? /undo does not bring {} back.", if dropped.len() == 1 { "it" } else { "them" });
        self.once_confirmed((&question, "drops"), |here| {
            // What was put aside since is another line.
            here.aside.retain(|aside| !dropped.contains(aside));
            here.aside_unsaved = true;
            Ok(format!("{lines}: dropped"))
        })
    }

    /// The line aside that a number means, as it was read last; without that, as it would be read now.
    fn named_aside(&self, given: &str) -> std::result::Result<usize, Upshot> {
        let Some(number) = command::number(given) else {
            return Err(Upshot::Brief("a line is named by its number in /notes, such as /keep 2".into()));
        };
        let read = if self.aside_read.is_empty() { &self.aside } else { &self.aside_read };
        let Some(line) = read.get(number - 1) else {
            return Err(Upshot::Brief(match read.len() {
                0 => "no line is kept aside".into(),
                many => format!("the lines that are kept aside go from 1 to {many}"),
            }));
        };
        let still = self.aside.iter().position(|aside| aside == line);
        still.ok_or_else(|| Upshot::Brief(format!("that is a note already: \"{}\"", clean::line(&line.line))))
    }

    /// `/notes`: the notes, and then what is kept aside.
    pub(super) fn read_notes(&mut self) -> Upshot {
        self.read_out = self.session().state().notes.iter().map(|note| note.entry).collect();
        self.aside_read.clone_from(&self.aside);
        let (state, width) = (self.session().state(), self.width());
        let notes = notes(state, width);
        let notes = if notes.is_empty() { "There are no notes.\n".to_owned() } else { notes };
        Upshot::Said(format!("{notes}{}", self.lines_aside(width)))
    }

    /// The lines that are kept aside, numbered; nothing where there are none.
    pub(super) fn lines_aside(&self, width: usize) -> String {
        if self.aside.is_empty() {
            return String::new();
        }
        let conversation = self.session().state().conversation();
        let line = |(number, aside): (usize, &Aside)| {
            let slot = aside.slot.map(|slot| slot.to_string());
            let asked = Some(aside.asked.clone()).filter(|asked| !asked.is_empty());
            let typed = aside
                .typed
                .filter(|typed| conversation.began.is_some_and(|began| *typed >= began))
                .map(|typed| when(&conversation, typed));
            let at: Vec<String> = [slot, asked, typed].into_iter().flatten().collect();
            let at = if at.is_empty() { String::new() } else { format!("{}: ", at.join(", ")) };
            layout::bullet(&format!("{number}. "), &format!("{at}{}", aside.line), width)
        };
        let lines: String = (1..).zip(&self.aside).map(line).collect();
        let what = "Not recorded, and on no scorecard; /keep 1 makes the first a note";
        format!("{}{lines}", show::heading(what))
    }
}

/// The notes, numbered, with where and when.
fn notes(state: &State, width: usize) -> String {
    let conversation = state.conversation();
    let one = |(number, note): (usize, &crate::core::session::Note)| {
        let at = note.slot.map(|slot| format!("{slot}, ")).unwrap_or_default();
        layout::bullet(&format!("{number}. {at}{}: ", when(&conversation, note.ms)), &note.text, width)
    };
    (1..).zip(&state.notes).map(one).collect()
}
