//! What every command needs: the surroundings, the workspace, and where to print.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use crate::core::ids::{KitId, TechnologyId};
use crate::core::library::Library;
use crate::core::names::{self, Named};
use crate::core::panel::{Scope, Submitted};
use crate::core::people::People;
use crate::page::{self, Answer, Notation, clean};
use crate::store::{self, Loaded, Parts, Stored, Workspace};

use super::args::{self, OutputArgs};
use super::ask::Manner;
use super::failure::{Failure, Result};
use super::surroundings::Surroundings;

impl Named for KitId {
    const WHAT: &'static str = "kit";

    fn name(&self) -> &str {
        self.as_str()
    }
}

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
        if self.workspace.keeps(path) {
            let message = format!("{} lies among the sessions, which are records", path.display());
            return Err(Failure::refused(message, "name a file elsewhere"));
        }
        store::write_file(path, text)?;
        self.say(&format!("wrote {}", path.display()));
        Ok(())
    }

    /// Says something on stderr; nobody is hurt where it can't be heard.
    pub(super) fn say(&self, text: &str) {
        let text = if self.surroundings.watched {
            page::layout::paragraph(text, self.width(), "")
        } else {
            format!("{}\n", clean::block(text))
        };
        let _ = std::io::stderr().write_all(text.as_bytes());
    }

    /// The library.
    pub(super) fn library(&self, parts: Parts) -> Result<Loaded> {
        Ok(store::load(&self.workspace, parts)?)
    }

    /// How questions are put: on the screen where there is one and it is wanted.
    pub(super) fn manner(&self) -> Manner {
        if self.surroundings.screen { Manner::Screen } else { Manner::Lines { width: self.width() } }
    }

    /// The workspace's own sessions, even where there are none.
    pub(super) fn own_sessions(&self) -> Result<Sessions> {
        let (found, people) = (store::all(&self.workspace)?, store::read_people(&self.workspace)?);
        Ok(Sessions { found, people, own: true })
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

/// The technologies that words mean: their ids or titles, whatever the case.
pub(super) fn technologies(library: &Library, given: &[String]) -> Result<Vec<TechnologyId>> {
    let one = |word: &String| {
        let lower = word.trim().to_lowercase();
        let found = library
            .technologies
            .iter()
            .find(|technology| technology.id.as_str() == lower || technology.title.to_lowercase() == lower);
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
    let kits = sessions.found.iter().filter_map(|found| Some(&found.session.plan().kit.as_ref()?.id));
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
