//! How long things take that a person waits for. By hand: `cargo bench`. Nothing here is a test; no limit is checked.

use std::process::{Command, Stdio};

use chrono::DateTime;
use divan::Bencher;
use hotseat::core::assembly::{self, History, Request, Wishes};
use hotseat::core::bank::{Bank, Question, QuestionText};
use hotseat::core::check;
use hotseat::core::event::{Beginning, Course, Entry, Event, Finding, Signal, Talk};
use hotseat::core::exact::Exact;
use hotseat::core::ids::{CandidateId, FormatId, InterviewerId, QuestionId, TrackId};
use hotseat::core::library::Library;
use hotseat::core::plan::{Banked, Plan, PlannedQuestion, Slot};
use hotseat::core::scale::{Level, Millis, Minutes, Percent, Rating};
use hotseat::core::scorecard::{Floors, Scores, score};
use hotseat::core::session::Session;
use hotseat::store::{self, Origin, Parts, Workspace};

fn main() {
    divan::main();
}

fn nowhere() -> Workspace {
    Workspace { root: std::env::temp_dir().join("hotseat-bench-nowhere"), origin: Origin::Flag }
}

fn library(parts: Parts) -> Library {
    store::load(&nowhere(), parts).expect("the shipped library reads").library
}

fn request() -> Request {
    Request {
        formats: vec![FormatId::new("technical-screening").expect("a name")],
        loop_id: None,
        level: Level::Mid,
        track: TrackId::new("backend").expect("a name"),
        technologies: Vec::new(),
        candidate: None,
        seed: 7,
        wishes: Wishes::default(),
    }
}

fn history() -> History {
    History::empty(DateTime::parse_from_rfc3339("2026-11-21T10:00:00Z").expect("a time"))
}

/// Whole processes: `true` is what the system itself needs to start and end one.
#[divan::bench_group(sample_count = 200)]
mod process {
    use super::{Bencher, Command, Stdio, nowhere};

    fn spawn(bencher: Bencher, program: &str, arguments: &[&str]) {
        let workspace = nowhere();
        bencher.bench_local(|| {
            let mut command = Command::new(program);
            command.args(arguments).env("HOTSEAT_WORKSPACE", &workspace.root);
            command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status().expect("it starts")
        });
    }

    #[divan::bench]
    fn a_true(bencher: Bencher) {
        spawn(bencher, "true", &[]);
    }

    #[divan::bench]
    fn b_version(bencher: Bencher) {
        spawn(bencher, env!("CARGO_BIN_EXE_hotseat"), &["--version"]);
    }

    #[divan::bench]
    fn c_score(bencher: Bencher) {
        spawn(bencher, env!("CARGO_BIN_EXE_hotseat"), &["score", "t=4", "ps=3", "c=4", "cq=5"]);
    }

    #[divan::bench]
    fn d_plan(bencher: Bencher) {
        let arguments = ["plan", "technical-screening", "--level", "mid", "--track", "backend", "--seed", "7"];
        spawn(bencher, env!("CARGO_BIN_EXE_hotseat"), &arguments);
    }

    #[divan::bench]
    fn e_check(bencher: Bencher) {
        spawn(bencher, env!("CARGO_BIN_EXE_hotseat"), &["check"]);
    }
}

/// A bank of so many questions with nearly one prompt: its check must grow with them, not with their pairs.
#[divan::bench(args = [500, 1000, 2000])]
fn check_like_prompts(bencher: Bencher, questions: usize) {
    let shipped = library(Parts::All);
    let mut bank = shipped.banks.into_values().next().expect("a bank");
    let model = bank.questions[0].clone();
    let like = |number: usize| Question {
        id: QuestionId::new(format!("q{number}")).expect("a name"),
        wording: QuestionText {
            prompt: format!("Which seven habits make number{number} caches grow stale slowly?"),
            ..(*model).clone()
        }
        .into(),
        ..model.clone()
    };
    bank.questions = (0..questions).map(like).collect();
    let library = Library { banks: [(bank.id.clone(), bank)].into(), ..Library::default() };
    bencher.bench_local(|| check::content(&library, |_| true));
}

