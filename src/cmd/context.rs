//! What every command needs: the surroundings, the workspace, and where to print.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use crate::core::format::{Format, Loop, Track};
use crate::core::ids::{BankId, FormatId, KitId, RubricId, TechnologyId, TrackId};
use crate::core::library::Library;
use crate::core::names::{not_found, resolve};
use crate::core::panel::{Scope, Submitted};
use crate::core::people::People;
use crate::page::{self, Answer, Notation, clean};
use crate::store::{self, Loaded, Parts, Stored, Workspace};

use super::args::{self, OutputArgs};
use super::failure::{Failure, Result};
use super::surroundings::Surroundings;

/// What every command needs.
pub(super) struct Context {
    pub(super) surroundings: Surroundings,
    pub(super) workspace: Workspace,
}

/// The sessions that a reading command is about.
pub(super) struct Sessions {
    pub(super) found: Vec<Stored>,
    pub(super) people: People,
    /// Whether they are the workspace's own, and not the shipped example's.
    pub(super) own: bool,
}

impl Sessions {
    /// All of them, as a panel sees them.
    pub(super) fn submitted(&self) -> Vec<Submitted<'_>> {
        self.found
            .iter()
            .map(|found| Submitted { id: &found.id, plan: found.session.plan(), state: found.session.state() })
            .collect()
    }
}

impl Context {
    pub(super) fn new(surroundings: Surroundings, flag: Option<PathBuf>) -> Result<Self> {
        let environment = surroundings.workspace.clone();
        let workspace = store::locate(flag, environment, &surroundings.here, surroundings.home.clone())?;
        Ok(Self { surroundings, workspace })
    }

    /// The width to print at.
    pub(super) fn width(&self) -> usize {
        self.surroundings.width
    }

    /// Prints data on stdout.
    #[expect(clippy::unused_self, reason = "printing belongs to the context, which may come to buffer it")]
    pub(super) fn print(&self, text: &str) -> Result {
        let mut out = std::io::stdout().lock();
        out.write_all(text.as_bytes())?;
        out.flush()?;
        Ok(())
    }

    /// Shows an answer in the notation that was asked for, on stdout or in the file that was named.
    pub(super) fn show(&self, answer: &impl Answer, output: &OutputArgs) -> Result {
        let notation = output.notation.chosen().unwrap_or(Notation::Text { width: self.width() });
        self.deliver(&page::show(answer, notation)?, output.file.as_deref())
    }

    /// Prints data on stdout, or writes it to the file that was named.
    pub(super) fn deliver(&self, text: &str, file: Option<&Path>) -> Result {
        let Some(path) = file else { return self.print(text) };
        store::write_file(path, text)?;
        self.say(&format!("wrote {}", path.display()));
        Ok(())
    }

    /// Says something on stderr; nobody is hurt where it can't be heard.
    #[expect(clippy::unused_self, reason = "talk belongs to the context, beside data")]
    pub(super) fn say(&self, text: &str) {
        let _ = writeln!(std::io::stderr(), "{}", clean::block(text));
    }

    /// The library.
    pub(super) fn library(&self, parts: Parts) -> Result<Loaded> {
        Ok(store::load(&self.workspace, parts)?)
    }

    /// The workspace's sessions; the shipped example panel where that is asked for, or where there are none.
    pub(super) fn sessions(&self, example: bool) -> Result<Sessions> {
        let found = if example { Vec::new() } else { store::all(&self.workspace)? };
        if !found.is_empty() {
            return Ok(Sessions { found, people: store::read_people(&self.workspace)?, own: true });
        }
        if !example {
            let place = self.workspace.root.display();
            self.say(&format!("no sessions in {place} yet: this is the shipped example panel"));
        }
        let (found, people) = store::example()?;
        Ok(Sessions { found, people, own: false })
    }
}

/// The format that a word means.
pub(super) fn format<'a>(library: &'a Library, given: &str) -> Result<&'a Format> {
    let names: Vec<&str> = library.formats.keys().map(FormatId::as_str).collect();
    let name = resolve("format", given, &names)?;
    let found = library.formats.values().find(|format| format.id.as_str() == name);
    found.ok_or_else(|| not_found("format", given, names).into())
}

/// The track that a word means.
pub(super) fn track<'a>(library: &'a Library, given: &str) -> Result<&'a Track> {
    let names: Vec<&str> = library.tracks.iter().map(|track| track.id.as_str()).collect();
    let name = resolve("track", given, &names)?;
    let id = TrackId::new(name).ok();
    id.and_then(|id| library.track(&id)).ok_or_else(|| not_found("track", given, names).into())
}

/// The bank that a word means.
pub(super) fn bank<'a>(library: &'a Library, given: &str) -> Result<&'a BankId> {
    let names: Vec<&str> = library.banks.keys().map(BankId::as_str).collect();
    let name = resolve("bank", given, &names)?;
    library.banks.keys().find(|id| id.as_str() == name).ok_or_else(|| not_found("bank", given, names).into())
}

/// The rubric that a word means.
pub(super) fn rubric<'a>(library: &'a Library, given: &str) -> Result<&'a crate::core::rubric::Rubric> {
    let names: Vec<&str> = library.rubrics.keys().map(RubricId::as_str).collect();
    let name = resolve("rubric", given, &names)?;
    let found = library.rubrics.values().find(|rubric| rubric.id.as_str() == name);
    found.ok_or_else(|| not_found("rubric", given, names).into())
}

/// The technologies that words mean: their ids or titles, whatever the case.
pub(super) fn technologies(library: &Library, given: &[String]) -> Result<Vec<TechnologyId>> {
    let one = |word: &String| {
        let lower = word.trim().to_lowercase();
        let found = library
            .technologies
            .iter()
            .find(|technology| technology.id.as_str() == lower || technology.title.to_lowercase() == lower);
        found.map(|technology| technology.id.clone()).ok_or_else(|| {
            let missing = not_found("technology", word, library.technologies.iter().map(|t| t.id.as_str()));
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
    let mut kits: Vec<&KitId> =
        sessions.found.iter().filter_map(|found| Some(&found.session.plan().kit.as_ref()?.id)).collect();
    kits.sort_unstable();
    kits.dedup();
    let kit = match &words.kit {
        Some(given) => {
            let name = resolve("kit", given, &kits.iter().map(|id| id.as_str()).collect::<Vec<_>>())?;
            kits.iter().find(|id| id.as_str() == name).copied().cloned()
        }
        None => None,
    };
    let format = words.format.as_deref().map(|given| format(library, given).map(|format| format.id.clone()));
    let of_loop = words.loop_id.as_deref().map(|given| of_name(library, given).cloned());
    Ok(Scope {
        candidates: Vec::new(),
        kit,
        format: format.transpose()?,
        of_loop: of_loop.transpose()?,
        level: words.level,
        since: words.since,
    })
}

/// The loop that a word means.
pub(super) fn of_name<'a>(library: &'a Library, given: &str) -> Result<&'a Loop> {
    let names: Vec<&str> = library.loops.iter().map(|list| list.id.as_str()).collect();
    let name = resolve("loop", given, &names)?;
    library.loops.iter().find(|list| list.id.as_str() == name).ok_or_else(|| not_found("loop", given, names).into())
}
