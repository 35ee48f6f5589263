//! What is drawn: the promises of assembly over arbitrary requests, and one kit fixed for ever.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::{DateTime, FixedOffset, TimeDelta};
use hotseat::core::assembly::{Assembled, DrawCode, GaveWay, History, Request, Wishes, assemble};
use hotseat::core::event::{Beginning, Event, Talk};
use hotseat::core::ids::{CandidateId, InterviewerId, LoopId, QuestionId, TechnologyId, TrackId};
use hotseat::core::plan::{Banked, Direction, GivenUp, Kit, Plan, SectionIndex};
use hotseat::core::scale::{Kind, Level, Millis, Percent};
use hotseat::core::session::AskedBefore;
use hotseat::core::session::{Action, Place, Session};
use proptest::prelude::*;

use crate::support::{Sandbox, document, furnished_library as library};

fn now() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-11-21T10:00:00Z").expect("a time")
}

fn request(level: Level, seed: u64, technologies: &[&str], whole_loop: bool) -> Request {
    let formats: &[&str] = if whole_loop { &["brief", "chat"] } else { &["brief"] };
    Request {
        formats: formats.iter().map(|id| id.parse().expect("an id")).collect(),
        loop_id: whole_loop.then(|| LoopId::new("two-rounds").expect("an id")),
        level,
        track: TrackId::new("maker").expect("an id"),
        technologies: technologies.iter().map(|id| TechnologyId::new(*id).expect("an id")).collect(),
        candidate: Some(CandidateId::new("c1").expect("an id")),
        seed,
        wishes: Wishes::default(),
    }
}

fn all(kit: &Kit) -> impl Iterator<Item = &Banked> {
    kit.rounds.iter().flat_map(Plan::all_questions)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn law_04_assembly_keeps_its_promises_and_gives_the_same_kit_again(
        seed in any::<u64>(),
        level in prop::sample::select(Level::ALL.to_vec()),
        with_postgres in any::<bool>(),
        whole_loop in any::<bool>(),
        asked in prop::collection::btree_set(0_usize..19, 0..8),
        days in 0_i64..200,
        seconds in 60_i64..7200,
    ) {
        let library = library();
        let technologies: &[&str] = if with_postgres { &["postgresql"] } else { &[] };
        let request = request(level, seed, technologies, whole_loop);
        let bank = library.banks.values().find(|bank| bank.id.as_str() == "craft").expect("the bank");
        let before: BTreeSet<QuestionId> = asked.iter().map(|n| bank.questions[*n].id.clone()).collect();
        let asked = |questions: &[QuestionId], at| AskedBefore {
            questions: questions.iter().cloned().map(Arc::new).collect(),
            candidate: Some(CandidateId::new("c1").expect("an id")),
            at,
            kit: None,
        };
        let before: Vec<QuestionId> = before.into_iter().collect();
        let drawn_at = now() + TimeDelta::seconds(seconds);
        let history = History::new(vec![asked(&before, now() - TimeDelta::days(days))], drawn_at);
        let Ok(Assembled { kit, account, code }) = assemble(&library, &request, &history) else {
            // Everything that fits was asked of this candidate.
            return Ok(());
        };
        let known = library.known(&request.technologies);

        let ids: Vec<&QuestionId> = all(&kit).map(|banked| &banked.question.id).collect();
        let unique: BTreeSet<&QuestionId> = ids.iter().copied().collect();
        prop_assert_eq!(unique.len(), ids.len(), "no question twice in a kit");
        for banked in all(&kit) {
            let question = &banked.question;
            prop_assert!(!question.retired && !before.contains(&question.id), "{}", question.id);
            prop_assert!(question.enemies.iter().all(|enemy| !unique.contains(enemy)), "{}", question.id);
            if with_postgres {
                prop_assert!(question.technologies.iter().all(|id| known.contains(id)), "{}", question.id);
            }
        }
        for (plan, id) in kit.rounds.iter().zip(&request.formats) {
            let format = &library.formats[id];
            for (section, wanted) in plan.sections.iter().zip(&format.sections) {
                let used: u16 = section.questions.iter().map(|planned| planned.banked.question.minutes.0).sum();
                prop_assert!(used <= section.minutes.0, "{} overruns", section.id);
                prop_assert!(section.questions.len() <= usize::from(wanted.max_questions));
                if wanted.draws() {
                    prop_assert_eq!(used, section.used_minutes.0);
                    let empty = section.given_up.iter().find_map(|given_up| match given_up {
                        GivenUp::Empty { minutes, .. } => Some(minutes.0),
                        _ => None,
                    });
                    prop_assert_eq!(empty.unwrap_or(0), section.minutes.0 - used, "what stays empty is said");
                    for direction in [Direction::Easier, Direction::Harder] {
                        let there = section.backups.iter().filter(|backup| backup.direction == direction).count();
                        let missing = section.given_up.contains(&GivenUp::Backup { direction });
                        prop_assert_eq!(there + usize::from(missing), 1, "one backup that way, or it is said");
                    }
                }
                let difficulties: Vec<u8> =
                    section.questions.iter().map(|planned| planned.banked.question.difficulty).collect();
                prop_assert!(difficulties.is_sorted(), "easy first: {:?}", difficulties);
                let musts: Vec<bool> = section.questions.iter().map(|planned| planned.must_ask).collect();
                prop_assert!(musts.first().is_none_or(|first| *first) && musts.is_sorted_by(|a, b| a >= b), "{:?}", musts);
                for planned in &section.questions {
                    let question = &planned.banked.question;
                    prop_assert!(wanted.kinds.contains(&question.kind), "{}", question.id);
                    let steps = Level::ALL.iter().filter(|of| (level.min(question.level)..level.max(question.level)).contains(of)).count();
                    let gave_way = account.relaxed.iter().any(|rule| matches!(rule, GaveWay::Level { .. }));
                    prop_assert!(steps <= 1 || gave_way, "{}", question.id);
                    prop_assert!(!planned.why.is_empty());
                }
                for backup in &section.backups {
                    let own = backup.banked.question.difficulty;
                    let (low, high) = (difficulties.first(), difficulties.last());
                    let fits = match backup.direction {
                        Direction::Easier => low.is_none_or(|low| own <= *low),
                        Direction::Harder => high.is_none_or(|high| own >= *high),
                    };
                    prop_assert!(fits, "{} is {} beside {:?}", backup.banked.question.id, own, difficulties);
                    prop_assert!(wanted.kinds.contains(&backup.banked.question.kind));
                }
            }
        }
        let again = assemble(&library, &request, &history).expect("it makes sense").kit;
        let bytes = |kit: &Kit| serde_json::to_string(kit).expect("it writes");
        prop_assert_eq!(bytes(&kit), bytes(&again), "law 4");
        // Its code draws it again whenever that is, and whatever was asked since.
        let code: DrawCode = code.expect("it is a time").to_string().parse().expect("it is a code");
        let mut later = history.asked.clone();
        later.push(asked(&bank.questions.iter().map(|question| question.id.clone()).collect::<Vec<_>>(), drawn_at));
        let later = History::new(later, drawn_at + TimeDelta::days(days)).as_of(code.at());
        let request = Request { seed: code.seed(), ..request };
        let then = assemble(&library, &request, &later).expect("it makes sense");
        prop_assert_eq!((bytes(&kit), Some(code)), (bytes(&then.kit), then.code), "law 4, by its code");
    }
}

