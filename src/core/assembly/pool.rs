//! The questions that a kit can draw on, what each costs by itself, and what keeps one out of a section.

use std::collections::{BTreeMap, BTreeSet};

use super::super::bank::Question;
use super::super::format::Section;
use super::super::ids::{BankId, QuestionId, TopicId};
use super::super::library::Found;
use super::super::plan::{Banked, Lacking};
use super::super::scale::Level;
use super::chance::{self, DrawFor};
use super::digest::DrawDigest;
use super::neighbors::Neighbors;
use super::request::Setting;

/// What the track draws on, with what is taken already.
pub(super) struct Pool<'a> {
    pub(super) setting: Setting<'a>,
    /// In the order of their ids.
    questions: Vec<Found<'a>>,
    /// The first question of the same id, by position: a name that stands twice is one question.
    first: Vec<usize>,
    /// The topics of each question and its bank, as numbers.
    topics: Vec<Vec<u32>>,
    banks: Vec<u32>,
    own: Vec<Own>,
    asked_before: Vec<bool>,
    days: Vec<Option<u32>>,
    /// What is known of the past of the questions, where there is any.
    history: Option<DrawDigest>,
    /// The enemies of each first question of an id, and whether it is in the kit.
    enemies: Vec<Vec<usize>>,
    taken: Vec<bool>,
    /// How often each topic is in the kit.
    topic_counts: Vec<u32>,
    /// In a cohort, what its other plans have.
    neighbors: Option<Neighbors>,
}

/// What a question costs by itself, in points.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Own {
    pub(super) rest: u32,
    pub(super) level: u32,
    pub(super) variety: u32,
    pub(super) technology: u32,
}

impl Own {
    pub(super) fn sum(self) -> u32 {
        self.rest + self.level + self.variety + self.technology
    }
}

/// How often a question was asked, as far as a draw looks at it.
#[derive(Clone, Copy)]
struct Past {
    /// Whole hours since it was last asked of anybody.
    hours: u64,
    of_candidate: bool,
}

