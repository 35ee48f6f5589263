//! `hotseat history`, and what a draw knows of what was asked before: from the workspace's sessions, and from files of others.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use chrono::{DateTime, FixedOffset};

use crate::core::assembly::History;
use crate::core::counted::counted;
use crate::core::ids::{CandidateId, QuestionId};
use crate::core::library::Library;
use crate::core::past::{PastProblem, PastQuestion, PastRow, PastTable};
use crate::core::people::{Match, People};
use crate::core::session::AskedBefore;
use crate::page::history::{AskedWords, PastList};
use crate::page::question::beginning;
use crate::store::{self, Summarized};

use super::args::{HistoryArgs, WantedArgs};
use super::context::Context;
use super::failure::{Failure, Result};

/// Prints what was asked, when and of whom.
pub(super) fn history(context: &Context, args: &HistoryArgs) -> Result {
    let sessions = context.sessions(args.example)?;
    let mut questions: Vec<PastQuestion<'_>> = Vec::new();
    for found in &sessions.found {
        let Some(began) = &found.summary.began else { continue };
        let candidate = sessions.people.candidate_called_by(&began.candidate);
        questions.extend(found.summary.questions_asked().map(|put| PastQuestion {
            question: &put.question,
            asked_at: began.at,
            candidate: Some(candidate).filter(|_| !args.anonymous),
            format: &found.summary.plan.format,
            session: Some(&found.id).filter(|_| !args.anonymous),
        }));
    }
    // Those of one session stay together, in the order in which they were asked.
    questions.sort_by_key(|asked| asked.asked_at);
    let library = context.library_to_hear(&args.output)?;
    let mut words = AskedWords::default();
    if let Some(library) = &library {
        let asked: BTreeSet<&QuestionId> = questions.iter().map(|asked| asked.question).collect();
        let known = library.questions().filter(|found| asked.contains(&found.question.id));
        words.questions = known.map(|found| (&found.question.id, beginning(found.question))).collect();
        words.formats = library.formats.values().map(|format| (&format.id, format.title.as_str())).collect();
    }
    let is_whole = sessions.is_whole;
    context.show(&PastList { questions, anonymous: args.anonymous, is_whole, words }, &args.output)
}

/// What flags say of what a draw is to know of what was asked before.
pub(super) struct PastWanted {
    /// The time of the draw, where it is not now.
    at: Option<DateTime<FixedOffset>>,
    /// What the files that are named say, before the time of the draw; nothing where nothing of what was asked is to count.
    elsewhere: Option<Vec<AskedBefore>>,
}

impl PastWanted {
    /// Reads the files that are named.
    pub(super) fn read(context: &Context, (library, people): (&Library, &People), wanted: &WantedArgs) -> Result<Self> {
        if wanted.without_history {
            return Ok(Self { at: wanted.now, elsewhere: None });
        }
        let now = context.surroundings.clock.now();
        let drawn = History::empty(wanted.now.unwrap_or(now));
        let mut elsewhere = Vec::new();
        for file in &wanted.history {
            let mut rows = rows(file, now)?;
            // What is left out of the draw needs no note either.
            rows.retain(|row| drawn.counts(row.asked_at));
            note_unknown(context, file, library, &rows);
            elsewhere.extend(asked_elsewhere(context, file, people, rows));
        }
        Ok(Self { at: wanted.now, elsewhere: Some(elsewhere) })
    }

    /// Everything that was asked here.
    pub(super) fn of_sessions() -> Self {
        Self { at: None, elsewhere: Some(Vec::new()) }
    }

    /// What a draw is to know: what was asked in these sessions and in the files, or nothing of it.
    pub(super) fn history(&self, context: &Context, sessions: &[Summarized]) -> History {
        let at = self.at.unwrap_or_else(|| context.surroundings.clock.now());
        let Some(elsewhere) = &self.elsewhere else { return History::empty(at) };
        let here = sessions.iter().filter_map(|found| found.summary.asked());
        History::new(here.chain(elsewhere.iter().cloned()).collect(), at).as_of(at)
    }
}

/// The rows of a file.
fn rows(file: &Path, now: DateTime<FixedOffset>) -> Result<Vec<PastRow>> {
    let mut table = PastTable::new(now);
    store::read_rows(file, &mut |line, cells| table.row(line, cells))?;
    table.read().map_err(|problems| wrong(file, &problems))
}

