//! Every track × format that makes sense for it × level fills for three openings in a row, without a question repeated.

use std::sync::Arc;

use hotseat::core::assembly::{History, Request, Wishes, assemble};
use hotseat::core::format::Track;
use hotseat::core::ids::CandidateId;
use hotseat::core::plan::Plan;
use hotseat::core::scale::Level;
use hotseat::core::session::AskedBefore;
use hotseat::store::Parts;

use crate::support::shipped_library;

#[test]
fn every_track_format_and_level_fills_for_three_openings() {
    let library = shipped_library(Parts::All);
    let now = chrono::DateTime::parse_from_rfc3339("2026-11-21T10:00:00Z").expect("a time");
    let candidate = CandidateId::new("c1").expect("an id");
    // A thread for each track: in a debug build one would take a minute.
    let walk = |track: &Track| {
        let (mut walked, mut problems) = (0, Vec::new());
        for format in track.formats.iter().map(|id| &library.formats[id]) {
            let levels = if format.levels.is_empty() { Level::ALL } else { &format.levels };
            for level in levels {
                let mut history = History::empty(now);
                for opening in 1..=3 {
                    let request = Request {
                        formats: vec![format.id.clone()],
                        loop_id: None,
                        level: *level,
                        track: track.id.clone(),
                        technologies: Vec::new(),
                        candidate: Some(candidate.clone()),
                        seed: 40 + opening,
                        wishes: Wishes::default(),
                    };
                    let kit = assemble(&library, &request, &history).expect("the request makes sense").kit;
                    let plan = &kit.rounds[0];
                    walked += 1;
                    problems.extend(
                        empty(plan).map(|what| format!("{} {} {level} #{opening}: {what}", track.id, format.id)),
                    );
                    history.asked.push(AskedBefore {
                        questions: plan.questions().map(|own| Arc::new(own.banked.question.id.clone())).collect(),
                        candidate: Some(candidate.clone()),
                        at: now,
                        kit: None,
                    });
                }
            }
        }
        (walked, problems)
    };
    let found: Vec<(usize, Vec<String>)> = std::thread::scope(|scope| {
        let threads: Vec<_> = library.tracks.iter().map(|track| scope.spawn(|| walk(track))).collect();
        threads.into_iter().map(|thread| thread.join().expect("it walks")).collect()
    });
    let walked: usize = found.iter().map(|(walked, _)| walked).sum();
    let problems: Vec<String> = found.into_iter().flat_map(|(_, problems)| problems).collect();
    println!("{walked} plans walked");
    assert!(walked > 400, "only {walked} plans walked");
    assert!(problems.is_empty(), "{} sections stay emptier than 10%:\n{}", problems.len(), problems.join("\n"));
}

/// The proof of every shipped format and loop for every track and level: all formats are proven to be the best choice, and a loop of
/// which the search is too long is at most a twentieth above what nothing costs less than.
#[test]
fn every_shipped_format_is_proven_at_every_level_for_every_track() {
    let library = shipped_library(Parts::All);
    let now = chrono::DateTime::parse_from_rfc3339("2026-11-21T10:00:00Z").expect("a time");
    let walk = |track: &Track| {
        let mut found = Vec::new();
        let formats = track.formats.iter().map(|id| (vec![id.clone()], None));
        let fits = |list: &&hotseat::core::format::Loop| list.formats.iter().all(|id| track.formats.contains(id));
        let loops = library.loops.iter().filter(fits).map(|list| (list.formats.clone(), Some(list.id.clone())));
        for (formats, loop_id) in formats.chain(loops) {
            for level in Level::ALL {
                let levels = formats.iter().map(|id| &library.formats[id].levels);
                if levels.into_iter().any(|levels| !levels.is_empty() && !levels.contains(level)) {
                    continue;
                }
                let request = Request {
                    formats: formats.clone(),
                    loop_id: loop_id.clone(),
                    level: *level,
                    track: track.id.clone(),
                    technologies: Vec::new(),
                    candidate: None,
                    seed: 7,
                    wishes: Wishes::default(),
                };
                let account = assemble(&library, &request, &History::empty(now)).expect("it draws").account;
                found.push((format!("{} {formats:?} {level}", track.id), loop_id.is_some(), account));
            }
        }
        found
    };
    let found: Vec<_> = std::thread::scope(|scope| {
        let threads: Vec<_> = library.tracks.iter().map(|track| scope.spawn(|| walk(track))).collect();
        threads.into_iter().flat_map(|thread| thread.join().expect("it walks")).collect()
    });
    assert!(found.len() > 300, "{}", found.len());
    for (what, is_loop, account) in &found {
        let is_near = *is_loop && (account.cost - account.bound) * 20 <= account.cost;
        assert!(account.proven || is_near, "{what}: {account:?}");
        assert!(account.relaxed.is_empty(), "{what}: {account:?}");
    }
    let unproven = found.iter().filter(|(_, _, account)| !account.proven).count();
    println!("{} proven, {unproven} not; {:?}", found.len() - unproven, found.iter().map(|(.., of)| of.work).max());
}

/// Sections with more than a tenth of their minutes unused.
fn empty(plan: &Plan) -> impl Iterator<Item = String> + '_ {
    plan.sections.iter().filter(|section| section.used_minutes.0 * 10 < section.minutes.0 * 9).map(|section| {
        format!("{} uses {} of {} min: {:?}", section.id, section.used_minutes, section.minutes, section.given_up)
    })
}