/// A document of so many fields that it may not have.
#[divan::bench(args = [10_000, 100_000])]
fn check_unknown_fields(bencher: Bencher, fields: usize) {
    let fields: Vec<String> = (0..fields).map(|number| format!("\"unknown-{number}\": 1")).collect();
    let text = format!("{{{}}}", fields.join(",\n"));
    bencher.bench_local(|| check::read::<Bank>(&text).expect_err("it has problems"));
}

#[divan::bench]
fn load_without_banks() -> Library {
    library(Parts::WithoutBanks)
}

#[divan::bench]
fn load_with_banks() -> Library {
    library(Parts::All)
}

#[divan::bench]
fn assemble_a_round(bencher: Bencher) {
    let (library, request, history) = (library(Parts::All), request(), history());
    bencher.bench_local(|| assembly::assemble(&library, &request, &history).expect("it makes sense").kit);
}

/// Sixty questions in one section.
fn long_plan(library: &Library) -> Plan {
    let kit = assembly::assemble(library, &request(), &history()).expect("it makes sense").kit;
    let mut plan = kit.rounds.into_iter().next().expect("a round");
    plan.sections.truncate(1);
    let questions = library.questions().take(60).zip(1..).map(|(found, slot)| PlannedQuestion {
        slot: Slot(slot),
        must_ask: true,
        why: Vec::new(),
        banked: Banked { bank: found.bank.clone(), question: found.question.clone() }.into(),
    });
    plan.sections[0].questions = questions.collect();
    plan.sections[0].minutes = Minutes(300);
    plan
}

/// Two thousand entries: questions asked in turn, and notes, ticks, ratings and now and then an undo on each.
fn long_journal(plan: &Plan) -> Vec<Entry> {
    let at = history().now;
    let beginning = Beginning {
        candidate: CandidateId::new("c1").expect("an id"),
        interviewer: InterviewerId::new("i1").expect("an id"),
        mock: false,
        extra_time: Percent::default(),
        filling: Vec::new(),
    };
    let mut entries = vec![Entry { seq: 1, at, ms: Millis(0), event: Course::Began(beginning).into() }];
    for seq in 2..=2000_u64 {
        let slot = Slot(u16::try_from(1 + seq / 34).expect("a slot").min(60));
        let event: Event = match seq % 34 {
            0 => Talk::Asked(slot).into(),
            1 | 9 | 17 => Finding::Observed { slot, signal: Signal::Strong(0), seen: true }.into(),
            2 | 10 => {
                Finding::Rated { slot, dimension: plan.dimensions[0].clone(), rating: Some(Rating::ALL[3]) }.into()
            }
            33 if seq % 5 == 0 => Event::Undone { entry: seq - 1, for_good: false },
            _ => Finding::Noted { slot: Some(slot), text: "says why the index does not help here".into() }.into(),
        };
        entries.push(Entry { seq, at, ms: Millis(seq * 5000), event });
    }
    entries
}

#[divan::bench]
fn replay_2000_events_of_60_questions(bencher: Bencher) {
    let plan = long_plan(&library(Parts::All));
    let entries = long_journal(&plan);
    bencher
        .with_inputs(|| (plan.clone(), entries.clone()))
        .bench_local_values(|(plan, entries)| Session::replay(plan, entries).expect("the journal is whole"));
}

#[divan::bench]
fn parse_a_journal_of_2000_lines(bencher: Bencher) {
    let entries = long_journal(&long_plan(&library(Parts::All)));
    let lines = entries.iter().map(|entry| serde_json::to_string(entry).expect("it serializes") + "\n");
    let text: String = lines.collect();
    bencher.bench_local(|| store::parse(text.as_bytes()).expect("the journal is whole"));
}

#[divan::bench]
fn score_all_625_combinations(bencher: Bencher) {
    let library = library(Parts::WithoutBanks);
    let rubric = library.rubrics.values().next().expect("a rubric");
    let ids: Vec<_> = rubric.dimensions.iter().map(|dimension| dimension.id.clone()).collect();
    let floors = Floors { level: Level::Senior, dimensions: ids.clone(), kinds: Vec::new() };
    bencher.bench_local(|| {
        for combination in 0..625_i64 {
            let digits = [combination % 5, combination / 5 % 5, combination / 25 % 5, combination / 125];
            let scores = ids.iter().cloned().zip(digits.map(|digit| Exact::from(digit + 1)));
            let scores = Scores { dimensions: scores.collect(), ..Scores::default() };
            divan::black_box(score(rubric, &floors, &scores));
        }
    });
}
