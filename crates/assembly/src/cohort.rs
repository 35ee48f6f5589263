//! Several forms of one kind from one set of items, as good as can be and equally heavy.
//!
//! Forms touch one another only through how often an item is used, how many items two of them share, and the spread of their loads.
//! They are assembled one after the other, each as its optimum with what the ones before leave, and then again and again each anew with
//! the others as they are, as long as that makes the whole better. What that may miss is bounded by `Dual`.

use crate::cost::{Relaxed, load, terms};
use crate::dual::Dual;
use crate::model::{Cohort, LoadWish, MOST_POINTS, Pack, Problem, Unsolvable};
use crate::solve::Solution;
use crate::thin::Thin;
use crate::weights::DIFFICULTIES;

/// The forms of a cohort.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forms {
    /// Each form; its cost, bound and proof are those of this form with the others as they are.
    pub forms: Vec<Solution>,
    /// The load of each form: minutes times difficulty, counted from 1.
    pub loads: Vec<u64>,
    /// How far the heaviest is above the lightest.
    pub spread: u64,
    /// The most items that two of them share.
    pub overlap: usize,
    /// What all of them cost, the spread included, in points.
    pub cost: u64,
    /// No forms that keep the rules of the cohort and break no more rules of their own cost less together, in points.
    pub bound: u64,
    /// How many steps that took.
    pub work: u64,
}

/// Why there is no cohort.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoCohort {
    /// Not even one form can be assembled.
    #[error(transparent)]
    Unsolvable(#[from] Unsolvable),
    /// A cohort has forms of one kind, pinned items only where all of them may use these, and its own wish for a load.
    #[error(
        "a cohort is made of one form without a load, and of pinned items that all may use and share; there are {forms} forms and {pinned} pinned items"
    )]
    Kind {
        /// How many forms the problem has.
        forms: usize,
        /// How many items it pins.
        pinned: usize,
    },
    /// A number of forms or uses of 0, or a weight that is too large.
    #[error("there must be at least one form and one use, and no more than {MOST_POINTS} points for spread")]
    Numbers,
    /// The items do not suffice for so many forms that keep the rules that one form alone can keep.
    #[error("the items suffice for {possible} forms, not for {wanted}")]
    TooMany {
        /// How many were assembled.
        possible: u16,
        /// How many were wanted.
        wanted: u16,
    },
}

/// How many times the work of one form at most goes into a cohort before no form is assembled anew any more.
const MOST_WORK: u64 = 25;

/// How many rounds of assembling each form anew there are at most.
const ROUNDS: usize = 4;

/// Which part of the cost a cohort may be above its bound before it is no longer worked on.
const NEAR: u64 = 64;

/// Loads are equal that differ by no more than this part of the heaviest.
const EQUAL: u64 = 50;

/// Which part of its cost a cohort of equal loads may cost more than one that is not.
const WORTH: u64 = 50;

/// How many times more than spread costs what is outside the wished load where loads are to be equal.
const STRICT: u32 = 20;

/// Assembles a cohort from a problem with one form and no load wished for. What is pinned is in every form, so all must be allowed to use
/// and to share it.
///
/// # Errors
/// Why there is none; among others how many forms the items suffice for, found by assembling them one after the other.
pub fn assemble(problem: &Problem, cohort: Cohort) -> Result<Forms, NoCohort> {
    let pinned = problem.pinned.len();
    let keeps_pins =
        pinned == 0 || cohort.forms <= cohort.uses && (cohort.forms < 2 || pinned <= usize::from(cohort.overlap));
    if problem.forms.len() != 1 || !keeps_pins || problem.load.is_some() {
        return Err(NoCohort::Kind { forms: problem.forms.len(), pinned });
    }
    if cohort.forms == 0 || cohort.uses == 0 || cohort.spread > MOST_POINTS {
        return Err(NoCohort::Numbers);
    }
    problem.check()?;
    let thin = Thin::new(problem);
    let mut table = Table { problem, thin: &thin, open: problem.clone(), cohort, wish: None, work: 0 };
    let mut forms = table.in_turn(Vec::new(), None)?;
    // Whatever takes their place breaks no more rules.
    let most = forms.first().map(broken);
    let mut cost = table.cost(&forms);
    let mut dual = Dual::new((problem, &thin), cohort, &forms);
    let bound = dual.climb(cost - cost / NEAR, &mut table.work);
    let enough = bound + bound / NEAR;
    table.improve(&mut forms, &mut cost, enough);
    // The forms of which the bound is made may go together better than those that were assembled in turn.
    let shared = table.fitting(&dual.share());
    if cost > enough
        && let Ok(mut shared) = table.in_turn(shared, most)
    {
        let mut shared_cost = table.cost(&shared);
        table.improve(&mut shared, &mut shared_cost, enough);
        if shared_cost < cost {
            (forms, cost) = (shared, shared_cost);
        }
    }
    if let Some(wish) = table.level(&forms) {
        table.wish = Some(wish);
        if let Ok(level) = table.in_turn(Vec::new(), most)
            && table.level(&level).is_none()
        {
            let level_cost = table.cost(&level);
            if level_cost <= cost + cost / WORTH {
                (forms, cost) = (level, level_cost);
            }
        }
    }
    let loads = table.loads(&forms.iter().collect::<Vec<_>>());
    let spread = spread(&loads);
    let overlap = overlap(&forms);
    Ok(Forms { forms, loads, spread, overlap, cost, bound: bound.min(cost), work: table.work })
}