impl<'a> Pool<'a> {
    pub(super) fn new(setting: Setting<'a>) -> Self {
        let mut questions: Vec<Found<'a>> =
            setting.library.of_track(setting.track).filter(|found| !found.question.retired).collect();
        questions.sort_by(|a, b| a.question.id.cmp(&b.question.id));
        let mut first: Vec<usize> = Vec::new();
        for (index, found) in questions.iter().enumerate() {
            let is_again = index.checked_sub(1).filter(|before| questions[*before].question.id == found.question.id);
            first.push(is_again.map_or(index, |before| first[before]));
        }
        let mut enemies = vec![Vec::new(); questions.len()];
        for (index, found) in questions.iter().enumerate() {
            for enemy in &found.question.enemies {
                // One that the track does not draw on can't come into the kit.
                if let Ok(enemy) = questions.binary_search_by(|found| found.question.id.cmp(enemy)) {
                    enemies[first[index]].push(first[enemy]);
                    enemies[first[enemy]].push(first[index]);
                }
            }
        }
        let mut topic_numbers: BTreeMap<&TopicId, u32> = BTreeMap::new();
        let mut numbered = |topic: &'a TopicId| {
            let next = u32::try_from(topic_numbers.len()).unwrap_or(u32::MAX);
            *topic_numbers.entry(topic).or_insert(next)
        };
        let topics = questions.iter().map(|found| found.question.topics.iter().map(&mut numbered).collect()).collect();
        let topic_counts = vec![0; topic_numbers.len()];
        let bank_numbers: BTreeMap<&BankId, u32> = setting.library.banks.keys().zip(0..).collect();
        let bank = |found: &Found<'_>| bank_numbers.get(found.bank).copied().unwrap_or(u32::MAX);
        let banks = questions.iter().map(bank).collect();
        let past = past(&setting);
        let of = |found: &Found<'_>| past.get(&found.question.id).copied();
        let days =
            questions.iter().map(|found| of(found).map(|past| u32::try_from(past.hours / 24).unwrap_or(u32::MAX)));
        let days = days.collect();
        let asked_before = questions.iter().map(|found| of(found).is_some_and(|past| past.of_candidate)).collect();
        let own = questions.iter().map(|found| own(&setting, found.question, of(found))).collect();
        let history = digest(questions.iter().filter_map(|found| Some((&found.question.id, of(found)?))));
        let taken = vec![false; questions.len()];
        Self {
            setting,
            questions,
            first,
            topics,
            banks,
            own,
            asked_before,
            days,
            history,
            enemies,
            taken,
            topic_counts,
            neighbors: None,
        }
    }

    /// How many questions there are.
    pub(super) fn len(&self) -> usize {
        self.questions.len()
    }

    pub(super) fn question(&self, index: usize) -> &'a Question {
        self.questions[index].question
    }

    pub(super) fn bank(&self, index: usize) -> &'a BankId {
        self.questions[index].bank
    }

    pub(super) fn banked(&self, index: usize) -> Banked {
        Banked { bank: self.bank(index).clone(), question: self.question(index).clone() }
    }

    /// The first question of that name, if the banks of the track have it.
    pub(super) fn named(&self, id: &QuestionId) -> Option<usize> {
        let found = self.questions.binary_search_by(|found| found.question.id.cmp(id)).ok()?;
        Some(self.first[found])
    }

    /// The bank as a number.
    pub(super) fn bank_number(&self, index: usize) -> u32 {
        self.banks[index]
    }

    /// What a question costs by itself.
    pub(super) fn own(&self, index: usize) -> Own {
        self.own[index]
    }

    /// Its place among questions of its difficulty.
    pub(super) fn order(&self, index: usize) -> u32 {
        chance::below(1 << 30, self.setting.request.seed, DrawFor::Order, &self.question(index).id)
    }

    /// Whole days since anybody was asked it.
    pub(super) fn days(&self, index: usize) -> Option<u32> {
        self.days[index]
    }

    /// Whole days since anybody was asked it, where that is not long enough ago.
    pub(super) fn tired(&self, index: usize) -> Option<u32> {
        self.days[index].filter(|days| *days < u32::from(self.setting.weighing.rest_days))
    }

    /// A number made of what was asked before, as far as the draw looks at it; none where nothing was.
    pub(super) fn history_digest(&self) -> Option<DrawDigest> {
        self.history
    }

    /// The topics of a question, as numbers, in its order.
    pub(super) fn topics(&self, index: usize) -> &[u32] {
        &self.topics[index]
    }

    /// How near two questions are in what they are about: 2 with a topic in common, 1 in one bank, else 0.
    pub(super) fn likeness(&self, a: usize, b: usize) -> u8 {
        if self.topics(a).iter().any(|topic| self.topics(b).contains(topic)) {
            return 2;
        }
        u8::from(self.banks[a] == self.banks[b])
    }

    /// How often a topic is in the kit already.
    pub(super) fn topic_count(&self, topic: u32) -> u32 {
        self.topic_counts.get(topic as usize).copied().unwrap_or(0)
    }

    /// The questions that are never asked together with one, or are the same: pairs, each once.
    pub(super) fn apart(&self) -> impl Iterator<Item = (usize, usize)> {
        let doubles = self.first.iter().enumerate().filter(|(index, first)| index != *first);
        let pairs = self.enemies.iter().enumerate().flat_map(|(index, enemies)| {
            enemies.iter().filter(move |enemy| index < **enemy).map(move |enemy| (index, *enemy))
        });
        // Of a name that stands twice, each is an enemy of what one of them is an enemy of.
        let of = move |index: usize| (index..self.first.len()).take_while(move |other| self.first[*other] == index);
        let pairs = pairs.flat_map(move |(a, b)| of(a).flat_map(move |a| of(b).map(move |b| (a, b))));
        pairs.chain(doubles.map(|(index, first)| (*first, index)))
    }

    pub(super) fn are_enemies(&self, a: usize, b: usize) -> bool {
        self.enemies[self.first[a]].contains(&self.first[b])
    }

    /// Puts a question into the kit.
    pub(super) fn take(&mut self, index: usize) {
        self.taken[self.first[index]] = true;
        if let Some(neighbors) = &mut self.neighbors {
            neighbors.take(self.first[index]);
        }
        for topic in &self.topics[index] {
            self.topic_counts[*topic as usize] += 1;
        }
    }

    /// Whether a question is the first of its name.
    pub(super) fn is_first(&self, index: usize) -> bool {
        self.first[index] == index
    }

    /// Makes the pool that of a cohort, of which each plan has these questions; so many plans may have a question, and two share so many.
    pub(super) fn stand_beside(&mut self, chosen: &[Vec<usize>], limits: (usize, usize)) {
        self.neighbors = Some(Neighbors::new(self.len(), chosen, limits));
    }

    /// Begins with a plan of the cohort: its kit is empty, and the other plans have what they have.
    pub(super) fn turn_to(&mut self, plan: usize) {
        self.taken.fill(false);
        self.topic_counts.fill(0);
        if let Some(neighbors) = &mut self.neighbors {
            neighbors.turn_to(plan);
        }
    }

    /// The most questions that two plans of the cohort share.
    pub(super) fn most_shared(&mut self) -> usize {
        self.neighbors.as_mut().map_or(0, Neighbors::most_shared)
    }

    /// Whether the other plans of the cohort keep a question to themselves.
    fn is_kept_elsewhere(&self, index: usize) -> bool {
        self.neighbors.as_ref().is_some_and(|neighbors| !neighbors.leave(self.first[index]))
    }

    /// Whether a question is in the kit, or an enemy of one that is.
    pub(super) fn in_kit(&self, index: usize) -> bool {
        let index = self.first[index];
        self.taken[index] || self.enemies[index].iter().any(|enemy| self.taken[*enemy])
    }

    /// Of those whose kind and bank fit the section: the positions of the ones that may be asked at `levels`.
    pub(super) fn at_levels(&self, section: &Section, levels: &[Level]) -> Vec<usize> {
        self.fitting(section)
            .filter(|index| {
                let question = self.question(*index);
                levels.contains(&question.level)
                    && self.why_never(*index).is_none()
                    && !self.in_kit(*index)
                    && !self.is_kept_elsewhere(*index)
                    && question.minutes <= section.minutes
            })
            .collect()
    }

    /// What keeps questions whose kind and bank fit out of the section, but for `picks`, which it has.
    pub(super) fn lacking(&self, section: &Section, picks: &[usize]) -> Lacking {
        let mut lacking = Lacking::default();
        for index in self.fitting(section).filter(|index| !picks.contains(index)) {
            let found = if self.steps(index) > 1 {
                &mut lacking.level
            } else {
                match self.why_never(index) {
                    Some(Never::Excluded) => &mut lacking.excluded,
                    Some(Never::Technology) => &mut lacking.technology,
                    Some(Never::AskedBefore) => &mut lacking.asked_before,
                    None if self.in_kit(index) => &mut lacking.in_kit,
                    None if self.is_kept_elsewhere(index) => &mut lacking.in_cohort,
                    None if self.question(index).minutes > section.minutes => &mut lacking.too_long,
                    None => &mut lacking.eligible,
                }
            };
            *found += 1;
        }
        lacking
    }

    /// How many steps a question's level is from the one asked for.
    pub(super) fn steps(&self, index: usize) -> u8 {
        self.question(index).level.steps_from(self.setting.request.level)
    }

    /// The positions of the questions whose kind, bank and topics the section takes.
    pub(super) fn fitting(&self, section: &Section) -> impl Iterator<Item = usize> {
        let fits = self.setting.takes(section);
        (0..self.questions.len()).filter(move |index| fits(self.bank(*index), self.question(*index)))
    }

    /// What keeps a question out of every section, whatever else is chosen.
    pub(super) fn why_never(&self, index: usize) -> Option<Never> {
        let question = self.question(index);
        if self.setting.request.wishes.exclude.contains(&question.id) {
            return Some(Never::Excluded);
        }
        let unknown = |known: &BTreeSet<_>| question.technologies.iter().any(|technology| !known.contains(technology));
        if self.setting.known.as_ref().is_some_and(unknown) {
            return Some(Never::Technology);
        }
        self.asked_before[index].then_some(Never::AskedBefore)
    }
}