/// What takes a question's place is about something that the section is about anyway.
#[test]
fn a_backup_comes_from_a_bank_of_its_section() {
    let library = crate::support::shipped_library(hotseat::store::Parts::All);
    let mut backups = 0;
    for (seed, format) in (0..6).flat_map(|seed| ["technical-screening", "deep-technical"].map(|format| (seed, format)))
    {
        let request = Request {
            formats: vec![format.parse().expect("an id")],
            track: TrackId::new("backend").expect("an id"),
            ..request(Level::Mid, seed, &[], false)
        };
        let kit = assemble(&library, &request, &History::empty(now())).expect("it draws").kit;
        // A bank has not always an easier and a harder one than a single question.
        for section in kit.rounds[0].sections.iter().filter(|section| section.questions.len() > 2) {
            for backup in &section.backups {
                let is_alike = section.questions.iter().any(|planned| planned.banked.bank == backup.banked.bank);
                assert!(is_alike, "{format}, seed {seed}: {} of {}", backup.banked.question.id, backup.banked.bank);
                backups += 1;
            }
        }
    }
    assert!(backups > 20, "{backups}");
}

/// Law 4: one kit, fixed for ever. It may only change together with the assembler's version.
#[test]
fn law_04_the_kit_of_a_fixed_library_is_fixed_for_ever() {
    let kit = assemble(&library(), &request(Level::Mid, 7, &[], true), &History::empty(now())).expect("it draws").kit;
    assert_eq!(kit.rounds[0].assembler, 3);
    let ids: Vec<Vec<&str>> = kit
        .rounds
        .iter()
        .map(|plan| plan.all_questions().map(|banked| banked.question.id.as_str()).collect())
        .collect();
    let rounds = [
        [
            "build-cache",
            "flaky-test",
            "caching-basics",
            "git-bisect",
            "schema-change",
            "design-inbox",
            "design-todo",
            "design-counter",
        ]
        .as_slice(),
        ["http-verbs", "index-cost", "retry-storm", "null-logic", "isolation"].as_slice(),
    ];
    assert_eq!(ids, rounds);
    assert_eq!(fnv(&serde_json::to_string(&kit).expect("it writes")), 6_606_030_904_265_277_293);
}

