//! What every command needs: the surroundings, the workspace, and where to print.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use crate::core::check::FileProblem;
use crate::core::ids::{CandidateId, KitId, SessionId, TechnologyId};
use crate::core::library::Library;
use crate::core::names::{self, Named};
use crate::core::panel::{Scope, Submitted};
use crate::core::people::People;
use crate::core::session::HeldOnce;
use crate::live::lines::{is_nearly_yes, is_no};
use crate::live::words;
use crate::page::{self, Answer, Clean, NotShown, Notation, Page, clean};
use crate::store::{self, Existing, Loaded, Origin, Parts, Summarized, Workspace};

use super::args::{self, OutputArgs, Target};
use super::ask::Manner;
use super::failure::{Failure, Result};
use super::outlet;
use super::progress::ProgressBar;
use super::prompt;
use super::surroundings::{self, Surroundings, shell_word};

impl Named for KitId {
    const WHAT: &'static str = "kit";

    fn name(&self) -> &str {
        self.as_str()
    }
}

/// What answers a question that asks before something is done.
const HERE: &str = "here /yes does it, and Enter or /no means no";

/// What every command needs.
pub(super) struct Context {
    pub(super) surroundings: Surroundings,
    pub(super) workspace: Workspace,
    /// What could not be read so far and was named; programs hear of it with the answer.
    unreadable: RefCell<Vec<FileProblem>>,
}

/// The sessions that a reading command is about.
pub(super) struct Sessions {
    pub(super) found: Vec<Summarized>,
    pub(super) people: People,
    /// Whether they are the workspace's own, and not the shipped example's.
    pub(super) own: bool,
    /// Whether every one of them could be read.
    pub(super) is_whole: bool,
}

impl Sessions {
    /// Leaves them where they are: the program ends, and the system takes all of its memory back at once.
    pub(super) fn leave(self) {
        std::mem::forget(self);
    }

    /// All of them, as a panel sees them.
    pub(super) fn submitted(&self) -> Vec<Submitted<'_>> {
        self.found.iter().map(|found| Submitted { id: &found.id, summary: &found.summary }).collect()
    }
}

impl Context {
    pub(super) fn new(surroundings: Surroundings, flag: Option<PathBuf>) -> Result<Self> {
        let environment = surroundings.workspace.clone();
        let workspace = store::locate(flag, environment, &surroundings.here, surroundings.home.clone())?;
        Ok(Self { surroundings, workspace, unreadable: RefCell::default() })
    }

    /// That the workspace is there, where a flag or the environment names one: a command that makes none would take a slip for an empty
    /// one, and the shipped documents for one's own.
    pub(super) fn needs_workspace(&self) -> Result {
        let Some(named) = self.workspace.is_missing_as_named() else { return Ok(()) };
        let root = self.workspace.root.display().to_string();
        let hint = format!("check the path; `hotseat init {}` makes a workspace there", shell_word(&root));
        Err(Failure::refused(format!("there is no folder {root}, which {named} names"), hint))
    }

    /// The width to print at, now: while an interview was held the window may have been made larger or smaller.
    pub(super) fn width(&self) -> usize {
        surroundings::width(self.surroundings.terminal)
    }

    /// Text for whoever reads it here, or listens.
    pub(super) fn text(&self) -> Notation {
        let width = self.width();
        if self.surroundings.listens { Notation::Spoken { width } } else { Notation::Text { width } }
    }

    /// The library, where an answer will be listened to and what has ids for eyes is said in its words.
    pub(super) fn library_to_hear(&self, output: &OutputArgs) -> Result<Option<Library>> {
        Ok(if self.is_heard(output)? { Some(self.library(Parts::All)?.library) } else { None })
    }

    /// Whether an answer will be listened to.
    pub(super) fn is_heard(&self, output: &OutputArgs) -> Result<bool> {
        Ok(output.notation()?.is_none() && self.surroundings.listens)
    }

    /// A page as text for whoever reads it here, or listens.
    pub(super) fn text_of(&self, page: &Page) -> String {
        if self.surroundings.listens { page.spoken(self.width()) } else { page.text(self.width()) }
    }

    /// Prints data on stdout.
    #[expect(clippy::unused_self, reason = "printing belongs to the context, which may come to buffer it")]
    pub(super) fn print(&self, text: &str) -> Result {
        outlet::print(text).map_err(Failure::output)
    }