/// Why a question is never asked, whichever section takes its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Never {
    Excluded,
    Technology,
    AskedBefore,
}

fn past<'a>(setting: &Setting<'a>) -> BTreeMap<&'a QuestionId, Past> {
    let mut past: BTreeMap<&QuestionId, Past> = BTreeMap::new();
    for asked in &setting.history.asked {
        let hours = u64::try_from((setting.history.now - asked.at).num_hours()).unwrap_or(0);
        let of_candidate = asked.candidate.is_some() && setting.request.candidate == asked.candidate;
        for question in &asked.questions {
            let before = past.entry(question).or_insert(Past { hours, of_candidate });
            before.hours = before.hours.min(hours);
            before.of_candidate |= of_candidate;
        }
    }
    past
}

fn digest<'q>(past: impl Iterator<Item = (&'q QuestionId, Past)>) -> Option<DrawDigest> {
    past.fold(None, |digest, (question, Past { hours, of_candidate })| {
        let mut digest = digest.unwrap_or_else(DrawDigest::new);
        digest.text(question);
        digest.number(hours);
        digest.number(u64::from(of_candidate));
        Some(digest)
    })
}

fn own(setting: &Setting<'_>, question: &Question, past: Option<Past>) -> Own {
    let Setting { request, weighing, .. } = setting;
    let chosen = |technology| request.technologies.contains(technology);
    let is_beside = !request.technologies.is_empty() && !question.technologies.iter().any(chosen);
    let variety = request.wishes.variety.unwrap_or(weighing.variety);
    Own {
        rest: past.map_or(0, |past| weighing.rest_after(past.hours)),
        level: weighing.level * u32::from(question.level.steps_from(request.level)),
        variety: chance::below(variety + 1, request.seed, DrawFor::Variety, &question.id),
        technology: if is_beside { weighing.technology } else { 0 },
    }
}
