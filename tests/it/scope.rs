//! Tracks choose by technology and topic: nobody is asked about what the role is not about.

use std::collections::BTreeSet;

use hotseat::core::assembly::{History, Request, Wishes, assemble};
use hotseat::core::format::Track;
use hotseat::core::ids::{FormatId, TrackId};
use hotseat::core::library::Library;
use hotseat::core::plan::Plan;
use hotseat::core::scale::Level;
use hotseat::store::Parts;

use crate::support::shipped_library;

/// What runs in a browser, or makes what runs there.
const FRONT_END: [&str; 16] = [
    "javascript",
    "typescript",
    "react",
    "redux",
    "nextjs",
    "vue",
    "pinia",
    "jquery",
    "html",
    "css",
    "sass",
    "tailwind",
    "jest",
    "cypress",
    "webpack",
    "vite",
];
/// The same among topics of banks that serve both sides.
const FRONT_END_TOPICS: [&str; 22] = [
    "bundle-splitting",
    "js-bundle-size",
    "tree-shaking",
    "frontend-monitoring",
    "frontend-speed-code-splitting",
    "core-web-vitals-tuning",
    "css-in-js-performance",
    "image-optimization",
    "mobile-web-performance",
    "react-render-performance",
    "service-worker-caching",
    "ssr-performance",
    "ssr-vs-ssg-tradeoffs",
    "frontend-xss-review",
    "debug-react-white-screen",
    "micro-frontend-composition",
    "spa-mpa-hybrid-choice",
    "choosing-ssr-or-csr",
    "complex-frontend-challenge",
    "react-websocket-component-coding",
    "visual-regression",
    "shallow-vs-full-rendering",
];
/// What a back end in Python is made of.
const BACK_END: [&str; 6] = ["python", "django", "drf", "flask", "fastapi", "celery"];

fn banned(plan: &Plan, technologies: &[&str], topics: &[&str]) -> Vec<String> {
    let drawn = plan.questions().map(|planned| &planned.banked.question);
    let out = drawn.filter(|question| {
        question.technologies.iter().any(|id| technologies.contains(&id.as_str()))
            || question.topics.iter().any(|id| topics.contains(&id.as_str()))
    });
    out.map(|question| question.id.to_string()).collect()
}

fn draw(library: &Library, track: &TrackId, format: &FormatId, level: Level, seed: u64) -> Plan {
    let now = chrono::DateTime::parse_from_rfc3339("2026-11-21T10:00:00Z").expect("a time");
    let request = Request {
        formats: vec![format.clone()],
        loop_id: None,
        level,
        track: track.clone(),
        technologies: Vec::new(),
        candidate: None,
        seed,
        wishes: Wishes::default(),
    };
    let mut kit = assemble(library, &request, &History::empty(now)).expect("the request makes sense").kit;
    kit.rounds.remove(0)
}

/// Every track × format that makes sense × level × three seeds: what is drawn in spite of the technologies and topics.
fn drawn(tracks: &[&str], technologies: &[&str], topics: &[&str]) -> BTreeSet<String> {
    let library = shipped_library(Parts::All);
    let of_track = |track: &Track| {
        let mut found = BTreeSet::new();
        for format in track.formats.iter().map(|id| &library.formats[id]) {
            let levels = if format.levels.is_empty() { Level::ALL } else { &format.levels };
            for (level, seed) in levels.iter().flat_map(|level| (1..=3).map(move |seed| (*level, seed))) {
                let plan = draw(&library, &track.id, &format.id, level, seed);
                found.extend(banned(&plan, technologies, topics).into_iter().map(|id| format!("{}: {id}", track.id)));
            }
        }
        found
    };
    let chosen = library.tracks.iter().filter(|track| tracks.contains(&track.id.as_str()));
    std::thread::scope(|scope| {
        let threads: Vec<_> = chosen.map(|track| scope.spawn(|| of_track(track))).collect();
        threads.into_iter().flat_map(|thread| thread.join().expect("it draws")).collect()
    })
}

#[test]
fn no_role_behind_the_scenes_is_asked_about_the_front_end() {
    let found = drawn(&["backend", "machine-learning", "django"], &FRONT_END, &FRONT_END_TOPICS);
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn no_role_at_the_front_is_asked_about_python_or_its_frameworks() {
    let found = drawn(&["frontend", "ui-development", "ux-design"], &BACK_END, &["lazy-vs-eager-loading"]);
    assert!(found.is_empty(), "{found:#?}");
}

/// What no seed may draw is not in what the track draws on, so that backups and later banks are safe, too.
#[test]
fn a_track_draws_on_nothing_that_it_goes_without() {
    let library = shipped_library(Parts::All);
    for (track, technologies) in [("backend", &FRONT_END[..]), ("frontend", &BACK_END[..])] {
        let track = library.tracks.iter().find(|known| known.id.as_str() == track).expect("the track");
        let needs = |found: &hotseat::core::library::Found<'_>| {
            found.question.technologies.iter().any(|id| technologies.contains(&id.as_str()))
        };
        assert!(library.questions().filter(|found| track.banks.contains(found.bank)).any(|found| needs(&found)));
        let kept: Vec<_> = library.of_track(track).collect();
        assert!(kept.len() > 500 && !kept.iter().any(needs), "{}", kept.len());
    }
}

#[test]
fn a_mid_level_backend_round_of_a_seed_once_complained_of_holds_neither_react_nor_bundlers() {
    let library = shipped_library(Parts::All);
    let name = |text: &str| TrackId::new(text).expect("an id");
    for format in ["technical-screening", "deep-technical"] {
        let plan = draw(&library, &name("backend"), &FormatId::new(format).expect("an id"), Level::Mid, 611_804);
        assert_eq!(banned(&plan, &FRONT_END, &FRONT_END_TOPICS), Vec::<String>::new());
    }
}
