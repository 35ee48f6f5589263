//! Makes a workspace with as many sessions as a company may have, to measure with: `cargo run --release --example many -- DIR COUNT`.
//!
//! Kits are shared by the candidates of an opening, whom several interviewers see; every tenth candidate has a draw of one's own. What is
//! recorded goes through the same decisions as a real interview. The people are made up, and the same count makes the same sessions.

mod chance;
mod talk;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, anyhow};
use chrono::{DateTime, FixedOffset, TimeDelta};
use hotseat::core::assembly::{History, Request, Wishes, assemble};
use hotseat::core::ids::{CandidateId, InterviewerId, TrackId};
use hotseat::core::library::Library;
use hotseat::core::plan::Plan;
use hotseat::core::scale::Level;
use hotseat::core::session::Session;
use hotseat::store::{self, Origin, Parts, Workspace};

use chance::Chance;

/// So many candidates of an opening, each seen by so many interviewers.
const CANDIDATES: u64 = 10;
const INTERVIEWERS: u64 = 3;
/// Interviews lie within so many days.
const DAYS: u64 = 900;

const FIRST: [&str; 32] = [
    "Ada", "Ben", "Cleo", "Dan", "Edda", "Finn", "Gwen", "Hugo", "Ines", "Jan", "Kaya", "Leo", "Mira", "Nils", "Olga",
    "Pia", "Quinn", "Rosa", "Sven", "Tara", "Udo", "Vera", "Wim", "Xenia", "Yara", "Zeno", "Alba", "Bela", "Cora",
    "Dora", "Emil", "Fara",
];
const LAST: [&str; 32] = [
    "Alder", "Birch", "Cedar", "Dogwood", "Elm", "Fern", "Gorse", "Hazel", "Ivy", "Juniper", "Katsura", "Larch",
    "Maple", "Nettle", "Oak", "Pine", "Quince", "Rowan", "Sorrel", "Thorne", "Ulex", "Vetch", "Willow", "Yarrow",
    "Zinnia", "Ash", "Beech", "Clover", "Dill", "Erica", "Flax", "Ginkgo",
];

fn main() -> Result<()> {
    let mut arguments = std::env::args_os().skip(1);
    let root = arguments.next().map(PathBuf::from).ok_or_else(|| anyhow!("give a folder to write to, and a count"))?;
    let count: u64 = arguments.next().and_then(|text| text.to_str()?.parse().ok()).context("how many sessions?")?;
    let workspace = Workspace { root, origin: Origin::Flag };
    fs::create_dir_all(workspace.sessions())?;
    let nowhere = Workspace { root: std::env::temp_dir().join("no-workspace-here"), origin: Origin::Flag };
    let library = store::load(&nowhere, Parts::All)?.library;
    let began = DateTime::parse_from_rfc3339("2024-06-03T09:00:00+02:00")?;
    let crowd = (count / 100).clamp(8, 400);
    let name = |number: u64, from: u64| {
        let first = FIRST[usize::try_from((number + from) % 32).unwrap_or(0)];
        let last = LAST[usize::try_from(number / 32 % 32).unwrap_or(0)];
        if number < 1024 { format!("{first} {last}") } else { format!("{first} {last} {}", number / 1024 + 1) }
    };
    store::with_people(&workspace, |people| -> Result<()> {
        for number in 0..count.div_ceil(INTERVIEWERS) {
            people.candidates.insert(CandidateId::new(format!("c{number}"))?, name(number, 0));
        }
        for number in 0..crowd {
            people.interviewers.insert(InterviewerId::new(format!("i{number}"))?, name(number, 5));
        }
        Ok(())
    })?;
    let mut opening: Option<(u64, Plan, String)> = None;
    for number in 0..count {
        let (candidate, interview) = (number / INTERVIEWERS, number % INTERVIEWERS);
        let group = candidate / CANDIDATES;
        let (at, chance) = (moment(began, candidate, count), Chance::of(&[number]));
        if opening.as_ref().is_none_or(|(known, ..)| *known != group) {
            let plan = drawn(&library, group, at)?;
            let text = serde_json::to_string_pretty(&plan)? + "\n";
            opening = Some((group, plan, text));
        }
        let (_, kit, kit_text) = opening.as_ref().ok_or_else(|| anyhow!("there is no opening"))?;
        let own = (candidate % CANDIDATES == 9).then(|| own(&library, candidate, at)).transpose()?;
        let (plan, text) = own.as_ref().map_or((kit, kit_text), |(plan, text)| (plan, text));
        let interviewer = Chance::of(&[7, group]).below(crowd) + interview;
        let held = talk::Held {
            plan: plan.clone(),
            candidate: CandidateId::new(format!("c{candidate}"))?,
            interviewer: InterviewerId::new(format!("i{}", interviewer % crowd))?,
            skill: Chance::of(&[3, candidate]).below(5),
            at,
        };
        let round = plan.kit.as_ref().map_or("r1".to_owned(), |kit| format!("r{}", kit.round));
        let name = format!("{}-c{candidate}-{round}-i{}-{number}", at.format("%Y-%m-%d"), interviewer % crowd);
        write(&workspace.sessions().join(&name), text, &held.session(chance)?).with_context(|| name.clone())?;
    }
    Ok(())
}

