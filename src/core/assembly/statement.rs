//! What is asked of the solver (`crates/assembly`): each question an item, each round a form; and its answer in questions again.

use std::collections::BTreeMap;

use ::assembly::{
    Alternative, Form, Item, MOST_ITEMS, Problem, Section as Stretch, Solution, Unsolvable, Weights, alternatives,
    solve,
};

use super::super::format::{Format, Section};
use super::super::ids::{QuestionId, TechnologyId};
use super::super::scale::Kind;
use super::contradiction::Contradiction;
use super::pool::Pool;
use super::request::{NotAssembled, Station};
use super::wishes;

/// After so many steps of the search the best so far is taken, proven or not: a fraction of a second.
const WORK: u64 = 4_000_000;

/// The problem, and what its numbers stand for.
pub(super) struct Statement<'a> {
    pub(super) pool: Pool<'a>,
    pub(super) problem: Problem,
    /// The position in the pool of each item.
    items: Vec<usize>,
    /// Where each of the solver's sections is.
    places: Vec<Station>,
    /// The round of each of the solver's forms, counted from 0.
    forms: Vec<usize>,
    /// Technologies that were chosen and that no question of a round asks about, by the round.
    pub(super) unasked: Vec<(usize, TechnologyId)>,
}

/// The positions in the pool of each round's sections' questions.
pub(super) type Picks = Vec<Vec<Vec<usize>>>;

impl<'a> Statement<'a> {
    /// States a request.
    ///
    /// # Errors
    /// Wishes that can't be kept, all at once.
    pub(super) fn new(pool: Pool<'a>) -> Result<Self, NotAssembled> {
        let request = pool.setting.request;
        let formats = &pool.setting.formats;
        let drawing = |format: &Format| {
            let sections = format.sections.iter().enumerate().filter(|(_, section)| section.draws());
            sections.map(|(index, _)| index).collect::<Vec<_>>()
        };
        let forms: Vec<usize> = (0..formats.len()).filter(|round| !drawing(formats[*round]).is_empty()).collect();
        let places: Vec<Station> = forms
            .iter()
            .flat_map(|round| drawing(formats[*round]).into_iter().map(|section| Station { round: *round, section }))
            .collect();
        if places.len() > ::assembly::MOST_SECTIONS {
            let most = ::assembly::MOST_SECTIONS;
            let message = format!("{} sections draw questions, and at most {most} can be drawn together", places.len());
            return Err(NotAssembled::TooLarge(message));
        }
        // By section first: its kinds, banks and topics are looked up once.
        let mut sections = vec![0_u64; pool.len()];
        for (bit, place) in places.iter().enumerate() {
            for index in pool.fitting(&formats[place.round].sections[place.section]) {
                sections[index] |= 1 << bit;
            }
        }
        wishes::check(&pool, &sections, &places)?;
        let items: Vec<usize> =
            (0..pool.len()).filter(|index| sections[*index] != 0 && pool.why_never(*index).is_none()).collect();
        let item = |index: &usize| {
            let question = pool.question(*index);
            let tags = (0..64).zip(&request.technologies);
            Item {
                own: pool.own(*index).sum(),
                minutes: question.minutes.0,
                difficulty: question.difficulty.clamp(1, 5) - 1,
                group: pool.bank_number(*index),
                tags: tags
                    .filter(|(_, technology)| question.technologies.contains(technology))
                    .fold(0, |tags, (bit, _)| tags | 1 << bit),
                sections: sections[*index],
                class: pool.steps(*index).saturating_sub(1),
                labels: pool.topics(*index).to_vec(),
                kind: number(question.kind),
            }
        };
        let mut problem = Problem {
            items: items.iter().map(item).collect(),
            weights: weights(&pool),
            seed: request.seed,
            work: WORK,
            ..Problem::default()
        };
        let mut unasked = Vec::new();
        for round in &forms {
            let bits = (0..).zip(&places).filter(|(_, place)| place.round == *round);
            let bits = bits.fold(0, |bits: u64, (bit, _): (u32, _)| bits | 1 << bit);
            let (form, lost) = form(&pool, &problem.items, (*round, bits));
            problem.forms.push(form);
            unasked.extend(lost.into_iter().map(|technology| (*round, technology)));
        }
        let mut statement = Self { pool, problem, items, places, forms, unasked };
        statement.problem.enemies =
            statement.pool.apart().filter_map(|(a, b)| Some((statement.item(a)?, statement.item(b)?))).collect();
        let pinned = request.wishes.include.iter().filter_map(|id| statement.item_named(id));
        statement.problem.pinned = pinned.collect();
        Ok(statement)
    }