    /// Shows an answer in the notation that was asked for, on stdout or in the file that was named.
    pub(super) fn show(&self, answer: &impl Answer, output: &OutputArgs) -> Result {
        let notation = output.notation()?.unwrap_or_else(|| self.text());
        if notation == Notation::Json && self.unreadable.borrow().is_empty() {
            // What has to be read for the value may turn out to be unreadable.
            let value = answer.value();
            if self.unreadable.borrow().is_empty() {
                return self.write_out(output.target(), notation.title(), |out| {
                    page::write_json(&value, out).map_err(Failure::not_written)
                });
            }
        }
        self.deliver(&self.shown(answer, notation)?, output.target(), notation.title())
    }

    /// An answer in a notation; programs hear of what could not be read beside it.
    pub(super) fn shown(&self, answer: &impl Answer, notation: Notation) -> Result<String> {
        if notation != Notation::Json {
            return Ok(page::show(answer, notation)?);
        }
        // What has to be read for the value may turn out to be unreadable.
        let value = answer.value();
        let unreadable = self.unreadable.borrow();
        if unreadable.is_empty() {
            return Ok(page::json(&value).map_err(NotShown::from)?);
        }
        let value = page::beside(&value, &unreadable).and_then(|value| page::json(&value));
        Ok(value.map_err(NotShown::from)?)
    }

    /// What could not be read so far.
    pub(super) fn unreadable(&self) -> Vec<FileProblem> {
        self.unreadable.borrow().clone()
    }