/// The problem whose forms are assembled.
struct Table<'a> {
    problem: &'a Problem,
    thin: &'a Thin,
    /// The same with what the other forms leave.
    open: Problem,
    cohort: Cohort,
    /// The load that each form is to have; else one as the others have.
    wish: Option<LoadWish>,
    work: u64,
}

impl Table<'_> {
    /// All forms: those that there are, and the others one after the other; each breaks at most so many rules, or as many as the first.
    fn in_turn(&mut self, mut forms: Vec<Solution>, most: Option<u32>) -> Result<Vec<Solution>, NoCohort> {
        let mut most = most.or_else(|| forms.first().map(broken));
        if forms.iter().any(|form| Some(broken(form)) > most) {
            return Err(NoCohort::TooMany { possible: 0, wanted: self.cohort.forms });
        }
        while let Some(turn) = u16::try_from(forms.len()).ok().filter(|turn| *turn < self.cohort.forms) {
            self.beside(&forms.iter().collect::<Vec<_>>());
            let form = match self.thin.solve(&self.open) {
                Ok(form) => form,
                Err(why) if turn == 0 => return Err(why.into()),
                Err(_) => return Err(NoCohort::TooMany { possible: turn, wanted: self.cohort.forms }),
            };
            self.work += form.work;
            if broken(&form) > *most.get_or_insert(broken(&form)) {
                return Err(NoCohort::TooMany { possible: turn, wanted: self.cohort.forms });
            }
            let terms = terms(self.problem, &form.chosen);
            forms.push(Solution { cost: terms.sum(), terms, ..form });
        }
        Ok(forms)
    }

    /// As many of these forms as may be in one cohort, the first first.
    fn fitting(&self, forms: &[&Solution]) -> Vec<Solution> {
        let mut kept: Vec<Solution> = Vec::new();
        for form in forms {
            let items = form.chosen.concat();
            let shared = |other: &Solution| items.iter().filter(|item| has(other, **item)).count();
            let uses = |item: &u32| kept.iter().filter(|other| has(other, *item)).count();
            let fits = kept.iter().all(|other| shared(other) <= usize::from(self.cohort.overlap))
                && items.iter().all(|item| uses(item) < usize::from(self.cohort.uses));
            if fits && kept.len() < usize::from(self.cohort.forms) {
                kept.push((*form).clone());
            }
        }
        kept
    }

    /// Leaves of the problem what others do not use, and wishes for a load as theirs.
    fn beside(&mut self, others: &[&Solution]) {
        let mut uses = vec![0_u16; self.problem.items.len()];
        for item in others.iter().flat_map(|form| form.chosen.iter().flatten()) {
            uses[*item as usize] += 1;
        }
        let most = if self.cohort.overlap == 0 { 1 } else { self.cohort.uses };
        let out = (0..).zip(&uses).filter(|(_, uses)| **uses >= most).map(|(item, _): (u32, _)| item);
        self.open.forbidden.clone_from(&self.problem.forbidden);
        self.open.forbidden.extend(out);
        self.open.packs.clone_from(&self.problem.packs);
        if most > 1 {
            let overlap = self.cohort.overlap;
            let pack = |form: &&Solution| Pack { items: form.chosen.concat(), most: overlap };
            self.open.packs.extend(others.iter().map(pack));
        }
        let loads = self.loads(others);
        let small = |load: u64| u32::try_from(load).unwrap_or(u32::MAX);
        let range = loads.iter().min().zip(loads.iter().max());
        let weight = self.cohort.spread;
        let beside = range.map(|(from, to)| LoadWish { from: small(*from), to: small(*to), weight });
        self.open.load = self.wish.or(beside);
    }

    /// Where loads are not equal, what all of them should be: what most are.
    fn level(&self, forms: &[Solution]) -> Option<LoadWish> {
        let mut loads = self.loads(&forms.iter().collect::<Vec<_>>());
        if self.cohort.spread == 0 || spread(&loads) * EQUAL <= loads.iter().max().copied().unwrap_or(0) {
            return None;
        }
        loads.sort_unstable();
        let most = loads.chunk_by(|a, b| a == b).max_by_key(|same| same.len()).map_or(0, |same| same[0]);
        let small = |load: u64| u32::try_from(load).unwrap_or(u32::MAX);
        let weight = self.cohort.spread.saturating_mul(STRICT).min(MOST_POINTS);
        Some(LoadWish { from: small(most), to: small(most), weight })
    }

    /// Assembles each form anew beside the others, the dearest first, as long as that makes the whole better and it is not good enough.
    fn improve(&mut self, forms: &mut [Solution], cost: &mut u64, enough: u64) {
        for _ in 0..ROUNDS {
            let before = *cost;
            let mut order: Vec<usize> = (0..forms.len()).collect();
            order.sort_by_key(|form| std::cmp::Reverse(forms[*form].cost));
            for form in order {
                if *cost > enough && self.work < self.problem.work.saturating_mul(MOST_WORK) {
                    *cost = self.again(forms, form, *cost);
                }
            }
            if *cost == before {
                break;
            }
        }
    }

    /// Assembles a form anew beside the others, and keeps it where that makes the whole better.
    fn again(&mut self, forms: &mut [Solution], form: usize, cost: u64) -> u64 {
        let others: Vec<&Solution> =
            forms.iter().enumerate().filter(|(other, _)| *other != form).map(|(_, f)| f).collect();
        self.beside(&others);
        let Ok(found) = self.thin.solve(&self.open) else { return cost };
        self.work += found.work;
        let mut found = Solution { terms: terms(self.problem, &found.chosen), ..found };
        found.cost = found.terms.sum();
        if broken(&found) > broken(&forms[form]) {
            return cost;
        }
        let before = std::mem::replace(&mut forms[form], found);
        let now = self.cost(forms);
        if now < cost {
            return now;
        }
        forms[form] = before;
        cost
    }

    fn cost(&self, forms: &[Solution]) -> u64 {
        let own: u64 = forms.iter().map(|form| form.cost).sum();
        own + u64::from(self.cohort.spread) * spread(&self.loads(&forms.iter().collect::<Vec<_>>()))
    }

    fn loads(&self, forms: &[&Solution]) -> Vec<u64> {
        let of = |form: &&Solution| {
            let mut given = [0; DIFFICULTIES];
            for item in form.chosen.iter().flatten().map(|item| &self.problem.items[*item as usize]) {
                given[usize::from(item.difficulty)] += usize::from(item.minutes);
            }
            load(given)
        };
        forms.iter().map(of).collect()
    }
}

/// How many breaches of rules a form has.
fn broken(form: &Solution) -> u32 {
    Relaxed::sum(&form.relaxed)
}

fn has(form: &Solution, item: u32) -> bool {
    form.chosen.iter().any(|items| items.contains(&item))
}

fn spread(loads: &[u64]) -> u64 {
    let (least, most) = (loads.iter().min(), loads.iter().max());
    most.copied().unwrap_or(0) - least.copied().unwrap_or(0)
}

/// The most items that two forms share.
fn overlap(forms: &[Solution]) -> usize {
    let sets: Vec<Vec<u32>> = forms
        .iter()
        .map(|form| {
            let mut items: Vec<u32> = form.chosen.iter().flatten().copied().collect();
            items.sort_unstable();
            items
        })
        .collect();
    let shared = |a: &[u32], b: &[u32]| a.iter().filter(|item| b.binary_search(item).is_ok()).count();
    let pairs = sets.iter().enumerate().flat_map(|(index, a)| sets[index + 1..].iter().map(move |b| shared(a, b)));
    pairs.max().unwrap_or(0)
}