    /// The item of a question.
    fn item(&self, index: usize) -> Option<u32> {
        self.items.binary_search(&index).ok().and_then(|item| u32::try_from(item).ok())
    }

    fn item_named(&self, id: &QuestionId) -> Option<u32> {
        let first = self.pool.named(id)?;
        (first..self.pool.len())
            .take_while(|index| self.pool.question(*index).id == *id)
            .find_map(|index| self.item(index))
    }

    /// The position in the pool of an item.
    pub(super) fn position(&self, item: u32) -> usize {
        self.items[item as usize]
    }

    /// Where a section of the solver's is.
    pub(super) fn place(&self, section: usize) -> Station {
        self.places[section]
    }

    /// The round of a form of the solver's.
    pub(super) fn round(&self, form: usize) -> usize {
        self.forms[form]
    }

    /// The best selection.
    pub(super) fn solved(&self) -> Result<Solution, NotAssembled> {
        if self.places.is_empty() {
            let terms = ::assembly::Terms::default();
            let chosen = Vec::new();
            return Ok(Solution { chosen, cost: 0, bound: 0, proven: true, terms, relaxed: Vec::new(), work: 0 });
        }
        solve(&self.problem).map_err(|why| self.refused(why))
    }

    /// Why there is none, in the words of interviews.
    pub(super) fn refused(&self, why: Unsolvable) -> NotAssembled {
        match why {
            Unsolvable::Pinned { .. } | Unsolvable::PinnedNowhere { .. } => {
                NotAssembled::Wishes(vec![Contradiction::Crowded {
                    questions: self.pool.setting.request.wishes.include.to_vec(),
                }])
            }
            Unsolvable::PinnedEnemies { a, b } => {
                let id = |item| self.pool.question(self.position(item)).id.clone();
                NotAssembled::Wishes(vec![Contradiction::Enemies { a: id(a), b: id(b) }])
            }
            Unsolvable::PinnedAndForbidden { item } => {
                let question = self.pool.question(self.position(item)).id.clone();
                NotAssembled::Wishes(vec![Contradiction::BothWays { question }])
            }
            Unsolvable::Work { work } => NotAssembled::Work { work },
            Unsolvable::Minutes { form, minutes } => NotAssembled::TooLarge(format!(
                "round {} has {minutes} minutes, more than {}",
                self.round(form) + 1,
                ::assembly::MOST_MINUTES
            )),
            why @ (Unsolvable::NoForm
            | Unsolvable::Sections(_)
            | Unsolvable::Counts { .. }
            | Unsolvable::Most { .. }
            | Unsolvable::Difficulty { .. }
            | Unsolvable::Kind { .. }
            | Unsolvable::Points { .. }
            | Unsolvable::Load { .. }
            | Unsolvable::NoItem { .. }) => NotAssembled::TooLarge(why.to_string()),
        }
    }

    /// Leaves out all but the first of a name that stands twice: beside one another, the two would be one question in two plans.
    pub(super) fn keep_first_of_each_name(&mut self) {
        let again = |item: &u32| !self.pool.is_first(self.position(*item));
        let doubles: Vec<u32> = (0..).take(self.items.len()).filter(again).collect();
        self.problem.forbidden.extend(doubles);
    }

    /// What was chosen, by round and section; easy first, questions of one difficulty in an order drawn from the seed.
    pub(super) fn picks(&self, solution: &Solution) -> Picks {
        let formats = &self.pool.setting.formats;
        let mut picks: Picks = formats.iter().map(|format| vec![Vec::new(); format.sections.len()]).collect();
        for (items, place) in solution.chosen.iter().zip(&self.places) {
            let mut found: Vec<usize> = items.iter().map(|item| self.position(*item)).collect();
            found.sort_by_key(|index| (self.pool.question(*index).difficulty, self.pool.order(*index), *index));
            picks[place.round][place.section] = found;
        }
        picks
    }

    /// What else could stand in the place of one of `chosen` (names, by round and section), the best first; `apart` names questions that
    /// are not to come, nor their enemies.
    pub(super) fn others(
        &mut self,
        chosen: &BTreeMap<Station, Vec<&QuestionId>>,
        (place, question): (Station, &QuestionId),
        apart: &[&QuestionId],
        most: usize,
    ) -> Option<(u64, Vec<Alternative>)> {
        let items: Vec<Vec<u32>> = self
            .places
            .iter()
            .map(|place| chosen.get(place).into_iter().flatten().filter_map(|id| self.item_named(id)).collect())
            .collect();
        let section = self.places.iter().position(|other| *other == place)?;
        let item = self.item_named(question)?;
        let apart: Vec<u32> = apart.iter().filter_map(|id| self.item_named(id)).collect();
        let enemies = self.problem.enemies.iter().flat_map(|(a, b)| [(*a, *b), (*b, *a)]);
        let enemies: Vec<u32> = enemies.filter(|(a, _)| apart.contains(a)).map(|(_, b)| b).collect();
        let before = std::mem::replace(&mut self.problem.forbidden, [apart, enemies].concat());
        let now = ::assembly::terms(&self.problem, &items).sum();
        let found = alternatives(&self.problem, &items, (section, item), most);
        self.problem.forbidden = before;
        Some((now, found))
    }
}