/// When a candidate comes: one after another, evenly over the days.
fn moment(began: DateTime<FixedOffset>, candidate: u64, count: u64) -> DateTime<FixedOffset> {
    let minutes = candidate * DAYS * 24 * 60 / count.div_ceil(INTERVIEWERS).max(1);
    began + TimeDelta::minutes(i64::try_from(minutes).unwrap_or(0))
}

/// A kit for an opening: one round of it.
fn drawn(library: &Library, group: u64, at: DateTime<FixedOffset>) -> Result<Plan> {
    let chance = Chance::of(&[1, group]);
    for attempt in 0..50 {
        let chance = chance.and(attempt);
        let track = chance.and(1).one_of(&library.tracks);
        let format = &library.formats[chance.and(2).one_of(&track.formats)];
        let levels = if format.levels.is_empty() { Level::ALL.to_vec() } else { format.levels.clone() };
        let request = Request {
            formats: vec![format.id.clone()],
            loop_id: None,
            level: *chance.and(3).one_of(&levels),
            track: track.id.clone(),
            technologies: Vec::new(),
            candidate: None,
            seed: chance.and(4).below(1_000_000),
            wishes: Wishes::default(),
        };
        if let Ok(assembled) = assemble(library, &request, &History::empty(at)) {
            return assembled.kit.rounds.into_iter().next().ok_or_else(|| anyhow!("the kit has no round"));
        }
    }
    Err(anyhow!("nothing could be drawn"))
}

/// A draw for one candidate, which belongs to no kit.
fn own(library: &Library, candidate: u64, at: DateTime<FixedOffset>) -> Result<(Plan, String)> {
    let request = Request {
        formats: vec!["technical-screening".parse()?],
        loop_id: None,
        level: Level::Mid,
        track: TrackId::new("backend")?,
        technologies: Vec::new(),
        candidate: None,
        seed: candidate,
        wishes: Wishes::default(),
    };
    let kit = assemble(library, &request, &History::empty(at))?.kit;
    let plan = kit.rounds.into_iter().next().ok_or_else(|| anyhow!("the kit has no round"))?;
    let plan = Plan { kit: None, ..plan };
    let text = serde_json::to_string_pretty(&plan)? + "\n";
    Ok((plan, text))
}

#[expect(
    clippy::disallowed_methods,
    reason = "nobody reads them while they are made, and a hundred thousand syncs take hours"
)]
fn write(folder: &Path, plan: &str, session: &Session) -> Result<()> {
    fs::create_dir(folder)?;
    let mut journal = String::new();
    for entry in &session.state().entries {
        journal += &serde_json::to_string(entry)?;
        journal.push('\n');
    }
    fs::write(folder.join("plan.json"), plan)?;
    Ok(fs::write(folder.join("journal.jsonl"), journal)?)
}
