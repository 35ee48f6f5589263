//! What is chosen is the best there is: over drawn libraries every hard rule is checked and every term of the cost is computed again,
//! from the documents and the kit alone; over small ones the optimum is that of all selections, tried one after the other.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{DateTime, FixedOffset, TimeDelta};
use hotseat::core::assembly::{Assembled, GaveWay, History, Reckoning, Request, Terms, Wishes, assemble};
use hotseat::core::bank::{Bank, Question};
use hotseat::core::format::{Format, Section};
use hotseat::core::ids::{BankId, CandidateId, FormatId, QuestionId, TechnologyId, TopicId, TrackId};
use hotseat::core::library::Library;
use hotseat::core::plan::Plan;
use hotseat::core::scale::{Kind, Level, Minutes};
use hotseat::core::session::AskedBefore;
use proptest::collection::vec;
use proptest::prelude::*;

use crate::support::furnished_library;

fn now() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-11-21T10:00:00Z").expect("a time")
}

const KINDS: [Kind; 3] = [Kind::Concept, Kind::Coding, Kind::Scenario];

/// What a drawn question is like: bank, kind, level, difficulty, minutes, topic, whether it needs a technology, and hours since it was asked.
#[derive(Debug, Clone)]
struct Sketch {
    bank: usize,
    kind: usize,
    level: usize,
    difficulty: u8,
    minutes: u16,
    topic: usize,
    technology: bool,
    hours: Option<i64>,
    of_candidate: bool,
    retired: bool,
}

fn sketch() -> impl Strategy<Value = Sketch> {
    let hours = prop_oneof![2 => Just(None), 1 => (0..6000_i64).prop_map(Some)];
    let facts = (0..4_usize, 0..3_usize, 0..4_usize, 1..=5_u8, 1..12_u16, 0..6_usize);
    let past = (prop::bool::weighted(0.2), hours, prop::bool::weighted(0.15), prop::bool::weighted(0.05));
    (facts, past).prop_map(
        |((bank, kind, level, difficulty, minutes, topic), (technology, hours, of_candidate, retired))| Sketch {
            bank,
            kind,
            level,
            difficulty,
            minutes,
            topic,
            technology,
            hours,
            of_candidate,
            retired,
        },
    )
}

/// A section: its minutes, its kinds as bits, the fewest questions and how many more it takes.
type Stretch = (u16, u8, u8, u8);

#[derive(Debug, Clone)]
pub(super) struct Drawn {
    questions: Vec<Sketch>,
    enemies: Vec<(usize, usize)>,
    rounds: Vec<Vec<Stretch>>,
    mix: [u8; 5],
    level: usize,
    with_technology: bool,
    include: Option<usize>,
    exclude: Option<usize>,
    bank_limit: u8,
    variety: u32,
    seed: u64,
}

pub(super) fn drawn(questions: std::ops::Range<usize>, sections: usize, rounds: usize) -> impl Strategy<Value = Drawn> {
    let stretch = (4..20_u16, 1..8_u8, 0..3_u8, 0..3_u8);
    let mix = prop::sample::select(vec![[20, 20, 20, 20, 20], [10, 40, 40, 10, 0], [0, 5, 30, 45, 20]]);
    let bank = (vec(sketch(), questions), vec((0..40_usize, 0..40_usize), 0..4));
    let form = (vec(vec(stretch, 1..=sections), 1..=rounds), mix, 0..4_usize, prop::bool::weighted(0.3));
    let wishes = (prop::option::weighted(0.2, 0..40_usize), prop::option::weighted(0.2, 0..40_usize));
    let numbers = (0..4_u8, prop::sample::select(vec![0, 200]), any::<u64>());
    (bank, form, wishes, numbers).prop_map(
        |(
            (questions, enemies),
            (rounds, mix, level, with_technology),
            (include, exclude),
            (bank_limit, variety, seed),
        )| Drawn {
            questions,
            enemies,
            rounds,
            mix,
            level,
            with_technology,
            include,
            exclude,
            bank_limit,
            variety,
            seed,
        },
    )
}

fn id(index: usize) -> QuestionId {
    QuestionId::new(format!("q-{index:03}")).expect("an id")
}