/// A kind as a number.
fn number(kind: Kind) -> u8 {
    Kind::ALL.iter().zip(0..).find(|(other, _)| **other == kind).map_or(0, |(_, number)| number)
}

fn weights(pool: &Pool<'_>) -> Weights {
    let weighing = &pool.setting.weighing;
    Weights {
        unused: weighing.unused,
        over: weighing.mix,
        under: weighing.mix,
        breadth: weighing.breadth,
        repeat: weighing.topic,
        kind: weighing.kind,
    }
}

/// A round as a form, and the chosen technologies that none of its questions asks about; `bits` are its sections'.
fn form(pool: &Pool<'_>, items: &[Item], (round, bits): (usize, u64)) -> (Form, Vec<TechnologyId>) {
    let setting = &pool.setting;
    let format = setting.formats[round];
    let drawing = || format.sections.iter().filter(|section| section.draws());
    let sections: Vec<Stretch> = drawing().map(|section| stretch(pool, section)).collect();
    let shares = format.mix.get(&setting.request.level).copied().unwrap_or([20; 5]);
    let here = || items.iter().filter(|item| item.sections & bits != 0);
    let banks = distinct(here());
    let tags = here().fold(0, |tags, item| tags | item.tags);
    let asked: u64 = (0..64).zip(&setting.request.technologies).fold(0, |asked, (bit, _)| asked | 1 << bit);
    let lost = (0..64).zip(&setting.request.technologies).filter(|(bit, _)| tags >> bit & 1 == 0);
    let wanted = format
        .assembly
        .banks
        .map_or_else(|| drawing().map(|section| u16::from(section.min_questions)).sum(), u16::from);
    let form = Form {
        target: Form::targets(&sections, shares),
        group_limit: limit(pool, items, (round, bits)),
        // No round can have questions of more banks than there are.
        wanted_groups: wanted.min(u16::try_from(banks).unwrap_or(u16::MAX)),
        required: asked & tags,
        sections,
    };
    (form, lost.map(|(_, technology)| technology.clone()).collect())
}

fn stretch(pool: &Pool<'_>, section: &Section) -> Stretch {
    let most = section.max_questions.min(MOST_ITEMS);
    let kinds = section.kinds.iter().map(|kind| number(pool.setting.track.kind(*kind)));
    let kinds = kinds.fold(0_u32, |kinds, kind| kinds | 1 << kind);
    Stretch {
        capacity: section.minutes.0,
        least: section.min_questions.min(most),
        most,
        // Of a single kind there is nothing to wish for.
        kinds: if kinds.count_ones() > 1 { kinds } else { 0 },
    }
}

/// The limit per bank: none for a track with few banks, and none where a section could not be filled to its most questions within it,
/// since too few banks have questions for it.
fn limit(pool: &Pool<'_>, items: &[Item], (round, bits): (usize, u64)) -> Option<u16> {
    let setting = &pool.setting;
    let format = setting.formats[round];
    let limit = u16::from(format.assembly.bank_limit);
    if limit == 0 || setting.track.banks.len() < usize::from(format.assembly.bank_limit_from) {
        return None;
    }
    let sections = (0..64_u32).filter(|bit| bits >> bit & 1 == 1);
    let mut drawing = format.sections.iter().filter(|section| section.draws()).zip(sections);
    let suffices = drawing.all(|(section, bit)| {
        let able = items.iter().filter(|item| item.sections >> bit & 1 == 1 && item.class == 0);
        let mut groups: Vec<u32> = able.map(|item| item.group).collect();
        groups.sort_unstable();
        let within: usize = groups.chunk_by(|a, b| a == b).map(|same| same.len().min(usize::from(limit))).sum();
        within >= usize::from(section.max_questions)
    });
    suffices.then_some(limit)
}

/// From how many banks the items are.
fn distinct<'i>(items: impl Iterator<Item = &'i Item>) -> usize {
    let mut groups: Vec<u32> = items.map(|item| item.group).collect();
    groups.sort_unstable();
    groups.dedup();
    groups.len()
}
