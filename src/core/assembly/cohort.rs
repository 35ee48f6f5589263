//! Cohorts: several kits of one draw, with different questions and equally hard, for as many candidates.

use std::collections::{BTreeMap, BTreeSet};

use ::assembly::{Cohort, Forms, NoCohort, Solution};
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use super::super::format::Section;
use super::super::ids::{CohortId, KitId};
use super::super::library::Library;
use super::super::plan::{CohortPlace, GivenUp, Kit, KitRound, Plan};
use super::super::scale::{Level, Minutes};
use super::account::{self, GaveWay};
use super::history::History;
use super::not_equivalent::NotEquivalent;
use super::planned;
use super::pool::Pool;
use super::request::{NotAssembled, Request, Setting};
use super::statement::Statement;

/// What is wanted of a cohort.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CohortWish {
    /// How many plans.
    pub plans: u16,
    /// In how many plans a question may be, as a backup, too.
    pub max_use: u16,
    /// How many questions two plans may share, backups included.
    pub overlap: u16,
}

/// The kits of a cohort, one for each plan, and how equal they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Equivalents {
    /// The kits, in order.
    pub kits: Vec<Kit>,
    /// How equal their plans are.
    pub equivalence: Equivalence,
}

/// How equal the plans of a cohort are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Equivalence {
    /// The cohort.
    pub cohort: CohortId,
    /// In how many plans a question may be.
    pub max_use: u16,
    /// The most questions that two plans share, backups included.
    pub overlap: u16,
    /// The load of the lightest plan: minutes times difficulty.
    pub lightest: u64,
    /// The load of the heaviest.
    pub heaviest: u64,
    /// How far the heaviest is above the lightest.
    pub spread: u64,
    /// What all plans cost, the spread included, in points.
    pub cost: u64,
    /// No cohort that breaks as few rules costs less, in points.
    pub bound: u64,
    /// How many steps the search took.
    pub work: u64,
    /// Each plan.
    pub plans: Vec<PlanFacts>,
}

/// What the plans of a cohort are compared by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PlanFacts {
    /// The plan's number, counted from 1.
    pub number: u16,
    /// Its kit.
    pub kit: KitId,
    /// Minutes times difficulty, over its questions.
    pub load: u64,
    /// The minutes that its questions take.
    pub minutes: Minutes,
    /// The minutes of its sections that nothing fills.
    pub empty: Minutes,
    /// The minutes that its questions take, by difficulty, 1 to 5.
    pub mix: [u16; 5],
    /// From how many banks they are.
    pub banks: usize,
    /// How many questions there are of each level.
    pub levels: BTreeMap<Level, usize>,
    /// How many questions there are.
    pub questions: usize,
    /// How many backups there are.
    pub backups: usize,
    /// What the plan costs by itself, in points.
    pub cost: u64,
    /// The rules that gave way in it.
    pub relaxed: Vec<GaveWay>,
}

/// Draws a cohort: kits of one round for the format that a request asks for.
///
/// # Errors
/// What the request names that is not there or does not make sense together, and how many plans are possible where that is fewer.
pub fn equivalents(
    library: &Library,
    request: &Request,
    history: &History,
    wish: CohortWish,
) -> Result<Equivalents, NotAssembled> {
    possible(request, wish)?;
    let mut statement = Statement::new(Pool::new(Setting::new(library, request, history)?))?;
    sized(&statement, wish)?;
    let cohort = Cohort {
        forms: wish.plans,
        uses: wish.max_use,
        overlap: wish.overlap,
        spread: statement.pool.setting.weighing.spread,
    };
    let forms = statement.cohort(cohort)?;
    let relaxed = forms.forms.iter().map(|form| account::gave_way(&statement, form)).collect();
    let (kits, overlap) = kits(&mut statement, &forms.forms, wish)?;
    let cohort = cohort_id(request, &kits)?;
    named(cohort, (kits, overlap), (forms, relaxed), wish)
}

/// That the request is one for a cohort.
fn possible(request: &Request, wish: CohortWish) -> Result<(), NotEquivalent> {
    if request.loop_id.is_some() || request.formats.len() > 1 {
        return Err(NotEquivalent::Loop { rounds: request.formats.len() });
    }
    let questions = &request.wishes.include;
    let shared = u16::try_from(questions.len()).unwrap_or(u16::MAX);
    let possible = if wish.overlap < shared { 1 } else { wish.max_use };
    if !questions.is_empty() && possible < wish.plans {
        return Err(NotEquivalent::Included { questions: questions.to_vec(), wanted: wish.plans, possible });
    }
    Ok(())
}

/// That the format draws questions, and that plans share no more than they have.
fn sized(statement: &Statement<'_>, wish: CohortWish) -> Result<(), NotEquivalent> {
    let sections = statement.pool.setting.formats.iter().flat_map(|format| &format.sections);
    let most: u16 = sections.filter(|section| section.draws()).map(most_questions).sum();
    if most == 0 {
        return Err(NotEquivalent::NothingDrawn);
    }
    if wish.overlap > most { Err(NotEquivalent::Overlap { overlap: wish.overlap, most }) } else { Ok(()) }
}

fn most_questions(section: &Section) -> u16 {
    // One of the minutes each, at the least.
    u16::from(section.max_questions).min(section.minutes.0)
}