    /// The sessions of a candidate that could not be read so far, by their names, in which the candidate's id stands.
    pub(super) fn unread_sessions_of(&self, candidate: &CandidateId) -> Vec<String> {
        let known = self.unreadable.borrow();
        let folder = |problem: &FileProblem| {
            let name = Path::new(&problem.file).parent()?.file_name()?.to_str()?;
            SessionId::new(name).ok().filter(|id| id.names(candidate)).map(|id| id.to_string())
        };
        known.iter().filter_map(folder).collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// Says that what was asked in sessions that can't be read is not known, where a candidate had any.
    pub(super) fn say_unread_of(&self, candidate: &CandidateId) {
        for session in self.unread_sessions_of(candidate) {
            self.say(&format!("note: {session} can't be read, so what was asked there may be asked again; `hotseat check` says what to do"));
        }
    }

    /// Names what can't be read and is left out, once each, with what to do about it.
    pub(super) fn leave_out(&self, found: Vec<FileProblem>) {
        let mut known = self.unreadable.borrow_mut();
        let new: Vec<FileProblem> = found.into_iter().filter(|problem| !known.contains(problem)).collect();
        for problem in &new {
            self.say(&format!("left out: {problem}"));
        }
        if !new.is_empty() && known.is_empty() {
            self.say("hint: `hotseat check` lists every problem, with what to do about it");
        }
        known.extend(new);
    }

    /// Prints data on stdout, or writes it to the file that was named, and says as what. A file that is there already stays, unless the
    /// person at the terminal says otherwise, or the command did.
    pub(super) fn deliver(&self, text: &str, target: Option<Target<'_>>, what: &str) -> Result {
        self.write_out(target, what, |out| out.write_all(text.as_bytes()).map_err(Failure::output))
    }

    /// The same of what is written as it is made, so that all of it is never in memory at once.
    pub(super) fn write_out(
        &self,
        target: Option<Target<'_>>,
        what: &str,
        write: impl FnOnce(&mut dyn std::io::Write) -> Result,
    ) -> Result {
        let Some(Target { path, force, bom }) = target else {
            let mut out = outlet::Printer::default();
            write(&mut out)?;
            return out.flush().map_err(Failure::output);
        };
        if self.workspace.keeps(path) {
            let message = format!("{} lies among the sessions, which are records", path.display());
            return Err(Failure::refused(message, "name a file elsewhere"));
        }
        let existing = if force { Existing::Replaced } else { Existing::Kept };
        let exists = |error: store::Error| match error {
            error @ store::Error::Exists(_) => {
                Failure::refused(error.to_string(), "name another file; --force replaces this one")
            }
            other => other.into(),
        };
        let mut file = match store::open_file(path, existing) {
            Err(store::Error::Exists(_)) if self.surroundings.interactive && self.agrees(&replaces(path))? => {
                store::open_file(path, Existing::Replaced)?
            }
            opened => opened.map_err(exists)?,
        };
        if bom {
            file.write_all("\u{FEFF}".as_bytes()).map_err(Failure::output)?;
        }
        write(&mut file)?;
        file.finish().map_err(exists)?;
        self.say(&format!("wrote {} as {what}", path.display()));
        Ok(())
    }

    /// Asks in a line that says what `/yes` does, until that or a no comes: Enter, `/no` or the like. Whatever else comes is said not to
    /// be taken.
    pub(super) fn agrees(&self, question: &str) -> Result<bool> {
        loop {
            let typed = prompt::typed(&page::layout::prompt(&clean::line(question), self.width()))?;
            if prompt::agrees(typed.as_ref()) {
                return Ok(true);
            }
            let not_taken = match typed {
                None => format!("several lines came at once, and none was taken: {HERE}"),
                Some((line, _)) if line.trim().is_empty() || is_no(&line) => {
                    self.say("not done");
                    return Ok(false);
                }
                Some((line, true)) if words::is_yes(&line) => {
                    "that came before anybody could read the question, so it was not taken: type it again".to_owned()
                }
                Some((line, _)) if is_nearly_yes(&line) => {
                    "only /yes does it, with its slash and as a whole word".to_owned()
                }
                Some((line, _)) => format!("“{}” was not taken: {HERE}", line.trim()),
            };
            self.say(&not_taken);
        }
    }

    /// Says something on stderr; nobody is hurt where it can't be heard.
    pub(super) fn say(&self, text: &str) {
        let text = if self.surroundings.is_line_by_line() { page::commands_in_plain(text) } else { text.to_owned() };
        let text = Clean::said(&text);
        let text = if self.surroundings.watched {
            page::layout::paragraph(text.as_str(), self.width(), "")
        } else {
            format!("{text}\n")
        };
        outlet::say(&text);
    }

    /// A command line that does the same here: with the workspace, where only a flag named it, and line by line, where this one is.
    pub(super) fn command(&self, words: &str) -> String {
        let command = match self.workspace.origin {
            Origin::Flag => {
                let root = shell_word(&self.workspace.root.display().to_string());
                format!("hotseat {words} --workspace {root}")
            }
            Origin::Environment | Origin::Ancestor | Origin::UserData => format!("hotseat {words}"),
        };
        if self.surroundings.is_line_by_line() { page::command_in_plain(&command) } else { command }
    }

    /// Says what is to be had by which command, on a line of its own that is never broken, so that it can be copied.
    pub(super) fn offer(&self, what: &str, words: &str) {
        self.say(&format!("{what}:"));
        outlet::say(&format!("  {}\n", clean::line(&self.command(words))));
    }

    /// The library, without what can't be read of it.
    pub(super) fn library(&self, parts: Parts) -> Result<Loaded> {
        let loaded = store::load(&self.workspace, parts)?;
        self.leave_out(loaded.unreadable.clone());
        Ok(loaded)
    }

    /// The sessions of the workspace, without those that can't be read.
    pub(super) fn archive(&self) -> Result<Vec<Summarized>> {
        Ok(self.archived()?.0)
    }

    /// The same, and whether that is all of them.
    fn archived(&self) -> Result<(Vec<Summarized>, bool)> {
        let mut progress = ProgressBar::of(&self.surroundings, "reading sessions");
        let read = store::all_watched(&self.workspace, &mut |done, all| progress.reached(done, all));
        drop(progress);
        let store::Archive { sessions, questionable, unreadable, doubled } = read?;
        for problem in questionable {
            self.say(&format!("note: {problem}"));
        }
        self.note_doubled(&doubled);
        let is_whole = unreadable.is_empty();
        self.leave_out(unreadable);
        Ok((sessions, is_whole))
    }

    /// Says what lies there twice.
    fn note_doubled(&self, doubled: &[FileProblem]) {
        /// The most that are named one by one.
        const NAMED: usize = 3;
        for FileProblem { file, problem } in doubled.iter().take(NAMED) {
            self.say(&format!("note: {file}: {}", problem.message));
        }
        if let more @ 1.. = doubled.len().saturating_sub(NAMED) {
            self.say(&format!("note: {more} more lie there twice; `hotseat check` names them"));
        }
    }

    /// The people who are known; where their file can't be read nobody is, and ids stand for names.
    pub(super) fn people(&self) -> People {
        store::read_people(&self.workspace).unwrap_or_else(|problem| {
            self.leave_out(vec![problem]);
            People::default()
        })
    }

    /// That whoever is not found is not merely nameless, since people can't be read.
    pub(super) fn needs_names(&self) -> Result {
        let file = store::people_file(&self.workspace);
        let is_nameless = self.unreadable.borrow().iter().any(|problem| Path::new(&problem.file) == file);
        if is_nameless { Ok(store::needs_people(&self.workspace).map(drop)?) } else { Ok(()) }
    }

    /// How questions are put: on the screen where there is one and it is wanted.
    pub(super) fn manner(&self) -> Manner {
        if self.surroundings.screen { Manner::Screen } else { Manner::Lines { width: self.width() } }
    }

    /// The workspace's own sessions, even where there are none.
    pub(super) fn own_sessions(&self) -> Result<Sessions> {
        let ((found, is_whole), mut people) = (self.archived()?, self.people());
        // Whoever has no name here is still meant by the id that the session has. Those of one candidate mostly follow one another.
        let mut last = None;
        for began in found.iter().filter_map(|found| found.summary.began.as_ref()) {
            if last.replace(&began.candidate) != Some(&began.candidate) {
                people.know_candidate(&began.candidate);
            }
            people.know_interviewer(&began.interviewer);
        }
        Ok(Sessions { found, people, own: true, is_whole })
    }

    /// The workspace's sessions; the shipped example panel where that is asked for, or where a person looks into a workspace that has none.
    pub(super) fn sessions(&self, example: bool) -> Result<Sessions> {
        if !example {
            let own = self.own_sessions()?;
            if !own.found.is_empty() || !self.unreadable.borrow().is_empty() {
                return Ok(own);
            }
            let place = self.workspace.root.display();
            if !self.surroundings.interactive {
                self.say(&format!("no sessions in {place} yet; --example shows the shipped example panel"));
                return Ok(own);
            }
            self.say(&format!("no sessions in {place} yet: this is the shipped example panel"));
        }
        let (found, people) = store::example()?;
        let mut common = HeldOnce::default();
        let found = found.into_iter().map(|found| Summarized::elsewhere(found.id, found.session, &mut common));
        Ok(Sessions { found: found.collect(), people, own: false, is_whole: true })
    }
}

/// Asks whether a file may be replaced.
fn replaces(path: &Path) -> String {
    format!("{} is there already. /yes replaces it, Enter leaves it: ", path.display())
}

/// The technologies that words mean: their ids or titles, whatever the case and the accents.
pub(super) fn technologies(library: &Library, given: &[String]) -> Result<Vec<TechnologyId>> {
    let one = |word: &String| {
        let wanted = names::plain(word.trim());
        let found = library
            .technologies
            .iter()
            .find(|technology| technology.id.as_str() == wanted || names::plain(&technology.title) == wanted);
        found.map(|technology| technology.id.clone()).ok_or_else(|| {
            let missing = names::none_of(word, &library.technologies);
            match missing.hint() {
                Some(_) => missing.into(),
                None => Failure::usage(
                    missing.to_string(),
                    "`hotseat copy technologies` gives you the list to read and add to",
                ),
            }
        })
    };
    let mut ids: Vec<TechnologyId> =
        given.iter().filter(|word| !word.trim().is_empty()).map(one).collect::<Result<_>>()?;
    ids.sort();
    ids.dedup();
    Ok(ids)
}

/// The scope that the words of a command mean; no candidate in particular.
pub(super) fn scope(library: &Library, sessions: &Sessions, words: &args::ScopeArgs) -> Result<Scope> {
    let kits = sessions.found.iter().filter_map(|found| Some(&found.summary.plan.kit.as_ref()?.id));
    let kits: BTreeSet<&KitId> = kits.collect();
    let kit = words.kit.as_deref().map(|given| names::find(given, kits.iter().copied()).cloned());
    let format = words.format.as_deref().map(|given| names::find(given, library.formats.values()));
    let of_loop = words.loop_id.as_deref().map(|given| names::find(given, &library.loops).cloned());
    Ok(Scope {
        candidates: Vec::new(),
        kit: kit.transpose()?,
        format: format.transpose()?.map(|format| format.id.clone()),
        of_loop: of_loop.transpose()?,
        level: words.level,
        since: words.since,
    })
}
