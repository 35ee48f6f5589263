//! Records the shipped example panel: one kit, three candidates, and three interviewers who sat together and wrote down what each saw.
//!
//! `cargo run --example panel -- DIR` writes `DIR/sessions/`. Everything goes through the same recorder as a real
//! interview; only the clock is scripted. The people are made up.

mod clock;
mod script;

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::rc::Rc;

use anyhow::{Context as _, Result, anyhow};
use chrono::DateTime;
use hotseat::core::assembly::{History, Request, Wishes, assemble};
use hotseat::core::event::Beginning;
use hotseat::core::ids::{CandidateId, FormatId, InterviewerId, SessionId, TrackId};
use hotseat::core::people::People;
use hotseat::core::plan::Plan;
use hotseat::core::scale::{Level, Percent};
use hotseat::store::{self, NewSession, Origin, Parts, Workspace};

use clock::Scripted;

/// The panel agreed on these beforehand, with their backups; only they are left in the library that the kit is drawn from.
const AGREED: [&str; 13] = [
    "db-index-read-write-cost",
    "fa-testing-overrides",
    "dj-inheritance-which",
    "perf-json-protobuf-avro-choice",
    "sec-jwt-or-session-for-webapp",
    "db-orphan-lines-constraints",
    "db-deadlock-opposite-order",
    "sd-image-resizing-service",
    "sd-large-report-exports",
    "sd-subscription-streaming",
    "dc-review-django-dockerfile",
    "sec-review-first-login-flask",
    "dc-review-actions-workflow",
];
const SEED: u64 = 21;

const CANDIDATES: [(&str, &str, &str); 3] = [
    ("c7hqk", "Rowan Alder", "2026-11-10T09:00:00+01:00"),
    ("cm4xz", "Hazel Thorne", "2026-11-11T14:00:00+01:00"),
    ("cw9tb", "Linden Moss", "2026-11-12T09:00:00+01:00"),
];
const INTERVIEWERS: [(&str, &str, u64); 3] =
    [("fern-ash", "Fern Ash", 0), ("basil-reed", "Basil Reed", 4), ("iris-holly", "Iris Holly", 2)];

/// By candidate, then by interviewer, in the order of the names above; with the random end of the session's name.
const SCRIPTS: [[(&str, &str); 3]; 3] = [
    [
        ("k4td", include_str!("rowan-fern.txt")),
        ("n8vw", include_str!("rowan-basil.txt")),
        ("b2rm", include_str!("rowan-iris.txt")),
    ],
    [
        ("x6pq", include_str!("hazel-fern.txt")),
        ("d3kz", include_str!("hazel-basil.txt")),
        ("h9fs", include_str!("hazel-iris.txt")),
    ],
    [
        ("t5yc", include_str!("linden-fern.txt")),
        ("g7jn", include_str!("linden-basil.txt")),
        ("q2xe", include_str!("linden-iris.txt")),
    ],
];

fn main() -> Result<()> {
    let root = std::env::args_os().nth(1).map(PathBuf::from).ok_or_else(|| anyhow!("give a folder to write to"))?;
    let workspace = Workspace { root, origin: Origin::Flag };
    let plan = plan()?;
    let mut people = People::default();
    for ((id, name, start), scripts) in CANDIDATES.into_iter().zip(SCRIPTS) {
        let candidate = CandidateId::new(id)?;
        people.candidates.insert(candidate.clone(), name.into());
        for ((id, name, shift), (end, text)) in INTERVIEWERS.into_iter().zip(scripts) {
            let interviewer = InterviewerId::new(id)?;
            people.interviewers.insert(interviewer.clone(), name.into());
            let start = DateTime::parse_from_rfc3339(start)?;
            let session = format!("{}-{candidate}-r1-{interviewer}-{end}", start.format("%Y-%m-%d"));
            let beginning = Beginning {
                candidate: candidate.clone(),
                interviewer,
                mock: false,
                extra_time: Percent::default(),
                filling: Vec::new(),
            };
            let clock = Rc::new(Scripted::starting(start, shift));
            let new = NewSession { id: SessionId::new(session.clone())?, plan: plan.clone(), beginning };
            let mut live = new.create(&workspace.sessions(), Rc::clone(&clock) as Rc<dyn store::Clock>)?;
            script::play(&mut live, &clock, text).with_context(|| session.clone())?;
            println!("{session}");
        }
    }
    store::with_people(&workspace, |kept| -> Result<()> {
        *kept = people;
        Ok(())
    })?;
    // Locks are of no use in an example that is only read.
    for found in store::all(&workspace)?.sessions {
        std::fs::remove_file(workspace.sessions().join(found.id.as_str()).join("lock"))?;
    }
    std::fs::remove_file(workspace.sessions().join(".people.lock"))?;
    Ok(())
}

/// The one round of the kit.
fn plan() -> Result<Plan> {
    let nowhere = Workspace { root: std::env::temp_dir().join("no-workspace-here"), origin: Origin::Flag };
    let mut library = store::load(&nowhere, Parts::All)?.library;
    for bank in library.banks.values_mut() {
        bank.questions.retain(|question| AGREED.contains(&question.id.as_str()));
    }
    let there: BTreeSet<&str> = library.questions().map(|found| found.question.id.as_str()).collect();
    if let Some(gone) = AGREED.iter().find(|id| !there.contains(**id)) {
        return Err(anyhow!("the banks have no question `{gone}` any more: choose another and rewrite the scripts"));
    }
    let request = Request {
        formats: vec![FormatId::new("deep-technical")?],
        loop_id: None,
        level: Level::Mid,
        track: TrackId::new("backend")?,
        technologies: Vec::new(),
        candidate: None,
        seed: SEED,
        wishes: Wishes::default(),
    };
    let kit =
        assemble(&library, &request, &History::empty(DateTime::parse_from_rfc3339("2026-11-09T16:00:00+01:00")?))?.kit;
    kit.rounds.into_iter().next().ok_or_else(|| anyhow!("the kit has no round"))
}