/// Everything that is wrong in a file.
fn wrong(file: &Path, problems: &[PastProblem]) -> Failure {
    /// The most that are named one by one.
    const MOST: usize = 20;
    let name = file.display();
    let mut details: Vec<String> = problems.iter().take(MOST).map(|problem| format!("{name}:{problem}")).collect();
    if problems.len() > MOST {
        details.push(format!("... and {} more", problems.len() - MOST));
    }
    let count = counted(problems.len(), "problem");
    let hint = "mend them and do it again; `hotseat history --csv` shows what such a file looks like";
    Failure::listed(format!("{count} in {name}, of which nothing was taken"), details, hint)
}

/// Says how many of the questions are not in this library: teams share histories, and not all banks.
fn note_unknown(context: &Context, file: &Path, library: &Library, rows: &[PastRow]) {
    /// The most that are named one by one.
    const NAMED: usize = 3;
    let known: BTreeSet<&QuestionId> = library.questions().map(|found| &found.question.id).collect();
    let unknown: BTreeSet<&QuestionId> =
        rows.iter().map(|row| &row.question).filter(|question| !known.contains(question)).collect();
    if unknown.is_empty() {
        return;
    }
    let named: Vec<&str> = unknown.iter().take(NAMED).map(|question| question.as_str()).collect();
    let more = if unknown.len() > NAMED { ", ..." } else { "" };
    let are = if unknown.len() == 1 { "is" } else { "are" };
    let (name, count) = (file.display(), counted(unknown.len(), "question"));
    context.say(&format!("note: {name} names {count} that {are} not in the library: {}{more}", named.join(", ")));
}

/// The rows as what was asked before, of the candidates who are known here.
fn asked_elsewhere(context: &Context, file: &Path, people: &People, rows: Vec<PastRow>) -> Vec<AskedBefore> {
    let mut met: BTreeMap<String, Option<CandidateId>> = BTreeMap::new();
    let asked = rows.into_iter().map(|PastRow { question, asked_at, candidate }| {
        let candidate = candidate.and_then(|name| {
            let known = || match people.candidate(&name) {
                Match::Known(id) => Some(id),
                Match::Near(_) | Match::New => None,
            };
            met.entry(name.clone()).or_insert_with(known).clone()
        });
        AskedBefore { questions: vec![Arc::new(question)], candidate, at: asked_at, kit: None }
    });
    let asked = asked.collect();
    let strangers = met.values().filter(|id| id.is_none()).count();
    if strangers > 0 {
        let name = file.display();
        let are = if strangers == 1 { "is" } else { "are" };
        let count = counted(strangers, "candidate");
        context.say(&format!(
            "note: {name} names {count} who {are} not known here; what they were asked rests all the same"
        ));
    }
    asked
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use chrono::TimeDelta;
    use proptest::prelude::*;

    use super::*;
    use crate::core::ids::{FormatId, SessionId};
    use crate::page::{Notation, show};

    fn now() -> DateTime<FixedOffset> {
        DateTime::parse_from_rfc3339("2026-11-21T10:00:00.5+01:00").expect("a time")
    }

    fn name() -> impl Strategy<Value = String> {
        // What spreadsheets would run, what separates cells, and letters that are none of ASCII.
        "[ '=+@,;\"a-zäÅ\u{301}-]{0,12}".prop_map(|name| name.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn what_history_writes_is_read(
            asked in prop::collection::vec(("[a-z]{1,5}(-[a-z0-9]{1,5})?", 0_i64..1 << 40, -14_i32..15, name()), 0..12),
            anonymous in any::<bool>(),
        ) {
            let (format, session): (FormatId, SessionId) =
                ("brief".parse().expect("a name"), "a-session".parse().expect("a name"));
            let rows: Vec<PastRow> = asked.into_iter().map(|(question, micros, hours, name)| PastRow {
                question: question.parse().expect("a name"),
                asked_at: (now() - TimeDelta::microseconds(micros)).with_timezone(
                    &FixedOffset::east_opt(hours * 3600).expect("a zone"),
                ),
                candidate: Some(name).filter(|name| !anonymous && !name.is_empty()),
            }).collect();
            let questions = rows.iter().map(|row| PastQuestion {
                question: &row.question,
                asked_at: row.asked_at,
                candidate: row.candidate.as_deref(),
                format: &format,
                session: Some(&session).filter(|_| !anonymous),
            });
            let written = show(&PastList { questions: questions.collect(), anonymous, is_whole: true, words: AskedWords::default() }, Notation::Csv).expect("a table");
            let mut file = tempfile::NamedTempFile::new().expect("a file");
            file.write_all(written.as_bytes()).expect("it writes");
            let read = super::rows(file.path(), now()).map_err(|failure| failure.message());
            prop_assert_eq!(read, Ok(rows), "{}", written);
        }
    }
}