/// The library, what is asked of it, and what was asked before.
pub(super) fn made(drawn: &Drawn) -> (Library, Request, History) {
    let mut library = furnished_library();
    let like = library.banks.values().next().expect("a bank").clone();
    let question = |index: usize, sketch: &Sketch| Question {
        id: id(index),
        kind: KINDS[sketch.kind],
        level: Level::ALL[sketch.level],
        difficulty: sketch.difficulty,
        minutes: Minutes(sketch.minutes),
        topics: vec![TopicId::new(format!("topic-{}", sketch.topic)).expect("an id")],
        technologies: if sketch.technology { vec![technology()] } else { Vec::new() },
        enemies: drawn
            .enemies
            .iter()
            .filter(|(a, b)| *a == index && b != a && *b < drawn.questions.len())
            .map(|(_, b)| id(*b))
            .collect(),
        retired: sketch.retired,
        ..like.questions[0].clone()
    };
    let banks: Vec<BankId> = (0..4).map(|bank| BankId::new(format!("bank-{bank}")).expect("an id")).collect();
    library.banks = banks
        .iter()
        .enumerate()
        .map(|(bank, id)| {
            let of = drawn.questions.iter().enumerate().filter(|(_, sketch)| sketch.bank == bank);
            let questions = of.map(|(index, sketch)| question(index, sketch)).collect();
            (id.clone(), Bank { id: id.clone(), questions, ..like.clone() })
        })
        .collect();
    let base = library.formats[&FormatId::new("brief").expect("an id")].clone();
    let mut formats = Vec::new();
    for (round, sections) in drawn.rounds.iter().enumerate() {
        let mut format = Format { id: FormatId::new(format!("round-{round}")).expect("an id"), ..base.clone() };
        format.mix = Level::ALL.iter().map(|level| (*level, drawn.mix)).collect();
        format.assembly.bank_limit = drawn.bank_limit;
        format.assembly.bank_limit_from = 4;
        format.sections = sections
            .iter()
            .enumerate()
            .map(|(number, (minutes, kinds, least, more))| Section {
                id: format!("s-{number}").parse().expect("an id"),
                minutes: Minutes(*minutes),
                kinds: (0..3).filter(|kind| kinds >> kind & 1 == 1).map(|kind| KINDS[kind]).collect(),
                banks: Vec::new(),
                topics: Vec::new(),
                min_questions: *least,
                max_questions: (least + more).max(1),
                continues: None,
                script: None,
                ..base.sections[0].clone()
            })
            .collect();
        format.minutes = format.sections.iter().map(|section| section.minutes).sum();
        formats.push(format.id.clone());
        library.formats.insert(format.id.clone(), format);
    }
    let track = library.tracks.iter_mut().find(|track| track.id.as_str() == "maker").expect("the track");
    track.banks = banks;
    track.formats.extend(formats.iter().cloned());
    let known = |index: &usize| *index < drawn.questions.len();
    let candidate = CandidateId::new("c1").expect("an id");
    let request = Request {
        formats,
        loop_id: None,
        level: Level::ALL[drawn.level],
        track: TrackId::new("maker").expect("an id"),
        technologies: if drawn.with_technology { vec![technology()] } else { Vec::new() },
        candidate: Some(candidate.clone()),
        seed: drawn.seed,
        wishes: Wishes {
            include: drawn.include.filter(known).map(id).into_iter().collect(),
            exclude: drawn.exclude.filter(known).map(id).into_iter().collect(),
            variety: Some(drawn.variety),
        },
    };
    let asked = drawn.questions.iter().enumerate().filter_map(|(index, sketch)| {
        Some(AskedBefore {
            questions: vec![Arc::new(id(index))],
            candidate: Some(if sketch.of_candidate {
                candidate.clone()
            } else {
                CandidateId::new("c2").expect("an id")
            }),
            at: now() - TimeDelta::hours(sketch.hours?) - TimeDelta::minutes(7),
            kit: None,
        })
    });
    (library, request, History { asked: asked.collect(), now: now() })
}

fn technology() -> TechnologyId {
    TechnologyId::new("postgresql").expect("an id")
}

/// FNV-1a, mixed as the last steps of splitmix64 do, as `core/assembly/chance.rs` says.
fn chance(limit: u64, seed: u64, question: &QuestionId) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in seed.to_le_bytes().iter().chain(b"v").chain(question.as_str().as_bytes()) {
        hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    }
    for (shift, factor) in [(30, 0xBF58_476D_1CE4_E5B9), (27, 0x94D0_49BB_1331_11EB)] {
        hash = (hash ^ (hash >> shift)).wrapping_mul(factor);
    }
    hash ^= hash >> 31;
    u64::try_from((u128::from(hash) * u128::from(limit)) >> 64).expect("below the limit")
}