/// The kits of the forms, still without names of their own, and how much two of them share.
fn kits(
    statement: &mut Statement<'_>,
    forms: &[Solution],
    wish: CohortWish,
) -> Result<(Vec<Kit>, usize), NotAssembled> {
    let picks: Vec<_> = forms.iter().map(|form| statement.picks(form)).collect();
    let flat: Vec<Vec<usize>> = picks.iter().map(|picks| picks.iter().flatten().flatten().copied().collect()).collect();
    let pool = &mut statement.pool;
    pool.stand_beside(&flat, (usize::from(wish.max_use), usize::from(wish.overlap)));
    let mut kits = Vec::new();
    for (number, picks) in picks.iter().enumerate() {
        pool.turn_to(number);
        kits.push(planned::kit(pool, picks)?);
    }
    Ok((kits, pool.most_shared()))
}

/// Gives the kits their names and their places, and says how equal they are.
fn named(
    cohort: CohortId,
    (mut kits, overlap): (Vec<Kit>, usize),
    (forms, relaxed): (Forms, Vec<Vec<GaveWay>>),
    wish: CohortWish,
) -> Result<Equivalents, NotAssembled> {
    let overlap = u16::try_from(overlap).unwrap_or(u16::MAX);
    let loads = &forms.loads;
    let lightest = loads.iter().copied().min().unwrap_or(0);
    let heaviest = loads.iter().copied().max().unwrap_or(0);
    let digits = wish.plans.to_string().len().max(2);
    let mut plans = Vec::new();
    let each = kits.iter_mut().zip(loads).zip(forms.forms.iter().zip(relaxed));
    for (number, ((kit, load), (form, relaxed))) in (1_u16..).zip(each) {
        kit.id = KitId::new(format!("{cohort}-{number:0digits$}")).map_err(NotAssembled::NoName)?;
        kit.title = format!("{}, plan {number} of {}", kit.title, wish.plans);
        for (round, plan) in (1..).zip(&mut kit.rounds) {
            plan.kit = Some(KitRound { id: kit.id.clone(), round });
            plan.cohort = Some(CohortPlace {
                id: cohort.clone(),
                number,
                plans: wish.plans,
                load: *load,
                lightest,
                heaviest,
                overlap,
            });
        }
        plans.push(facts(kit, number, *load, (form.cost, relaxed)));
    }
    let equivalence = Equivalence {
        cohort,
        max_use: wish.max_use,
        overlap,
        lightest,
        heaviest,
        spread: forms.spread,
        cost: forms.cost,
        bound: forms.bound,
        work: forms.work,
        plans,
    };
    Ok(Equivalents { kits, equivalence })
}

/// Named by what was drawn: two cohorts of one name have the same questions.
fn cohort_id(request: &Request, kits: &[Kit]) -> Result<CohortId, NotAssembled> {
    let mut digest = Sha256::new();
    for kit in kits {
        for banked in kit.rounds.iter().flat_map(Plan::all_questions) {
            digest.update(banked.question.id.as_str());
            digest.update("\n");
        }
        digest.update("\n");
    }
    let digest: String = digest.finalize().iter().take(4).map(|byte| format!("{byte:02x}")).collect();
    let format = request.formats.first().map(ToString::to_string).unwrap_or_default();
    let mut text = format!("{}-{}-{format}", request.track, request.level);
    text.truncate(50);
    CohortId::new(format!("{}-{digest}", text.trim_end_matches('-'))).map_err(NotAssembled::NoName)
}

fn facts(kit: &Kit, number: u16, load: u64, (cost, relaxed): (u64, Vec<GaveWay>)) -> PlanFacts {
    let questions: Vec<_> = kit.rounds.iter().flat_map(Plan::questions).map(|planned| &planned.banked).collect();
    let mut mix = [0; 5];
    let mut levels = BTreeMap::new();
    for banked in &questions {
        mix[usize::from(banked.question.difficulty.clamp(1, 5) - 1)] += banked.question.minutes.0;
        *levels.entry(banked.question.level).or_default() += 1;
    }
    let sections = || kit.rounds.iter().flat_map(|plan| &plan.sections);
    PlanFacts {
        number,
        kit: kit.id.clone(),
        load,
        minutes: questions.iter().map(|banked| banked.question.minutes).sum(),
        empty: sections().flat_map(|section| &section.given_up).map(left_empty).sum(),
        mix,
        banks: questions.iter().map(|banked| &banked.bank).collect::<BTreeSet<_>>().len(),
        levels,
        questions: questions.len(),
        backups: sections().map(|section| section.backups.len()).sum(),
        cost,
        relaxed,
    }
}

/// The minutes that stay empty by what was given up.
fn left_empty(given_up: &GivenUp) -> Minutes {
    match given_up {
        GivenUp::Empty { minutes, .. } => *minutes,
        GivenUp::TooFew { .. }
        | GivenUp::Mix { .. }
        | GivenUp::Rest { .. }
        | GivenUp::Topic { .. }
        | GivenUp::Backup { .. } => Minutes(0),
    }
}

impl Statement<'_> {
    /// The best cohort that is found.
    fn cohort(&mut self, cohort: Cohort) -> Result<Forms, NotAssembled> {
        self.keep_first_of_each_name();
        ::assembly::assemble(&self.problem, cohort).map_err(|why| match why {
            NoCohort::Unsolvable(why) => self.refused(why),
            NoCohort::TooMany { possible, wanted } => NotEquivalent::TooMany { possible, wanted }.into(),
            why @ (NoCohort::Kind { .. } | NoCohort::Numbers) => NotAssembled::TooLarge(why.to_string()),
        })
    }
}