/// The digest of Fowler, Noll and Vo (FNV-1a, 64 bits).
fn fnv(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// Whoever sat beside at the same round of the same kit asks the same; another round, or another kit, may not.
#[test]
fn co_interviewers_share_their_questions() {
    let library = library();
    let request = request(Level::Mid, 7, &[], true);
    let kit = assemble(&library, &request, &History::empty(now())).expect("it draws").kit;
    let first = &kit.rounds[0];
    let candidate = CandidateId::new("c1").expect("an id");
    let asked = AskedBefore {
        questions: first.questions().map(|planned| Arc::new(planned.banked.question.id.clone())).collect(),
        candidate: Some(candidate.clone()),
        at: now(),
        kit: first.kit.clone(),
    };
    let is_repeated = |candidate: &CandidateId, kit| asked.is_repeated_by(candidate, kit);
    assert!(!is_repeated(&candidate, first.kit.as_ref()));
    assert!(is_repeated(&candidate, kit.rounds[1].kit.as_ref()));
    assert!(is_repeated(&candidate, None));
    assert!(!is_repeated(&CandidateId::new("c2").expect("an id"), None));
}

fn begun(plan: Plan) -> Session {
    let mut session = Session::new(plan);
    let beginning = Beginning {
        candidate: CandidateId::new("c1").expect("an id"),
        interviewer: InterviewerId::new("kim").expect("an id"),
        mock: false,
        extra_time: Percent::default(),
        filling: Vec::new(),
    };
    act(&mut session, Action::Begin(beginning));
    session
}

fn act(session: &mut Session, action: Action) -> Event {
    let event = session.decide(action).expect("it may be done");
    let entry = session.entry(event.clone(), now(), Millis(session.state().next_seq() * 1000));
    session.apply(entry).expect("it follows");
    event
}

/// Two problems in one round, each of which is gone on with: every continuation stays with its own.
#[test]
fn a_section_goes_on_with_the_problem_that_it_names() {
    let sandbox = Sandbox::furnished();
    let text = document("formats/brief.json");
    let mut format: serde_json::Value = serde_json::from_str(&text).expect("it reads");
    format["id"] = "twice".into();
    format["minutes"] = 27.into();
    let sections = format["sections"].as_array_mut().expect("sections");
    sections[1]["max_questions"] = 1.into();
    let more = |id: &str, of: &str, minutes: u32| serde_json::json!({"id": id, "title": id, "minutes": minutes, "continues": of, "script": "Go on."});
    // core, then design, gone on with; then core, gone on with; then design again.
    sections[3] = more("design-more", "design", 1);
    sections.push(more("core-more", "core", 2));
    sections.push(more("design-last", "design-more", 1));
    sandbox.write("formats/twice.json", format.to_string());
    sandbox.change("formats/tracks.json", "\"brief\"", "\"twice\", \"brief\"");
    let mut plan = sandbox.run("plan twice --level mid --track maker --seed 7 --json").json();
    plan.as_object_mut().and_then(|plan| plan.remove("assembly")).expect("what it costs stands beside the plan");
    let plan: Plan = serde_json::from_value(plan).expect("a plan");
    let session = begun(plan);
    let of = |section: usize| {
        let asking = session
            .state()
            .asking
            .iter()
            .find(|asking| asking.section == SectionIndex(section))
            .expect("it has a question");
        (asking.question().kind, asking.continues)
    };
    let (core, design) = (of(1), of(2));
    assert_eq!((core.0, design.0), (Kind::Concept, Kind::SystemDesign));
    assert_eq!(of(3).0, Kind::SystemDesign);
    assert_eq!(of(4).0, Kind::Concept, "core-more stays with core's problem");
    assert_eq!(of(5).0, Kind::SystemDesign);
    assert_eq!(of(5).1, of(3).1, "both go on with the same slot");
}

/// A question brought into a section that had only a script is what comes next; the way back and forth stays open.
#[test]
fn a_question_brought_into_a_script_comes_next() {
    let kit = assemble(&library(), &request(Level::Mid, 7, &[], false), &History::empty(now())).expect("it draws").kit;
    let mut session = begun(kit.rounds[0].clone());
    assert_eq!(session.state().place, Place::Section(SectionIndex(0)));
    let library = library();
    let found = library.question(&QuestionId::new("own-project").expect("an id")).expect("it is there");
    let banked = Banked { bank: found.bank.clone(), question: found.question.clone() };
    act(&mut session, Action::BringIn(Box::new(banked)));
    assert!(session.decide(Action::Back).is_err(), "this is the beginning");
    let Event::Talk(Talk::Asked(slot)) = act(&mut session, Action::Next) else { panic!("a question comes next") };
    let asking = session.state().asking(slot).expect("it is there");
    assert_eq!(asking.question().id.as_str(), "own-project");
    act(&mut session, Action::Next);
    assert_eq!(session.state().section(), SectionIndex(1));
    act(&mut session, Action::Back);
    assert_eq!(session.state().place, Place::Slot(slot));
}