/// A library, what is asked of it, and what was asked before.
pub(super) type Whole<'a> = (&'a Library, &'a Request, &'a History);

/// A question in a section of a round.
pub(super) type Placed<'a> = (usize, usize, &'a BankId, &'a Question);

pub(super) fn placed(rounds: &[Plan]) -> Vec<Placed<'_>> {
    let mut found = Vec::new();
    for (round, plan) in rounds.iter().enumerate() {
        for (section, of) in plan.sections.iter().enumerate() {
            let questions = of.questions.iter();
            found.extend(questions.map(|planned| (round, section, &planned.banked.bank, &planned.banked.question)));
        }
    }
    found
}

/// The cost of a selection, term by term, by the words of `docs/assembly.md`.
pub(super) fn cost(
    drawn: &Drawn,
    (library, request, history): (&Library, &Request, &History),
    chosen: &[Placed<'_>],
) -> Terms {
    let mut terms = Terms::default();
    for (.., question) in chosen {
        terms.level += 40 * steps(request, question.level) as u64;
        terms.variety +=
            if drawn.variety == 0 { 0 } else { chance(u64::from(drawn.variety) + 1, request.seed, &question.id) };
        let asked = history.asked.iter().filter(|asked| asked.questions.iter().any(|id| **id == question.id));
        if let Some(hours) = asked.map(|asked| (history.now - asked.at).num_hours()).min() {
            terms.rest += if hours >= 4320 { 0 } else { 1000 - u64::try_from(1000 * hours / 4320).expect("past") };
        }
        let is_beside = question.technologies.iter().all(|technology| !request.technologies.contains(technology));
        terms.technology += if !request.technologies.is_empty() && is_beside { 40 } else { 0 };
    }
    let mut topics: BTreeMap<&TopicId, u64> = BTreeMap::new();
    for topic in chosen.iter().flat_map(|(.., question)| &question.topics) {
        *topics.entry(topic).or_default() += 1;
    }
    terms.topic = topics.values().map(|count| 300 * (count - 1)).sum();
    for (round, format) in request.formats.iter().map(|id| &library.formats[id]).enumerate() {
        let here: Vec<&Placed<'_>> = chosen.iter().filter(|(of, ..)| *of == round).collect();
        let rated: i64 = format.sections.iter().map(|section| i64::from(section.minutes.0)).sum();
        let mut target = drawn.mix.map(|share| rated * i64::from(share) / 100);
        target[2] += rated - target.iter().sum::<i64>();
        for (difficulty, target) in (1..).zip(target) {
            let given: i64 = here
                .iter()
                .filter(|(.., question)| question.difficulty == difficulty)
                .map(|(.., question)| i64::from(question.minutes.0))
                .sum();
            terms.mix += 200 * (given - target).unsigned_abs();
        }
        for (number, section) in format.sections.iter().enumerate() {
            let own: Vec<&Question> =
                here.iter().filter(|(_, of, ..)| *of == number).map(|(.., question)| *question).collect();
            let used: u16 = own.iter().map(|question| question.minutes.0).sum();
            terms.unused += 1000 * u64::from(section.minutes.0 - used);
            if section.kinds.len() > 1 {
                let absent = section.kinds.iter().filter(|kind| own.iter().all(|question| question.kind != **kind));
                terms.kind += 150 * absent.count() as u64;
            }
        }
        let banks: BTreeSet<&BankId> = here.iter().map(|(_, _, bank, _)| *bank).collect();
        let wanted = wanted_banks(library, request, history, format);
        terms.breadth += 300 * wanted.saturating_sub(banks.len()) as u64;
    }
    terms
}

/// How many steps a level is from the one asked for.
fn steps(request: &Request, level: Level) -> usize {
    let position = |level: Level| Level::ALL.iter().position(|other| *other == level).expect("a level");
    position(level).abs_diff(position(request.level))
}

/// Whether a question may be asked at all, its level apart.
fn may_be_asked(request: &Request, history: &History, question: &Question) -> bool {
    let asked = history.asked.iter().filter(|asked| asked.candidate == request.candidate);
    let mut asked = asked.flat_map(|asked| &asked.questions);
    let known = request.technologies.is_empty()
        || question.technologies.iter().all(|technology| request.technologies.contains(technology));
    !question.retired && known && !asked.any(|id| **id == question.id) && !request.wishes.exclude.contains(&question.id)
}

/// As many banks as the sections need questions, but no more than there are.
fn wanted_banks(library: &Library, request: &Request, history: &History, format: &Format) -> usize {
    let least: usize = format.sections.iter().map(|section| usize::from(section.min_questions)).sum();
    let able = library.questions().filter(|found| {
        let takes = format.sections.iter().any(|section| section.kinds.contains(&found.question.kind));
        takes && may_be_asked(request, history, found.question)
    });
    least.min(able.map(|found| found.bank).collect::<BTreeSet<_>>().len())
}

/// How many questions of a bank a round may have: any number where a section could not be filled within the limit.
fn limit(library: &Library, request: &Request, history: &History, format: &Format) -> Option<usize> {
    let limit = usize::from(format.assembly.bank_limit);
    let suffices = format.sections.iter().all(|section| {
        let able = library.questions().filter(|found| {
            section.kinds.contains(&found.question.kind)
                && may_be_asked(request, history, found.question)
                && steps(request, found.question.level) <= 1
        });
        let mut within: BTreeMap<&BankId, usize> = BTreeMap::new();
        for found in able {
            let count = within.entry(found.bank).or_default();
            *count = limit.min(*count + 1);
        }
        within.values().sum::<usize>() >= usize::from(section.max_questions)
    });
    (limit > 0 && suffices).then_some(limit)
}

/// Whether a selection keeps what is never relaxed.
pub(super) fn keeps_what_is_never_relaxed(
    (library, request, history): (&Library, &Request, &History),
    chosen: &[Placed<'_>],
) -> Result<(), String> {
    let ids: BTreeSet<&QuestionId> = chosen.iter().map(|(.., question)| &question.id).collect();
    if ids.len() != chosen.len() {
        return Err("a question comes twice".into());
    }
    if let Some(id) = request.wishes.include.iter().find(|id| !ids.contains(id)) {
        return Err(format!("{id} is not included"));
    }
    for (round, section, _, question) in chosen {
        let of = &library.formats[&request.formats[*round]].sections[*section];
        if !may_be_asked(request, history, question) || !of.kinds.contains(&question.kind) {
            return Err(format!("{} may not be asked there", question.id));
        }
        if question.enemies.iter().any(|enemy| ids.contains(enemy)) {
            return Err(format!("an enemy of {} comes, too", question.id));
        }
    }
    for (round, format) in request.formats.iter().map(|id| &library.formats[id]).enumerate() {
        for (number, section) in format.sections.iter().enumerate() {
            let own = chosen.iter().filter(|(of, place, ..)| (*of, *place) == (round, number));
            let used: u32 = own.clone().map(|(.., question)| u32::from(question.minutes.0)).sum();
            if used > u32::from(section.minutes.0) || own.count() > usize::from(section.max_questions) {
                return Err(format!("{} is too full", section.id));
            }
        }
    }
    Ok(())
}

/// How many rules of each kind that can be relaxed a selection breaks: limit, technologies, levels, minimums. What is included may be of
/// any level, and a technology that no question could ask about breaks nothing.
pub(super) fn broken((library, request, history): (&Library, &Request, &History), chosen: &[Placed<'_>]) -> [usize; 4] {
    let mut broken = [0; 4];
    for (.., question) in chosen.iter().filter(|(.., question)| !request.wishes.include.contains(&question.id)) {
        broken[2] += steps(request, question.level).saturating_sub(1);
    }
    for (round, format) in request.formats.iter().map(|id| &library.formats[id]).enumerate() {
        let here: Vec<&Placed<'_>> = chosen.iter().filter(|(of, ..)| *of == round).collect();
        if let Some(limit) = limit(library, request, history, format) {
            let banks: BTreeSet<&BankId> = here.iter().map(|(_, _, bank, _)| *bank).collect();
            for bank in banks {
                let of = here.iter().filter(|(_, _, other, _)| *other == bank);
                let included = of.clone().filter(|(.., question)| request.wishes.include.contains(&question.id));
                broken[0] += of.clone().count().saturating_sub(limit.max(included.count()));
            }
        }
        for technology in &request.technologies {
            let able = library.questions().any(|found| {
                let takes = format.sections.iter().any(|section| section.kinds.contains(&found.question.kind));
                takes
                    && may_be_asked(request, history, found.question)
                    && found.question.technologies.contains(technology)
            });
            let has = here.iter().any(|(.., question)| question.technologies.contains(technology));
            broken[1] += usize::from(able && !has);
        }
        for (number, section) in format.sections.iter().enumerate() {
            let own = here.iter().filter(|(_, of, ..)| *of == number).count();
            broken[3] += usize::from(section.min_questions).saturating_sub(own);
        }
    }
    broken
}

/// What an account says gave way, counted like `broken`, but for what is included and for technologies that nothing asks about.
fn said(request: &Request, account: &Reckoning) -> [usize; 4] {
    let mut said = [0; 4];
    for rule in &account.relaxed {
        match rule {
            GaveWay::BankLimit { questions, limit, .. } => said[0] += usize::from(questions - limit),
            GaveWay::Technology { able, .. } => said[1] += usize::from(*able > 0),
            GaveWay::Level { question, level, .. } if !request.wishes.include.contains(question) => {
                said[2] += steps(request, *level) - 1;
            }
            GaveWay::Level { .. } => {}
            GaveWay::Minimum { questions, wanted, .. } => said[3] += usize::from(wanted - questions),
        }
    }
    said
}

/// As few kinds of rules as possible, of as many the least important; then as few breaches; then the cost.
fn grade(broken: [usize; 4], cost: u64) -> (u32, u32, usize, u64) {
    let kinds = broken.iter().enumerate().fold(0_u32, |kinds, (bit, count)| kinds | u32::from(*count > 0) << bit);
    // The order in which as many kinds are tried is that of their sets, the least important first.
    let order = [0, 1, 2, 4, 8, 3, 5, 9, 6, 10, 12, 7, 11, 13, 14, 15];
    let place = order.iter().position(|set| *set == kinds).expect("a set");
    (kinds.count_ones(), u32::try_from(place).expect("few"), broken.iter().sum(), cost)
}

fn checked(drawn: &Drawn, whole: (&Library, &Request, &History), assembled: &Assembled) -> Result<(), TestCaseError> {
    let Assembled { kit, account, code: _ } = assembled;
    let chosen = placed(&kit.rounds);
    prop_assert_eq!(keeps_what_is_never_relaxed(whole, &chosen), Ok(()));
    prop_assert_eq!(cost(drawn, whole, &chosen), account.terms);
    prop_assert_eq!(account.terms.sum(), account.cost);
    let is_at_its_bound = account.bound == account.cost;
    prop_assert!(account.bound <= account.cost && (is_at_its_bound || !account.proven), "{account:?}");
    // Where rules gave way, the cost may be at its bound before it is proven that no fewer could.
    prop_assert!(account.proven || !is_at_its_bound || !account.relaxed.is_empty(), "{account:?}");
    let broken = broken(whole, &chosen);
    if whole.1.wishes.include.is_empty() {
        prop_assert_eq!(broken, said(whole.1, account));
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 80, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_rule_is_kept_and_every_term_is_what_it_is_said_to_be(drawn in drawn(10..40, 3, 2)) {
        let (library, request, history) = made(&drawn);
        match assemble(&library, &request, &history) {
            Ok(assembled) => checked(&drawn, (&library, &request, &history), &assembled)?,
            // Wishes that contradict the drawn library, or a library that has nothing.
            Err(why) => prop_assert!(!why.to_string().is_empty()),
        }
    }

    #[test]
    fn the_optimum_is_the_best_of_all_selections(drawn in drawn(1..8, 2, 1)) {
        let (library, request, history) = made(&drawn);
        let whole = (&library, &request, &history);
        let Ok(assembled) = assemble(&library, &request, &history) else { return Ok(()) };
        checked(&drawn, whole, &assembled)?;
        prop_assert!(assembled.account.proven);
        let questions: Vec<(&BankId, &Question)> = library.questions().map(|found| (found.bank, found.question)).collect();
        let sections = library.formats[&request.formats[0]].sections.len();
        let choices = sections + 1;
        let best = (0..choices.pow(u32::try_from(questions.len()).expect("few"))).filter_map(|code| {
            let mut code = code;
            let mut chosen: Vec<Placed<'_>> = Vec::new();
            for (bank, question) in &questions {
                if code % choices > 0 {
                    chosen.push((0, code % choices - 1, *bank, *question));
                }
                code /= choices;
            }
            keeps_what_is_never_relaxed(whole, &chosen).ok()?;
            Some(grade(broken(whole, &chosen), cost(&drawn, whole, &chosen).sum()))
        });
        let chosen = placed(&assembled.kit.rounds);
        prop_assert_eq!(Some(grade(broken(whole, &chosen), assembled.account.cost)), best.min());
    }
}
